"""``xlsegment freeze``: our formulas as the values they show, for people without the add-in."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsegment.cli.commands import values
from xlsegment.cli.declare import DONE, PROBLEMS_LISTED, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Freeze one workbook."""
    left = freeze(
        arguments.file,
        terminal,
        arguments.output,
        dry_run=arguments.dry_run,
        force=values.forced(arguments),
    )
    return PROBLEMS_LISTED if left else DONE


def freeze(
    path: Path, terminal: Terminal, out: Path | None = None, *, dry_run: bool, force: bool = False
) -> int:
    """Turn our formulas in a workbook into values; return how many had to stay."""
    from xlsegment.actions.freeze import freeze_file
    from xlsegment.excel.udfs import FUNCTIONS

    names = [function.name for function in FUNCTIONS]
    done = freeze_file(path, names, out, dry_run=dry_run, force=force, progress=terminal.stages)
    terminal.say(
        Text(
            "{path}：{n} 个公式变成数值，{left} 个保留",
            "{path}: {n} formula(s) turned into values, {left} left",
        ),
        path=done.file,
        n=done.frozen,
        left=len(done.left),
    )
    for place in done.left:
        terminal.note(
            Text("  保留 {place}：{why}", "  {place} stays: {why}"),
            place=place.where,
            why=place.why.in_(terminal.lang),
        )
    if dry_run or not done.frozen:
        terminal.note(Text("没有写入任何文件。", "Nothing was written."))
    return len(done.left)


COMMAND = Command(
    name="freeze",
    summary=Text("发出前把函数公式变成数值", "turn our formulas into values before sharing"),
    description=Text(
        "把调用 =RFM_TIER 等函数的公式变成它们显示的数值，没有加载项的人看到的也一样；格式不变，"
        "别的公式不动。没算过的公式保留并列出。可用 undo 撤销；用 -o 则另存一份，原文件不动。",
        "Turn formulas that call =RFM_TIER and the like into the values they show, so that people "
        "without the add-in see the same; formats and all other formulas stay. Formulas that were "
        "never calculated stay and are listed. Undo takes it back; with -o a copy is written and "
        "the file stays as it is.",
    ),
    arguments=(
        Argument(
            ("file",),
            Text("(已关闭的)工作簿", "the (closed) workbook"),
            convert=Path,
            settings={"metavar": "FILE"},
        ),
        Argument(
            ("-o", "--output"),
            Text("另存为；默认就地写入", "save as; in place by default"),
            convert=Path,
            settings={"metavar": "FILE"},
        ),
        values.FORCE,
        Argument(
            ("--dry-run",),
            Text("只数一数，什么都不做", "count only, do nothing"),
            settings={"action": "store_true"},
        ),
    ),
    example="xlsegment freeze customers.xlsx",
    run=run,
)
