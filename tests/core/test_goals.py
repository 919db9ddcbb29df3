"""How far a value is from its target, and the metrics there are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.goal_metrics import GOAL_METRICS, goal_metric
from xlsegment.core.goals import gap

STATES = [
    # value, target, better, state
    (0.15, 0.15, "higher", "reached"),
    (3 / 20, 0.15, "higher", "reached"),  # equal is reached, whatever the last digit
    (0.1 + 0.2, 0.3, "higher", "reached"),
    (0.135, 0.15, "higher", "close"),  # exactly 10 % away
    (0.1349, 0.15, "higher", "missed"),
    (24, 24, "lower", "reached"),
    (26.4, 24, "lower", "close"),
    (26.5, 24, "lower", "missed"),
    (23, 24, "lower", "reached"),
    (0, 0, "higher", "reached"),
    (-0.1, 0, "higher", "missed"),
    (-0.2, -0.1, "higher", "missed"),
]


@pytest.mark.parametrize(("value", "target", "better", "state"), STATES)
def test_a_value_is_reached_close_or_missed(value, target, better, state):
    assert gap(value, target, better=better, near=0.1).state == state


def test_a_gap_is_value_less_target_and_that_as_a_share_of_the_target():
    found = gap(0.12, 0.15, better="higher")

    assert found.value == pytest.approx(-0.03)
    assert found.share == pytest.approx(-0.2)
    assert gap(1, 0, better="higher").share is None


@given(st.integers(-500, 500), st.integers(1, 500))
@settings(max_examples=60)
def test_better_the_other_way_round_is_the_mirror_image(value, target):
    up = gap(value / 10, target / 10, better="higher")
    down = gap(-value / 10, -target / 10, better="lower")

    assert up.state == down.state
    assert up.value == -down.value


def test_no_two_metrics_go_by_one_name_and_each_is_known_by_all_of_its_own():
    for metric in GOAL_METRICS:
        for name in (*metric.name.both, *metric.aliases, f" {metric.name.en.upper()} "):
            assert goal_metric(name) is metric
