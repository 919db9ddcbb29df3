"""A refresh changes our cells and nothing else, whatever else the workbook holds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support import command, decorated, packages, soffice, validator

CUSTOMERS = "客户基础信息表"
UNDER_OUR_TABLE = re.compile(
    r"\[Content_Types\]\.xml|xl/workbook\.xml|xl/styles\.xml|xl/calcChain\.xml|"
    r"xl/tables/table\d+\.xml|xl/_rels/workbook\.xml\.rels"
)


@pytest.fixture(scope="module")
def pair(outputs, tmp_path_factory) -> tuple[Path, Path]:
    """Return a decorated workbook with data, and the same after a refresh."""
    folder = tmp_path_factory.mktemp("decorated")
    before = decorated.decorate(outputs["small-imported"], folder / "before.xlsm", sheet=CUSTOMERS)
    after = folder / "after.xlsm"
    shutil.copy(before, after)
    command.run("refresh", after)
    return before, after


def own_sheets(path: Path) -> set[str]:
    tabs = packages.sheet_parts(path)
    return {part for tab, part in tabs.items() if tab not in decorated.FOREIGN_SHEETS}


def test_every_foreign_part_is_byte_identical(pair):
    before, after = pair
    difference = packages.compare(before, after)

    ours = own_sheets(before)
    foreign = {
        name
        for name in packages.parts(before)
        if name not in ours and not UNDER_OUR_TABLE.fullmatch(name)
    }
    assert difference.changed & foreign == set()
    assert difference.removed <= {"xl/calcChain.xml"}
    assert difference.added == set()
    # The fixture would prove nothing if it did not hold what it is about.
    for kind in (
        "charts/",
        "media/",
        "drawings/drawing",
        "drawings/vmlDrawing",
        "pivotTables/",
        "pivotCache/",
        "comments",
        "threadedComments/",
        "persons/",
        "slicers/",
        "slicerCaches/",
        "vbaProject.bin",
        "printerSettings/",
        "vendor/",
    ):
        assert any(name.startswith(f"xl/{kind}") for name in difference.identical), kind
    assert any(name.startswith("customXml/") for name in difference.identical)


def test_the_macros_are_still_there_and_the_file_is_still_a_macro_workbook(pair):
    before, after = map(packages.parts, pair)

    assert after["xl/vbaProject.bin"] == before["xl/vbaProject.bin"]
    assert b"macroEnabled.main+xml" in after["[Content_Types].xml"]


def test_what_stands_around_the_cells_of_our_own_sheet_stays(pair):
    before, after = pair
    part = packages.sheet_parts(before)[CUSTOMERS]
    difference = packages.compare_sheets(packages.parts(before)[part], packages.parts(after)[part])

    tail = re.compile(rb"</sheetData>.*", re.DOTALL)
    for element in (
        rb"<drawing [^>]*>",
        rb"<legacyDrawing [^>]*>",
        rb"<pageSetup [^>]*>",
        rb"<extLst>.*</extLst>",
        rb"<tableParts.*</tableParts>",
    ):
        found = re.compile(element, re.DOTALL)
        old = found.search(tail.search(difference.frame_before)[0])
        new = found.search(tail.search(difference.frame_after)[0])
        assert old is not None, element
        assert new is not None, element
        assert old[0] == new[0], element
    assert difference.cells


@pytest.mark.node
def test_the_decorated_workbook_is_as_sound_after_as_before(pair):
    assert validator.faults(*pair) == []
    assert validator.audit(pair) == []


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_opens_the_decorated_workbook_after_the_refresh(pair):
    recalculated = soffice.recalculate(pair[1])

    assert recalculated.errors() == []
    assert set(decorated.FOREIGN_SHEETS) <= recalculated.sheets.keys()
    assert recalculated.sheets["我的分析"]["C2"] == 21
