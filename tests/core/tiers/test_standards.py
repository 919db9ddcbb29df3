"""The table of criteria: what may stand in it, what is refused with the reason."""

from __future__ import annotations

from fractions import Fraction

import pytest

from xlsegment.core.tiers.criteria import CRITERIA
from xlsegment.core.tiers.standards import default_rows, standards_from_rows
from xlsegment.errors import CriterionRowError, CriterionValueError
from xlsegment.text import LANGS


def read(*rows, columns=None):
    return standards_from_rows(rows, columns or {})


def test_the_nine_criteria_of_the_source_weigh_100_percent_together():
    standards, findings = standards_from_rows(default_rows("zh"), {})
    assert [s.name for s in standards] == [
        "购买金额", "购买频率", "购买周期", "产品偏好", "服务需求", "个性化需求", "购买行为",
        "互动行为", "忠诚度行为",
    ]  # fmt: skip
    assert sum(s.weight for s in standards) == 100
    assert not findings


@pytest.mark.parametrize("lang", LANGS)
def test_the_default_table_reads_back_as_declared(lang):
    for standard in standards_from_rows(default_rows(lang), {})[0]:
        criterion = standard.criterion
        assert (standard.weight, standard.better) == (criterion.weight, criterion.better)
        assert standard.cuts == criterion.cuts
        assert bool(standard.scores) == bool(criterion.scores.zh)
    assert {row["criterion"] for row in default_rows(lang)} == {
        c.name.in_(lang) for c in CRITERIA.values()
    }


def test_a_column_of_the_customer_table_may_be_a_criterion():
    row = {"criterion": "会员等级", "weight": "12.5%", "value_scores": "金=3；银＝2、铜=1"}
    (standard,), _ = read(row, columns={"会员等级": "会员等级"})
    assert (standard.column, standard.weight) == ("会员等级", Fraction(25, 2))
    assert standard.scores == {"金": 3, "银": 2, "铜": 1}


def test_an_unknown_name_is_left_out_and_listed():
    standards, findings = read(
        {"criterion": "购买金额", "weight": 5}, {"criterion": "喜好", "weight": 1}
    )
    assert [s.name for s in standards] == ["购买金额"]
    assert [(f.code, f.row) for f in findings] == [("W-104", 1)]
    assert read({"criterion": "喜好"}, {"criterion": "购买金额", "weight": 1})[1] == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"weight": "很多"}, "权重"),
        ({"weight": -1}, "权重"),
        ({"weight": True}, "权重"),
        ({"weight": 1, "better": "左"}, "方向"),
        ({"weight": 1, "cut3": 5}, "都留空"),
        ({"weight": 1, "cut2": "x", "cut3": 5}, "2分"),
        ({"weight": 1, "cut3": 5, "cut2": 5}, "大于"),
        ({"weight": 1, "cut3": 9, "cut2": 5, "better": "越低越好"}, "小于"),
        ({"weight": 1, "value_scores": "高=4"}, "取值得分"),
        ({"weight": 1, "value_scores": "高"}, "取值得分"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_with_its_place(row, says):
    with pytest.raises(CriterionValueError, match=rf"E-091.*第 2 行.*{says}"):
        read({"criterion": "购买金额", "weight": 1}, {"criterion": "购买频率", **row})


def test_rows_need_a_name_once_and_something_a_weight():
    with pytest.raises(CriterionRowError, match="缺少标准的名称"):
        read({"criterion": None, "weight": 3})
    with pytest.raises(CriterionRowError, match="第 1 行重复"):
        read({"criterion": "购买金额", "weight": 3}, {"criterion": "Purchase amount", "weight": 3})
    with pytest.raises(CriterionRowError, match="大于 0"):
        read({"criterion": "购买金额", "weight": 0}, {"criterion": None})


def test_decimals_of_a_spreadsheets_arithmetic_do_not_count():
    (standard,), _ = read({"criterion": "购买金额", "weight": 0.1 + 0.2})
    assert standard.weight == Fraction(3, 10)
