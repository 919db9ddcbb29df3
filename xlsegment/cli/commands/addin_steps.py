"""How the commands around the add-in say what they do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.cli.declare import Argument
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.install.machine import Machine
    from xlsegment.install.steps import Step

DRY_RUN: Final = Argument(
    ("--dry-run",),
    Text("只列出每一步，什么都不做", "list every step and do nothing"),
    settings={"action": "store_true"},
)
FROM: Final = Argument(
    ("--from",),
    Text(
        "程序包所在的文件夹(源码或 wheel 文件)；默认从 pip 的索引安装",
        "the folder of the package (a checkout or wheels); by default pip's index",
    ),
    convert=Path,
    settings={"metavar": "FOLDER", "dest": "folder"},
)
NOTHING_DONE: Final = Text("以上只是列出，什么都没有做。", "Only listed; nothing was done.")


def teller(terminal: Terminal, machine: Machine) -> Callable[[Step], None]:
    """Return what prints each step with its number."""
    from xlsegment.install.private import without_names
    from xlsegment.install.steps import describe

    count = 0

    def tell(step: Step) -> None:
        nonlocal count
        count += 1
        said = without_names(describe(step, terminal.lang), machine)
        terminal.say(f"{count:>2}. {said}")

    return tell
