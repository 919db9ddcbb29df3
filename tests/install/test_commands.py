"""The commands, and install_addin.py, as a user runs them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.install.world import World
from xlsegment.cli import dispatch
from xlsegment.install import here
from xlsegment.install.machine import Answer, Running

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "install_addin.py"


@pytest.fixture
def on(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The commands run on the Windows of the test, with the package and add-in of this tree."""
    from xlsegment.install.shipped import Shipped

    monkeypatch.setattr(here, "this_machine", lambda: world.machine)
    world.shipped = Shipped.of_package()
    world.programs.index = world.shipped.version
    return world


def run(*words: object, status: int = 0, lang: str = "zh") -> None:
    assert dispatch.main([*map(str, words), "--lang", lang]) == status


def test_from_nothing_to_nothing(on: World, capsys: pytest.CaptureFixture[str]) -> None:
    before = on.state()
    run("status", status=1)
    assert "不会(E-110, E-101)" in capsys.readouterr().out
    run("install", "--dry-run")
    assert "什么都没有做" in capsys.readouterr().err
    assert on.state() == before
    run("install")
    assert "=RFM_TIER(12,6,2500)" in capsys.readouterr().out
    run("status")
    run("doctor")
    assert "没有发现问题" in capsys.readouterr().out
    on.places.addin.unlink()
    run("doctor", status=1)
    run("doctor", "--fix", "--dry-run", status=1)
    assert not on.places.addin.exists()
    capsys.readouterr()
    run("doctor", "--fix")
    shown = capsys.readouterr().out
    assert shown.index("E-110") < shown.index("写入并核对") < shown.index("处理之后")
    run("upgrade", "--dry-run")
    run("upgrade")
    run("uninstall", "--dry-run")
    assert on.places.addin.exists()
    run("uninstall")
    assert on.state() == before
    run("uninstall")
    assert "没有安装" in capsys.readouterr().out


def test_an_upgrade_says_from_where_to_where(on: World, capsys: pytest.CaptureFixture[str]) -> None:
    run("install")
    version = on.shipped.version
    run("upgrade")
    assert f"没有找到更新的版本，仍是 {version}" in capsys.readouterr().out

    on.programs.index = "9.0"
    run("upgrade")

    assert f"已从 {version} 升级到 9.0" in capsys.readouterr().out


def test_an_add_in_that_stays_is_not_called_uninstalled(
    on: World, capsys: pytest.CaptureFixture[str]
) -> None:
    on.places.addin.parent.mkdir(parents=True)
    on.places.addin.write_bytes(b"by hand")

    run("uninstall")

    shown = capsys.readouterr()
    assert "没有安装" in shown.out
    assert "已卸载" not in shown.out
    assert "保留的 xlsegment.xlam 仍会随 Excel 启动" in shown.err


@pytest.mark.parametrize("words", [["install"], ["upgrade"], ["uninstall"], ["doctor", "--fix"]])
def test_while_excel_runs_everything_that_writes_is_refused(
    on: World, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run("install")
    on.places.addin.unlink()
    on.programs.running = (Running(31),)
    before = on.state()

    run(*words, status=2)

    assert "E-106" in capsys.readouterr().err
    assert on.state() == before


def test_an_installation_that_is_not_sound_exits_with_1(
    on: World, capsys: pytest.CaptureFixture[str]
) -> None:
    on.programs.failing["WinDLL"] = Answer(0)
    key = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
    from xlsegment.install.machine import Key

    on.registry.write(Key("HKCU", key), "DisableAllAddins", 1)

    run("install", status=1)

    assert "xlsegment doctor" in capsys.readouterr().err


def test_formulas_are_frozen_before_the_functions_go(
    on: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.xlsx"
    with_formulas(path)
    run("install")

    run("uninstall", "--freeze", path, status=1)

    shown = capsys.readouterr()
    assert "1 个公式变成数值，1 个保留" in shown.out
    assert "Sheet1!A2" in shown.err
    assert not on.places.addin.exists()


def test_formulas_are_frozen_in_a_copy_and_the_file_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, copy = tmp_path / "book.xlsx", tmp_path / "to-send.xlsx"
    with_formulas(path)
    before = path.read_bytes()

    run("freeze", path, "-o", copy, "--dry-run", status=1)
    assert not copy.exists()
    run("freeze", path, "-o", copy, status=1)

    assert f"{copy}：1 个公式变成数值，1 个保留" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert openpyxl.load_workbook(copy).active["A1"].value == "核心忠诚客户"


def with_formulas(path: Path) -> None:
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet()
    sheet.write_formula("A1", "=RFM_TIER(12,6,2500)", None, "核心忠诚客户")
    sheet.write_formula("A2", "=RFM_TIER(12,6,2500)", None, "#NAME?")
    made.close()


def test_here_without_excel_the_commands_say_what_works(capsys: pytest.CaptureFixture[str]) -> None:
    run("install", status=2)
    assert "E-108" in capsys.readouterr().err
    run("status", status=1)
    run("doctor", status=1, lang="en")
    assert "xlsegment new" in capsys.readouterr().out
    run("uninstall")


# --- install_addin.py --------------------------------------------------------------------------


def script() -> dict[str, object]:
    """Return what the script defines."""
    names: dict[str, object] = {"__file__": str(SCRIPT), "__name__": "install_addin"}
    exec(compile(SCRIPT.read_text(encoding="utf-8"), SCRIPT, "exec"), names)
    return names


def test_the_script_needs_nothing_but_python(tmp_path: Path) -> None:
    """-S and -I: no installed package can help."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", SCRIPT, "--lang", "zh"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "HOME": str(tmp_path)},
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.startswith("E-108")
    assert list(tmp_path.iterdir()) == []


def test_other_commands_pass_through_the_script(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", SCRIPT, "doctor", "--lang", "en"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "HOME": str(tmp_path)},
        check=False,
    )

    assert done.returncode == 1
    assert "[problem] Is Microsoft Excel installed" in done.stdout


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], ["install", "--from", str(ROOT), "--own-environment"]),
        (["--dry-run"], ["install", "--from", str(ROOT), "--own-environment", "--dry-run"]),
        (["upgrade"], ["upgrade", "--from", str(ROOT)]),
        (["status", "--lang", "en"], ["status", "--lang", "en"]),
    ],
)
def test_the_script_installs_and_upgrades_from_its_own_folder(
    words: list[str], command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version lies beside the script that came with it, not on an index."""
    ran: list[list[str]] = []
    monkeypatch.setattr("xlsegment.cli.main", lambda given: ran.append(given) or 0)

    assert script()["start"](words) == 0  # type: ignore[operator]
    assert ran == [command]


def test_the_script_can_be_read_by_a_python_that_is_too_old() -> None:
    """Otherwise people would see a syntax error instead of the sentence that helps them."""
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_python_that_is_too_old_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = script()
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))

    assert names["start"]([]) == 2  # type: ignore[operator]
    assert "3.11" in capsys.readouterr().err
