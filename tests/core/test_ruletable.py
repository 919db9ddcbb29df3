"""The rule table of the parameter sheet, as people fill it in."""

from __future__ import annotations

import pytest

from xlsegment.core.presets import RULES_DEFAULT, RULES_STRICT
from xlsegment.core.ruletable import rules_from_rows, rules_to_rows
from xlsegment.core.segments import OTHER
from xlsegment.errors import RuleBoundsError, RuleNameError, RuleValueError


@pytest.mark.parametrize("ruleset", [RULES_DEFAULT, RULES_STRICT])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_preset_survives_the_table_in_either_language(ruleset, lang):
    assert rules_from_rows(rules_to_rows(ruleset, lang)) == ruleset


def test_numbers_may_be_text_and_blanks_are_open():
    rules = rules_from_rows(
        [
            {
                "segment_id": " B1 ",
                "segment": "大客户",
                "r_min": "",
                "r_max": "３０",
                "f_min": 5.0,
                "f_max": None,
                "m_min": "¥2,000",
                "m_max": float("nan"),
                "tenure_months_max": "6",
                "owner": "王经理",
            },
            {"segment": None, "r_max": ""},
        ]
    )

    rule = rules.rules[0]
    assert (rule.segment_id, rule.name.zh, rule.name.en) == ("B1", "大客户", "大客户")
    assert (rule.r_min, rule.r_max, rule.f_min, rule.f_max) == (None, 30, 5, None)
    assert (rule.m_min_cents, rule.m_max_cents, rule.tenure_months_max) == (200000, None, 6)
    assert rule.owner.zh == "王经理"
    assert rules.rules[1] == OTHER


def test_a_row_without_an_id_is_known_by_its_name():
    assert rules_from_rows([{"segment": "大客户", "r_max": 3}]).rules[0].segment_id == "大客户"


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ({"r_max": "soon"}, "R 最大天数"),
        ({"r_min": 1.5}, "R 最小天数"),
        ({"f_min": -1}, "F 最小次数"),
        ({"f_max": True}, "F 最大次数"),
        ({"m_min": "much"}, "M 最小金额"),
        ({"m_min": -1.797e308}, "M 最小金额"),
        ({"r_max": 1.797e308}, "R 最大天数"),
        ({"tenure_months_max": "half a year"}, "注册月数上限"),
    ],
)
def test_what_is_no_number_is_refused_with_row_and_column(row, word):
    good = {"segment": "甲", "r_max": 1}

    with pytest.raises(RuleValueError, match=f"第 2 行“{word}"):
        rules_from_rows([good, {"segment": "乙", **row}])


@pytest.mark.parametrize(
    "row",
    [
        {"r_min": 31, "r_max": 30},
        {"f_min": 5, "f_max": 4},
        {"m_min": 2000, "m_max": 1999},
        {"m_min": 2000, "m_max": 2000},  # the upper bound is exclusive: nobody is between
    ],
)
def test_a_lower_bound_above_the_upper_one_is_refused(row):
    with pytest.raises(RuleBoundsError) as caught:
        rules_from_rows([{"segment": "甲", **row}])

    assert caught.value.code == "E-030"
    assert "row 1" in caught.value.message("en")


def test_equal_bounds_are_a_single_value():
    assert rules_from_rows([{"segment": "甲", "f_min": 2, "f_max": 2}]).rules[0].f_max == 2


@pytest.mark.parametrize(
    ("second", "word"),
    [
        ({"segment": "", "r_max": 1}, "缺少"),
        ({"segment": "甲", "r_max": 1}, "第 1 行重复"),
        ({"segment": "乙", "segment_id": "X", "r_max": 1}, "第 1 行重复"),
    ],
)
def test_names_and_ids_are_there_and_unique(second, word):
    with pytest.raises(RuleNameError, match=word):
        rules_from_rows([{"segment": "甲", "segment_id": "X", "r_max": 1}, second])
