"""A workbook that is about to be shared: what is in it is told by place and kind, never shown."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.privacy.people import people
from tests.privacy.planted import CLEANED, REFUSED, Pack, base
from xlsegment.errors import DamagedPackage, LegacyFormat, NotAWorkbook
from xlsegment.privacy.known import Known
from xlsegment.privacy.places import PlaceKind
from xlsegment.privacy.scrub import scrub
from xlsegment.privacy.sharecheck import share_check

#: Names in them show by nothing that they are names, and nothing else is planted there.
_NAMES_ONLY = {
    "shared_string_with_reading", "escaped_characters", "text_of_a_formula", "conditional_format",
    "table_column", "printer_settings", "thumbnail",
}  # fmt: skip
_UNREAD = {"data_model"}
_FOUND_REFUSED = {
    "active_x", "metafile", "photo_text", "data_model", "number_in_an_old_workbook",
}  # fmt: skip


@pytest.mark.parametrize("place", sorted(set(CLEANED) - _NAMES_ONLY))
def test_each_place_is_looked_into(place, tmp_path):
    person = people(1)[0]
    pack = base()
    CLEANED[place](pack, person)

    report = share_check(pack.write(tmp_path / "planted.xlsx"))

    assert report.hits
    told = str([(hit.place.in_("zh"), hit.place.in_("en"), hit.kind) for hit in report.hits])
    assert not any(value in told for value in person.values.values())


def test_the_name_of_a_part_is_looked_at_and_not_shown(tmp_path):
    pack = base()
    pack.parts["xl/media/13957163029.txt"] = b"x"

    (hit,) = share_check(pack.write(tmp_path / "planted.xlsx")).hits

    assert hit.kind == "mobile"
    assert "13957163029" not in hit.place.in_("zh")


def test_a_threshold_that_looks_like_a_number_of_a_person_is_none(tmp_path):
    pack = base()
    pack.in_sheet(
        "<pageMargins",
        '<conditionalFormatting sqref="A2"><cfRule type="dataBar" priority="1"><dataBar>'
        '<cfvo type="num" val="13800000000"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>'
        "</cfRule></conditionalFormatting>",
    )
    pack.in_sheet(
        "</worksheet>",
        '<extLst><ext uri="{X}" xmlns:y="urn:y"><y:sparklineGroup manualMax="13800000000"/></ext>'
        "</extLst>",
    )

    assert share_check(pack.write(tmp_path / "limits.xlsx")).hits == ()


def test_what_nothing_can_look_into_is_said(tmp_path):
    pack = base()
    REFUSED["data_model"](pack, people(1)[0])
    pack.add("xl/media/image1.png", b"\x89PNG\r\n\x1a\n", "image", "image/png", "xl/workbook.xml")

    report = share_check(pack.write(tmp_path / "planted.xlsx"))

    assert {place.kind for place in report.unread} == {PlaceKind.CONNECTION, PlaceKind.PICTURE}
    assert report.clean


def cells(tmp_path: Path, rows, *, table: bool = False) -> Path:
    path = tmp_path / "cells.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    if table:
        columns = [{"header": head} for head in rows[0]]
        sheet.add_table(0, 0, len(rows) - 1, len(rows[0]) - 1, {"columns": columns})
    book.close()
    return path


def hits(path: Path):
    return {(hit.place.cell, hit.kind): hit.count for hit in share_check(path).hits}


@pytest.mark.parametrize("table", [False, True])
def test_columns_of_people_are_found_by_header_or_by_content(tmp_path, table):
    rows = [["客户姓名", "金额", "备用", "城市"]]
    rows += [["王小芳", 12.5, 13812345678 + i, "杭州"] for i in range(4)] + [["李*", 3, 5, "苏州"]]

    assert hits(cells(tmp_path, rows, table=table)) == {("A2", "name"): 4, ("C2", "mobile"): 4}


def test_a_masked_workbook_is_clean(tmp_path):
    rows = [["姓名", "手机", "地址", "邮箱"]]
    rows += [
        ["张**", "138****5678", "浙江省杭州市***", "l***@example.com"],
        ["待补充", "-", "", ""],
    ]

    assert hits(cells(tmp_path, rows)) == {}


def test_texts_of_a_help_page_are_nobodys(tmp_path):
    rows = [
        ["列名", "手机号", "说明"],
        ["姓名", "地址", "客户的全名"],
        ["手机", "邮箱", "11 位数字"],
    ]

    assert hits(cells(tmp_path, rows)) == {}


def test_orders_are_nobodys(tmp_path):
    rows = [["订单号", "下单日期", "金额", "渠道"]]
    rows += [[f"2025061{i:09}", 45000 + i, 99.5 * i, "天猫"] for i in range(200)]

    assert hits(cells(tmp_path, rows)) == {}


def test_names_that_only_a_cache_remembers_are_found_and_cleaned(tmp_path):
    pack = base()
    CLEANED["pivot_cache"](pack, people(1)[0])
    items = "".join(f'<s v="王小{c}"/>' for c in "芳丽明")
    pack.replace(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        '<cacheField name="甲" numFmtId="0"><sharedItems count="1">',
        f'<cacheField name="客户姓名" numFmtId="0"><sharedItems count="4">{items}',
    )
    source = pack.write(tmp_path / "source.xlsx")
    assert (PlaceKind.PIVOT, "name") in {(h.place.kind, h.kind) for h in share_check(source).hits}

    scrub(source, tmp_path / "copy.xlsx", Known(()), patterns=True)

    assert share_check(tmp_path / "copy.xlsx").hits == ()
    with zipfile.ZipFile(tmp_path / "copy.xlsx") as package:
        xml = package.read("xl/pivotCache/pivotCacheDefinition1.xml").decode()
    assert 'v="王**"' in xml
    assert "containsNumber" not in xml


def test_a_shared_or_signed_workbook_is_looked_through_as_well(tmp_path):
    pack = base()
    CLEANED["revisions"](pack, people(1)[0])
    pack.add("_xmlsignatures/origin.sigs", io.BytesIO().getvalue(), "origin", "application/x", "")

    assert share_check(pack.write(tmp_path / "signed.xlsx")).hits


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    document = base()
    document.replace("xl/workbook.xml", "<workbook", "<document")
    document.replace("xl/workbook.xml", "</workbook>", "</document>")
    binary = base()
    binary.replace("_rels/.rels", "xl/workbook.xml", "xl/workbook.bin")
    binary.parts["xl/workbook.bin"] = b"\x83\x01\0"
    types = base().parts["[Content_Types].xml"]

    for pack, error in (
        (Pack({}), DamagedPackage),
        (Pack({"[Content_Types].xml": types, "word/document.xml": b"<a/>"}), DamagedPackage),
        (document, NotAWorkbook),
        (binary, LegacyFormat),
    ):
        with pytest.raises(error):
            share_check(pack.write(tmp_path / "other.xlsx"))
