"""What the edits of a sheet mean for its tables, decided before the sheet is spliced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from xlsegment.engine import peek, references, tables
from xlsegment.engine.draft import Draft
from xlsegment.engine.edits import Area, Content, Formula, NewTable, SheetEdits, TableEdit
from xlsegment.engine.formulas import (
    is_positional,
    names_column,
    rename_column,
    rename_table,
    shift,
)
from xlsegment.engine.guards import address, intersect
from xlsegment.engine.outline import Follow
from xlsegment.engine.package import SheetPart
from xlsegment.engine.plan import Growth, RawBlock, SheetTarget, Watch
from xlsegment.engine.tableheaders import HeaderReader
from xlsegment.engine.tables import TableInfo
from xlsegment.engine.totals import move_totals
from xlsegment.errors import TableMissing, TableShape
from xlsegment.text import Text


@dataclass(slots=True)
class TableWork:
    """What the tables of one sheet add to its edits."""

    before: list[RawBlock] = field(default_factory=list)  # give way to what the edits write
    after: list[RawBlock] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)
    growths: list[Growth] = field(default_factory=list)
    follows: list[Follow] = field(default_factory=list)
    filters: dict[str, str] = field(default_factory=dict)
    covered: list[tuple[str, Area]] = field(default_factory=list)  # newly taken in, by table
    new_parts: list[str] = field(default_factory=list)


class TablePlanner:
    """Plans the tables of one sheet."""

    def __init__(self, draft: Draft, sheet: SheetPart, edits: SheetEdits) -> None:
        self._draft, self._sheet, self._edits = draft, sheet, edits
        self._written = SheetTarget(edits.blocks)
        self._tables = tables.read_tables(draft, sheet)
        self._headers = HeaderReader(draft, sheet, self._written)
        self.work = TableWork()

    def plan(self) -> TableWork:
        """Edit the table parts in the draft and return what the sheet must do."""
        known = {table.name.casefold(): table for table in self._tables}
        for name in self._edits.tables:
            if name.casefold() not in known:
                raise TableMissing(sheet=self._sheet.name, table=name)
        wanted = {name.casefold(): edit for name, edit in self._edits.tables.items()}
        areas: list[tuple[str, Area]] = []
        for table in self._tables:
            edit = wanted.get(table.name.casefold(), TableEdit())
            areas.append((table.name, edit.area or table.area))
        areas += [(table.name, table.area) for table in self._edits.new_tables]
        self._check_overlaps(areas)
        for table in self._tables:
            self._table(table, wanted.get(table.name.casefold(), TableEdit()))
        for new in self._edits.new_tables:
            self._new_table(new)
        self.work.after += self._headers.corrections
        return self.work

    def _refuse(self, table: str, zh: str, en: str) -> TableShape:
        return TableShape(table=table, sheet=self._sheet.name, reason=Text(zh, en))

    def _check_overlaps(self, areas: list[tuple[str, Area]]) -> None:
        for index, (name, area) in enumerate(areas):
            for other, its in areas[:index]:
                if intersect(area, its):
                    raise self._refuse(name, f"与表格“{other}”重叠", f"it overlaps table “{other}”")

    def _table(self, table: TableInfo, edit: TableEdit) -> None:
        area, old = edit.area or table.area, table.area
        touched = table.header_rows and self._written.first_written(
            Area(area.row1, area.col1, area.row1, area.col2), blanks=True
        )
        if edit == TableEdit() and not touched:
            return
        self._check_shape(table, area)
        headers = self._headers.of_table(table, area)
        name = edit.name or table.name
        self._rename(table, area, headers, name)
        # Renaming may have changed formulas, the table's own among them.
        table = tables.read_table(self._draft, table.part, table.sheet)
        if area != old:
            self._resize(table, area, adopt=edit.adopt)
        self._draft.put(table.part, tables.edited(table, area, headers, name, edit.style))

    def _check_shape(self, table: TableInfo, area: Area) -> None:
        old = table.area
        if area.row1 != old.row1:
            raise self._refuse(table.name, "首行必须留在原处", "its first row must stay in place")
        if area.row2 - area.row1 < table.header_rows + table.totals_rows:
            raise self._refuse(table.name, "至少要有一行数据", "it needs at least one data row")
        if area.col1 > old.col2 or area.col2 < old.col1:
            raise self._refuse(table.name, "新区域须与原区域重叠", "it must overlap the old area")
        same_columns = (area.col1, area.col2) == (old.col1, old.col2)
        if not table.plain and not same_columns:
            raise self._refuse(table.name, "由查询或 XML 提供", "a query or XML map feeds it")
        filters = table.root.find("autoFilter")
        if area.col1 != old.col1 and filters is not None and filters.children:
            raise self._refuse(table.name, "其列已设筛选", "its columns are filtered")

    # --- names in formulas

    def _rename(self, table: TableInfo, area: Area, headers: list[str], name: str) -> None:
        now = dict(enumerate(headers, area.col1))
        renamed = {
            old: now[column]
            for column, old in enumerate(table.columns, table.area.col1)
            if column in now and now[column] != old
        }
        gone = [
            old for column, old in enumerate(table.columns, table.area.col1) if column not in now
        ]
        if name == table.name and not renamed and not gone:
            return
        parts = references.mentioning(self._draft, table.name)
        # In a table its own name may be left out; on a sheet with more tables that is ambiguous.
        own = {table.part} | ({self._sheet.part} if len(self._tables) == 1 else set())
        parts = sorted({*parts, *own})
        for found in references.formulas(self._draft, parts) if gone else ():
            for column in gone:
                if names_column(found.formula, table.name, column, inside=found.part in own):
                    raise self._refuse(
                        table.name,
                        "要去掉的列被公式引用",
                        f"a formula in {found.part} uses a column that would go",
                    )
        if name.casefold() != table.name.casefold():
            taken = {t.name.casefold() for t in tables.all_tables(self._draft)}
            tables.check_table_name(name, taken | self._draft.defined_names())
        for part in parts:
            references.rewrite(
                self._draft, part, _renaming(table.name, name, renamed, inside=part in own)
            )
        if name != table.name:
            references.rename_pivot_source(self._draft, table.name, name)

    # --- size

    def _resize(self, table: TableInfo, area: Area, *, adopt: bool) -> None:
        old, body = table.area, table.body
        work, name = self.work, table.name
        last = area.row2 - table.totals_rows
        first_data = body.row1
        for covered in _newly_covered(old, area):
            work.covered.append((name, covered))
            if not adopt:
                below = Area(
                    max(covered.row1, first_data), covered.col1, covered.row2, covered.col2
                )
                work.watches.append(Watch(below, name))
        if table.totals_rows and (area.row2 != old.row2):
            move_totals(self._draft, self._sheet, table, area, self._written, work)
        if last > body.row2:
            rows = Area(body.row2 + 1, max(area.col1, old.col1), last, min(area.col2, old.col2))
            retired = old.row2 if table.totals_rows else 0
            work.growths.append(Growth(body.row2, rows, retired))
            self._fill_calculated(table, rows)
        if last != body.row2:
            work.follows.append(Follow(body, last))
        before = Area(old.row1, old.col1, body.row2, old.col2)
        after = Area(area.row1, area.col1, last, area.col2)
        work.filters[tables.ref(before)] = tables.ref(after)

    def _fill_calculated(self, table: TableInfo, rows: Area) -> None:
        """Give appended rows the formulas of the calculated columns."""
        for place, node in enumerate(table.column_nodes()):
            column = table.area.col1 + place
            stored = node.find("calculatedColumnFormula")
            if stored is None or not rows.col1 <= column <= rows.col2:
                continue
            formula = unescape(table.data[stored.open_end : stored.close].decode())
            count = rows.row2 - rows.row1 + 1
            contents: list[Content] = [Formula("=" + formula)] * count
            if stored.attrs.get("array") in ("1", "true"):
                raise self._refuse(table.name, "含数组计算列", "it has a calculated array column")
            if is_positional(formula):
                contents = self._copied_down(table, column, rows)
            self.work.before.append(RawBlock(rows.row1, {column: contents}))

    def _copied_down(self, table: TableInfo, column: int, rows: Area) -> list[Content]:
        """Copy the last formula of a column whose formula speaks of neighbouring cells."""
        row = table.body.row2
        cell = peek.rows_of(self._draft, self._sheet.part, [row])[row].get(column)
        if cell is None or cell.formula is None:
            raise self._refuse(
                table.name,
                "计算列的公式无法向下复制",
                f"the formula of its calculated column in {address(row, column)} "
                "cannot be copied down",
            )
        return [
            Formula("=" + shift(cell.formula, appended - row))
            for appended in range(rows.row1, rows.row2 + 1)
        ]

    # --- new tables

    def _new_table(self, new: NewTable) -> None:
        existing = tables.all_tables(self._draft)
        taken = {table.name.casefold() for table in existing} | self._draft.defined_names()
        taken |= {part.casefold() for part in self._names_added()}
        tables.check_table_name(new.name, taken)
        if new.area.row2 <= new.area.row1:
            raise self._refuse(new.name, "至少要有一行数据", "it needs at least one data row")
        headers = self._headers.of_area(new.name, new.area, {})
        part = self._draft.free_name("xl/tables/table{}.xml")
        number = max((table.id for table in existing), default=0) + 1
        number += len(self.work.new_parts)
        data = tables.new_table(number, new.name, new.area, headers, new.style)
        self._draft.add(part, data, tables.CONTENT_TYPE)
        self.work.new_parts.append(part)
        self.work.covered.append((new.name, new.area))

    def _names_added(self) -> list[str]:
        return [self._draft.parsed(part)[1].attrs["displayName"] for part in self.work.new_parts]


def _renaming(
    table: str, name: str, columns: dict[str, str], *, inside: bool
) -> Callable[[str], str]:
    """Return what changes formulas for a table's new name and column names."""

    def change(formula: str) -> str:
        # By way of placeholders, so that two columns may swap their names.
        for number, old in enumerate(columns):
            formula = rename_column(formula, table, old, f"\x01{number}", inside=inside)
        for number, new in enumerate(columns.values()):
            formula = rename_column(formula, table, f"\x01{number}", new, inside=inside)
        return formula if name == table else rename_table(formula, table, name)

    return change


def _newly_covered(old: Area, new: Area) -> list[Area]:
    """Return what the new area holds and the old one does not."""
    found = []
    if new.row2 > old.row2:
        found.append(Area(old.row2 + 1, max(new.col1, old.col1), new.row2, min(new.col2, old.col2)))
    if new.col2 > old.col2:
        found.append(Area(new.row1, old.col2 + 1, new.row2, new.col2))
    if new.col1 < old.col1:
        found.append(Area(new.row1, new.col1, new.row2, old.col1 - 1))
    return found
