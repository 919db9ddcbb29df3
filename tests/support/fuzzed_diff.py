"""What a cleaning or a masking changed, read back by openpyxl, against what it says it changed."""

from __future__ import annotations

import io
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from tests.support import sheets
from xlsegment.actions.closed_file import opened
from xlsegment.actions.decide.quality import ENTRIES, FOLLOWING, ROW_ID, id_shown
from xlsegment.actions.gather import INPUTS, REFRESHED
from xlsegment.actions.progress import Stopwatch
from xlsegment.workbook.locate import locate
from xlsegment.workbook.sheets import TABLES

Place = tuple[int, int]
#: What is written in these tables is told elsewhere: they are what a run reports.
_REPORTS = ("issues", "cleaning_log")


@dataclass(frozen=True)
class Held:
    """What a cell holds and how it looks."""

    value: object
    look: str
    note: str


NOTHING = Held(None, "", "None|None")


@dataclass(frozen=True)
class Page:
    """A sheet: its cells, and all that belongs to none of them."""

    cells: dict[Place, Held]
    frame: dict[str, object]
    tables: dict[str, str]


def pages(path: Path) -> dict[str, Page]:
    """Return every sheet of a workbook as openpyxl sees it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), rich_text=True)
    looks: dict[object, str] = {}
    found = {}
    for sheet in book.worksheets:
        cells = {}
        for cell in sheet._cells.values():
            if isinstance(cell, openpyxl.cell.MergedCell):
                continue
            style = tuple(cell._style)
            if style not in looks:
                looks[style] = "|".join(
                    map(repr, (cell.number_format, cell.font, cell.fill, cell.border,
                               cell.alignment, cell.protection, cell.quotePrefix)))  # fmt: skip
            note = f"{cell.comment and cell.comment.text}|{cell.hyperlink and cell.hyperlink.ref}"
            cells[cell.row, cell.column] = Held(_value(cell.value), looks[style], note)
        frame = {
            "state": sheet.sheet_state,
            "merged": sorted(map(str, sheet.merged_cells.ranges)),
            "rules": sorted((str(r.sqref), len(r.rules)) for r in sheet.conditional_formatting),
            "entries": sorted(str(v.sqref) for v in sheet.data_validations.dataValidation),
            "header": [
                (s.left.text, s.center.text, s.right.text)
                for s in (sheet.oddHeader, sheet.oddFooter)
            ],
            "filter": sheet.auto_filter.ref,
            "rows": {n: (d.height, d.hidden) for n, d in sheet.row_dimensions.items()},
            "columns": {n: (d.width, d.hidden) for n, d in sheet.column_dimensions.items()},
            "frozen": sheet.freeze_panes,
            "protected": sheet.protection.sheet,
        }
        tables = {table.name: table.ref for table in sheet.tables.values()}
        found[sheet.title] = Page(cells, frame, tables)
    return found


def _value(value: object) -> object:
    if isinstance(value, CellRichText):
        return ("rich", [(str(run), repr(getattr(run, "font", ""))) for run in value])
    if isinstance(value, ArrayFormula):
        return (value.ref, value.text)
    if isinstance(value, DataTableFormula):
        return repr(value)
    if isinstance(value, float):  # the largest one is often written with 16 digits, rounded up
        value = max(-sys.float_info.max, min(value, sys.float_info.max))
    return (type(value).__name__, value) if isinstance(value, bool | int | float) else value


@dataclass(frozen=True)
class Body:
    """The rows of one of our tables."""

    key: str
    sheet: str
    first_row: int
    rows: int
    first_col: int
    last_col: int
    headers: dict[int, str]
    id_col: int


def bodies(path: Path) -> list[Body]:
    """Return where the tables that cleaning works on stand, and those it reports in."""
    with opened(path, Stopwatch(None)) as book:
        found = locate(book, [TABLES[key] for key in REFRESHED], inputs=INPUTS).found
        made = []
        for key, handle in found.items():
            if key in (*ENTRIES, *FOLLOWING, *_REPORTS):
                names = {at: k for k, at in handle.columns.items()}
                names |= {at: header for header, at in handle.own.items()}
                made.append(
                    Body(key, handle.sheet.name, handle.first_row, handle.rows, handle.first_col,
                         handle.last_col, names, handle.columns.get(ROW_ID.get(key, ""), 0))
                )  # fmt: skip
        return made


@dataclass(frozen=True)
class Logged:
    """What 清洗记录 says: cells and rows, by sheet, row ID and column."""

    cells: Counter[tuple[str, str, str]]
    rows: Counter[tuple[str, str]]
    unused: int


def logged(path: Path) -> Logged:
    """Read 清洗记录."""
    cells: Counter[tuple[str, str, str]] = Counter()
    rows: Counter[tuple[str, str]] = Counter()
    unused = 0
    try:
        entries = sheets.rows(sheets.open_book(path), "cleaning_log")
    except KeyError:
        entries = []
    for row in entries:
        if row["code"] is None:
            continue
        sheet, row_id, column = row["sheet"], row["row_id"] or "", row["column"]
        if column is None:
            rows[sheet, row_id] += 1
        elif row["what"].startswith(("合并时以留下的记录为准", "the record that stays went")):
            unused += 1
        else:
            cells[sheet, row_id, column] += 1
    return Logged(cells, rows, unused)


def unexplained(before: Path, after: Path) -> list[str]:
    """Return what a cleaning changed without saying so, or said without changing it."""
    old, new = pages(before), pages(after)
    log = logged(after)
    places = bodies(before)
    reports = {body.sheet for body in places if body.key in _REPORTS}
    added = [name for name in new if name not in old]
    faults = [f"sheet {name} is gone" for name in old if name not in new]
    if len(added) > (bool(log.cells or log.rows)):
        faults.append(f"sheets were added: {added}")
    meant = set()
    for name in old.keys() & new.keys():
        if name in reports:
            continue
        mine = [body for body in places if body.sheet == name]
        inside: set[Place] = set()
        for body in mine:
            rows = _aligned(
                body,
                old[name],
                new[name],
                sum(n for (sheet, _), n in log.rows.items() if sheet == name)
                if len(mine) == 1
                else 0,
            )
            if isinstance(rows, str):
                faults.append(rows)
                continue
            faults += _told(body, old[name], new[name], rows, log, meant)
            below = body.first_row + body.rows
            inside |= {(row, column) for row in range(body.first_row, below + 1)
                       for column in range(body.first_col, body.last_col + 1)}  # fmt: skip
        gone = any(sheet == name for sheet, _ in log.rows)
        faults += _elsewhere(name, old[name], new[name], inside, gone=gone)
    gone_ids = set(log.rows)
    faults += [f"logged, not changed: {what}" for what in log.cells
               if what not in meant and what[:2] not in gone_ids]  # fmt: skip
    return faults


def _row(page: Page, body: Body, row: int) -> tuple[object, ...]:
    columns = range(body.first_col, body.last_col + 1)
    return tuple(page.cells.get((row, column), NOTHING).value for column in columns)


def _aligned(body: Body, old: Page, new: Page, gone: int) -> list[tuple[int, int]] | str:
    """Return pairs of rows, before and after, that are the same row."""
    numbers = range(body.first_row, body.first_row + body.rows)
    if not gone:
        return [(row, row) for row in numbers]
    blank = [row for row in numbers if _is_blank(_row(new, body, row))
             and not _is_blank(_row(old, body, row))]  # fmt: skip
    before = [_row(old, body, row) for row in numbers]
    after = [_row(new, body, row) for row in numbers]
    if len(blank) == gone and not _closed_up(body, blank):
        return [(row, row) for row in numbers if row not in blank]
    # The cheapest way of taking out that many rows.
    kept = body.rows - gone
    cost: dict[tuple[int, int], tuple[int, tuple[tuple[int, int], ...]]] = {(0, 0): (0, ())}
    for at in range(body.rows):
        for out in range(gone + 1):
            if (at, out) not in cost:
                continue
            paid, pairs = cost[at, out]
            steps = []
            if out < gone:
                steps.append(((at + 1, out + 1), paid, pairs))
            to = at - out
            if to < kept:
                top = body.first_row
                moved = [_moved(value, top + at, top + to) for value in before[at]]
                differ = sum(a != b for a, b in zip(moved, after[to], strict=True))
                steps.append(((at + 1, out), paid + differ, (*pairs, (top + at, top + to))))
            for state, price, way in steps:
                if state not in cost or cost[state][0] > price:
                    cost[state] = (price, way)
    return list(cost[body.rows, gone][1])


def _closed_up(body: Body, blank: list[int]) -> bool:
    """Tell whether the blank rows are all at the end, where nobody can tell; then rows moved."""
    return blank == list(range(body.first_row + body.rows - len(blank), body.first_row + body.rows))


def _is_blank(row: Iterable[object]) -> bool:
    return all(value is None or value == "" for value in row)


def _moved(value: object, row: int, to: int) -> object:
    """Return a formula as it must read once its row has moved: it follows its own row alone."""
    if isinstance(value, str) and value.startswith("="):
        return re.sub(rf"(?<![\w$!])([A-Z]{{1,3}}){row}(?!\d)", rf"\g<1>{to}", value)
    return value


def _told(
    body: Body, old: Page, new: Page, rows: list[tuple[int, int]], log: Logged, meant: set[object]
) -> Iterator[str]:
    for row, to in rows:
        held = [page.cells.get((at, body.id_col), NOTHING).value
                for page, at in ((old, row), (new, to))] if body.id_col else []  # fmt: skip
        ids = {id_shown(value) for value in held} if held else {""}
        if not all(isinstance(value, str) and value.isalnum() for value in held):
            # What a formula, a date or a broken line is called is not known from the cell alone.
            ids = {row_id for sheet, row_id, _ in log.cells if sheet == body.sheet}
        for column in range(body.first_col, body.last_col + 1):
            was = old.cells.get((row, column), NOTHING)
            now = new.cells.get((to, column), NOTHING)
            key = body.headers.get(column, "")
            names = {key}
            if key in TABLES[body.key].keys:
                names = set(TABLES[body.key].column(key).header.both)
            entries = {(body.sheet, shown, name) for shown in ids for name in names}
            place = f"{body.sheet} row {row}->{to} column {column}"
            if _moved(was.value, row, to) != now.value:
                if not entries & log.cells.keys():
                    yield f"{place}: {was.value!r} became {now.value!r}, not in the log of {ids}"
                meant |= entries
            elif was.look != now.look and not (was.look == "" or now.look == ""):
                yield f"{place}: looks different: {was.look[:40]} -> {now.look[:40]}"
            if was.note != now.note:
                yield f"{place}: another note: {was.note} -> {now.note}"


def _elsewhere(name: str, old: Page, new: Page, inside: set[Place], *, gone: bool) -> Iterator[str]:
    for place in old.cells.keys() | new.cells.keys():
        was, now = old.cells.get(place, NOTHING), new.cells.get(place, NOTHING)
        if place in inside or was == now or (was.value is None and now.value is None):
            continue
        if (was.value, was.note) != (now.value, now.note):
            yield f"{name} {place}: outside of tables {was} became {now}"
    if old.frame != new.frame:
        changed = {k: (v, new.frame[k]) for k, v in old.frame.items() if new.frame[k] != v}
        yield f"{name}: {changed}"
    if not gone and old.tables != new.tables:
        yield f"{name}: tables {old.tables} became {new.tables}"
