"""Sheets and names of closed files: added, deleted, renamed, moved, copied, or refused."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.engine import books
from xlsegment.engine.edits import Area, Block, NewTable, PackageEdits, SheetPlan
from xlsegment.engine.package import Package
from xlsegment.engine.save import apply_edits
from xlsegment.errors import BadName, EngineError, ProtectedStructure, SheetInUse

BOOK = "xl/workbook.xml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Sheets that use each other, one that nobody uses, one that is plain."""
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(path)
    data, user = book.add_worksheet("数据 A"), book.add_worksheet("User")
    alone, plain = book.add_worksheet("Alone"), book.add_worksheet("Plain")
    data.write_column(0, 0, [1, 2, 3])
    user.write_formula("A1", "=SUM('数据 A'!A1:A3)&\"数据 A!\"")
    user.write_url("B1", "internal:'数据 A'!A1")
    user.data_validation("C1", {"validate": "list", "source": "='数据 A'!$A$1:$A$3"})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='数据 A'!$A$1:$A$3"})
    user.insert_chart("D2", chart)
    own = book.add_chart({"type": "line"})
    own.add_series({"values": "=Alone!$A$1:$A$3"})
    alone.insert_chart("D2", own)
    alone.print_area("A1:C3")
    plain.write_formula("A1", "=Plain!B1+B1")
    plain.write_url("C1", "https://example.com")
    plain.print_area("A1:B5")
    plain.activate()
    book.define_name("total", "='数据 A'!$A$1")
    book.define_name("Plain!own", "=Plain!$A$1")
    book.close()
    return path


def arrange(path: Path, *plans: tuple[str, str | None]) -> openpyxl.Workbook:
    apply_edits(path, path, PackageEdits([SheetPlan(name, source) for name, source in plans]))
    return openpyxl.load_workbook(path)


KEPT = [(name, name) for name in ("数据 A", "User", "Alone", "Plain")]


def test_a_renamed_sheet_is_renamed_wherever_it_is_used(path: Path) -> None:
    before = books.parts(path)
    book = arrange(path, ("新的", "数据 A"), *KEPT[1:])
    after = books.parts(path)
    assert book["User"]["A1"].value == '=SUM(新的!A1:A3)&"数据 A!"'
    assert book["User"]["B1"].hyperlink.location == "新的!A1"
    assert book["User"].data_validations.dataValidation[0].formula1 == "新的!$A$1:$A$3"
    assert book.defined_names["total"].attr_text == "新的!$A$1"
    assert "<c:f>新的!$A$1:$A$3</c:f>" in after["xl/charts/chart1.xml"].decode()
    touched = {name for name in before if before[name] != after.get(name)}
    assert touched == {BOOK, "xl/worksheets/sheet2.xml", "xl/charts/chart1.xml"}


def test_sheets_can_swap_their_names(path: Path) -> None:
    book = arrange(path, ("User", "数据 A"), ("数据 A", "User"), *KEPT[2:])
    assert book["数据 A"]["A1"].value.startswith("=SUM(User!A1:A3)")


def test_a_name_with_quotes_is_found_in_its_escaped_form(path: Path) -> None:
    arrange(path, ("it's <A&B>", "数据 A"), *KEPT[1:])
    book = arrange(path, ("back", "it's <A&B>"), *KEPT[1:])
    assert book["User"]["A1"].value == '=SUM(back!A1:A3)&"数据 A!"'
    assert book.defined_names["total"].attr_text == "back!$A$1"


def test_moving_keeps_names_and_the_active_sheet(path: Path) -> None:
    book = arrange(path, *reversed(KEPT))
    assert book.sheetnames == ["Plain", "Alone", "User", "数据 A"]
    assert book.active.title == "Plain"
    assert book["Plain"].defined_names["own"].attr_text == "Plain!$A$1"
    assert book["Alone"].print_area == "'Alone'!$A$1:$C$3"


