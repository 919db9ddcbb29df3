"""Deflate and CRC-32: ISA-L where it is installed (three to ten times faster), else zlib."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

_fast: Any
try:
    from isal import isal_zlib as _fast
except ImportError:  # no wheel for this platform: slower, same files
    _fast = None

_LIBRARY: Final[Any] = _fast or zlib
READ_BYTES: Final = 1 << 16  # deflate expands at most 1032 times, so one step stays under 70 MB
COPY_BYTES: Final = 1 << 20
# ISA-L knows levels 0 to 3 and its 1 packs like zlib's 1 at a tenth of the time.
LEVEL: Final = 1

STORED: Final = 0
DEFLATED: Final = 8

DecodeError: Final[tuple[type[Exception], ...]] = (
    (zlib.error, _fast.error) if _fast else (zlib.error,)
)


def crc32(data: bytes, start: int = 0) -> int:
    """Return the running CRC-32."""
    crc: int = _LIBRARY.crc32(data, start)
    return crc


def compressor() -> Any:
    """Return an object that deflates without a zlib header, as zip members are."""
    return _LIBRARY.compressobj(LEVEL, _LIBRARY.DEFLATED, -15)


class Mismatch(Exception):
    """The compressed bytes are not what the zip directory says."""


def inflate(
    source: BinaryIO, at: int, packed: int, method: int, size: int, crc: int
) -> Iterator[bytes]:
    """Yield the content of one member, whose ``packed`` bytes begin at ``at``.

    Several may be read by turns: each step finds its own place in ``source``.
    Never yields more than the declared ``size``; raises `Mismatch` when size, CRC or the
    compressed stream are wrong.
    """
    left, seen, running = packed, 0, 0
    engine = _LIBRARY.decompressobj(-15) if method == DEFLATED else None
    while left:
        source.seek(at)
        raw = source.read(min(left, READ_BYTES))
        if not raw:
            raise Mismatch("the file ends early")
        at, left = at + len(raw), left - len(raw)
        if engine is None:
            out = raw
        else:
            try:
                out = engine.decompress(raw)
            except DecodeError as error:
                raise Mismatch("the compressed data are broken") from error
        if out:
            seen += len(out)
            if seen > size:
                raise Mismatch("it holds more than the directory says")
            running = crc32(out, running)
            yield out
    if engine is not None and not engine.eof:
        raise Mismatch("the compressed data end early")
    if seen != size or running != crc:
        raise Mismatch("size or checksum (CRC) do not match")
