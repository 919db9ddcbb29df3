"""A rule set is checked when it is loaded."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.presets import RULES_DEFAULT, RULES_STRICT
from xlsegment.core.rulecheck import check_rules
from xlsegment.core.segments import RuleSet, SegmentRule
from xlsegment.text import Text


def rule(name: str, **bounds: int) -> SegmentRule:
    return SegmentRule(name, Text(name, name), **bounds)


def sentences(ruleset: RuleSet, code: str, window: int | None = 180) -> list[str]:
    return [f.what("zh") for f in check_rules(ruleset, window_days=window) if f.code == code]


def test_the_overlaps_the_sources_have_are_found():
    found = sentences(RULES_DEFAULT, "I-038")

    # semantics of the sources: 新锐∩流失, 潜力∩新锐, 稳定∩潜力
    assert any("流失风险客户 与 新锐潜力客户" in text for text in found)
    assert "规则重叠：新锐潜力客户 与 潜力客户(注册≤6个月, R≤30天, F=2次, M=1000-1999元)。" in found
    assert "规则重叠：潜力客户 与 稳定普通客户(R≤30天, F=2-4次, M=500-999元)。" in found


def test_the_gaps_the_sources_have_are_found_in_words():
    default = sentences(RULES_DEFAULT, "I-037")
    strict = sentences(RULES_STRICT, "I-037")

    assert "没有命名规则的区域：R≤89天, F≥5次, M<2000元。" in default
    assert "没有命名规则的区域：R≤89天, M<300元。" in default
    assert any(text.startswith("没有命名规则的区域：R≥31天, F≥5次") for text in strict)
    assert any("R≥61天, F≥2次" in text for text in strict)


def test_no_shipped_name_is_unreachable():
    for ruleset in (RULES_DEFAULT, RULES_STRICT):
        for window in (30, 180, 365, None):
            found = sentences(ruleset, "W-039", window)
            assert not found or window == 30, (found, window)


def test_a_name_behind_a_wider_one_is_unreachable():
    ruleset = RuleSet((rule("wide", r_max=60), rule("narrow", r_max=30, f_min=2)))

    found = [f for f in check_rules(ruleset) if f.code == "W-039"]

    assert [f.row for f in found] == [1]
    assert "narrow" in found[0].what("en")


def test_a_name_behind_two_that_cover_it_together_is_unreachable():
    ruleset = RuleSet(
        (rule("a", r_max=30), rule("b", r_min=31, f_max=3), rule("c", r_min=40, f_max=2))
    )

    assert sentences(ruleset, "W-039") == ["规则“c”永远轮不到：前面的规则已全部覆盖。"]


def test_an_order_in_the_window_cannot_be_older_than_the_window():
    ruleset = RuleSet((rule("impossible", r_min=180, f_min=1), rule("rest", f_min=0, r_max=999)))

    assert len(sentences(ruleset, "W-039", 180)) == 1
    assert sentences(ruleset, "W-039", 365) == []
    assert sentences(ruleset, "W-039", None) == []


def test_a_complete_set_has_no_gap():
    ruleset = RuleSet(
        (
            rule("near", r_max=30, f_min=0),
            rule("far", r_min=31, m_min_cents=-(10**17)),
            rule("x", r_min=31),
        )
    )

    assert sentences(ruleset, "I-037") == []


@pytest.mark.parametrize(
    ("count", "codes"), [(6, []), (7, ["I-036"]), (10, ["I-036"]), (11, ["W-032"])]
)
def test_the_number_of_groups_is_judged(count, codes):
    ruleset = RuleSet(
        tuple(rule(str(i), r_min=10 * i, r_max=10 * i + 9, f_min=1) for i in range(count))
    )

    found = [f.code for f in check_rules(ruleset)]

    assert [code for code in found if code in ("I-036", "W-032")] == codes


def test_a_single_dimension_is_warned_about():
    assert sentences(RuleSet((rule("a", r_max=30), rule("b", r_min=31))), "W-041") == [
        "规则只用了一个维度(最近购买)，无法体现客户价值差异。"
    ]
    assert sentences(RULES_DEFAULT, "W-041") == []


def test_a_missing_other_is_said():
    assert len(sentences(RuleSet((rule("a", r_max=30, f_min=1),)), "W-040")) == 1
    assert sentences(RULES_DEFAULT, "W-040") == []


_bound = st.one_of(st.none(), st.integers(0, 4))


@st.composite
def _rules(draw: st.DrawFn) -> RuleSet:
    rules = []
    for i in range(draw(st.integers(1, 4))):
        r, f = sorted((draw(st.integers(0, 4)), draw(st.integers(0, 4)))), draw(_bound)
        m = draw(_bound)
        rules.append(
            rule(
                str(i),
                r_min=r[0],
                r_max=r[1] if draw(st.booleans()) else None,
                f_min=f,
                m_max_cents=m,
            )
        )
    return RuleSet(tuple(rules))


@given(_rules(), st.sampled_from((None, 3)))
@settings(max_examples=60)
def test_unreachable_overlapping_and_gaps_agree_with_trying_every_customer(ruleset, window):
    def fits(one: SegmentRule, r: int, f: int, m: int) -> bool:
        return (
            r >= (one.r_min or 0)
            and (one.r_max is None or r <= one.r_max)
            and f >= (one.f_min or 0)
            and (one.m_max_cents is None or m < one.m_max_cents)
        )

    people = [
        (r, f, m)
        for r, f, m in product(range(7), range(7), range(-1, 7))
        if window is None or (f >= 1 if r < window else f == 0 and m <= 0)
    ]
    named = ruleset.named
    firsts = [next((i for i, one in enumerate(named) if fits(one, *p)), None) for p in people]
    pairs = {
        (i, j)
        for p in people
        for i, j in product(range(len(named)), repeat=2)
        if i < j and fits(named[i], *p) and fits(named[j], *p)
    }
    found = check_rules(ruleset, window_days=window)

    assert {f.row for f in found if f.code == "W-039"} == set(range(len(named))) - set(firsts)
    assert len([f for f in found if f.code == "I-038"]) == len(pairs)
    assert any(f.code == "I-037" for f in found) == (None in firsts)


def test_a_hundred_rules_are_checked_quickly_enough_to_finish():
    ruleset = RuleSet(
        tuple(
            rule(str(i), r_min=i, r_max=i + 1, f_min=i % 9, m_min_cents=i * 100) for i in range(100)
        )
    )

    assert any(f.code == "W-032" for f in check_rules(ruleset, window_days=180))