def test_a_deleted_sheet_takes_its_own_parts_along(path: Path) -> None:
    book = arrange(path, *KEPT[:2], KEPT[3])
    assert book.sheetnames == ["数据 A", "User", "Plain"]
    content = books.parts(path)
    assert not {"xl/worksheets/sheet3.xml", "xl/charts/chart2.xml"} & content.keys()
    assert "xl/charts/chart1.xml" in content
    for part in ("sheet3.xml", "chart2.xml"):
        assert part.encode() not in content["[Content_Types].xml"]
    assert b"sheet3.xml" not in content["xl/_rels/workbook.xml.rels"]
    assert book["Plain"].defined_names["own"].attr_text == "Plain!$A$1"
    assert book.active.title == "Plain"


def refused(path: Path, error: type[EngineError], *plans: tuple[str, str | None]) -> str:
    before = path.read_bytes()
    with pytest.raises(error) as caught:
        arrange(path, *plans)
    assert path.read_bytes() == before
    return caught.value.message("en")


def test_a_sheet_that_others_use_stays(path: Path) -> None:
    assert "refers to it" in refused(path, SheetInUse, *KEPT[1:])


def test_a_sheet_goes_with_the_only_one_that_uses_it(path: Path) -> None:
    plan = PackageEdits([SheetPlan("Alone", "Alone"), SheetPlan("Plain", "Plain")])
    with pytest.raises(SheetInUse, match="total"):
        apply_edits(path, path, plan)
    plan.names["total", None] = None
    apply_edits(path, path, plan)
    assert openpyxl.load_workbook(path).sheetnames == ["Alone", "Plain"]


def test_a_sheet_whose_table_is_used_stays(tmp_path: Path) -> None:
    path = books.orders(tmp_path / "o.xlsx")
    books.substitute(path, "xl/worksheets/sheet2.xml", "订单!B3", "1")
    books.substitute(path, BOOK, "订单!$B$3:$E$5", "1")
    assert "sheet2.xml" in refused(path, SheetInUse, ("Other", "Other"))


def test_with_macros_no_sheet_is_deleted(path: Path) -> None:
    books.substitute(
        path, "xl/_rels/workbook.xml.rels", "</Relationships>",
        '<Relationship Id="rId88" Type="http://schemas.microsoft.com/office/2006/relationships/'
        'vbaProject" Target="theme/theme1.xml"/></Relationships>',
    )  # fmt: skip
    assert "macro" in refused(path, SheetInUse, *KEPT[:2], KEPT[3])


def test_one_visible_sheet_remains(path: Path) -> None:
    books.substitute(path, BOOK, 'name="Plain" ', 'name="Plain" state="hidden" ')
    refused(path, SheetInUse, KEPT[3])


def test_a_copy_has_its_own_names_and_formulas(path: Path) -> None:
    book = arrange(path, ("Copy", "Plain"), *KEPT, ("Third", "Plain"))
    assert book.sheetnames == ["Copy", "数据 A", "User", "Alone", "Plain", "Third"]
    assert book["Copy"]["A1"].value == "=Copy!B1+B1"
    assert book["Plain"]["A1"].value == "=Plain!B1+B1"
    assert book["Copy"].defined_names["own"].attr_text == "Copy!$A$1"
    assert book["Copy"].print_area == "'Copy'!$A$1:$B$5"
    assert book["Copy"]["C1"].hyperlink.target == "https://example.com"
    assert book.active.title == "Plain"
    selected = [b'tabSelected="1"' in books.parts(path)[s.part] for s in sheets(path)]
    assert selected == [False, False, False, False, True, False]


def sheets(path: Path) -> list[object]:
    with Package(path) as package:
        return list(package.sheet_parts.values())


@pytest.mark.parametrize("name", ["User", "Alone"])
def test_a_sheet_with_charts_is_not_copied(path: Path, name: str) -> None:
    assert "chart" in refused(path, SheetInUse, *KEPT, ("Copy", name))


