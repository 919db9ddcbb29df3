"""Named segments: first match wins, everybody has exactly one, texts as the source prints them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given

from tests.strategies import AS_OF, customer_figures
from xlsegment.core.days import day_number
from xlsegment.core.presets import RULES_DEFAULT, RULES_STRICT
from xlsegment.core.segment_columns import assign_segments
from xlsegment.core.segments import NEVER_BOUGHT, OTHER, RuleSet, SegmentRule
from xlsegment.text import Text

OLD, NEW = AS_OF - 365, AS_OF - 30


def segment(ruleset, recency, frequency, yuan, first_day=OLD, registered=None) -> str:
    people = pd.DataFrame(
        {
            "recency_days": pd.array([recency], dtype="Int64"),
            "frequency": [frequency],
            "monetary_cents": [round(yuan * 100)],
            "first_order_day": pd.array([first_day], dtype="Int64"),
            "registered_day": pd.array([registered], dtype="Int64"),
        }
    )
    found = assign_segments(people, ruleset, as_of=AS_OF).iloc[0]
    return found if found == NEVER_BOUGHT else ruleset.rule(found).name.zh


@pytest.mark.parametrize(
    ("figures", "name"),
    [
        ((30, 5, 2000), "核心忠诚客户"),
        ((31, 5, 2000), "其他"),  # gap d: the best customers beginning to lapse
        ((30, 5, 1999.99), "其他"),  # gap a
        ((30, 4, 2000), "其他"),  # gap b
        ((180, 0, 0), "沉睡流失客户"),
        ((180, 9, 9000), "沉睡流失客户"),  # with a longer window F need not be 0
        ((179, 1, 9000), "流失风险客户"),
        ((179, 2, 0), "高价值流失预警"),
        ((90, 0, 0), "流失风险客户"),
        ((90, 1, 100), "流失风险客户"),
        ((89, 1, 100), "其他"),
        ((30, 2, 500), "潜力客户"),
        ((30, 4, 1999.99), "潜力客户"),
        ((30, 2, 499.99), "稳定普通客户"),  # below 潜力, within 300 to 1000
        ((31, 2, 999.99), "稳定普通客户"),  # amounts between 999 and 1000 have a rule
        ((60, 4, 300), "稳定普通客户"),
        ((61, 4, 300), "其他"),
        ((60, 4, 1000), "其他"),
        ((60, 1, 300), "其他"),
        ((None, 0, 0), NEVER_BOUGHT),
    ],
)
def test_default_rules_at_their_bounds(figures, name):
    assert segment(RULES_DEFAULT, *figures) == name


@pytest.mark.parametrize(
    ("figures", "name"),
    [
        ((30, 5, 2000), "核心忠诚客户"),
        ((90, 1, 9000), "沉睡流失客户"),
        ((90, 2, 9000), "其他"),
        ((180, 2, 9000), "其他"),
        ((60, 2, 300), "稳定普通客户"),
        ((20, 2, 600), "稳定普通客户"),
    ],
)
def test_the_sources_own_rules_at_their_bounds(figures, name):
    assert segment(RULES_STRICT, *figures) == name


def test_new_customers_with_potential():
    assert segment(RULES_DEFAULT, 10, 1, 1000, NEW) == "新锐潜力客户"
    assert segment(RULES_DEFAULT, 10, 2, 1000, NEW) == "新锐潜力客户"  # before 潜力
    assert segment(RULES_DEFAULT, 10, 3, 1000, NEW) == "潜力客户"
    assert segment(RULES_DEFAULT, 10, 1, 999.99, NEW) == "其他"
    assert segment(RULES_DEFAULT, 90, 1, 1000, NEW) == "流失风险客户"  # churn comes first


def test_tenure_counts_from_registration_and_else_from_the_first_order():
    assert segment(RULES_DEFAULT, 10, 1, 1000, OLD, registered=NEW) == "新锐潜力客户"
    assert segment(RULES_DEFAULT, 10, 1, 1000, NEW, registered=OLD) == "其他"
    assert segment(RULES_DEFAULT, 10, 1, 1000, NEW, registered=None) == "新锐潜力客户"


@pytest.mark.parametrize(
    ("registered", "as_of", "within"),
    [
        ((2023, 1, 15), (2023, 7, 15), True),  # six months to the day
        ((2023, 1, 15), (2023, 7, 16), False),
        ((2023, 8, 31), (2024, 2, 29), True),  # 31 August + 6 months is the end of February
        ((2023, 8, 31), (2024, 3, 1), False),
        ((2023, 8, 29), (2024, 2, 29), True),
    ],
)
def test_six_months_are_calendar_months(registered, as_of, within):
    day = day_number(dt.date(*registered))
    people = pd.DataFrame(
        {
            "recency_days": pd.array([1], dtype="Int64"),
            "frequency": [1],
            "monetary_cents": [1000_00],
            "first_order_day": pd.array([day], dtype="Int64"),
        }
    )
    found = assign_segments(people, RULES_DEFAULT, as_of=day_number(dt.date(*as_of))).iloc[0]

    assert (found == "A002") is within


@given(customer_figures())
def test_everybody_has_the_first_rule_that_fits(people):
    found = assign_segments(people, RULES_DEFAULT, as_of=AS_OF)

    for got, row in zip(found, people.itertuples(), strict=True):
        if pd.isna(row.recency_days):
            assert got == NEVER_BOUGHT
            continue
        fitting = [rule for rule in RULES_DEFAULT.rules if _fits(rule, row)]
        assert got == fitting[0].segment_id


def _fits(rule: SegmentRule, row) -> bool:
    tenure = rule.tenure_months_max
    # AS_OF is 1971-02-05; six months before is 1970-08-05, day 216
    young = tenure is None or row.first_order_day >= 216
    return (
        young
        and (rule.r_min or 0) <= row.recency_days <= (10**9 if rule.r_max is None else rule.r_max)
        and (rule.f_min or 0) <= row.frequency <= (10**9 if rule.f_max is None else rule.f_max)
        and (rule.m_min_cents is None or row.monetary_cents >= rule.m_min_cents)
        and (rule.m_max_cents is None or row.monetary_cents < rule.m_max_cents)
    )


@pytest.mark.parametrize(
    ("segment_id", "name", "dimensions", "features", "keywords", "owner"),
    [
        (
            "A001",
            "核心忠诚客户",
            "R≤30天, F≥5次, M≥2000元",
            "高频次、高消费、稳定复购,转介绍意愿强",
            "专属权益、新品优先、深度服务绑定",
            "*经理",
        ),
        (
            "A002",
            "新锐潜力客户",
            "注册≤6个月, F=1-2次, M≥1000元",
            "新客、高客单价、对功能互动积极,成长空间大",
            "新客激励、使用引导、快速转化",
            "*专员",
        ),
        (
            "A003",
            "稳定普通客户",
            "R≤60天, F=2-4次, M=300-999元",
            "定期消费、客单价中等,忠诚度一般",
            "标准化服务、交叉销售、提升复购频次",
            "*助理",
        ),
        (
            "A004",
            "沉睡流失客户",
            "R≥90天, F≤1次",
            "长期未消费,低频次,流失风险高",
            "唤醒激励、流失调研、挽回优惠",
            "*专员",
        ),
    ],
)
def test_the_sources_four_rows_word_for_word(
    segment_id, name, dimensions, features, keywords, owner
):
    rule = RULES_STRICT.rule(segment_id)

    assert rule.name.zh == name
    assert rule.dimension_text("zh") == dimensions
    assert (rule.features.zh, rule.keywords.zh, rule.owner.zh) == (features, keywords, owner)
    default = RULES_DEFAULT.rule(segment_id)
    assert (default.features, default.keywords, default.owner) == (
        rule.features,
        rule.keywords,
        rule.owner,
    )


def test_presets_have_the_order_the_mission_decided():
    assert [rule.name.zh for rule in RULES_DEFAULT.rules] == [
        "核心忠诚客户",
        "沉睡流失客户",
        "流失风险客户",
        "高价值流失预警",
        "新锐潜力客户",
        "潜力客户",
        "稳定普通客户",
        "其他",
    ]
    assert [rule.segment_id for rule in RULES_STRICT.rules] == [
        "A001",
        "A004",
        "A002",
        "A003",
        "A999",
    ]


@pytest.mark.parametrize(
    ("bounds", "zh", "en"),
    [
        ({}, "以上规则以外", "none of the rules above"),
        ({"f_min": 3, "f_max": 3}, "F=3次", "F=3 orders"),
        ({"f_max": 0}, "F=0次", "F=0 orders"),
        ({"m_max_cents": 30000}, "M<300元", "M<300"),
        ({"m_min_cents": 30050}, "M≥300.50元", "M≥300.50"),
        ({"m_min_cents": 100, "m_max_cents": 250}, "1≤M<2.50元", "1≤M<2.50"),
        (
            {"r_min": 5, "tenure_months_max": 1},
            "注册≤1个月, R≥5天",
            "registered≤1 months, R≥5 days",
        ),
    ],
)
def test_a_region_in_words(bounds, zh, en):
    rule = SegmentRule("X", Text("甲", "A"), **bounds)

    assert (rule.dimension_text("zh"), rule.dimension_text("en")) == (zh, en)


def test_other_is_added_where_it_is_missing():
    ruleset = RuleSet((SegmentRule("X", Text("甲", "A"), r_max=3),))

    assert ruleset.other == OTHER
    assert ruleset.other_added
    assert RuleSet(()).rules == (OTHER,)
    assert not RULES_DEFAULT.other_added
