"""The built file, as programs read it that are not ours."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path, PurePosixPath

import pytest

import xlsegment
from tests.addin import small, vba
from tests.support import validator
from xlsegment.addin import build
from xlsegment.addin.build import build_addin, vba_modules
from xlsegment.addin.sheets import sheets
from xlsegment.addin.texts import texts
from xlsegment.addin.wrappers import wrappers
from xlsegment.errors import UnfitSource
from xlsegment.excel.declare import Menu
from xlsegment.excel.ribbon import GROUPS
from xlsegment.excel.udfs import FUNCTIONS

COMMITTED = Path(xlsegment.__file__).parent / "addin" / "xlsegment.xlam"
REBUILD = "python -m xlsegment build-addin -o xlsegment/addin/xlsegment.xlam"


# --- the same everywhere --------------------------------------------------------------------


def test_the_file_in_the_package_is_current(built):
    assert COMMITTED.read_bytes() == built.read_bytes(), f"functions or buttons changed: {REBUILD}"


def test_two_builds_in_different_processes_are_the_same_bytes(small_addin, tmp_path):
    code = (
        "import sys; from tests.addin import small; from xlsegment.addin.build import addin\n"
        "sys.stdout.buffer.write(addin(small.NAME, small.FUNCTIONS, small.GROUPS))"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            check=True,
        )
        assert done.stdout == small_addin.read_bytes()


def test_nothing_in_the_file_depends_on_zlib_the_clock_or_the_machine(built):
    with zipfile.ZipFile(built) as package:
        for entry in package.infolist():
            assert entry.compress_type == zipfile.ZIP_STORED
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.create_system == 0
            assert not entry.extra


# --- VBA ------------------------------------------------------------------------------------


def test_olevba_reads_every_module_back_as_it_was_written(built):
    pages = sheets(FUNCTIONS, texts(FUNCTIONS, GROUPS))
    written = vba_modules(wrappers(build.FUNCTIONS_MODULE, FUNCTIONS), pages)

    found = vba.modules(built)

    assert list(found) == [module.name for module in written]
    for module in written:
        assert found[module.name] == module.text().replace("\r\n", "\n")


def test_olefile_sees_no_defect_and_every_stream_of_a_project(built):
    names = vba.stream(built, "PROJECTwm").split(b"\0\0\0")
    assert len([name for name in names if name.strip(b"\0")]) == len(vba.modules(built))
    assert vba.stream(built, "VBA", "_VBA_PROJECT") == bytes.fromhex("CC61FFFF000000")
    assert vba.decompressed(vba.stream(built, "VBA", "dir"))[:10] == bytes.fromhex(
        "0100 04000000 01000000"
    )


def test_documents_and_modules_carry_the_same_code_names(built):
    """Otherwise Excel repairs the file."""
    content = vba.parts(built)
    names = re.findall(r'codeName="(\w+)"', content["xl/workbook.xml"].decode())
    for name in sorted(content):
        if name.startswith("xl/worksheets/"):
            names += re.findall(r'codeName="(\w+)"', content[name].decode())

    project = vba.stream(built, "PROJECT").decode("ascii")
    assert re.findall(r"^Document=(\w+)/", project, re.M) == names


def test_our_public_names_cannot_meet_those_of_another_add_in(built):
    for name, code in vba.modules(built).items():
        if name.startswith("XlSeg") and name != "XlSegFunctions":
            for public in re.findall(r"^Public (?:Sub|Function) (\w+)", code, re.M):
                assert public.startswith("XlSeg")


def test_every_function_has_one_wrapper(built):
    found = re.findall(r"^Function (\w+)\(", vba.modules(built)["XlSegFunctions"], re.M)

    assert sorted(found) == sorted(function.name for function in FUNCTIONS)


@pytest.mark.parametrize("text", ["' é", "' " + "x" * 1022], ids=["no ascii", "too long"])
def test_vba_that_excel_cannot_read_is_refused(text):
    with pytest.raises(UnfitSource, match=r"E-142.*XlSegFunctions"):
        vba_modules(text, ())


# --- sheets ---------------------------------------------------------------------------------


def test_openpyxl_opens_it_and_finds_the_sheets(built, tmp_path):
    assert list(vba.sheets(built, tmp_path)) == [
        "xlsegment.conf",
        "xlsegment.text",
        "_IntelliSense_",  # the last one, or Excel-DNA does not look at it
    ]


def test_the_settings_have_no_empty_value_and_no_key_twice(built, tmp_path):
    rows = vba.sheets(built, tmp_path)["xlsegment.conf"]

    assert dict(rows) == {"ADD_WORKBOOK_TO_PYTHONPATH": "false", "USE UDF SERVER": True}
    assert len(rows) == 2


def test_every_text_stands_there_once_in_both_languages(built, tmp_path):
    rows = vba.sheets(built, tmp_path)["xlsegment.text"]
    keys = [str(key).lower() for key, _, _ in rows]

    assert len(set(keys)) == len(keys)  # VBA's collections know no capitals
    assert all(en and zh for _, en, zh in rows)
    assert ("version", xlsegment.__version__, xlsegment.__version__) in rows


def test_every_key_that_vba_asks_for_is_there(built, tmp_path):
    keys = {row[0] for row in vba.sheets(built, tmp_path)["xlsegment.text"]}
    code = "\n".join(
        text for name, text in vba.modules(built).items() if name.startswith(("XlSeg", "This"))
    )

    for asked in re.findall(r'XlSegText\("([\w.]+)"\)', code):
        assert asked in keys
    for stem in set(re.findall(r'XlSegText\("(\w+\.)" &', code)):
        assert any(str(key).startswith(stem) for key in keys)
    for group in GROUPS:
        for button in group.buttons:
            assert {f"label.{button.id}", f"tip.{button.id}"} <= keys
            assert button.needs_book == (f"needs_book.{button.id}" in keys)


def test_intellisense_names_every_function_and_argument(built, tmp_path):
    head, *rows = vba.sheets(built, tmp_path)["_IntelliSense_"]

    assert head[:2] == ("FunctionInfo", "1.0")
    assert [row[0] for row in rows] == [function.name for function in FUNCTIONS]
    for row, function in zip(rows, FUNCTIONS, strict=True):
        given = [argument.name for argument in function.arguments]
        assert list(row[3 : 3 + 2 * len(given) : 2]) == given
        assert function.summary.zh in str(row[1])


def test_signs_of_xml_in_texts_come_through(small_addin, tmp_path):
    rows = vba.sheets(small_addin, tmp_path)["xlsegment.text"]

    tip = small.GROUPS[0].buttons[0].tip
    assert "<&>" in tip.en
    assert ("tip.btnBig", tip.en, tip.zh) in rows


# --- the package ----------------------------------------------------------------------------


@pytest.mark.node
def test_microsoft_s_validator_finds_no_error(built, small_addin):
    assert validator.faults(built, small_addin) == []


@pytest.mark.node
def test_the_validator_knows_the_schema_of_the_ribbon_and_of_the_workbook(built, tmp_path):
    """Microsoft's schema of customUI is in its validator: a wrong ribbon does not pass."""
    ribbon, workbook = "customUI/customUI14.xml", "xl/workbook.xml"
    faults = [
        (ribbon, b'size="large"', b'size="huge"'),
        (ribbon, b"getSupertip", b"getSuperTip"),
        (ribbon, b"<button ", b"<knob "),
        (ribbon, b"<ribbon>", b"<ribbon id='x'>"),
        (workbook, b"<workbookView/>", b"<workbookView visibility='gone'/>"),
    ]
    broken = [
        vba.rewritten(built, tmp_path / f"broken{number}.xlam", {part: (old, new)})
        for number, (part, old, new) in enumerate(faults)
    ]

    found = validator.faults(*broken)

    for path, (part, _, _) in zip(broken, faults, strict=True):
        assert {fault.part for fault in found if fault.file == str(path)} == {f"/{part}"}


