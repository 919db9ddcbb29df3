"""``xlsegment undo``: the workbook as it was before the last change."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsegment.cli.declare import DONE, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Restore the last snapshot and say which."""
    from xlsegment.actions.undo import undo_file

    done = undo_file(arguments.file)
    terminal.say(
        Text(
            "{path} 已恢复到 {taken} 的状态(还可撤销 {left} 次)",
            "{path} is back to what it was on {taken} ({left} more steps can be undone)",
        ),
        path=arguments.file,
        taken=f"{done.taken.astimezone():%Y-%m-%d %H:%M:%S}",
        left=done.left,
    )
    terminal.note(
        Text("撤销前的内容另存于 {path}", "What was undone is kept in {path}"), path=done.replaced
    )
    return DONE


COMMAND = Command(
    name="undo",
    summary=Text("撤销上一次导入或刷新", "take back the last import or refresh"),
    description=Text(
        "把工作簿恢复到上一次 import 或 refresh 之前，逐字节一致。再次执行则再退一步。",
        "Restore a workbook to what it was before the last import or refresh, byte for byte. "
        "Run it again to go back one step more.",
    ),
    arguments=(
        Argument(
            ("file",), Text("工作簿", "the workbook"), convert=Path, settings={"metavar": "FILE"}
        ),
    ),
    example="xlsegment undo customers.xlsx",
    run=run,
)
