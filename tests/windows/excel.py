"""Excel's process as the tests see it: see ``host.py``, which runs on Windows."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tests.windows.machine import Windows
from tests.windows.wire import pack, unpack

MODULE: Final = "xlsegment.excel.udfs"


class HostFailed(Exception):
    """What the host could not do; for COM, what VBA would show as Err.Description."""


class Excel:
    """A host process; `ask` is one request."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        windows.copy_in(Path(__file__).parent, r"C:\chain\tests\windows")
        (windows.posix(r"C:\chain\tests") / "__init__.py").touch()
        self._process: subprocess.Popen[str] = windows.start(
            [windows.python, "-m", "tests.windows.host"],
            environment={"PYTHONPATH": r"C:\chain"},
            errors=subprocess.STDOUT,
        )
        # Reading cannot be given up, waiting for a queue can.
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def ask(self, what: str, *, timeout: float = 60, **given: Any) -> Any:
        """Send a request and wait for the answer.

        Raises
        ------
        HostFailed
            It could not be done.
        AssertionError
            The host died or hung.
        """
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, "with": given}) + "\n")
        self._process.stdin.flush()
        try:
            line = self._lines.get(timeout=timeout)
        except queue.Empty:
            self._windows.stop()
            msg = f"{what} hung for {timeout} s"
            raise AssertionError(msg) from None
        assert line.startswith("{"), "the host died:\n" + line + "".join(self._rest())
        answer = json.loads(line)
        if "failed" in answer:
            raise HostFailed(f"{answer['kind']}: {answer['failed']}")
        return answer["done"]

    def _rest(self) -> list[str]:
        lines = []
        while line := self._lines.get(timeout=10):
            lines.append(line)
        return lines

    def load(self, dll: str, command: str) -> None:
        """Load xlwings' DLL; ``command`` starts the server at the first call."""
        self.ask("load", dll=dll, command=command)

    def open(self, name: str, **sheets: Sequence[Sequence[Any]]) -> None:
        """Open a workbook with these cells; it becomes the active one."""
        self.ask("open", name=name, sheets={sheet: pack(rows) for sheet, rows in sheets.items()})

    def call(
        self, function: str, *arguments: Any, module: str = MODULE, timeout: float = 60
    ) -> Any:
        """Call a worksheet function; the result is what VBA gets before `XlSegOut`."""
        answer = self.ask(
            "call",
            function=function,
            module=module,
            arguments=[pack(one) for one in arguments],
            timeout=timeout,
        )
        return unpack(answer["value"])

    def seconds(self, function: str, *arguments: Any, times: int = 1) -> tuple[float, float]:
        """Return how long one call takes, and the part of it in which the stand-in reads cells."""
        answer = self.ask(
            "call",
            function=function,
            module=MODULE,
            arguments=[pack(one) for one in arguments],
            times=times,
            timeout=300,
        )
        return answer["seconds"], answer["reading"]

    def close(self) -> None:
        """End the process; its server goes with it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._windows.stop()
            self._process.kill()
            self._process.wait()
        self._reader.join(30)
        self._process.stdout.close()
