"""The header cells of tables and the column names, which must say the same."""

from __future__ import annotations

import datetime as dt

from xlsegment.engine import peek, tables
from xlsegment.engine.draft import Draft
from xlsegment.engine.edits import KEEP, Area, Formula
from xlsegment.engine.package import SheetPart
from xlsegment.engine.plan import RawBlock, SheetTarget
from xlsegment.engine.tables import TableInfo
from xlsegment.errors import TableShape
from xlsegment.text import Text


class HeaderReader:
    """Finds out the headers of a sheet's tables as they will be after the edits."""

    def __init__(self, draft: Draft, sheet: SheetPart, written: SheetTarget) -> None:
        self._draft, self._sheet, self._written = draft, sheet, written
        self.corrections: list[RawBlock] = []  # header cells that must change besides

    def of_table(self, table: TableInfo, area: Area) -> list[str]:
        """Return the column names after the edits, writing header cells that must change."""
        stored = dict(enumerate(table.columns, table.area.col1))
        if not table.header_rows:
            extra = area.col2 - area.col1 + 1
            names = [stored.get(column, "") for column in range(area.col1, area.col1 + extra)]
            return tables.unique_headers(names)
        return self.of_area(table.name, area, stored)

    def _refuse(self, table: str, zh: str, en: str) -> TableShape:
        return TableShape(table=table, sheet=self._sheet.name, reason=Text(zh, en))

    def of_area(self, table: str, area: Area, stored: dict[int, str]) -> list[str]:
        """Return the headers of an area; ``stored`` are those a table has, by column."""
        row, columns = area.row1, range(area.col1, area.col2 + 1)
        given = {column: self._written.value_at(row, column) for column in columns}
        unknown = [c for c in columns if given[c] is KEEP and c not in stored]
        cells = peek.rows_of(self._draft, self._sheet.part, [row] if unknown else [])
        seen = {c: cells[row][c] for c in unknown if c in cells[row]}
        strings = peek.shared_strings(self._draft, seen.values())
        texts: list[str] = []
        shown: list[str | None] = []  # what the cell holds after the edits, if it is a text
        for column in columns:
            value = given[column]
            if isinstance(value, Formula) or (column in seen and seen[column].odd_formula):
                raise self._refuse(table, "表头不能是公式", "a header cannot be a formula")
            if value is not KEEP:
                texts.append(_header_text(value))
                shown.append(value if isinstance(value, str) else None)
            elif column in stored:
                texts.append(stored[column])
                shown.append(stored[column])
            else:
                cell = seen.get(column)
                text = peek.text_in(cell, strings) if cell else ""
                texts.append(text)
                is_text = cell is not None and cell.is_text
                shown.append(text if is_text else None)
        if max(map(len, texts)) > 255:
            raise self._refuse(table, "表头超过 255 个字符", "a header is longer than 255")
        headers = tables.unique_headers(texts)
        for column, header, now in zip(columns, headers, shown, strict=True):
            if header != now:
                self.corrections.append(RawBlock(row, {column: [header]}))
        return headers


def _header_text(value: object) -> str:
    """Return a value as the text that a header cell becomes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return value.isoformat() if isinstance(value, dt.date) else str(value)
