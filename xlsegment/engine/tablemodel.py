"""Making and changing tables, with Excel's rules."""

from __future__ import annotations

from typing import Any

from xlsegment.engine.address import area_text, inside
from xlsegment.engine.bookmodel import BookModel
from xlsegment.engine.edits import Area
from xlsegment.engine.names import check_name
from xlsegment.engine.reference import column_names, find_name, find_table
from xlsegment.engine.regions import current_region, overlap
from xlsegment.engine.sheetmodel import SheetModel
from xlsegment.engine.tablestate import TableState, body_area
from xlsegment.errors import BadName, TableBlocked, TableShape
from xlsegment.text import Text


def add(
    book: BookModel, sheet: SheetModel, area: Area, name: str | None, style: str | None
) -> TableState:
    """Make a table of an area; a single cell stands for the block around it."""
    if area.row1 == area.row2 and area.col1 == area.col2:
        area = current_region(sheet, area)
    if area.row1 == area.row2:
        area = Area(area.row1, area.col1, area.row2 + 1, area.col2)
    if name is None:
        number = 1
        while _taken(book, f"Table{number}", None):
            number += 1
        name = f"Table{number}"
    _check_table_name(book, name, None)
    state = TableState(name, area, style)
    _check_place(sheet, state, area)
    sheet.tables.append(state)
    _fill_headers(sheet, state)
    return state


def rename(book: BookModel, table: TableState, name: str) -> None:
    """Give a table another name."""
    _check_table_name(book, name, table)
    table.name = name


def _taken(book: BookModel, name: str, but: TableState | None) -> bool:
    found = find_table(book, name)
    return (found is not None and found[1] is not but) or find_name(book, None, name) is not None


def _check_table_name(book: BookModel, name: str, but: TableState | None) -> None:
    check_name(name)
    if _taken(book, name, but):
        raise BadName(name=name, reason=Text("已被占用", "it is taken"))


def _check_place(sheet: SheetModel, table: TableState, area: Area) -> None:
    def refuse(zh: str, en: str) -> TableShape:
        return TableShape(table=table.name, sheet=sheet.name, reason=Text(zh, en))

    if not inside(area):
        raise refuse("超出工作表", "it would leave the sheet")
    if area.row2 - area.row1 + 1 < table.header_rows + table.totals_rows + 1:
        raise refuse("至少要有一行数据", "it needs at least one data row")
    for other in sheet.tables:
        if other is not table and overlap(area, other.area):
            raise refuse(f"与表格“{other.name}”重叠", f"it would overlap table “{other.name}”")
    if any(overlap(area, merged) for merged in sheet.cells.merged):
        raise refuse("包含合并单元格", "it would take in merged cells")


def resize(book: BookModel, sheet: SheetModel, table: TableState, area: Area) -> None:
    """Give a table another area; its header row stays where it is.

    What the table takes in must be empty or written in this session: nothing that stands below
    or beside a table is ever overwritten. A totals row moves to the new last row.
    """
    old = table.area
    if table.header_rows and area.row1 != old.row1:
        reason = Text("标题行必须留在原来的行", "its header row must stay in its row")
        raise TableShape(table=table.name, sheet=sheet.name, reason=reason)
    if not overlap(area, old):
        reason = Text("新区域须与原区域重叠", "the new area must overlap the old one")
        raise TableShape(table=table.name, sheet=sheet.name, reason=reason)
    _check_place(sheet, table, area)
    _check_free(sheet, table, area)
    table.area = area
    _fill_headers(sheet, table)


def _check_free(sheet: SheetModel, table: TableState, area: Area) -> None:
    """Refuse to take in cells of the file that hold something and are not written anew."""
    old = table.area
    for column in range(area.col1, area.col2 + 1):
        rows = sheet.cells.filled_rows(column)
        rows = rows[(rows >= area.row1) & (rows <= area.row2)]
        if old.col1 <= column <= old.col2:
            rows = rows[(rows < old.row1) | (rows > old.row2)]
        elif table.header_rows:
            rows = rows[rows != area.row1]  # a text beside the header becomes a header
        for row in rows:
            if not sheet.overlay.touches(column, int(row), int(row)):
                cell = area_text(
                    Area(int(row), column, int(row), column),
                    row_absolute=False, column_absolute=False,
                )  # fmt: skip
                raise TableBlocked(table=table.name, sheet=sheet.name, cell=cell)


def _fill_headers(sheet: SheetModel, table: TableState) -> None:
    """Make the header cells texts, filled and different from each other, as Excel does."""
    if not table.header_rows:
        return
    area = table.area
    given = [column[0] for column in sheet.values(Area(area.row1, area.col1, area.row1, area.col2))]
    taken: set[str] = set()
    for place, (name, value) in enumerate(zip(column_names(sheet, table), given, strict=True)):
        unique = name or f"Column{place + 1}"
        number = 2
        while unique.casefold() in taken:
            unique = f"{name or 'Column'}{number}"
            number += 1
        taken.add(unique.casefold())
        if unique != value:
            sheet.write_contents(area.row1, {area.col1 + place: [unique]})


def append_row(
    book: BookModel, sheet: SheetModel, table: TableState, values: list[Any] | None, number: int
) -> None:
    """Add one row at the end of a table's data."""
    area = table.area
    body = body_area(table)
    row = body.row1 + number - 1
    if row > body.row2:
        resize(book, sheet, table, Area(area.row1, area.col1, area.row2 + 1, area.col2))
    if values is not None:
        sheet.write(row, {area.col1 + i: [value] for i, value in enumerate(values)})
