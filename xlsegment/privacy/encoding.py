"""XML parts as text, whatever their encoding, and back."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from xlsegment.engine.markup import MarkupFault, doctype_refused

_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: The root of VML drawings.
_VML: Final = "xml"
_OPEN_BREAK: Final = re.compile(
    r"""<br(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?(?<!/)>(?!\s*</br\s*>)""", re.IGNORECASE
)
_BARE: Final = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a part is written: a codec, and the mark that stands before everything."""

    name: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Write text; characters that the encoding lacks become character references."""
        return text.encode(self.name, "xmlcharrefreplace")


def encoding_of(head: bytes) -> Encoding:
    """Tell from its first bytes how a part is written.

    Raises
    ------
    MarkupFault
        It names an encoding that nobody knows.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, mark)
    for start, name in _BARE:
        if head.startswith(start):
            return Encoding(name)
    declared = _DECLARED.match(head)
    name = declared[1].decode() if declared else "utf-8"
    try:
        # Microsoft's programs write and read GBK under the older name.
        name = {"gb2312": "gb18030", "gbk": "gb18030"}.get(name.lower(), codecs.lookup(name).name)
        "<".encode(name)
    except (LookupError, UnicodeError) as error:
        raise MarkupFault("其编码未知", "its encoding is not known", sound=True) from error
    return Encoding(name)


def read_text(data: bytes, encoding: Encoding) -> str:
    """Return the beginning of a part, or all of it, as text."""
    return data.removeprefix(encoding.mark).decode(encoding.name)


def looks_like_xml(head: bytes) -> bool:
    """Tell whether a part is XML, whatever its name ends in."""
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return start[:1] == b"<" and (start[1:2].isalpha() or start[1:2] in (b"?", b"!", b"\0", b"_"))


def readable(root: str, xml: str) -> str:
    """Return a part as it is read, character by character in the same place.

    Excel leaves the line breaks in captions and notes of VML drawings open, as HTML does.
    """
    if root != _VML:
        return xml
    return _OPEN_BREAK.sub(lambda found: "\n" * len(found[0]), xml)


class WellFormed:
    """Checks a part on the way, so that whoever cuts it into tags may rely on its form."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartDoctypeDeclHandler = doctype_refused

    def __call__(self, text: str, *, last: bool = False) -> None:
        """Take the next stretch of text.

        Raises
        ------
        MarkupFault
            It is no XML, or declares a document type.
        """
        try:
            self._parser.Parse(text.encode("utf-8", "surrogatepass"), last)
        except expat.ExpatError as error:
            raise MarkupFault("XML 有语法错误", "its XML is not well-formed") from error
