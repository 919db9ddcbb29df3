"""The workbook's shared strings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xlsegment.engine.expatrun import Feed
from xlsegment.engine.grid import Objects, text_array
from xlsegment.engine.markup import plain_text
from xlsegment.engine.pieces import STRINGS_OPEN, pieces
from xlsegment.engine.textbytes import has_odd_references, unescape_text

_PLAIN_ITEM = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')


def scan_strings(chunks: Iterable[bytes]) -> Objects:
    """Read the shared strings: the text only, without rich formatting and reading aids."""
    scanner = _StringScanner()
    feed = Feed(scanner)
    for piece, is_items in pieces(chunks, STRINGS_OPEN, b"</si>", b"</sst>"):
        if not is_items or not scanner.take_items(piece):
            feed(piece)
    feed(b"", last=True)
    return text_array(scanner.found)


class _StringScanner:
    def __init__(self) -> None:
        self.found: list[str] = []
        self._item: list[str] = []
        self._in_text = False
        self._phonetic = 0

    def start(self, tag: str, _: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "si":
            self._item = []
        elif name == "rPh":
            self._phonetic += 1
        elif name == "t":
            self._in_text = not self._phonetic

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "si":
            self.found.append(unescape_text("".join(self._item)))
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "t":
            self._in_text = False

    def text(self, data: str) -> None:
        if self._in_text:
            self._item.append(data)

    def take_items(self, block: bytes) -> bool:
        """Take a block of whole items when all of them are plain texts."""
        found = _PLAIN_ITEM.findall(block)
        if len(found) != block.count(b"<si") or b"\r" in block or b"\0" in block:
            return False
        if has_odd_references(block):
            return False
        try:
            texts = b"\0".join(found).decode().split("\0") if found else []
        except UnicodeDecodeError:  # damaged: the parser says so
            return False
        if b"&" in block:
            texts = [plain_text(text) for text in texts]
        if b"_x" in block:
            texts = [unescape_text(text) for text in texts]
        self.found += texts
        return True
