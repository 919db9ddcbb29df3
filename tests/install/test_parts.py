"""The small parts: settings file, registry entries, sheets of the add-in, names, sources."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.install.world import (
    DISABLED,
    MANAGER,
    OPTIONS,
    MemoryRegistry,
    World,
    addin_bytes,
    disabled_item,
)
from xlsegment.errors import CannotRead, FolderMissing
from xlsegment.install import conf
from xlsegment.install.addinfile import settings_of, with_setting
from xlsegment.install.excelprogram import Excel, find_excel
from xlsegment.install.machine import Key
from xlsegment.install.manifest import Manifest, load, save
from xlsegment.install.private import without_names
from xlsegment.install.registered import forget, names_ours, texts_of
from xlsegment.install.servercommand import command
from xlsegment.install.shipped import Shipped
from xlsegment.install.source import package_source

# --- the settings file -------------------------------------------------------------------------

LINE = st.from_regex(rb"[^\r\n\x0b\x0c\x1c-\x1e\x85]{0,30}", fullmatch=True)


@given(st.lists(LINE, max_size=6), st.sampled_from(["A", "x y", "客户"]))
def test_setting_a_key_keeps_every_other_line(lines: list[bytes], value: str) -> None:
    before = b"".join(line + b"\r\n" for line in lines)

    after = conf.with_setting(before, "INTERPRETER_WIN", value, "gbk")

    others = [line for line in before.splitlines() if b"INTERPRETER_WIN" not in line.upper()]
    assert conf.read(after, "gbk")["INTERPRETER_WIN"] == value
    assert [line for line in after.splitlines() if b"INTERPRETER_WIN" not in line.upper()] == others
    assert conf.with_setting(after, "INTERPRETER_WIN", value, "gbk") == after


@given(st.lists(LINE, max_size=6))
def test_taking_a_key_out_undoes_setting_it(lines: list[bytes]) -> None:
    lines = [line for line in lines if b"INTERPRETER_WIN" not in line.upper()]
    before = b"".join(line + b"\r\n" for line in lines)
    after = conf.without_setting(
        conf.with_setting(before, "INTERPRETER_WIN", "x", "gbk"), "INTERPRETER_WIN"
    )

    assert after == (before if before.strip() else b"")


def test_the_first_line_of_a_key_counts_whatever_its_case() -> None:
    content = b'"Interpreter_Win","a"\r\n"INTERPRETER_WIN","b"\r\nrubbish\r\n'

    assert conf.read(content, "gbk") == {"INTERPRETER_WIN": "a"}


def test_the_nearest_variable_stands_for_the_folder(world: World) -> None:
    local = Path(world.machine.variable("LOCALAPPDATA"))

    short = conf.short_form(local / "xlsegment" / "python.exe", world.machine)

    assert short == "%LOCALAPPDATA%/xlsegment/python.exe"
    assert world.machine.expand(short) == str(local / "xlsegment" / "python.exe")
    assert conf.short_form(Path(f"{local}2/python.exe"), world.machine).startswith("%USERPROFILE%")
    assert conf.short_form(Path("D:/x"), world.machine) == "D:/x"


# --- the registry ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "xlsegment.xlam",
        r"C:\a b\XLSEGMENT.xlam",
        r'/R "C:\x\xlsegment.xlam"',
        '"D:/xlsegment.xlam"',
    ],
)
def test_our_add_in_is_known_by_its_file_name(text: str) -> None:
    assert names_ours(text)


@pytest.mark.parametrize(
    "text", [r"C:\myxlsegment.xlam", r"C:\xlsegment.xlam.bak", r"C:\xlsegment\other.xlam", ""]
)
def test_others_are_not_taken_for_it(text: str) -> None:
    assert not names_ours(text)


@given(st.binary(max_size=80))
def test_no_bytes_of_a_disabled_item_stop_the_doctor(value: bytes) -> None:
    assert all(isinstance(text, str) for text in texts_of(value))


def test_a_disabled_item_is_read_with_and_without_its_lengths() -> None:
    path = r"C:\用户\xlsegment.xlam"

    assert texts_of(disabled_item(path)) == [path, "xlsegment"]
    odd = struct.pack("<3I", 1, 9999, 0) + path.encode("utf-16-le")
    assert texts_of(odd) == [path]


NAMES = st.sampled_from(['"C:\\xlsegment.xlam"', "one.xlam", '/R "D:\\two.xlam"', "three.xla"])


@given(st.lists(NAMES, max_size=6))
def test_forgetting_keeps_the_others_in_order_without_a_gap(opened: list[str]) -> None:
    registry = MemoryRegistry()
    for place, text in enumerate(opened):
        registry.write(OPTIONS, f"OPEN{place or ''}", text)

    for change in forget(registry):
        if change.value is None:
            registry.delete(change.key, change.name)
        else:
            registry.write(change.key, change.name, change.value)

    kept = [text for text in opened if not names_ours(text)]
    left = registry.values(OPTIONS)
    assert [left[f"OPEN{place or ''}"] for place in range(len(left))] == kept
    assert forget(registry) == []


def test_other_lists_lose_our_entries_only() -> None:
    registry = MemoryRegistry()
    for name in ("C:\\xlsegment.xlam", "C:\\other.xlam"):
        registry.write(MANAGER, name, "")
        registry.write(DISABLED, name, disabled_item(name))

    changes = forget(registry)

    assert [(change.key, change.name) for change in changes] == [
        (MANAGER, "C:\\xlsegment.xlam"),
        (DISABLED, "C:\\xlsegment.xlam"),
    ]


# --- Excel -------------------------------------------------------------------------------------


def test_bits_come_from_the_program_itself(world: World) -> None:
    excel = find_excel(world.machine)
    assert excel is not None
    assert (excel.bits, excel.version, excel.spills) == (64, "16.0.17328.20162", True)
    program = Path(excel.path)
    program.write_bytes(program.read_bytes().replace(b"\x64\x86", b"\x4c\x01"))

    again = find_excel(world.machine)

    assert again is not None
    assert again.bits == 32


def test_a_version_tells_whether_formulas_spill() -> None:
    assert Excel("x", "16.0.10416.20027").spills is False
    assert Excel("x", "16.0.14332.20624").spills is True
    assert Excel("x", "").spills is None


# --- the sheet of settings ---------------------------------------------------------------------


def test_the_add_in_that_is_shipped_has_settings_and_names_no_interpreter() -> None:
    settings = settings_of(Shipped.of_package().addin)

    assert settings is not None
    assert settings["USE UDF SERVER"].upper() == "TRUE"
    assert not [key for key in settings if key.startswith("INTERPRETER")]


def test_a_setting_is_added_at_the_end_and_nothing_else_changes() -> None:
    before = Shipped.of_package().addin
    after = with_setting(before, "INTERPRETER_WIN", r"C:\a & b\python.exe")

    old, new = settings_of(before), settings_of(after)
    assert old is not None
    assert new == old | {"INTERPRETER_WIN": r"C:\a & b\python.exe"}
    with zipfile.ZipFile(_file(before)) as one, zipfile.ZipFile(_file(after)) as two:
        assert one.namelist() == two.namelist()
        changed = [name for name in one.namelist() if one.read(name) != two.read(name)]
    assert len(changed) == 1
    assert with_setting(before, "INTERPRETER_WIN", r"C:\a & b\python.exe") == after


def _file(content: bytes):  # type: ignore[no-untyped-def]
    import io

    return io.BytesIO(content)


def test_a_blank_row_ends_the_settings(tmp_path: Path) -> None:
    content = addin_bytes(tmp_path / "x", [("A", "1"), ("", ""), ("B", "2")])

    assert settings_of(content) == {"A": "1"}


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_workbook_has_no_settings(content: bytes) -> None:
    assert settings_of(content) is None


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>')
        package.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")

    assert settings_of(path.read_bytes()) is None


# --- the rest ----------------------------------------------------------------------------------


def test_notes_survive_and_rubbish_is_no_notes(world: World) -> None:
    path, notes = world.places.manifest, Manifest("1", True, "e", "w", {"a": "b"}, ["f"], ["k"])
    save(world.machine, path, notes)
    assert load(world.machine, path) == notes

    for rubbish in (b"", b"[]", b"{", b'{"files": 3}'):
        path.write_bytes(rubbish)
        found = load(world.machine, path)
        assert found is None or found.files == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"C:\Users\li lei\AppData\x", r"%USERPROFILE%\AppData\x"),
        (r"c:\users\LI LEI\x", r"%USERPROFILE%\x"),
        (r"'C:\\Users\\li lei\\x'", r"'%USERPROFILE%\\x'"),
        (r"C:\Users\LILEI~1\AppData", r"%USERPROFILE%\AppData"),
        (r"D:\Users\Public\x", r"D:\Users\Public\x"),
        (r"C:\Program Files\x", r"C:\Program Files\x"),
        ("file:///home/someone/x", "file://~/x"),
    ],
)
def test_names_of_users_are_left_out(world: World, text: str, expected: str) -> None:
    world.machine.environ["USERPROFILE"] = r"C:\Users\li lei"  # type: ignore[index]

    assert without_names(text, world.machine) == expected


def test_a_folder_with_xlwings_is_asked_instead_of_the_network(tmp_path: Path) -> None:
    assert package_source(None, "1.0") == ("xlsegment==1.0",)
    assert package_source(None, "") == ("xlsegment",)
    assert package_source(None, "1.0", models=True) == ("xlsegment[models]==1.0",)
    assert package_source(tmp_path, "1.0", models=True) == (f"{tmp_path}[models]",)
    assert package_source(tmp_path, "1.0") == (str(tmp_path),)
    wheel = tmp_path / "xlsegment-1.0-py3-none-any.whl"
    wheel.touch()
    assert package_source(tmp_path, "1.0") == (str(wheel),)
    assert package_source(tmp_path, "1.0", models=True) == (f"{wheel}[models]",)
    (tmp_path / "xlwings-0.37.8-cp311-cp311-win_amd64.whl").touch()
    assert package_source(tmp_path, "1.0") == (
        "--no-index", "--find-links", str(tmp_path), str(wheel),
    )  # fmt: skip
    with pytest.raises(FolderMissing):
        package_source(tmp_path / "none", "1.0")


def test_the_command_line_is_quoted_for_paths_with_spaces() -> None:
    line = command(Path(r"C:\my env\Scripts\python.exe"))

    assert line.startswith(r'cmd.exe /C ""C:\my env\Scripts\python.exe" -B -c "import sys')
    assert line.endswith('""')


def test_variables_of_windows_are_found_whatever_their_case(world: World) -> None:
    assert world.machine.variable("LocalAppData") == world.machine.environ["LOCALAPPDATA"]
    assert world.machine.expand("%localappdata%|%nobody%") == (
        world.machine.environ["LOCALAPPDATA"] + "|%nobody%"
    )


def test_a_file_that_may_not_be_read_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(CannotRead, match="没有权限"):
        world.files.read(Path("xlsegment.conf"))


def test_keys_print_as_people_know_them() -> None:
    assert str(Key("HKCU", "Software").below("X")) == r"HKCU\Software\X"
