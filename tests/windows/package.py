"""The package as a user has it: a wheel built from this tree, installed, with its settings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.windows.addin import Addin
from tests.windows.excel import Excel
from tests.windows.machine import REPOSITORY, Windows
from xlsegment.install.conf import with_setting


def built(folder: Path) -> Path:
    """Build the wheel into a folder."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir"]
    subprocess.run([*command, str(folder), str(REPOSITORY)], check=True, timeout=300)
    (wheel,) = folder.glob("xlsegment-*.whl")
    return wheel


def copied_in(windows: Windows, wheel: Path) -> None:
    """Put the wheel beside those of everything that it needs."""
    windows.copy_in(windows.template / "wheels", windows.wheels)
    windows.copy_in(wheel, rf"{windows.wheels}\{wheel.name}")


def installed(windows: Windows) -> None:
    """Install it into ``windows.python``."""
    offline = ["--no-index", "--no-deps", "--find-links", windows.wheels]
    windows.run([windows.python, "-m", "pip", "install", "--quiet", *offline, "xlsegment"])


def addin_of(windows: Windows, folder: Path) -> Addin:
    """Return the add-in that came with it, and write the settings that an installation writes."""
    settings = windows.folder("USERPROFILE") / ".xlsegment" / "xlsegment.conf"
    settings.parent.mkdir()
    settings.write_bytes(with_setting(b"", "INTERPRETER_WIN", windows.python, "gbk"))
    file = windows.posix(r"C:\xlsegment\Lib\site-packages\xlsegment\addin\xlsegment.xlam")
    return Addin(file, windows, folder)


def excel_of(windows: Windows, addin: Addin) -> Excel:
    """Start Excel with one workbook, and load xlwings' DLL as the add-in does it."""
    excel = Excel(windows)
    excel.load(addin.dll(), addin.command())
    excel.open("客户 分层.xlsx", 客户=[["客户ID", "金额"], ["C001", 12.5]])
    return excel
