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

    done = undo_file(arguments.file, force=arguments.force)
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
    summary=Text("撤销上一次导入、清洗或刷新", "take back the last import, cleaning or refresh"),
    description=Text(
        "把工作簿恢复到上一次 import、clean 或 refresh 之前，逐字节一致。再次执行则再退一步。"
        "之后又改过的工作簿需加 --force；撤销前的内容另存一份，并告知位置。"
        "快照只保留 7 天，每个工作簿最多 10 份，所有工作簿共 200 MB。",
        "Restore a workbook to what it was before the last import, clean or refresh, byte for "
        "byte. Run it again to go back one step more. A workbook edited since then needs --force; "
        "what is undone is kept aside, and you are told where. Snapshots are kept for 7 days, "
        "at most 10 for each workbook and 200 MB for all of them.",
    ),
    arguments=(
        Argument(
            ("file",), Text("工作簿", "the workbook"), convert=Path, settings={"metavar": "FILE"}
        ),
        Argument(
            ("--force",),
            Text("连同之后的改动一起撤销", "undo what was edited since then, too"),
            settings={"action": "store_true"},
        ),
    ),
    example="xlsegment undo customers.xlsx",
    run=run,
)
