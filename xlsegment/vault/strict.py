"""JSON as this package writes it, and nothing else."""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from xlsegment.vault.fault import Fault

_HEX: Final = re.compile(r"(?:[0-9a-f]{2})*")
_SAFE_NUMBER: Final = 2**63


def dumps(value: object) -> bytes:
    """Return the one spelling of a value: sorted keys, no blanks, ASCII."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("ascii")


def loads(data: bytes) -> Any:
    """Return the value that bytes spell, or raise `Fault` if `dumps` would spell it otherwise.

    So there are no repeated keys, no odd numbers and no second way to write the same thing.
    """
    try:
        value = json.loads(data.decode("ascii"), parse_constant=_refuse, parse_float=_refuse)
        same = dumps(value) == data
    except (ValueError, RecursionError) as error:
        raise Fault("内容的写法不对", "a part is not spelt as it should be") from error
    if not same:
        raise Fault("内容的写法不对", "a part is not spelt as it should be")
    return value


def _refuse(_: str) -> NoReturn:
    raise ValueError("numbers are whole")


class Fields:
    """An object of JSON with exactly these keys, read with the type each must have."""

    def __init__(self, value: Any, *keys: str) -> None:
        if type(value) is not dict or set(value) != set(keys):
            raise Fault("内容的字段不对", "a part does not have the fields it should have")
        self._value = value

    def whole(self, key: str) -> int:
        """Return a number from 0 on."""
        value = self._value[key]
        if type(value) is not int or not 0 <= value < _SAFE_NUMBER:
            raise Fault("内容的数字不对", "a number is out of range")
        return value

    def text(self, key: str, most: int) -> str:
        """Return a text."""
        value = self._value[key]
        if type(value) is not str or len(value) > most:
            raise Fault("内容的文字不对", "a text is not what it should be")
        return value

    def octets(self, key: str, *sizes: int) -> bytes:
        """Return bytes, of one of the given sizes if any are given."""
        value = self._value[key]
        if type(value) is not str or not _HEX.fullmatch(value):
            raise Fault("内容的编码不对", "bytes are not spelt as they should be")
        found = bytes.fromhex(value)
        if sizes and len(found) not in sizes:
            raise Fault("内容的长度不对", "a part does not have the length it should have")
        return found

    def many(self, key: str, most: int) -> list[Any]:
        """Return a list."""
        value = self._value[key]
        if type(value) is not list or len(value) > most:
            raise Fault("内容的列表不对", "a list is not what it should be")
        return value

    def flag(self, key: str) -> bool:
        """Return yes or no."""
        value = self._value[key]
        if type(value) is not bool:
            raise Fault("内容的字段不对", "a part does not have the fields it should have")
        return value
