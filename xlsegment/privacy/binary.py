"""Personal data in parts that are no XML: printer settings, macros, objects, pictures, packages."""

from __future__ import annotations

import base64
import binascii
import re
import struct
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from xlsegment.core.span import Span
from xlsegment.engine.container import Container
from xlsegment.engine.markup import MarkupFault
from xlsegment.errors import EngineError
from xlsegment.privacy.bytetext import in_bytes
from xlsegment.privacy.compound import CFB, streams
from xlsegment.privacy.encoding import WellFormed, encoding_of, looks_like_xml, read_text, readable
from xlsegment.privacy.finder import Finder
from xlsegment.privacy.macros import BadContainer, sources
from xlsegment.privacy.package import root_of
from xlsegment.privacy.rewrite import Part, Rewriter
from xlsegment.privacy.searchable import is_searchable, unpacked
from xlsegment.privacy.unreadable import Unreadable

_ZIP: Final = b"PK\x03\x04"
_ZIP_END: Final = b"PK\x05\x06"
_GZIP: Final = b"\x1f\x8b\x08"
#: Documents and archives whose texts are packed in ways of their own.
_NOBODY_READS: Final = re.compile(
    rb"%PDF-[12]|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|MSCF\0\0\0\0|\xfd7zXZ\0"
)
_HEAD: Final = 1024
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
#: Phone numbers, identity and bank cards as numbers.
_LEAST: Final = 1e6
_MOST: Final = 1e19
_DEEPEST: Final = 4
_LARGEST: Final = 256 << 20
#: Parts made of nothing that anybody can read without the program that wrote them.
_SEALED: Final = re.compile(r"(?:^|/)xl/model/|\.(?:data|abf)$", re.IGNORECASE)
_TEXT_CHUNKS: Final = frozenset({b"tEXt", b"iTXt", b"zTXt", b"eXIf"})
_PROJECT: Final = re.compile(r"(?:^|/)(?:VBA/[^/]*|PROJECT(?:wm)?)$")
_WRITTEN: Final = re.compile(r'"(?:[^"]|"")*"|\'[^\r\n]*')
_PUT_TOGETHER: Final = re.compile(r'"[ \t]*[&+][ \t]*(?:_[ \t]*\r?\n[ \t]*)?"')


def finds(
    name: str, data: bytes, finder: Finder, depth: int = 0, *, expected: bool = False
) -> list[Span]:
    """Return what is found in a part; its places are only good for counting.

    Parameters
    ----------
    name, data
        The part.
    finder
        What to find.
    depth
        How many packages it lies within.
    expected
        Whether it is known what such a part holds, so that its bytes are searched as they are.

    Raises
    ------
    Unreadable
        It may hold texts that cannot be read here.
    """
    found: list[Span] = []
    for text in _texts(name, data, depth, finder, expected=expected):
        found += text
    return found


def _texts(
    name: str, data: bytes, depth: int, finder: Finder, *, expected: bool
) -> Iterator[list[Span]]:
    if depth > _DEEPEST or len(data) > _LARGEST or _SEALED.search(name):
        raise Unreadable(name)
    if data.startswith(_GZIP):
        yield finds(name, _unzipped(data), finder, depth + 1, expected=expected)
    elif data.startswith(_ZIP):
        for inner, content in _members(data):
            yield finds(inner, content, finder, depth + 1)
            yield in_text(inner, finder)
    elif data.startswith(CFB):
        for inner, content in streams(data):
            yield in_text(inner, finder)
            if _NOBODY_READS.search(content):
                raise Unreadable(inner)
            # A project's own streams are full of words; what people wrote is in the code.
            yield in_bytes(content, finder, words=not _PROJECT.search(inner))
            yield _in_doubles(content, finder)
            try:
                for source in sources(inner, content):
                    yield in_bytes(source, finder, words=False)
                    yield _in_code(source, finder)
            except BadContainer:
                raise Unreadable(inner) from None
            for package in _packages(content):
                yield finds(inner, package, finder, depth + 1)
    elif data.startswith(_PNG):
        for chunk in _png_texts(data):
            yield in_bytes(chunk, finder)
    elif data.startswith(_JPEG):
        for segment in _jpeg_texts(data):
            yield in_bytes(segment, finder)
    elif looks_like_xml(data[:64]):
        yield _in_xml(name, data, finder)
        yield in_bytes(data, finder, words=False)
    elif _NOBODY_READS.search(data, 0, _HEAD):
        raise Unreadable(name)
    elif (inside := unpacked(data, _LARGEST)) is not None:
        yield finds(name, inside, finder, depth + 1, expected=expected)
    elif not (expected or is_searchable(name, data)):
        raise Unreadable(name)
    else:
        yield in_bytes(data, finder)
        yield _in_doubles(data, finder)


