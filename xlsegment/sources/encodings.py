"""Which encoding a text file is written in: read all of it, guess nothing that can be checked."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from xlsegment.errors import EncodingUnknown

_CHUNK: Final = 1 << 20
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In the wrong encoding text is damaged all over, a damaged file only here and there. Chinese in
# GB18030 hardly ever looks like UTF-8, while UTF-8 often passes for GB18030 and reads as nonsense:
# so UTF-8 is asked first and believed more.
_TOLERATED: Final = {"utf-8": 0.1, "gb18030": 0.01}


def detect_encoding(path: Path) -> tuple[str, int]:
    """Return the encoding of a text file and how many characters of it are damaged.

    A byte order mark decides. Otherwise UTF-8, then GB18030 (which contains GBK and GB2312), the
    first that fails on next to none of the characters that are not ASCII.

    Raises
    ------
    EncodingUnknown
        When neither fits.
    """
    with path.open("rb") as file:
        start = file.read(4)
    for bom, name in _BOMS:
        if start.startswith(bom):
            return name, _damage(path, name)[0]
    for name, tolerated in _TOLERATED.items():
        damaged, foreign = _damage(path, name)
        if damaged <= tolerated * foreign:
            return name, damaged
    raise EncodingUnknown(file=path.name)


def check_encoding(path: Path, name: str) -> tuple[str, int]:
    """Return a given encoding's proper name and how many characters do not decode with it.

    Raises
    ------
    EncodingUnknown
        When there is no such encoding.
    """
    try:
        "".encode(name)  # refuses what is no text encoding, such as hex
        proper = codecs.lookup(name).name
    except LookupError as error:
        raise EncodingUnknown(file=path.name) from error
    if proper == "utf-8":
        proper = "utf-8-sig"  # reads a file with and without a mark
    return proper, _damage(path, proper)[0]


def _damage(path: Path, name: str) -> tuple[int, int]:
    """Count the characters that do not decode, and all that are not ASCII."""
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    damaged = foreign = 0
    with path.open("rb") as file:
        while True:
            block = file.read(_CHUNK)
            text = decoder.decode(block, final=not block)
            if not text.isascii():
                damaged += text.count("\ufffd")
                foreign += len(text) - len(text.encode("ascii", errors="ignore"))
            if not block:
                return damaged, foreign
