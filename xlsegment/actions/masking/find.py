"""Find the columns of a workbook that hold personal data, in our tables and everywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsegment.actions.gather import INPUTS, REFRESHED
from xlsegment.actions.masking.columns import ID, Column, Origin, Plan
from xlsegment.core.header_text import fold
from xlsegment.core.masking import MASKS, kind_named, name_mask
from xlsegment.engine.address import column_name
from xlsegment.errors import NoSuchColumn, NotKept
from xlsegment.privacy.blocks import Column as Below
from xlsegment.privacy.blocks import columns
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
    below = [block for sheet in model.worksheets for block in blocks(sheet)]
    declared = list(_declared(located.found.values()))
    asked = [_asked(below, *each) for each in wish.also]
    found: list[Column] = []
    for column in (*asked, *declared, *_detected(below)):
        if not any(column.overlaps(other) for other in found):
            found.append(column)
    kept = _kept(found, wish.keep)
    masked = tuple(column for column in found if column not in kept)
    return Plan(masked, name_mask(_name_preset(book)).apply, tuple(kept))


@dataclass(frozen=True, slots=True)
class Block:
    """A column below a header, and the one of the customer ID in the same rows, 0 for none."""

    sheet: str
    found: Below
    id_column: int

    def column(self, kind: str, origin: Origin) -> Column:
        """Return it as a column that holds personal data of a kind."""
        header = "" if self.found.header is None else str(self.found.header).strip()
        number, own = self.found.number, self.id_column
        return Column(
            self.sheet, header or column_name(number), number, self.found.row1, self.found.row2,
            kind, origin, 0 if number == own else own,
        )  # fmt: skip


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


def blocks(sheet: SheetModel) -> Iterator[Block]:
    """Yield the columns of a sheet: those of its tables, and what stands outside them."""
    tables = [table.area for table in sheet.tables if table.header_rows]
    found = list(columns(sheet.cells, tables))
    ids: dict[int, int] = {}
    for column in found:
        if fold(column.header) in _ID_HEADERS:
            ids.setdefault(column.row1, column.number)
    for column in found:
        yield Block(sheet.name, column, ids.get(column.row1, 0))


def _detected(blocks: Iterable[Block]) -> Iterator[Column]:
    """Yield what looks like personal data, and the customer IDs of tables that are not ours."""
    for block in blocks:
        if block.found.number == block.id_column:
            yield block.column(ID, "detected")
        elif kind := personal_columns([(block.found.header, block.found.cells)])[0]:
            yield block.column(kind, "detected")


def _asked(blocks: Iterable[Block], sheet: str, column: str, word: str) -> Column:
    mask = kind_named(word)
    if mask is None:
        raise NoSuchColumn(asked=f"{sheet}!{column}={word}", kinds=_KINDS)
    for block in blocks:
        named = fold(column) in (fold(block.found.header), fold(column_name(block.found.number)))
        if named and block.sheet.casefold() == sheet.casefold():
            return block.column(mask.key, "asked")
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
