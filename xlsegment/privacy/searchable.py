"""Which bytes can be searched as they are, and which may hold texts that are packed or sealed."""

from __future__ import annotations

import re
import zlib
from typing import Final

from xlsegment.core.masked import HAN

#: Pictures, films, sounds, fonts and shapes by their first bytes.
_MEDIA: Final = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8|BM|II\*\0|MM\0\*|II\xbc|\0\0[\x01\x02]\0|\xd7\xcd\xc6\x9a"
    rb"|[\x01\x02]\0\x09\0|\x01\0\0\0.{36} EMF|RIFF.{4}(?:WEBP|WAVE|AVI )|.{4}ftyp|\0\0\0\x0cjP"
    rb"|ID3|\xff[\xe0-\xff]|OggS|OTTO|\0\x01\0\0\0|true|ttcf|wOF[F2]|glTF|\0\0\x01\xba|0&\xb2u",
    re.DOTALL,
)
#: Such are nested in documents within the workbook, where no relationship is followed.
_MEDIA_NAME: Final = re.compile(
    r"(?:printerSettings|customProperty|activeX)\d*\.bin$|\.(?:emf|wmf|emz|wmz|pct|pict|odttf|fntdata"
    r"|ttf|otf|wdp|jxr|hdp|tga|pcx|eps|mp3|m4a|wma|mpe?g|wmv|mov)$",
    re.IGNORECASE,
)
_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_WRITTEN: Final = re.compile(
    rf"[\ufeff\t\r\n -~{HAN}\u00a0-\u00ff\u2010-\u203b\u3000-\u303f\uff00-\uffef]*"
)
#: What is packed takes more.
_SHORT: Final = 8


def is_searchable(name: str, data: bytes) -> bool:
    """Tell whether bytes show what they hold: text, media of a known format, nothing at all.

    Examples
    --------
    >>> is_searchable("a.dat", "姓名,手机".encode()), is_searchable("a.dat", bytes(range(200, 250)))
    (True, False)
    """
    if len(data) <= _SHORT or data.count(data[:1]) == len(data):
        return True
    if _MEDIA.match(data) or _MEDIA_NAME.search(name):
        return True
    return any(_is_text(data, codec) for codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"))


def _is_text(data: bytes, codec: str) -> bool:
    try:
        text = data.decode(codec)
    except UnicodeError:
        return False
    if codec == "utf-8":
        return _CONTROL.search(text) is None
    return _WRITTEN.fullmatch(text) is not None


def unpacked(data: bytes, most: int) -> bytes | None:
    """Return what bytes hold that are packed by zlib from end to end; None when they are not."""
    if len(data) < 2 or data[0] & 15 != 8 or int.from_bytes(data[:2], "big") % 31:
        return None
    packed = zlib.decompressobj()
    try:
        content = packed.decompress(data, most)
    except zlib.error:
        return None
    return content if packed.eof else None
