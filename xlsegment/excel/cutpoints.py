"""The argument ``cuts``: numbers, or the cut table that a refresh prints."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from xlsegment.core.celltext import exact_number
from xlsegment.core.columns import CUTS, METHOD, METRIC
from xlsegment.core.cuts import METRIC_TEXT, METRICS, Cut, Cuts, Metric, Purpose
from xlsegment.core.levels import DEFAULT_LEVELS
from xlsegment.core.scores import MAX_BINS
from xlsegment.excel.cells import Block, Cell, CellError
from xlsegment.excel.choices import words
from xlsegment.excel.readers import text, word

METRIC_WORDS: Final = words(
    {
        "R": ("R", "recency", "最近购买", "最近购买天数", *METRIC_TEXT["R"].both),
        "F": ("F", "frequency", "购买次数", *METRIC_TEXT["F"].both),
        "M": ("M", "monetary", "spend", "期内消费", "消费金额", *METRIC_TEXT["M"].both),
    }
)
_HEADERS: Final = frozenset({"指标", "metric"})
_COLUMNS: Final = (METRIC, METHOD, CUTS)


def edge(cell: Cell) -> object:
    """Read one cut, exactly as its digits say it, in days, orders or currency units."""
    if isinstance(cell, str):
        found = exact_number(cell)
        return CellError.VALUE if found is None else Fraction(found)
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return CellError.VALUE
    return Fraction(Decimal(repr(cell)))


def in_cents(metric: Metric, cut: Fraction) -> Fraction:
    """Return a cut as cuts are kept: spend in cents."""
    return cut * 100 if metric == "M" else cut


def given_cuts(value: object, purpose: Purpose) -> Cuts | CellError:
    """Return the cuts of all metrics: the printed table, or rows R, F, M of ascending numbers.

    Raises
    ------
    DataError
        If the table is no printed one.
    """
    rows = [row for row in Block.of(value).table() if any(cell is not None for cell in row)]
    for row in rows:
        for cell in row:
            if isinstance(cell, CellError):
                return cell
    if _is_printed(rows):
        printed = rows[1:] if word(rows[0][0]) in _HEADERS else rows
        cells = ([str(text(cell)) for cell in row] for row in printed)
        return Cuts.from_rows(dict(zip(_COLUMNS, row, strict=True)) for row in cells)
    if len(rows) != len(METRICS):
        return CellError.VALUE
    cuts: list[Cut] = []
    for metric, row in zip(METRICS, rows, strict=True):
        cut = _typed(row, metric, purpose)
        if isinstance(cut, CellError):
            return cut
        cuts.append(cut)
    return Cuts(tuple(cuts))


def given_cut(value: object, metric: Metric, purpose: Purpose) -> Cut | CellError:
    """Return one metric's cuts: a line of ascending numbers, or from `given_cuts`' tables.

    Raises
    ------
    DataError
        If a printed table has no such cuts.
    """
    block = Block.of(value)
    if block.line:
        return _typed([cell for row in block.table() for cell in row], metric, purpose)
    cuts = given_cuts(value, purpose)
    return cuts if isinstance(cuts, CellError) else cuts.of(purpose, metric)


def default_level(metric: Metric) -> Cut:
    """Return the level cuts that hold unless others are given."""
    return next(cut for cut in DEFAULT_LEVELS if cut.metric == metric)


def _is_printed(rows: list[list[Cell]]) -> bool:
    return (
        bool(rows)
        and len(rows[0]) == len(_COLUMNS)
        and isinstance(rows[0][0], str)
        and (word(rows[0][0]) in _HEADERS or word(rows[0][0]) in METRIC_WORDS)
    )


def _typed(cells: list[Cell], metric: Metric, purpose: Purpose) -> Cut | CellError:
    edges: list[Fraction] = []
    for cell in cells:
        found = cell if cell is None or isinstance(cell, CellError) else edge(cell)
        if isinstance(found, CellError):
            return found
        if isinstance(found, Fraction):
            edges.append(in_cents(metric, found))
    ascending = all(a < b for a, b in pairwise(edges))
    if not edges or len(edges) >= MAX_BINS or not ascending:
        return CellError.VALUE
    return Cut(purpose, metric, "fixed", tuple(edges))
