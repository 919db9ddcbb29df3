"""The Python that Excel starts: which one, how many, what it says, when it ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from tests.windows.addin import Addin
from tests.windows.excel import Excel, HostFailed
from tests.windows.machine import Windows
from tests.windows.vba import VbaError
from tests.windows.wire import MISSING, Error
from xlsegment.install.conf import with_setting

PID = "__import__('os').getpid()"


@pytest.fixture
def another_excel(windows: Windows, addin: Addin) -> Iterator[Excel]:
    """An Excel of its own, whose server may be harmed."""
    excel = Excel(windows)
    excel.load(addin.dll(), addin.command())
    excel.open("另一个.xlsx", 表=[[1.0]])
    yield excel
    excel.close()


def running(windows: Windows, pid: int) -> bool:
    """Tell whether a process of Windows is there."""
    code = """
import ctypes, sys
from ctypes import wintypes
kernel, status = ctypes.windll.kernel32, wintypes.DWORD()
process = kernel.OpenProcess(0x1000, False, int(sys.argv[1]))
kernel.GetExitCodeProcess(process, ctypes.byref(status))
print("true" if process and status.value == 259 else "false")
"""
    return bool(windows.evaluate(code, str(pid)))


def gone(what: Callable[[], bool]) -> bool:
    """Wait until something is no longer so."""
    end = time.monotonic() + 30
    while what():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def test_the_command_names_the_python_of_the_users_settings(addin: Addin, windows: Windows) -> None:
    command = addin.command()

    assert command.startswith(f'cmd.exe  /K ""{windows.python}" -B -c "')
    assert "xlwings.serve('$(CLSID)')" in command
    assert addin.dll() == r"C:\xlsegment\xlwings64-0.37.8.dll"


def test_the_command_fits_the_dlls_buffer(addin: Addin) -> None:
    assert len(addin.command().encode("gbk")) < 1024


def test_a_workbook_from_somebody_else_does_not_choose_the_program(addin: Addin) -> None:
    foreign = {"xlsegment.conf": {"INTERPRETER_WIN": r"C:\evil.exe", "PYTHONPATH": r"C:\evil"}}

    assert addin.command(foreign) == addin.command()


def test_all_workbooks_share_one_python(excel: Excel, addin: Addin) -> None:
    first = excel.ask("evaluate", expression=PID)
    excel.open("第二个 workbook.xlsx", 表=[[1.0]])
    try:
        assert excel.call("XS_VERSION") == excel.call("XS_VERSION")
        assert excel.ask("evaluate", expression=PID) == first
    finally:
        excel.ask("activate", name="客户 分层.xlsx")


def test_another_excel_has_a_python_of_its_own(excel: Excel, another_excel: Excel) -> None:
    assert another_excel.ask("evaluate", expression=PID) != excel.ask("evaluate", expression=PID)


def test_python_ends_with_excel(windows: Windows, addin: Addin) -> None:
    excel = Excel(windows)
    excel.load(addin.dll(), addin.command())
    excel.open("短.xlsx", 表=[[1.0]])
    pid = excel.ask("evaluate", expression=PID)
    assert running(windows, pid)

    excel.close()

    assert gone(lambda: running(windows, pid))


def test_text_of_every_kind_comes_back_as_it_went(excel: Excel) -> None:
    excel.ask("run", code="import builtins; builtins.kept = '客户 é€😀 \\'\"|&%PATH%\\n'")

    assert (
        excel.ask("evaluate", expression="__import__('builtins').kept") == "客户 é€😀 '\"|&%PATH%\n"
    )


def test_a_function_that_is_not_there_fails_and_the_server_goes_on(
    excel: Excel, addin: Addin
) -> None:
    with pytest.raises(HostFailed, match="NO_SUCH_FUNCTION"):
        excel.call("NO_SUCH_FUNCTION", 1.0)
    with pytest.raises(HostFailed, match="no_such_module"):
        excel.call("RFM_TIER", 1.0, module="no_such_module")

    assert addin.failed() == Error(2015)
    assert isinstance(excel.call("RFM_TIER", 12.0, 6.0, 2500.0, MISSING), str)


def test_a_wrong_number_of_arguments_is_a_value_error(excel: Excel) -> None:
    assert excel.call("RFM_TIER") == "#VALUE!"
    assert excel.call("RFM_TIER", *[1.0] * 9) == "#VALUE!"


def test_a_python_that_was_ended_is_an_error_at_once_until_excel_starts_anew(
    another_excel: Excel, windows: Windows
) -> None:
    pid = another_excel.ask("evaluate", expression=PID)
    windows.run(["taskkill", "/F", "/PID", str(pid)])

    for _ in range(2):
        with pytest.raises(HostFailed, match="Could not activate Python COM server"):
            another_excel.call("XS_VERSION", timeout=20)


def test_settings_that_name_a_python_that_is_gone_fail_before_anything_is_started(
    windows: Windows, addin: Addin
) -> None:
    settings = windows.folder("USERPROFILE") / ".xlsegment" / "xlsegment.conf"
    before = settings.read_bytes()
    settings.write_bytes(
        with_setting(b"", "INTERPRETER_WIN", r"%LOCALAPPDATA%\没有\python.exe", "gbk")
    )
    try:
        with pytest.raises(VbaError, match=r"Could not load xlwings64-0\.37\.8\.dll"):
            addin.dll()
    finally:
        settings.write_bytes(before)


def test_nothing_is_left_behind_by_pywin32(windows: Windows, excel: Excel) -> None:
    excel.call("XS_VERSION")
    generated = [
        path
        for path in windows.drive.rglob("gen_py/**/*")
        if path.is_file() and path.name not in ("__init__.py", "dicts.dat")
    ]

    assert generated == []
