"""A located table -> a frame of what stands in its cells, under canonical column names."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from xlsegment.workbook.handle import TableHandle, neighbours

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


def read_table(handle: TableHandle, columns: Iterable[str] | None = None) -> pd.DataFrame:
    """Read the body of a table.

    Parameters
    ----------
    handle : TableHandle
        A table found by `locate`.
    columns : iterable of str, optional
        Canonical keys and the user's own headers to read; those that are not there are left
        out. All by default.

    Returns
    -------
    DataFrame
        Object columns: canonical keys, then the user's own columns under their header. Values are
        as the cells hold them: str, float, bool, datetime, None when blank, ``"#N/A"`` and the
        like for error values. The index is the row's offset below the header (0 for the first
        body row); rows that are wholly blank are left out, so it may have holes.
    """
    import pandas as pd

    places = {**handle.columns, **handle.own}
    if columns is not None:
        places = {name: places[name] for name in columns if name in places}
    cells: dict[str, list[object]] = {}
    if handle.rows:
        by_column = {column: name for name, column in places.items()}
        for first, last in neighbours(by_column):
            values = handle.body(first, last).options(ndim=2, err_to_str=True).value
            for position, series in enumerate(zip(*values, strict=True)):
                cells[by_column[first + position]] = [plain(value) for value in series]
    frame = pd.DataFrame(
        {name: pd.Series(cells.get(name, []), dtype=object) for name in places},
        index=pd.RangeIndex(handle.rows),
        dtype=object,
    )
    return frame[_filled(frame)]


def plain(value: object) -> object:
    """Return what a cell holds; a live Excel hands out numbers in a currency format as Decimal."""
    return float(value) if isinstance(value, Decimal) else value


def _filled(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which rows hold anything at all."""
    import numpy as np

    filled = np.zeros(len(frame), dtype=bool)
    for name in frame.columns:
        filled |= (frame[name].notna() & (frame[name] != "")).to_numpy(dtype=bool)
    return filled
