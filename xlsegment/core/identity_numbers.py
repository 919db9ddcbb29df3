"""Numbers that prove themselves: resident identity cards (GB 11643) and bank cards (Luhn)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

#: GB/T 2260: the first two digits; 81, 82 and 83 are residence permits of Hong Kong, Macau, Taiwan.
_PROVINCES: Final = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS: Final = "10X98765432"
_NEW: Final = re.compile(r"[0-9]{17}[0-9X]")
_OLD: Final = re.compile(r"[0-9]{15}")
_CARD: Final = re.compile(r"[0-9]{13,19}")


def is_identity_number(text: str) -> bool:
    """Tell whether a text is an identity card number: province, birthday and check character.

    The old numbers of 15 digits have no check character.

    Examples
    --------
    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    if _NEW.fullmatch(text):
        total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
        proven = _CHECK_CHARACTERS[total % 11] == text[-1]
        born = text[6:14]
    elif _OLD.fullmatch(text):
        proven, born = True, "19" + text[6:12]
    else:
        return False
    return proven and _PROVINCES.match(text) is not None and _is_birthday(born)


def full_identity_number(number: str) -> str:
    """Return an identity card number as the 18 digits it has been written with since 1999.

    Examples
    --------
    >>> full_identity_number("110105900307123"), full_identity_number("11010519491231002X")
    ('110105199003071239', '11010519491231002X')
    """
    if len(number) != 15:
        return number
    body = f"{number[:6]}19{number[6:]}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + _CHECK_CHARACTERS[total % 11]


def is_card_number(text: str) -> bool:
    """Tell whether a text can be a bank card number: 13 to 19 digits; `passes_luhn` says more."""
    return _CARD.fullmatch(text) is not None


def passes_luhn(digits: str) -> bool:
    """Tell whether digits end in the check digit of ISO/IEC 7812.

    Examples
    --------
    >>> passes_luhn("4111111111111111"), passes_luhn("4111111111111112")
    (True, False)
    """
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0


def _is_birthday(text: str) -> bool:
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    if not 1850 <= year <= 2100 or not 1 <= month <= 12:
        return False
    following = date(year + month // 12, month % 12 + 1, 1).toordinal()
    return 1 <= day <= following - date(year, month, 1).toordinal()
