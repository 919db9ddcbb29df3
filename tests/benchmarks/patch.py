"""Overwrite three columns of a ten-column sheet: this engine, openpyxl, pandas with xlsxwriter.

python -m tests.benchmarks.patch [--rows 100000] [--short]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks import book
from tests.benchmarks.measure import HEADER, Case, Cost, against, cost, table

HERE = "tests.benchmarks.patch"

# Beyond this size the peers take minutes and gigabytes.
PEERS_UP_TO = 200_000

OURS = Case("xlsegment", f"{HERE}:with_our_engine", ("xlsegment.engine.save",))
PEERS = [
    Case("openpyxl, load and save", f"{HERE}:with_openpyxl", ("openpyxl",)),
    Case(
        "pandas and xlsxwriter (only the cells survive)",
        f"{HERE}:with_pandas",
        ("pandas", "xlsxwriter", "python_calamine"),
    ),
]
MAKE = Case("make", "tests.benchmarks.book:make")
CHECK = Case("check", f"{HERE}:check")


def values(rows: int) -> dict[int, list[object]]:
    """Return the new columns by number: a score, a segment, an amount."""
    segments = book.SEGMENTS
    return {
        8: [row % 9 + 1 for row in range(rows)],
        9: [segments[(row + 1) % 4] for row in range(rows)],
        10: [row % 997 / 100 for row in range(rows)],
    }


def with_our_engine(source: str, target: str, rows: int) -> None:
    from xlsegment.engine.edits import Block, PackageEdits, SheetEdits, SheetPlan
    from xlsegment.engine.save import apply_edits

    edits = SheetEdits(blocks=[Block(2, values(rows))])
    plan = SheetPlan("Customers", "Customers", edits)
    apply_edits(Path(source), Path(target), PackageEdits([plan]))


def with_openpyxl(source: str, target: str, rows: int) -> None:
    import openpyxl

    workbook = openpyxl.load_workbook(source)
    sheet = workbook["Customers"]
    for column, content in values(rows).items():
        for row, value in enumerate(content, start=2):
            sheet.cell(row, column).value = value
    workbook.save(target)


def with_pandas(source: str, target: str, rows: int) -> None:
    import pandas as pd

    frame = pd.read_excel(source, engine="calamine")
    for column, content in values(rows).items():
        frame[frame.columns[column - 1]] = content
    frame.to_excel(target, engine="xlsxwriter", index=False, sheet_name="Customers")


def check(path: str, rows: int) -> bool:
    """Tell whether the file holds the new values."""
    import python_calamine

    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return all(
        [row[column - 1] for row in sheet[1:]] == content
        for column, content in values(rows).items()
    )


def run(rows: int) -> dict[str, Cost]:
    """Measure every contender on the same file and print the table."""
    costs = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.xlsx")
        cost(MAKE, source, rows)
        lines = []
        for case in [OURS, *(PEERS if rows <= PEERS_UP_TO else [])]:
            target = Path(folder, "target.xlsx")
            costs[case.label] = cost(case, source, target, rows)
            assert cost(CHECK, target, rows).result, f"{case.label} did not write the values"
            lines.append(f"{book.size_mb(target):.1f}")
        title = f"Three columns of {rows:,} rows in a file of {book.size_mb(source):.1f} MB"
    rows_out = [[*line, size] for line, size in zip(against(costs), lines, strict=True)]
    table(title, [*HEADER, "file MB"], rows_out)
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--short", action="store_true", help="a fifth of the rows")
    options = parser.parse_args()
    run(options.rows // 5 if options.short else options.rows)


if __name__ == "__main__":
    main()
