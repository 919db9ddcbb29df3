"""What a closed file cannot do: every case says so, with the reason, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import xlwings as xw

from tests.engine.xlwings_suite.catalogue import ALL, KEPT
from xlsegment.errors import NotOnClosedFile

WINDOW = "sizes on the screen are Excel's affair"
STYLE = "only number formats and column widths are written"
SHIFT = "moving cells would move every formula that refers to them"
DRAWING = "drawings are carried along, never made"
VALUES = "only Excel computes formulas"

Case = tuple[str, Callable[[xw.Book], object]]


def _set(name: str, value: object) -> Callable[[object], None]:
    return lambda thing: setattr(thing, name, value)


def _table(book: xw.Book) -> xw.main.Table:
    book.sheets[0]["A1"].value = [["a", "b"], [1, 2]]
    return book.sheets[0].tables.add(book.sheets[0]["A1:B2"])


def _a1(book: xw.Book) -> xw.Range:
    return book.sheets[0]["A1"]


# xlwings' case -> (why not, what it does)
UNSUPPORTED: dict[str, Case] = {
    "range.Attributes.formula_array": (VALUES, lambda b: _set("formula_array", "=1")(_a1(b))),
    "range.Attributes.row_height": (WINDOW, lambda b: _set("row_height", 15)(_a1(b))),
    "range.Attributes.width": (WINDOW, lambda b: _a1(b).width),
    "range.Attributes.height": (WINDOW, lambda b: _a1(b).height),
    "range.Attributes.left": (WINDOW, lambda b: _a1(b).left),
    "range.Attributes.top": (WINDOW, lambda b: _a1(b).top),
    "range.Attributes.autofit_range": (WINDOW, lambda b: _a1(b).autofit()),
    "range.Attributes.autofit_col": (WINDOW, lambda b: _a1(b).columns.autofit()),
    "range.Attributes.autofit_row": (WINDOW, lambda b: _a1(b).rows.autofit()),
    "range.Attributes.color": (STYLE, lambda b: _set("color", (1, 2, 3))(_a1(b))),
    "range.Attributes.hyperlink": (STYLE, lambda b: _a1(b).add_hyperlink("www.example.org")),
    "range.Attributes.hyperlink_formula": (VALUES, lambda b: _a1(b).hyperlink),
    "range.Attributes.insert_cell": (SHIFT, lambda b: _a1(b).insert("down")),
    "range.Attributes.insert_row": (SHIFT, lambda b: b.sheets[0]["1:1"].insert("down")),
    "range.Attributes.insert_column": (SHIFT, lambda b: b.sheets[0]["A:A"].insert("right")),
    "range.Attributes.insert_cell_shift_down": (SHIFT, lambda b: _a1(b).insert("down")),
    "range.Attributes.insert_cell_shift_right": (SHIFT, lambda b: _a1(b).insert("right")),
    "range.Attributes.delete_cell": (SHIFT, lambda b: _a1(b).delete()),
    "range.Attributes.delete_row": (SHIFT, lambda b: b.sheets[0]["1:1"].delete()),
    "range.Attributes.delete_column": (SHIFT, lambda b: b.sheets[0]["A:A"].delete()),
    "range.Attributes.delete_cell_shift_up": (SHIFT, lambda b: _a1(b).delete("up")),
    "range.Attributes.delete_cell_shift_left": (SHIFT, lambda b: _a1(b).delete("left")),
    "range.Attributes.copy_destination": (STYLE, lambda b: _a1(b).copy(b.sheets[0]["A2"])),
    "range.Attributes.copy_clipboard": (WINDOW, lambda b: _a1(b).copy()),
    "range.Attributes.paste": (WINDOW, lambda b: _a1(b).paste()),
    "range.Attributes.paste_values": (WINDOW, lambda b: _a1(b).paste(paste="values")),
    "range.Merging.merge": (STYLE, lambda b: b.sheets[0]["A1:A2"].merge()),
    "sheet.Sheet.autofit": (WINDOW, lambda b: b.sheets[0].autofit()),
    "sheet.Sheet.sheet_copy_before_different_book": (
        STYLE, lambda b: b.sheets[0].copy(before=b.app.books.add().sheets[0]),
    ),
    "sheet.Sheet.sheet_copy_before_different_book_same_name": (
        STYLE, lambda b: b.sheets[0].copy(after=b.app.books.add().sheets[0], name="mysheet"),
    ),
    "sheet.Sheet.visible": (STYLE, lambda b: _set("visible", False)(b.sheets[0])),
    "sheet.PageSetup.print_area": (STYLE, lambda b: b.sheets[0].page_setup.print_area),
    "table.show_autofilter": (STYLE, lambda b: _set("show_autofilter", False)(_table(b))),
    "table.show_headers": (STYLE, lambda b: _set("show_headers", False)(_table(b))),
    "table.show_totals": (STYLE, lambda b: _set("show_totals", True)(_table(b))),
    "table.totals_row_range": (STYLE, lambda b: _set("show_totals", True)(_table(b))),
    "table.show_table_style_columns_stripes": (
        STYLE, lambda b: _set("show_table_style_column_stripes", True)(_table(b)),
    ),
    "table.show_table_style_first_column": (
        STYLE, lambda b: _set("show_table_style_first_column", True)(_table(b)),
    ),
    "table.show_table_style_last_column": (
        STYLE, lambda b: _set("show_table_style_last_column", True)(_table(b)),
    ),
    "table.show_table_style_row_stripes": (
        STYLE, lambda b: _set("show_table_style_row_stripes", False)(_table(b)),
    ),
    "book.Book.macro": (VALUES, lambda b: b.macro("Module1.Test1")()),
    "app.App.calculation_calculate": (VALUES, lambda b: b.app.calculate()),
    "app.App.macro": (VALUES, lambda b: b.app.macro("Test1")()),
    "active.View.list_new_book": (WINDOW, lambda b: xw.view([1, 2, 3])),
    "active.View.list_sheet": (WINDOW, lambda b: xw.view([1], sheet=b.sheets[0])),
    "engines.pictures_len": (DRAWING, lambda b: len(b.sheets[0].pictures)),
    "engines.pictures_name": (DRAWING, lambda b: b.sheets[0].pictures[0].name),
    "engines.pictures_width": (DRAWING, lambda b: b.sheets[0].pictures[0].width),
    "engines.pictures_height": (DRAWING, lambda b: b.sheets[0].pictures[0].height),
    "engines.pictures_add_and_delete": (DRAWING, lambda b: b.sheets[0].pictures.add("x.png")),
    "engines.pictures_iter": (DRAWING, lambda b: list(b.sheets[0].pictures)),
    "engines.pictures_contains": (DRAWING, lambda b: "x" in b.sheets[0].pictures),
    "engines.empty_pictures": (DRAWING, lambda b: bool(b.sheets[0].pictures)),
    "engines.picture_exists": (DRAWING, lambda b: b.sheets[0].pictures.add("x.png")),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSUPPORTED)
def test_it_is_refused_with_the_reason(book, case):
    why, attempt = UNSUPPORTED[case]
    assert why
    with pytest.raises(NotImplementedError) as refusal:
        attempt(book)
    assert isinstance(refusal.value, NotOnClosedFile)
    zh, en = refusal.value.message("zh"), refusal.value.message("en")
    assert "文件未改动" in zh
    assert "nothing was changed" in en


def test_every_case_of_xlwings_is_kept_or_refused():
    # The other modules register what they cover when they are imported.
    from tests.engine.xlwings_suite import (  # noqa: F401
        test_book,
        test_conversion,
        test_engines,
        test_names,
        test_ndim,
        test_pandas,
        test_range,
        test_range_indexing,
        test_sheet,
        test_table,
    )

    kept, refused = set(KEPT), set(UNSUPPORTED)
    assert kept <= ALL, kept - ALL
    assert refused <= ALL, refused - ALL
    assert not kept & refused
    assert kept | refused == ALL, ALL - kept - refused
    print(f"xlwings' cases: {len(ALL)}, kept {len(kept)}, refused with a reason {len(refused)}")
