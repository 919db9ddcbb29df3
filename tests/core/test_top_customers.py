"""The customers who spend most."""

from __future__ import annotations

import pandas as pd
import pytest

from xlsegment.core.top_customers import among_top


@pytest.mark.parametrize(
    ("share", "top"), [(0.2, [0]), (0.25, [0]), (0.26, [0, 1, 2]), (1.0, [0, 1, 2, 3])]
)
def test_the_top_share_is_rounded_up_and_equal_spend_counts_alike(share, top):
    cents = pd.Series([900, 500, 500, 100, 0, 700])
    bought = pd.Series([1, 1, 1, 1, 1, None], dtype="Int64")

    assert among_top(cents, bought, share).nonzero()[0].tolist() == top
