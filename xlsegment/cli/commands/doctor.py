"""``xlsegment doctor``: why the add-in does not work, and mending it."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsegment.cli.commands.addin_steps import DRY_RUN, NOTHING_DONE, teller
from xlsegment.cli.declare import DONE, PROBLEMS_LISTED, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print the report; mend if asked to, and look again."""
    from xlsegment.install.doctor import examine, remedies, render
    from xlsegment.install.facts import look
    from xlsegment.install.here import this_machine
    from xlsegment.install.installation import mend
    from xlsegment.install.shipped import Shipped

    machine, shipped = this_machine(), Shipped.of_package()
    facts = look(machine, shipped, workbook=arguments.workbook, thorough=True)
    findings = examine(facts)
    terminal.say(render(facts, findings, terminal.lang))
    if arguments.fix and remedies(facts, findings):
        terminal.say(Text("处理：", "Mending:"))
        mend(facts, findings, teller(terminal, machine), dry_run=arguments.dry_run)
        if arguments.dry_run:
            terminal.note(NOTHING_DONE)
        else:
            facts = look(machine, shipped, workbook=arguments.workbook, thorough=True)
            findings = examine(facts)
            terminal.say(Text("处理之后：", "Afterwards:"))
            terminal.say(render(facts, findings, terminal.lang))
    return PROBLEMS_LISTED if any(each.is_problem for each in findings) else DONE


COMMAND = Command(
    name="doctor",
    summary=Text("查找加载项不工作的原因", "find out why the add-in does not work"),
    description=Text(
        "按出错的先后逐项检查 Excel、安全设置、加载项、Python 和 DLL，打印一份报告。"
        "报告可以复制给别人：不含客户数据、文件名和用户名。--fix 处理能处理的，并说明做了什么。"
        "有问题时退出码为 1。",
        "Check Excel, its security settings, the add-in, Python and the DLL in the order in which "
        "things break, and print a report that can be passed on: it holds no customers' data, no "
        "names of files or people. --fix mends what can be mended and says what it does. The exit "
        "status is 1 if there are problems.",
    ),
    arguments=(
        Argument(
            ("workbook",),
            Text(
                "(可选)不能正常工作的工作簿，一并检查",
                "(optional) a workbook that does not work, to look at as well",
            ),
            convert=Path,
            settings={"metavar": "WORKBOOK", "nargs": "?"},
        ),
        Argument(
            ("--fix",),
            Text("处理能处理的问题", "mend what can be mended"),
            settings={"action": "store_true"},
        ),
        DRY_RUN,
    ),
    example="xlsegment doctor --fix",
    run=run,
)
