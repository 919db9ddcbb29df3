"""One workbook with 10,000 customers and somebody in every place: afterwards nobody is found."""

from __future__ import annotations

import openpyxl
import pytest

from tests.privacy.people import Search, people, triples
from tests.privacy.planted import CLEANED, base
from tests.support import soffice, validator
from tests.support.packages import parts
from xlsegment.privacy.known import Known
from xlsegment.privacy.places import PlaceKind
from xlsegment.privacy.scrub import scrub
from xlsegment.privacy.sharecheck import share_check

#: These put their markup where another one's stands already.
_CROWDED = {"number_cell", "number_cell_with_fraction", "number_cell_with_power"}
#: In the order that a sheet's schema asks for, from the end, since each is put before the margins.
_TAIL = ("conditional_format", "data_validation", "hyperlink")


@pytest.fixture(scope="module")
def everybody():
    return people(10_000)


def build(path, everybody):
    """Make the workbook: a sheet of customers, phones as text and as numbers, and all places."""
    pack = base()
    rows = []
    for i, person in enumerate(everybody, 2):
        texts = [person.name, person.email, person.identity, person.address]
        cells = "".join(
            f'<c r="{column}{i}" t="inlineStr"><is><t>{text}</t></is></c>'
            for column, text in zip("ACDE", texts, strict=True)
        )
        first, rest = cells.split('<c r="C', 1)
        mobile = (
            f'<c r="B{i}"><v>{person.mobile}</v></c>'
            if i % 2
            else f'<c r="B{i}" t="inlineStr"><is><t>{person.mobile}</t></is></c>'
        )
        rows.append(f'<row r="{i}">{first}{mobile}<c r="C{rest}</row>')
    heads = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{head}</t></is></c>'
        for column, head in zip("ABCDE", ("姓名", "手机", "邮箱", "身份证号", "地址"), strict=True)
    )
    part = "xl/worksheets/sheet2.xml"
    text = pack.parts[part].decode()
    start, end = text.index("<sheetData>"), text.index("</sheetData>")
    data = f'<sheetData><row r="1">{heads}</row>{"".join(rows)}'
    pack.parts[part] = (text[:start] + data + text[end:]).replace(
        '<dimension ref="A1"/>', ""
    ).encode()  # fmt: skip
    names = [name for name in CLEANED if name not in _TAIL and name not in _CROWDED]
    for number, name in enumerate([*names, *_TAIL]):
        if name != "hidden_sheets":
            CLEANED[name](pack, everybody[number])
            pack.replace("xl/worksheets/sheet1.xml", "</sheetData>", "<!--.--></sheetData>")
            text = pack.parts["xl/worksheets/sheet1.xml"].decode()
            for column in "ABD":
                text = text.replace(f'r="{column}90"', f'r="{column}{100 + number}"')
            text = text.replace('<row r="90">', f'<row r="{100 + number}">').replace("<!--.-->", "")
            pack.parts["xl/worksheets/sheet1.xml"] = text.encode()
    return pack.write(path)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory, everybody):
    return build(tmp_path_factory.mktemp("planted") / "planted.xlsx", everybody)


@pytest.fixture(scope="module")
def small(tmp_path_factory, everybody):
    """Return a smaller one and its copy, for programs that need their time."""
    folder = tmp_path_factory.mktemp("small")
    source = build(folder / "planted.xlsx", everybody[:60])
    scrub(source, folder / "masked.xlsx", Known(triples(everybody[:60])), patterns=True)
    return source, folder / "masked.xlsx"


@pytest.fixture(scope="module")
def masked(workbook, everybody):
    copy = workbook.with_name("masked.xlsx")
    return copy, scrub(workbook, copy, Known(triples(everybody)), patterns=True)


def test_no_value_of_anybody_is_left_in_any_part(workbook, everybody, masked):
    search = Search(everybody)
    before = set().union(*search.in_file(workbook).values())
    assert len(before) == 5 * len(everybody), "not everything was planted"

    copy, found = masked

    assert search.in_file(copy) == {}
    assert found.total > 5 * len(everybody)


def test_places_are_counted_and_nothing_else_is_changed(workbook, masked):
    copy, found = masked

    kinds = {kind for kind, _ in found.replaced}
    assert kinds >= {
        *(PlaceKind.CELL, PlaceKind.FORMULA, PlaceKind.SHARED_STRING, PlaceKind.COMMENT),
        *(PlaceKind.NAME, PlaceKind.HEADER_FOOTER, PlaceKind.VALIDATION, PlaceKind.FORMAT_RULE),
        *(PlaceKind.LINK, PlaceKind.TABLE, PlaceKind.PIVOT, PlaceKind.CHART, PlaceKind.DRAWING),
        *(PlaceKind.PROPERTY, PlaceKind.CUSTOM_XML, PlaceKind.CONNECTION),
        PlaceKind.EXTERNAL_LINK,
    }
    assert {place.kind for place in found.dropped} == {
        PlaceKind.PRINTER, PlaceKind.PICTURE, PlaceKind.HISTORY,
    }  # fmt: skip
    same = ("xl/theme/theme1.xml", "xl/styles.xml", "xl/worksheets/sheet3.xml")
    assert all(parts(workbook)[name] == parts(copy)[name] for name in same)


@pytest.mark.filterwarnings("ignore:Unknown extension")
def test_the_copy_is_a_sound_workbook(small):
    book = openpyxl.load_workbook(small[1])

    assert book["隐藏"]["B3"].value.count("*") == 4
    assert book["隐藏"]["B3"].data_type == "s"


@pytest.mark.node
def test_the_copy_has_no_fault_that_the_original_did_not_have(small):
    assert validator.new_faults(*small) == []


@pytest.mark.libreoffice
def test_libreoffice_opens_the_copy(small):
    shown = soffice.recalculate(small[1]).sheets

    assert shown["隐藏"]["A2"].endswith("***")


def test_share_check_finds_them_before_and_nobody_afterwards(workbook, masked):
    before, after = share_check(workbook), share_check(masked[0])

    cells = {hit.kind: hit.count for hit in before.hits if hit.place.sheet == "隐藏"}
    assert cells == dict.fromkeys(("name", "mobile", "email", "identity", "address"), 10_000)
    assert after.hits == ()
