"""Mobile and identity card numbers as they should stand in a cell: text without ornament."""

from __future__ import annotations

import re
from typing import Final

from xlsegment.core.celltext import clean_text
from xlsegment.core.identity_numbers import is_card_number, is_identity_number
from xlsegment.core.mask_numbers import is_shortened
from xlsegment.core.mask_phones import is_surely_mobile, mobile_digits
from xlsegment.core.masked import bare_number, cell_text

_MAINLAND: Final = re.compile(r"1[3-9]\d{9}", re.ASCII)
_SCIENTIFIC: Final = re.compile(r"(\d)(?:\.(\d*))?e\+?(\d{1,2})", re.IGNORECASE | re.ASCII)
#: Numbers of advertisements and forms, which are nobody's.
_NOBODYS: Final = frozenset({"13800138000", "13800138001", "13012345678", "13812345678"})
_SAME_OR_COUNTED: Final = re.compile(r"1\d*?(\d)\1{7}|1[3-9]\d(?:01234567|12345678|87654321)")


def mainland_mobile(cell: object) -> str | None:
    """Return the eleven digits of a mainland mobile number, however it is written.

    Examples
    --------
    >>> [mainland_mobile(c) for c in ("+86 138-1234-5670", 13812345670.0, "1.38E+10", "95588")]
    ['13812345670', '13812345670', None, None]
    """
    if isinstance(cell, bool) or has_lost_digits(cell):
        return None
    if isinstance(cell, str) and _MAINLAND.fullmatch(cell):
        return cell
    text = cell_text(cell)
    if not is_surely_mobile(text):
        return None
    digits = mobile_digits(text)
    return digits if digits is not None and _MAINLAND.fullmatch(digits) else None


def identity_number(cell: object) -> str | None:
    """Return an identity card number without ornament; None where it does not prove itself.

    Examples
    --------
    >>> identity_number("11010519491231 002x"), identity_number(110105194912310000)
    ('11010519491231002X', None)
    """
    if isinstance(cell, bool) or has_lost_digits(cell):
        return None
    number = bare_number(cell_text(cell)).upper()
    return number if is_identity_number(number) else None


def has_lost_digits(cell: object) -> bool:
    """Tell whether a long number has lost its last digits to Excel: nothing brings them back.

    Excel keeps fifteen digits of a number, and shows a long one shortened. Such a text counts
    as whole only when it still has every digit of the number that it stands for.

    Examples
    --------
    >>> [has_lost_digits(c) for c in (110105194912310000, "1.10105E+17", "1.3812345678E+10")]
    [True, True, False]
    """
    if not isinstance(cell, str):
        return not isinstance(cell, bool) and is_shortened(cell)
    if cell.isdigit():
        return False
    match = _SCIENTIFIC.fullmatch(clean_text(cell))
    return match is not None and len(match[2] or "") < int(match[3]) >= _LONG


def ends_in_lost_zeros(cell: object) -> bool:
    """Tell whether a text is a long number of fifteen digits and zeros that proves nothing.

    A number cut by Excel and turned to text afterwards looks so.

    Examples
    --------
    >>> ends_in_lost_zeros("110105194912310000"), ends_in_lost_zeros("11010519491231002X")
    (True, False)
    """
    if not isinstance(cell, str) or cell.rstrip()[-1:] not in ("0", "０"):
        return False
    number = bare_number(cell_text(cell))
    if not is_card_number(number) or len(number) <= _EXCEL_DIGITS:
        return False
    return not number[_EXCEL_DIGITS:].strip("0") and not is_identity_number(number)


def is_nobodys_mobile(digits: str) -> bool:
    """Tell whether eleven digits are made up: one repeated, counted up, or from an advertisement.

    Examples
    --------
    >>> [is_nobodys_mobile(d) for d in ("13800138000", "13888888888", "13905716283")]
    [True, True, False]
    """
    return digits in _NOBODYS or _SAME_OR_COUNTED.fullmatch(digits) is not None


#: Numbers of ten digits and more are shortened in a cell of usual width.
_LONG: Final = 10
_EXCEL_DIGITS: Final = 15
