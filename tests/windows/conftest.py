"""One Windows for all tests of this folder, with the package installed as a user would have it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.windows import machine
from tests.windows.addin import Addin
from tests.windows.excel import Excel
from tests.windows.machine import REPOSITORY, Windows
from xlsegment.install.conf import with_setting


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder needs Windows."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.windows)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a wheel, built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir"]
    subprocess.run([*command, str(folder), str(REPOSITORY)], check=True, timeout=300)
    (built,) = folder.glob("xlsegment-*.whl")
    return built


@pytest.fixture(scope="session")
def new_windows(
    tmp_path_factory: pytest.TempPathFactory, wheel: Path
) -> Iterator[Callable[..., Windows]]:
    """Make further ones, ``new_windows(user="…")``: seconds each. They end with the session."""
    made: list[Windows] = []

    def new(user: str = machine.USER) -> Windows:
        template = machine.installed()
        windows = Windows.copy(template, tmp_path_factory.mktemp("windows") / "prefix", user)
        made.append(windows)
        windows.copy_in(template / "wheels", windows.wheels)
        windows.copy_in(wheel, rf"{windows.wheels}\{wheel.name}")
        return windows

    yield new
    for windows in made:
        windows.stop()


@pytest.fixture(scope="session")
def windows(new_windows: Callable[..., Windows]) -> Windows:
    """Windows with the package installed in ``windows.python``. Tests leave it as it was."""
    windows = new_windows()
    offline = ["--no-index", "--no-deps", "--find-links", windows.wheels]
    windows.run([windows.python, "-m", "pip", "install", "--quiet", *offline, "xlsegment"])
    return windows


@pytest.fixture(scope="session")
def addin(windows: Windows, tmp_path_factory: pytest.TempPathFactory) -> Addin:
    """The add-in that came with the package, with the settings that an installation writes."""
    settings = windows.folder("USERPROFILE") / ".xlsegment" / "xlsegment.conf"
    settings.parent.mkdir()
    settings.write_bytes(with_setting(b"", "INTERPRETER_WIN", windows.python, "gbk"))
    file = windows.posix(r"C:\xlsegment\Lib\site-packages\xlsegment\addin\xlsegment.xlam")
    return Addin(file, windows, tmp_path_factory.mktemp("addin"))


@pytest.fixture(scope="session")
def excel(windows: Windows, addin: Addin) -> Iterator[Excel]:
    """Excel with one workbook, and xlwings' DLL loaded as the add-in does it."""
    excel = Excel(windows)
    excel.load(addin.dll(), addin.command())
    excel.open("客户 分层.xlsx", 客户=[["客户ID", "金额"], ["C001", 12.5]])
    yield excel
    excel.close()
