"""xlwings' modules are its own but for the patches, each of which has its reason."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
import xlwings

from xlsegment.addin import vendor
from xlsegment.addin.vendor import PATCHES, Patch, vendor_modules
from xlsegment.errors import VendorChanged

SHIPPED = (Path(xlwings.__file__).parent / "xlwings_custom_addin.bas").read_text(encoding="ascii")


@pytest.fixture(scope="module")
def module() -> str:
    return {module.name: module.code for module in vendor_modules()}["xlwings"]


def test_only_the_patched_lines_differ(module):
    changed = [
        line[2:]
        for line in difflib.ndiff(SHIPPED.splitlines(), module.splitlines())
        if line.startswith(("- ", "+ "))
    ]

    assert changed.pop(0) == 'Attribute VB_Name = "xlwings"'  # stands in every module's head
    assert len(changed) == 2 * len(PATCHES)
    for patch in PATCHES:
        assert [line for line in changed if patch.old in line]


def test_the_licence_stays(module):
    assert "BSD 3-clause" in module
    assert "Copyright (C) 2014-present, Zoomer Analytics LLC." in module


def test_one_python_serves_every_workbook_because_none_is_named_in_the_command(module):
    command = module.partition("Function XLPyCommand()")[2].partition("\nEnd Function")[0]

    # Excel's branch; the others are for other programs.
    excel = command.partition('#If App = "Microsoft Excel" Then\n        PYTHONPATH')[2]
    assert excel.partition("#Else")[0].strip() == (
        '= "false;;;" & GetConfig("ONEDRIVE_CONSUMER_WIN") & ";" & '
        'GetConfig("ONEDRIVE_COMMERCIAL_WIN") & ";" & GetConfig("SHAREPOINT_WIN") & ";" & '
        'GetConfig("PYTHONPATH")'
    )


def test_no_workbook_or_its_folder_can_name_the_program_that_is_started(module):
    """Settings come from the add-in and the user's own file only."""
    config = module.partition("Function GetConfig(")[2].partition("\nEnd Function")[0]
    lines = [line.strip() for line in config.splitlines()]

    for layer in ("'Workbook Sheet Config", "' Directory Config"):
        assert lines[lines.index(layer) + 1] == "If False Then"


def test_another_text_than_expected_is_refused(monkeypatch):
    monkeypatch.setattr(vendor, "PATCHES", (Patch("no such line", "", ""),))

    with pytest.raises(VendorChanged, match=r"E-140.*no such line"):
        vendor_modules()


def test_a_line_that_stands_there_twice_is_refused(monkeypatch):
    monkeypatch.setattr(vendor, "PATCHES", (Patch("End Function", "", ""),))

    with pytest.raises(VendorChanged):
        vendor_modules()
