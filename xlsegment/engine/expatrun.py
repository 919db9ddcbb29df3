"""Running expat over a part, with faults of its XML as `MarkupFault`."""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat

from xlsegment.engine.markup import MarkupFault, doctype_refused


class Scanner(Protocol):
    """What takes elements and text."""

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """Take a start tag."""

    def end(self, tag: str, /) -> None:
        """Take an end tag."""

    def text(self, data: str, /) -> None:
        """Take character data."""


class Feed:
    """A parser that feeds a scanner, piece by piece."""

    def __init__(self, scanner: Scanner) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = doctype_refused
        self._parser.StartElementHandler = scanner.start
        self._parser.EndElementHandler = scanner.end
        self._parser.CharacterDataHandler = scanner.text

    def __call__(self, piece: bytes, *, last: bool = False) -> None:
        """Parse one piece.

        Raises
        ------
        MarkupFault
            It is not XML, or not what the scanner may meet.
        """
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            raise MarkupFault("XML 有语法错误", "its XML is not well-formed") from error
        except (ValueError, KeyError, OverflowError) as error:
            raise MarkupFault("单元格内容有误", "a cell's content is wrong") from error
        except LookupError as error:
            if isinstance(error, IndexError):  # a fault of the scanner; codecs raise the bare kind
                raise
            raise MarkupFault("XML 的编码未知", "its XML has an unknown encoding") from error
