"""Every place of a workbook, one by one: planted there and found, cleaned and not found."""

from __future__ import annotations

import functools

import pytest

from tests.privacy.people import Search, people, triples
from tests.privacy.planted import CLEANED, REFUSED, base, in_an_object, zipped
from tests.support.packages import parts
from xlsegment.errors import CannotClean, DamagedPackage, PersonalName
from xlsegment.privacy.known import Known
from xlsegment.privacy.scrub import scrub

PEOPLE = people(10_000)


@functools.cache
def known():
    return Known(triples(PEOPLE))


@functools.cache
def search():
    return Search(PEOPLE)


def planted(place, tmp_path, person):
    pack = base()
    place(pack, person)
    return pack.write(tmp_path / "planted.xlsx")


#: Written so that only who resolves it can read it: by character, by code, by power, compressed.
HIDDEN = {
    "number_written_with_dashes", "inline_string_in_runs", "escaped_characters",
    "number_cell_with_power", "wide_letters", "footer_with_codes_in_a_name", "vml_drawing",
    "embedded_workbook", "number_in_an_old_workbook", "macro", "picture_text", "power_query",
    "data_model", "old_object_with_a_package", "old_object_with_a_document_nobody_reads",
    "packed_metafile", "behind_a_length_that_looks_like_a_character",
    "macro_that_puts_a_number_together",
}  # fmt: skip


@pytest.mark.parametrize("place", CLEANED, ids=str)
def test_whoever_is_planted_is_gone_and_the_rest_is_the_same(place, tmp_path):
    person = PEOPLE[sorted(CLEANED).index(place)]
    source, copy = planted(CLEANED[place], tmp_path, person), tmp_path / "copy.xlsx"
    untouched = parts(base().write(tmp_path / "base.xlsx"))
    if place not in HIDDEN:
        assert search().in_file(source), "the plant is not there"

    found = scrub(source, copy, known(), patterns=False)

    assert found.total or found.dropped
    assert search().in_file(copy) == {}
    before, after = parts(source), parts(copy)
    for name, data in untouched.items():
        if before[name] == data and not (found.dropped and "rels" in name):
            assert after[name] == data, f"{name} was not to be touched"


@pytest.mark.parametrize("place", REFUSED, ids=str)
def test_what_cannot_be_cleaned_is_refused_with_its_place(place, tmp_path):
    person = PEOPLE[sorted(REFUSED).index(place)]
    source, copy = planted(REFUSED[place], tmp_path, person), tmp_path / "copy.xlsx"
    if place not in HIDDEN:
        assert search().in_file(source), "the plant is not there"

    with pytest.raises((CannotClean, PersonalName)) as refusal:
        scrub(source, copy, known(), patterns=False)

    assert not copy.exists()
    assert not search().in_text(str(refusal.value))


def test_a_workbook_with_nobody_in_it_comes_back_as_it_was(tmp_path):
    source, copy = base().write(tmp_path / "source.xlsx"), tmp_path / "copy.xlsx"

    found = scrub(source, copy, known(), patterns=True)

    assert not found.total
    assert parts(copy) == parts(source)


def test_an_object_with_a_package_that_holds_nobody_stays(tmp_path):
    pack = base()
    in_an_object(pack, zipped({"a.xml": "<a/>", "b.xml": "<b>x</b>"}) + b"\0\0")
    source, copy = pack.write(tmp_path / "source.xlsx"), tmp_path / "copy.xlsx"

    scrub(source, copy, known(), patterns=True)

    assert parts(copy) == parts(source)


def test_a_caption_with_open_breaks_that_names_nobody_stays_as_it_is(tmp_path):
    pack = base()
    caption = '<xml xmlns:v="v"><v:shape><div>确<br>\r\n <BR>定</div></v:shape></xml>'.encode()
    pack.parts["xl/drawings/vmlDrawing1.vml"] = caption
    source, copy = pack.write(tmp_path / "source.xlsx"), tmp_path / "copy.xlsx"

    scrub(source, copy, known(), patterns=True)

    assert parts(copy)["xl/drawings/vmlDrawing1.vml"] == caption


def test_an_open_break_elsewhere_is_damage(tmp_path):
    pack = base()
    pack.add("customXml/item1.xml", "<a>x<br>y</a>", "customXml", "application/xml")

    with pytest.raises(DamagedPackage):
        scrub(pack.write(tmp_path / "source.xlsx"), tmp_path / "copy.xlsx", known(), patterns=True)


def test_what_excel_has_kept_of_an_identity_is_masked(tmp_path):
    person, pack = PEOPLE[0], base()
    pack.cell(f'<c r="A90"><v>{person.identity[:15]}000</v></c>')
    source, copy = pack.write(tmp_path / "source.xlsx"), tmp_path / "copy.xlsx"

    scrub(source, copy, known(), patterns=False)

    assert person.identity[:15].encode() not in parts(copy)["xl/worksheets/sheet1.xml"]
