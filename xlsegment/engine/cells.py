"""Values as cell XML: everything that follows ``<c r="A1" s="3"``."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from xlsegment.engine.address import column_name
from xlsegment.engine.edits import Content, ErrorValue, Formula, Keep
from xlsegment.errors import BadFormula, TextTooLong, UnsupportedValue
from xlsegment.text import Text

BLANK: Final = b"/>"  # an empty cell
MAX_TEXT: Final = 32_767
MAX_FORMULA: Final = 8_192
NO_DATE, DAY, MOMENT, TIME = 0, 1, 2, 3

# What XML cannot hold Excel writes as _xHHHH_, so a text that looks like it is escaped too.
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ERRORS: Final = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
)
# A link with literal texts needs no computing: it shows the second one, also in a viewer that
# computes nothing.
_LINK: Final = re.compile(r'HYPERLINK\("(?:[^"]|"")*","((?:[^"]|"")+)"\)')
_CACHED_TEXTS: Final = 50_000
_EPOCH_1900: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001
_DAY: Final = dt.timedelta(days=1)
_DAYS_1904: Final = 1462


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell carried from elsewhere as it is: its style and the XML that follows."""

    style: bytes  # b' s="3"', or b"" for the default
    tail: bytes


CellContent = Content | RawCell


def escape_text(text: str) -> str:
    """Escape a text for XML the way Excel does."""
    return escape(_ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


def text_tail(text: str) -> bytes:
    """Write an inline text. It never becomes a formula, whatever it starts with."""
    keep = text[0].isspace() or text[-1].isspace() or "\n" in text
    space = ' xml:space="preserve"' if keep else ""
    return f' t="inlineStr"><is><t{space}>{escape_text(text)}</t></is></c>'.encode()


def number_tail(number: float) -> bytes:
    """Write a number with all its digits; infinite ones become ``#NUM!``, NaN an empty cell."""
    if math.isfinite(number):
        return b"><v>%b</v></c>" % repr(number).removesuffix(".0").encode()
    return BLANK if math.isnan(number) else _error_tail("#NUM!")


def _error_tail(text: str) -> bytes:
    return b' t="e"><v>%b</v></c>' % text.encode()


def serial(moment: dt.datetime, date1904: bool) -> float | None:
    """Return Excel's serial number, or None for a day before Excel's calendar."""
    span = moment.replace(tzinfo=None) - _EPOCH_1900
    days = span.days
    if date1904:
        days -= _DAYS_1904
    elif days < 61:  # Excel counts the 29 February 1900, which never was
        days -= 1
    if days < (0 if date1904 else 1):
        return None
    part = span.seconds + span.microseconds / 1e6
    return days + part / 86_400 if part else days


class Renderer:
    """Writes the contents of one sheet; knows the sheet's name for the errors."""

    def __init__(self, sheet: str, *, date1904: bool) -> None:
        self._sheet = sheet
        self._date1904 = date1904
        self._texts: dict[str, bytes] = {}

    def column(
        self, values: Sequence[CellContent], row: int, column: int
    ) -> tuple[list[bytes | None], bytearray | None]:
        """Write the contents of one column from ``row`` down.

        Returns the tails (None: leave the cell) and, where there are dates, which cells hold
        a day, which a moment and which a time of day.
        """
        tails: list[bytes | None] = []
        dates: bytearray | None = None
        texts, add = self._texts, tails.append
        for value in values:
            kind = value.__class__
            if kind is str:
                tail = texts.get(value)  # type: ignore[arg-type]
                if tail is None:
                    tail = self._text(value, row + len(tails), column)  # type: ignore[arg-type]
            elif kind is float:
                tail = number_tail(value)  # type: ignore[arg-type]
            elif value is None:
                tail = BLANK
            elif isinstance(value, dt.date):
                tail, date = self._date(value)
                if date:
                    dates = dates or bytearray(len(values))
                    dates[len(tails)] = date
            elif isinstance(value, Keep):
                add(None)
                continue
            else:
                tail = self._rare(value, row + len(tails), column)
            add(tail)
        return tails, dates

    def _text(self, text: str, row: int, column: int) -> bytes:
        # Excel counts UTF-16 units; two for each character beyond the basic plane.
        if (
            len(text) > MAX_TEXT // 2
            and len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEXT
        ):
            raise TextTooLong(sheet=self._sheet, cell=_cell(row, column), limit=MAX_TEXT)
        tail = text_tail(text) if text else BLANK
        if len(self._texts) < _CACHED_TEXTS:
            self._texts[text] = tail
        return tail

    def _date(self, value: dt.date) -> tuple[bytes, int]:
        if not isinstance(value, dt.datetime):
            value = dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
        elif value != value:  # pandas' NaT is a datetime
            return BLANK, NO_DATE
        elif value.date() == _EPOCH_1900.date() and not self._date1904:
            # What a cell holds that shows a time of day alone: less than a day.
            return number_tail((value.replace(tzinfo=None) - _EPOCH_1900) / _DAY), TIME
        number = serial(value, self._date1904)
        if number is None:
            day_only = value.time() == dt.time()
            return text_tail((value.date() if day_only else value).isoformat()), NO_DATE
        return number_tail(number), DAY if isinstance(number, int) else MOMENT

    def _rare(self, value: CellContent, row: int, column: int) -> bytes:
        if isinstance(value, bool):
            return b' t="b"><v>%d</v></c>' % value
        if isinstance(value, int):
            # Cells hold doubles: beyond 2**53 the nearest one is what Excel would show.
            exact = abs(value) <= 1 << 53
            return b"><v>%d</v></c>" % value if exact else number_tail(_nearest(value))
        if isinstance(value, float):
            return number_tail(float(value))
        if isinstance(value, str):
            return self._text(str(value), row, column)
        if isinstance(value, Formula):
            return self._formula(value.text, row, column)
        if isinstance(value, RawCell):
            return value.tail
        if isinstance(value, ErrorValue) and value.text in _ERRORS:
            return _error_tail(value.text)
        kind = value.text if isinstance(value, ErrorValue) else type(value).__name__
        raise UnsupportedValue(sheet=self._sheet, cell=_cell(row, column), kind=kind)

    def _formula(self, text: str, row: int, column: int) -> bytes:
        cell = _cell(row, column)
        body = text.removeprefix("=")
        if len(body) > MAX_FORMULA:
            raise TextTooLong(sheet=self._sheet, cell=cell, limit=MAX_FORMULA)
        if not body.strip() or _ESCAPED.search(body) or text.startswith("{"):
            reason = Text(
                "为空、为数组公式或含控制字符", "empty, an array or with control characters"
            )
            raise BadFormula(sheet=self._sheet, cell=cell, reason=reason)
        formula = escape(body).encode()
        if link := _LINK.fullmatch(body):
            shown = escape(link[1].replace('""', '"')).encode()
            return b' t="str"><f>%b</f><v>%b</v></c>' % (formula, shown)
        return b"><f>%b</f></c>" % formula


def _nearest(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _cell(row: int, column: int) -> str:
    return f"{column_name(column)}{row}"
