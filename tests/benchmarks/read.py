"""Read a ten-column sheet into a DataFrame: this engine, pandas with calamine, openpyxl.

python -m tests.benchmarks.read [--rows 100000 1000000] [--short]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks import book
from tests.benchmarks.measure import HEADER, Case, Cost, against, cost, table

HERE = "tests.benchmarks.read"

CASES = [
    Case("xlsegment", f"{HERE}:with_our_engine", ("pandas", "xlsegment.engine.frame")),
    Case("pandas, calamine", f"{HERE}:with_calamine", ("pandas", "python_calamine")),
    Case("openpyxl, read-only, plain tuples", f"{HERE}:with_openpyxl", ("openpyxl",)),
]
MAKE = Case("make", "tests.benchmarks.book:make")


def with_our_engine(path: str) -> list[float]:
    from xlsegment.engine.frame import read_frame

    frame = read_frame(Path(path))
    return [len(frame), float(frame["累计消费"].sum()), float(frame["率"].sum())]


def with_calamine(path: str) -> list[float]:
    import pandas as pd

    frame = pd.read_excel(path, engine="calamine")
    return [len(frame), float(frame["累计消费"].sum()), float(frame["率"].sum())]


def with_openpyxl(path: str) -> list[float]:
    import openpyxl

    workbook = openpyxl.load_workbook(path, read_only=True)
    rows = list(workbook.worksheets[0].iter_rows(min_row=2, values_only=True))
    workbook.close()
    return [len(rows), sum(row[5] for row in rows), sum(row[9] for row in rows)]


def run(rows: int) -> dict[str, Cost]:
    """Measure every reader on the same file and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.xlsx")
        cost(MAKE, path, rows)
        costs = {case.label: cost(case, path) for case in CASES}
        title = f"Reading {rows:,} rows x 10 columns, {book.size_mb(path):.1f} MB"
    rounded = {tuple(round(value, 2) for value in spent.result) for spent in costs.values()}
    assert len(rounded) == 1, f"the readers do not agree: {rounded}"
    table(title, HEADER, against(costs))
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000])
    parser.add_argument("--short", action="store_true", help="a fifth of the rows")
    options = parser.parse_args()
    for rows in options.rows:
        run(rows // 5 if options.short else rows)


if __name__ == "__main__":
    main()
