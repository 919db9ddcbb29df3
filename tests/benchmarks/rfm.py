"""Orders to customers: the core's one definition against the shortest pandas that does the same.

python -m tests.benchmarks.rfm [--orders 1000000] [--short]
"""

from __future__ import annotations

import argparse
from typing import Any

from tests.benchmarks.measure import HEADER, Case, Cost, against, cost, table

HERE = "tests.benchmarks.rfm"
AS_OF = 20_000

CASES = [
    Case("xlsegment", f"{HERE}:with_core", ("pandas", "xlsegment.core.rfm")),
    Case("plain pandas", f"{HERE}:with_pandas", ("pandas",)),
]


def make_orders(rows: int) -> Any:
    """Return orders of ``rows // 10`` customers over three years, one in fifty a return."""
    import numpy as np
    import pandas as pd

    random = np.random.default_rng(20260101)
    cents = random.integers(100, 100_000, rows)
    returned = random.random(rows) < 0.02
    return pd.DataFrame(
        {
            "customer_id": random.integers(0, max(rows // 10, 1), rows),
            "order_id": np.arange(rows),
            "order_day": AS_OF - random.integers(0, 1095, rows),
            "amount_cents": np.where(returned, -cents, cents),
            "kind": returned.astype("int64"),
        }
    )


COLUMNS = [
    "first_order_day",
    "recency_days",
    "frequency",
    "monetary_cents",
    "lifetime_frequency",
    "lifetime_cents",
    "purchase_days",
    "window_rows",
]


def digest(customers: Any) -> list[int]:
    """Sum up a result, so that two can be compared."""
    return [int(customers[column].sum()) for column in COLUMNS]


def with_core(rows: int) -> list[int]:
    from xlsegment.core.rfm import rfm_table

    return digest(rfm_table(make_orders(rows), as_of=AS_OF, window_days=180))


def with_pandas(rows: int) -> list[int]:
    import pandas as pd

    orders = make_orders(rows)
    every = orders.groupby("customer_id")
    sales = orders[orders["kind"] == 0].groupby("customer_id")
    window = orders[orders["order_day"] > AS_OF - 180]
    inside = window.groupby("customer_id")
    customers = pd.DataFrame(
        {
            "first_order_day": sales["order_day"].min(),
            "recency_days": AS_OF - sales["order_day"].max(),
            "frequency": window[window["kind"] == 0].groupby("customer_id")["order_id"].nunique(),
            "monetary_cents": inside["amount_cents"].sum(),
            "lifetime_frequency": sales["order_id"].nunique(),
            "lifetime_cents": every["amount_cents"].sum(),
            "purchase_days": sales["order_day"].nunique(),
            "window_rows": inside.size(),
        }
    )
    return digest(customers)


def run(rows: int) -> dict[str, Cost]:
    """Measure both on the same orders and print the table."""
    costs = {case.label: cost(case, rows) for case in CASES}
    results = [spent.result for spent in costs.values()]
    assert results[0] == results[1], f"the two do not agree: {results}"
    table(f"{rows:,} orders to {rows // 10:,} customers", HEADER, against(costs))
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--short", action="store_true", help="a fifth of the orders")
    options = parser.parse_args()
    run(options.orders // 5 if options.short else options.orders)


if __name__ == "__main__":
    main()
