"""Masks of phone numbers: mobile and landline."""

from __future__ import annotations

import re
from typing import Final

from xlsegment.core.masked import Masked, bare_number, cell_text, is_stars, whole


def mask_mobile(value: object) -> Masked:
    """Mask a mobile number.

    Parameters
    ----------
    value : object
        The cell: text or a number. +86, 0086, blanks, dashes, full width and the ``.0`` or
        ``1.38E+10`` of a number column are understood.

    Returns
    -------
    Masked
        Mainland 138****5678; Hong Kong and Macau (8 digits) 91****67; Taiwan (10 digits)
        0912***678. A number that is masked already stays as it is, however it is written
        (+86 138-xxxx-5678, *******5678); anything else is masked whole.

    Examples
    --------
    >>> [mask_mobile(n).text for n in ("+86 138-1234-5678", 13812345678.0, "91234567", "95588")]
    ['138****5678', '138****5678', '91****67', '*****']
    """
    text = cell_text(value)
    if not text or is_masked_mobile(text):
        return Masked(text)
    digits = mobile_digits(text)
    if digits is None:
        return whole(text)
    if len(digits) == 11:
        return Masked(f"{digits[:3]}****{digits[7:]}")
    if len(digits) == 8:
        return Masked(f"{digits[:2]}****{digits[6:]}")
    return Masked(f"{digits[:4]}***{digits[7:]}")


def mask_landline(value: object) -> Masked:
    """Mask a landline number.

    Parameters
    ----------
    value : object
        The cell: with or without area code, brackets, blanks, dashes and an extension.

    Returns
    -------
    Masked
        The area code and the last two digits stay; the extension goes. A number that is masked
        already stays as it is; anything else is masked whole.

    Examples
    --------
    >>> [mask_landline(n).text for n in ("(010) 6234 5678", "0571-8765432转801", "400-800-1234")]
    ['010-******78', '0571-*****32', '400-*****34']
    """
    text = cell_text(value)
    if not text or is_masked_landline(text):
        return Masked(text)
    parts = landline_parts(text)
    if parts is None:
        return whole(text)
    area, number = parts
    hidden = "*" * (len(number) - 2) + number[-2:]
    return Masked(f"{area}-{hidden}" if area else hidden)


_DIALLING_CODE: Final = re.compile(r"(?:\+|00)(?:86|85[23]|886)|86(?=1)")
_MOBILE_MASKED: Final = re.compile(r"[0-9*]*\*{3}[0-9*]*|[0-9x]*x{3}[0-9x]*", re.IGNORECASE)
#: Hides no more than three of eleven digits, but in their midst, as some systems do.
_FOUR_AND_FOUR: Final = re.compile(r"[0-9]{4}(?:\*{3,}|x{3,})[0-9]{4}", re.IGNORECASE)
_MOST_SHOWN: Final = 7
#: 手机:138… in a cell that should hold the number only.
_CALLED: Final = re.compile(
    r"(?:手机|电话)(?:号码?)?[: ]?|(?:tel|mobile|phone)[.: ]+", re.IGNORECASE
)
_MAINLAND: Final = re.compile(r"(?:\+?86|0086|0)?(1[3-9]\d{9})")
_HONG_KONG_MACAU: Final = re.compile(r"(?:\+?|00)85[23](\d{8})|([4-9]\d{7})")
_TAIWAN: Final = re.compile(r"(?:\+?|00)8860?(9\d{8})|0(9\d{8})")

#: 010, 02x or 0xxx and seven or eight digits; the zero is missing where it was typed as a number.
_LANDLINE: Final = re.compile(r"(?:\+?86|0086)?0?(10|2\d|[3-9]\d\d)([2-8]\d{6,7})")
_WITHOUT_AREA: Final = re.compile(r"[2-8]\d{6,7}")
_SERVICE_NUMBER: Final = re.compile(r"([48]00)(\d{7})")
_EXTENSION: Final = re.compile(
    r"(?:\s*(?:转|分机号?|ext\.?|x|#)\s*|(?<=\d{7})[-‐-―])\d{1,6}$", re.IGNORECASE
)
#: What leaves no doubt although the first zero is missing: brackets, the country, a service.
_SURE_BEGINNING: Final = re.compile(r"\(|86[ -]|[48]00[ -]")
#: An amount such as 2123456.78 or an address such as 138.12.34.5678, but no 010.62345678.
_POINTED: Final = re.compile(r"(?!0\d{2,3}\.|\d+\.0*$)\d*\.\d+|\d+(?:\.\d+){3}")
_LANDLINE_MASKED: Final = re.compile(r"[0-9]{0,4}\*{3,}[0-9]{0,4}|[0-9]{4,8}\*{4,}")


def is_masked_mobile(text: str) -> bool:
    """Tell whether a number hides enough of itself; stars alone hide everything."""
    if is_stars(text):
        return True
    number = bare_number(text)
    code = _DIALLING_CODE.match(number)
    number = number[code.end() :] if code else number
    if _FOUR_AND_FOUR.fullmatch(number):
        return True
    shown = sum(c.isdigit() for c in number)
    if not shown and "*" not in number:  # a word of x and nothing else
        return False
    return shown <= _MOST_SHOWN and _MOBILE_MASKED.fullmatch(number) is not None


def mobile_digits(text: str) -> str | None:
    """Return the digits of a mobile number without dialling code; None when it is none."""
    called = _CALLED.match(text)
    number = bare_number(text[called.end() :] if called else text)
    if not number.isascii():
        return None
    if match := _MAINLAND.fullmatch(number):
        return match[1]
    if match := _HONG_KONG_MACAU.fullmatch(number):
        return match[1] or match[2]
    if match := _TAIWAN.fullmatch(number):
        return "0" + (match[1] or match[2])
    return None


def is_masked_landline(text: str) -> bool:
    """Tell whether a landline number hides enough of itself."""
    return _LANDLINE_MASKED.fullmatch(bare_number(text)) is not None


def landline_parts(text: str) -> tuple[str, str] | None:
    """Return area code (empty if none) and number; None when it is no landline number."""
    number = bare_number(_EXTENSION.sub("", text))
    if not number.isascii():
        return None
    if match := _SERVICE_NUMBER.fullmatch(number):
        return match[1], match[2]
    if match := _LANDLINE.fullmatch(number):
        return "0" + match[1], match[2]
    return ("", number) if _WITHOUT_AREA.fullmatch(number) else None


def is_surely_mobile(text: str) -> bool:
    """Tell whether a text is a mobile number and could hardly be anything else."""
    digits = mobile_digits(text)
    if digits is None or _POINTED.fullmatch(text):
        return False
    # eight digits may be anything; with a dialling code they are a number of Hong Kong or Macau
    return len(digits) > 8 or bare_number(text) != digits


def is_surely_landline(text: str) -> bool:
    """Tell whether a text is a landline number and could hardly be anything else."""
    parts = landline_parts(text)
    if parts is None or not parts[0]:
        return False
    if _POINTED.fullmatch(text):
        return False
    # without its first zero it may be any count, and with a dash any order number
    return bare_number(text).startswith(("0", "+86")) or _SURE_BEGINNING.match(text) is not None
