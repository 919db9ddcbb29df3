"""Names and e-mail addresses without the blanks and full-width signs of whoever typed them."""

from __future__ import annotations

import re
from typing import Final

from xlsegment.core.celltext import clean_text
from xlsegment.core.mask_emails import is_email
from xlsegment.core.masked import HAN

#: Full-width letters, digits and signs, one by one: to normalise more would change rare
#: characters of names into others.
_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]")
_HAN_GAP: Final = re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")
_DOT: Final = re.compile(f"(?<=[{HAN}])[.•・‧](?=[{HAN}])")


def plain_name(cell: object) -> str | None:
    """Return a name without stray blanks, invisible signs and full width; letters keep their case.

    Examples
    --------
    >>> plain_name(" 张　三 "), plain_name("Ｊｏｈｎ  Smith"), plain_name("买买提．艾力")
    ('张三', 'John Smith', '买买提·艾力')
    """
    if not isinstance(cell, str):
        return None
    text = " ".join(_INVISIBLE.sub("", cell.translate(_WIDTH)).split())
    return _DOT.sub("·", _HAN_GAP.sub("", text)) or None


def plain_email(cell: object) -> str | None:
    """Return an e-mail address without blanks and full width; None when it is none.

    Examples
    --------
    >>> plain_email(" ａnn@example.com "), plain_email("ann")
    ('ann@example.com', None)
    """
    if not isinstance(cell, str):
        return None
    text = "".join(_INVISIBLE.sub("", clean_text(cell)).split())
    return text if is_email(text) else None
