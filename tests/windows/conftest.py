"""One Windows for all tests of this folder, with the package installed as a user would have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.windows import machine, package
from tests.windows.addin import Addin
from tests.windows.excel import Excel
from tests.windows.machine import Windows
from tests.windows.ribbon import Ribbon


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder needs Windows."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.windows)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a wheel, built from this tree."""
    return package.built(tmp_path_factory.mktemp("wheel"))


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
        package.copied_in(windows, wheel)
        return windows

    yield new
    for windows in made:
        windows.stop()


@pytest.fixture(scope="session")
def windows(new_windows: Callable[..., Windows]) -> Windows:
    """Windows with the package installed in ``windows.python``. Tests leave it as it was."""
    windows = new_windows()
    package.installed(windows)
    return windows


@pytest.fixture(scope="session")
def addin(windows: Windows, tmp_path_factory: pytest.TempPathFactory) -> Addin:
    """The add-in that came with the package, with the settings that an installation writes."""
    return package.addin_of(windows, tmp_path_factory.mktemp("addin"))


@pytest.fixture(scope="session")
def excel(windows: Windows, addin: Addin) -> Iterator[Excel]:
    """Excel with one workbook, and xlwings' DLL loaded as the add-in does it."""
    excel = package.excel_of(windows, addin)
    yield excel
    excel.close()


@pytest.fixture(scope="session")
def ribbon(windows: Windows, addin: Addin) -> Iterator[Ribbon]:
    """The add-in's tab in an Excel of its own, whose workbooks come and go."""
    excel = package.excel_of(windows, addin)
    yield Ribbon(excel, addin, windows)
    excel.close()
