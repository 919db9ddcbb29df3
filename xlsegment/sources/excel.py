"""Orders in a workbook (.xlsx, .xlsm), read by the engine; old .xls files by another reader."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlsegment.errors import NotATable, SheetNotInSource, SourceEmpty
from xlsegment.sources.aliases import header_hits
from xlsegment.sources.clean import clean_text
from xlsegment.sources.table import (
    Cells,
    Note,
    Progress,
    SourceInfo,
    Tally,
    find_header,
    no_progress,
    unique_headers,
)
from xlsegment.text import Text

_HEADER_WITHIN: Final = 60
_CHUNK: Final = 20_000
# Excel keeps 15 digits of a number; a longer one has lost its last ones.
_EXACT: Final = 10**15

LONG_NUMBERS = Text(
    "个长号码在源文件里存成了数字，末几位可能已变成 0(E-021)，请从源系统按文本重新导出",
    "long numbers were stored as numbers, their last digits may be lost (E-021); export as text",
)

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: how large it is, and how to get at its cells (rows and columns from 1)."""

    name: str
    rows: int
    columns: int
    cells: Callable[[int, int, int], Rows]  # first row, last row, last column -> rows


@dataclass(frozen=True, slots=True)
class ExcelSource:
    """A sheet whose header row is known."""

    grid: Grid
    info: SourceInfo

    def read(self, wanted: Sequence[int], progress: Progress = no_progress) -> Cells:
        """Read the columns with these positions."""
        columns: list[list[object]] = [[] for _ in wanted]
        lines, prints = array("L"), array("q")
        damaged = Tally(LONG_NUMBERS)
        for line, row in self._rows(progress):
            cells = [_cell(row[position]) for position in wanted]
            if all(cell is None for cell in cells):
                continue
            for column, cell in zip(columns, cells, strict=True):
                if isinstance(cell, int | float) and abs(cell) >= _EXACT:
                    damaged.add(line)
                column.append(cell)
            lines.append(line)
            prints.append(hash(tuple(map(str, row))))
        return Cells(columns, lines, prints, tuple(damaged.notes()))

    def _rows(self, progress: Progress) -> Iterator[tuple[int, Sequence[object]]]:
        width = len(self.info.headers)
        for first in range(self.info.header_line + 1, self.grid.rows + 1, _CHUNK):
            last = min(first + _CHUNK - 1, self.grid.rows)
            yield from enumerate(self.grid.cells(first, last, width), start=first)
            progress(last)


def open_excel(path: Path, sheet: str | None = None) -> ExcelSource:
    """Find the sheet and the header row.

    Parameters
    ----------
    path
        An .xlsx, .xlsm or .xls file.
    sheet
        The sheet's name; by default the one with most headers we know.

    Raises
    ------
    EngineError, NotATable, SheetNotInSource, SourceEmpty
        When the file cannot be read, has no such sheet, or holds nothing.
    """
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    grids = _modern_grids(path) if zipped else _old_grids(path)
    names = [grid.name for grid in grids]
    if sheet is not None and sheet not in names:
        raise SheetNotInSource(file=path.name, sheet=sheet, sheets=" · ".join(names))
    found: list[tuple[int, Grid, int, list[str]]] = []
    for grid in grids:
        if sheet in (None, grid.name):
            top = grid.cells(1, min(grid.rows, _HEADER_WITHIN), grid.columns)
            text = [[_header(cell) for cell in row] for row in top]
            header = find_header(text, header_hits)
            if header is not None:
                found.append((header_hits(text[header]), grid, header, text[header]))
    if not found:
        raise SourceEmpty(file=path.name)
    _, grid, header, cells = max(found, key=lambda entry: entry[0])
    while cells and not cells[-1]:
        cells.pop()
    how = Text(f"工作表“{grid.name}”", f"sheet “{grid.name}”")
    others = len(names) - 1 if sheet is None else 0
    info = SourceInfo(unique_headers(cells), header + 1, how, True, _unread(others))
    return ExcelSource(grid, info)


def _modern_grids(path: Path) -> list[Grid]:
    """Return the worksheets of an .xlsx; a far-away cell costs no more than its row."""
    from xlsegment.engine.bookmodel import BookModel
    from xlsegment.engine.edits import Area
    from xlsegment.engine.sheetmodel import SheetModel

    def reader(model: SheetModel) -> Callable[[int, int, int], Rows]:
        def cells(first: int, last: int, width: int) -> Rows:
            columns = model.values(Area(first, 1, last, width))
            return [list(row) for row in zip(*columns, strict=True)]

        return cells

    grids = []
    for model in BookModel(path).worksheets:
        used = model.used_area()
        grids.append(Grid(model.name, used.row2, used.col2, reader(model)))
    return grids


def _old_grids(path: Path) -> list[Grid]:
    """Return the worksheets of an .xls, which hold at most 65,536 rows."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    def reader(rows: Rows) -> Callable[[int, int, int], Rows]:
        return lambda first, last, width: [row[:width] for row in rows[first - 1 : last]]

    try:
        # From an open file, because the reader believes the extension of a path.
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            sheets = [
                (entry.name, book.get_sheet_by_name(entry.name).to_python(skip_empty_area=False))
                for entry in book.sheets_metadata
                if entry.typ == SheetTypeEnum.WorkSheet
            ]
    except CalamineError as error:
        reason = Text("文件损坏、加密或格式不受支持", "it is damaged, encrypted or not supported")
        raise NotATable(file=path.name, reason=reason) from error
    return [
        Grid(name, len(rows), max(map(len, rows), default=0), reader(rows)) for name, rows in sheets
    ]


def _unread(sheets: int) -> tuple[Note, ...]:
    """Say that a workbook has more sheets than the one that was read."""
    text = Text("张其他工作表未读取(可用 --sheet 指定)", "other sheets not read (see --sheet)")
    return (Note(text, sheets, problem=False),) if sheets else ()


def _header(cell: object) -> str:
    return "" if cell is None else (clean_text(str(cell)) or "")


def _cell(cell: object) -> object:
    """Return a cell as text, number, date or None; text is cleaned, an error is its text."""
    if cell is None or isinstance(cell, int | dt.date):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    return clean_text(cell if isinstance(cell, str) else getattr(cell, "text", str(cell)))
