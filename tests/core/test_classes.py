"""Eight classes by a good/not-good cut, eleven classes by score code."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest
from hypothesis import given

from tests.strategies import customer_figures
from xlsegment.core.class_columns import (
    classify_eight,
    classify_eleven,
    fit_classes,
    mean_median_difference,
)
from xlsegment.core.classes import EIGHT, ELEVEN, ELEVEN_OF_CODE
from xlsegment.core.cuts import Cuts, fixed_cut
from xlsegment.core.score_columns import fit_scores, score_customers
from xlsegment.errors import ElevenClassesNeedFiveBinsError


def customers(*rows: tuple[int | None, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["recency_days", "frequency", "monetary_cents"])
    return frame.astype({"recency_days": "Int64"})


CUTS = Cuts(
    (
        fixed_cut("class", "R", (30,)),
        fixed_cut("class", "F", (5,)),
        fixed_cut("class", "M", (2000_00,)),
    )
)


@pytest.mark.parametrize(
    ("row", "code", "name"),
    [
        ((30, 5, 2000_00), "111", "重要价值客户"),  # equality is good
        ((31, 5, 2000_00), "011", "重要保持客户"),
        ((30, 4, 2000_00), "101", "重要发展客户"),
        ((31, 4, 2000_00), "001", "重要挽留客户"),
        ((30, 5, 1999_99), "110", "一般价值客户"),
        ((31, 5, 1999_99), "010", "一般保持客户"),
        ((30, 4, 1999_99), "100", "一般发展客户"),
        ((31, 4, 1999_99), "000", "一般挽留客户"),
        ((None, 0, 0), "", None),
    ],
)
def test_the_eight_classes(row, code, name):
    got = classify_eight(customers(row), CUTS).iloc[0]

    assert got == code
    assert name is None or EIGHT[got].zh == name


@given(customer_figures())
def test_mean_classes_equal_a_plain_comparison(people):
    fitted = people[people["recency_days"].notna()]
    got = classify_eight(people, Cuts(fit_classes(fitted, "mean")))

    n = len(fitted)
    for code, row in zip(got, people.itertuples(), strict=True):
        if pd.isna(row.recency_days):
            assert code == ""
        else:
            # n·x against the sum: whole numbers, no float
            r = n * int(row.recency_days) <= int(fitted["recency_days"].sum())
            f = n * row.frequency >= int(fitted["frequency"].sum())
            m = n * row.monetary_cents >= int(fitted["monetary_cents"].sum())
            assert code == f"{r:d}{f:d}{m:d}"


def test_mean_and_median_that_disagree_are_reported():
    skewed = customers(*[(i, 1, 100 + i) for i in range(9)], (9, 1, 1_000_000))
    even = customers((0, 1, 100), (1, 2, 200), (2, 3, 300))

    assert [f.code for f in mean_median_difference(skewed)] == ["W-042"]
    assert mean_median_difference(even) == []


def test_every_score_code_has_exactly_one_of_eleven_classes():
    codes = {f"{r}{f}{m}" for r, f, m in product(range(1, 6), repeat=3)}

    assert set(ELEVEN_OF_CODE) == codes
    assert set(ELEVEN_OF_CODE.values()) == set(ELEVEN)
    assert len(ELEVEN) == 11


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("555", "Champions"),
        ("543", "Loyal"),
        ("512", "New Customers"),
        ("155", "Cannot Lose Them"),
        ("253", "At Risk"),
        ("111", "Lost customers"),
        ("332", "Hibernating customers"),
        ("331", "About To Sleep"),
        ("434", "Need Attention"),
        ("525", "Promising"),
        ("333", "Potential Loyalist"),
    ],
)
def test_known_codes_of_the_published_map(code, name):
    assert ELEVEN[ELEVEN_OF_CODE[code]].en == name


def test_eleven_classes_need_five_bins():
    people = customers((1, 1, 1), (2, 2, 2), (None, 0, 0))
    cuts = Cuts(fit_scores(people.iloc[:2], bins=4))

    with pytest.raises(ElevenClassesNeedFiveBinsError, match="4"):
        classify_eleven(score_customers(people, cuts), cuts)

    five = Cuts(fit_scores(people.iloc[:2]))
    got = classify_eleven(score_customers(people, five), five)
    assert got.tolist() == ["new", "cannot_lose", ""]  # 511, 155
