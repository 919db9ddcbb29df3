"""One sheet: what the file holds, with what was written since laid over it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlsegment.engine.content import formula_text, to_contents
from xlsegment.engine.edits import Area, Content, Formula, NewTable, SheetEdits, TableEdit
from xlsegment.engine.formulas import shift
from xlsegment.engine.grid import DateRule, Objects, SharedFormula, SheetCells
from xlsegment.engine.meta import SheetMeta, TableMeta
from xlsegment.engine.overlay import Overlay
from xlsegment.engine.serials import datetimes, is_date_format
from xlsegment.engine.tablestate import TableState
from xlsegment.engine.widths import DEFAULT_WIDTH, shown_width, stored_width


@dataclass(slots=True, eq=False)
class SheetModel:
    """One tab of an open workbook.

    ``load`` and ``load_tables`` fetch the sheet's cells and tables from the file when they are
    first needed; a new sheet gives empty ones.
    """

    name: str
    source: SheetMeta | None
    formats_by_style: tuple[str, ...]
    dates: DateRule
    load: Callable[[], SheetCells]
    load_tables: Callable[[], tuple[TableMeta, ...]]
    state: str = "visible"
    copied: bool = False
    overlay: Overlay = field(default_factory=Overlay)
    formats: list[tuple[Area, str]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    _cells: SheetCells | None = None
    _tables: list[TableState] | None = None
    # Filled rows by column, good for as long as nothing more is written.
    _filled: dict[int, NDArray[np.int32]] = field(default_factory=dict)
    _filled_at: int = -1

    # --- the file -----------------------------------------------------------------------------

    @property
    def cells(self) -> SheetCells:
        """The cells of the file, read once."""
        if self._cells is None:
            self._cells = self.load()
        return self._cells

    @property
    def tables(self) -> list[TableState]:
        """The sheet's tables as they are now."""
        if self._tables is None:
            self._tables = [
                TableState(table.name, table.area, table.style, table)
                for table in self.load_tables()
            ]
        return self._tables

    def twin(self, name: str) -> SheetModel:
        """Return a copy of the sheet under another name, pending changes included."""
        return SheetModel(
            name, self.source, self.formats_by_style, self.dates, self.load, self.load_tables,
            copied=True, overlay=copy.deepcopy(self.overlay), formats=list(self.formats),
            widths=dict(self.widths), _cells=self._cells,
        )  # fmt: skip

    # --- reading ------------------------------------------------------------------------------

    def values(self, area: Area) -> list[Objects]:
        """Return the values of an area, one array a column."""
        return [
            self._column(column, area.row1, area.row2) for column in range(area.col1, area.col2 + 1)
        ]

    def _column(self, column: int, row1: int, row2: int) -> Objects:
        written = self.overlay.touches(column, row1, row2)
        reformatted = any(
            area.col1 <= column <= area.col2 and area.row1 <= row2 and row1 <= area.row2
            for area, _ in self.formats
        )
        if not written and not reformatted:
            return self.cells.values(column, row1, row2, self.dates)
        plain = DateRule(np.zeros(1, dtype=np.bool_), self.dates.date1904)
        values = self.cells.values(column, row1, row2, plain)
        self.overlay.put_values(column, row1, values)
        dated = np.array([is_date_format(code) for code in self.codes(column, row1, row2)])
        places = [place for place in np.flatnonzero(dated) if type(values[place]) is float]
        if places:
            serials = values[places].astype(np.float64)
            values[places] = datetimes(serials, self.dates.date1904)
        return values

    def contents(self, area: Area) -> list[list[object]]:
        """Return what the cells of an area hold, formulas as formulas, one list a column."""
        plain = DateRule(np.zeros(1, dtype=np.bool_), self.dates.date1904)
        found = []
        for column in range(area.col1, area.col2 + 1):
            contents: list[object] = self.cells.values(column, area.row1, area.row2, plain).tolist()
            for row, formula in self.cells.formulas.get(column, {}).items():
                if area.row1 <= row <= area.row2:
                    contents[row - area.row1] = Formula(self._formula(row, column, formula))
            self.overlay.put_contents(column, area.row1, contents)
            found.append(contents)
        return found

    def formulas(self, area: Area) -> list[list[str]]:
        """Return ``Range.formula`` of an area, one list a column."""
        return [[formula_text(content) for content in column] for column in self.contents(area)]

    def _formula(self, row: int, column: int, formula: str | SharedFormula) -> str:
        if isinstance(formula, str):
            return formula
        master = self.cells.shared.get(formula.group)
        if master is None:
            return "="
        return "=" + shift(master[2], row - master[0], column - master[1])

    def codes(self, column: int, row1: int, row2: int) -> Objects:
        """Return the number format of each cell of a stretch of one column."""
        default = self.cells.column_styles.get(column, 0)
        styles = np.full(row2 - row1 + 1, default, dtype=np.int32)
        cells = self.cells.columns.get(column)
        if cells is not None:
            part = cells.between(row1, row2)
            styles[cells.rows[part] - row1] = cells.styles[part]
        table: Objects = np.array(self.formats_by_style, dtype=object)
        codes: Objects = table[np.minimum(styles, len(table) - 1)]
        for area, code in self.formats:
            if area.col1 <= column <= area.col2:
                codes[max(area.row1 - row1, 0) : max(area.row2 - row1 + 1, 0)] = code
        return codes

    def number_format(self, area: Area) -> str | None:
        """Return the number format of an area, None when its cells differ."""
        found: set[str] = set()
        last = min(area.row2, max(area.row1, self.last_row() + 1))
        for column in range(area.col1, min(area.col2, max(area.col1, self.last_column() + 1)) + 1):
            found.update(self.codes(column, area.row1, last))
            if len(found) > 1:
                return None
        return found.pop()

    def has_styles(self, area: Area) -> bool:
        """Tell whether cells of an area have a style of their own, or a new number format."""
        for column in range(area.col1, min(area.col2, self.last_column()) + 1):
            cells = self.cells.columns.get(column)
            if cells is not None and cells.styles[cells.between(area.row1, area.row2)].any():
                return True
        return any(
            area.row1 <= new.row2 and new.row1 <= area.row2
            and area.col1 <= new.col2 and new.col1 <= area.col2
            for new, _ in self.formats
        )  # fmt: skip

    # --- shape --------------------------------------------------------------------------------

    def filled_rows(self, column: int) -> NDArray[np.int32]:
        """Return the rows of a column that hold a value or a formula, ascending."""
        if self._filled_at != self.overlay.writes:
            self._filled, self._filled_at = {}, self.overlay.writes
        rows = self._filled.get(column)
        if rows is None:
            rows = self.overlay.filled(column, self.cells.filled_rows(column))
            self._filled[column] = rows
        return rows

    def known_columns(self) -> list[int]:
        """Return the columns that may hold something, ascending."""
        return sorted({*self.cells.columns, *self.cells.formulas, *self.overlay.columns})

    def is_filled(self, row: int, column: int) -> bool:
        """Tell whether a cell holds a value or a formula."""
        rows = self.filled_rows(column)
        place = int(np.searchsorted(rows, row))
        return place < len(rows) and rows[place] == row

    def used_area(self) -> Area:
        """Return the rectangle around everything in use; A1 on an empty sheet.

        A cell is in use when it holds something or has a style of its own, as in Excel.
        """
        rows: list[int] = []
        columns: list[int] = []
        for column in self.known_columns():
            cells = self.cells.columns.get(column)
            found = [self.filled_rows(column)]
            if cells is not None:
                found.append(cells.rows[cells.styles != 0])
            ends = [int(row) for part in found if len(part) for row in (part[0], part[-1])]
            if ends:
                columns.append(column)
                rows += ends
        if not rows:
            return Area(1, 1, 1, 1)
        return Area(min(rows), columns[0], max(rows), columns[-1])

    def last_row(self) -> int:
        """Return the last row in use."""
        return self.used_area().row2

    def last_column(self) -> int:
        """Return the last column in use."""
        return self.used_area().col2

    def column_width(self, column: int) -> float:
        """Return a column's width in characters."""
        if column in self.widths:
            return self.widths[column]
        stored = self.cells.widths.get(column)
        return DEFAULT_WIDTH if stored is None else shown_width(stored)

    # --- writing ------------------------------------------------------------------------------

    def write(self, row: int, columns: Mapping[int, Sequence[Any]]) -> None:
        """Write columns of values, starting at a row."""
        self.overlay.write(row, {key: to_contents(values) for key, values in columns.items()})

    def write_contents(self, row: int, columns: dict[int, Sequence[Content]]) -> None:
        """Write columns of contents, starting at a row."""
        self.overlay.write(row, columns)

    def clear(self, area: Area) -> None:
        """Empty the cells of an area; only those that hold something are touched."""
        for column in self.known_columns():
            if not area.col1 <= column <= area.col2:
                continue
            rows = self.filled_rows(column)
            rows = rows[(rows >= area.row1) & (rows <= area.row2)]
            if len(rows):
                for run in np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1):
                    self.overlay.write(int(run[0]), {column: [None] * len(run)})

    def edits(self) -> SheetEdits:
        """Return the pending changes as the save's plan wants them."""
        tables = {}
        for table in self._tables or ():
            if table.was is None:
                continue
            edit = TableEdit(
                area=table.area if table.area != table.was.area else None,
                name=table.name if table.name != table.was.name else None,
                style=table.style if table.style != table.was.style else None,
            )
            if edit != TableEdit():
                tables[table.was.name] = edit
        return SheetEdits(
            blocks=self.overlay.blocks(),
            number_formats=list(self.formats),
            tables=tables,
            new_tables=[
                NewTable(table.name, table.area, table.style or "")
                for table in self._tables or ()
                if table.was is None
            ],
            column_widths={key: stored_width(width) for key, width in self.widths.items()},
        )

    def saved(self, fresh: SheetModel) -> None:
        """Take over what was just saved: nothing is pending any more."""
        known = {table.name: table for table in self._tables or ()}
        self.source, self.formats_by_style, self.dates = (
            fresh.source, fresh.formats_by_style, fresh.dates,
        )  # fmt: skip
        self.load, self.load_tables = fresh.load, fresh.load_tables
        self.overlay, self.formats, self.widths, self.copied = Overlay(), [], {}, False
        self._cells, self._filled_at = None, -1
        # Objects that users hold stay the same objects.
        self._tables = None
        self._tables = (
            [_renewed(known.get(table.name), table) for table in self.tables] if known else None
        )


def _renewed(held: TableState | None, fresh: TableState) -> TableState:
    if held is None:
        return fresh
    held.area, held.style, held.was = fresh.area, fresh.style, fresh.was
    return held
