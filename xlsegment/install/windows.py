"""The real Windows: its registry, its processes, its windows."""

from __future__ import annotations

import contextlib
import ctypes
import locale
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, Any, Final

from xlsegment.install.machine import Answer, Key, RegistryValue, Running

_EXCEL: Final = "excel.exe"
_SNAPSHOT_PROCESSES: Final = 0x2
_NO_WINDOW: Final = 0x08000000
_DETACHED: Final = 0x00000008 | 0x00000200

# This module is type checked on every system, where winreg and windll exist on Windows only.
_winapi: Any = ctypes


class WindowsRegistry:
    """The registry of this machine; both the 64-bit and the 32-bit view are read."""

    def __init__(self) -> None:
        import winreg

        self._api: Any = winreg
        self._hives = {
            "HKCU": self._api.HKEY_CURRENT_USER,
            "HKLM": self._api.HKEY_LOCAL_MACHINE,
            "HKCR": self._api.HKEY_CLASSES_ROOT,
        }

    def values(self, key: Key) -> dict[str, RegistryValue]:
        """Return the values of a key by name; none if there is no such key."""
        found: dict[str, RegistryValue] = {}
        for handle in self._opened(key):
            with handle:
                for index in range(self._api.QueryInfoKey(handle)[1]):
                    name, value, _ = self._api.EnumValue(handle, index)
                    if isinstance(value, (str, int, bytes)):
                        found.setdefault(name, value)
        return found

    def subkeys(self, key: Key) -> list[str]:
        """Return the names of the keys beneath a key."""
        found: dict[str, None] = {}
        for handle in self._opened(key):
            with handle:
                for index in range(self._api.QueryInfoKey(handle)[0]):
                    found[self._api.EnumKey(handle, index)] = None
        return list(found)

    def write(self, key: Key, name: str, value: str) -> None:
        """Set a text value."""
        with self._api.CreateKey(self._hives[key.hive], key.path) as handle:
            self._api.SetValueEx(handle, name, 0, self._api.REG_SZ, value)

    def delete(self, key: Key, name: str) -> None:
        """Delete a value, if it is there."""
        access = self._api.KEY_SET_VALUE
        with (
            contextlib.suppress(FileNotFoundError),
            self._api.OpenKey(self._hives[key.hive], key.path, 0, access) as handle,
        ):
            self._api.DeleteValue(handle, name)

    def _opened(self, key: Key) -> Iterator[Any]:
        for view in (self._api.KEY_WOW64_64KEY, self._api.KEY_WOW64_32KEY):
            with contextlib.suppress(OSError):  # not there, or not ours to read
                yield self._api.OpenKey(
                    self._hives[key.hive], key.path, 0, self._api.KEY_READ | view
                )


class WindowsPrograms:
    """The processes of this machine."""

    def excels(self) -> tuple[Running, ...]:
        """Return the running Excels and whether each has a window that can be seen."""
        pids = [pid for pid, name in _processes() if name.casefold() == _EXCEL]
        seen = _pids_with_windows() if pids else set()
        return tuple(Running(pid, hidden=pid not in seen) for pid in pids)

    def run(self, command: Sequence[str] | str, seconds: float) -> Answer:
        """Run a program to its end without showing a window."""
        return run(command, seconds, flags=_NO_WINDOW)

    def leave_behind(self, command: Sequence[str]) -> None:
        """Start a program that goes on after this one has ended."""
        subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=_DETACHED,
            cwd=sys.base_prefix,
        )


def run(command: Sequence[str] | str, seconds: float, *, flags: int = 0) -> Answer:
    """Run a program to its end, for at most some seconds.

    What it prints goes into files: at a pipe, a program that it has left behind would keep us
    waiting for ever, however short the time.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            status: int | None = subprocess.run(
                command if isinstance(command, str) else list(command),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                timeout=seconds,
                check=False,
                creationflags=flags,
            ).returncode
        except subprocess.TimeoutExpired:
            status = None
        except OSError as error:
            return Answer(127, err=error.strerror or str(error))
        return Answer(status, _text_in(out), _text_in(err))


def _text_in(file: IO[bytes]) -> str:
    file.seek(0)
    content = file.read()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:  # Windows' own programs write in its code page
        return content.decode(locale.getencoding(), "replace")


class _ProcessEntry(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_uint32),
        ("usage", ctypes.c_uint32),
        ("pid", ctypes.c_uint32),
        ("heap", ctypes.c_void_p),
        ("module", ctypes.c_uint32),
        ("threads", ctypes.c_uint32),
        ("parent", ctypes.c_uint32),
        ("priority", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("name", ctypes.c_wchar * 260),
    )


def _processes() -> Iterator[tuple[int, str]]:
    kernel = _winapi.WinDLL("kernel32", use_last_error=True)
    kernel.CreateToolhelp32Snapshot.restype = ctypes.c_void_p
    for name in ("Process32FirstW", "Process32NextW"):
        getattr(kernel, name).argtypes = (ctypes.c_void_p, ctypes.POINTER(_ProcessEntry))
    kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
    snapshot = kernel.CreateToolhelp32Snapshot(_SNAPSHOT_PROCESSES, 0)
    entry = _ProcessEntry()
    entry.size = ctypes.sizeof(entry)
    try:
        more = kernel.Process32FirstW(snapshot, ctypes.byref(entry))
        while more:
            yield int(entry.pid), str(entry.name)
            more = kernel.Process32NextW(snapshot, ctypes.byref(entry))
    finally:
        kernel.CloseHandle(snapshot)


def _pids_with_windows() -> set[int]:
    """Return the processes that show a window."""
    user = _winapi.WinDLL("user32")
    found: set[int] = set()
    visit_type = _winapi.WINFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)

    def visit(window: int, _: int) -> bool:
        if user.IsWindowVisible(ctypes.c_void_p(window)):
            pid = ctypes.c_uint32()
            user.GetWindowThreadProcessId(ctypes.c_void_p(window), ctypes.byref(pid))
            found.add(int(pid.value))
        return True

    user.EnumWindows(visit_type(visit), 0)
    return found
