"""Scores: independent or nested, frozen or fitted, empty bins keep their numbers."""

from __future__ import annotations

import pandas as pd
import pandas.testing as pdt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import customer_figures
from xlsegment.core.cuts import Cuts
from xlsegment.core.score_columns import empty_bins, fit_scores, score_customers
from xlsegment.errors import SettingError


def customers(*rows: tuple[int | None, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["recency_days", "frequency", "monetary_cents"])
    return frame.astype({"recency_days": "Int64"})


FIVE = customers((1, 5, 500), (2, 4, 400), (3, 3, 300), (4, 2, 200), (5, 1, 100))


def test_one_customer_per_quintile():
    scores = score_customers(FIVE, Cuts(fit_scores(FIVE)))

    assert scores["rfm_score"].tolist() == ["555", "444", "333", "222", "111"]


def test_who_never_bought_has_no_score():
    people = pd.concat([FIVE, customers((None, 0, 0))], ignore_index=True)

    scores = score_customers(people, Cuts(fit_scores(FIVE)))

    assert scores.iloc[5].tolist() == [0, 0, 0, ""]


def test_empty_bins_keep_their_numbers_and_are_reported():
    people = customers(*[(1, 1, 100)] * 4, (1, 9, 900))
    cuts = Cuts(fit_scores(people))
    scores = score_customers(people, cuts)

    assert scores["f"].tolist() == [1, 1, 1, 1, 5]
    found = empty_bins(scores, cuts)
    assert "2, 3, 4" in found[1].what("zh")
    assert "2, 3, 4" in found[1].what("en")


@pytest.mark.parametrize("bins", [1, 10])
def test_bins_outside_two_to_nine_are_refused(bins):
    with pytest.raises(SettingError):
        fit_scores(FIVE, bins=bins)


def test_nested_scores_compare_within_the_outer_bin():
    # Two R bins; in the worse one 2 orders are many, in the better one few.
    people = customers((1, 2, 10), (1, 9, 20), (9, 1, 30), (9, 2, 40))

    independent = score_customers(people, Cuts(fit_scores(people, bins=2)))
    nested = score_customers(people, Cuts(fit_scores(people, bins=2, nested=True)))

    assert independent["f"].tolist() == [1, 2, 1, 1]
    assert nested["f"].tolist() == [1, 2, 1, 2]


def by_hand(fitted: pd.DataFrame, bins: int) -> list[tuple[int, int, int]]:
    """Score the nested way with numpy's percentiles and pandas' groups."""

    def score(values: pd.Series) -> pd.Series:
        edges = [values.quantile(i / bins, interpolation="linear") for i in range(1, bins)]
        return sum((values > edge + 1e-9).astype(int) for edge in edges) + 1

    people = fitted.astype("int64").assign(r=lambda t: bins + 1 - score(t["recency_days"]))
    people["f"] = people.groupby("r")["frequency"].transform(score)
    people["m"] = people.groupby(["r", "f"])["monetary_cents"].transform(score)
    return list(people[["r", "f", "m"]].itertuples(index=False, name=None))


@given(customer_figures(min_size=1), st.integers(2, 6))
def test_nested_scores_equal_a_grouped_computation(people, bins):
    people = people[people["recency_days"].notna()]
    if people.empty:
        return
    figures = people[["recency_days", "frequency", "monetary_cents"]]
    scores = score_customers(figures, Cuts(fit_scores(figures, bins=bins, nested=True)))

    assert list(scores[["r", "f", "m"]].itertuples(index=False, name=None)) == by_hand(
        figures, bins
    )


@given(customer_figures(min_size=2), st.booleans(), st.randoms(use_true_random=False))
def test_row_order_does_not_change_a_score(people, nested, random):
    fitted = people[people["recency_days"].notna()]
    shuffled = people.sample(frac=1, random_state=random.randrange(2**32))

    cuts = Cuts(fit_scores(fitted, nested=nested))
    again = Cuts(fit_scores(shuffled[shuffled["recency_days"].notna()], nested=nested))

    assert cuts == again
    pdt.assert_frame_equal(
        score_customers(shuffled, again).sort_index(), score_customers(people, cuts)
    )


@given(customer_figures(), st.booleans())
def test_frozen_cuts_read_back_from_print_give_the_same_scores(people, nested):
    cuts = Cuts(fit_scores(people[people["recency_days"].notna()], bins=4, nested=nested))

    printed = Cuts.from_rows(cuts.describe("zh"))

    pdt.assert_frame_equal(score_customers(people, printed), score_customers(people, cuts))
