"""Find the columns of a workbook that hold personal data, in our tables and everywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsegment.actions.gather import INPUTS, REFRESHED
from xlsegment.actions.masking.columns import ID, Column, Plan
from xlsegment.core.header_text import fold
from xlsegment.core.masking import MASKS, kind_named, kind_of, name_mask
from xlsegment.engine.address import column_name
from xlsegment.engine.edits import Area
from xlsegment.engine.tablestate import body_area, header_area
from xlsegment.errors import NoSuchColumn, NotKept
from xlsegment.privacy.columns import personal_columns
from xlsegment.text import Text
from xlsegment.workbook.handle import TableHandle
from xlsegment.workbook.locate import locate
from xlsegment.workbook.named import named_cells
from xlsegment.workbook.param_values import Rejected, parsed
from xlsegment.workbook.params import PARAMS
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.lists import CUSTOMER_ID

if TYPE_CHECKING:
    import xlwings as xw

    from xlsegment.core.mask_names import NamePreset
    from xlsegment.engine.bookmodel import BookModel
    from xlsegment.engine.sheetmodel import SheetModel

_ID_HEADERS: Final = frozenset(
    fold(name) for name in (*CUSTOMER_ID.header.both, *CUSTOMER_ID.aliases, CUSTOMER_ID.key)
)
_KINDS: Final = Text(
    "、".join(mask.label.zh for mask in MASKS.values()),
    ", ".join(mask.label.en for mask in MASKS.values()),
)
#: The header of a plain range stands in one of its first rows, below a title.
_HEADER_WITHIN: Final = 10


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for beyond what is declared and found.

    Attributes
    ----------
    keep
        Headers of columns that were found wrongly.
    also
        ``(sheet, column, kind)``: a header or letters, and the word for a kind.
    """

    keep: tuple[str, ...] = ()
    also: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows under a row of headers: a table, or a plain range."""

    sheet: SheetModel
    header_row: int  # 0: no header is shown
    body: Area
    headers: tuple[object, ...]

    def column(self, number: int, kind: str, origin: str, id_column: int) -> Column:
        header = self.headers[number - self.body.col1]
        name = "" if header is None else str(header).strip()
        return Column(
            self.sheet.name, name or column_name(number), number, self.body.row1, self.body.row2,
            kind, origin, 0 if number == id_column else id_column,  # type: ignore[arg-type]
        )  # fmt: skip


def find_columns(book: xw.Book, wish: Wish = Wish()) -> Plan:
    """Find what is to be masked.

    Parameters
    ----------
    book
        A closed workbook behind the engine.
    wish
        What to leave out and what to add.

    Raises
    ------
    NoSuchColumn
        A wish names a column that is not there, or a kind that we do not know.
    NotKept
        A column that is declared as personal cannot be kept.
    """
    model: BookModel = book.impl.model
    located = locate(book, [TABLES[key] for key in REFRESHED], inputs=INPUTS)
    blocks = [block for sheet in model.worksheets for block in _blocks(sheet)]
    declared = list(_declared(located.found.values()))
    asked = [_asked(blocks, *each) for each in wish.also]
    found: list[Column] = []
    for column in (*asked, *declared, *_detected(blocks)):
        if not any(column.overlaps(other) for other in found):
            found.append(column)
    kept = _kept(found, wish.keep)
    masked = tuple(column for column in found if column not in kept)
    return Plan(masked, name_mask(_name_preset(book)).apply, tuple(kept))


def _declared(handles: Iterable[TableHandle]) -> Iterator[Column]:
    for handle in handles:
        if not handle.rows:
            continue
        id_column = handle.columns.get(CUSTOMER_ID.key, 0)
        for key, number in handle.columns.items():
            spec = handle.spec.column(key)
            kind = ID if key == CUSTOMER_ID.key else spec.personal
            if kind:
                yield Column(
                    handle.sheet.name, _header(handle, number), number, handle.first_row,
                    handle.last_row, kind, "declared", 0 if kind == ID else id_column,
                )  # fmt: skip


def _header(handle: TableHandle, column: int) -> str:
    return str(handle.sheet.range((handle.header_row, column)).value).strip()


def _blocks(sheet: SheetModel) -> Iterator[_Block]:
    """Yield the tables of a sheet, then what stands outside them."""
    taken: list[Area] = []
    for table in sheet.tables:
        taken.append(table.area)
        body, header = body_area(table), header_area(table)
        if body.row1 > body.row2:
            continue
        names = tuple(table.was.columns) if table.was else ()
        if header is not None:
            names = tuple(column[0] for column in sheet.values(header))
        yield _Block(sheet, header.row1 if header else 0, body, names)
    for first, last in _bands(sheet, taken):
        yield from _plain(sheet, first, last, taken)


def _bands(sheet: SheetModel, taken: list[Area]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of each stretch of rows that hold something outside the tables."""
    import numpy as np

    used = sheet.used_area()
    filled = np.zeros(used.row2 + 2, dtype=bool)
    for column in sheet.known_columns():
        own = np.zeros(used.row2 + 2, dtype=bool)
        own[sheet.filled_rows(column)] = True
        for area in taken:
            if area.col1 <= column <= area.col2:
                own[area.row1 : area.row2 + 1] = False
        filled |= own
    edges = np.flatnonzero(np.diff(filled.astype(np.int8)))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield first + 1, last