def test_every_part_has_a_type_and_every_relationship_a_part(built):
    content = vba.parts(built)
    types = ET.fromstring(content["[Content_Types].xml"])
    extensions = {node.get("Extension") for node in types}
    overrides = {node.get("PartName") for node in types if node.tag.endswith("Override")}
    assert {f"/{name}" for name in content} >= overrides
    for name in content:
        assert f"/{name}" in overrides or name.rpartition(".")[2] in extensions

    reached = {"[Content_Types].xml"}
    for name, data in content.items():
        if name.endswith(".rels"):
            reached.add(name)
            folder = PurePosixPath(name).parent.parent
            identities = [node.get("Id") for node in ET.fromstring(data)]
            assert len(set(identities)) == len(identities)
            reached |= {str(folder / str(node.get("Target"))) for node in ET.fromstring(data)}
    assert reached == set(content)


# --- the ribbon -----------------------------------------------------------------------------


def test_the_ribbon_shows_what_is_declared_in_its_order(built):
    root = ET.fromstring(vba.parts(built)["customUI/customUI14.xml"])
    tab = root[0][0][0]

    assert (tab.get("id"), tab.get("insertAfterMso")) == ("xsTab", "TabData")
    assert [group.get("id") for group in tab] == [group.id for group in GROUPS]
    for shown, group in zip(tab, GROUPS, strict=True):
        assert [(b.get("id"), b.get("imageMso"), b.get("size")) for b in shown] == [
            (one.id, one.icon, None if isinstance(one, Menu) else one.size) for one in group.shown
        ]
        menus = [node for node in shown if node.tag.endswith("}menu")]
        assert [[b.get("id") for b in menu] for menu in menus] == [
            [button.id for button in menu.buttons] for menu in group.menus
        ]


def test_ids_are_unique_and_every_callback_is_a_public_procedure(built):
    root = ET.fromstring(vba.parts(built)["customUI/customUI14.xml"])
    identities = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(set(identities)) == len(identities)

    code = vba.modules(built)
    callbacks = {
        value
        for node in root.iter()
        for key, value in node.items()
        if key.startswith("get") or key == "onAction"
    }
    for callback in callbacks:
        module, _, procedure = callback.partition(".")
        assert f"\nPublic Sub {procedure}(control As IRibbonControl" in code[module]


def test_what_a_button_runs_is_python_that_macos_takes_too(built):
    code = vba.modules(built)["XlSegRibbon"]
    (command,) = re.findall(r'RunPython "(.*)" & control.Id & "(.*)"\n', code)
    text = "btnRefresh".join(command)

    ast.parse(text)
    assert not set(text) & set('"|')


# --- anywhere ---------------------------------------------------------------------------------


def test_building_needs_nothing_but_the_declarations(monkeypatch, built):
    monkeypatch.chdir("/")

    assert build_addin() == built.read_bytes()
