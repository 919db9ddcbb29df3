"""``xlsegment import``: orders from an export into a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsegment.cli.commands.source import MAP, SOURCE_OPTIONS, print_notes, print_source
from xlsegment.cli.declare import DONE, PROBLEMS_LISTED, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Import, then say what was understood, what was added and what looked odd."""
    from xlsegment.actions.import_orders import import_orders
    from xlsegment.actions.shell import quoted

    done = import_orders(
        arguments.orders,
        arguments.into,
        given=dict(arguments.map),
        replace=arguments.replace,
        sheet=arguments.sheet,
        encoding=arguments.encoding,
        on_open=lambda source, guess: print_source(terminal, arguments.orders, source, guess),
        progress=terminal.stages,
    )
    problems = print_notes(terminal, done.notes)
    terminal.say(
        Text(
            "已导入 {added} 行到 {path} 的“{sheet}”(原有 {before} 行{what}，现有 {after} 行)",
            "Imported {added} row(s) into “{sheet}” of {path} ({before} before{what}, {after} now)",
        ),
        added=done.added,
        before=done.before,
        after=done.after,
        sheet=done.sheet,
        path=arguments.into,
        what=Text(",已替换", ", replaced").in_(terminal.lang) if arguments.replace else "",
    )
    terminal.note(
        Text(
            "下一步：xlsegment refresh {path}；要撤销：xlsegment undo {path}",
            "Next: xlsegment refresh {path}; to take it back: xlsegment undo {path}",
        ),
        path=quoted(arguments.into),
    )
    return PROBLEMS_LISTED if problems else DONE


COMMAND = Command(
    name="import",
    summary=Text("把订单文件导入工作簿", "import an order file into a workbook"),
    description=Text(
        "把 CSV、Excel 或 Parquet 订单文件导入工作簿的订单表。编码、分隔符、表头自动识别，"
        "识别结果会打印出来；长号码和开头的 0 按文本保留；以 = + - @ 开头的文字不会变成公式；"
        "完全重复的订单跳过，认不出的日期和金额按原文导入并报告。导入前自动留底，可用 undo 撤销。",
        "Import orders from a CSV, Excel or Parquet file into the order table of a workbook. "
        "Encoding, delimiter and headers are found and the guess is printed; long numbers and "
        "leading zeros stay; text that starts with = + - @ does not become a formula; exact "
        "duplicates are skipped; dates and amounts that cannot be read are imported as they are "
        "and reported. A snapshot is taken first; undo takes the import back.",
    ),
    arguments=(
        Argument(
            ("orders",),
            Text(
                "订单文件：CSV、xlsx、xls 或 Parquet", "the order file: CSV, xlsx, xls or Parquet"
            ),
            convert=Path,
            settings={"metavar": "ORDERS"},
        ),
        Argument(
            ("--into",),
            Text("要导入到的工作簿", "the workbook to import into"),
            convert=Path,
            settings={"metavar": "FILE", "required": True},
        ),
        MAP,
        Argument(
            ("--append",),
            Text("追加到已有订单之后(默认)", "add to the orders already there (default)"),
            apart_from="mode",
            settings={"action": "store_false", "dest": "replace", "default": False},
        ),
        Argument(
            ("--replace",),
            Text("替换已有订单", "replace the orders already there"),
            apart_from="mode",
            settings={"action": "store_true", "dest": "replace"},
        ),
        *SOURCE_OPTIONS,
    ),
    example="xlsegment import orders.csv --into customers.xlsx --map amount=实付金额",
    run=run,
)
