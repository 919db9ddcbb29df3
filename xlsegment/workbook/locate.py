"""Find the tables of a workbook, whatever people did to its sheets.

A table is first looked for by its Excel table name in either language, then by its headers among
all other tables, then by its headers in any row of any sheet. So renamed sheets, reordered and
inserted columns, a user's own columns and sheets, and tables turned into plain ranges all work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsegment.core.header_text import fold
from xlsegment.errors import ColumnsMissing, TableNotFound, WorkbookError
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, TableSpec
from xlsegment.workbook.handle import TableHandle
from xlsegment.workbook.headers import HeaderIndex, HeaderRow, nearest
from xlsegment.workbook.sheets.examples import EXAMPLES

if TYPE_CHECKING:
    import xlwings as xw

# sheet, first and last row, first and last column of a table that is known already
_Box = tuple[str, int, int, int, int]
_EXAMPLES = frozenset(name for table in EXAMPLES.tables for name in table.name.both)
# Headers nearly always stand in the first rows; what lies deeper is read only when a table has
# not been found there.
TOP_ROWS = 200
#: A table that gets rewritten is known by so many headers at least, or by all it has.
_FEW = 4


@dataclass(slots=True)
class Located:
    """The tables that were found, and for each other one the error that says what is missing."""

    found: dict[str, TableHandle]
    missing: dict[str, WorkbookError]

    def require(self, key: str) -> TableHandle:
        """Return a table or raise the error that explains its absence."""
        if key in self.missing:
            raise self.missing[key]
        return self.found[key]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row of headers that could belong to a table."""

    sheet: xw.Sheet
    table: xw.main.Table | None
    row: int
    col: int
    headers: tuple[object, ...]
    body_rows: int


def locate(book: xw.Book, specs: Iterable[TableSpec], *, inputs: frozenset[str]) -> Located:
    """Find every table of ``specs`` in a workbook.

    Parameters
    ----------
    book : xlwings Book
        Any workbook, live or closed.
    specs : iterable of TableSpec
        The tables to look for.
    inputs : frozenset of str
        Keys of the tables that are only read or filled: two known columns are enough to know
        them by. All others get rewritten, so most of their columns must be there.
    """
    wanted = {spec.key: spec for spec in specs}
    indexes = {key: HeaderIndex(spec) for key, spec in wanted.items()}
    found: dict[str, TableHandle] = {}
    missing: dict[str, WorkbookError] = {}
    listed = [candidate for sheet in book.sheets for candidate in _tables(sheet)]

    names = {fold(name): key for key, spec in wanted.items() for name in (*spec.name.both, key)}
    free: list[_Candidate] = []
    for candidate in listed:
        assert candidate.table is not None
        key = names.get(fold(candidate.table.name))
        if key is None or key in found:
            free.append(candidate)
            continue
        match = indexes[key].match(candidate.headers)
        if lacking := _lacking(wanted[key], match):
            missing[key] = _columns_missing(wanted[key], lacking, candidate)
        else:
            found[key] = _handle(wanted[key], candidate, match, inputs)

    def settle(candidates: Iterable[_Candidate]) -> None:
        ranked = []
        for order, candidate in enumerate(candidates):
            for key in wanted.keys() - found.keys() - missing.keys():
                match = indexes[key].match(candidate.headers)
                enough = 2 if key in inputs else _enough(wanted[key])
                if len(match.keys) >= enough and not _lacking(wanted[key], match):
                    ranked.append((-len(match.keys), len(match.own), order, key, candidate, match))
        ranked.sort(key=lambda entry: entry[:4])
        taken: set[int] = set()
        for _, _, order, key, candidate, match in ranked:
            if key not in found and order not in taken:
                taken.add(order)
                found[key] = _handle(wanted[key], candidate, match, inputs)

    settle(free)
    # Examples of functions show the very headers of our tables; no data stands there.
    shown = {c.sheet.name for c in listed if c.table is not None and c.table.name in _EXAMPLES}
    shown.update(EXAMPLES.title.both)
    known = frozenset(f for index in indexes.values() for f in index.folded)
    seen: list[_Candidate] = list(free)
    for deep in (False, True):
        if wanted.keys() - found.keys() - missing.keys():
            boxes = [*map(_box, listed), *map(_box_of, found.values())]
            ranges = [
                candidate
                for sheet in book.sheets
                if sheet.name not in shown
                for candidate in _ranges(sheet, boxes, known, deep)
            ]
            seen += ranges
            settle(ranges)
    for key in wanted.keys() - found.keys() - missing.keys():
        missing[key] = _broken(wanted[key], seen, found) or _not_found(wanted[key], seen)
    return Located(found, missing)


