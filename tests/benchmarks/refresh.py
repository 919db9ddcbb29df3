"""A whole refresh, stage by stage, at growing sizes: does twice the data take twice the time?

python -m tests.benchmarks.refresh [--customers 1000 10000 100000] [--short]
"""

from __future__ import annotations

import argparse
import csv
import os
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Case, Cost, cost, table

HERE = "tests.benchmarks.refresh"
ORDERS_EACH = 5

MAKE = Case("make", f"{HERE}:make")
IMPORT = Case("import", f"{HERE}:import_orders", ("pandas", "xlsegment.engine"))
REFRESH = Case("refresh", f"{HERE}:refresh", ("pandas", "xlsegment.engine"))


def make(book: str, orders: str, customers: int) -> None:
    """Make an empty workbook, and a file of orders over two years."""
    import datetime as dt
    import random

    from xlsegment.actions.new import new_workbook

    new_workbook(Path(book), "zh")
    draw = random.Random(customers)
    last = dt.date(2025, 6, 30)
    with Path(orders).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["订单号", "客户ID", "订单日期", "订单金额", "商品品类"])
        for number in range(customers * ORDERS_EACH):
            day = last - dt.timedelta(days=int(draw.expovariate(1 / 150)) % 730)
            customer = f"C{draw.randrange(customers):07d}"
            amount = f"{draw.lognormvariate(5, 1):.2f}"
            writer.writerow([f"T{number:08d}", customer, day, amount, draw.choice("ABCDE")])


def import_orders(orders: str, book: str) -> int:
    from xlsegment.actions.import_orders import import_orders

    return import_orders(Path(orders), Path(book)).added


def refresh(book: str) -> dict[str, float]:
    from xlsegment.actions.refresh import refresh_file

    report = refresh_file(Path(book))
    return {stage.label.en: seconds for stage, seconds in report.seconds.items()}


def run(sizes: list[int]) -> dict[int, Cost]:
    """Measure every size and print the seconds of each stage."""
    imported, first, second = {}, {}, {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder  # snapshots go there
        for size in sizes:
            book, orders = Path(folder, f"{size}.xlsx"), Path(folder, f"{size}.csv")
            cost(MAKE, book, orders, size)
            imported[size] = cost(IMPORT, orders, book)
            first[size] = cost(REFRESH, book)
            second[size] = cost(REFRESH, book)
            for file in (book, orders):
                file.unlink()
    rows = [
        ["import, CPU s", *(f"{imported[size].cpu:.2f}" for size in sizes)],
        ["first refresh, CPU s", *(f"{first[size].cpu:.2f}" for size in sizes)],
        *(
            [f"of it: {stage}, s", *(f"{first[size].result[stage]:.2f}" for size in sizes)]
            for stage in first[sizes[0]].result
        ),
        ["second refresh, CPU s", *(f"{second[size].cpu:.2f}" for size in sizes)],
        ["peak MB, first refresh", *(f"{first[size].peak_mb:.0f}" for size in sizes)],
        [
            "ms per customer",
            *(f"{1000 * first[size].cpu / size:.3f}" for size in sizes),
        ],
    ]
    header = ["customers (5 orders each)", *(f"{size:,}" for size in sizes)]
    table("Refresh by stage", header, rows)
    return first


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--short", action="store_true", help="without the largest size")
    options = parser.parse_args()
    run(options.customers[:-1] if options.short else options.customers)


if __name__ == "__main__":
    main()
