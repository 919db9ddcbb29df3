"""Levels 高/中/低 and the 27 tier codes."""

from __future__ import annotations

import pandas as pd
import pytest

from xlsegment.core.cuts import Cuts, fixed_cut
from xlsegment.core.level_columns import level_customers, level_text, tier_code
from xlsegment.core.levels import DEFAULT_LEVELS


def levels(*rows: tuple[int | None, int, int], cuts=DEFAULT_LEVELS) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["recency_days", "frequency", "monetary_cents"])
    return level_customers(frame.astype({"recency_days": "Int64"}), Cuts(cuts))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((30, 5, 2000_00), "高高高"),
        ((31, 4, 1999_99), "中中中"),
        ((90, 2, 500_00), "中中中"),
        ((91, 1, 499_99), "低低低"),
        ((0, 1, 2000_00), "高低高"),
        ((0, 1, -5), "高低低"),  # net spend below nothing is low
        ((None, 0, 0), ""),  # never bought
    ],
)
def test_tier_codes_at_the_bounds(row, code):
    assert tier_code(levels(row), "zh").tolist() == [code]


def test_all_27_codes_occur():
    rows = [(r, f, m) for r in (0, 60, 99) for f in (9, 3, 1) for m in (300000, 60000, 100)]

    assert tier_code(levels(*rows), "zh").nunique() == 27
    assert tier_code(levels(*rows), "en").nunique() == 27


def test_levels_are_worded_in_both_languages():
    got = levels((0, 3, 0))

    assert level_text(got["r_level"], "en").tolist() == ["High"]
    assert level_text(got["f_level"], "zh").tolist() == ["中"]
    assert tier_code(got, "en").tolist() == ["HML"]


def test_own_cuts_replace_the_defaults():
    cuts = (fixed_cut("level", "R", (7, 14)), *DEFAULT_LEVELS[1:])

    assert levels((8, 1, 0), cuts=cuts)["r_level"].tolist() == [2]
