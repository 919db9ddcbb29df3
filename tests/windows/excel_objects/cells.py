"""What a cell makes of what is put into it, and what it shows to those who ask."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import from_excel, to_excel

from tests.windows.excel_objects.objects import ExcelError

#: Error values as COM carries them.
ERRORS: Final = {
    "#NULL!": -2146826288,
    "#DIV/0!": -2146826281,
    "#VALUE!": -2146826273,
    "#REF!": -2146826265,
    "#NAME?": -2146826259,
    "#NUM!": -2146826252,
    "#N/A": -2146826246,
}
MOST_CHARACTERS: Final = 32767

_NUMBER = re.compile(
    r"\s*(?P<minus>[-+(]?)[¥$]?"
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d*)?(?:[eE][-+]?\d+)?)"
    r"(?P<percent>%?)\)?\s*"
)
_DAY = re.compile(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?)?")
_MONEY = re.compile(r"[¥¥$€£]|\[\$[^\]-]")
_DAY_FORMAT, _MOMENT_FORMAT = "yyyy/m/d", "yyyy/m/d h:mm"


class ErrorValue(int):
    """An error value: VT_ERROR on the way to Python."""

    __slots__ = ()


@dataclass(slots=True)
class Cell:
    """A value (text, number, truth value, error text in ``error``) and the formula behind it."""

    value: float | bool | str | None = None
    formula: str | None = None
    error: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.value is None and self.formula is None and self.error is None


def shown(cell: Cell | None, number_format: str, *, plain: bool = False) -> Any:
    """Return ``Range.Value``, or ``Range.Value2`` when plain."""
    if cell is None:
        return None
    if cell.error is not None:
        return ErrorValue(ERRORS[cell.error])
    value = cell.value
    if isinstance(value, bool | str) or value is None or plain:
        return value
    if is_date_format(number_format):
        moment = from_excel(value)
        if isinstance(moment, dt.time):  # Excel's day 0
            moment = dt.datetime.combine(dt.date(1899, 12, 30), moment)
        assert isinstance(moment, dt.datetime)
        return moment.replace(tzinfo=dt.UTC)
    if _MONEY.search(number_format):
        return Decimal(str(round(value, 4)))  # VT_CY
    return value


def entered(value: Any, number_format: str) -> tuple[Cell, str]:
    """Return what a cell holds after ``Range.Value = value``, and its number format then."""
    if value is None or value == "":
        return Cell(), number_format
    if isinstance(value, bool):
        return Cell(value), number_format
    if isinstance(value, dt.datetime):
        moment = value.replace(tzinfo=None)
        general = _DAY_FORMAT if moment.time() == dt.time() else _MOMENT_FORMAT
        return _number(to_excel(moment), number_format, general)
    if isinstance(value, int | float | Decimal):
        if number_format == "@":
            return Cell(f"{float(value):.15g}"), number_format
        return Cell(float(value)), number_format
    assert isinstance(value, str), f"Excel takes no {type(value).__name__}"
    if len(value) > MOST_CHARACTERS:
        raise ExcelError("a cell holds 32767 characters")
    if value.startswith("'"):
        return Cell(value[1:]), number_format
    if number_format == "@":
        return Cell(value), number_format
    return _read(value, number_format)


def _read(text: str, number_format: str) -> tuple[Cell, str]:
    """Understand a text as if it were typed."""
    if text.startswith("=") and len(text) > 1:
        return Cell(0.0, text), number_format
    if text.upper() in ("TRUE", "FALSE"):
        return Cell(text.upper() == "TRUE"), number_format
    if text.upper() in ERRORS:
        return Cell(error=text.upper()), number_format
    if day := _DAY.fullmatch(text.strip()):
        year, month, *rest = [int(part or 0) for part in day.groups()]
        with contextlib.suppress(ValueError):  # there is no such day: a text
            moment = dt.datetime(year, month, *rest, tzinfo=dt.UTC)
            return entered(moment, number_format)
    number = _NUMBER.fullmatch(text)
    if number:
        size = float(number["digits"].replace(",", ""))
        size = size / 100 if number["percent"] else size
        return Cell(-size if number["minus"] in ("-", "(") else size), number_format
    if text[0] in "+-@" and len(text) > 1:
        raise ExcelError("this text would be a formula, and a wrong one")
    return Cell(text), number_format


def _number(serial: float, number_format: str, general: str) -> tuple[Cell, str]:
    return Cell(float(serial)), general if number_format == "General" else number_format
