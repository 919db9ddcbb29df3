"""What one cell's text means: clean text, a number, a date."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from xlsegment.core.days import day_number
from xlsegment.text import Text

#: Invisible signs go. Half a sign, left where a text was cut, is shown as one that is not known:
#: nothing that writes UTF-8 would take it.
_MENDED: Final = {
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad")),
    # marks of the direction, as numbers bring along from lists of contacts
    **dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")),
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
}
#: What cleaning writes into a key field that is blank: it is still missing.
TO_FILL: Final = Text("待补充", "To be added")
#: Texts that people and programs write for "nothing".
_NOTHING: Final = frozenset(
    {"", "-", "--", "—", "nan", "nat", "none", "null", "<na>", *map(str.lower, TO_FILL.both)}
)
_DIGITS: Final = "0123456789"

_DATE: Final = re.compile(
    r"(\d{4})(?:年(\d{1,2})月(\d{1,2})日?|([-/.])(\d{1,2})\4(\d{1,2})|(\d{2})(\d{2}))"
)
_TIME: Final = re.compile(
    r"(?:(?:上午|下午|am|pm)?\s*\d{1,2}[:时点]\d{1,2}分?(?:[:]?\d{1,2}(?:[.,]\d+)?秒?)?\s*(?:am|pm)?"
    r"\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?)",
    re.IGNORECASE,
)
_COMPACT_TIME: Final = re.compile(r"(\d{8})(\d{4}|\d{6})")
_NUMBER: Final = re.compile(
    r"[+-]?(?:\d+(?:,\d{3})*|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:e[+-]?\d{1,3})?"
)
_CURRENCY: Final = re.compile(
    r"^(?:人民币|rmb|cny|usd|eur|hkd|us\$|hk\$|[¥￥$€£])\s*|\s*(?:rmb|cny|元整|元|圆|块)$",
    re.IGNORECASE,
)
_FOREIGN: Final = re.compile(r"^[-+(]?\s*(?:usd|eur|hkd|us\$|hk\$|[$€£])", re.IGNORECASE)
_UNITS: Final = {"百": 2, "千": 3, "k": 3, "万": 4, "w": 4, "百万": 6, "亿": 8}


def clean_text(text: str) -> str:
    """Return text with full width made half width and blanks around it dropped.

    Examples
    --------
    >>> clean_text("　Ｃ００１ ")
    'C001'
    """
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).translate(_MENDED).strip()


def is_blank_text(text: str) -> bool:
    """Tell whether a text stands for an empty cell."""
    if text[-1:] in _DIGITS:  # so do most, and nothing that stands for nothing
        return not text
    return clean_text(text).lower() in _NOTHING


def is_foreign_money(text: str) -> bool:
    """Tell whether an amount is said to be in another currency than yuan.

    Examples
    --------
    >>> [is_foreign_money(text) for text in ("$5", "USD 5", "-€7", "￥5", "5元")]
    [True, True, True, False, False]
    """
    return _FOREIGN.match(clean_text(text)) is not None


def exact_number(text: str) -> Decimal | None:
    """Read a number as people write it; None when it is not one.

    Thousands separators, currency signs, 元, 万 and 亿, brackets for negatives and full-width
    characters are understood. Nothing is rounded.

    Examples
    --------
    >>> exact_number("￥12,500.00")
    Decimal('12500.00')
    >>> exact_number("3.5万")
    Decimal('3.5E+4')
    """
    body = clean_text(text).replace(" ", "").replace("−", "-")
    negative = body.startswith("(") and body.endswith(")")
    if negative:
        body = body[1:-1]
    sign = ""
    if body[:1] in ("-", "+"):
        sign, body = body[0], body[1:]
    body = _CURRENCY.sub("", body)
    if body[:1] in ("-", "+") and not sign:
        sign, body = body[0], body[1:]
    power = 0
    for unit in sorted(_UNITS, key=len, reverse=True):
        if body.lower().endswith(unit):
            power, body = _UNITS[unit], body[: -len(unit)]
            break
    if not any(c.isdigit() for c in body) or _NUMBER.fullmatch(body.lower()) is None:
        return None
    try:
        number = Decimal(sign + body.replace(",", "")).scaleb(power)
    except InvalidOperation:
        return None
    if negative:
        return None if sign else -number
    return number


def split_time(text: str) -> tuple[str, bool]:
    """Cut the time of day off a date text; the flag tells whether it was one."""
    if len(text) <= 10 and text.isascii() and ":" not in text:
        return text, True
    cleaned = clean_text(text)
    match = _DATE.match(cleaned)
    if match is None:
        return cleaned, True
    rest = cleaned[match.end() :]
    if not rest:
        return cleaned, True
    compact = _COMPACT_TIME.fullmatch(cleaned)
    if compact is not None:
        return compact[1], True
    head = cleaned[: match.end()]
    if rest[0] in "Tt ":
        return head, _TIME.fullmatch(rest[1:].strip()) is not None
    if "日" in head:
        return head, _TIME.fullmatch(rest) is not None
    return cleaned, True


def date_day(text: str) -> int | None:
    """Read a date without a time as a day number; None when there is no such day.

    Examples
    --------
    >>> date_day("1970年1月2日")
    1
    """
    match = _DATE.fullmatch(clean_text(text).replace(" ", ""))
    if match is None:
        return None
    year = int(match[1])
    month = match[2] or match[5] or match[7]
    day = match[3] or match[6] or match[8]
    try:
        return day_number(date(year, int(month), int(day))) if year >= 1900 else None
    except ValueError:
        return None
