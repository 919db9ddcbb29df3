"""``xlsegment upgrade``: package and add-in replaced together."""

from __future__ import annotations

import argparse

from xlsegment.cli.commands.addin_steps import DRY_RUN, FROM, NOTHING_DONE, teller
from xlsegment.cli.declare import DONE, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Upgrade."""
    from xlsegment.install.here import this_machine
    from xlsegment.install.installation import upgrade
    from xlsegment.install.shipped import Shipped

    machine = this_machine()
    before, now = upgrade(
        machine,
        Shipped.of_package(),
        teller(terminal, machine),
        folder=arguments.folder,
        dry_run=arguments.dry_run,
    )
    if arguments.dry_run:
        terminal.note(NOTHING_DONE)
    elif before == now:
        terminal.say(
            Text(
                "没有找到更新的版本，仍是 {now}；加载项已重新核对。",
                "No newer version was found: it is still {now}. The add-in was checked again.",
            ),
            now=now,
        )
    else:
        terminal.say(
            Text("已从 {before} 升级到 {now}。", "Upgraded from {before} to {now}."),
            before=before,
            now=now,
        )
    return DONE


COMMAND = Command(
    name="upgrade",
    summary=Text("升级程序包和加载项", "upgrade the package and the add-in"),
    description=Text(
        "把程序包和 Excel 里的加载项一起换成新版本，设置保留。Excel 正在运行时拒绝执行。",
        "Replace the package and the add-in in Excel by a new version, both together; settings "
        "stay. Refuses while Excel runs.",
    ),
    arguments=(FROM, DRY_RUN),
    example="xlsegment upgrade",
    run=run,
)
