"""``xlsegment install``: the add-in into Excel."""

from __future__ import annotations

import argparse
from typing import Final

from xlsegment.cli.commands.addin_steps import DRY_RUN, FROM, NOTHING_DONE, teller
from xlsegment.cli.declare import DONE, PROBLEMS_LISTED, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

_MAC: Final = Text(
    "macOS 上只有功能区按钮；单元格函数(=RFM_TIER 等)只在 Windows 的 Excel 里可用。",
    "On macOS there is the ribbon only; worksheet functions (=RFM_TIER and so on) work in Excel "
    "for Windows alone.",
)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Install, then say whether Excel would load it."""
    from xlsegment.install.here import this_machine
    from xlsegment.install.installation import install, would_load
    from xlsegment.install.shipped import Shipped

    machine = this_machine()
    if machine.system == "macos":
        terminal.note(_MAC)
    facts = install(
        machine,
        Shipped.of_package(),
        teller(terminal, machine),
        own=arguments.own_environment,
        folder=arguments.folder,
        models=arguments.models,
        dry_run=arguments.dry_run,
    )
    if arguments.dry_run:
        terminal.note(NOTHING_DONE)
        return DONE
    if not would_load(facts):
        terminal.note(
            Text(
                "已安装，但还有问题；请运行 xlsegment doctor 查看。",
                "Installed, but something is still wrong; run xlsegment doctor.",
            )
        )
        return PROBLEMS_LISTED
    terminal.say(
        Text(
            "已安装。打开 Excel，选项卡“客户分层”就在那里；"
            "单元格里试试 =RFM_TIER(12,6,2500)(首次约需几秒)。",
            "Installed. Open Excel: the tab Segment is there; try =RFM_TIER(12,6,2500) in a cell "
            "(the first one takes a few seconds).",
        )
        if machine.system == "windows"
        else Text(
            "已安装。请完全退出 Excel(Command+Q)再打开，并在询问时允许“自动化”。",
            "Installed. Quit Excel (Command+Q), open it again and allow Automation when asked.",
        )
    )
    return DONE


COMMAND = Command(
    name="install",
    summary=Text("把加载项装进 Excel", "put the add-in into Excel"),
    description=Text(
        "把加载项装进 Excel，不需要管理员权限：必要时新建独立的 Python 环境并安装程序包，"
        "放好 DLL，写好设置，把加载项放进 Excel 的启动文件夹并核对，清理旧副本。"
        "请先关闭 Excel。中断后再运行一次即可补完。macOS 上只有功能区按钮；"
        "没有 Excel 的机器上什么都不做，退出码为 2。",
        "Put the add-in into Excel, without administrator rights: make a Python environment where "
        "one is needed and install the package there, place the DLL, write the settings, put the "
        "add-in into Excel's startup folder and check it, clean up older copies. Close Excel "
        "first. After an interruption run it again. On macOS there is the ribbon only; on a "
        "machine without Excel nothing is done and the exit status is 2.",
    ),
    arguments=(
        Argument(
            ("--own-environment",),
            Text("使用独立的 Python 环境，不用当前的", "use a Python environment of its own"),
            settings={"action": "store_true"},
        ),
        Argument(
            ("--models",),
            Text(
                "连同客户聚类和价值预测要用的程序包一起安装(约 50 MB)",
                "with the packages that clusters and predictions need (about 50 MB)",
            ),
            settings={"action": "store_true"},
        ),
        FROM,
        DRY_RUN,
    ),
    example="xlsegment install --dry-run",
    run=run,
)
