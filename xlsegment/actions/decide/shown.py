"""What 数据检查 shows of a cell that could not be used: no more than a date or an amount.

Names and numbers of people get pasted into any column, so the column says nothing about it.
"""

from __future__ import annotations

import re
from typing import Final

from xlsegment.core.celltext import clean_text
from xlsegment.core.mask_phones import mask_mobile

_LONGEST: Final = 24
_MOST_MASKED: Final = 12
_DATE_OR_NUMBER: Final = re.compile(r"[\d\s.,:/+\-()年月日时点分秒上下午TZ¥$€£元圆整百千万亿Ee%]*")
_BETWEEN: Final = re.compile(r"[\s\-.()]")
_PHONE: Final = re.compile(
    r"(?<!\d)(?:(?:\+?86|0086|0)?1[3-9]\d{9}|0[1-9]\d{9,10})(?!\d)",
)
# A date with its time has 14; numbers of identity and bank cards have 15 and more.
_DIGITS: Final = 14


def shown_safely(text: str) -> str:
    """Return a cell's text if it can only be a date or an amount, else its first character.

    Examples
    --------
    >>> [shown_safely(t) for t in ("2025-13-40", "3.5万元", "张三丰", "138 0013 8000", "待定")]
    ['2025-13-40', '3.5万元', '张**', '1***********', '待*']
    """
    plain = clean_text(text)
    if not plain or _is_safe(plain):
        return text
    return plain[0] + "*" * (min(len(plain), _MOST_MASKED) - 1)


def _is_safe(text: str) -> bool:
    if len(text) > _LONGEST or _DATE_OR_NUMBER.fullmatch(text) is None:
        return False
    if sum(c.isdigit() for c in text) > _DIGITS or not any(c.isdigit() for c in text):
        return False
    mobile = mask_mobile(text)
    return not (mobile.understood and mobile.text) and not _PHONE.search(_BETWEEN.sub("", text))
