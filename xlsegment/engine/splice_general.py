"""The general sheet splicer: a real XML parser tells where rows and cells are.

Slower than the fast one, but at home with namespace prefixes, any quoting and white space,
comments, CDATA, and rows and cells without addresses. Both write the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from xlsegment.engine.address import MAX_ROWS, column_number
from xlsegment.engine.markup import (
    MAIN,
    MarkupFault,
    check_encoding,
    doctype_refused,
    tag_end,
)
from xlsegment.engine.splice import NO_MORE, SheetJob, Writer, row_style, widen_spans

_PREFIX = re.compile(rb"<((?:[^\s/>:]+:)?)")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class FoundCell:
    """A cell and where its bytes are; ``tag`` is where its start tag ends."""

    column: int
    start: int
    tag: int = 0
    end: int = 0
    formulas: list[int] = field(default_factory=list)


@dataclass(slots=True)
class FoundRow:
    """A row, where its bytes are, and its cells. Self-closed when ``close == end``."""

    number: int
    start: int
    tag: int = 0
    close: int = 0
    end: int = 0
    cells: list[FoundCell] = field(default_factory=list)


class RowReader:
    """Feeds a sheet to the parser and hands out complete rows.

    ``data`` holds the bytes not handed out yet; positions count from the start of the part and
    ``data[0]`` is at ``base``.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self.data, self.base = b"", 0
        self.rows: list[FoundRow] = []
        self.sheet_start = self.sheet_tag = self.sheet_close = -1
        self._path: list[str] = []
        self._row: FoundRow | None = None
        self._last_row = 0
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = doctype_refused
        self._checked = False

    def more(self) -> bool:
        """Parse the next piece; False when there is none."""
        piece = next(self._pieces, None)
        if piece is not None:
            self.data += piece
            if not self._checked:
                check_encoding(self.data[:256])
                self._checked = True
        try:
            self._parser.Parse(piece or b"", piece is None)
        except expat.ExpatError as error:
            raise MarkupFault("XML 有语法错误", "its XML is not well-formed") from error
        return piece is not None

    def drop(self, position: int) -> bytes:
        """Return the bytes up to a position and forget them."""
        out = self.data[: position - self.base]
        self.data = self.data[position - self.base :]
        self.base = position
        return out

    def slice(self, start: int, end: int) -> bytes:
        """Return the bytes between two positions."""
        return self.data[start - self.base : end - self.base]

    def _tag_end(self, start: int) -> int:
        return tag_end(self.data, start - self.base) + self.base

    def _start(self, name: str, attrs: dict[str, str]) -> None:
        space, _, local = name.rpartition("}")
        path = self._path
        path.append(local if space == MAIN else name)
        depth, at = len(path), self._parser.CurrentByteIndex
        if depth == 2 and path[1] == "sheetData":
            self.sheet_start, self.sheet_tag = at, self._tag_end(at)
        elif depth == 3 and path[1:] == ["sheetData", "row"]:
            number = int(attrs["r"]) if attrs.get("r", "").isdigit() else self._last_row + 1
            if not self._last_row < number <= MAX_ROWS:
                raise MarkupFault("行的次序混乱", "its rows are out of order")
            self._last_row = number
            self._row = FoundRow(number, at, self._tag_end(at))
        elif depth == 4 and path[3] == "c" and self._row is not None:
            self._row.cells.append(FoundCell(self._column(attrs), at, self._tag_end(at)))
        elif depth == 5 and path[3:] == ["c", "f"] and self._row is not None:
            self._row.cells[-1].formulas.append(at)

    def _column(self, attrs: dict[str, str]) -> int:
        cells = self._row.cells if self._row else []
        last = cells[-1].column if cells else 0
        if "r" not in attrs:
            return last + 1
        address = _ADDRESS.fullmatch(attrs["r"])
        if address is None or self._row is None or int(address[2]) != self._row.number:
            raise MarkupFault("单元格地址有误", "a cell has a wrong address")
        number = column_number(address[1])
        if number <= last:
            raise MarkupFault("单元格次序混乱", "its cells are out of order")
        return number

    def _closed(self, tag: int) -> tuple[int, int]:
        """Return where the end tag of the current element starts and ends."""
        if self.slice(tag - 2, tag) == b"/>":
            return tag, tag
        at = self._parser.CurrentByteIndex
        return at, self._tag_end(at)

    def _end(self, _name: str) -> None:
        depth = len(self._path)
        name = self._path.pop()
        if self._row is not None and depth == 4 and name == "c":
            cell = self._row.cells[-1]
            cell.end = self._closed(cell.tag)[1]
        elif self._row is not None and depth == 3:
            self._row.close, self._row.end = self._closed(self._row.tag)
            self.rows.append(self._row)
            self._row = None
        elif depth == 2 and name == "sheetData":
            self.sheet_close = self._closed(self.sheet_tag)[0]