def test_new_and_copied_sheets_take_edits_at_once(path: Path) -> None:
    plans = [SheetPlan(*kept) for kept in KEPT] + [SheetPlan("新", None), SheetPlan("C2", "Plain")]
    plans[4].edits.blocks = [Block(3, {2: ["h", 1]})]
    plans[4].edits.new_tables = [NewTable("T_new", Area(3, 2, 4, 2))]
    plans[5].edits.blocks = [Block(1, {1: [5]})]
    plans[3].edits.blocks = [Block(1, {4: ["orig"]})]
    apply_edits(path, path, PackageEdits(plans, names={("x", "新"): "=新!$B$3", ("y", None): "1"}))
    book = openpyxl.load_workbook(path)
    assert (book["新"]["B3"].value, book["新"]["B4"].value) == ("h", 1)
    assert list(book["新"].tables) == ["T_new"]
    assert (book["C2"]["A1"].value, book["C2"]["D1"].value) == (5, None)
    assert (book["Plain"]["A1"].value, book["Plain"]["D1"].value) == ("=Plain!B1+B1", "orig")
    assert book["新"].defined_names["x"].attr_text == "新!$B$3"


@pytest.mark.parametrize("name", ["", "x" * 32, "a:b", "a/b", "[a]", "'a", "a'", "user", "History"])
def test_sheet_names_that_excel_refuses(path: Path, name: str) -> None:
    refused(path, BadName, *KEPT, (name, None))


def test_a_protected_structure_stays(path: Path) -> None:
    books.substitute(
        path, BOOK, "<bookViews>", '<workbookProtection lockStructure="1"/><bookViews>'
    )
    refused(path, ProtectedStructure, *KEPT, ("new", None))
    refused(path, ProtectedStructure, *reversed(KEPT))
    arrange(path, *KEPT)


def test_a_place_that_is_not_understood_keeps_the_name(path: Path) -> None:
    def strange(content: dict[str, bytes]) -> None:
        content["xl/charts/chart1.xml"] = content["xl/charts/chart1.xml"].replace(
            b"<c:chart>", "<c:chart odd=\"'数据 A'!$A$1\">".encode(), 1
        )

    books.rebuilt(path, strange)
    assert "chart1.xml" in refused(path, SheetInUse, ("new", "数据 A"), *KEPT[1:])


def names(path: Path, changes: dict[tuple[str, str | None], str | None]) -> str:
    plan = books.edits(path)
    plan.names.update(changes)
    apply_edits(path, path, plan)
    return books.parts(path)[BOOK].decode()


def test_names_are_added_changed_and_deleted(path: Path) -> None:
    text = names(
        path,
        {
            ("参数_x", None): "=User!$A$1",
            ("TOTAL", None): 'User!$A$1&"<"',
            ("own", "plain"): None,
            ("amount", "User"): "1",
        },
    )
    found = re.findall(r"<definedName ([^>]*)>([^<]*)<", text)
    assert ('name="参数_x"', "User!$A$1") in found
    assert ('name="total"', 'User!$A$1&amp;"&lt;"') in found
    assert ('name="amount" localSheetId="1"', "1") in found
    assert not any("own" in attributes for attributes, _ in found)


def test_the_last_name_takes_the_element_along(tmp_path: Path) -> None:
    path = books.orders(tmp_path / "o.xlsx")
    assert "definedNames" not in names(path, {("body", None): None})
    text = names(path, {("again", None): "1"})
    assert text.index("</sheets>") < text.index("<definedNames>") < text.index("<calcPr")


@pytest.mark.parametrize("name", ["A1", "R1C1", "1x", "a b", "", "x" * 256, "r"])
def test_names_that_excel_refuses(path: Path, name: str) -> None:
    with pytest.raises(BadName):
        names(path, {(name, None): "1"})


def test_a_name_needs_something_to_refer_to(path: Path) -> None:
    with pytest.raises(BadName):
        names(path, {("x_y", None): "="})
    with pytest.raises(EngineError, match="Nope"):
        names(path, {("x_y", "Nope"): "1"})