def _enough(spec: TableSpec) -> int:
    """Return how many known columns tell that a table which is no old input is this one."""
    if spec.fed:
        return max(2, round(0.5 * sum(c.role != "result" for c in spec.columns)))
    # Two or three common headers, as 订单数 and 净消费, stand over other figures, too.
    return max(min(_FEW, len(spec.columns)), round(0.6 * len(spec.columns)))


def _broken(
    spec: TableSpec, seen: list[_Candidate], found: Mapping[str, TableHandle]
) -> ColumnsMissing | None:
    """Return what a table lacks that is there by its headers, but for one of several it needs."""
    index = HeaderIndex(spec)
    needed = sum(column.required for column in spec.columns)
    used = {(h.sheet.name, h.header_row, h.first_col) for h in found.values()}
    for candidate in seen:
        if (candidate.sheet.name, candidate.row, candidate.col) in used:
            continue
        match = index.match(candidate.headers)
        lacking = _lacking(spec, match)
        if len(lacking) == 1 < needed - 1 and len(match.keys) >= needed:
            return _columns_missing(spec, lacking, candidate)
    return None


def _lacking(spec: TableSpec, match: HeaderRow) -> list[str]:
    return [c.key for c in spec.columns if c.required and c.key not in match.keys]


def _tables(sheet: xw.Sheet) -> Iterator[_Candidate]:
    for table in sheet.tables:
        header = table.header_row_range
        if header is None:
            continue  # no header row shown: its columns have no names to know them by
        body = table.data_body_range
        headers = tuple(header.options(ndim=1).value)
        yield _Candidate(
            sheet, table, header.row, header.column, headers, body.shape[0] if body else 0
        )


def _box(candidate: _Candidate) -> _Box:
    right = candidate.col + len(candidate.headers) - 1
    bottom = candidate.row + candidate.body_rows
    return candidate.sheet.name, candidate.row, bottom, candidate.col, right


def _box_of(handle: TableHandle) -> _Box:
    name, row = handle.sheet.name, handle.header_row
    return name, row, handle.last_row, handle.first_col, handle.last_col


def _ranges(
    sheet: xw.Sheet, taken: list[_Box], known: frozenset[str], deep: bool
) -> Iterator[_Candidate]:
    """Yield every run of text cells in the sheet that holds at least two known headers."""
    used = sheet.used_range
    top, left = used.row, used.column
    bottom, right = top + used.shape[0] - 1, left + used.shape[1] - 1
    first = top + TOP_ROWS if deep else top
    last = bottom if deep else min(bottom, top + TOP_ROWS - 1)
    title = sheet.name
    boxes = [box[1:] for box in taken if box[0] == title]
    for start, stop in _open_spans(first, last, boxes if deep else []):
        values = sheet.range((start, left), (stop, right)).options(ndim=2, err_to_str=True).value
        for offset, row in enumerate(values):
            here = start + offset
            for col, headers in _runs(row, left):
                inside = any(b[0] <= here <= b[1] and b[2] <= col <= b[3] for b in boxes)
                if not inside and len({fold(h) for h in headers} & known) >= 2:
                    yield _Candidate(sheet, None, here, col, headers, bottom - here)


