"""Ctrl + arrow and the current region, against the plainest way to find them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.engine import regions
from xlsegment.engine.address import MAX_COLUMNS, MAX_ROWS
from xlsegment.engine.edits import Area
from xlsegment.engine.grid import DateRule, SheetCells
from xlsegment.engine.sheetmodel import SheetModel

SIZE = 7
FILLED = st.sets(st.tuples(st.integers(1, SIZE), st.integers(1, SIZE)))
CELL = st.tuples(st.integers(1, SIZE), st.integers(1, SIZE))
STEPS = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}


def sheet_of(filled: set[tuple[int, int]]) -> SheetModel:
    rule = DateRule(np.zeros(1, dtype=np.bool_), date1904=False)
    sheet = SheetModel("S", None, ("General",), rule, SheetCells, tuple)
    for row, column in filled:
        sheet.write(row, {column: [1]})
    return sheet


def walk(filled: set[tuple[int, int]], cell: tuple[int, int], way: str) -> tuple[int, int]:
    """Go like Excel: to the end of the run, or over the gap to the next filled cell."""
    down, right = STEPS[way]

    def inside(place: tuple[int, int]) -> bool:
        return 1 <= place[0] <= MAX_ROWS and 1 <= place[1] <= MAX_COLUMNS

    def ahead(place: tuple[int, int]) -> tuple[int, int]:
        return place[0] + down, place[1] + right

    def edge() -> tuple[int, int]:
        return {
            "down": (MAX_ROWS, cell[1]),
            "up": (1, cell[1]),
            "right": (cell[0], MAX_COLUMNS),
            "left": (cell[0], 1),
        }[way]

    place = ahead(cell)
    if cell in filled and place in filled:
        while ahead(place) in filled:
            place = ahead(place)
        return place
    while inside(place) and place not in filled:
        if max(place) > SIZE:
            return edge()
        place = ahead(place)
    return place if inside(place) else edge()


@given(FILLED, CELL, st.sampled_from(sorted(STEPS)))
def test_end_walks_like_excel(filled, cell, way):
    assert regions.end(sheet_of(filled), *cell, way) == walk(filled, cell, way)


@given(FILLED, CELL)
def test_the_current_region_is_the_smallest_block_with_blank_edges(filled, cell):
    region = regions.current_region(sheet_of(filled), Area(*cell, *cell))
    grown = Area(*cell, *cell)
    while True:
        near = [
            (row, column)
            for row, column in filled
            if grown.row1 - 1 <= row <= grown.row2 + 1
            and grown.col1 - 1 <= column <= grown.col2 + 1
        ]
        more = Area(
            min([grown.row1, *(row for row, _ in near)]),
            min([grown.col1, *(column for _, column in near)]),
            max([grown.row2, *(row for row, _ in near)]),
            max([grown.col2, *(column for _, column in near)]),
        )
        if more == grown:
            break
        grown = more
    assert region == grown


@given(FILLED)
def test_the_used_area_surrounds_the_filled_cells(filled):
    used = sheet_of(filled).used_area()
    rows, columns = [r for r, _ in filled] or [1], [c for _, c in filled] or [1]
    assert used == Area(min(rows), min(columns), max(rows), max(columns))


@given(FILLED, CELL, CELL)
def test_clearing_empties_the_area_and_nothing_else(filled, one, two):
    area = Area(min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1]))
    sheet = sheet_of(filled)
    sheet.clear(area)
    for row in range(1, SIZE + 1):
        for column in range(1, SIZE + 1):
            cleared = area.row1 <= row <= area.row2 and area.col1 <= column <= area.col2
            assert sheet.is_filled(row, column) == ((row, column) in filled and not cleared)
