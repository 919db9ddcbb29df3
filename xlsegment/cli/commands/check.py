"""``xlsegment check``: what is doubtful in a workbook, without changing anything."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.cli.commands import values
from xlsegment.cli.declare import DONE, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.actions.check import Listed

# Of each code so many rows are shown; 数据检查 has all of them.
_FIRST: Final = 3
_COUNTS: Final = Text(
    "错误 {error} 条，警告 {warning} 条，提示 {info} 条；其中 {offered} 条可以自动清洗",
    "{error} error(s), {warning} warning(s), {info} note(s); {offered} can be cleaned by itself",
)
_ROW: Final = Text("    {place}：{found}{offer}", "    {place}: {found}{offer}")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Check and print counts and first rows."""
    from xlsegment.actions.check import check_file
    from xlsegment.actions.shell import quoted

    report = check_file(arguments.file, as_of=arguments.as_of, progress=terminal.stages)
    levels = {level: f"{report.levels[level]:,}" for level in ("error", "warning", "info")}
    terminal.say(_COUNTS, offered=f"{report.offered:,}", **levels)
    print_rows(terminal, report.rows)
    if report.offered:
        terminal.note(
            Text(
                "文件未改动。清洗：xlsegment clean {path}(先看要改什么：加 --dry-run)",
                "Nothing was changed. To clean: xlsegment clean {path} (--dry-run shows it first)",
            ),
            path=quoted(arguments.file),
        )
    else:
        terminal.note(Text("文件未改动。", "Nothing was changed."))
    return DONE


def print_rows(terminal: Terminal, rows: list[Listed]) -> None:
    """Print each code with its number and its first rows."""
    by_code: dict[str, list[Listed]] = {}
    for row in rows:
        by_code.setdefault(row.finding.code, []).append(row)
    for code, group in by_code.items():
        count = sum(row.finding.count for row in group)
        terminal.say(f"  {code}×{count:,} {group[0].finding.what(terminal.lang)}")
        for row in [row for row in group if row.found or row.finding.suggested][:_FIRST]:
            offer = f" → {row.finding.suggested}" if row.finding.suggested else ""
            terminal.say(_ROW, place=f"{row.sheet}!{row.cell}", found=row.found, offer=offer)


COMMAND = Command(
    name="check",
    summary=Text("检查数据，只看不改", "check the data without changing it"),
    description=Text(
        "列出重复的客户和订单、缺失、异常值、测试账号、写法不统一的日期、号码、行业和地区，"
        "以及刷新会列出的所有问题；个人信息只显示脱敏后的样子。文件只读不写。",
        "List repeated customers and orders, gaps, outliers, test accounts, dates, numbers, "
        "industries and regions that are not written alike, and everything else a refresh would "
        "list; personal data is shown masked. The file is only read.",
    ),
    arguments=(
        Argument(
            ("file",), Text("工作簿", "the workbook"), convert=Path, settings={"metavar": "FILE"}
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
    example="xlsegment check customers.xlsx",
    run=run,
)
