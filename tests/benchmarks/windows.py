"""What a worksheet function costs on Windows: DLL, server, COM and xlwings included.

python -m tests.benchmarks.windows [--rows 100000] [--short]

Under Wine and with a stand-in for Excel, so the figures say what is dear, not what a desk will
see: Wine's COM between processes is slower than Windows', and the stand-in hands cells over more
slowly than Excel. Wall-clock seconds of this machine.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import table
from tests.windows import machine, package
from tests.windows.excel import Excel
from tests.windows.machine import Windows
from tests.windows.wire import MISSING, Cells

_FIRST = datetime.fromisoformat("2023-01-01")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--short", action="store_true", help="5 000 rows")
    options = parser.parse_args()
    rows = 5_000 if options.short else options.rows
    with tempfile.TemporaryDirectory() as folder:
        windows = Windows.copy(machine.installed(), Path(folder, "prefix"))
        try:
            package.copied_in(windows, package.built(Path(folder)))
            package.installed(windows)
            excel = package.excel_of(windows, package.addin_of(windows, Path(folder)))
            starting(excel)
            arrays(excel, rows)
            excel.close()
        finally:
            windows.stop()


def starting(excel: Excel) -> None:
    """What the first formula and every further one cost."""
    numbers, one = (12.0, 6.0, 2500.0, MISSING), Cells(((12.0,),))
    references = (one, one, one, MISSING)
    begin = time.perf_counter()
    excel.call("RFM_TIER", *numbers)
    first = time.perf_counter() - begin
    scalar, _ = excel.seconds("RFM_TIER", *numbers, times=200)
    ranges, _ = excel.seconds("RFM_TIER", *references, times=50)
    table(
        "One cell",
        ["call", "ms", "questions to Excel"],
        [
            ["the first: DLL, Python, server, xlwings, functions", f"{first * 1000:.0f}", ""],
            ["RFM_TIER with numbers", f"{scalar * 1000:.1f}", questions(excel, *numbers)],
            [
                "RFM_TIER with three references",
                f"{ranges * 1000:.1f}",
                questions(excel, *references),
            ],
        ],
    )


def questions(excel: Excel, *given: Any) -> str:
    """Return how many members of Excel's objects xlwings asks for during one call."""
    excel.ask("forget")
    excel.call("RFM_TIER", *given)
    return str(sum(excel.ask("trace")["calls"].values()))


def arrays(excel: Excel, rows: int) -> None:
    """What a whole column costs in one call."""
    tier = [
        column([float(i % 400) for i in range(rows)]),
        column([float(1 + i % 12) for i in range(rows)]),
        column([50.0 + i * 37 % 9000 for i in range(rows)]),
    ]
    orders = [
        column([f"C{i * 7919 % max(1, rows // 5):06d}" for i in range(rows)]),
        column([_FIRST + timedelta(days=i * 31 % 720) for i in range(rows)]),
        column([20.0 + i * 13 % 900 for i in range(rows)]),
    ]
    as_of = [45_657.0] + [MISSING] * (arguments_of("RFM_TABLE") - 4)
    lines = []
    for name, given, others in (("RFM_TIER", tier, [MISSING]), ("RFM_TABLE", orders, as_of)):
        for kind, form in (("arrays", tuple), ("references", Cells)):
            took, reading = excel.seconds(name, *map(form, given), *others)
            lines.append([f"{name}, {kind}", f"{took:.2f}", f"{reading:.2f}"])
    table(f"{rows:,} rows in one call", ["call", "s", "of which the stand-in"], lines)


def column(values: list[Any]) -> tuple[tuple[Any], ...]:
    """Return values as a column of cells."""
    return tuple((value,) for value in values)


def arguments_of(name: str) -> int:
    """Return how many arguments a function has."""
    from xlsegment.excel import udfs

    return len(getattr(udfs, name).declared.arguments)


if __name__ == "__main__":
    main()
