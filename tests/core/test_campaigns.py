"""Campaign metrics to the digit, flags, and where the funnel loses most."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pandas.testing as pdt
import pytest

from xlsegment.core.campaigns import (
    SUGGESTION_TEXTS,
    SUGGESTIONS,
    CampaignTargets,
    evaluate_campaigns,
)
from xlsegment.core.days import day_date
from xlsegment.core.periods import campaign_days

COLUMNS = [
    "campaign",
    "period",
    "target",
    "reached",
    "converted",
    "cost",
    "net_profit",
    "revenue",
    "goods_cost",
    "suggestion",
]
JUNE = (
    "618大促",
    "2023-06-01~06-18",
    10000,
    8500,
    1275,
    50000,
    77500,
    None,
    None,
    "增加移动端推送力度",
)
TRIAL = (
    "新品试用活动",
    "2023-07-10~07-25",
    5000,
    3200,
    480,
    20000,
    24000,
    None,
    None,
    "优化试用资格审核流程",
)


def table(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=COLUMNS, dtype=object)


def campaign(**cells: object) -> tuple[object, ...]:
    return tuple(cells.get(column) for column in COLUMNS)


def test_the_sources_two_rows_to_the_digit():
    filled, found = evaluate_campaigns(table(JUNE, TRIAL))

    assert filled["reach_rate"].tolist() == [0.85, 0.64]
    assert filled["conversion_rate"].tolist() == [0.15, 0.15]  # of the reached
    assert filled["roi"].tolist() == [1.55, 1.2]
    assert filled["roas"].tolist() == [None, None]
    assert filled["suggestion"].tolist() == ["增加移动端推送力度", "优化试用资格审核流程"]
    assert filled["campaign_note"].tolist() == [None, None]
    assert found == []


def test_the_sources_suggestions_are_nobodys_but_the_persons():
    assert not {JUNE[-1], TRIAL[-1]} & SUGGESTION_TEXTS


def test_without_net_profit_roi_is_computed_and_says_so():
    filled, _ = evaluate_campaigns(table(campaign(cost=100, revenue=400, goods_cost=150)))

    assert filled["roi"].tolist() == [1.5]  # 400 − 150 − 100, of 100
    assert filled["roas"].tolist() == [4.0]
    assert "收入−货品成本−活动成本" in filled["campaign_note"][0]


@pytest.mark.parametrize("cost", [0, None, "", "0.00"])
def test_cost_zero_or_blank_leaves_roi_blank_with_the_reason(cost):
    filled, found = evaluate_campaigns(table(campaign(cost=cost, net_profit=5, revenue=5)))

    assert (filled["roi"][0], filled["roas"][0]) == (None, None)
    assert [f.code for f in found] == ["W-050"]
    assert "无法计算 ROI" in filled["campaign_note"][0]


def test_a_negative_cost_is_named_as_such():
    filled, found = evaluate_campaigns(table(campaign(cost=-5, net_profit=5, revenue=5)))

    assert (filled["roi"][0], filled["roas"][0]) == (None, None)
    assert [f.code for f in found] == ["W-056"]
    assert "负数" in filled["campaign_note"][0]
    assert "空白" not in filled["campaign_note"][0]


def test_a_cost_that_is_no_number_is_not_called_blank():
    filled, found = evaluate_campaigns(table(campaign(cost="a lot", net_profit=5)))

    assert [f.code for f in found] == ["W-053"]
    assert "空白" not in filled["campaign_note"][0]


@pytest.mark.parametrize(
    ("cells", "zh", "en"),
    [
        ({"goods_cost": 1}, "缺少收入，", "revenue is"),
        ({"revenue": 1}, "缺少货品成本，", "and goods cost is"),
        ({}, "缺少收入和货品成本，", "revenue and goods cost is"),
    ],
)
def test_roi_blank_for_want_of_profit_says_what_is_missing(cells, zh, en):
    frame = table(campaign(target=10, reached=5, converted=1, cost=100, **cells))
    chinese, _ = evaluate_campaigns(frame)
    english, _ = evaluate_campaigns(frame, lang="en")

    assert chinese["roi"].tolist() == [None]
    assert zh in chinese["campaign_note"][0]
    assert en in english["campaign_note"][0]


def test_rates_above_one_are_flagged_and_still_shown():
    filled, found = evaluate_campaigns(
        table(campaign(target=100, reached=120, converted=130, cost=1, net_profit=1))
    )

    assert (filled["reach_rate"][0], round(filled["conversion_rate"][0], 4)) == (1.2, 1.0833)
    assert [(f.code, f.row) for f in found] == [("W-051", 0), ("W-052", 0)]


def test_division_by_zero_is_blank():
    filled, _ = evaluate_campaigns(table(campaign(target=0, reached=0, converted=0, cost=1)))

    assert (filled["reach_rate"][0], filled["conversion_rate"][0]) == (None, None)


def test_a_figure_that_is_no_number_is_reported():
    _, found = evaluate_campaigns(table(campaign(target="many", reached=1.5, cost=1)))

    assert [(f.code, f.column) for f in found] == [("W-053", "target"), ("W-053", "reached")]


@pytest.mark.parametrize(
    ("period", "codes"),
    [
        ("2023-06-01~06-02", ["I-054"]),
        ("2023-06-01~06-03", []),
        ("soon", ["W-055"]),
        (None, []),
        ("", []),
    ],
)
def test_a_short_campaign_carries_the_caution(period, codes):
    filled, found = evaluate_campaigns(
        table(campaign(period=period, target=2, reached=1, converted=1, cost=1, net_profit=1))
    )

    assert [f.code for f in found] == codes
    assert ("3–7 天" in (filled["campaign_note"][0] or "")) is ("I-054" in codes)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2023-06-01~06-18", "2023-06-01", "2023-06-18"),
        ("2023-06-01～2023-06-18", "2023-06-01", "2023-06-18"),
        ("2023/6/1-2023/6/18", "2023-06-01", "2023-06-18"),
        ("2023-06-01 – 06-18", "2023-06-01", "2023-06-18"),
        ("2023年6月1日至6月18日", "2023-06-01", "2023-06-18"),
        ("2023-06-01至18", "2023-06-01", "2023-06-18"),
        ("2023-12-25~01-05", "2023-12-25", "2024-01-05"),
        ("2023-12-01~02-29", "2023-12-01", "2024-02-29"),
        ("2023-06-18", "2023-06-18", "2023-06-18"),
        (dt.datetime(2023, 6, 18, 9), "2023-06-18", "2023-06-18"),  # noqa: DTZ001 - Excel has no zones
    ],
)
def test_periods_are_read(period, first, last):
    assert tuple(str(day_date(day)) for day in campaign_days(period)) == (first, last)


@pytest.mark.parametrize(
    "period",
    [
        "",
        "x",
        None,
        "2023-06-31~07-02",
        "2022-12-01~02-29",
        "2023-06-18~06-01",
        "06-01~06-18",
        "2023-06-18~2023-06-01",
    ],
)
def test_what_is_no_period_is_none(period):
    assert campaign_days(period) is None


def funnel(reach: int, convert: int, profit: int) -> tuple[object, ...]:
    return campaign(target=1000, reached=reach, converted=convert, cost=100, net_profit=profit)


@pytest.mark.parametrize(
    ("weak", "stage"),
    [
        (funnel(400, 80, 120), "reach"),
        (funnel(800, 40, 120), "conversion"),
        (funnel(800, 160, 20), "roi"),
        (funnel(900, 270, 150), "none"),
        (funnel(900, 270, -50), "roi"),
        (campaign(target=1000, cost=100), "missing"),
        (campaign(target=1000, reached=900, converted=270, cost=100), "missing"),
        (campaign(target=1000, reached=900, converted=270, net_profit=1), "missing"),
        (funnel(1001, 270, 150), "doubtful"),
        (funnel(900, 901, 150), "doubtful"),
    ],
)
def test_the_suggestion_names_the_stage_that_loses_most_against_the_others(weak, stage):
    filled, _ = evaluate_campaigns(table(funnel(800, 160, 120), funnel(820, 164, 120), weak))

    assert filled["suggestion"][2] == SUGGESTIONS[stage].zh


def test_targets_count_where_they_ask_for_more():
    targets = CampaignTargets(conversion_rate=0.5)

    filled, _ = evaluate_campaigns(
        table(funnel(800, 160, 120), funnel(800, 160, 120)), targets=targets
    )

    assert filled["suggestion"].tolist() == [SUGGESTIONS["conversion"].zh] * 2


@pytest.mark.parametrize("others", [(), (funnel(5000, 1, 1),), (campaign(target=1, cost=1),)])
def test_without_targets_and_comparable_campaigns_nothing_is_judged(others):
    filled, _ = evaluate_campaigns(table(funnel(10, 1, -100), *others))

    assert filled["suggestion"][0] == SUGGESTIONS["unjudged"].zh


@pytest.mark.parametrize(
    ("targets", "stage"),
    [
        (CampaignTargets(reach_rate=0.5), "reach"),
        (CampaignTargets(reach_rate=0.01), "unjudged"),  # nothing says the others are on target
        (CampaignTargets(reach_rate=0.01, conversion_rate=0.1, roi=0.1), "roi"),
        (CampaignTargets(reach_rate=0.01, conversion_rate=0.1, roi=-1), "roi"),  # money was lost
    ],
)
def test_one_campaign_is_judged_by_its_targets(targets, stage):
    filled, _ = evaluate_campaigns(table(funnel(10, 1, -100)), targets=targets)

    assert filled["suggestion"].tolist() == [SUGGESTIONS[stage].zh]


def test_where_all_lost_money_none_is_on_target():
    filled, _ = evaluate_campaigns(table(*[funnel(800, 160, -50)] * 3))

    assert filled["suggestion"].tolist() == [SUGGESTIONS["roi"].zh] * 3


def test_figures_that_contradict_each_other_are_no_yardstick():
    sound, odd = funnel(800, 160, 120), funnel(9000, 160, 120)

    filled, _ = evaluate_campaigns(table(sound, sound, odd, odd, odd))

    assert filled["suggestion"].tolist()[:2] == [SUGGESTIONS["none"].zh] * 2


def test_a_suggestion_of_ours_is_renewed_a_typed_one_stays():
    ours, typed = SUGGESTIONS["none"].en, SUGGESTIONS["roi"].en
    rows = [(*funnel(800, 160, 120)[:-1], text) for text in (ours, typed)]

    filled, _ = evaluate_campaigns(table(*rows))

    assert filled["suggestion"].tolist() == [SUGGESTIONS["none"].zh, typed]


def test_filling_twice_changes_nothing_and_leaves_the_table_alone():
    frame = table(JUNE, TRIAL, funnel(10, 1, 1))
    before = frame.copy(deep=True)
    once, _ = evaluate_campaigns(frame)
    twice, _ = evaluate_campaigns(frame.assign(**once))

    pdt.assert_frame_equal(twice, once)
    pdt.assert_frame_equal(frame, before)
