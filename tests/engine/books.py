"""Workbooks to edit, made on the spot, and what to look at afterwards."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from xlsegment.engine.edits import Block, PackageEdits, SheetEdits, SheetPlan
from xlsegment.engine.package import Package
from xlsegment.engine.save import apply_edits

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360f8cfc0000000030001fb16a5f50000000049454e44ae426082"
)


def orders(path: Path, *, totals: bool = False) -> Path:
    """Make a workbook with a table, rules on its columns, and a second sheet that uses it."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("订单")
    other = book.add_worksheet("Other")
    money = book.add_format({"num_format": "#,##0.00", "border": 1})
    day = book.add_format({"num_format": "yyyy/m/d"})
    columns: list[dict[str, Any]] = [
        {"header": "id", "total_string": "合计"},
        {"header": "金额", "format": money, "total_function": "sum"},
        {"header": "双倍", "formula": "=[@金额]*2"},
        {"header": "日期", "format": day},
    ]
    data = [[f"C{i}", i * 1.5, None, None] for i in (1, 2, 3)]
    last = "E6" if totals else "E5"
    sheet.add_table(
        f"B2:{last}", {"name": "Orders", "columns": columns, "data": data, "total_row": totals}
    )
    for row in (2, 3, 4):
        sheet.write_number(row, 4, 45000 + row, day)
    sheet.conditional_format("C3:C5", {"type": "data_bar", "bar_solid": True})
    sheet.conditional_format("B3:E5", {"type": "cell", "criteria": ">", "value": 2})
    sheet.data_validation("E3:E5", {"validate": "date", "criteria": ">", "value": 1})
    sheet.data_validation("H1:H9", {"validate": "integer", "criteria": ">", "value": 1})
    other.write_formula("A1", "=SUM(Orders[金额])")
    other.write_formula("A2", '=订单!B3&"订单!B3"')
    book.define_name("body", "=订单!$B$3:$E$5")
    book.close()
    return path


def decorated(path: Path) -> Path:
    """Make a workbook with a chart, picture, comment, rich text, links, filter and more."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    look = book.add_worksheet("Look")
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["k", "v", "w"])
    for row in range(1, 9):
        sheet.write_row(row, 0, [f"n{row}", row * 1.25, row])
    sheet.write_rich_string("E1", "a ", bold, "b")
    sheet.write_comment("B2", "note")
    sheet.write_url("E2", "https://example.com")
    sheet.autofilter("A1:C9")
    sheet.write_formula("G1", "=SUM(B2:B9)", None, 45)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Data!$B$2:$B$9", "name": "=Data!$B$1"})
    look.insert_chart("B2", chart)
    look.insert_image("J2", "pixel.png", {"image_data": io.BytesIO(PIXEL)})
    look.insert_textbox("B20", "text")
    look.merge_range("A1:C2", "merged", bold)
    look.freeze_panes(3, 1)
    book.add_chartsheet("Chart").set_chart(_chart(book))
    book.set_custom_property("p", "q")
    book.close()
    return path


def _chart(book: Any) -> Any:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Data!$C$2:$C$9"})
    return chart


def edits(path: Path, **sheets: SheetEdits) -> PackageEdits:
    """Return edits that keep every sheet and change some."""
    with Package(path) as package:
        names = list(package.sheet_parts)
    assert sheets.keys() <= set(names)
    return PackageEdits([SheetPlan(name, name, sheets.get(name, SheetEdits())) for name in names])


def write(path: Path, sheet: str, *blocks: Block, out: Path | None = None) -> Path:
    """Write blocks to a sheet and return where the result is."""
    target = out or path
    apply_edits(path, target, edits(path, **{sheet: SheetEdits(blocks=list(blocks))}))
    return target


def parts(path: Path) -> dict[str, bytes]:
    """Return the parts of a package after a full check of its checksums."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def changed(before: Path, after: Path) -> set[str]:
    """Return the parts that differ, were added or are gone."""
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def rebuilt(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """Change the parts of a package by hand."""
    content = parts(path)
    change(content)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def substitute(path: Path, part: str, old: str, new: str) -> Path:
    """Replace a text in one part."""

    def change(content: dict[str, bytes]) -> None:
        assert old.encode() in content[part], f"{old} is not in {part}"
        content[part] = content[part].replace(old.encode(), new.encode(), 1)

    return rebuilt(path, change)
