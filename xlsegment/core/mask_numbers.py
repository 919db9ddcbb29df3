"""Masks of identity card and bank card numbers."""

from __future__ import annotations

import re
from numbers import Real
from typing import Final

from xlsegment.core.identity_numbers import is_card_number, is_identity_number
from xlsegment.core.masked import Masked, bare_number, cell_text, whole

#: Excel keeps 15 digits: a longer number in a cell that is no text has lost its last ones.
_EXCEL_DIGITS: Final = 10**15
_IDENTITY_MASKED: Final = re.compile(r"(?!x+$)[0-9]{0,6}(?:\*{8,}|x{8,})[0-9x]{0,4}", re.IGNORECASE)
_CARD_MASKED: Final = re.compile(r"(?!x+$)[0-9]{0,6}(?:\*{4,}|x{4,})[0-9]{0,4}", re.IGNORECASE)


def mask_identity(value: object) -> Masked:
    """Mask an identity card number.

    Parameters
    ----------
    value : object
        The cell: 18 characters with a correct check character, or 15 digits.

    Returns
    -------
    Masked
        The first digit and the last two stay, never the birthday. A masked number stays as it is
        if eight characters or more are hidden; anything else is masked whole.

    Examples
    --------
    >>> [mask_identity(n).text for n in ("11010519491231002x", "110105491231002", "12345")]
    ['1***************2X', '1************02', '*****']
    """
    text = cell_text(value)
    if not text or is_masked_identity(text):
        return Masked(text)
    number = bare_number(text).upper()
    if is_shortened(value) or not is_identity_number(number):
        return whole(text)
    return Masked(number[0] + "*" * (len(number) - 3) + number[-2:])


def mask_card(value: object) -> Masked:
    """Mask a bank card number.

    Parameters
    ----------
    value : object
        The cell: 13 to 19 digits. The check digit is not asked for, since a mistyped number is
        still somebody's.

    Returns
    -------
    Masked
        The last four digits stay. A masked number stays as it is (**** **** **** 1111); anything
        else is masked whole.

    Examples
    --------
    >>> [mask_card(n).text for n in ("4111 1111 1111 1111", "411111", "622202******1111")]
    ['************1111', '******', '622202******1111']
    """
    text = cell_text(value)
    if not text or is_masked_card(text):
        return Masked(text)
    number = bare_number(text)
    if is_shortened(value) or not is_card_number(number):
        return whole(text)
    return Masked("*" * (len(number) - 4) + number[-4:])


def is_masked_identity(text: str) -> bool:
    """Tell whether an identity card number hides enough of itself."""
    return _IDENTITY_MASKED.fullmatch(bare_number(text)) is not None


def is_masked_card(text: str) -> bool:
    """Tell whether a bank card number hides enough of itself."""
    return _CARD_MASKED.fullmatch(bare_number(text)) is not None


def is_shortened(value: object) -> bool:
    """Tell whether a cell is a number of which Excel has kept the first 15 digits only."""
    return isinstance(value, Real) and abs(float(value)) >= _EXCEL_DIGITS
