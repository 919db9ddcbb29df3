"""The machine this code runs on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from xlsegment.install.machine import Answer, Machine, NoRegistry, Python, Running, System
from xlsegment.install.windows import WindowsPrograms, WindowsRegistry, run


class PosixPrograms:
    """The processes of macOS and Linux."""

    def excels(self) -> tuple[Running, ...]:
        """Return the running Excels; on these systems each has a window."""
        found = run(["pgrep", "-x", "Microsoft Excel"], 10)
        return tuple(Running(int(pid)) for pid in found.out.split() if pid.isdigit())

    def run(self, command: Sequence[str] | str, seconds: float) -> Answer:
        """Run a program to its end."""
        return run(command, seconds)

    def leave_behind(self, command: Sequence[str]) -> None:
        """Start a program that goes on after this one has ended."""
        subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        )


def this_machine() -> Machine:
    """Return the machine this code runs on."""
    systems: dict[str, System] = {"win32": "windows", "darwin": "macos"}
    system = systems.get(sys.platform, "other")
    windows = system == "windows"
    return Machine(
        system=system,
        environ=dict(os.environ),
        home=Path.home(),
        ansi="mbcs" if windows else "utf-8",
        python=Python.this(),
        registry=WindowsRegistry() if windows else NoRegistry(),
        programs=WindowsPrograms() if windows else PosixPrograms(),
    )
