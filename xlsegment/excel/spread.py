"""One rule for single cells, applied to cells, rows, columns and blocks alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from xlsegment.excel.cells import Block, CellError
from xlsegment.excel.readers import Reader, read


@dataclass(frozen=True, slots=True)
class Given:
    """One argument that has a cell per row.

    Attributes
    ----------
    value
        As it was handed over.
    reader
        What its cells mean.
    needed
        Whether a blank cell makes the result ``#N/A``; otherwise the rule is handed None.
    of_row
        Whether it takes part in the question whether the whole row is blank.
    """

    value: object
    reader: Reader
    needed: bool = True
    of_row: bool = True


def needed(value: object, reader: Reader) -> Given:
    """Return an argument without which there is no result: blank is ``#N/A``."""
    return Given(value, reader)


def allowed(value: object, reader: Reader) -> Given:
    """Return an argument of the row that the rule can do without."""
    return Given(value, reader, needed=False)


def constant(value: object, reader: Reader) -> Given:
    """Return an argument that is needed, but as a rule is one cell for all rows."""
    return Given(value, reader, of_row=False)


def optional(value: object, reader: Reader) -> Given:
    """Return an argument that may be left out, or be blank."""
    return Given(value, reader, needed=False, of_row=False)


def spread(rule: Callable[..., Any], *given: Given) -> object:
    """Apply a rule for single cells to arguments of any shape.

    Parameters
    ----------
    rule
        Takes one value per argument, in order, and returns a result cell.
    *given
        From `needed`, `allowed`, `constant` and `optional`.

    Returns
    -------
    cell or list of list
        In the shape of the largest argument, with single cells repeated; ``#VALUE!`` when the
        shapes do not fit. Per row: an error among the arguments is passed on, a row without any
        cell gives ``""``, a blank that is needed ``#N/A``.
    """
    blocks = [Block.of(argument.value) for argument in given]
    shape = max(blocks, key=lambda block: block.rows * block.columns)
    if any(
        not block.single and (block.rows, block.columns) != (shape.rows, shape.columns)
        for block in blocks
    ):
        return CellError.VALUE
    columns = [
        [read(cell, argument.reader) for cell in block.cells]
        for block, argument in zip(blocks, given, strict=True)
    ]
    # single cells are repeated; the largest argument itself decides where the rows end
    wide = [column if len(column) == len(shape.cells) else repeat(column[0]) for column in columns]
    if all(map(_complete, given, columns)):
        return shape.shaped(list(map(rule, *wide)))
    return shape.shaped([_row(rule, given, row) for row in zip(*wide, strict=False)])


def _complete(argument: Given, column: list[object]) -> bool:
    """Tell whether every cell can go to the rule as it is."""
    kinds = set(map(type, column))
    blank_counts = argument.needed or argument.of_row
    return CellError not in kinds and not (blank_counts and type(None) in kinds)


def _row(rule: Callable[..., Any], given: tuple[Given, ...], cells: tuple[object, ...]) -> object:
    for cell in cells:
        if isinstance(cell, CellError):
            return cell
    lacking = [cell is None for cell in cells]
    if not any(lacking):
        return rule(*cells)
    of_row = [lacks for argument, lacks in zip(given, lacking, strict=True) if argument.of_row]
    if of_row and all(of_row):
        return ""
    if any(argument.needed and lacks for argument, lacks in zip(given, lacking, strict=True)):
        return CellError.NA
    return rule(*cells)
