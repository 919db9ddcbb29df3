"""What both sheet splicers share: how a cell and a row are written, and what is noted on the way.

The fast splicer finds cells by searching bytes, the general one by parsing; everything that
ends up in the file is made here, so that both give the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from xlsegment.engine.address import column_name, parse_area
from xlsegment.engine.cells import BLANK, NO_DATE, Renderer
from xlsegment.engine.outline import Outline
from xlsegment.engine.plan import Chunk, Column, SheetTarget
from xlsegment.engine.styles import Styles
from xlsegment.errors import ArrayFormula, TableBlocked

NO_MORE: Final = 1 << 40  # a row number beyond every sheet

FORMULA_TAG: Final = re.compile(rb"<(?:[\w.-]+:)?f(?=[\s>/])[^>]*>")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_CUSTOM = re.compile(rb"""\scustomFormat\s*=\s*["'](?:1|true)["']""")
_SPANS = re.compile(rb"""\sspans\s*=\s*["'](\d+):(?:[\d: ]*:)?(\d+)["']""")
_ATTRIBUTE = re.compile(rb"""\s(t|ref|si)\s*=\s*["']([^"']*)["']""")
_SPILLS = re.compile(rb"\scm\s*=")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["'][^"']*["']""")
_CONTENT = re.compile(rb"<(?:[\w.-]+:)?(?:v|f|is)[\s>/]")
_MADE_TAG = re.compile(rb"<(/?)(c|f|v|is|t|row)(?=[\s>/])")


@dataclass(slots=True)
class Ledger:
    """The formulas met: what was overwritten and which areas belong to one formula."""

    seen: bool = False
    overwritten: int = 0
    areas: list[str] = field(default_factory=list)
    shared: Counter[bytes] = field(default_factory=Counter)
    shared_overwritten: Counter[bytes] = field(default_factory=Counter)
    masters_overwritten: dict[bytes, str] = field(default_factory=dict)

    def note(self, tag: bytes) -> None:
        """Note a formula of the sheet, given its start tag."""
        attributes = dict(_ATTRIBUTE.findall(tag))
        kind = attributes.get(b"t")
        if kind in (b"array", b"dataTable"):
            self.areas.append(attributes.get(b"ref", b"").decode())
        elif kind == b"shared":
            self.shared[attributes.get(b"si", b"")] += 1

    def overwrite(self, tag: bytes, cell: str) -> None:
        """Note that a formula gives way to something else."""
        self.overwritten += 1
        attributes = dict(_ATTRIBUTE.findall(tag))
        if attributes.get(b"t") == b"shared":
            number = attributes.get(b"si", b"")
            self.shared_overwritten[number] += 1
            if b"ref" in attributes:
                self.masters_overwritten[number] = cell

    def orphaned(self) -> dict[bytes, str]:
        """Return the shared formulas that lost their first cell but not all others."""
        return {
            number: cell
            for number, cell in self.masters_overwritten.items()
            if self.shared[number] > self.shared_overwritten[number]
        }


@dataclass(slots=True)
class SheetJob:
    """One sheet to splice."""

    sheet: str
    target: SheetTarget
    outline: Outline
    renderer: Renderer
    styles: Callable[[], Styles]


class Writer:
    """Writes the cells and rows of one sheet in the order of its rows."""

    def __init__(self, job: SheetJob) -> None:
        self.job = job
        self.ledger = Ledger()
        self.prefix = b""
        self._chunks = job.target.chunks(job.renderer)
        self.chunk: Chunk | None = next(self._chunks, None)
        self.next = self.chunk.row1 if self.chunk else NO_MORE
        self._column_styles: dict[int, bytes] = {}
        self._model_styles: dict[int, bytes] = {}
        self._templates: tuple[Chunk | None, bytes | None] = (None, None)

    def begin(self, head: bytes) -> bytes:
        """Take everything before the rows and return it edited."""
        head = self.job.outline.edit_head(head)
        numbers = {c.number for band in self.job.target.bands for c in band.columns}
        self._column_styles = self.job.outline.column_styles(numbers)
        return head

    # --- which rows

    def passed(self, row: int) -> None:
        """Go on behind a row."""
        self.next = max(self.next, row + 1)
        while self.chunk is not None and self.next > self.chunk.row2:
            self.chunk = next(self._chunks, None)
            if self.chunk is not None:
                self.next = max(self.next, self.chunk.row1)
        if self.chunk is None:
            self.next = NO_MORE

    def rows_before(self, row: int) -> Iterator[bytes]:
        """Make the rows that the sheet lacks and the edits need, up to (not with) ``row``."""
        while (chunk := self.chunk) is not None and self.next < row:
            last = min(chunk.row2, row - 1)
            if chunk.makes_rows:
                numbers = range(self.next, last + 1)
                yield b"".join([self._new_row(chunk, number) for number in numbers])
            self.passed(last)

    # --- rows and cells

    def _new_row(self, chunk: Chunk, row: int) -> bytes:
        tails = chunk.rows[row - chunk.row1] if chunk.rows else ()
        template = self._template(chunk)
        if template:
            values: list[int | bytes | None] = [row]
            for tail in tails:
                values += (row, tail)
            return template % tuple(values)
        cells = [self.missing(chunk, k, row, b"") for k in range(len(chunk.columns))]
        if not any(cells):
            return b""
        return self.named(b'<row r="%d">' % row) + b"".join(cells) + self.named(b"</row>")

    def _template(self, chunk: Chunk) -> bytes | None:
        """Return a pattern for new rows when all rows of a chunk are made alike."""
        if self._templates[0] is not chunk:
            template = None
            if chunk.dense and not self.prefix:
                styles = [self.new_style(column, b"") for column in chunk.columns]
                cells = [
                    key + b'%d"' + style + b"%b"
                    for key, style in zip(chunk.keys, styles, strict=True)
                ]
                template = b'<row r="%d">' + b"".join(cells) + b"</row>"
            self._templates = (chunk, template)
        return self._templates[1]

    def new_style(self, column: Column, row_style: bytes) -> bytes:
        """Return the style that a cell gets that did not exist."""
        if row_style:
            return row_style
        if column.growth and self._model_styles.get(column.number):
            return self._model_styles[column.number]
        return self._column_styles.get(column.number, b"")

    def missing(self, chunk: Chunk, k: int, row: int, row_style: bytes) -> bytes:
        """Write a cell that the sheet does not have; empty when none is needed."""
        column = chunk.columns[k]
        tail = chunk.rows[row - chunk.row1][k] if chunk.rows else None
        style = self.new_style(column, row_style)
        blank = tail is None or tail == BLANK
        if blank:
            formatted = column.format is not None and not column.format.whole_column
            if not formatted and not (column.growth and style):
                return b""
            tail = BLANK
        return self._cell(chunk, k, row, self._restyled(chunk, k, row, style), tail or BLANK)

    def existing(self, chunk: Chunk, k: int, row: int, cell: bytes, tag_end: int) -> bytes:
        """Rewrite a cell that the sheet has; ``tag_end`` is where its start tag ends."""
        column = chunk.columns[k]
        tag = cell[:tag_end]
        found = _STYLE.search(tag)
        style = b' s="%b"' % found[1] if found else b""
        if column.model:
            self._model_styles[column.number] = style
        tail = chunk.rows[row - chunk.row1][k] if chunk.rows else None
        if tail is None:
            return self._kept(chunk, k, row, cell, tag, style)
        address = column_name(column.number) + str(row)
        formula = FORMULA_TAG.search(cell, tag_end) if tag[-2:] != b"/>" else None
        if formula:
            self.ledger.overwrite(formula[0], address)
        if _SPILLS.search(tag):
            attributes = dict(_ATTRIBUTE.findall(formula[0])) if formula else {}
            ref = attributes.get(b"ref", address.encode()).decode()
            area = parse_area(ref)
            if area is None or not self.job.target.fills(area):
                raise ArrayFormula(sheet=self.job.sheet, cell=address, area=ref)
        if column.growth and column.growth.retired_row == row:
            style = self.new_style(column, b"")
        return self._cell(chunk, k, row, self._restyled(chunk, k, row, style), tail)

    def _kept(self, chunk: Chunk, k: int, row: int, cell: bytes, tag: bytes, style: bytes) -> bytes:
        column = chunk.columns[k]
        if column.watch and _CONTENT.search(cell, len(tag)):
            address = column_name(column.number) + str(row)
            raise TableBlocked(table=column.watch.table, sheet=self.job.sheet, cell=address)
        new = self._restyled(chunk, k, row, style)
        if new == style:
            return cell
        bare = _STYLE.sub(b"", tag)
        reference = _REFERENCE.search(bare)
        at = reference.end() if reference else len(self.prefix) + 2
        return bare[:at] + new + bare[at:] + cell[len(tag) :]

    def _restyled(self, chunk: Chunk, k: int, row: int, style: bytes) -> bytes:
        if chunk.plain:
            return style
        column, i = chunk.columns[k], row - chunk.row1
        raw = chunk.raw_styles[k]
        if raw and i in raw:
            style = raw[i]
        if column.format is not None:
            return self.job.styles().with_code(style, column.format.code)
        dates = chunk.dates[k]
        if dates and dates[i] != NO_DATE:
            return self.job.styles().with_date(style, dates[i])
        return style

    def _cell(self, chunk: Chunk, k: int, row: int, style: bytes, tail: bytes) -> bytes:
        return self.named(chunk.keys[k] + b'%d"' % row + style + tail)

    def named(self, markup: bytes) -> bytes:
        """Give generated markup the namespace prefix of the sheet."""
        if not self.prefix:
            return markup
        return _MADE_TAG.sub(rb"<\1" + self.prefix + rb"\2", markup)


def row_style(tag: bytes) -> bytes:
    """Return the style that a row's start tag prescribes for its new cells."""
    if not _CUSTOM.search(tag):
        return b""
    found = _STYLE.search(tag)
    return b' s="%b"' % found[1] if found else b""


def widen_spans(tag: bytes, low: int, high: int) -> bytes:
    """Let a row's ``spans`` hint hold the columns of its new cells."""
    found = _SPANS.search(tag)
    if found is None or (int(found[1]) <= low and high <= int(found[2])):
        return tag
    spans = b' spans="%d:%d"' % (min(int(found[1]), low), max(int(found[2]), high))
    return tag[: found.start()] + spans + tag[found.end() :]
