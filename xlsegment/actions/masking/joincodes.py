"""Codes that stand for customer IDs, so that tables still join when the IDs must not be seen."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Final

from xlsegment.core.mask_phones import mobile_digits
from xlsegment.core.masked import bare_number, cell_text
from xlsegment.core.masking import kind_of
from xlsegment.text import Text

#: Header of the column of codes.
JOIN_CODE: Final = Text("关联码", "Join code")
#: Says that it is a code, and keeps it from being read as a number.
_FIRST: Final = "K"
_LETTERS: Final = 12  # 60 bits: among a million customers hardly ever two alike
KEY_BYTES: Final = 32


class JoinCodes:
    """Codes by HMAC-SHA256: without the key nobody can tell whose a code is.

    Parameters
    ----------
    key
        Random; the same key gives the same codes in every copy.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._made: dict[str, str] = {}

    def code(self, value: object) -> str:
        """Return the code of a customer ID, however a number in it is written; empty for blank.

        Examples
        --------
        >>> codes = JoinCodes(bytes(32))
        >>> codes.code("13812345678") == codes.code("+86 138-1234-5678")
        True
        """
        text = cell_text(value)
        if not text:
            return ""
        made = self._made.get(text)
        if made is None:
            digest = hmac.digest(self._key, _bare(text).encode(), hashlib.sha256)
            made = _FIRST + base64.b32encode(digest).decode()[:_LETTERS]
            self._made[text] = made
        return made


def kind_of_id(value: object) -> str:
    """Return the kind of personal data that a customer ID is by itself; empty for a mere number.

    Examples
    --------
    >>> kind_of_id("13812345678"), kind_of_id("C20230815001")
    ('mobile', '')
    """
    kind = kind_of(value)
    return "" if kind is None else kind.key


def _bare(text: str) -> str:
    return mobile_digits(text) or bare_number(text).upper()
