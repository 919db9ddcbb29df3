"""Our worksheet functions turned into the values they show, for people without the add-in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.actions.closed_file import opened, replaced
from xlsegment.actions.output import check_output
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.engine.atomic import check_target
from xlsegment.errors import OtherExtension
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.engine.bookmodel import BookModel
    from xlsegment.engine.edits import Area, Content
    from xlsegment.engine.sheetmodel import SheetModel

# Excel writes this before functions that it did not know when the file was saved.
_UNKNOWN: Final = re.compile(r"^_(?:xlfn|xludf)\.(?:_xludf\.)?", re.IGNORECASE)
# From our add-in: [1]!F(), xlsegment.xlam!F(), 'C:\...\xlsegment.xlam'!F()
_OURS: Final = re.compile(r"\[\d+\]|(?:.*[\\/])?\[?xlsegment\.xlam\]?", re.IGNORECASE)
_NOT_CALCULATED: Final = Text("还没有算过", "never calculated")
_NO_VALUE: Final = Text("显示的是 {value}，不是结果", "it shows {value}, which is no result")
_IN_NAME: Final = Text("定义的名称", "a defined name")
_IN_RULE: Final = Text("条件格式", "conditional formatting")
_IN_VALIDATION: Final = Text("数据验证", "data validation")
_IN_COLUMN: Final = Text("表格里新增的行会用它", "new rows of the table get it")
_ELSEWHERE: Final = Text("图表、控件或规则", "a chart, a control or a rule")
# Where else a worksheet or a table keeps formulas, by their elements in the file.
_KEEPERS: Final = {
    "formula": _IN_RULE,
    "formula1": _IN_VALIDATION,
    "formula2": _IN_VALIDATION,
    "calculatedColumnFormula": _IN_COLUMN,
    "totalsRowFormula": _IN_COLUMN,
}
# What Excel shows while it cannot calculate; as a value it would hide the formula's result.
_NO_RESULT: Final = frozenset(
    ("#NAME?", "#REF!", "#GETTING_DATA", "#BUSY!", "#SPILL!", "#CALC!", "#CONNECT!", "#BLOCKED!")
)


@dataclass(frozen=True, slots=True)
class Left:
    """A formula that stays a formula, and why."""

    where: str
    why: Text


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a freeze did.

    Attributes
    ----------
    file
        The workbook that was written.
    frozen
        How many formulas became values; one that spills counts once.
    left
        Those that had to stay.
    snapshot
        What undo goes back to; None where nothing was replaced.
    """

    file: Path
    frozen: int
    left: tuple[Left, ...]
    snapshot: Path | None = None