class GeneralSplicer:
    """Splices one sheet."""

    def __init__(self, job: SheetJob) -> None:
        self.writer = Writer(job)

    def run(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the new sheet while reading the old one."""
        reader, writer = RowReader(pieces), self.writer
        while reader.sheet_tag < 0:
            if not reader.more():
                raise MarkupFault("没有 sheetData", "it has no sheetData")
        opening = reader.slice(reader.sheet_start, reader.sheet_tag)
        found = _PREFIX.match(opening)
        writer.prefix = found[1] if found else b""
        if opening[-2:] == b"/>":
            yield writer.begin(reader.drop(reader.sheet_start))
            reader.drop(reader.sheet_tag)
            yield from self._empty(opening)
        else:
            yield writer.begin(reader.drop(reader.sheet_tag))
            yield from self._rows(reader)
        while reader.more():
            pass
        yield writer.job.outline.edit_tail(reader.data)

    def _empty(self, tag: bytes) -> Iterator[bytes]:
        made = self.writer.rows_before(NO_MORE)
        first = next(filter(None, made), None)
        if first is None:
            yield tag
        else:
            yield tag[:-2].rstrip() + b">" + first
            yield from made
            yield b"</" + self.writer.prefix + b"sheetData>"

    def _rows(self, reader: RowReader) -> Iterator[bytes]:
        while True:
            rows, reader.rows = reader.rows, []
            out: list[bytes] = []
            for row in rows:
                self._note_formulas(reader, row)
                out.append(reader.drop(row.start))
                out += self.writer.rows_before(row.number)
                out.append(self._row(reader, row))
            yield b"".join(out)
            if reader.sheet_close >= 0:
                break
            if not reader.more():
                raise MarkupFault("XML 不完整", "its XML is incomplete")
        yield reader.drop(reader.sheet_close)
        yield from self.writer.rows_before(NO_MORE)

    def _note_formulas(self, reader: RowReader, row: FoundRow) -> None:
        ledger = self.writer.ledger
        for cell in row.cells:
            for at in cell.formulas:
                ledger.seen = True
                ledger.note(reader.slice(at, tag_end(reader.data, at - reader.base) + reader.base))

    def _row(self, reader: RowReader, row: FoundRow) -> bytes:
        writer = self.writer
        chunk = writer.chunk
        if chunk is None or row.number < chunk.row1:
            return reader.drop(row.end)
        tag = reader.slice(row.start, row.tag)
        style = row_style(tag)
        there = {cell.column: cell for cell in row.cells}
        pieces: list[bytes] = []
        done, low, high = row.tag, 0, 0
        for k, column in enumerate(chunk.columns):
            cell = there.get(column.number)
            if cell is not None:
                old = reader.slice(cell.start, cell.end)
                new = writer.existing(chunk, k, row.number, old, cell.tag - cell.start)
                pieces += (reader.slice(done, cell.start), new)
                done = cell.end
                continue
            new = writer.missing(chunk, k, row.number, style)
            if new:
                later = (c.start for c in row.cells if c.column > column.number)
                where = next(later, row.close)
                pieces += (reader.slice(done, where) if where > done else b"", new)
                done = max(done, where)
                low, high = low or column.number, column.number
        writer.passed(row.number)
        if row.close == row.end and not pieces:
            return reader.drop(row.end)
        if row.close == row.end:  # self-closed: open it
            tag, done = tag[:-2] + b">", row.close
        if high:
            tag = widen_spans(tag, low, high)
        pieces.append(reader.slice(done, row.close))
        closing = reader.slice(row.close, row.end) or b"</" + writer.prefix + b"row>"
        reader.drop(row.end)
        return tag + b"".join(pieces) + closing
