"""Before and after, against targets and against a control group: worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.test_repurchase import many, run, span
from xlsegment.core.activity import activity_of
from xlsegment.core.earlier import Earlier, members_of
from xlsegment.core.effects import Difference, Interval
from xlsegment.core.progress import months, step, weeks
from xlsegment.core.repurchase import Span
from xlsegment.core.track_metrics import TRACK_METRICS, track_metric
from xlsegment.core.track_words import check_again, conclusion
from xlsegment.core.tracking import Course, follow, span_of, verdict

METRIC = {metric.key: metric for metric in TRACK_METRICS}
MONTH = Span(1000, 1029, 1100)


def course(baseline, current, span_=MONTH, **more):
    return Course(span_, 100, 0, 100, baseline, current, **more)


# The method's own targets: 复购率提升≥10%, 客单价增长≥15%, 激活率≥20%, 30天内复购率≥8%.
TARGETS = [
    ("repurchase_rise", 0.50, 0.55, 0.10, "reached"),
    ("repurchase_rise", 0.50, 0.549, 0.10, "missed"),
    ("order_value_rise", 100.0, 115.0, 0.15, "reached"),
    ("order_value_rise", 100.0, 114.9, 0.15, "missed"),
    ("activation", None, 20 / 100, 0.20, "reached"),
    ("activation", None, 19 / 100, 0.20, "missed"),
    ("again_30", None, 2 / 25, 0.08, "reached"),
    ("again_30", None, 1 / 25, 0.08, "missed"),
    ("repurchase_rise", None, 0.5, 0.10, None),
    ("repurchase_rise", 0.0, 0.5, 0.10, None),
    ("activation", None, None, 0.20, None),
    ("activation", None, 0.3, None, None),
]


@pytest.mark.parametrize(("metric", "baseline", "current", "target", "said"), TARGETS)
def test_the_sources_targets_are_reached_from_their_value_on(
    metric, baseline, current, target, said
):
    assert verdict(course(baseline, current), METRIC[metric], target, in_points=False) == said


def test_points_and_relative_percent_are_two_things():
    found = course(0.50, 0.55)
    metric = METRIC["repurchase_rise"]

    assert found.change == pytest.approx(0.05)
    assert found.change_share == pytest.approx(0.10)
    assert verdict(found, metric, 0.10, in_points=True) == "missed"
    assert verdict(found, metric, 0.05, in_points=True) == "reached"
    # of money there are no points
    money = course(100.0, 115.0)
    assert verdict(money, METRIC["order_value_rise"], 0.15, in_points=True) == "reached"


def test_while_it_runs_or_is_short_nothing_is_missed_yet():
    metric = METRIC["activation"]
    running, short = Span(1000, 1029, 1029), Span(1000, 1005, 1100)

    assert verdict(course(None, 0.1, running), metric, 0.2, in_points=False) == "open"
    assert verdict(course(None, 0.1, short), metric, 0.2, in_points=False) == "open"
    assert verdict(course(None, 0.2, running), metric, 0.2, in_points=False) == "reached"


def test_a_rise_over_less_than_a_week_is_not_reached_yet():
    rise = METRIC["spend_rise"]
    six, seven = Span(1000, 1005, 1100), Span(1000, 1006, 1100)

    assert verdict(course(10.0, 20.0, six), rise, 0.1, in_points=False) == "open"
    assert verdict(course(10.0, 20.0, seven), rise, 0.1, in_points=False) == "reached"
    assert verdict(course(None, 0.2, six), METRIC["activation"], 0.2, in_points=False) == "reached"


def test_a_strategy_is_looked_at_until_its_end_or_the_analysis_date():
    assert span_of(11, None, 10) is None
    assert span_of(10, None, 10) == Span(10, 10, 10)
    assert span_of(1, 5, 10) == Span(1, 5, 10)
    assert span_of(1, 50, 10) == Span(1, 10, 10)
    assert Span(31, 60, 90).before == Span(1, 30, 30)


ORDERS = [
    # customers of before: a to d have bought before day 70, a to f before day 100
    ("a", 10, 100), ("a", 75, 50), ("a", 105, 60),
    ("b", 10, 100), ("b", 110, 60),
    ("c", 20, 100), ("c", 80, 70), ("c", 120, 90),
    ("d", 30, 100),
    ("e", 72, 100), ("e", 125, 30),
    ("f", 90, 100),
]  # fmt: skip


def members(result):
    earlier = Earlier(result)
    return lambda day: members_of(earlier.segments(day), None)


def test_before_and_after_are_each_of_the_group_as_it_was_when_they_began():
    result, base = run(ORDERS)
    found = follow(
        activity_of(result),
        METRIC["repurchase_rise"],
        span(base, 100, 129, 200),
        members(result),
        None,
    )

    # Before, days 70 to 99: a and c of a, b, c, d. After, days 100 to 129: a, b, c, e of all six.
    assert (found.baseline, found.current) == (2 / 4, 4 / 6)
    assert (found.size, found.fewest) == (6, 4)
    assert found.change_share == pytest.approx(1 / 3)
    assert found.control is None


def test_a_control_group_is_left_out_of_both_and_compared_after_the_start():
    result, base = run(ORDERS)
    held = np.array([name in "def" for name in result.counted["customer_id"]])
    found = follow(
        activity_of(result),
        METRIC["activation"],
        span(base, 100, 129, 200),
        members(result),
        held,
    )

    assert (found.size, found.control_size) == (3, 3)
    assert (found.current, found.control) == (1.0, 1 / 3)
    assert found.against_control.value == pytest.approx(2 / 3)
    # the same customers in days 70 to 99: 2 of 3, and 2 of 3
    assert found.did.value == pytest.approx((1 - 2 / 3) - (1 / 3 - 2 / 3))


def test_what_only_some_can_be_asked_has_no_difference_in_differences():
    result, base = run(ORDERS)
    held = np.array([name in "def" for name in result.counted["customer_id"]])
    found = follow(
        activity_of(result), METRIC["again_30"], span(base, 100, 129, 200), members(result), held
    )

    assert found.did is None


@given(many, many, st.sampled_from([metric.key for metric in TRACK_METRICS]))
@settings(max_examples=12)
def test_nothing_before_the_start_is_changed_by_what_comes_later(orders, more, key):
    later = [(who, 150 + day, amount) for who, day, amount in more]
    known = {row[0] for row in orders}
    later = [row for row in later if row[0] in known]
    one, base = run(orders, 600)
    other, _ = run(orders + later, 600)
    period = span(base, 120, 149, 600)
    found = [
        follow(activity_of(result), METRIC[key], period, members(result), None)
        for result in (one, other)
    ]

    assert found[0].size == found[1].size
    assert found[0].baseline == found[1].baseline
    if key != "again_30":  # coming back may be after the end
        assert found[0].current == found[1].current


def test_conclusions_say_how_sure_they_are():
    rate = METRIC["activation"]
    assert "非因果" in conclusion(course(0.1, 0.2), rate, "zh")
    assert "Not causal" in conclusion(course(0.1, 0.2), rate, "en")

    against = Difference(0.15, Interval(0.02, 0.28))
    clear = course(0.1, 0.25, control=0.1, against_control=against)
    assert conclusion(clear, rate, "zh").startswith(
        "有对照：策略组 25.0%，对照组 10.0%，相差 +15.0 个百分点(95% 区间 +2.0 至 +28.0 个百分点)。"
        "区间不含 0"
    )
    chance = course(0.1, 0.25, control=0.1, against_control=Difference(0.15, Interval(-0.02, 0.3)))
    assert "可能只是偶然" in conclusion(chance, rate, "zh")


def test_few_customers_and_short_times_carry_their_cautions():
    rate = METRIC["activation"]
    few = Course(Span(1000, 1005, 1100), 29, 0, 29, None, 0.2)

    said = conclusion(few, rate, "zh")
    assert "样本少(29 人)" in said
    assert "3–7 天" in said
    assert "样本少" not in conclusion(course(None, 0.2), rate, "zh")
    nobody = Course(MONTH, 0, 0, 0, None, None)
    assert "没有客户" in conclusion(nobody, rate, "zh")


def test_a_miss_says_what_to_check_again_as_the_source_does():
    said = check_again("missed", METRIC["activation"], "zh")

    assert "优惠券门槛是否过高" in said
    assert "引导是否清晰" in check_again("missed", METRIC["again_30"], "zh")
    assert check_again("reached", METRIC["activation"], "zh") is None
    assert check_again("open", METRIC["activation"], "zh") is None


def test_every_metric_is_known_by_its_names():
    for metric in TRACK_METRICS:
        for name in (*metric.name.both, *metric.aliases):
            assert track_metric(name) is metric


def test_weeks_and_months_count_from_the_first_day():
    span_ = Span(20239, 20299, 20299)  # 2025-05-31 to 2025-07-30

    found = list(weeks(span_))
    assert [period.number for period in found] == list(range(1, 10))
    assert [period.whole for period in found] == [True] * 8 + [False]
    assert (found[-1].span.first, found[-1].span.last) == (20295, 20299)
    by_month = list(months(span_))
    # from the 31st: June has none, so its last day begins the second month
    assert [(p.span.first, p.span.last, p.whole) for p in by_month] == [
        (20239, 20268, True),
        (20269, 20299, True),
    ]


def test_a_step_counts_orders_buyers_and_all_who_came_so_far():
    result, base = run(ORDERS)
    group = members(result)(base + 99)
    span_ = span(base, 100, 129, 200)
    steps = [step(activity_of(result), group, span_.first, week) for week in weeks(span_)]

    assert [found.orders for found in steps] == [1, 1, 1, 1, 0]
    assert [found.activated for found in steps] == [1 / 6, 2 / 6, 3 / 6, 4 / 6, 4 / 6]
    assert [found.repurchase for found in steps] == [1 / 6, 1 / 6, 1 / 6, 1 / 6, 0]
    assert steps[0].order_value == 60
    assert steps[-1].order_value is None


@given(many)
@settings(max_examples=8)
def test_weeks_add_up_to_the_whole(orders):
    result, base = run(orders, 400)
    span_ = span(base, 100, 333, 400)
    activity, group = activity_of(result), members(result)(base + 99)
    steps = [step(activity, group, span_.first, week) for week in weeks(span_)]
    whole = activity.span(span_.first, span_.last).orders_each()[group]

    assert sum(found.orders for found in steps) == whole.sum()
    if group.any():
        rates = [found.activated for found in steps]
        assert rates == sorted(rates)
        assert rates[-1] == (whole > 0).mean()
