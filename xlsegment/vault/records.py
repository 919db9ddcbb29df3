"""Entries as bytes and back: every value exactly as it was, with its type."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable
from typing import Any, Final

from xlsegment.vault.entry import Entry, Value
from xlsegment.vault.fault import Fault

#: What the entries of one deposit may take, unpacked.
MAX_UNPACKED: Final = 1 << 30

_TEXTS: Final = ("sheet", "column", "row_id", "cell", "masked", "formula", "number_format", "kind")


def pack(entries: Iterable[Entry]) -> bytes:
    """Return entries as compressed bytes."""
    rows = [[*(getattr(e, name) for name in _TEXTS), *_spelt(e.original)] for e in entries]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode("ascii"))


def unpack(data: bytes) -> list[Entry]:
    """Return what `pack` was given, or raise `Fault`."""
    unpacker = zlib.decompressobj()
    try:
        rows = json.loads(unpacker.decompress(data, MAX_UNPACKED).decode("ascii"))
        entries = [_entry(row) for row in rows]
    except (ValueError, TypeError, RecursionError, zlib.error, OverflowError) as error:
        raise Fault("原文记录无法读取", "the originals cannot be read") from error
    if not unpacker.eof or unpacker.unused_data:
        raise Fault("原文记录无法读取", "the originals cannot be read")
    return entries


def _entry(row: Any) -> Entry:
    *texts, kind, value = row
    if not all(type(text) is str for text in texts):
        raise TypeError("not a text")
    return Entry(**dict(zip(_TEXTS, texts, strict=True)), original=_value(kind, value))


def _spelt(value: Value) -> tuple[str, str]:
    if value is None:
        return "none", ""
    if isinstance(value, bool):
        return "bool", "1" if value else "0"
    if isinstance(value, int):
        return "int", hex(value)  # in decimal Python refuses very long ones
    if isinstance(value, float):
        return "float", float(value).hex()
    if isinstance(value, dt.datetime):
        return "datetime", value.isoformat()
    if isinstance(value, dt.date):
        return "date", value.isoformat()
    return "str", str(value)


def _value(kind: str, text: str) -> Value:
    match kind:
        case "none":
            return None
        case "bool":
            return text == "1"
        case "int":
            return int(text, 16)
        case "float":
            return float.fromhex(text)
        case "datetime":
            return dt.datetime.fromisoformat(text)
        case "date":
            return dt.date.fromisoformat(text)
        case "str":
            if type(text) is not str:
                raise TypeError("not a text")
            return text
    raise ValueError(kind)
