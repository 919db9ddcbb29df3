"""One customer and whole columns of customers: one definition, the same answer."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import AS_OF, customer_figures
from xlsegment.core.arrays import months_added
from xlsegment.core.class_columns import classify_eight, fit_classes
from xlsegment.core.classes import eight_code
from xlsegment.core.cut_columns import apply_cut, quantile_cut
from xlsegment.core.cuts import METRICS, Cuts, fixed_cut
from xlsegment.core.days import add_months
from xlsegment.core.levels import DEFAULT_LEVELS
from xlsegment.core.presets import RULES_DEFAULT, RULES_STRICT
from xlsegment.core.score_columns import fit_scores, score_customers
from xlsegment.core.scores import score_of
from xlsegment.core.segment_columns import assign_segments
from xlsegment.core.segments import RuleSet, SegmentRule
from xlsegment.text import Text

_bound = st.none() | st.sampled_from((0, 1, 2, 5, 30, 90, 180))
_cents = st.none() | st.sampled_from((0, 1, 300_00, 500_00, 1000_00, 2000_00))
_rules = st.lists(
    st.builds(
        SegmentRule,
        segment_id=st.uuids().map(str),
        name=st.just(Text("", "")),
        r_min=_bound,
        r_max=_bound,
        f_min=_bound,
        f_max=_bound,
        m_min_cents=_cents,
        m_max_cents=_cents,
        tenure_months_max=st.none() | st.integers(0, 15),
    ),
    max_size=5,
).map(lambda rules: RuleSet(tuple(rules)))
_people = st.lists(
    st.tuples(
        st.sampled_from((0, 1, 29, 30, 31, 60, 89, 90, 179, 180, 400)),
        st.integers(0, 6),
        st.sampled_from((-1, 0, 1, 299_99, 300_00, 500_00, 999_99, 1000_00, 2000_00)),
        st.integers(0, AS_OF),
    ),
    min_size=1,
)


@given(_people, st.sampled_from((RULES_DEFAULT, RULES_STRICT)) | _rules)
def test_a_segment(people, ruleset):
    columns = ["recency_days", "frequency", "monetary_cents", "first_order_day"]
    frame = pd.DataFrame(people, columns=columns)

    found = assign_segments(frame, ruleset, as_of=AS_OF).tolist()

    assert found == [
        ruleset.first(r, f, m, tenure_start=start, as_of=AS_OF).segment_id
        for r, f, m, start in people
    ]


def test_without_a_date_of_registration_no_rule_that_bounds_it_fits():
    new = {"tenure_start": AS_OF - 10, "as_of": AS_OF}

    assert RULES_DEFAULT.first(40, 1, 1500_00, **new).name.zh == "新锐潜力客户"
    assert RULES_DEFAULT.first(40, 1, 1500_00).name.zh == "其他"
    assert RULES_DEFAULT.first(40, 1, 1500_00, as_of=AS_OF).name.zh == "其他"


@given(st.integers(-25_000, 60_000), st.integers(0, 400))
def test_a_day_some_months_later(day, months):
    assert add_months(day, months) == months_added(np.array([day]), months)[0]


def test_the_calendar_ends_with_the_year_9999():
    assert add_months(0, 10**9) == add_months(0, 12 * 8030)


_values = st.lists(st.integers(-500, 500), min_size=1)


@given(st.sampled_from(METRICS), _values, st.integers(2, 9))
def test_a_quantile_bin(metric, values, bins):
    cut = quantile_cut(metric, np.array(values), bins)

    assert [cut.bin_of(v) for v in values] == apply_cut(cut, np.array(values)).tolist()


@given(st.sampled_from(METRICS), _values)
def test_a_level(metric, values):
    cut = fixed_cut("level", metric, (-3, 40))

    assert [cut.bin_of(v) for v in values] == apply_cut(cut, np.array(values)).tolist()


@given(customer_figures(), st.integers(2, 9), st.booleans())
def test_a_score(people, bins, nested):
    people = people[people["recency_days"].notna()]
    cuts = Cuts((*DEFAULT_LEVELS, *fit_scores(people, bins=bins, nested=nested)))
    scores = score_customers(people, cuts)

    for row, found in zip(
        people[["recency_days", "frequency", "monetary_cents"]].itertuples(index=False),
        scores[["r", "f", "m"]].itertuples(index=False, name=None),
        strict=True,
    ):
        assert score_of(*map(int, row), cuts) == found


@given(customer_figures(), st.sampled_from(("mean", "median")))
def test_a_class(people, mode):
    people = people[people["recency_days"].notna()]
    cuts = Cuts(fit_classes(people, mode))
    codes = classify_eight(people, cuts).tolist()

    for row, code in zip(
        people[["recency_days", "frequency", "monetary_cents"]].itertuples(index=False),
        codes,
        strict=True,
    ):
        assert eight_code(*map(int, row), cuts) == code


def test_the_definitions_need_neither_numpy_nor_pandas():
    code = """
import sys
for name in ("numpy", "pandas", "narwhals"):
    sys.modules[name] = None
from xlsegment.core import classes, cuts, levels, presets, ruletable, scores, settings, strategies
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
