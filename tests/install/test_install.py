"""Installing: the steps, what they leave, and what happens when one of them fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.install.world import (
    DISABLED,
    DLL,
    EACCES,
    ENOSPC,
    EXCEL_PATHS,
    MANAGER,
    OPTIONS,
    World,
    addin_bytes,
    disabled_item,
    install_xlwings,
    make_world,
)
from xlsegment.errors import (
    CannotInstall,
    DllUnusable,
    ExcelRunning,
    NoExcelHere,
    PathNotAnsi,
    SetupFailed,
)
from xlsegment.install import conf, manifest
from xlsegment.install.installation import install, would_load
from xlsegment.install.machine import Answer, Running
from xlsegment.install.steps import (
    Configure,
    CopyFromXlwings,
    InstallPackage,
    MakeEnvironment,
    PutFile,
    Step,
    describe,
)
from xlsegment.text import LANGS


def install_in(world: World, **options: object) -> list[Step]:
    told: list[Step] = []
    install(world.machine, world.shipped, told.append, **options)  # type: ignore[arg-type]
    return told


def with_package(world: World) -> None:
    """Let the running Python have the package, as after ``pip install xlsegment``."""
    talker = world.programs.talkers[world.machine.python.executable]
    talker.xlsegment, talker.xlwings = "1.0.0", "0.37.8"
    install_xlwings(talker.prefix)
    world.with_python(complete=True)


def test_a_bare_python_gets_an_environment_and_excel_would_load_the_add_in(world: World) -> None:
    steps = install_in(world)

    assert [type(step) for step in steps] == [
        MakeEnvironment,
        InstallPackage,
        CopyFromXlwings,
        Configure,
        PutFile,
    ]
    assert would_load(world.look())
    assert world.places.addin.read_bytes() == world.shipped.addin
    assert world.places.addin.parent.parts[-3:] == ("Microsoft", "Excel", "XLSTART")


def test_the_settings_are_in_the_ansi_code_page_and_name_no_user(world: World) -> None:
    install_in(world)

    assert world.places.conf is not None
    content = world.places.conf.read_bytes()
    assert content == b'"INTERPRETER_WIN","%LOCALAPPDATA%/xlsegment/env/Scripts/python.exe"\r\n'


def test_settings_of_the_user_stay_byte_for_byte(world: World) -> None:
    path = world.places.conf
    assert path is not None
    path.parent.mkdir()
    mine = '"ONEDRIVE_CONSUMER_WIN","D:\\云盘"\r\n'.encode("cp936")
    path.write_bytes(mine + b'"interpreter_win","C:\\old\\python.exe"\r\n')

    install_in(world)

    assert path.read_bytes().endswith(b"\r\n" + mine)
    assert b"old" not in path.read_bytes()


def test_a_python_that_has_the_package_is_used_as_it_is(world: World) -> None:
    with_package(world)

    steps = install_in(world)

    assert [type(step) for step in steps] == [CopyFromXlwings, Configure, PutFile]
    assert world.look().named == world.machine.python.executable
    assert would_load(world.look())


def test_an_environment_of_its_own_can_be_asked_for(world: World) -> None:
    with_package(world)

    install_in(world, own=True)

    assert world.look().named == world.places.environment / "Scripts" / "python.exe"


def test_installing_twice_leaves_what_installing_once_does(world: World) -> None:
    install_in(world)
    once = world.state()
    steps = install_in(world)

    assert world.state() == once
    assert MakeEnvironment not in map(type, steps)


@pytest.mark.parametrize("lang", LANGS)
def test_a_dry_run_says_every_step_and_does_nothing(world: World, lang: str) -> None:
    before = world.state()
    told = install_in(world, dry_run=True)

    assert world.state() == before
    assert world.programs.ran == []
    assert [type(step) for step in told] == [type(step) for step in install_in(world)]
    assert all(len(describe(step, lang)) > 5 for step in told)  # type: ignore[arg-type]


# --- names that VBA cannot pass on -------------------------------------------------------------


def test_a_user_outside_the_code_page_gets_an_environment_closed_to_others(tmp_path: Path) -> None:
    world = make_world(tmp_path, user="张三", ansi="cp1252")

    install_in(world)

    environment = world.places.environment
    assert environment.is_relative_to(tmp_path / "ProgramData")
    assert environment.is_dir()
    closed = next(words for words in world.programs.ran if words[0] == "icacls")
    assert closed[1] == str(environment.parent)
    assert "/inheritance:r" in closed
    assert "DESK\\张三:(OI)(CI)F" in closed
    assert would_load(world.look())


def test_then_the_interpreter_stands_on_the_add_ins_own_sheet(tmp_path: Path) -> None:
    world = make_world(tmp_path, user="张三", ansi="cp1252")

    install_in(world)

    found = world.look()
    assert world.places.conf is None
    assert found.addin is not None
    assert found.addin.settings["INTERPRETER_WIN"].startswith("%PROGRAMDATA%")
    assert found.addin.settings["USE UDF SERVER"] == "True"
    assert found.probe is not None
    assert found.probe.xlsegment == "1.0.0"


def test_a_folder_that_cannot_be_closed_is_not_used(tmp_path: Path) -> None:
    world = make_world(tmp_path, user="张三", ansi="cp1252")
    world.programs.failing["icacls"] = Answer(5, err="Access is denied.")

    with pytest.raises(SetupFailed, match=r"Access is denied"):
        install_in(world)
    assert not world.places.environment.exists()


def test_without_any_fitting_folder_nothing_is_done(tmp_path: Path) -> None:
    world = make_world(tmp_path / "数据", user="张三", ansi="cp1252")
    before = world.state()

    with pytest.raises(PathNotAnsi):
        install_in(world)
    assert world.state() == before


# --- refusals ----------------------------------------------------------------------------------


def test_a_running_excel_is_named_and_nothing_is_done(world: World) -> None:
    world.programs.running = (Running(4711), Running(12, hidden=True))
    before = world.state()

    with pytest.raises(ExcelRunning, match="4711, 12"):
        install_in(world)
    assert world.state() == before


def test_a_hidden_excel_is_told_from_one_with_a_window(world: World) -> None:
    world.programs.running = (Running(12, hidden=True),)

    with pytest.raises(ExcelRunning, match="任务管理器"):
        install_in(world)


def test_without_excel_nothing_is_done(world: World) -> None:
    world.registry.keys.clear()

    with pytest.raises(NoExcelHere):
        install_in(world)


def test_an_excel_without_app_paths_is_found_by_its_class(world: World) -> None:
    del world.registry.keys[str(EXCEL_PATHS).casefold()]

    install_in(world)

    assert would_load(world.look())


def test_the_stores_python_is_refused(world: World) -> None:
    store = Path("C:/Program Files/WindowsApps/Python/python.exe")
    world.with_python(base=store)

    with pytest.raises(SetupFailed, match="Microsoft Store"):
        install_in(world)


@pytest.mark.parametrize(
    ("word", "answer", "says"),
    [
        ("-m venv", Answer(1, err="Error: No module named venv"), "No module named venv"),
        ("-m pip", Answer(1, err="ERROR: No matching distribution"), "No matching distribution"),
        ("-m pip", Answer(None), "3600 s"),
    ],
)
def test_what_a_program_says_is_passed_on(
    world: World, word: str, answer: Answer, says: str
) -> None:
    world.programs.failing[word] = answer

    with pytest.raises(SetupFailed, match=says):
        install_in(world)
    assert not world.places.addin.exists()


def test_the_cause_is_told_rather_than_pips_last_remark(world: World) -> None:
    said = """error: subprocess-exited-with-error
      ERROR: No matching distribution found for hatchling>=1.26
      [end of output]

  note: This error originates from a subprocess, and is likely not a problem with pip."""
    world.programs.failing["-m pip"] = Answer(1, err=said)

    with pytest.raises(SetupFailed, match="No matching distribution found for hatchling") as failed:
        install_in(world)
    assert "note:" not in str(failed.value)


def test_without_a_network_it_says_so(world: World) -> None:
    said = (
        "WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by {...}\n"
        "ERROR: No matching distribution found for xlwings==0.37.8"
    )
    world.programs.failing["-m pip"] = Answer(1, err=said)

    with pytest.raises(SetupFailed, match=r"检查网络.*--from.*No matching distribution"):
        install_in(world)


# --- what goes wrong in the middle -------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "number", "says"),
    [
        ("xlsegment.xlam", EACCES, "没有权限，或正被其他程序占用"),
        ("xlsegment.xlam", ENOSPC, "磁盘空间不足"),
        ("xlsegment.conf", EACCES, "没有权限"),
        ("install.json", ENOSPC, "磁盘空间不足"),
    ],
)
def test_a_step_that_the_system_refuses_is_named_and_a_rerun_completes(
    world: World, file: str, number: int, says: str
) -> None:
    world.files.refusing[file] = number

    with pytest.raises(CannotInstall, match=says) as refused:
        install_in(world)
    assert str(refused.value.fields["file"]).endswith(file)
    assert not would_load(world.look())

    world.files.refusing.clear()
    install_in(world)
    assert would_load(world.look())


@pytest.mark.parametrize("last", range(5))
def test_cut_off_after_any_step_a_rerun_leaves_the_same(tmp_path: Path, last: int) -> None:
    whole, cut = (make_world(tmp_path / name / "C") for name in ("one", "two"))
    install_in(whole)
    count = 0

    def stop(step: Step) -> None:
        nonlocal count
        count += 1
        if count > last:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install(cut.machine, cut.shipped, stop)
    assert not would_load(cut.look())
    notes = manifest.load(cut.machine, cut.places.manifest)
    assert notes is not None
    assert not notes.complete

    install_in(cut)

    def plain(world: World) -> set[str]:
        return set(world.state()["files"])  # type: ignore[call-overload]

    assert plain(cut) == plain(whole)
    assert would_load(cut.look())


def test_an_environment_that_was_cut_off_before_it_had_pip_is_made_anew(world: World) -> None:
    install_in(world)
    world.programs.talkers[world.places.environment / "Scripts" / "python.exe"].pip = False

    steps = install_in(world)

    assert MakeEnvironment in map(type, steps)
    assert would_load(world.look())


def test_what_would_stop_python_is_known_when_the_installation_ends(world: World) -> None:
    world.programs.failing["cmd.exe"] = Answer(1, err="blocked")

    facts = install(world.machine, world.shipped, lambda step: None)

    assert not would_load(facts)


def test_a_file_that_vanishes_at_once_is_blamed_on_the_antivirus(world: World) -> None:
    world.files.swallowing.add("xlsegment.xlam")

    with pytest.raises(CannotInstall, match="杀毒软件"):
        install_in(world)


def test_a_missing_library_is_copied_beside_the_interpreter(world: World) -> None:
    with_package(world)
    python = world.machine.python
    elsewhere = world.root / "data"
    elsewhere.mkdir()
    install_xlwings(elsewhere)
    (python.prefix / DLL).unlink()
    world.programs.talkers[python.executable].prefix = elsewhere

    install_in(world)

    assert (python.executable.parent / DLL).read_bytes() == DLL.encode()


def test_an_altered_library_is_replaced_where_excel_finds_it_first(world: World) -> None:
    install_in(world)
    beside = world.places.environment / "Scripts" / DLL
    beside.write_bytes(b"altered")

    install_in(world)

    assert beside.read_bytes() == DLL.encode()


def test_a_library_that_xlwings_lacks_is_said(world: World) -> None:
    with_package(world)
    for path in world.machine.python.prefix.glob("*.dll"):
        path.unlink()

    world.programs.failing["--force-reinstall"] = Answer(0)
    with pytest.raises(DllUnusable):
        install_in(world)


def test_a_library_altered_in_xlwings_itself_is_installed_again(world: World) -> None:
    install_in(world)
    (world.places.environment / DLL).write_bytes(b"altered")

    install_in(world)

    assert (world.places.environment / DLL).read_bytes() == DLL.encode()
    repair = next(words for words in world.programs.ran if "--force-reinstall" in words)
    assert repair[-1] == "xlwings==0.37.8"


def test_what_came_from_a_folder_of_wheels_is_mended_from_there(world: World) -> None:
    release = world.root / "release"
    release.mkdir()
    for name in ("xlsegment-1.0.0-py3-none-any.whl", "xlwings-0.37.8-cp311-abi3-win_amd64.whl"):
        (release / name).touch()
    install_in(world, folder=release)
    (world.places.environment / DLL).unlink()

    install_in(world, folder=release)

    repair = next(words for words in world.programs.ran if "--force-reinstall" in words)
    assert repair[-4:] == ["--no-index", "--find-links", str(release), "xlwings==0.37.8"]


def test_an_environment_that_no_longer_runs_is_made_anew(world: World) -> None:
    install_in(world)
    python = world.places.environment / "Scripts" / "python.exe"
    del world.programs.talkers[python]

    steps = install_in(world)

    assert MakeEnvironment in map(type, steps)
    assert would_load(world.look())


# --- what was there before ---------------------------------------------------------------------


def test_an_older_version_and_other_copies_give_way(world: World) -> None:
    old = addin_bytes(world.root / "old.zip", [("USE UDF SERVER", "False")])
    startup, other = world.places.addin, world.places.others[0] / "xlsegment.xlam"
    alternate = world.root / "Alt" / "xlsegment.xlam"
    world.registry.write(OPTIONS, "AltStartup", str(alternate.parent))
    for path in (startup, other, alternate):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(old)
    world.files.mark_of(startup).write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\n")
    world.registry.write(OPTIONS, "OPEN", '/R "C:\\Add ins\\xlsegment.xlam"')
    world.registry.write(OPTIONS, "OPEN1", '"C:\\other.xlam"')
    world.registry.write(MANAGER, "C:\\Add ins\\xlsegment.xlam", "")
    world.registry.write(MANAGER, "C:\\other.xlam", "")
    world.registry.write(DISABLED, "4F", disabled_item("C:\\Add ins\\xlsegment.xlam"))
    world.registry.write(DISABLED, "50", disabled_item("C:\\other.xlam"))

    install_in(world)

    assert startup.read_bytes() == world.shipped.addin
    assert not world.files.mark_of(startup).exists()
    assert not other.exists()
    assert not alternate.exists()
    assert world.registry.values(OPTIONS) == {
        "AltStartup": str(alternate.parent),
        "OPEN": '"C:\\other.xlam"',
    }
    assert list(world.registry.values(MANAGER)) == ["C:\\other.xlam"]
    assert list(world.registry.values(DISABLED)) == ["50"]
    assert would_load(world.look())


def test_the_environment_of_an_earlier_installation_goes_with_it(world: World) -> None:
    install_in(world)
    with_package(world)

    install_in(world)

    assert not world.places.environment.exists()
    assert would_load(world.look())


def test_on_a_mac_the_ribbons_script_and_settings_are_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world(tmp_path, system="macos", ansi="utf-8")
    program = tmp_path / "Microsoft Excel.app"
    program.mkdir()
    monkeypatch.setattr("xlsegment.install.excelprogram._MAC_PROGRAM", program)
    home = world.machine.home / "Library"

    install_in(world)

    data = home / "Containers" / "com.microsoft.Excel" / "Data" / "xlsegment.conf"
    interpreter = world.places.environment / "bin" / "python"
    assert conf.read(data.read_bytes(), "utf-8") == {"INTERPRETER_MAC": str(interpreter)}
    scripts = home / "Application Scripts" / "com.microsoft.Excel"
    assert [path.name for path in scripts.iterdir()] == ["xlwings-0.37.8.applescript"]
    startup = home / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
    assert (startup / "Startup.localized" / "Excel" / "xlsegment.xlam").is_file()
    assert would_load(world.look())
