"""``xlsegment uninstall``: the add-in out of Excel."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsegment.cli.commands.addin_steps import DRY_RUN, NOTHING_DONE, teller
from xlsegment.cli.commands.freeze import freeze
from xlsegment.cli.declare import DONE, PROBLEMS_LISTED, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

_OFFER = Text(
    "之后，用到 =RFM_TIER 等函数的单元格重算时会变成 #NAME?。"
    "想先把它们变成数值：xlsegment uninstall --freeze 工作簿…",
    "Cells with =RFM_TIER and the like turn into #NAME? when they are recalculated afterwards. "
    "To turn them into values first: xlsegment uninstall --freeze WORKBOOK...",
)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Freeze the workbooks that were named, then uninstall."""
    from xlsegment.install.here import this_machine
    from xlsegment.install.installation import uninstall
    from xlsegment.install.places import ADDIN
    from xlsegment.install.shipped import Shipped
    from xlsegment.install.steps import Note

    left = sum(freeze(path, terminal, dry_run=arguments.dry_run) for path in arguments.freeze)
    if not arguments.freeze:
        terminal.note(_OFFER)
    machine = this_machine()
    steps = uninstall(
        machine,
        Shipped.of_package(),
        teller(terminal, machine),
        purge=arguments.purge,
        dry_run=arguments.dry_run,
    )
    if all(isinstance(step, Note) for step in steps):
        terminal.say(Text("没有安装，无需卸载。", "Nothing is installed, so nothing to remove."))
    elif arguments.dry_run:
        terminal.note(NOTHING_DONE)
    else:
        terminal.say(Text("已卸载。", "Uninstalled."))
    if any(isinstance(step, Note) and step.path.name == ADDIN for step in steps):
        terminal.note(
            Text(
                "保留的 {addin} 仍会随 Excel 启动；不要它，请关闭 Excel 后自己删除。",
                "The {addin} that stays is still opened by Excel; if you do not want it, close "
                "Excel and delete it.",
            ),
            addin=ADDIN,
        )
    if not arguments.purge:
        terminal.note(
            Text(
                "撤销用的快照含客户数据，最多保留 7 天；要立即删除请加 --purge。",
                "Snapshots for undo hold customers' data; --purge removes them now.",
            )
        )
    return PROBLEMS_LISTED if left else DONE


COMMAND = Command(
    name="uninstall",
    summary=Text("从 Excel 里卸载加载项", "take the add-in out of Excel"),
    description=Text(
        "删除 install 放进去的东西，一样不多：加载项、设置、独立环境、注册表里指向它的登记。"
        "您改过的文件保留并列出。--freeze 先把工作簿里的函数公式变成数值(可用 undo 撤销)；"
        "没算过的公式保留并列出。",
        "Remove what install has put there and nothing else: the add-in, its settings, its "
        "environment, what the registry says about it. Files that you have changed stay and are "
        "listed. --freeze first turns our formulas in workbooks into values (undo takes it back); "
        "formulas that were never calculated stay and are listed.",
    ),
    arguments=(
        Argument(
            ("--freeze",),
            Text(
                "先把这些(已关闭的)工作簿里的函数公式变成数值",
                "first turn our formulas in these (closed) workbooks into values",
            ),
            convert=Path,
            settings={"metavar": "FILE", "nargs": "+", "action": "extend", "default": []},
        ),
        Argument(
            ("--purge",),
            Text(
                "连同撤销用的快照和程序自己的文件夹一起删除",
                "remove the snapshots for undo and the program's own folder, too",
            ),
            settings={"action": "store_true"},
        ),
        DRY_RUN,
    ),
    example="xlsegment uninstall --dry-run",
    run=run,
)
