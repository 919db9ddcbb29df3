"""The commands, in the order of the help: one module each."""

from __future__ import annotations

from typing import Final

from xlsegment.cli.commands import build_addin, demo, import_orders, new, refresh, rfm, undo
from xlsegment.cli.declare import Command

COMMANDS: Final[tuple[Command, ...]] = (
    demo.COMMAND,
    new.COMMAND,
    import_orders.COMMAND,
    refresh.COMMAND,
    undo.COMMAND,
    rfm.COMMAND,
    build_addin.COMMAND,
)
