"""The commands, in the order of the help: one module each."""

from __future__ import annotations

from typing import Final

from xlsegment.cli.commands import (
    build_addin,
    buttons,
    check,
    clean,
    demo,
    doctor,
    freeze,
    functions,
    import_orders,
    install,
    mask,
    new,
    params,
    pdf,
    refresh,
    rfm,
    share_check,
    status,
    undo,
    uninstall,
    upgrade,
    vault,
)
from xlsegment.cli.declare import Command

COMMANDS: Final[tuple[Command, ...]] = (
    demo.COMMAND,
    new.COMMAND,
    import_orders.COMMAND,
    check.COMMAND,
    clean.COMMAND,
    refresh.COMMAND,
    params.COMMAND,
    pdf.COMMAND,
    undo.COMMAND,
    rfm.COMMAND,
    functions.COMMAND,
    buttons.COMMAND,
    freeze.COMMAND,
    vault.COMMAND,
    mask.COMMAND,
    share_check.COMMAND,
    install.COMMAND,
    upgrade.COMMAND,
    uninstall.COMMAND,
    status.COMMAND,
    doctor.COMMAND,
    build_addin.COMMAND,
)
