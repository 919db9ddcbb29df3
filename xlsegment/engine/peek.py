"""Looking at single rows of a sheet before it is spliced."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from xlsegment.engine.draft import Draft
from xlsegment.engine.markup import MarkupFault
from xlsegment.engine.splice_general import RowReader

_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_SHARED = re.compile(rb"""\st\s*=\s*["']s["']""")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell as it stands in the file."""

    style: bytes
    tag: bytes
    inner: bytes  # between its tags

    @property
    def filled(self) -> bool:
        """Whether it holds anything."""
        return bool(self.inner.strip())

    @property
    def is_text(self) -> bool:
        """Whether it holds a text, not a number or a truth value."""
        return re.search(rb"""\st\s*=\s*["'](?:s|str|inlineStr)["']""", self.tag) is not None

    @property
    def tail(self) -> bytes:
        """What follows the style attribute, so that the cell can stand elsewhere."""
        kind = re.search(rb"""\st\s*=\s*["']\w+["']""", self.tag)
        if not self.filled:
            return b"/>"
        return (kind[0] if kind else b"") + b">" + self.inner + b"</c>"

    @property
    def formula(self) -> str | None:
        """The text of an ordinary formula; None for a value or a formula shared or spilled."""
        found = re.search(rb"<f>([^<]*)</f>", self.inner)
        return html.unescape(found[1].decode()) if found else None

    @property
    def odd_formula(self) -> bool:
        """Whether it holds a formula that means nothing elsewhere."""
        return re.search(rb"<(?:[\w.-]+:)?f[\s/]", self.inner) is not None


Rows = dict[int, dict[int, SeenCell]]


def rows_of(draft: Draft, part: str, wanted: Iterable[int]) -> Rows:
    """Return the cells of some rows, by row and column. Rows that do not exist are empty."""
    found: Rows = {row: {} for row in wanted}
    if not found:
        return found
    last = max(found)
    needed = [re.compile(rb'<row[^<>]*?\sr="%d"' % row) for row in found]
    try:
        data = _window(draft, part, needed)
        reader = RowReader([data] if data else draft.stream(part))
        while reader.more():
            done = reader.rows[-1].number >= last if reader.rows else False
            for row in reader.rows:
                if row.number in found:
                    for cell in row.cells:
                        tag = reader.slice(cell.start, cell.tag)
                        inner = reader.slice(cell.tag, cell.end)
                        style = _STYLE.search(tag)
                        found[row.number][cell.column] = SeenCell(
                            b' s="%b"' % style[1] if style else b"",
                            tag,
                            inner[: inner.rfind(b"</")] if inner else b"",
                        )
            if reader.rows:
                reader.drop(reader.rows[-1].end)
                reader.rows = []
            if done:
                break
    except MarkupFault as fault:
        raise draft.package.fault(part, fault) from fault
    return found


def _window(draft: Draft, part: str, needed: list[re.Pattern[bytes]]) -> bytes | None:
    """Cut the wanted rows out of a large plain sheet, so that not all of it is parsed."""
    kept: list[bytes] = []
    rest, plain, root = b"", True, b""
    for piece in draft.stream(part):
        rest += piece
        cut = rest.rfind(b"</row>")
        if cut < 0:
            continue
        block, rest = rest[: cut + 6], rest[cut + 6 :]
        if not root:
            opening = re.search(rb"<worksheet[^<>]*>", block)
            if opening is None:
                return None
            root = opening[0]
        plain &= block.count(b"<row") == block.count(b'<row r="') and b"<!" not in block
        if not plain:
            return None
        if any(pattern.search(block) for pattern in needed):
            start = block.find(b"<row")
            kept.append(block[start:])
    if not root or re.search(rb"<row[\s>]", rest):
        return None
    return root + b"<sheetData>" + b"".join(kept) + b"</sheetData></worksheet>"


def text_in(cell: SeenCell, strings: dict[int, str]) -> str:
    """Return the text a header cell shows; numbers as they are stored."""
    if _SHARED.search(cell.tag):
        index = re.search(rb"<v>(\d+)</v>", cell.inner)
        return strings.get(int(index[1]), "") if index else ""
    found = re.findall(rb"<(?:[\w.-]+:)?[tv](?:\s[^<>]*)?>([^<]*)<", cell.inner)
    return _unescape("".join(html.unescape(text.decode()) for text in found))


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def shared_strings(draft: Draft, cells: Iterable[SeenCell]) -> dict[int, str]:
    """Return the shared texts that some cells show, by their number."""
    wanted = set()
    for cell in cells:
        index = re.search(rb"<v>(\d+)</v>", cell.inner) if _SHARED.search(cell.tag) else None
        if index:
            wanted.add(int(index[1]))
    found: dict[int, str] = {}
    related = draft.package.related(draft.package.workbook_part, "sharedStrings")
    if not wanted or not related:
        return found
    path: list[str] = []
    number, text = -1, list[str]()

    def on_start(name: str, _: dict[str, str]) -> None:
        nonlocal number
        path.append(name.rpartition("}")[2])
        if path[-1] == "si":
            number += 1
            text.clear()

    def on_end(_: str) -> None:
        if path.pop() == "si" and number in wanted:
            found[number] = _unescape("".join(text))

    def on_text(data: str) -> None:
        if path[-1] == "t" and "rPh" not in path:
            text.append(data)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    parser.CharacterDataHandler = on_text
    for piece in draft.stream(related[0].target):
        if len(found) == len(wanted):
            break
        parser.Parse(piece)
    return found
