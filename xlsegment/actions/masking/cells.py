"""What becomes of the cells of the planned columns: each masked whole, its original noted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xlsegment.actions.masking.columns import ID, Column, Plan
from xlsegment.actions.masking.joincodes import JoinCodes, kind_of_id
from xlsegment.core.celltext import is_blank_text
from xlsegment.core.mask_addresses import region_of
from xlsegment.core.masked import cell_text
from xlsegment.core.masking import MASKS, is_masked
from xlsegment.engine.edits import KEEP, Area, Content, ErrorValue, Formula
from xlsegment.privacy.columns import is_open
from xlsegment.vault.entry import Entry

if TYPE_CHECKING:
    from xlsegment.engine.bookmodel import BookModel
    from xlsegment.engine.sheetmodel import SheetModel
    from xlsegment.privacy.known import Known

#: What a formula that was never calculated is replaced by: nobody knows what it would have shown.
_UNSEEN: Final = "***"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one column.

    Attributes
    ----------
    column
        Which.
    masked
        How many cells changed.
    whole
        How many of them were not understood and are masked whole.
    formulas
        How many of them were formulas.
    """

    column: Column
    masked: int
    whole: int
    formulas: int


@dataclass(slots=True)
class MaskedCells:
    """All that masking the cells of a workbook gave.

    Attributes
    ----------
    done
        The columns in which anything changed.
    originals
        Value, mask, kind: what must not be found anywhere afterwards.
    doubtful
        Originals that were not understood; they may be any word.
    entries
        Every original cell with its place, for the vault.
    """

    done: list[Done] = field(default_factory=list)
    originals: dict[str, tuple[str, str]] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)


def mask_cells(model: BookModel, plan: Plan, codes: JoinCodes) -> MaskedCells:
    """Mask the planned columns of a closed workbook that is open in the engine; it is not saved.

    Customer IDs go first: a number that is both ID and mobile is replaced by its join code
    wherever it stands loosely. So is an ID with a mobile in it, which masked would be another's.
    """
    from xlsegment.privacy.known import Known

    read: list[tuple[_Cells, dict[object, _Mask]]] = []
    for column in plan.columns:
        if column.kind != ID:
            cells = _Cells(_sheet(model, column), column)
            read.append((cells, _masks(plan, column, cells.values)))
    known = Known(
        (cell_text(value), mask.text, mask.kind)
        for _, masks in read
        for value, mask in masks.items()
        if mask.understood
    )
    result = MaskedCells()
    ids: dict[tuple[str, int], dict[int, str]] = {}
    for column in plan.columns:
        if column.kind == ID:
            cells = _Cells(_sheet(model, column), column)
            codes_here = _codes(codes, known, cells.values)
            place = ids.setdefault((column.sheet, column.column), {})
            for row, value in enumerate(cells.values, column.first_row):
                mask = codes_here.get(_key(value))
                place[row] = cell_text(value) if mask is None else mask.text
            _write(cells, codes_here, result, {})
    for cells, masks in read:
        column = cells.column
        _write(cells, masks, result, ids.get((column.sheet, column.id_column), {}))
    return result


def _sheet(model: BookModel, column: Column) -> SheetModel:
    sheet = model.find_sheet(column.sheet)
    assert sheet is not None, "planned from this workbook"
    return sheet


@dataclass(frozen=True, slots=True)
class _Mask:
    text: str
    kind: str
    understood: bool = True


class _Cells:
    """The cells of one column as they are in the file."""

    def __init__(self, sheet: SheetModel, column: Column) -> None:
        self.sheet, self.column = sheet, column
        self.last_row = max(min(column.last_row, sheet.last_row()), column.first_row)
        area = Area(column.first_row, column.column, self.last_row, column.column)
        self.values: list[object] = sheet.values(area)[0].tolist()
        self.formulas: Mapping[int, str] = {
            at: content.text
            for at, content in enumerate(sheet.contents(area)[0])
            if isinstance(content, Formula)
        }

    @cached_property
    def formats(self) -> Sequence[str]:
        """The number format of each cell."""
        codes = self.sheet.codes(self.column.column, self.column.first_row, self.last_row)
        return [str(code) for code in codes]


def _different(values: Sequence[object]) -> Iterator[tuple[object, object, str]]:
    """Yield key, value and text of each different value that says something."""
    for key, value in {_key(value): value for value in values}.items():
        text = cell_text(value)
        if not is_blank_text(text.lower()) and not isinstance(value, ErrorValue):
            yield key, value, text


def _codes(codes: JoinCodes, known: Known, values: Sequence[object]) -> dict[object, _Mask]:
    """Return the code of each different ID that is somebody's number or has an original in it."""
    found: dict[object, _Mask] = {}
    for key, value, text in _different(values):
        kind = kind_of_id(value) or next((span.kind for span in known.find(text)), "")
        if kind:
            found[key] = _Mask(codes.code(value), kind)
    return found


def _masks(plan: Plan, column: Column, values: Sequence[object]) -> dict[object, _Mask]:
    """Return the mask of each different value that needs one."""
    masks: dict[object, _Mask] = {}
    for key, value, text in _different(values):
        if _needs_mask(column, value, text):
            masked = plan.mask(column.kind)(value)
            masks[key] = _Mask(masked.text, column.kind, masked.understood)
    return masks


def _needs_mask(column: Column, value: object, text: str) -> bool:
    """Tell whether a cell tells more than a mask of it would."""
    if column.kind == "address" and region_of(text) == text:
        return False  # 浙江省-杭州市 is what a mask of an address leaves
    if column.origin == "detected" and not is_open(column.kind, value):
        return False
    return not is_masked(text) and not MASKS[column.kind].is_masked(text)


def _key(value: object) -> object:
    """Tell TRUE from 1, which are equal otherwise."""
    return (bool, value) if isinstance(value, bool) else value


def _write(
    cells: _Cells, masks: Mapping[object, _Mask], result: MaskedCells, ids: Mapping[int, str]
) -> None:
    """Write the masks of one column and note what stood there."""
    column, contents = cells.column, list[Content]()
    masked = whole = formulas = 0
    for at, value in enumerate(cells.values):
        mask = masks.get(_key(value))
        if mask is None and value is None and at in cells.formulas and column.kind != ID:
            mask = _Mask(_UNSEEN, column.kind, understood=False)
        if mask is None:
            contents.append(KEEP)
            continue
        contents.append(mask.text)
        masked += 1
        whole += not mask.understood
        formulas += at in cells.formulas
        row = column.first_row + at
        _note(result, value, mask)
        result.entries.append(
            Entry(
                sheet=column.sheet,
                column=column.header,
                row_id=ids.get(row, ""),
                cell=f"{column.letters}{row}",
                masked=mask.text,
                original=value,  # type: ignore[arg-type]
                formula=cells.formulas.get(at, ""),
                number_format=cells.formats[at],
                kind=mask.kind,
            )
        )
    if masked:
        cells.sheet.write_contents(column.first_row, {column.column: contents})
        result.done.append(Done(column, masked, whole, formulas))


def _note(result: MaskedCells, value: object, mask: _Mask) -> None:
    text = cell_text(value)
    if not text:
        return
    for form in {text, value} if isinstance(value, str) else {text}:
        result.originals.setdefault(form, (mask.text, mask.kind))
    if not mask.understood:
        result.doubtful.add(text)
