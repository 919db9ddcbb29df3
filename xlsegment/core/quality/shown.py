"""How a cell is shown in 数据检查: personal data masked, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from xlsegment.core.entry import ENTRIES
from xlsegment.core.masked import cell_text
from xlsegment.core.masking import MASKS, is_masked, kind_of
from xlsegment.core.quality.tables import Tables

_LONG_DIGITS: Final = re.compile(r"\d{7,}")
_LONGEST: Final = 30


def shown_as(tables: Tables, table: str, column: str) -> Callable[[object], str]:
    """Return how cells of a column are shown."""
    entry = ENTRIES.get(tables.entries.get(table, {}).get(column, ""))
    if entry is None or not entry.personal:
        return shown_safe
    apply = MASKS[entry.personal].apply
    return lambda cell: apply(cell).text


def shown_safe(cell: object) -> str:
    """Show a cell of a column that should hold nothing personal, and may do so all the same.

    Examples
    --------
    >>> shown_safe("￥1,200"), shown_safe("13905716283"), shown_safe("no. 123456789")
    ('¥1,200', '139****6283', 'no. …')
    """
    if isinstance(cell, (date, bool)):
        return str(cell)
    text = cell_text(cell)
    kind = None if is_masked(text) else kind_of(cell)
    if kind is not None:
        return kind.apply(cell).text
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return text if _is_date_like(text) else _LONG_DIGITS.sub("…", text)


def _is_date_like(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d{6}(?:\d{4}|\d{6})?", text, re.ASCII) is not None
