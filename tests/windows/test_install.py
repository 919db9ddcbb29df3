"""Installing for real: Windows' registry, its folders, its Python; only Excel is a stand-in.

A copy of Python's program file under Excel's name is what Windows finds as Excel, and what runs
as Excel where one has to run.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.windows.machine import BARE_PYTHON, REPOSITORY, Windows
from xlsegment.install.shipped import Shipped

EXCEL = r"C:\Python311\EXCEL.EXE"  # beside the library it needs to run
#: Where a browser and Explorer would leave the unpacked release.
RELEASE = r"C:\我的 下载\xlsegment 发布"
APP_PATHS = r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
OPTIONS = r"Software\Microsoft\Office\16.0\Excel\Options"
MANAGER = r"Software\Microsoft\Office\16.0\Excel\Add-in Manager"
DISABLED = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
ADDIN = Shipped.of_package().addin


def prepare(windows: Windows) -> Windows:
    """Give a Windows an Excel and the unpacked release with all wheels."""
    drive = windows.drive
    (drive / "Python311" / "EXCEL.EXE").write_bytes((drive / "Python311/python.exe").read_bytes())
    windows.write_registry(APP_PATHS, **{"": EXCEL})
    windows.write_registry(r"Software\Classes\Excel.Application\CLSID", **{"": "{1}"})
    windows.write_registry(
        r"Software\Classes\CLSID\{1}\LocalServer32", **{"": f'"{EXCEL}" /automation'}
    )
    release = windows.posix(RELEASE)
    release.mkdir(parents=True)
    for wheel in windows.posix(windows.wheels).glob("*.whl"):
        (release / wheel.name).symlink_to(wheel)
    windows.copy_in(REPOSITORY / "install_addin.py", rf"{RELEASE}\install_addin.py")
    return windows


def script(windows: Windows, *words: str, status: int = 0) -> str:
    """Run ``python install_addin.py`` with the Python that a user has."""
    return said(
        windows.run(
            [BARE_PYTHON, rf"{RELEASE}\install_addin.py", *words, "--lang", "zh"],
            check=False,
            timeout=600,
        ),
        status,
    )


def said(done: CompletedProcess[str], status: int) -> str:
    assert done.returncode == status, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


class Installed:
    """What the installer has made on a Windows."""

    def __init__(self, windows: Windows) -> None:
        self.windows = windows
        self.startup = windows.folder("APPDATA") / "Microsoft" / "Excel" / "XLSTART"
        self.addin = self.startup / "xlsegment.xlam"
        self.conf = windows.folder("USERPROFILE") / ".xlsegment" / "xlsegment.conf"
        self.data = windows.folder("LOCALAPPDATA") / "xlsegment"

    @property
    def python(self) -> str:
        notes = json.loads((self.data / "install.json").read_text(encoding="utf-8"))
        return rf"{notes['environment']}\Scripts\python.exe"

    def command(self, *words: str, status: int = 0) -> str:
        """Run ``xlsegment`` as the installation has it."""
        done = self.windows.run(
            [self.python, "-m", "xlsegment", *words, "--lang", "zh"], check=False, timeout=600
        )
        return said(done, status)


def picture(windows: Windows) -> dict[str, str]:
    """Everything below the user's folder and ProgramData, by its hash, and Excel's keys."""
    folders = [windows.folder("USERPROFILE"), windows.folder("ProgramData")]
    temporary = windows.folder("TEMP")
    files = {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if not path.is_symlink() and not path.is_relative_to(temporary)
    }
    keys = {key: json.dumps(windows.registry(key) or {}) for key in (OPTIONS, MANAGER, DISABLED)}
    return files | keys


@pytest.fixture(scope="module")
def fresh(new_windows: Callable[..., Windows]) -> tuple[Windows, dict[str, str]]:
    """A Windows with Excel and Python and nothing of ours, and what was on it then."""
    windows = prepare(new_windows())
    return windows, picture(windows)


@pytest.fixture(scope="module")
def installed(fresh: tuple[Windows, dict[str, str]]) -> Installed:
    """The same after ``python install_addin.py``."""
    windows, _ = fresh
    dry = script(windows, "--dry-run")
    assert "什么都没有做" in dry
    assert picture(windows) == fresh[1]
    assert "已安装" in script(windows)
    return Installed(windows)


@pytest.mark.slow
class TestOneInstallation:
    """In order: each test leaves the installation sound for the next."""

    def test_the_add_in_lies_in_xlstart_byte_for_byte(self, installed: Installed) -> None:
        assert installed.addin.read_bytes() == ADDIN

    def test_the_settings_are_ansi_and_hold_for_every_user_name(self, installed: Installed) -> None:
        value = rb"%LOCALAPPDATA%\xlsegment\env\Scripts\python.exe"
        assert installed.conf.read_bytes() == b'"INTERPRETER_WIN","' + value + b'"\r\n'

    def test_the_library_lies_where_vba_looks_and_loads(self, installed: Installed) -> None:
        code = "import ctypes, json, sys; ctypes.WinDLL(sys.argv[1]); print(json.dumps(True))"
        place = rf"{Path(installed.python.replace(chr(92), '/')).parent.parent}".replace("/", "\\")
        assert installed.windows.evaluate(code, rf"{place}\xlwings64-0.37.8.dll")

    def test_status_and_doctor_find_nothing_wrong(self, installed: Installed) -> None:
        assert "会：Excel 启动时自动载入" in installed.command("status")
        report = installed.command("doctor")
        assert "没有发现问题" in report
        assert "[正常] Excel 用的启动命令行通吗" in report
        assert installed.windows.user not in report

    def test_installing_again_changes_nothing(self, installed: Installed) -> None:
        before = installed.addin.read_bytes(), installed.conf.read_bytes()
        script(installed.windows)
        assert (installed.addin.read_bytes(), installed.conf.read_bytes()) == before
        installed.command("status")

    def test_the_doctor_finds_and_mends_what_is_broken(self, installed: Installed) -> None:
        windows = installed.windows
        installed.addin.write_bytes(b"altered")
        (installed.data / "env" / "xlwings64-0.37.8.dll").write_bytes(b"altered")
        installed.conf.write_bytes(
            '"INTERPRETER_WIN","C:\\没有\\python.exe"\r\n"SHOW CONSOLE","False"\r\n'.encode("gbk")
        )
        copy = windows.folder("APPDATA") / "Microsoft" / "AddIns" / "xlsegment.xlam"
        copy.parent.mkdir(parents=True)
        copy.write_bytes(b"old")
        windows.write_registry(OPTIONS, OPEN='"D:\\旧的\\xlsegment.xlam"', OPEN1='"D:\\a.xlam"')
        windows.write_registry(MANAGER, **{r"D:\旧的\xlsegment.xlam": ""})
        windows.run([BARE_PYTHON, "-c", DISABLE, DISABLED, r"D:\旧的\xlsegment.xlam"])

        report = installed.command("doctor", status=1)
        found = {code for code in ("E-101", "E-104", "E-110", "E-112") if code in report}
        assert found == {"E-101", "E-104", "E-110", "E-112"}
        assert r"C:\没有\python.exe" in report
        installed.command("doctor", "--fix", "--dry-run", status=1)
        assert installed.addin.read_bytes() == b"altered"
        mended = installed.command("doctor", "--fix", status=0)

        assert "没有发现问题" in mended
        assert installed.addin.read_bytes() == ADDIN
        assert b'"SHOW CONSOLE","False"' in installed.conf.read_bytes()
        assert not copy.exists()
        copy.parent.rmdir()
        assert windows.registry(OPTIONS) == {"OPEN": '"D:\\a.xlam"'}
        assert windows.registry(MANAGER) == {}
        assert windows.registry(DISABLED) == {}
        windows.delete_registry(OPTIONS)
        installed.conf.write_bytes(
            b"".join(
                line
                for line in installed.conf.read_bytes().splitlines(keepends=True)
                if b"CONSOLE" not in line
            )
        )

    def test_wps_in_excels_place_is_named(self, installed: Installed) -> None:
        key = r"Software\Classes\CLSID\{1}\LocalServer32"
        installed.windows.write_registry(key, **{"": r"C:\Kingsoft\WPS Office\et.exe /x"})
        try:
            assert "E-103" in installed.command("doctor", status=1)
        finally:
            installed.windows.write_registry(key, **{"": f'"{EXCEL}" /automation'})

    def test_policies_are_read_from_the_registry(self, installed: Installed) -> None:
        key = r"Software\Policies\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
        installed.windows.write_registry(key, AllLocationsDisabled=1)
        try:
            assert "E-116" in installed.command("doctor", status=1)
        finally:
            installed.windows.delete_registry(r"Software\Policies\Microsoft\Office")

    def test_while_excel_runs_nothing_is_done_and_it_is_never_ended(
        self, installed: Installed
    ) -> None:
        before = picture(installed.windows)
        excel = installed.windows.start([EXCEL, "-c", "import sys; print(1, flush=True); input()"])
        try:
            assert excel.stdout is not None
            assert excel.stdout.readline().strip() == "1"
            for words in (["upgrade", "--from", RELEASE], ["uninstall"]):
                assert "E-106" in installed.command(*words, status=2)
            assert excel.poll() is None
        finally:
            excel.communicate("\n", timeout=60)
        assert picture(installed.windows) == before

    def test_upgrade_replaces_package_and_add_in_and_keeps_settings(
        self, installed: Installed
    ) -> None:
        installed.conf.write_bytes(installed.conf.read_bytes() + b'"SHOW CONSOLE","False"\r\n')
        installed.addin.unlink()
        installed.command("upgrade", "--from", RELEASE)
        assert installed.addin.read_bytes() == ADDIN
        assert b'"SHOW CONSOLE","False"' in installed.conf.read_bytes()
        installed.command("status")

    def test_uninstalling_leaves_nothing_but_what_the_user_wrote(
        self, installed: Installed, fresh: tuple[Windows, dict[str, str]]
    ) -> None:
        assert "已卸载" in installed.command("uninstall")
        until = time.monotonic() + 90
        while installed.data.exists() and time.monotonic() < until:
            time.sleep(0.5)
        windows, before = fresh
        assert installed.conf.read_bytes() == b'"SHOW CONSOLE","False"\r\n'
        installed.conf.unlink()
        installed.conf.parent.rmdir()
        assert picture(windows) == before


@pytest.mark.slow
def test_a_user_whose_name_is_outside_the_code_page_is_served_all_the_same(
    new_windows: Callable[..., Windows],
) -> None:
    windows = prepare(new_windows(user="Łukasz Żak"))

    script(windows)

    installed = Installed(windows)
    assert installed.python.startswith("C:\\ProgramData\\xlsegment-")
    assert not installed.conf.exists()
    report = installed.command("doctor")
    assert "没有发现问题" in report
    assert "INTERPRETER_WIN ← 加载项的 xlsegment.conf 工作表" in report
    assert "ukasz" not in report


DISABLE = """
import struct, sys, winreg
text = (sys.argv[2] + "\\0").encode("utf-16-le")
item = struct.pack("<3I", 1, len(text), 0) + text
with winreg.CreateKey(winreg.HKEY_CURRENT_USER, sys.argv[1]) as key:
    winreg.SetValueEx(key, "1F2A", 0, winreg.REG_BINARY, item)
"""
