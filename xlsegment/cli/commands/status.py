"""``xlsegment status``: what is installed where."""

from __future__ import annotations

import argparse

from xlsegment.cli.declare import DONE, PROBLEMS_LISTED, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print what is installed and whether Excel would load it."""
    from xlsegment.install.facts import look
    from xlsegment.install.here import this_machine
    from xlsegment.install.installation import would_load
    from xlsegment.install.shipped import Shipped
    from xlsegment.install.status import render_status

    facts = look(this_machine(), Shipped.of_package())
    terminal.say(render_status(facts, terminal.lang))
    return DONE if would_load(facts) else PROBLEMS_LISTED


COMMAND = Command(
    name="status",
    summary=Text("查看装了什么、在哪里", "show what is installed, and where"),
    description=Text(
        "列出程序包、加载项、Python、设置和 DLL 的位置与版本，以及 Excel 会不会载入它"
        "(不会则退出码为 1)。什么都不改。",
        "List the package, the add-in, Python, settings and DLL with their places and versions, "
        "and whether Excel would load the add-in (exit status 1 if not). Nothing is changed.",
    ),
    arguments=(),
    example="xlsegment status",
    run=run,
)
