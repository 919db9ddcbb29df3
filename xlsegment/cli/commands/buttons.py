"""``xlsegment buttons``: every button of the ribbon."""

from __future__ import annotations

import argparse

from xlsegment.cli.declare import DONE, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print the groups with their buttons."""
    from xlsegment.excel.declare import CATEGORY
    from xlsegment.excel.ribbon import BUTTONS, GROUPS

    lang = terminal.lang
    for group in GROUPS:
        terminal.say(f"{CATEGORY.in_(lang)} › {group.label.in_(lang)}")
        for button in group.shown:
            terminal.say(f"    {button.label.in_(lang)}")
            terminal.say(f"        {button.tip.in_(lang)}")
    terminal.say(
        Text(
            "{count} 个按钮，在 Excel 功能区的“{tab}”选项卡。",
            "{count} buttons, on the tab {tab} of Excel's ribbon.",
        ),
        count=len(BUTTONS),
        tab=CATEGORY.in_(lang),
    )
    return DONE


COMMAND = Command(
    name="buttons",
    summary=Text("列出功能区按钮", "list the ribbon's buttons"),
    description=Text(
        "列出加载项在 Excel 功能区上的全部按钮和作用。不需要 Excel。",
        "List every button that the add-in puts on Excel's ribbon, and what it does. Needs no "
        "Excel.",
    ),
    arguments=(),
    example="xlsegment buttons",
    run=run,
)
