"""The lane is taken where it should be, and writes what the general splicer writes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.test_splice_same import MAIN, run
from xlsegment.engine.address import column_name
from xlsegment.engine.edits import Block, Formula
from xlsegment.engine.lane import Lane
from xlsegment.engine.splice_fast import FastSplicer
from xlsegment.engine.splice_general import GeneralSplicer

PLAIN = [
    '<c r="{a}"{s}/>',
    '<c r="{a}"{s}><v>1.5</v></c>',
    '<c r="{a}"{s} t="s"><v>0</v></c>',
    '<c r="{a}"{s} t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>',
]
ODD = ['<c r="{a}"{s}><f>A1</f><v>2</v></c>', '<c r="{a}"{s} vm="1"><v>9</v></c>', ""]


def solid(cells: list[list[str]], *, first: int = 1) -> bytes:
    """Return a sheet of full rows, one list of cell patterns a row."""
    rows = ""
    for number, row in enumerate(cells, start=first):
        made = [
            pattern.format(a=f"{column_name(k)}{number}", s=' s="1"' if k % 2 else "")
            for k, pattern in enumerate(row, start=1)
        ]
        rows += f'<row r="{number}" spans="1:{len(row)}">{"".join(made)}</row>'
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()


@st.composite
def cases(draw: st.DrawFn) -> tuple[bytes, dict[str, Any]]:
    """Draw a solid sheet, now and then with one odd cell, and a fill of some of its columns."""
    width, height = draw(st.integers(2, 5)), draw(st.integers(1, 12))
    kinds = st.sampled_from([*PLAIN, *PLAIN, *ODD] if draw(st.booleans()) else PLAIN)
    cells = [draw(st.lists(kinds, min_size=width, max_size=width)) for _ in range(height)]
    left = draw(st.integers(1, width))
    right = draw(st.integers(left, width + 1))
    top = draw(st.integers(1, 3))
    rows = draw(st.integers(1, height + 2))
    kind = st.sampled_from([1.5, "x", True, Formula("=B1")])
    blocks = []
    for _ in range(draw(st.integers(1, 3))):
        columns = {
            column: draw(st.lists(kind, min_size=rows, max_size=rows))
            for column in range(left, right + 1)
        }
        blocks.append(Block(top, columns))
        top += rows + draw(st.integers(0, 3))
        rows = draw(st.integers(1, 3))
    return solid(cells), {"blocks": blocks}


@given(cases(), st.lists(st.integers(0, 4000), max_size=3))
@settings(max_examples=300)
def test_solid_sheets_come_out_as_from_the_general_splicer(
    case: tuple[bytes, dict[str, Any]], cuts: list[int]
) -> None:
    sheet, target = case
    assert run(FastSplicer, sheet, target, cuts) == run(GeneralSplicer, sheet, target, [])


@pytest.mark.parametrize("gap", [1, 2, 5])
def test_rows_between_two_fills_of_the_same_columns_stay(gap: int) -> None:
    sheet = solid([PLAIN] * (4 + gap))
    target = {"blocks": [Block(1, {2: [7.0, 8.0]}), Block(3 + gap, {2: [9.0, 10.0]})]}
    assert run(FastSplicer, sheet, target, []) == run(GeneralSplicer, sheet, target, [])


def test_a_long_fill_goes_through_the_lane_across_rendered_stretches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reached = []
    original = Lane.run

    def counted(lane: Lane, block: bytes, out: list[bytes]) -> int:
        reached.append(original(lane, block, out))
        return reached[-1]

    monkeypatch.setattr(Lane, "run", counted)
    sheet = solid([PLAIN] * 5000)
    target = {"blocks": [Block(1, {2: [1.5] * 5000, 3: ["x"] * 5000})]}
    fast = run(FastSplicer, sheet, target, [])
    assert sum(reached) == len(sheet) - sheet.index(b"<row") - len(b"</sheetData></worksheet>")
    assert fast == run(GeneralSplicer, sheet, target, [])
