"""What was written since opening lies over the file, however it was written."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.engine.overlay import Overlay

ROWS = 40
CONTENTS = st.sampled_from([None, 1, 2.5, "x", True])
WRITES = st.lists(
    st.tuples(
        st.integers(1, ROWS - 1),
        st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True),
        st.integers(1, 20),
        st.lists(CONTENTS, min_size=20, max_size=20),
    ),
    max_size=12,
)


def apply(writes) -> tuple[Overlay, dict[tuple[int, int], object]]:
    overlay, model = Overlay(), {}
    for first, columns, length, contents in writes:
        length = min(length, ROWS - first + 1)
        overlay.write(first, dict.fromkeys(columns, contents[:length]))
        for column in columns:
            for i in range(length):
                model[first + i, column] = contents[i]
    return overlay, model


@given(WRITES, st.integers(1, ROWS), st.integers(0, ROWS))
def test_reading_sees_the_last_write_of_every_cell(writes, row1, more):
    overlay, model = apply(writes)
    row2 = min(row1 + more, ROWS)
    for column in range(1, 5):
        base = np.full(row2 - row1 + 1, "base", dtype=object)
        overlay.put_values(column, row1, base)
        expected = [model.get((row, column), "base") for row in range(row1, row2 + 1)]
        assert base.tolist() == expected
        touched = any((row, column) in model for row in range(row1, row2 + 1))
        assert overlay.touches(column, row1, row2) == touched


@given(WRITES, st.sets(st.integers(1, ROWS)))
def test_filled_rows_are_those_of_the_file_and_of_the_writes(writes, file_rows):
    overlay, model = apply(writes)
    base = np.array(sorted(file_rows), dtype=np.int32)
    for column in range(1, 5):
        expected = {row for row in file_rows if (row, column) not in model}
        expected |= {r for (r, c), content in model.items() if c == column and content is not None}
        assert overlay.filled(column, base).tolist() == sorted(expected)


@given(WRITES)
def test_the_blocks_write_exactly_what_reading_shows(writes):
    overlay, model = apply(writes)
    written = {}
    for block in overlay.blocks():
        for column, contents in block.columns.items():
            assert len(contents) == block.last_row - block.first_row + 1
            for i, content in enumerate(contents):
                written[block.first_row + i, column] = content
    assert written == model


def test_single_cells_are_joined_into_blocks():
    overlay = Overlay()
    for row in range(1, 101):
        for column in (1, 2):
            overlay.write(row, {column: [row]})
    assert [(b.first_row, b.last_row, sorted(b.columns)) for b in overlay.blocks()] == [
        (1, 100, [1, 2])
    ]
