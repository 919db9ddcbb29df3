"""The command line by which Excel starts Python, tried without Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from xlsegment.install.machine import Answer, Machine

PATIENCE: Final = 90.0
# What the server loads before it answers its first call; it does not begin to serve here.
_LOADS: Final = (
    r"import sys, os;import xlwings.utils;xlwings.utils.prepare_sys_path(\"false;;;;;;\");"
    r"import xlwings, xlwings.com_server, xlsegment.excel.udfs;print('ready')"
)


def command(interpreter: Path) -> str:
    """Return the command line; quoted as the library of xlwings does it."""
    return f'cmd.exe /C ""{interpreter}" -B -c "{_LOADS}""'


def try_start(machine: Machine, interpreter: Path) -> Answer:
    """Start Python the way Excel does and wait for it, but not for ever."""
    return machine.programs.run(command(interpreter), PATIENCE)


def is_ready(answer: Answer) -> bool:
    """Tell whether Python came up."""
    return answer.status == 0 and answer.out.rstrip().endswith("ready")
