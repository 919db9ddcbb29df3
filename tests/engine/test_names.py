"""Defined names of closed workbooks."""

import re
import zipfile

import openpyxl
import pytest

from xlsegment.engine.edits import PackageEdits, SheetPlan
from xlsegment.engine.package import Package
from xlsegment.engine.save import apply_edits


@pytest.mark.parametrize("empty", ["<definedNames/>", "<definedNames></definedNames>", ""])
def test_several_names_fit_into_an_empty_list(tmp_path, empty):
    """openpyxl writes an empty list of names; others write none at all."""
    path = tmp_path / "book.xlsx"
    with_list(path, empty)

    names = {("first", None): '"1"', ("second", None): "Data!$A$1"}
    apply_edits(path, path, PackageEdits([SheetPlan("Data", "Data")], names))

    book = openpyxl.load_workbook(path)
    assert {n.name: n.attr_text for n in book.defined_names.values()} == {
        "first": '"1"',
        "second": "Data!$A$1",
    }


def with_list(path, markup):
    book = openpyxl.Workbook()
    book.active.title = "Data"
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    workbook = parts["xl/workbook.xml"].decode()
    there = re.search("<definedNames ?/>", workbook)
    assert there
    parts["xl/workbook.xml"] = workbook.replace(there[0], markup).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    with Package(path) as package:
        assert markup.encode() in package.read("xl/workbook.xml")
