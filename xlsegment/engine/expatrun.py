"""Running expat over a part, with faults of its XML as `MarkupFault`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def parsing(scanner: Scanner) -> Iterator[expat.XMLParserType]:
    """Give a parser that feeds the scanner."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype_refused
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.text
    try:
        yield parser
    except expat.ExpatError as error:
        raise MarkupFault("XML 有语法错误", "its XML is not well-formed") from error
    except (ValueError, KeyError) as error:
        raise MarkupFault("单元格内容有误", "a cell's content is wrong") from error
