"""What every test shares: a private home for snapshots, tools that may be missing, one CI rule."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.support import office, pyodide, soffice, validator
from tests.windows import machine

# In CI the same examples every time, and half as many: its time is short, and nobody looks on.
settings.register_profile("xlsegment", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("ci" if "CI" in os.environ else "xlsegment")

# marker -> why its tests cannot run here, or None
MISSING = {
    "libreoffice": soffice.missing(),
    "node": validator.missing(),
    "uno": office.missing(),
    "pyodide": pyodide.missing(),
    "windows": machine.missing(),
}


@pytest.fixture(scope="session", autouse=True)
def _private_home(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """Keep snapshots and caches of the tests out of the home folder of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(variable, str(home / variable))
        for variable in ("LOCALAPPDATA", "APPDATA"):
            if variable in os.environ:
                patch.setenv(variable, str(home / variable))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: at its end a run on several processors waits for nobody."""
    long = ("system", "test_readme.py", "test_clean.py", "test_live_undo.py")
    items.sort(key=lambda item: not any(name in item.path.parts for name in long))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, with the reason, what needs a program that is not installed."""
    for marker, reason in MISSING.items():
        if reason and item.get_closest_marker(marker):
            pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a skip as a failure in CI, where everything is installed."""
    report = yield
    if "CI" in os.environ and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} may not be skipped in CI: {reason}"
    return report