def _open_spans(
    first: int, last: int, boxes: list[tuple[int, int, int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the rows from first to last that no table covers, as (start, stop) pairs."""
    start = first
    for top, bottom, _, _ in sorted(boxes):
        if start < top <= last:
            yield start, top - 1
        start = max(start, bottom + 1)
    if start <= last:
        yield start, last


def _runs(row: list[object], left: int) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield (column, cells) for each unbroken run of filled cells in a row."""
    start = None
    for position, value in enumerate([*row, None]):
        filled = value is not None and str(value).strip() != ""
        if filled and start is None:
            start = position
        elif not filled and start is not None:
            yield left + start, tuple(row[start:position])
            start = None


def _handle(
    spec: TableSpec, candidate: _Candidate, match: HeaderRow, inputs: frozenset[str]
) -> TableHandle:
    rows, unread = candidate.body_rows, 0
    if candidate.table is None and rows:
        rows, unread = _measure(candidate)
    elif candidate.table is not None and (spec.fed or spec.key in inputs):
        unread = _directly_below(candidate)
    return TableHandle(
        spec=spec,
        sheet=candidate.sheet,
        table=candidate.table,
        header_row=candidate.row,
        first_col=candidate.col,
        last_col=candidate.col + len(candidate.headers) - 1,
        rows=rows,
        columns={key: candidate.col + position for key, position in match.keys.items()},
        own={header: candidate.col + position for header, position in match.own.items()},
        repeated=match.repeated,
        unread=unread,
    )


def _measure(candidate: _Candidate) -> tuple[int, int]:
    """Return the rows of a plain range, which ends at its first blank row, and those below."""
    first, last_col = candidate.row + 1, candidate.col + len(candidate.headers) - 1
    body = candidate.sheet.range(
        (first, candidate.col), (first + candidate.body_rows - 1, last_col)
    )
    filled = [_filled(row) for row in body.options(ndim=2).value]
    rows = filled.index(0) if 0 in filled else len(filled)
    return rows, sum(count > 1 for count in filled[rows:])


def _filled(row: list[object]) -> int:
    """Count the cells that hold something; one alone below a table is a remark."""
    return sum(cell is not None and cell != "" for cell in row)


def _directly_below(candidate: _Candidate) -> int:
    """Return how many rows go on below a table, as pasted there by other programs than Excel."""
    assert candidate.table is not None
    whole = candidate.table.range
    used = candidate.sheet.used_range
    first, last = whole.row + whole.shape[0], used.row + used.shape[0] - 1
    if last < first:
        return 0
    right = candidate.col + len(candidate.headers) - 1
    below = candidate.sheet.range((first, candidate.col), (last, right)).options(ndim=2).value
    goes_on = [_filled(row) > 1 for row in below]
    return goes_on.index(False) if False in goes_on else len(goes_on)


def _columns_missing(spec: TableSpec, lacking: list[str], candidate: _Candidate) -> ColumnsMissing:
    columns = [spec.column(key) for key in lacking]
    near = [n for c in columns for name in c.header.both for n in nearest(name, candidate.headers)]
    return ColumnsMissing(
        table=spec.name,
        sheet=candidate.sheet.name,
        columns=_listed(columns),
        near="、".join(dict.fromkeys(near)) or "—",
    )


def _listed(columns: Iterable[ColumnSpec]) -> Text:
    headers = [column.header for column in columns]
    return Text("、".join(h.zh for h in headers), ", ".join(h.en for h in headers))


def _not_found(spec: TableSpec, seen: list[_Candidate]) -> TableNotFound:
    index = HeaderIndex(spec)

    def likeness(candidate: _Candidate) -> int:
        return len(index.match(candidate.headers).keys)

    best = max(seen, key=likeness, default=None)
    near = "—"
    if best is not None and likeness(best):
        names = [str(h).strip() for h in best.headers if h is not None][:8]
        near = f"“{best.sheet.name}”:" + "、".join(names)
    return TableNotFound(
        table=spec.name, columns=_listed(c for c in spec.columns if c.required), near=near
    )
