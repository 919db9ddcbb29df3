"""``xlsegment refresh``: fill every sheet of a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsegment.cli.commands import values
from xlsegment.cli.declare import Argument, BadValue, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.core.alone import ALONE
from xlsegment.text import Text

_KNOWN = Text("没有这个可单独刷新的工作表；可用的有：{names}", "no such sheet; there are: {names}")


def _section(text: str) -> str:
    """Return the key of a sheet that is filled by itself, from its key or its title."""
    wanted = text.strip().casefold()
    for key, title in ALONE.items():
        if wanted in {name.casefold() for name in (key, *title.both)}:
            return key
    zh = "、".join(f"{title.zh}({key})" for key, title in ALONE.items())
    en = ", ".join(f"{title.en} ({key})" for key, title in ALONE.items())
    raise BadValue(Text(_KNOWN.in_("zh", names=zh), _KNOWN.in_("en", names=en)))


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Refresh and print the report."""
    from xlsegment.actions.refresh import refresh_file

    report = refresh_file(
        arguments.file,
        out=arguments.output,
        as_of=arguments.as_of,
        only=arguments.only,
        force=values.forced(arguments),
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
        values.FORCE,
        Argument(
            ("--as-of",),
            Text(
                "分析基准日；默认用参数表中的日期",
                "analysis date; by default the one on the parameter sheet",
            ),
            convert=values.day,
            settings={"metavar": "DATE"},
        ),
        Argument(
            ("--only",),
            Text(
                "只填写这些工作表，其余不动，如 流失预警；工作簿里没有的会添上",
                "fill only these sheets and leave the rest alone, e.g. churn; one that the "
                "workbook lacks is added",
            ),
            convert=_section,
            settings={"metavar": "SHEET", "nargs": "+", "action": "extend", "default": []},
        ),
    ),
    example="xlsegment refresh customers.xlsx --as-of 2025-06-30",
    run=run,
)
