"""Worksheet functions over whole columns, through xlwings' own desktop conversions.

python -m tests.benchmarks.functions [--rows 100000] [--short]

pywin32 is stood in for, so what COM itself takes is not in the figures. The cells are made
before the clock starts; what is measured is reading the arguments, computing and writing back.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.measure import Case, cost, table

HERE = "tests.benchmarks.functions"
AS_OF = 45_657.0
_DESKTOP = ("pandas", "tests.support.desktop", "xlsegment.excel.udfs")

TIERS = [
    Case("RFM_TIER, one array call", f"{HERE}:tier_array", _DESKTOP),
    Case("the same, xlwings' usual conversions", f"{HERE}:tier_usual", _DESKTOP),
    Case("RFM_TIER in every cell", f"{HERE}:tier_cells", _DESKTOP),
    Case("DataFrame in and out, numpy.select", f"{HERE}:tier_frame", _DESKTOP),
    Case("DataFrame in and out, apply by row", f"{HERE}:tier_apply", _DESKTOP),
]
_WITH_TABLE = (*_DESKTOP, "xlsegment.excel.ordertable")
TABLES = [
    Case("RFM_TABLE: 17 columns", f"{HERE}:table_ours", _WITH_TABLE),
    Case("DataFrame in and out, groupby: R, F, M", f"{HERE}:table_frame", _DESKTOP),
]


def _timed(work: Callable[[], Any], *, column: int = 0) -> list[object]:
    start = time.process_time()
    rows = work()
    spent = time.process_time() - start
    shown = "\n".join(str(row[column]) for row in rows)
    return [spent, hashlib.sha256(shown.encode()).hexdigest()[:12]]


def _figures(rows: int) -> list[list[float]]:
    import numpy as np

    random = np.random.default_rng(20260101)
    return [
        random.integers(0, 400, rows).astype(float).tolist(),
        random.integers(0, 9, rows).astype(float).tolist(),
        (random.integers(-10_000, 400_000, rows) / 100).tolist(),
    ]


def _ranges(columns: list[list[Any]]) -> list[Any]:
    from tests.support.desktop import Range

    return [Range(tuple((cell,) for cell in column)) for column in columns]


def tier_array(rows: int) -> list[object]:
    from tests.support import desktop

    ranges = _ranges(_figures(rows))
    return _timed(lambda: desktop.call("RFM_TIER", *ranges))


def tier_usual(rows: int) -> list[object]:
    from tests.support import desktop
    from xlsegment.excel import udfs

    known: Any = udfs.RFM_TIER.__xlfunc__  # type: ignore[attr-defined]
    for argument in known["args"]:
        argument["options"] = {"ndim": 2, "err_to_str": True}
    known["ret"]["options"] = {}
    ranges = _ranges(_figures(rows))
    return _timed(lambda: desktop.call("RFM_TIER", *ranges))


def tier_cells(rows: int) -> list[object]:
    from tests.support import desktop

    figures = list(zip(*_figures(rows), strict=True))
    return _timed(lambda: [desktop.call("RFM_TIER", *row)[0] for row in figures])


def _frame(columns: list[list[Any]], names: str) -> Any:
    """Read a block as a DataFrame, as a function with a DataFrame argument does."""
    import pandas as pd
    from xlwings import conversion

    block = tuple(zip(*columns, strict=True))
    options = {"convert": pd.DataFrame, "index": False, "header": False}
    frame = conversion.read(None, block, options)
    frame.columns = names.split()
    return frame


def _written(frame: Any) -> Any:
    from xlwings import conversion

    return conversion.write(frame, None, {"index": False, "header": False})


_RULES = [
    ("核心忠诚客户", lambda r, f, m: (r <= 30) & (f >= 5) & (m >= 2000)),
    ("沉睡流失客户", lambda r, f, m: r >= 180),
    ("流失风险客户", lambda r, f, m: (r >= 90) & (r <= 179) & (f <= 1)),
    ("高价值流失预警", lambda r, f, m: (r >= 90) & (r <= 179) & (f >= 2)),
    ("潜力客户", lambda r, f, m: (r <= 30) & (f >= 2) & (f <= 4) & (m >= 500) & (m < 2000)),
    ("稳定普通客户", lambda r, f, m: (r <= 60) & (f >= 2) & (f <= 4) & (m >= 300) & (m < 1000)),
]


def tier_frame(rows: int) -> list[object]:
    import numpy as np

    columns = _figures(rows)

    def work() -> Any:
        frame = _frame(columns, "r f m")
        fits = [fit(frame["r"], frame["f"], frame["m"]) for _, fit in _RULES]
        names = [name for name, _ in _RULES]
        return _written(frame.assign(tier=np.select(fits, names, "其他"))[["tier"]])

    return _timed(work)


def tier_apply(rows: int) -> list[object]:
    columns = _figures(rows)

    def tier(row: Any) -> str:
        return next((name for name, fit in _RULES if fit(row["r"], row["f"], row["m"])), "其他")

    def work() -> Any:
        frame = _frame(columns, "r f m")
        return _written(frame.apply(tier, axis=1).to_frame())

    return _timed(work)


def _orders(rows: int) -> list[list[Any]]:
    import numpy as np

    random = np.random.default_rng(20260102)
    return [
        [f"C{n:06d}" for n in random.integers(0, max(rows // 10, 1), rows)],
        (AS_OF - random.integers(0, 1095, rows)).tolist(),
        (random.integers(100, 100_000, rows) / 100).tolist(),
    ]


def table_ours(rows: int) -> list[object]:
    from tests.support import desktop

    ranges = _ranges(_orders(rows))
    return _timed(lambda: desktop.call("RFM_TABLE", *ranges, AS_OF, *[desktop.MISSING] * 2, False))


def table_frame(rows: int) -> list[object]:
    columns = _orders(rows)

    def work() -> Any:
        frame = _frame(columns, "id day amount")
        recent = frame[frame["day"] > AS_OF - 180].groupby("id")
        every = frame.groupby("id")
        customers = (AS_OF - every["day"].max()).to_frame("r")
        customers["f"] = recent.size()
        customers["m"] = recent["amount"].sum()
        return _written(customers.fillna(0).reset_index())

    return _timed(work)


def run(cases: list[Case], title: str, rows: int) -> dict[str, float]:
    """Measure the cases on the same cells and print the table."""
    found = {case.label: cost(case, rows) for case in cases}
    digests = {spent.result[1] for spent in found.values()}
    assert len(digests) == 1, f"they do not agree: {digests}"
    seconds = {label: float(spent.result[0]) for label, spent in found.items()}
    first = next(iter(seconds.values()))
    lines = [
        [label, f"{spent:.3f}", f"{1e6 * spent / rows:.2f}", f"{spent / first:.1f}x"]
        for label, spent in seconds.items()
    ]
    table(title, ["", "CPU s", "µs a row", "to the first"], lines)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--short", action="store_true", help="a fifth of the rows")
    options = parser.parse_args()
    rows = options.rows // 5 if options.short else options.rows
    run(TIERS, f"Segments of {rows:,} customers", rows)
    run(TABLES, f"{rows:,} orders to {rows // 10:,} customers", rows)


if __name__ == "__main__":
    main()