def freeze_file(
    path: Path,
    functions: Iterable[str],
    out: Path | None = None,
    *,
    dry_run: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Frozen:
    """Turn every formula that calls one of our functions into the value it shows.

    So does one that uses a defined name which calls them. A formula that calls others as well
    becomes a value whole. The cells keep their formats.

    Parameters
    ----------
    path
        A closed workbook.
    functions
        The names of our worksheet functions.
    out
        Where to save it; in place by default, with a snapshot for undo.
    dry_run
        Whether to count only.
    force
        Whether another file may be replaced; it is kept as a snapshot for undo, too.

    Raises
    ------
    XlsegmentError
        If the workbook cannot be changed without harm. Nothing was changed.
    """
    watch = Stopwatch(progress)
    target = path if out is None else out
    names = frozenset(name.casefold() for name in functions)
    with opened(path, watch) as book:
        if not dry_run:
            check_output(target, force=force, source=path)
            check_target(target)
        if target.suffix.lower() != path.suffix.lower():
            raise OtherExtension(file=target.name, suffix=path.suffix)
        model: BookModel = book.impl.model
        frozen, left = 0, list(_in_names(model, names))
        through = _names_through(model, names)
        with watch.stage(Stage.COMPUTE):
            left += _elsewhere(path, names)
            for sheet in model.worksheets:
                done, stay = _freeze_sheet(path, sheet, names, through)
                frozen += done
                left += stay
        if dry_run or not frozen:
            return Frozen(target, frozen, tuple(left))
        taken = replaced(target, lambda: book.save(str(target.absolute())), watch)
    return Frozen(target, frozen, tuple(left), taken)


def calls_ours(formula: str, names: frozenset[str]) -> bool:
    """Tell whether a formula calls one of our functions, by whatever path it names the add-in."""
    from xlsegment.engine.formulas import calls

    return any(
        _UNKNOWN.sub("", name).casefold() in names and (not book or _OURS.fullmatch(book))
        for book, name in calls(formula)
    )


def _in_names(model: BookModel, names: frozenset[str]) -> Iterator[Left]:
    for name in model.names:
        if calls_ours(name.refers_to, names):
            yield Left(name.full_name, _IN_NAME)


def _names_through(model: BookModel, names: frozenset[str]) -> frozenset[str]:
    """Return the defined names that call one of our functions, if only by another such name."""
    through: frozenset[str] = frozenset()
    while True:
        more = frozenset(
            name.name.casefold()
            for name in model.names
            if calls_ours(name.refers_to, names) or _uses(name.refers_to, through)
        )
        if more == through:
            return through
        through = more


def _uses(formula: str, through: frozenset[str]) -> bool:
    from xlsegment.engine.formulas import words

    return bool(through) and any(word.casefold() in through for word in words(formula))


def _elsewhere(path: Path, names: frozenset[str]) -> Iterator[Left]:
    """Yield the rules, columns of tables and charts that call one of our functions."""
    from xlsegment.engine.draft import Draft
    from xlsegment.engine.package import Package
    from xlsegment.engine.references import formula_parts, formulas

    found: dict[Left, None] = {}
    with Package(path) as package:
        draft = Draft(package, path.parent)
        sheets = {sheet.part: sheet.name for sheet in package.sheet_parts.values()}
        for each in formulas(draft, formula_parts(draft)):
            prefix, _, element = each.element.rpartition(":")
            in_cell = element == "f" and prefix != "xm" and each.part in sheets
            if in_cell or each.name or not calls_ours(each.formula, names):
                continue
            why, where = _KEEPERS.get(element, _ELSEWHERE), sheets.get(each.part, each.part)
            if why is _IN_COLUMN:
                where = package.parsed(each.part)[1].attrs.get("displayName", where)
            found[Left(where, why)] = None
    yield from found


def _freeze_sheet(
    path: Path, sheet: SheetModel, names: frozenset[str], through: frozenset[str]
) -> tuple[int, list[Left]]:
    """Plan the values of one sheet; return how many formulas go and which stay."""
    from xlsegment.engine.address import column_name
    from xlsegment.engine.edits import Area

    areas = {(area.row1, area.col1): area for area in sheet.cells.arrays}
    frozen, left, blank = 0, list[Left](), list[Area]()

    def settle(area: Area, why: Text | None) -> None:
        nonlocal frozen
        if why is None:
            frozen += 1
            sheet.write_contents(area.row1, _contents(sheet, area))
        else:
            cell = f"{sheet.name}!{column_name(area.col1)}{area.row1}"
            left.append(Left(cell, why))

    for column, formulas in sorted(sheet.cells.formulas.items()):
        rows = sorted(formulas)
        texts = sheet.formulas(Area(rows[0], column, rows[-1], column))[0]
        for row in rows:
            text = texts[row - rows[0]]
            if not calls_ours(text, names) and not _uses(text, through):
                continue
            area = areas.get((row, column), Area(row, column, row, column))
            content = _contents(sheet, Area(row, column, row, column))[column][0]
            if content is None:
                blank.append(area)
            else:
                settle(area, _no_result(content))
    calculated = _empty_texts(path, sheet, blank)
    for area in blank:
        done = (area.row1, area.col1) in calculated
        settle(area, None if done else _NOT_CALCULATED)
    return frozen, left


def _contents(sheet: SheetModel, area: Area) -> dict[int, Sequence[Content]]:
    """Return what the cells of an area show: dates stay the numbers that they are in the file."""
    import numpy as np

    from xlsegment.engine.grid import DateRule

    plain = DateRule(np.zeros(1, dtype=np.bool_), sheet.dates.date1904)
    return {
        column: sheet.cells.values(column, area.row1, area.row2, plain).tolist()
        for column in range(area.col1, area.col2 + 1)
    }


def _no_result(content: Content) -> Text | None:
    from xlsegment.engine.edits import ErrorValue

    if isinstance(content, ErrorValue) and content.text in _NO_RESULT:
        return Text(*(each.format(value=content.text) for each in _NO_VALUE.both))
    return None


def _empty_texts(path: Path, sheet: SheetModel, blank: Iterable[Area]) -> set[tuple[int, int]]:
    """Return the cells whose formula was calculated and gave the empty text."""
    from xlsegment.engine.draft import Draft
    from xlsegment.engine.package import Package
    from xlsegment.engine.peek import SeenCell, rows_of

    wanted = {area.row1 for area in blank}
    if not wanted or sheet.source is None:
        return set()
    with Package(path) as package:
        seen: Mapping[int, Mapping[int, SeenCell]] = rows_of(
            Draft(package, path.parent), sheet.source.part, wanted
        )
    return {
        (row, column)
        for row, cells in seen.items()
        for column, cell in cells.items()
        if cell.is_text
    }
