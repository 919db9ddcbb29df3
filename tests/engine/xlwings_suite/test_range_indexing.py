from __future__ import annotations

import pytest

from tests.engine.xlwings_suite.catalogue import covers


@covers("range.Indexing", "index1 index2 index4 index6 index1row index2row index4row index6row")
@covers("range.Indexing", "index1col index2col index4col index6col")
@pytest.mark.parametrize(
    ("area", "round_", "square", "goal"),
    [
        ("A1:B2", (1,), 0, "$A$1"),
        ("A1:B2", (1, 1), (0, 0), "$A$1"),
        ("A1:B2", (2,), 1, "$B$1"),
        ("A1:B2", (1, 2), (0, 1), "$B$1"),
        ("A1:B2", (5,), None, "$A$3"),
        ("A1:B2", (1, 5), None, "$E$1"),
        ("A1:D1", (1,), 0, "$A$1"),
        ("A1:D1", (1, 2), (0, 1), "$B$1"),
        ("A1:D1", (5,), None, "$A$2"),
        ("A1:D1", (1, 5), None, "$E$1"),
        ("A1:A4", (2,), 1, "$A$2"),
        ("A1:A4", (2, 1), (1, 0), "$A$2"),
        ("A1:A4", (5,), None, "$A$5"),
        ("A1:A4", (5, 1), None, "$A$5"),
    ],
)
def test_round_brackets_may_leave_the_range_square_ones_count_from_zero(
    sheet, area, round_, square, goal
):
    assert sheet[area](*round_).address == goal
    if square is not None:
        assert sheet[area][square].address == goal


@covers("range.Indexing", "index3 index5 index3row index5row index3col index5col")
@pytest.mark.parametrize(
    ("area", "place"),
    [
        ("A1:B2", 4),
        ("A1:B2", (0, 4)),
        ("A1:D1", 4),
        ("A1:D1", (0, 4)),
        ("A1:A4", 4),
        ("A1:A4", (4, 0)),
    ],
)
def test_square_brackets_stay_inside_the_range(sheet, area, place):
    with pytest.raises(IndexError):
        sheet[area][place]


@covers("range.Slicing", "slice1 slice2 slice3 slice4 slice1row slice2row slice3row slice4row")
@covers("range.Slicing", "slice1col slice2col slice3col slice4col")
@pytest.mark.parametrize(
    ("area", "cut", "goal"),
    [
        ("B2:D4", (slice(0, None), slice(1, None)), "$C$2:$D$4"),
        ("B2:D4", (slice(1, 2), slice(1, 2)), "$C$3"),
        ("B2:D4", (slice(None, 1), slice(None, 2)), "$B$2:$C$2"),
        ("B2:D4", (slice(None), slice(None)), "$B$2:$D$4"),
        ("B2:D2", slice(1, None), "$C$2:$D$2"),
        ("B2:D2", slice(1, 2), "$C$2"),
        ("B2:D2", slice(None, 2), "$B$2:$C$2"),
        ("B2:D2", slice(None), "$B$2:$D$2"),
        ("B2:B4", slice(1, None), "$B$3:$B$4"),
        ("B2:B4", slice(1, 2), "$B$3"),
        ("B2:B4", slice(None, 2), "$B$2:$B$3"),
        ("B2:B4", slice(None), "$B$2:$B$4"),
    ],
)
def test_slices_cut_ranges(sheet, area, cut, goal):
    assert sheet[area][cut].address == goal


def test_an_empty_slice_is_a_range_without_cells(sheet):
    nothing = sheet["B2:D4"][2:2, :]
    assert len(nothing) == 0
    assert nothing.raw_value is None
    nothing.raw_value = 5
    nothing.clear_contents()
    assert sheet.used_range.address == "$A$1"


@covers("range.Shortcut", "shortcut1 shortcut2 shortcut3 shortcut4")
def test_a_sheet_is_indexed_like_a_range(sheet):
    assert sheet["A1"] == sheet.range("A1")
    assert sheet["A1:B5"] == sheet.range("A1:B5")
    assert sheet[0, 1] == sheet.range("B1")
    assert sheet[:5, :5] == sheet.range("A1:E5")


@covers("range.Shortcut", "shortcut5 shortcut6 shortcut7")
def test_two_addresses_are_no_index(sheet):
    for pair in [("A1", "B5"), (sheet["A1"], "B5"), ("A1", sheet["B5"])]:
        with pytest.raises(TypeError):
            sheet[pair]
