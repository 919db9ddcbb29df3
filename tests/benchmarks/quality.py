"""All quality rules in one pass, against pandera schemas that do the same checks of columns.

pandera only tells which cells are wrong. What it has no words for is left out of its part: who is
one customer under several IDs, what a cell should be instead, and the limits of amounts.

python -m tests.benchmarks.quality [--orders 1000000] [--short]
"""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from tests.benchmarks.measure import HEADER, Case, Cost, against, cost, table

HERE = "tests.benchmarks.quality"
AS_OF = dt.date(2025, 6, 30)
ORDERS_EACH = 10
#: One row of so many is wrong in each way.
WRONG = 200

#: Both contenders do this first.
MAKING = Case("making the tables", f"{HERE}:make_alone", ("pandas",))
CASES = [
    Case(
        "xlsegment",
        f"{HERE}:with_core",
        ("pandas", "xlsegment.core.quality.checked", "xlsegment.workbook.sheets"),
    ),
    Case("pandera", f"{HERE}:with_pandera", ("pandas", "pandera.pandas")),
]


def make(rows: int) -> tuple[Any, Any]:
    """Return customers and their orders as cells; one row in `WRONG` is wrong in each way."""
    import numpy as np
    import pandas as pd

    random = np.random.default_rng(20260101)
    people = max(rows // ORDERS_EACH, 1)

    def wrong(size: int) -> Any:
        return random.random(size) < 1 / WRONG

    def mixed(right: Any, others: Any) -> Any:
        return np.where(wrong(len(right)), others, right).astype(object)

    days = pd.to_datetime("2022-01-01") + pd.to_timedelta(random.integers(0, 540, people), "D")
    numbers = np.char.add("139", (10**7 + 11 * random.permutation(people)).astype(str))
    ids = np.char.add("C", np.arange(people).astype(str))
    customers = pd.DataFrame(
        {
            "customer_id": ids,
            "name": mixed(
                np.char.add("张", random.integers(0, 999, people).astype(str)), " 张 三 "
            ),
            "mobile": mixed(numbers, np.char.add("+86 ", numbers)),
            "registered_on": mixed(days.to_pydatetime(), "2031/5/10"),
            "age": mixed(random.integers(18, 80, people), 150),
            "email": mixed(np.char.add(ids, "@mail.cn"), "no mail"),
            "city": mixed(np.full(people, "浙江省-杭州市"), "朝阳区"),
            "industry": mixed(np.full(people, "教育"), "互联网"),
        },
        dtype=object,
    )
    ordered = pd.to_datetime("2023-07-01") + pd.to_timedelta(random.integers(0, 700, rows), "D")
    amounts = np.round(random.lognormal(5, 1, rows), 2)
    orders = pd.DataFrame(
        {
            "order_id": np.char.add("T", np.arange(rows).astype(str)),
            "customer_id": random.choice(ids, rows),
            "order_date": mixed(ordered.to_pydatetime(), "2023/5/10"),
            "amount": mixed(amounts, -1.0),
            "status": np.full(rows, "已完成"),
        },
        dtype=object,
    )
    return customers, orders


def with_core(rows: int) -> dict[str, int]:
    from xlsegment.core.quality.checked import check_tables
    from xlsegment.core.quality.tables import Tables
    from xlsegment.workbook.sheets import TABLES

    customers, orders = make(rows)
    entries = {
        key: {column.key: column.entry for column in TABLES[key].columns if column.entry}
        for key in ("customers", "orders")
    }
    checked = check_tables(Tables({"customers": customers, "orders": orders}, AS_OF, entries))
    found: dict[str, int] = {}
    for item in checked.founds:
        found[f"{item.column} {item.code}"] = len(item.rows)
    return {
        "mobile": found["mobile I-064"],
        "age": found["age W-079"],
        "email": found["email W-079"],
        "registered_on": found["registered_on W-073"],
        "order_date": found["order_date I-063"],
        "amount": found["amount W-072"],
    }


def with_pandera(rows: int) -> dict[str, int]:
    import pandas as pd
    import pandera.pandas as pa

    def is_real_date(cells: Any) -> Any:
        return cells.map(lambda cell: isinstance(cell, dt.date))

    def is_past(cells: Any) -> Any:
        return pd.to_datetime(cells, format="mixed", errors="coerce") <= pd.Timestamp(AS_OF)

    def is_near(cells: Any) -> Any:
        import numpy as np

        values = np.log(cells.where(cells > 0, 1).astype(float))
        middle = values.median()
        return (values - middle).abs() <= 5 * 1.4826 * (values - middle).abs().median()

    def is_after_registration(orders: Any) -> Any:
        registered = customers.set_index("customer_id")["registered_on"]
        since = pd.to_datetime(registered, format="mixed", errors="coerce")
        days = pd.to_datetime(orders["order_date"], format="mixed", errors="coerce")
        return ~(orders["customer_id"].map(since) > days)

    customers, orders = make(rows)
    industries = pa.Check.isin(["教育", "制造业", "金融业"])
    schema = {
        "customers": pa.DataFrameSchema(
            {
                "customer_id": pa.Column(object, unique=True),
                "name": pa.Column(object, pa.Check.str_matches(r"^\S+$")),
                "mobile": pa.Column(
                    object, pa.Check.str_matches(r"^1[3-9]\d{9}$"), unique=True, nullable=True
                ),
                "registered_on": pa.Column(object, [pa.Check(is_real_date), pa.Check(is_past)]),
                "age": pa.Column(object, pa.Check.in_range(0, 122)),
                "email": pa.Column(object, pa.Check.str_matches(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")),
                "city": pa.Column(object, pa.Check.str_matches(r"^[^-]+-[^-]+$")),
                "industry": pa.Column(object, industries),
            }
        ),
        "orders": pa.DataFrameSchema(
            {
                "order_id": pa.Column(object, unique=True),
                "customer_id": pa.Column(object, pa.Check.str_length(1)),
                "order_date": pa.Column(object, [pa.Check(is_real_date), pa.Check(is_past)]),
                "amount": pa.Column(object, [pa.Check.ge(0), pa.Check(is_near)]),
                "status": pa.Column(object),
            },
            checks=pa.Check(is_after_registration),
            unique=["order_id", "customer_id", "order_date", "amount", "status"],
        ),
    }
    found: dict[str, int] = {}
    for frame, wanted in zip((customers, orders), schema.values(), strict=True):
        try:
            wanted.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as errors:
            cases = errors.failure_cases
            cases = cases[~cases["check"].isin(["is_near", "is_after_registration"])]
            for column, part in cases.groupby("column"):
                found[str(column)] = part["index"].nunique()
    compared = ("mobile", "age", "email", "registered_on", "order_date", "amount")
    return {key: found[key] for key in compared}


def make_alone(rows: int) -> int:
    return sum(map(len, make(rows)))


def run(rows: int) -> dict[str, Cost]:
    """Measure both on the same tables and print the table."""
    costs = {case.label: cost(case, rows) for case in CASES}
    results = [spent.result for spent in costs.values()]
    assert results[0] == results[1], f"the two do not agree: {results}"
    title = f"{rows // ORDERS_EACH:,} customers and {rows:,} orders checked"
    made = cost(MAKING, rows)
    table(title, HEADER, [*against(costs), *against({MAKING.label: made})])
    first, other = (spent.cpu - made.cpu for spent in costs.values())
    print(f"\nwithout making them: {first:.2f} s and {other:.2f} s, {other / first:.1f}x")
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--short", action="store_true", help="a fifth of the orders")
    options = parser.parse_args()
    run(options.orders // 5 if options.short else options.orders)


if __name__ == "__main__":
    main()