def _plain(sheet: SheetModel, first: int, last: int, taken: list[Area]) -> Iterator[_Block]:
    """Yield a block for each column of a plain range: the fullest of its first rows is the header.

    One column each, since beside a table the rows of a range are not all its own.
    """
    top = min(last, first + _HEADER_WITHIN - 1)
    columns = {
        column: [
            value
            if not any(_inside(area, first + at, column) for area in taken) else None
            for at, value in enumerate(sheet.values(Area(first, column, top, column))[0])
        ]
        for column in sheet.known_columns()
    }  # fmt: skip
    texts = [
        sum(isinstance(column[at], str) and column[at] != "" for column in columns.values())
        for at in range(top - first + 1)
    ]
    header = first + texts.index(max(texts)) if max(texts, default=0) > 1 else 0
    if header and any(_surely(values[header - first]) for values in columns.values()):
        header = 0
    for column, values in columns.items():
        name = values[header - first] if header else None
        start = header + 1 if header else first
        for row1, row2 in _apart(start, last, column, taken):
            yield _Block(sheet, header, Area(row1, column, row2, column), (name,))


def _surely(header: object) -> bool:
    """Tell whether what stands in the place of a header is somebody's, so that it is none."""
    kind = kind_of(header)
    return kind is not None and (kind.key != "name" or len(str(header)) > 2)


def _inside(area: Area, row: int, column: int) -> bool:
    return area.row1 <= row <= area.row2 and area.col1 <= column <= area.col2


def _apart(first: int, last: int, column: int, taken: list[Area]) -> Iterator[tuple[int, int]]:
    """Yield the rows of a column that no table covers, as (first, last) pairs."""
    start = first
    for area in sorted(taken, key=lambda area: area.row1):
        if area.col1 <= column <= area.col2 and area.row2 >= start:
            if start < area.row1 <= last:
                yield start, area.row1 - 1
            start = max(start, area.row2 + 1)
    if start <= last:
        yield start, last


def _detected(blocks: Iterable[_Block]) -> Iterator[Column]:
    """Yield what looks like personal data, and the customer IDs of tables that are not ours."""
    ids: dict[tuple[str, int], int] = {}
    listed = list(blocks)
    for block in listed:
        for at, header in enumerate(block.headers):
            if fold(header) in _ID_HEADERS:
                ids.setdefault((block.sheet.name, block.header_row), block.body.col1 + at)
    for block in listed:
        id_column = ids.get((block.sheet.name, block.header_row), 0)
        cells: list[list[object]] = [each.tolist() for each in block.sheet.values(block.body)]
        kinds = personal_columns(zip(block.headers, cells, strict=True))
        for at, kind in enumerate(kinds):
            number = block.body.col1 + at
            if number == id_column:
                yield block.column(number, ID, "detected", id_column)
            elif kind:
                yield block.column(number, kind, "detected", id_column)


def _asked(blocks: Iterable[_Block], sheet: str, column: str, word: str) -> Column:
    mask = kind_named(word)
    if mask is None:
        raise NoSuchColumn(asked=f"{sheet}!{column}={word}", kinds=_KINDS)
    for block in blocks:
        if block.sheet.name.casefold() != sheet.casefold():
            continue
        for at, header in enumerate(block.headers):
            number = block.body.col1 + at
            if fold(header) == fold(column) or column_name(number) == column.upper():
                return block.column(number, mask.key, "asked", 0)
    raise NoSuchColumn(asked=f"{sheet}!{column}", kinds=_KINDS)


def _kept(found: list[Column], keep: Iterable[str]) -> list[Column]:
    kept: list[Column] = []
    for header in keep:
        named = [column for column in found if fold(column.header) == fold(header)]
        if not named:
            raise NoSuchColumn(asked=header, kinds=_KINDS)
        if any(column.origin != "detected" for column in named):
            raise NotKept(column=header)
        kept += named
    return kept


def _name_preset(book: xw.Book) -> NamePreset:
    """Return the style of names that the workbook asks for; the default where it says nothing."""
    spec = next(spec for spec in PARAMS if spec.key == "name_mask")
    cells: Mapping[str, xw.Range] = named_cells(book).cells
    for name in spec.name.both:
        if name in cells:
            try:
                return parsed(spec, cells[name].value)  # type: ignore[return-value]
            except Rejected:
                break  # refresh tells about it; a mask of names it is in any case
    return spec.default  # type: ignore[return-value]