def in_text(text: str, finder: Finder) -> list[Span]:
    """Return what is found in a name or another short text."""
    return finder.text(text)


def _in_xml(name: str, data: bytes, finder: Finder) -> list[Span]:
    """Search the texts of an XML part of a package within the package."""
    found: list[Span] = []
    try:
        text = read_text(data, encoding_of(data[:512]))
        root = root_of(text)
        check = WellFormed()
        check(readable(root, text))
        check("", last=True)
    except (MarkupFault, UnicodeError) as error:
        raise Unreadable(name) from error
    Rewriter(Part(name, root), finder, Counter(), lambda _, spans: found.extend(spans))(text)
    return found


def _in_code(source: bytes, finder: Finder) -> list[Span]:
    """Search the texts and remarks of a program; its other words are the language's."""
    text = source.decode("gb18030", "replace")
    return [
        span
        for code in {text, _PUT_TOGETHER.sub("", text)}
        for found in _WRITTEN.finditer(code)
        for span in finder.text(found[0])
    ]


def _in_doubles(data: bytes, finder: Finder) -> list[Span]:
    """Search the numbers that older workbooks hold as eight bytes each."""
    found: list[Span] = []
    for shift in range(8):
        count = (len(data) - shift) // 8
        values = np.frombuffer(data, dtype="<f8", count=max(count, 0), offset=min(shift, len(data)))
        with np.errstate(invalid="ignore"):
            likely = (values >= _LEAST) & (values < _MOST) & (values == np.floor(values))
        for value in values[likely].tolist():
            span = finder.known.number(format(value, ".0f"))
            if span is not None:
                found.append(span)
    return found


def _packages(data: bytes) -> Iterator[bytes]:
    """Yield the packages that stand within other bytes, as objects hold them."""
    start = data.find(_ZIP)
    while start >= 0:
        end = data.find(_ZIP_END, start)
        if end < 0:
            raise Unreadable
        stop = end + 22 + int.from_bytes(data[end + 20 : end + 22], "little")
        yield data[start:stop]
        start = data.find(_ZIP, stop)


def _unzipped(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data, _LARGEST)
    except zlib.error as error:
        raise Unreadable from error


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the members of a package within the package, after the checks of any package."""
    with tempfile.TemporaryDirectory(prefix="xlsegment-") as folder:
        path = Path(folder, "inner.zip")
        path.write_bytes(data)
        try:
            with Container(path) as inner:
                for name in inner.names:
                    yield name, inner.read(name)
                yield "", inner.comment
        except EngineError as error:
            raise Unreadable from error


def _png_texts(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        if kind in _TEXT_CHUNKS:
            yield body
            head, _, packed = body.partition(b"\0")
            if kind == b"zTXt":
                yield head + b"\0" + _inflated(packed[1:])
            elif kind == b"iTXt":  # flag, method, language, translated keyword, text
                yield _inflated(packed[2:].split(b"\0", 2)[-1])
        at += size + 12
    yield data[at:]  # what somebody hung behind the picture


def _inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, 1 << 24)
    except zlib.error:
        return b""  # it was not compressed, and is searched as it is


def _jpeg_texts(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        (size,) = struct.unpack_from(">H", data, at + 2)
        if 0xE0 <= data[at + 1] <= 0xEF or data[at + 1] == 0xFE:
            yield data[at + 4 : at + 2 + size]
        at += 2 + size
    end = data.rfind(b"\xff\xd9")
    if end >= 0:
        yield data[end + 2 :]


def mashup(xml: str) -> bytes | None:
    """Return what Power Query keeps packed in a custom XML part; None when it is none.

    Raises
    ------
    Unreadable
        It cannot be unpacked.
    """
    found = re.search(r"<(?:\w+:)?DataMashup[^>]*>([^<]*)<", xml)
    if found is None:
        return None
    try:
        return base64.b64decode(found[1], validate=False)
    except binascii.Error as error:
        raise Unreadable from error


def mashup_finds(data: bytes, finder: Finder) -> list[Span]:
    """Return what is found in the queries, their permissions and their description.

    Raises
    ------
    Unreadable
        They are not laid out as they should be.
    """
    found: list[Span] = []
    at = 4
    while at + 4 <= len(data):
        (size,) = struct.unpack_from("<I", data, at)
        if size > len(data) - at - 4:
            raise Unreadable
        found += finds("", data[at + 4 : at + 4 + size], finder, expected=True)
        at += 4 + size
    return found
