"""``xlsegment demo``: a filled workbook to look at."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsegment.cli.commands import values
from xlsegment.cli.declare import DONE, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make and refresh the sample, print its segments and where to look."""
    from xlsegment.actions.demo import demo
    from xlsegment.workbook.sheets import SHEETS

    report = demo(arguments.output, terminal.lang, force=arguments.force, progress=terminal.stages)
    terminal.say(
        Text(
            "已生成 {path}：{customers} 位虚构客户，{orders} 笔订单。客户群体：",
            "Made {path}: {customers} fictional customers, {orders} orders. Segments:",
        ),
        path=arguments.output,
        customers=f"{report.customers:,}",
        orders=f"{report.orders:,}",
    )
    for segment in report.segments:
        terminal.say(f"  {segment.name}  {segment.customers:,}  {segment.share:.1%}")
    titles = {spec.key: spec.title.in_(terminal.lang) for spec in SHEETS}
    terminal.say(
        Text(
            "请打开它，依次看：{home}(步骤和要点)→ {segments} → {customers}右侧的结果列 → {charts}"
            " → {issues}(示例里故意放了些脏数据)。",
            "Open it and look at: {home} (the steps), {segments}, the result columns on the right "
            "of {customers}, {charts}, {issues} (the sample is dirty on purpose).",
        ),
        **titles,
    )
    return DONE


COMMAND = Command(
    name="demo",
    summary=Text("生成一个填好的示例工作簿", "make a filled sample workbook"),
    description=Text(
        "新建带虚构数据的工作簿并刷新，告诉您先看哪里。",
        "Make a workbook with fictional data, refresh it, and say where to look.",
    ),
    arguments=(
        Argument(
            ("-o", "--output"),
            Text(
                "要生成的文件(默认 xlsegment-demo.xlsx)",
                "the file to make (default xlsegment-demo.xlsx)",
            ),
            convert=Path,
            settings={"metavar": "FILE", "default": Path("xlsegment-demo.xlsx")},
        ),
        values.FORCE,
    ),
    example="xlsegment demo -o demo.xlsx",
    run=run,
)
