"""Conditions on people's own columns: read strictly, the same for one customer and for columns."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.conditions import conditions_from_text, conditions_text
from xlsegment.core.own_columns import OwnColumn
from xlsegment.core.own_values import KnownColumn, own_value
from xlsegment.core.ruletable import rules_from_rows, rules_to_rows
from xlsegment.core.segment_columns import assign_segments
from xlsegment.core.segments import RuleSet
from xlsegment.errors import RuleColumnError, RuleConditionError

COLUMNS = (KnownColumn("投诉次数", ("投诉次数",)), KnownColumn("city", ("所在城市", "City")))


def read(text: str):
    return conditions_from_text(text, None, 1)


def test_conditions_are_read_as_people_write_them():
    complaints, level = read("投诉次数 >= 3；会员等级＝金卡，银卡")

    assert (complaints.name, complaints.sign, complaints.values) == ("投诉次数", "≥", (3.0,))
    assert (level.name, level.sign, level.values) == ("会员等级", "=", ("金卡", "银卡"))
    assert conditions_text((complaints, level)) == "投诉次数≥3；会员等级=金卡、银卡"


@pytest.mark.parametrize(
    ("text", "sign", "values"),
    [
        ("x>1,000", ">", (1000.0,)),
        ("x≦2.5", "≤", (2.5,)),
        ("x＜3万", "<", (30000.0,)),
        ("x=>-1", "≥", (-1.0,)),
        ("x=0、1", "=", (0.0, 1.0)),
        ("x = VIP | 1", "=", ("vip", 1.0)),
    ],
)
def test_signs_and_numbers(text, sign, values):
    (condition,) = read(text)

    assert (condition.sign, condition.values) == (sign, values)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("投诉次数", "没有比较符号"),
        (">=3", "没有列名"),
        ("投诉次数>=", "没有值"),
        ("会员等级=,", "没有值"),
        ("投诉次数>=三次", "“三次”不是数"),
        ("3<=投诉次数<5", "只能有一个比较符号"),
        ("投诉次数>=3;会员等级", "“会员等级”看不懂"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_reason(text, said):
    with pytest.raises(RuleConditionError) as error:
        rules_from_rows([{"segment": "甲"}, {"segment": "乙", "conditions": text}])

    assert said in error.value.message("zh")
    assert "第 2 行" in error.value.message("zh")


def test_an_unknown_column_is_refused_with_those_there_are():
    with pytest.raises(RuleColumnError) as error:
        conditions_from_text("投诉>=3", COLUMNS, 4)

    assert "“投诉”" in error.value.message("zh")
    assert "投诉次数、所在城市" in error.value.message("zh")
    (condition,) = conditions_from_text(" CITY =杭州", COLUMNS, 4)
    assert condition.column == "city"


@pytest.mark.parametrize(
    ("cell", "text", "met"),
    [
        (3, "x>=3", True),
        ("3", "x>=3", True),
        ("３", "x>3", False),
        (2.5, "x<3", True),
        (None, "x<3", False),
        ("", "x<3", False),
        ("很多", "x<3", False),
        (True, "x>=1", False),
        (dt.datetime(2025, 1, 1), "x>=1", False),  # noqa: DTZ001
        (" 金 卡", "x=金卡", True),
        ("Vip", "x=VIP", True),
        ("金卡,银卡", "x=金卡", False),
        (float("nan"), "x=0", False),
        ("—", "x=0", False),
        (0, "x=0", True),
    ],
)
def test_a_cell_meets_a_condition_or_not(cell, text, met):
    (condition,) = read(text)

    assert condition.holds(own_value(cell)) is met
    assert OwnColumn.of([cell]).meets(condition).tolist() == [met]


_cells = st.one_of(
    st.none(),
    st.integers(-3, 5),
    st.sampled_from(
        (0.5, float("nan"), "3", " 4.5 ", "金卡", "金 卡", "VIP", "vip", "", "-", True)
    ),
)
_texts = st.sampled_from(
    (
        "x>=3",
        "x>0.5",
        "x<=4.5",
        "x<0",
        "x=3",
        "x=金卡、3",
        "x=VIP",
        "x=true",
        "x>=-2；x<3",
        "x=0,1；x>0",
    )
)


@given(st.lists(_cells, max_size=8), _texts)
def test_a_column_is_judged_as_each_of_its_cells(cells, text):
    column = OwnColumn.of(cells)

    for condition in read(text):
        expected = [condition.holds(own_value(cell)) for cell in cells]
        assert column.meets(condition).tolist() == expected


@st.composite
def _rulesets(draw: st.DrawFn) -> RuleSet:
    rows = [
        {
            "segment": f"群{i}",
            "r_max": draw(st.none() | st.integers(0, 4)),
            "f_min": draw(st.none() | st.integers(0, 4)),
            "conditions": draw(st.none() | _texts),
        }
        for i in range(draw(st.integers(1, 4)))
    ]
    return rules_from_rows(rows)


@given(_rulesets(), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), _cells), min_size=1))
@settings(max_examples=60)
def test_everybody_has_the_first_rule_whose_conditions_hold(ruleset, people):
    frame = pd.DataFrame(
        {
            "recency_days": pd.array([r for r, _, _ in people], dtype="Int64"),
            "frequency": [f for _, f, _ in people],
            "monetary_cents": 100,
            "first_order_day": pd.array([0] * len(people), dtype="Int64"),
        }
    )
    cells = OwnColumn.of([cell for _, _, cell in people])
    for condition in ruleset.conditions:
        frame[condition.flag] = cells.meets(condition)

    found = assign_segments(frame, ruleset, as_of=10).tolist()

    assert found == [
        ruleset.first(r, f, 100, own={"x": own_value(cell)}).segment_id for r, f, cell in people
    ]


def test_without_own_columns_no_rule_with_a_condition_fits():
    ruleset = rules_from_rows([{"segment": "甲", "r_max": 30, "conditions": "x<5"}])
    frame = pd.DataFrame(
        {
            "recency_days": pd.array([1], dtype="Int64"),
            "frequency": [1],
            "monetary_cents": [1],
            "first_order_day": pd.array([0], dtype="Int64"),
        }
    )

    assert ruleset.first(1, 1, 1).name.zh == "其他"
    assert assign_segments(frame, ruleset, as_of=1).tolist() == [ruleset.other.segment_id]


@given(_rulesets(), st.sampled_from(("zh", "en")))
@settings(max_examples=30)
def test_a_rule_table_is_read_back_as_it_was_written(ruleset, lang):
    assert rules_from_rows(rules_to_rows(ruleset, lang)) == ruleset


def test_the_rule_in_words_has_its_conditions():
    ruleset = rules_from_rows(
        [{"segment": "甲", "r_max": 30, "conditions": "投诉次数>=3;等级=A,B"}]
    )

    assert ruleset.rules[0].dimension_text("zh") == "R≤30天, 投诉次数≥3, 等级=A、B"
    assert ruleset.rules[0].dimensions == ("R", "投诉次数", "等级")
