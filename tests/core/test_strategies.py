"""Every group of every scheme has a strategy, complete in both languages."""

from __future__ import annotations

import pytest

from xlsegment.core.classes import EIGHT, ELEVEN
from xlsegment.core.cuts import Cuts
from xlsegment.core.presets import RULES_DEFAULT, RULES_STRICT
from xlsegment.core.schemes import scheme_groups
from xlsegment.core.segments import INCOMPLETE_ID, NEVER_BOUGHT
from xlsegment.core.settings import SCHEMES, Settings
from xlsegment.core.strategies import GENERAL, STRATEGIES, strategy_for

KEYS = [
    *EIGHT,
    *ELEVEN,
    *(rule.segment_id for ruleset in (RULES_DEFAULT, RULES_STRICT) for rule in ruleset.rules),
    NEVER_BOUGHT,
    INCOMPLETE_ID,
]


@pytest.mark.parametrize("key", sorted(set(KEYS)))
def test_every_group_has_all_parts_in_both_languages(key):
    strategy = STRATEGIES[key]

    for text in (
        strategy.name,
        strategy.features,
        strategy.direction,
        strategy.measures,
        strategy.owner,
    ):
        assert all(word.strip() for word in text.both)
        assert not any("\u4e00" <= c <= "\u9fff" for c in text.en)


def test_there_is_no_strategy_without_a_group():
    assert set(STRATEGIES) == set(KEYS)


@pytest.mark.parametrize(
    ("key", "direction", "measures", "owner"),
    [
        ("A001", "深度绑定与价值提升", "专属客服、新品优先体验、会员等级权益升级", "*客户经理"),
        ("A002", "快速转化与习惯培养", "新客专享折扣、产品使用引导、定期回访收集反馈", "*运营专员"),
        ("A004", "激活与挽回", "唤醒优惠券(“回归专享100元券”)、流失原因调研", "*挽回专员"),
    ],
)
def test_the_sources_three_strategies(key, direction, measures, owner):
    strategy = strategy_for(key)

    assert (strategy.direction.zh, strategy.measures.zh, strategy.owner.zh) == (
        direction,
        measures,
        owner,
    )


def test_a_group_of_the_users_own_gets_the_general_one():
    assert strategy_for("B7") is GENERAL


@pytest.mark.parametrize("scheme", SCHEMES)
def test_names_within_a_scheme_are_unique_in_both_languages(scheme):
    groups = scheme_groups(Settings(scheme=scheme), Cuts(()))

    for lang in ("zh", "en"):
        assert len({group.name.in_(lang) for group in groups.values()}) == len(groups)
