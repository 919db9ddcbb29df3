"""``xlsegment refresh``: fill every sheet of a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsegment.cli.commands import values
from xlsegment.cli.declare import Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Refresh and print the report."""
    from xlsegment.actions.refresh import refresh_file

    report = refresh_file(
        arguments.file,
        out=arguments.output,
        as_of=arguments.as_of,
        progress=terminal.stages,
    )
    terminal.say(report.summary(terminal.lang))
    return report.exit_status


COMMAND = Command(
    name="refresh",
    summary=Text("计算并就地填写所有工作表", "calculate and fill every sheet in place"),
    description=Text(
        "从订单(或已汇总的列)计算 RFM、分档、客户群体、行为和活动指标、脱敏和策略建议，"
        "就地填入工作簿；您填写的内容、格式、图表、宏都保留。先算完再写；写之前自动留底，"
        "可用 undo 撤销。",
        "Calculate RFM, tiers, segments, behaviour and campaign metrics, masked fields and "
        "strategies from the orders (or from aggregated columns) and fill them in place. What "
        "you typed, formats, charts and macros stay. Everything is calculated before anything is "
        "written; a snapshot is taken first and undo takes the refresh back.",
    ),
    arguments=(
        Argument(
            ("file",), Text("工作簿", "the workbook"), convert=Path, settings={"metavar": "FILE"}
        ),
        Argument(
            ("-o", "--output"),
            Text("写到另一个文件，原文件不动", "write to another file and leave this one alone"),
            convert=Path,
            settings={"metavar": "OUT"},
        ),
        Argument(
            ("--as-of",),
            Text(
                "分析基准日；默认用参数表中的日期",
                "analysis date; by default the one on the parameter sheet",
            ),
            convert=values.day,
            settings={"metavar": "DATE"},
        ),
    ),
    example="xlsegment refresh customers.xlsx --as-of 2025-06-30",
    run=run,
)
