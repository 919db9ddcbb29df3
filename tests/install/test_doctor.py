"""The doctor: every breakage is found by its code, and mended where that is possible."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.install.test_install import install_in
from tests.install.world import (
    DISABLED,
    DLL,
    OPTIONS,
    World,
    addin_bytes,
    disabled_item,
    make_world,
)
from xlsegment.errors import FileMissing
from xlsegment.install import doctor
from xlsegment.install.doctor import CHECKS, examine, render
from xlsegment.install.installation import mend
from xlsegment.install.machine import Answer, Key, Running
from xlsegment.install.policy import RULES
from xlsegment.install.status import render_status
from xlsegment.text import LANGS

ASR = r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"


def problems(world: World, workbook: Path | None = None) -> list[str]:
    return [f.check.code for f in examine(world.look(workbook=workbook)) if f.is_problem]


def cured(world: World) -> list[str]:
    facts = world.look()
    mend(facts, examine(facts), lambda step: None)
    return problems(world)


def own_python(world: World) -> Path:
    return world.places.environment / "Scripts" / "python.exe"


def edit_conf(world: World, value: str) -> None:
    assert world.places.conf is not None
    world.places.conf.write_bytes(f'"INTERPRETER_WIN","{value}"\r\n'.encode("cp936"))


def drop_addin(world: World) -> None:
    world.places.addin.unlink()


def alter_addin(world: World) -> None:
    world.places.addin.write_bytes(b"altered")


def older_addin(world: World) -> None:
    world.shipped = world.newer("1.1.0")
    (world.root / "newer.zip").unlink()


def older_package(world: World) -> None:
    world.programs.talkers[own_python(world)].xlsegment = "0.9"


def other_xlwings(world: World) -> None:
    world.programs.talkers[own_python(world)].xlwings = "0.38.0"


def mark(world: World) -> None:
    world.files.mark_of(world.places.addin).write_bytes(b"[ZoneTransfer]")


def disable(world: World) -> None:
    world.registry.write(DISABLED, "1", disabled_item(str(world.places.addin)))


def another_copy(world: World) -> None:
    copy = world.places.others[0] / "xlsegment.xlam"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"old")


def opened_elsewhere(world: World) -> None:
    world.registry.write(OPTIONS, "OPEN", '"D:\\xlsegment.xlam"')


def hide_setting(world: World) -> None:
    content = addin_bytes(world.root / "hidden.zip", [("INTERPRETER_WIN", "")])
    (world.root / "hidden.zip").unlink()
    world.places.addin.write_bytes(content)


def lose_python(world: World) -> None:
    own_python(world).unlink()


def lose_conf(world: World) -> None:
    assert world.places.conf is not None
    world.places.conf.unlink()


def unreachable(world: World) -> None:
    edit_conf(world, "%PYDIR%\\python.exe")
    environ = {**world.machine.environ, "PYDIR": "C:\\Pythonł"}
    world.machine = dataclasses.replace(world.machine, environ=environ)


def break_package(world: World) -> None:
    world.programs.talkers[own_python(world)].reason = "DLL load failed while importing _multiarray"


def break_what_it_needs(world: World) -> None:
    talker = world.programs.talkers[own_python(world)]
    talker.broken = [("numpy==2.1.0", "DLL load failed"), ("pandas==2.3.3", "No module numpy")]


def lose_dll(world: World) -> None:
    (world.places.environment / DLL).unlink()
    for talker in world.programs.talkers.values():
        if talker.xlwings:
            elsewhere = world.root / "data"
            elsewhere.mkdir(exist_ok=True)
            (elsewhere / DLL).write_bytes(DLL.encode())
            talker.prefix = elsewhere


def alter_dll(world: World) -> None:
    lose_dll(world)
    (world.places.environment / "Scripts" / DLL).write_bytes(b"altered")


def block_dll(world: World) -> None:
    world.programs.failing["WinDLL"] = Answer(1, err="OSError: [WinError 225]")


def wps(world: World) -> None:
    server = r'"C:\Users\li\AppData\Local\Kingsoft\WPS Office\12.1\office6\et.exe" /automation'
    world.registry.write(Key("HKCR", r"CLSID\{1}\LocalServer32"), "", server)


def policy(world: World) -> None:
    path = r"Software\Policies\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
    world.registry.write(Key("HKCU", path), "AllLocationsDisabled", 1)


def no_children(world: World) -> None:
    world.registry.write(Key("HKLM", ASR), "D4F940AB-401B-4EFC-AADC-AD5F3C50688A", "1")


def slow_start(world: World) -> None:
    world.programs.failing["cmd.exe"] = Answer(None)


def zombie(world: World) -> None:
    world.programs.running = (Running(77, hidden=True),)


def no_excel(world: World) -> None:
    world.registry.keys.clear()


# what is broken -> the code that says so; whether --fix mends it
BROKEN: dict[Callable[[World], None], tuple[str, bool]] = {
    no_excel: ("E-108", False),
    wps: ("E-103", False),
    policy: ("E-116", False),
    zombie: ("E-106", False),
    drop_addin: ("E-110", True),
    alter_addin: ("E-110", True),
    older_addin: ("E-102", True),
    older_package: ("E-102", True),
    other_xlwings: ("E-102", True),
    mark: ("E-105", True),
    disable: ("E-104", True),
    another_copy: ("E-112", True),
    opened_elsewhere: ("E-112", True),
    hide_setting: ("E-115", True),
    lose_python: ("E-101", True),
    lose_conf: ("E-101", True),
    unreachable: ("E-114", True),
    break_package: ("E-113", True),
    break_what_it_needs: ("E-113", True),
    lose_dll: ("E-111", True),
    alter_dll: ("E-111", True),
    block_dll: ("E-111", False),
    no_children: ("E-117", False),
    slow_start: ("E-117", False),
}
every_breakage = pytest.mark.parametrize(
    "break_it", BROKEN, ids=[breakage.__name__ for breakage in BROKEN]
)


def test_a_sound_installation_has_no_problem(world: World) -> None:
    install_in(world)

    assert problems(world) == []


@every_breakage
def test_each_breakage_is_found_by_its_code(
    world: World, break_it: Callable[[World], None]
) -> None:
    install_in(world)
    break_it(world)

    assert BROKEN[break_it][0] in problems(world)


@pytest.mark.parametrize(
    "break_it", [breakage for breakage, (_, mends) in BROKEN.items() if mends],
    ids=lambda breakage: breakage.__name__,
)  # fmt: skip
def test_what_can_be_mended_is_mended(world: World, break_it: Callable[[World], None]) -> None:
    install_in(world)
    break_it(world)

    assert cured(world) == []
    assert cured(world) == []


@every_breakage
def test_looking_changes_nothing(world: World, break_it: Callable[[World], None]) -> None:
    install_in(world)
    break_it(world)
    before = world.state()

    facts = world.look()
    findings = examine(facts)
    render(facts, findings, "zh")
    mend(facts, findings, lambda step: None, dry_run=True)

    assert world.state() == before


def test_every_code_of_the_doctor_is_broken_on_purpose_here() -> None:
    on_windows = {check.code for check in CHECKS if "windows" in check.systems}
    found = {code for code, _ in BROKEN.values()}

    assert {code for code in on_windows if code.startswith("E-")} - found == {"E-107"}
    assert len({check.code for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_found_as_number_and_as_text(world: World, rule) -> None:  # type: ignore[no-untyped-def]
    install_in(world)
    key = Key("HKLM", rf"Software\Policies\{rule.path}")

    world.registry.write(key, rule.name.upper(), 0)
    assert problems(world) == []
    world.registry.write(key, rule.name.upper(), str(rule.when[0]))
    assert problems(world) == ["E-117" if rule.server else "E-116"]


# --- workbooks ---------------------------------------------------------------------------------


def test_a_workbook_may_hide_the_setting_carry_a_mark_or_lie_in_the_cloud(world: World) -> None:
    install_in(world)
    cloud = world.machine.home / "OneDrive"
    cloud.mkdir()
    world.machine.environ["OneDrive"] = str(cloud)  # type: ignore[index]
    path = cloud / "李雷的客户.xlsx"
    addin_bytes(path, [("INTERPRETER_WIN", "C:\\Python27\\python.exe")])
    world.files.mark_of(path).write_bytes(b"[ZoneTransfer]")

    facts = world.look(workbook=path)
    report = render(facts, examine(facts), "zh")

    assert problems(world, path) == ["E-105", "E-115"]
    assert "OneDrive/SharePoint 文件夹里" in report
    assert "李雷" not in report


def test_a_settings_file_beside_the_workbook_is_seen(world: World) -> None:
    install_in(world)
    path = world.root / "book.xlsx"
    with zipfile.ZipFile(path, "w"):
        pass
    (world.root / "xlsegment.conf").write_bytes(b'"Interpreter_Win",""\r\n')

    assert problems(world, path) == ["E-115"]


def test_the_workbook_must_be_there(world: World) -> None:
    with pytest.raises(FileMissing):
        world.look(workbook=world.root / "none.xlsx")


# --- notes and the report ----------------------------------------------------------------------


def test_notes_are_no_problems(world: World) -> None:
    install_in(world)
    world.programs.running = (Running(5),)
    world.places.state.write_text("{}")
    second = world.root / "Python 312" / "python.exe"
    second.parent.mkdir()
    second.touch()
    core = Key("HKCU", r"Software\Python\PythonCore\3.12\InstallPath")
    world.registry.write(core, "", str(second.parent))
    world.registry.write(OPTIONS, "OPEN", '"C:\\ExcelDna.IntelliSense64.xll"')
    (world.places.startup / "xlwings.xlam").touch()

    found = {f.check.code: f for f in examine(world.look())}

    assert problems(world) == []
    assert [code for code, f in found.items() if f.result.state == "note"] == [
        "E-106", "I-101", "I-102", "I-103", "I-104",
    ]  # fmt: skip
    assert found["I-101"].result.fields["n"] == 2


def test_what_some_sheets_need_is_noted_with_how_to_have_it(world: World) -> None:
    install_in(world)
    found = {f.check.code: f for f in examine(world.look())}
    assert found["I-113"].result.state == "good"

    world.programs.talkers[own_python(world)].models = False
    found = {f.check.code: f for f in examine(world.look())}

    assert problems(world) == []
    assert found["I-113"].result.state == "note"
    assert '-m pip install "xlsegment[models]"' in found["I-113"].line("zh")


def test_mending_drops_the_state_of_a_run_that_was_cut_off(world: World) -> None:
    install_in(world)
    world.places.state.write_text("{}")

    assert cured(world) == []
    assert not world.places.state.exists()


@pytest.mark.parametrize("lang", LANGS)
@every_breakage
def test_the_report_names_no_user(
    world: World, break_it: Callable[[World], None], lang: str
) -> None:
    install_in(world)
    break_it(world)
    facts = world.look()

    report = render(facts, examine(facts), lang)  # type: ignore[arg-type]

    assert "张三" not in report
    assert "\\li\\" not in report
    assert BROKEN[break_it][0] in report


@pytest.mark.parametrize("lang", LANGS)
def test_the_status_names_no_user_and_says_what_is_where(world: World, lang: str) -> None:
    install_in(world)

    shown = render_status(world.look(thorough=False), lang)  # type: ignore[arg-type]

    assert "张三" not in shown
    assert "16.0.17328.20162 64" in shown
    assert f"= {world.shipped.version}" in shown


def test_the_report_of_this_machine_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    from xlsegment.install.shipped import Shipped

    monkeypatch.setattr(doctor.Shipped, "of_package", lambda: Shipped("1.0", b""))

    assert "E-108" in doctor.report_text("zh")


def test_questions_come_in_both_languages_and_in_the_order_things_break() -> None:
    for check in CHECKS:
        zh, en = check.question.both
        assert zh
        assert en
        assert not zh.endswith("？")
    assert [check.code for check in CHECKS][:4] == ["E-108", "E-103", "E-116", "E-119"]


def test_a_mac_without_its_script_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = make_world(tmp_path, system="macos", ansi="utf-8")
    program = tmp_path / "Microsoft Excel.app"
    program.mkdir()
    monkeypatch.setattr("xlsegment.install.excelprogram._MAC_PROGRAM", program)
    install_in(world)
    assert world.places.script is not None
    world.places.script.unlink()

    assert problems(world) == ["E-119"]
    assert cured(world) == []


def test_elsewhere_it_says_what_works_instead(tmp_path: Path) -> None:
    world = make_world(tmp_path, system="other", ansi="utf-8")
    facts = world.look()

    assert problems(world) == ["E-108"]
    assert "xlsegment new" in render(facts, examine(facts), "en")
