"""Cells of every kind that people and doors produce, for properties."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from xlsegment.excel.cells import CellError

_TEXTS = st.sampled_from(
    [
        "", " ", "-", "—", "null", "abc", "张三", "1", "１２", "12.5", "¥1,200", "3.5万", "(3)",
        "-4", "1e999", "9" * 40, "2023-05-10", "2023年5月10日", "20230510", "2023/5/10 8:30",
        "45056", "0", "60", "#hash", "=A1", "TRUE", "高", "R", "13800138000", "a@b.cn", "C001",
        "\u200b", "＃N/A", "默认", "strict", "en",
    ]
)  # fmt: skip
_NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-1e6, 1e6),
    st.integers(-5, 400),
    st.integers(0, 60_000),
    st.sampled_from([0.5, 1.005, 1e15, 1e300, -0.0, 2.5, 2**40, 20230510, 2958465.5]),
    st.decimals(-10_000, 10_000, places=4),
)
_DATES = st.one_of(
    st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("9999-12-31")),
    st.dates(date(1900, 1, 1), date(9999, 12, 31)),
)

#: Blank, numbers, texts, dates, booleans, errors.
CELLS = st.one_of(
    st.none(), _NUMBERS, _TEXTS, _DATES, st.booleans(), st.sampled_from(list(CellError))
)
#: As COM and Lite hand arguments over: a cell, a flat row, a column, a block.
ARGUMENTS = st.one_of(
    CELLS,
    st.sampled_from([-2146826246, -2146826281, float("nan"), float("inf"), Decimal("NaN")]),
    st.lists(CELLS, min_size=1, max_size=4),
    st.lists(CELLS.map(lambda cell: [cell]), min_size=1, max_size=6),
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4
        )
    ),
)
