"""The edits of one sheet in the order of its rows: bands of rows that change alike."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from xlsegment.engine.address import MAX_COLUMNS, MAX_ROWS, column_name
from xlsegment.engine.cells import BLANK, CellContent, RawCell, Renderer
from xlsegment.engine.edits import KEEP, Area, Block
from xlsegment.errors import OutsideSheet

CHUNK_ROWS: Final = 2048  # rows rendered at a time: memory stays flat however long the block


@dataclass(frozen=True, slots=True)
class Format:
    """A number format for the cells of an area."""

    area: Area
    code: str

    @property
    def whole_column(self) -> bool:
        """Whether it reaches the end of the sheet, so that only existing cells take it."""
        return self.area.row2 == MAX_ROWS


@dataclass(frozen=True, slots=True)
class Watch:
    """Cells that a growing table takes in: what is not written there must be empty."""

    area: Area
    table: str


@dataclass(frozen=True, slots=True)
class Growth:
    """Rows appended to a table: new cells look like those of the last row before them."""

    model_row: int
    area: Area
    retired_row: int = 0  # where the totals stood: its cells, too, take the new look


@dataclass(slots=True)
class Column:
    """What happens to one column within a band."""

    number: int
    sources: list[tuple[int, Sequence[CellContent]]] = field(default_factory=list)
    format: Format | None = None
    watch: Watch | None = None
    growth: Growth | None = None
    model: bool = False

    @property
    def changes(self) -> bool:
        """Whether cells may change, not only be looked at."""
        return bool(self.sources) or self.format is not None


@dataclass(slots=True)
class Band:
    """Rows ``row1`` to ``row2``, whose columns (in order) all change alike."""

    row1: int
    row2: int
    columns: list[Column]


@dataclass(slots=True)
class Chunk:
    """Some rows of a band, rendered. ``rows[i][k]`` is the tail for column ``k``, or None."""

    row1: int
    row2: int
    columns: list[Column]
    keys: list[bytes]  # b'<c r="B'
    rows: list[tuple[bytes | None, ...]]
    dates: list[bytearray | None]
    raw_styles: list[dict[int, bytes] | None]
    plain: bool  # nothing but contents: no formats, dates, models or watched cells
    makes_rows: bool
    dense: bool  # plain, columns side by side, and every cell gets a content


class SheetTarget:
    """All changes to the cells of one sheet."""

    def __init__(
        self,
        blocks: Iterable[Block | RawBlock],
        formats: Iterable[Format] = (),
        watches: Iterable[Watch] = (),
        growths: Iterable[Growth] = (),
    ) -> None:
        self.blocks = [block for block in blocks if _cells(block)]
        self.formats, self.growths = list(formats), list(growths)
        self.bands = list(_bands(self.blocks, self.formats, list(watches), self.growths))
        self._starts = [band.row1 for band in self.bands]

    def __bool__(self) -> bool:
        return bool(self.bands)

    def extent(self) -> Area | None:
        """Return the rectangle that holds every cell the edits may create."""
        areas = [
            Area(block.first_row, column, block.last_row, column)
            for block in self.blocks
            for column, values in block.columns.items()
            if any(value is not None and value is not KEEP for value in values)
        ]
        areas += [form.area for form in self.formats if not form.whole_column]
        return hull(areas)

    def chunks(self, renderer: Renderer) -> Iterator[Chunk]:
        """Render the bands piece by piece, top to bottom."""
        for band in self.bands:
            keys = [b'<c r="' + column_name(c.number).encode() for c in band.columns]
            step = CHUNK_ROWS if any(c.sources for c in band.columns) else MAX_ROWS
            for row1 in range(band.row1, band.row2 + 1, step):
                yield _render(band, keys, row1, min(row1 + step - 1, band.row2), renderer)

    def first_written(self, area: Area, *, blanks: bool) -> tuple[int, int] | None:
        """Return the first cell of an area that gets a content (or, with blanks, is emptied)."""
        at = bisect_left(self._starts, area.row1)
        for band in self.bands[max(at - 1, 0) :]:
            if band.row1 > area.row2:
                break
            for row in range(max(band.row1, area.row1), min(band.row2, area.row2) + 1):
                for column in band.columns:
                    if area.col1 <= column.number <= area.col2 and column.sources:
                        value = content_at(column.sources, row)
                        if value is not KEEP and (blanks or value is not None):
                            return row, column.number
        return None

    def fills(self, area: Area) -> bool:
        """Tell whether every cell of an area gets a content or is emptied."""
        return all(
            self.value_at(row, column) is not KEEP
            for row in range(area.row1, area.row2 + 1)
            for column in range(area.col1, area.col2 + 1)
        )

    def value_at(self, row: int, column: int) -> CellContent:
        """Return what the edits put into one cell, KEEP when they leave it alone."""
        at = bisect_left(self._starts, row + 1) - 1
        if at >= 0 and row <= self.bands[at].row2:
            for found in self.bands[at].columns:
                if found.number == column:
                    return content_at(found.sources, row)
        return KEEP


@dataclass(slots=True)
class RawBlock:
    """Like `Block`, for contents that the engine itself carries or makes."""

    first_row: int
    columns: dict[int, Sequence[CellContent]]

    @property
    def last_row(self) -> int:
        """The last row the block reaches."""
        return self.first_row + len(next(iter(self.columns.values()))) - 1


def content_at(sources: list[tuple[int, Sequence[CellContent]]], row: int) -> CellContent:
    """Return the content that the latest source gives a row, KEEP when none does."""
    for first, values in reversed(sources):
        if values[row - first] is not KEEP:
            return values[row - first]
    return KEEP


def hull(areas: list[Area]) -> Area | None:
    """Return the smallest rectangle around areas."""
    if not areas:
        return None
    return Area(
        min(area.row1 for area in areas),
        min(area.col1 for area in areas),
        max(area.row2 for area in areas),
        max(area.col2 for area in areas),
    )


def check_limits(sheet: str, blocks: Iterable[Block], areas: Iterable[Area]) -> None:
    """Refuse rows and columns that Excel does not have."""
    for block in blocks:
        if len({len(values) for values in block.columns.values()}) > 1:
            raise ValueError("the columns of a block differ in length")
        for column, values in block.columns.items():
            last = block.first_row + len(values) - 1
            if values and not (
                1 <= block.first_row <= last <= MAX_ROWS and 1 <= column <= MAX_COLUMNS
            ):
                raise OutsideSheet(sheet=sheet, row=last, column=column)
    for area in areas:
        rows_fit = 1 <= area.row1 <= area.row2 <= MAX_ROWS
        if not (rows_fit and 1 <= area.col1 <= area.col2 <= MAX_COLUMNS):
            raise OutsideSheet(sheet=sheet, row=area.row2, column=area.col2)


def _cells(block: Block | RawBlock) -> int:
    return len(next(iter(block.columns.values()), ()))


def _bands(
    blocks: Sequence[Block | RawBlock],
    formats: Sequence[Format],
    watches: Sequence[Watch],
    growths: Sequence[Growth],
) -> Iterator[Band]:
    items: list[tuple[int, int, Block | RawBlock | Format | Watch | Growth, bool]] = []
    items += [(block.first_row, block.last_row, block, False) for block in blocks]
    areas: list[Format | Watch | Growth] = [*formats, *watches, *growths]
    for thing in areas:
        items.append((thing.area.row1, thing.area.row2, thing, False))
    items += [(growth.model_row, growth.model_row, growth, True) for growth in growths]
    edges = sorted({row for first, last, _, _ in items for row in (first, last + 1)})
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for index, (first, last, _, _) in enumerate(items):
        begins.setdefault(first, []).append(index)
        ends.setdefault(last + 1, []).append(index)
    active: set[int] = set()
    for row, following in pairwise(edges):
        active.difference_update(ends.get(row, ()))
        active.update(begins.get(row, ()))
        columns: dict[int, Column] = {}
        for index in sorted(active):
            _, _, item, is_model = items[index]
            _add(columns, item, is_model)
        used = [columns[number] for number in sorted(columns) if _matters(columns[number])]
        if used:
            yield Band(row, following - 1, used)


def _add(
    columns: dict[int, Column], item: Block | RawBlock | Format | Watch | Growth, is_model: bool
) -> None:
    if isinstance(item, (Block, RawBlock)):
        for number, values in item.columns.items():
            column = columns.setdefault(number, Column(number))
            column.sources.append((item.first_row, values))
        return
    for number in range(item.area.col1, item.area.col2 + 1):
        column = columns.setdefault(number, Column(number))
        if isinstance(item, Format):
            column.format = item
        elif isinstance(item, Watch):
            column.watch = item
        elif is_model:
            column.model = True
        else:
            column.growth = item


def _matters(column: Column) -> bool:
    return any((column.changes, column.watch, column.growth, column.model))


def _render(band: Band, keys: list[bytes], row1: int, row2: int, renderer: Renderer) -> Chunk:
    count = row2 - row1 + 1
    tails: list[list[bytes | None]] = []
    dates: list[bytearray | None] = []
    raw_styles: list[dict[int, bytes] | None] = []
    contents = any(column.sources for column in band.columns)
    for column in band.columns:
        values: Sequence[CellContent] = ()
        raw: dict[int, bytes] = {}
        if len(column.sources) == 1:
            first, source = column.sources[0]
            values = source[row1 - first : row2 - first + 1]
        elif column.sources:
            values = [content_at(column.sources, row) for row in range(row1, row2 + 1)]
        found, dated = renderer.column(values, row1, column.number)
        if len(values) <= 64:  # only single rows are ever carried over raw
            raw = {i: v.style for i, v in enumerate(values) if isinstance(v, RawCell)}
        tails.append(found or ([None] * count if contents else []))
        dates.append(dated)
        raw_styles.append(raw or None)
    plain = not any(dates) and not any(raw_styles)
    for column in band.columns:
        plain &= not (column.format or column.watch or column.model)
    makes = contents or any(
        c.growth or (c.format and not c.format.whole_column) for c in band.columns
    )
    rows = list(zip(*tails, strict=True)) if contents else []
    side_by_side = band.columns[-1].number - band.columns[0].number + 1 == len(band.columns)
    dense = plain and contents and side_by_side
    dense = dense and not any(c.growth and c.growth.retired_row for c in band.columns)
    dense = dense and not any(None in found or BLANK in found for found in tails)
    return Chunk(row1, row2, band.columns, keys, rows, dates, raw_styles, plain, makes, dense)
