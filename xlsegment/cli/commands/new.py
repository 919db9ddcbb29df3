"""``xlsegment new``: an empty workbook, or one with sample data."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsegment.cli.commands import values
from xlsegment.cli.declare import DONE, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make the workbook and say what to do next."""
    from xlsegment.actions.new import new_workbook
    from xlsegment.actions.shell import quoted

    path = new_workbook(
        arguments.file, terminal.lang, sample=arguments.sample, force=arguments.force
    )
    terminal.say(Text("已新建 {path}", "Created {path}"), path=path)
    terminal.note(
        Text(
            "下一步：xlsegment import 订单文件 --into {path}，再 xlsegment refresh {path}",
            "Next: xlsegment import ORDERS --into {path}, then xlsegment refresh {path}",
        )
        if not arguments.sample
        else Text("下一步：xlsegment refresh {path}", "Next: xlsegment refresh {path}"),
        path=quoted(path),
    )
    return DONE


COMMAND = Command(
    name="new",
    summary=Text("新建客户分层工作簿", "make a new segmentation workbook"),
    description=Text(
        "新建一个工作簿：客户、订单、行为、活动、细分结果、策略、参数等工作表齐全，"
        "可直接粘贴或导入数据。工作簿的语言由 --lang 决定。",
        "Make a workbook with all sheets: customers, orders, behaviour, campaigns, segment "
        "results, strategies, parameters. Paste or import your data into it. --lang decides the "
        "language of the workbook.",
    ),
    arguments=(
        Argument(
            ("file",),
            Text("要新建的 .xlsx 文件", "the .xlsx file to make"),
            convert=Path,
            settings={"metavar": "FILE"},
        ),
        Argument(
            ("--sample",),
            Text("带虚构的示例数据", "with fictional sample data"),
            settings={"action": "store_true"},
        ),
        values.FORCE,
    ),
    example="xlsegment new customers.xlsx --lang zh",
    run=run,
)
