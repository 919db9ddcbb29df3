"""A sheet's XML -> its cells, whatever wrote it.

Any prefix, missing ``r`` attributes, any order of attributes: expat reads them all. Blocks of
rows as Excel writes them take the fast lane of `xlsegment.engine.fastscan`, with equal results.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable

import numpy as np

from xlsegment.engine.address import MAX_COLUMNS, column_number, parse_area
from xlsegment.engine.expatrun import Feed
from xlsegment.engine.fastscan import Unusual, read_block
from xlsegment.engine.grid import (
    BLANK,
    BOOL,
    DATE,
    ERROR,
    NUMBER,
    TEXT,
    ColumnCells,
    GridBuilder,
    Objects,
    SharedFormula,
    SheetCells,
    text_array,
)
from xlsegment.engine.pieces import ROWS_OPEN, pieces
from xlsegment.engine.textbytes import decimal, unescape_text

_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells have no time zone


def scan_sheet(chunks: Iterable[bytes], strings: Objects) -> SheetCells:
    """Read a sheet's XML, in pieces of any size, into its cells.

    Raises
    ------
    MarkupFault
        The XML is not what a sheet may hold.
    """
    scanner = _SheetScanner(strings)
    feed = Feed(scanner)
    for piece, is_rows in pieces(chunks, ROWS_OPEN, b"</row>", b"</sheetData>"):
        if not is_rows or not scanner.take_rows(piece):
            feed(piece)
    feed(b"", last=True)
    return scanner.result()


class _Buffer:
    """One column while it is being read."""

    def __init__(self) -> None:
        self.rows = array("i")
        self.kinds = bytearray()
        self.numbers = array("d")
        self.styles = array("i")

    def cells(self) -> ColumnCells:
        return ColumnCells(
            np.array(self.rows, dtype=np.int32),
            np.frombuffer(bytes(self.kinds), dtype=np.uint8),
            np.array(self.numbers, dtype=np.float64),
            np.array(self.styles, dtype=np.int32),
        )


class _SheetScanner:
    def __init__(self, strings: Objects) -> None:
        self._strings = strings
        self._own: list[str] = []
        self._builder = GridBuilder()
        self._columns: dict[int, _Buffer] = {}
        self._sheet = SheetCells()
        self._row = 0
        self._column = 0
        self._in_data = False
        self._style = 0
        self._type = "n"
        self._value: list[str] = []
        self._formula: list[str] = []
        self._formula_attributes: dict[str, str] | None = None
        self._into: list[str] | None = None
        self._phonetic = 0

    def take_rows(self, block: bytes) -> bool:
        """Take a block of whole rows when it is in the plain form."""
        try:
            known = len(self._strings) + len(self._own)
            found = read_block(block, len(self._strings), known)
        except Unusual:
            return False
        for column, cells in found.columns.items():
            self._builder.add(column, cells)
        self._own += found.texts
        for row, column, text, attributes in found.formulas:
            note_formula(self._sheet, row, column, text, attributes)
        self._row = found.last_row
        return True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if not self._in_data:
            self._start_outside(name, attributes)
        elif name == "c":
            reference = attributes.get("r")
            if reference is None:
                self._column += 1
            else:
                letters = reference.rstrip("0123456789")
                column = column_number(letters)
                if int(reference[len(letters) :]) != self._row:
                    raise ValueError("a cell stands in another row than it says")
                if not self._column < column <= MAX_COLUMNS:
                    raise ValueError("a cell stands twice, out of order or beyond column XFD")
                self._column = column
            self._style = int(attributes.get("s", "0"))
            self._type = attributes.get("t", "n")
            self._value = []
            self._formula_attributes = None
        elif name == "v":
            self._into = self._value
        elif name == "t":
            self._into = None if self._phonetic else self._value
        elif name == "f":
            self._formula = []
            self._into = self._formula
            self._formula_attributes = attributes
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif name == "rPh":
            self._phonetic += 1

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheetData":
            self._in_data = True
        elif name == "mergeCell":
            area = parse_area(attributes.get("ref", ""))
            if area is not None:
                self._sheet.merged.append(area)
        elif name == "col":
            columns = range(int(attributes["min"]), int(attributes["max"]) + 1)
            if "style" in attributes:
                self._sheet.column_styles.update(dict.fromkeys(columns, int(attributes["style"])))
            if "width" in attributes:
                self._sheet.widths.update(dict.fromkeys(columns, float(attributes["width"])))

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "t", "f"):
            self._into = None
        elif name == "c" and self._in_data:
            self._end_cell()
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "sheetData":
            self._in_data = False

    def text(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def _end_cell(self) -> None:
        kind, number = self._typed("".join(self._value))
        buffer = self._columns.get(self._column)
        if buffer is None:
            buffer = self._columns[self._column] = _Buffer()
        buffer.rows.append(self._row)
        buffer.kinds.append(kind)
        buffer.numbers.append(number)
        buffer.styles.append(self._style)
        if self._formula_attributes is not None:
            note_formula(
                self._sheet, self._row, self._column, "".join(self._formula),
                self._formula_attributes,
            )  # fmt: skip

    def _typed(self, value: str) -> tuple[int, float]:
        if self._type == "s" and value:
            index = int(value)
            if not 0 <= index < len(self._strings):
                raise ValueError("a cell names a shared string that is not there")
            return TEXT, index
        if self._type in ("str", "inlineStr"):
            # A formula whose result is the empty text is not the same as no result.
            return (TEXT, self._add(unescape_text(value))) if value else (BLANK, 0.0)
        if not value.strip():
            return BLANK, 0.0
        if self._type == "b":
            return BOOL, float(value.strip() in ("1", "true"))
        if self._type == "e":
            return ERROR, self._add(value)
        if self._type == "d":
            moment = dt.datetime.fromisoformat(value.strip().removesuffix("Z"))
            days = (moment.replace(tzinfo=None) - _EPOCH) / dt.timedelta(days=1)
            return DATE, days if days >= 61 else days - 1
        return NUMBER, decimal(value)

    def _add(self, text: str) -> float:
        self._own.append(text)
        return len(self._strings) + len(self._own) - 1

    def result(self) -> SheetCells:
        for column, buffer in self._columns.items():
            self._builder.add(column, buffer.cells())
        self._sheet.columns = self._builder.build()
        self._sheet.texts = (
            np.concatenate([self._strings, text_array(self._own)]) if self._own else self._strings
        )
        return self._sheet


def note_formula(
    sheet: SheetCells, row: int, column: int, text: str, attributes: dict[str, str]
) -> None:
    """Record a cell's formula: its own, a shared one, an array, or a what-if table."""
    kind = attributes.get("t", "normal")
    formulas = sheet.formulas.setdefault(column, {})
    if kind == "shared":
        group = attributes.get("si", "")
        if text:
            sheet.shared[group] = (row, column, text)
            formulas[row] = "=" + text
        else:
            formulas[row] = SharedFormula(group)
    elif kind == "dataTable":
        formulas[row] = "=TABLE(" + ",".join(
            attributes[key] for key in ("r1", "r2") if key in attributes
        ) + ")"  # fmt: skip
    else:
        formulas[row] = "=" + text
    if kind == "array":
        area = parse_area(attributes.get("ref", ""))
        if area is not None:
            sheet.arrays.append(area)
