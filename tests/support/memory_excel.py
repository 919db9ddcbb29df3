"""An Excel in memory, behind the real xlwings API.

It behaves as the live one where a writer can go wrong: text that looks like a formula becomes a
formula, text that looks like a number becomes a number, a leading apostrophe keeps it text, a
resized table swallows whatever lies there. Every call that would cross to Excel is counted, and
the nth write can be made to fail.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import xlwings as xw
from xlwings import base_classes as base
from xlwings.main import Engine as XwEngine
from xlwings.utils import a1_to_tuples, col_name

from xlsegment.engine.content import formula_text

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")


class Failure(RuntimeError):
    """The write that a test asked to fail."""


class MemoryEngine:
    name = "memory"
    type = "desktop"
    apps = None

    @staticmethod
    def prepare_xl_data_element(x: Any, options: Any) -> Any:
        return "" if x is None or x != x else x

    @staticmethod
    def clean_value_data(data: Any, date: Any, empty: Any, number: Any, errors: Any) -> Any:
        def clean(value: Any) -> Any:
            if value in (None, ""):
                return empty
            if isinstance(value, dt.datetime) and date is not dt.datetime:
                return date(value.year, value.month, value.day)
            return number(value) if number and isinstance(value, float) else value

        return [[clean(value) for value in row] for row in data]


ENGINE = XwEngine(impl=MemoryEngine())
if "memory" not in xw.engines.engines_by_name:
    xw.engines.engines_by_name["memory"] = ENGINE


class App(base.App):
    engine = MemoryEngine()
    pid = 1
    screen_updating = True
    enable_events = True
    calculation = "automatic"

    def __init__(self) -> None:
        self.calls = 0
        self.writes = 0
        self.cells_read = 0
        self.fail_at: int | None = None
        self.activated: list[str] = []

    def call(self, write: bool = False) -> None:
        self.calls += 1
        if write:
            self.writes += 1
            if self.writes == self.fail_at:
                raise Failure


class Book(base.Book):
    def __init__(self) -> None:
        self._app = App()
        self._sheets = Sheets(self)
        self.defined: dict[str, str] = {}

    name = "memory.xlsx"
    fullname = "memory.xlsx"

    @property
    def app(self) -> App:
        return self._app

    @property
    def sheets(self) -> Sheets:
        return self._sheets

    @property
    def names(self) -> Names:
        return Names(self)


class Sheets(base.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book
        self.items: list[Sheet] = []
        self.front: Sheet | None = None

    @property
    def active(self) -> Sheet:
        return self.front if self.front in self.items else self.items[0]

    def add(self, before: Sheet | None, after: Sheet | None, name: str | None) -> Sheet:
        assert before is None, "sheets are added behind others"
        assert after is not None, "sheets are added behind others"
        assert name, "sheets are added under a name"
        self.book.app.call(write=True)
        sheet = type(after)(self.book, name)
        self.items.insert(self.items.index(after) + 1, sheet)
        self.front = sheet
        return sheet

    def __call__(self, key: int | str) -> Sheet:
        if isinstance(key, int):
            return self.items[key - 1]
        return next(sheet for sheet in self.items if sheet.name == key)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.items)


class Sheet(base.Sheet):
    def __init__(self, book: Book, name: str) -> None:
        self._book = book
        self._name = name
        self.cells_: dict[tuple[int, int], Any] = {}
        self.formats: dict[tuple[int, int], str] = {}
        self.column_formats: dict[int, str] = {}
        self.widths: dict[int, float] = {}
        self.tables_: list[Table] = []

    def format_at(self, at: tuple[int, int]) -> str:
        return self.formats.get(at, self.column_formats.get(at[1], "General"))

    @property
    def book(self) -> Book:
        return self._book

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self._name = value

    @property
    def index(self) -> int:
        return self._book.sheets.items.index(self) + 1

    def delete(self) -> None:
        self._book.app.call(write=True)
        assert len(self._book.sheets.items) > 1, "Excel refuses to delete the last sheet"
        self._book.sheets.items.remove(self)

    def activate(self) -> None:
        self._book.sheets.front = self
        self._book.app.activated.append(self._name)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        if isinstance(arg1, tuple) and len(arg1) == 4:
            return Range(self, *arg1)
        row, col, height, width = _corner(arg1)
        if arg2 is not None:
            row2, col2, height2, width2 = _corner(arg2)
            height, width = row2 + height2 - row, col2 + width2 - col
        return Range(self, row, col, height, width)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def used_range(self) -> Range:
        filled = [at for at, value in self.cells_.items() if value is not None] or [(1, 1)]
        rows, cols = {at[0] for at in filled}, {at[1] for at in filled}
        height, width = max(rows) - min(rows) + 1, max(cols) - min(cols) + 1
        return Range(self, min(rows), min(cols), height, width)


def _corner(arg: Any) -> tuple[int, int, int, int]:
    if isinstance(arg, Range):
        return arg.box
    if isinstance(arg, str):
        first, *last = a1_to_tuples(arg.replace("$", ""))
        end = last[0] if last and last[0] else first
        return (*first, end[0] - first[0] + 1, end[1] - first[1] + 1)
    return (*arg, 1, 1)


class Range(base.Range):
    def __init__(self, sheet: Sheet, row: int, col: int, height: int, width: int) -> None:
        self.sheet = sheet
        self.box = (row, col, height, width)
        self.options: dict[str, Any] = {}

    api = True
    max_cells_per_read = None
    max_cells_per_write = None

    @property
    def row(self) -> int:
        return self.box[0]

    @property
    def column(self) -> int:
        return self.box[1]

    @property
    def shape(self) -> tuple[int, int]:
        return self.box[2:]

    def __len__(self) -> int:
        return self.box[2] * self.box[3]

    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        row, col = (arg1, arg2) if arg2 else divmod(arg1 - 1, self.box[3])
        if not arg2:
            row, col = row + 1, col + 1
        return Range(self.sheet, self.row + row - 1, self.column + col - 1, 1, 1)

    def _positions(self) -> list[list[tuple[int, int]]]:
        row, col, height, width = self.box
        return [[(r, c) for c in range(col, col + width)] for r in range(row, row + height)]

    @property
    def raw_value(self) -> Any:
        self.sheet.book.app.call()
        self.sheet.book.app.cells_read += len(self)
        cells = self.sheet.cells_
        rows = [[_shown(cells.get(at)) for at in row] for row in self._positions()]
        return rows[0][0] if self.box[2:] == (1, 1) else rows

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self.sheet.book.app.call(write=True)
        for i, row in enumerate(self._positions()):
            for j, at in enumerate(row):
                value = data[i][j] if isinstance(data, list) else data
                self.sheet.cells_[at] = _entered(value, self.sheet.format_at(at))

    @property
    def formula(self) -> Any:
        self.sheet.book.app.call()
        rows = [
            [formula_text(self.sheet.cells_.get(at)) for at in row] for row in self._positions()
        ]
        return rows[0][0] if self.box[2:] == (1, 1) else rows

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    def clear_contents(self) -> None:
        self.sheet.book.app.call(write=True)
        for row in self._positions():
            for at in row:
                self.sheet.cells_.pop(at, None)

    @property
    def column_width(self) -> float:
        return self.sheet.widths.get(self.box[1], 8.43)

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.sheet.book.app.call(write=True)
        self.sheet.widths[self.box[1]] = value

    @property
    def number_format(self) -> str | None:
        formats = {self.sheet.format_at(at) for row in self._positions() for at in row}
        return formats.pop() if len(formats) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.sheet.book.app.call(write=True)
        for row in self._positions():
            for at in row:
                self.sheet.formats[at] = value

    @property
    def address(self) -> str:
        row, col, height, width = self.box
        return f"${col_name(col)}${row}:${col_name(col + width - 1)}${row + height - 1}"


class Formula(str):
    """A formula, as its text."""

    __slots__ = ()


def _shown(value: Any) -> Any:
    if isinstance(value, Formula):
        return 0.0
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _entered(value: Any, number_format: str) -> Any:
    if not isinstance(value, str):
        plain_date = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
        return dt.datetime.fromisoformat(value.isoformat()) if plain_date else value
    if value.startswith("'"):
        return value[1:]
    if not value:
        return None
    if value.startswith("="):
        return Formula(value)
    if number_format == "@":
        return value
    if _NUMBER.fullmatch(value):
        return float(value.rstrip("%"))
    if date := _DATE.fullmatch(value):
        year, month, day = map(int, date.groups())
        return dt.datetime.fromisoformat(f"{year:04}-{month:02}-{day:02}")
    if value[0] in "+-@":
        raise ValueError(f"Excel would take this text for a formula: {value}")
    return value


class Tables(base.Tables):
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def __call__(self, key: int | str) -> Table:
        if isinstance(key, int):
            return self.sheet.tables_[key - 1]
        return next(table for table in self.sheet.tables_ if table.name == key)

    def __len__(self) -> int:
        return len(self.sheet.tables_)

    def add(self, source: xw.Range, name: str, table_style_name: str, **options: Any) -> Table:
        self.sheet.book.app.call(write=True)
        sheets = self.sheet.book.sheets.items
        taken = {table.name.casefold() for sheet in sheets for table in sheet.tables_}
        assert name.casefold() not in taken, "Excel refuses a name twice"
        table = Table(self.sheet, name, source.impl.box)
        self.sheet.tables_.append(table)
        return table

    def __iter__(self) -> Iterator[Table]:
        return iter(self.sheet.tables_)


class Table(base.Table):
    show_headers = True

    def __init__(self, sheet: Sheet, name: str, box: tuple[int, int, int, int]) -> None:
        self.sheet = sheet
        self.box = box
        self.totals = False
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    display_name = name

    @property
    def parent(self) -> Sheet:
        return self.sheet

    @property
    def show_totals(self) -> bool:
        return self.totals

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        row, col, height, width = self.box
        if value and not self.totals:
            below = [(row + height, c) for c in range(col, col + width)]
            assert not any(self.sheet.cells_.get(at) for at in below), "Excel would push it down"
        self.box = (row, col, height + value - self.totals, width)
        self.totals = value

    @property
    def range(self) -> Range:
        return Range(self.sheet, *self.box)

    @property
    def header_row_range(self) -> Range:
        row, col, _, width = self.box
        return Range(self.sheet, row, col, 1, width)

    @property
    def data_body_range(self) -> Range | None:
        row, col, height, width = self.box
        body = height - 1 - self.show_totals
        return Range(self.sheet, row + 1, col, body, width) if body else None

    @property
    def totals_row_range(self) -> Range | None:
        row, col, height, width = self.box
        return Range(self.sheet, row + height - 1, col, 1, width) if self.show_totals else None

    def resize(self, area: xw.Range) -> None:
        self.sheet.book.app.call(write=True)
        assert area.row == self.box[0], "Excel refuses to move the header row"
        assert area.shape[0] >= 2, "Excel refuses a table without a row"
        self.box = (area.row, area.column, *area.shape)


class Names(base.Names):
    def __init__(self, book: Book) -> None:
        self.book = book

    def __call__(self, key: str) -> Name:
        return Name(self.book, key)

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name, Name(self.book, name)) for name in self.book.defined]

    def contains(self, key: str) -> bool:
        return key in self.book.defined

    def add(self, name: str, refers_to: str) -> Name:
        self.book.app.call(write=True)
        self.book.defined[name] = refers_to.removeprefix("=")
        return Name(self.book, name)

    def __len__(self) -> int:
        return len(self.book.defined)


class Name(base.Name):
    def __init__(self, book: Book, name: str) -> None:
        self.book = book
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    @property
    def refers_to(self) -> str:
        return "=" + self.book.defined[self._name]

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.book.app.call(write=True)
        self.book.defined[self._name] = value.removeprefix("=")

    def delete(self) -> None:
        self.book.app.call(write=True)
        del self.book.defined[self._name]

    @property
    def refers_to_range(self) -> Range:
        sheet, address = self.book.defined[self._name].rsplit("!", 1)
        return self.book.sheets(sheet.strip("'")).range(address)


def new_book(**sheets: list[list[Any]]) -> xw.Book:
    """Return a workbook; each keyword is a sheet with its cells from A1 on."""
    book = Book()
    for name, rows in sheets.items():
        add_sheet(book, name, rows)
    return xw.Book(impl=book)


def add_sheet(book: Book, name: str, rows: list[list[Any]], at: tuple[int, int] = (1, 1)) -> Sheet:
    sheet = Sheet(book, name)
    book.sheets.items.append(sheet)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                sheet.cells_[(at[0] + r, at[1] + c)] = value
    return sheet


def add_table(sheet: Sheet, name: str, address: str) -> Table:
    table = Table(sheet, name, _corner(address))
    sheet.tables_.append(table)
    return table


def load(content: bytes) -> xw.Book:
    """Return the workbook that a file holds: its values, formats, tables and defined names."""
    source = _read(content)
    book = Book()
    for worksheet in source.worksheets:
        sheet = add_sheet(book, worksheet.title, [])
        for columns in worksheet.column_dimensions.values():
            if columns.number_format != "General":
                for column in range(columns.min, columns.max + 1):
                    sheet.column_formats[column] = columns.number_format
        for at, cell in worksheet._cells.items():  # iter_rows would make up what is missing
            if cell.number_format != sheet.format_at(at):
                sheet.formats[at] = cell.number_format
            if cell.value is not None:
                is_formula = cell.data_type == "f"
                sheet.cells_[at] = Formula(cell.value) if is_formula else cell.value
        for table in worksheet.tables.values():
            add_table(sheet, table.displayName, table.ref)
    book.defined = {name: defined.attr_text for name, defined in source.defined_names.items()}
    return xw.Book(impl=book)


@functools.lru_cache(maxsize=8)
def _read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))
