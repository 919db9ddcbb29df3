"""What this Windows is: the other tests rest on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.windows.machine import BARE_PYTHON, USER, Windows


def test_it_is_a_chinese_windows_with_a_user_whose_name_is_no_ascii(windows: Windows) -> None:
    code = """
import ctypes, json, os, sys
kernel = ctypes.windll.kernel32
print(json.dumps([sys.platform, kernel.GetACP(), hex(kernel.GetUserDefaultUILanguage()),
    os.path.expanduser("~"), "王".encode("mbcs").hex()]))
"""
    assert windows.evaluate(code) == ["win32", 936, "0x804", rf"C:\users\{USER}", "cdf5"]
    assert windows.folder("APPDATA") == windows.drive / "users" / USER / "AppData" / "Roaming"
    assert windows.folder("LOCALAPPDATA").is_dir()


def test_the_package_is_installed_with_what_it_needs(windows: Windows) -> None:
    code = "import xlsegment, pandas, numpy; print(xlsegment.__file__, pandas.__version__)"
    place, version = windows.run([windows.python, "-c", code]).stdout.split()
    assert place == r"C:\xlsegment\Lib\site-packages\xlsegment\__init__.py"
    assert version == "2.3.3"
    assert "用法：xlsegment" in windows.run([windows.python, "-m", "xlsegment", "--help"]).stdout


def test_text_goes_in_and_out_as_it_is(windows: Windows) -> None:
    code = "import sys; print(sys.argv[1] + sys.stdin.read())"
    done = windows.run([BARE_PYTHON, "-c", code, "客户 é"], given="分层 €")
    assert done.stdout.strip() == "客户 é分层 €"


def test_files_have_two_names(windows: Windows, tmp_path: Path) -> None:
    source = tmp_path / "a b.txt"
    source.write_text("内容", encoding="utf-8")
    inside = windows.copy_in(source, r"C:\我的 文件\a b.txt")
    code = "import sys; print(open(sys.argv[1], encoding='utf-8').read())"
    for name in (inside, windows.path(source), windows.path(windows.posix(inside))):
        assert windows.run([BARE_PYTHON, "-c", code, name]).stdout.strip() == "内容", name


def test_the_registry_keeps_texts_and_numbers(windows: Windows) -> None:
    key = r"Software\xlsegment 测试"
    assert windows.registry(key) is None
    windows.write_registry(key, 名称="分层", Number=7)
    assert windows.registry(key) == {"名称": "分层", "Number": 7}
    windows.delete_registry(key)
    assert windows.registry(key) is None


def test_a_program_that_hangs_is_ended_and_windows_goes_on(
    new_windows: Callable[..., Windows],
) -> None:
    windows = new_windows()  # what hangs takes everything else on it along
    begin = time.monotonic()
    with pytest.raises(AssertionError, match="hung"):
        windows.run([BARE_PYTHON, "-c", "import time; time.sleep(300)"], timeout=2)
    assert time.monotonic() - begin < 60
    assert windows.run([BARE_PYTHON, "-c", "print(1)"]).stdout.strip() == "1"
