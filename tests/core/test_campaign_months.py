"""Conversion of campaigns by the month in which they began."""

from __future__ import annotations

import pandas as pd
import pytest

from xlsegment.core.campaign_months import conversion_by_month


def month(year: int, number: int) -> int:
    return (year - 1970) * 12 + number - 1


def test_campaigns_of_a_month_are_taken_together_by_their_numbers():
    table = pd.DataFrame(
        {
            "period": ["2023-06-01~06-18", "2023-06-20", "2023-07-10~07-25"],
            "reached": [8500, 1500, 3200],
            "converted": [1275, 25, 480],
        }
    )

    rates = conversion_by_month(table)

    assert rates.index.tolist() == [month(2023, 6), month(2023, 7)]
    # 1,300 of 10,000, not the mean of 15 % and 1.7 %; the source's own 480 of 3,200 is 15 %
    assert rates.tolist() == pytest.approx([0.13, 0.15])


@pytest.mark.parametrize(
    "row",
    [
        {"period": "下个月", "reached": 10, "converted": 1},
        {"period": None, "reached": 10, "converted": 1},
        {"period": "2025-01-01", "reached": 0, "converted": 0},
        {"period": "2025-01-01", "reached": None, "converted": 1},
        {"period": "2025-01-01", "reached": 10, "converted": "很多"},
        {"period": "2025-01-01", "reached": 10, "converted": 11},
    ],
)
def test_what_cannot_be_counted_is_left_out(row: dict[str, object]):
    assert conversion_by_month(pd.DataFrame([row], dtype=object)).empty


def test_a_table_without_the_columns_has_no_month():
    assert conversion_by_month(pd.DataFrame({"period": ["2025-01-01"]})).empty
