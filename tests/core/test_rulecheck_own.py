"""A rule set with conditions on people's own columns is checked as exactly as one without."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.own_values import own_value
from xlsegment.core.rulecheck import check_rules
from xlsegment.core.ruletable import rules_from_rows
from xlsegment.core.segments import RuleSet, SegmentRule


def rules(*rows: dict[str, object]) -> RuleSet:
    named = [{"segment": f"群{i}", **row} for i, row in enumerate(rows)]
    return rules_from_rows(named)


def sentences(ruleset: RuleSet, code: str, whole: frozenset[str] = frozenset()) -> list[str]:
    return [f.what("zh") for f in check_rules(ruleset, whole=whole) if f.code == code]


def test_rules_whose_own_conditions_exclude_each_other_do_not_overlap():
    apart = rules({"conditions": "投诉次数>=3"}, {"conditions": "投诉次数<3"})
    meeting = rules({"conditions": "投诉次数>=3"}, {"conditions": "投诉次数<=3"})
    words = rules({"conditions": "等级=金卡"}, {"conditions": "等级=银卡,铜卡"})

    assert sentences(apart, "I-038") == []
    assert sentences(meeting, "I-038") == ["规则重叠：群0 与 群1(投诉次数=3)。"]
    assert sentences(words, "I-038") == []


def test_a_blank_cell_meets_no_condition_so_conditions_alone_never_cover_everybody():
    ruleset = rules({"conditions": "投诉次数>=3"}, {"conditions": "投诉次数<3"})

    assert sentences(ruleset, "I-037") == ["没有命名规则的区域：投诉次数为其他内容或空白。"]


def test_a_gap_is_described_with_the_own_column():
    ruleset = rules(
        {"r_max": 30, "conditions": "等级=金卡"},
        {"r_max": 30, "conditions": "等级=银卡"},
        {"r_min": 31},
    )

    assert sentences(ruleset, "I-037") == ["没有命名规则的区域：R≤30天, 等级为其他内容或空白。"]


def test_a_rule_with_a_condition_behind_the_same_rule_without_is_unreachable():
    ruleset = rules({"r_max": 60}, {"r_max": 30, "conditions": "投诉次数>=3"})
    other_way = rules({"r_max": 30, "conditions": "投诉次数>=3"}, {"r_max": 60})

    assert sentences(ruleset, "W-039") == ["规则“群1”永远轮不到：前面的规则已全部覆盖。"]
    assert sentences(other_way, "W-039") == []


def test_a_rule_whose_conditions_contradict_each_other_is_unreachable():
    assert len(sentences(rules({"conditions": "x>=5；x<3"}), "W-039")) == 1
    assert len(sentences(rules({"conditions": "x=金卡；x=银卡"}), "W-039")) == 1
    assert sentences(rules({"conditions": "x>=3；x<5"}), "W-039") == []


def test_between_two_and_three_lies_nobody_in_a_column_of_whole_numbers():
    ruleset = rules({"conditions": "x<=2"}, {"conditions": "x>=3"})

    assert "2<x<3" in "".join(sentences(ruleset, "I-037"))
    assert "2<x<3" not in "".join(sentences(ruleset, "I-037", frozenset({"x"})))
    assert len(sentences(rules({"conditions": "x=2.5"}), "W-039", frozenset({"x"}))) == 1


def test_one_own_column_alone_is_a_single_dimension():
    ruleset = rules({"conditions": "所在城市=杭州"}, {"conditions": "所在城市=宁波"})

    assert sentences(ruleset, "W-041") == ["规则只用了一个维度(所在城市)，无法体现客户价值差异。"]
    assert sentences(rules({"r_max": 30, "conditions": "所在城市=杭州"}), "W-041") == []


def test_a_rule_with_a_condition_alone_is_not_taken_for_the_other_one():
    ruleset = rules({"r_max": 30, "f_min": 1}, {"conditions": "x>1"})

    assert [rule.name.zh for rule in ruleset.rules] == ["群0", "群1", "其他"]
    assert len(sentences(ruleset, "W-040")) == 1


def test_too_many_conditions_are_said_instead_of_checked_for_hours():
    ruleset = rules(
        *({"r_max": i, "conditions": "；".join(f"c{c}>={i}" for c in range(9))} for i in range(9))
    )

    assert [f.code for f in check_rules(ruleset) if f.code == "I-112"] == ["I-112"]
    assert sentences(ruleset, "I-038") == []


_conditions = st.none() | st.sampled_from(
    (
        "x>=1",
        "x>1",
        "x<=1",
        "x<2",
        "x=1",
        "x=甲",
        "x=甲,1",
        "x>=0；x<2",
        "x=乙",
        "y=甲",
        "x>1；y=甲",
    )
)
#: A value in, before and behind every stretch, each word, another word and a blank.
_X = (-1, 0, 0.5, 1, 1.5, 2, 3, "甲", "乙", "丙", None)
_Y = ("甲", "丁", None)


@st.composite
def _rulesets(draw: st.DrawFn) -> RuleSet:
    rows = [
        {
            "r_max": draw(st.none() | st.integers(0, 2)),
            "f_min": draw(st.none() | st.integers(0, 2)),
            "conditions": draw(_conditions),
        }
        for _ in range(draw(st.integers(1, 4)))
    ]
    return rules(*rows)


@given(_rulesets(), st.booleans())
@settings(max_examples=60)
def test_findings_agree_with_trying_every_customer(ruleset, whole):
    values = [v for v in _X if not whole or not isinstance(v, float)]
    people = list(product(range(4), range(4), map(own_value, values), map(own_value, _Y)))

    def fits(rule: SegmentRule, r: int, f: int, x: object, y: object) -> bool:
        return (
            (rule.r_max is None or r <= rule.r_max)
            and f >= (rule.f_min or 0)
            and all(c.holds(x if c.column == "x" else y) for c in rule.conditions)
        )

    named = ruleset.named
    firsts = {next((i for i, one in enumerate(named) if fits(one, *p)), None) for p in people}
    pairs = {
        (i, j)
        for p in people
        for i, j in product(range(len(named)), repeat=2)
        if i < j and fits(named[i], *p) and fits(named[j], *p)
    }
    found = check_rules(ruleset, whole=frozenset("x" if whole else ""))

    assert {f.row for f in found if f.code == "W-039"} == set(range(len(named))) - firsts
    assert len([f for f in found if f.code == "I-038"]) == len(pairs)
    assert any(f.code == "I-037" for f in found) == (None in firsts)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sentence_exists_in_both_languages(lang):
    ruleset = rules({"conditions": "x>=1；x<4"}, {"conditions": "x=金卡"}, {"conditions": "x>9"})

    for finding in check_rules(ruleset):
        assert "{" not in finding.what(lang)
