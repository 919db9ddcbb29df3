"""Cut points: fitted exactly, printed, given back, and applied with a stated rule for ties."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.cut_columns import apply_cut, mean_cut, median_cut, quantile_cut
from xlsegment.core.cuts import METRICS, Cut, Cuts, edge_text, fixed_cut
from xlsegment.errors import CutsError

_values = st.lists(st.integers(-(10**12), 10**12) | st.sampled_from((0, 1, 2)), min_size=1)
_bins = st.integers(2, 9)


@given(_values, _bins)
def test_quantile_edges_are_those_of_percentile_inc(values, bins):
    edges = quantile_cut("M", np.array(values), bins).edges

    expected = np.percentile(values, [100 * i / bins for i in range(1, bins)])  # linear = INC
    assert [float(edge) for edge in edges] == pytest.approx(expected.tolist(), rel=1e-9, abs=1e-3)


def test_known_quartiles_of_percentile_inc():
    # Excel: =PERCENTILE.INC({1;2;3;4},0.25) is 1.75
    assert quantile_cut("F", np.array([4, 1, 3, 2]), 4).edges == (
        Fraction(7, 4),
        Fraction(5, 2),
        Fraction(13, 4),
    )


@pytest.mark.parametrize(
    ("metric", "values", "scores"),
    [
        ("F", [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
        ("R", [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]),  # fewer days are better
        ("F", [1, 1, 1, 1, 9], [1, 1, 1, 1, 5]),  # one-time buyers share the lowest bin
        ("F", [7, 7, 7], [1, 1, 1]),  # equal to every edge: the lower value bin
        ("R", [7, 7, 7], [5, 5, 5]),
    ],
)
def test_a_value_equal_to_an_edge_falls_in_the_lower_value_bin(metric, values, scores):
    cut = quantile_cut(metric, np.array(values), 5)

    assert apply_cut(cut, np.array(values)).tolist() == scores


@pytest.mark.parametrize(
    ("metric", "values", "bins"),
    [
        ("R", [30, 31, 90, 91], [3, 2, 2, 1]),  # days at or below the cut are good
        ("F", [29, 30, 89, 90], [1, 2, 2, 3]),  # orders at or above it
        ("M", [29, 30, 89, 90], [1, 2, 2, 3]),
    ],
)
def test_a_fixed_cut_belongs_to_the_better_side(metric, values, bins):
    assert apply_cut(fixed_cut("score", metric, (30, 90)), np.array(values)).tolist() == bins


def test_a_mean_cut_is_exact_where_a_float_is_not():
    # three thirds: the mean of these cents is 33⅓; 33 is below it, 34 above
    cut = mean_cut("M", np.array([33, 33, 34]))

    assert cut.edges == (Fraction(100, 3),)
    assert apply_cut(cut, np.array([33, 34])).tolist() == [1, 2]


@pytest.mark.parametrize(("metric", "good"), [("R", [2, 2, 1]), ("F", [1, 2, 2]), ("M", [1, 2, 2])])
@pytest.mark.parametrize("fit", [mean_cut, median_cut])
def test_equality_with_mean_or_median_is_good(metric, good, fit):
    cut = fit(metric, np.array([10, 20, 30]))

    assert apply_cut(cut, np.array([10, 20, 30])).tolist() == good


def test_a_large_mean_is_still_exact():
    values = np.array([9_007_199_254_740_993, 9_007_199_254_740_993])  # no float holds it

    assert apply_cut(mean_cut("M", values), values).tolist() == [2, 2]


@given(_values, _bins, st.sampled_from(METRICS))
def test_scores_never_reverse_an_order_and_equal_values_score_equally(values, bins, metric):
    array = np.array(values)
    scores = apply_cut(quantile_cut(metric, array, bins), array)

    assert scores.min() >= 1
    assert scores.max() <= bins
    by_value = scores[np.argsort(array, kind="stable")]
    steps = np.diff(by_value) * (-1 if metric == "R" else 1)
    assert (steps >= 0).all()
    assert len(set(zip(values, scores.tolist(), strict=True))) == len(set(values))


@given(_values, _bins, st.integers(1, 10**4))
def test_the_unit_of_money_does_not_change_the_scores(values, bins, factor):
    array = np.array(values)
    cut, scaled = quantile_cut("M", array, bins), quantile_cut("M", array * factor, bins)

    assert apply_cut(cut, array).tolist() == apply_cut(scaled, array * factor).tolist()


@given(_values, _bins, st.sampled_from(METRICS), st.sampled_from(("zh", "en")))
def test_printed_cuts_given_back_score_the_same(values, bins, metric, lang):
    array = np.array(values)
    cuts = Cuts((quantile_cut(metric, array, bins), mean_cut(metric, array)))

    again = Cuts.from_rows(cuts.describe(lang))

    for cut, read in zip(cuts.rows, again.rows, strict=True):
        assert (read.purpose, read.metric, read.method) == (cut.purpose, cut.metric, cut.method)
        near = np.concatenate([array, array - 1, array + 1])
        assert apply_cut(read, near).tolist() == apply_cut(cut, near).tolist()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_cut_is_read_back(lang):
    cuts = Cuts(
        (
            fixed_cut("level", "R", (30, 90)),
            fixed_cut("level", "M", (500_00, 2000_00)),
            median_cut("F", np.array([1, 2])),
            quantile_cut("F", np.array([1, 2, 9]), 3, within=(4,)),
            quantile_cut("M", np.array([105, 250, 999]), 3, within=(4, 1)),
        )
    )

    rows = cuts.describe(lang)

    assert Cuts.from_rows(rows).describe(lang) == rows
    assert [cut.within for cut in Cuts.from_rows(rows).rows] == [(), (), (), (4,), (4, 1)]


def test_cuts_are_printed_in_days_orders_and_yuan():
    rows = Cuts((fixed_cut("level", "R", (30, 90)), fixed_cut("level", "M", (50050,)))).describe(
        "zh"
    )

    assert rows[0] == {
        "metric": "R 最近购买天数(天)",
        "method": "高中低档: 固定值",
        "cuts": "30, 90",
    }
    assert rows[1]["cuts"] == "500.5"


@pytest.mark.parametrize(
    ("edge", "metric", "shown"),
    [
        (Fraction(501, 250), "F", "2.004"),  # 2.00 would say that two orders are enough
        (Fraction(2999999, 1000000), "F", "2.999999"),
        (Fraction(7, 3), "F", "2.33"),
        (Fraction(5, 2), "R", "2.50"),
        (Fraction(3), "R", "3"),
        (Fraction(50050), "M", "500.50"),
        (Fraction(26812345, 1000), "M", "268.123"),  # 268.12 is an amount somebody can spend
        (Fraction(100005, 2), "M", "500.025"),
        (Fraction(-7, 3), "M", "-0.023"),
        (Fraction(10**15 * 3 + 1, 3), "M", "10000000000000.003"),
    ],
)
def test_a_shown_cut_has_the_digits_that_tell_its_sides_apart(edge, metric, shown):
    assert edge_text(edge, metric, places=2) == shown


@given(st.fractions(-(10**9), 10**9), st.sampled_from(METRICS), st.integers(0, 4))
def test_a_shown_cut_divides_the_values_as_the_exact_one_does(edge, metric, places):
    shown = Fraction(edge_text(edge, metric, places=places)) * (100 if metric == "M" else 1)

    assert (floor(shown), ceil(shown)) == (floor(edge), ceil(edge))


@pytest.mark.parametrize(
    "row",
    [
        {"metric": "Q", "method": "高中低档: 固定值", "cuts": "1"},
        {"metric": "R 最近购买天数(天)", "method": "by eye", "cuts": "1"},
        {"metric": "R 最近购买天数(天)", "method": "高中低档: 固定值", "cuts": "90, 30"},
        {"metric": "R 最近购买天数(天)", "method": "高中低档: 固定值", "cuts": "30, ninety"},
        {},
    ],
)
def test_cuts_that_cannot_be_read_are_refused(row):
    with pytest.raises(CutsError):
        Cuts.from_rows([row])


@pytest.mark.parametrize("edges", [(), (5, 5), (9, 3)])
def test_fixed_cuts_must_ascend(edges):
    with pytest.raises(CutsError):
        fixed_cut("score", "F", edges)


def test_a_group_without_cuts_of_its_own_uses_the_overall_ones():
    overall = quantile_cut("F", np.array([1, 2, 3]), 3)
    cuts = Cuts((overall, Cut("score", "F", "quantile", (Fraction(7),), (5,))))

    assert cuts.of("score", "F", (5,)).edges == (Fraction(7),)
    assert cuts.of("score", "F", (1,)) is overall
    with pytest.raises(CutsError):
        cuts.of("score", "M")
