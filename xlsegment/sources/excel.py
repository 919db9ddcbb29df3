"""Orders in a workbook: .xlsx, .xlsm, .xlsb, .xls, .ods."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

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
# Above this an integer stored as a number has lost its last digits.
_EXACT: Final = 2**53

LONG_NUMBERS = Text(
    "个长号码在源文件里存成了数字,末几位可能已变成 0(E-021),请从源系统按文本重新导出",
    "long numbers were stored as numbers, their last digits may be lost (E-021); export as text",
)


@dataclass(frozen=True, slots=True)
class ExcelSource:
    """A sheet whose header row is known."""

    rows: list[list[Any]]
    info: SourceInfo

    def read(self, wanted: Sequence[int], progress: Progress = no_progress) -> Cells:
        """Read the columns with these positions."""
        columns: list[list[object]] = [[] for _ in wanted]
        lines, prints = array("L"), array("q")
        damaged = Tally(LONG_NUMBERS)
        for line, row in enumerate(self.rows[self.info.header_line :], self.info.header_line + 1):
            cells = [_cell(row[position]) for position in wanted]
            if all(cell is None for cell in cells):
                continue
            for column, cell in zip(columns, cells, strict=True):
                if isinstance(cell, int | float) and abs(cell) > _EXACT:
                    damaged.add(line)
                column.append(cell)
            lines.append(line)
            prints.append(hash(tuple(row)))
            if line % 20_000 == 0:
                progress(line)
        return Cells(columns, lines, prints, tuple(damaged.notes()))


def open_excel(path: Path, sheet: str | None = None) -> ExcelSource:
    """Find the sheet and the header row.

    Parameters
    ----------
    path
        The workbook.
    sheet
        The sheet's name; by default the one with most headers we know.

    Raises
    ------
    NotATable, SheetNotInSource, SourceEmpty
        When the file cannot be read, has no such sheet, or holds nothing.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        # From an open file, because the reader believes the extension of a path.
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            names = [
                entry.name for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet
            ]
            if sheet is not None and sheet not in names:
                raise SheetNotInSource(file=path.name, sheet=sheet, sheets=" · ".join(names))
            found = _best_sheet(book, [sheet] if sheet is not None else names)
    except CalamineError as error:
        reason = Text("文件损坏、加密或格式不受支持", "it is damaged, encrypted or not supported")
        raise NotATable(file=path.name, reason=reason) from error
    if found is None:
        raise SourceEmpty(file=path.name)
    name, rows, header = found
    labels = unique_headers([_header(cell) for cell in rows[header]])
    how = Text(f"工作表“{name}”", f'sheet "{name}"')
    return ExcelSource(rows, SourceInfo(labels, header + 1, how, True, _other_sheets(names, name)))


def _best_sheet(book: Any, names: list[str]) -> tuple[str, list[list[Any]], int] | None:
    """Return the sheet with most known headers, its rows, and the index of its header row."""
    best: tuple[int, str, list[list[Any]], int] | None = None
    for name in names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        text = [[_header(cell) for cell in row] for row in rows[:_HEADER_WITHIN]]
        header = find_header(text, header_hits)
        if header is not None:
            hits = header_hits(text[header])
            if best is None or hits > best[0]:
                best = (hits, name, rows, header)
    return best[1:] if best else None


def _other_sheets(names: list[str], taken: str) -> tuple[Note, ...]:
    """Say that a workbook has more sheets than the one that was read."""
    others = [name for name in names if name != taken]
    if not others:
        return ()
    text = Text(
        "张其他工作表未读取(可用 --sheet 指定)", "other sheets not read (choose with --sheet)"
    )
    return (Note(text, len(others), problem=False),)


def _header(cell: object) -> str:
    return "" if cell is None else (clean_text(str(cell)) or "")


def _cell(cell: object) -> object:
    """Return a cell as text, number, date or None; text is cleaned."""
    if isinstance(cell, str):
        return clean_text(cell) if cell else None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, dt.time | dt.timedelta):
        return str(cell)
    return cell
