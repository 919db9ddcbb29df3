"""The fast sheet splicer: finds rows and cells by searching bytes, piece by piece.

It knows the XML that spreadsheet programs write. Anything else makes it give up (`NotFast`),
and the general splicer does the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from xlsegment.engine.address import MAX_ROWS, column_number
from xlsegment.engine.lane import Lane
from xlsegment.engine.markup import MarkupFault
from xlsegment.engine.plan import Chunk
from xlsegment.engine.splice import (
    FORMULA_TAG,
    NO_MORE,
    SheetJob,
    Writer,
    row_style,
    widen_spans,
)

MAX_HEAD: Final = 8 << 20
_CELL = re.compile(rb'<c r="([A-Z]+)\d+"')
_ENCODING = re.compile(rb"<\?xml[^>]*>")


class NotFast(Exception):
    """The sheet's XML is not of the shape this splicer knows."""


class FastSplicer:
    """Splices one sheet."""

    def __init__(self, job: SheetJob) -> None:
        self.writer = Writer(job)
        self._lane = Lane(self.writer)
        self._last_row = 0
        self._styles: tuple[Chunk | None, list[bytes]] = (None, [])

    def run(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the new sheet while reading the old one."""
        stream = iter(pieces)
        head, rest, empty = self._head(stream)
        yield self.writer.begin(head)
        if empty is not None:
            yield from self._empty(empty)
        else:
            buffer = rest
            while (end := buffer.find(b"</sheetData>")) < 0:
                cut = buffer.rfind(b"</row>")
                if cut >= 0:
                    cut += 6
                    yield self._rows(buffer[:cut])
                    buffer = buffer[cut:]
                buffer += _more(stream)
            yield self._rows(buffer[:end])
            yield from self.writer.rows_before(NO_MORE)
            rest = buffer[end:]
        tail = rest + b"".join(stream)
        yield self.writer.job.outline.edit_tail(tail)

    def _head(self, stream: Iterator[bytes]) -> tuple[bytes, bytes, bytes | None]:
        """Read up to the rows; also return the sheetData tag when there are none."""
        buffer = b""
        while (start := buffer.find(b"<sheetData")) < 0 or buffer.find(b">", start) < 0:
            if len(buffer) > MAX_HEAD:
                raise NotFast
            buffer += _more(stream)
        end = buffer.find(b">", start) + 1
        tag = buffer[start:end]
        # A comment could hide a decoy of the rows; a prefix or an odd tag needs a parser.
        if b"<!" in buffer[:start] or tag not in (b"<sheetData>", b"<sheetData/>"):
            raise NotFast
        if tag == b"<sheetData/>":
            return buffer[:start], buffer[end:], tag
        return buffer[:end], buffer[end:], None

    def _empty(self, tag: bytes) -> Iterator[bytes]:
        made = self.writer.rows_before(NO_MORE)
        first = next(filter(None, made), None)
        if first is None:
            yield tag
        else:
            yield b"<sheetData>" + first
            yield from made
            yield b"</sheetData>"

    def _rows(self, block: bytes) -> bytes:
        """Splice whole rows."""
        self._check_shape(block)
        out: list[bytes] = []
        if block and not self._skipped(block):
            block = block[self._lane.run(block, out) :]
            self._last_row = max(self._last_row, self._lane.last_row)
            segments = block.split(b"</row>")
            rest = segments.pop()
            for segment in segments:
                self._segment(segment, out)
            if b"<row" in rest:
                rest = self._self_closed(rest, out)
            out.append(rest)
        else:
            out.append(block)
        return b"".join(out)

    def _check_shape(self, block: bytes) -> None:
        cells = block.count(b"<c")
        if cells != block.count(b'<c r="') + block.count(b"<color") + block.count(b"<charset"):
            raise NotFast
        if block.count(b"<row") != block.count(b'<row r="'):
            raise NotFast
        if b"<!" in block or b"<?" in block:
            raise NotFast
        if b"<f" in block:
            ledger = self.writer.ledger
            ledger.seen = True
            if b't="shared"' in block or b't="array"' in block or b't="dataTable"' in block:
                for tag in FORMULA_TAG.findall(block):
                    if b" t=" in tag:
                        ledger.note(tag)

    def _skipped(self, block: bytes) -> bool:
        """Tell whether no row of a block changes."""
        at = block.rfind(b'<row r="')
        if at < 0:
            return self.writer.next == NO_MORE
        number = _row_number(block, at)
        if number >= self.writer.next:
            return False
        self._last_row = max(self._last_row, number)
        return True

    def _segment(self, segment: bytes, out: list[bytes]) -> None:
        """Splice one row, given without its end tag but with whatever stands before it."""
        start = segment.find(b'<row r="')
        if start < 0:
            raise NotFast
        if segment.find(b"<row", start + 4) >= 0:  # self-closed rows in front of it
            at = segment.rfind(b"<row")
            out.append(self._self_closed(segment[:at], out))
            segment, start = segment[at:], 0
        number = self._row_at(segment, start)
        writer = self.writer
        if number < writer.next:
            out += (segment, b"</row>")
            return
        if start:
            out.append(segment[:start])
            segment = segment[start:]
        out += writer.rows_before(number)
        chunk = writer.chunk
        if chunk is None or number < chunk.row1:
            out += (segment, b"</row>")
            return
        row = self._dense_row(segment, number, chunk) if chunk.dense else None
        out += (row or self._row(segment, number, chunk), b"</row>")
        writer.passed(number)

    def _row_at(self, data: bytes, start: int) -> int:
        number = _row_number(data, start)
        if not self._last_row < number <= MAX_ROWS:
            raise MarkupFault("行的次序混乱", "its rows are out of order")
        self._last_row = number
        return number

    def _self_closed(self, data: bytes, out: list[bytes]) -> bytes:
        """Splice rows that have no cells; return what stands behind the last one."""
        writer = self.writer
        while (start := data.find(b"<row")) >= 0:
            end = data.find(b">", start) + 1
            tag = data[start:end]
            if tag[-2:] != b"/>":
                raise NotFast
            number = self._row_at(data, start)
            out.append(data[:start])
            out += writer.rows_before(number)
            chunk = writer.chunk
            if chunk is not None and number >= chunk.row1:
                opened = self._row(tag[:-2] + b">", number, chunk)
                grown = len(opened) > opened.find(b">") + 1
                out.append(opened + b"</row>" if grown else tag)
                writer.passed(number)
            else:
                out.append(tag)
            data = data[end:]
        return data

    def _dense_row(self, row: bytes, number: int, chunk: Chunk) -> bytes | None:
        """Splice a row the edits fill to its end: much the same as `_row`, three times as fast.

        None when the row is not of the simple kind.
        """
        suffix = b'%d"' % number
        body = row.find(b">") + 1
        if b' s="' in row[:body]:
            return None
        start = row.find(chunk.keys[0] + suffix, body)
        if start < 0:
            last = row.rfind(b'<c r="', body)
            if last >= 0:
                match = _CELL.match(row, last)
                if not match or column_number(match[1].decode()) > chunk.columns[0].number:
                    return None
            old: list[bytes] = []
            start = len(row)
        else:
            region = row[start:]
            old = region.split(b'<c r="')[1:]
            count = len(old)
            if count > len(chunk.keys) or b"<f" in region or b" cm=" in region:
                return None
            if not old[-1].startswith(chunk.keys[count - 1][6:] + suffix):
                return None
            # White space behind the last cell has its place behind that cell.
            if not region.endswith((b"</c>", b"/>")):
                return None
        styles = self._styles_of(chunk)
        pieces = [row[body:start]]
        for k, tail in enumerate(chunk.rows[number - chunk.row1]):
            style = styles[k]
            if k < len(old):
                cell = old[k]
                at, end = cell.find(b' s="'), cell.find(b">")
                style = cell[at : cell.find(b'"', at + 4) + 1] if 0 <= at < end else b""
            pieces += (chunk.keys[k], suffix, style, tail or b"")
        tag = row[:body]
        if len(old) < len(styles):
            low, high = chunk.columns[len(old)].number, chunk.columns[-1].number
            tag = widen_spans(tag, low, high)
        return tag + b"".join(pieces)

    def _styles_of(self, chunk: Chunk) -> list[bytes]:
        """Return the styles of new cells in a chunk's rows (that have no style of their own)."""
        if self._styles[0] is not chunk:
            self._styles = (chunk, [self.writer.new_style(c, b"") for c in chunk.columns])
        return self._styles[1]

    def _row(self, row: bytes, number: int, chunk: Chunk) -> bytes:
        """Splice the cells of one row, given from its start tag to its last cell."""
        writer = self.writer
        body = row.find(b">") + 1
        pieces: list[bytes] = []
        style: bytes | None = None
        suffix = b'%d"' % number
        at = done = body
        low = high = 0
        tails = chunk.rows[number - chunk.row1] if chunk.rows else None
        for k, column in enumerate(chunk.columns):
            if chunk.plain and tails is not None and tails[k] is None and not column.growth:
                continue
            found = row.find(chunk.keys[k] + suffix, at)
            if found >= 0:
                tag_end = row.find(b">", found) + 1
                end = tag_end
                if row[tag_end - 2] != 47:
                    end = row.find(b"</c>", tag_end) + 4
                cell = writer.existing(chunk, k, number, row[found:end], tag_end - found)
                pieces += (row[done:found], cell)
                at = done = end
                continue
            if style is None:
                style = row_style(row[:body])
            cell = writer.missing(chunk, k, number, style)
            if cell:
                where = _place(row, at, column.number)
                pieces += (row[done:where], cell)
                at = done = where
                low, high = low or column.number, column.number
        pieces.append(row[done:])
        spliced = b"".join(pieces)
        return widen_spans(row[:body], low, high) + spliced if high else row[:body] + spliced


def _place(row: bytes, at: int, column: int) -> int:
    """Return where a new cell of a column goes, at or behind ``at``."""
    final = row.rfind(b'<c r="')
    if final >= at:
        match = _CELL.match(row, final)
        if match and column_number(match[1].decode()) > column:
            for match in _CELL.finditer(row, at):
                if column_number(match[1].decode()) > column:
                    return match.start()
    return len(row)


def _row_number(data: bytes, start: int) -> int:
    end = data.find(b'"', start + 8)
    try:
        return int(data[start + 8 : end])
    except ValueError as error:
        raise NotFast from error


def _more(stream: Iterator[bytes]) -> bytes:
    piece = next(stream, None)
    if piece is None:
        raise NotFast
    return piece
