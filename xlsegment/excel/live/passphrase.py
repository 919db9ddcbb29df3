"""Who it is and their passphrase, asked for in a box of the operating system.

Windows' own credential box hides what is typed, takes name and password at once, stands above
Excel's window and needs nothing installed, which tkinter would. On a Mac the system's dialog
with a hidden answer does the same. Excel's InputBox would show what is typed.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.errors import Cancelled
from xlsegment.excel.live import credui, message, user32
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.excel.live.session import Session
    from xlsegment.vault.opened import OpenVault

_WHO: Final = Text(
    "打开保险库“{file}”：请输入名单上的姓名和您的口令。",
    "To open the vault “{file}”: your name on its list, and your passphrase.",
)
_NAME: Final = Text("名单上的姓名：", "Your name on the list:")
_PASSPHRASE: Final = Text("口令：", "Passphrase:")
# The words are given as arguments, what is typed comes back on a pipe.
_DIALOG: Final = """on run argv
set asked to display dialog (item 1 of argv) with title (item 2 of argv) default answer ""{hidden}
return text returned of asked
end run"""
_HIDDEN: Final = " with hidden answer"


def open_asking(session: Session, workbook: Path) -> OpenVault:
    """Open a workbook's vault for whoever sits there.

    Raises
    ------
    Cancelled
        They do not want to.
    VaultError
        It does not open.
    """
    from xlsegment.vault import api
    from xlsegment.vault.passphrase import Passphrase

    api.peek(workbook)  # before anybody types anything
    words = _WHO.in_(session.lang, file=api.vault_of(workbook).name)
    person, typed = ask(session, words)
    return api.open_vault(workbook, person, Passphrase(typed))


def ask(session: Session, words: str) -> tuple[str, str]:
    """Return a name and a passphrase; the passphrase is not shown while it is typed."""
    if user32.HERE:
        found = credui.ask(words, message.TITLE)
        if found is None:
            raise Cancelled
        return found
    name = ask_text(session, f"{words}\n\n{_NAME.in_(session.lang)}")
    return name, _dialog(_PASSPHRASE.in_(session.lang), _HIDDEN)


def ask_text(session: Session, words: str) -> str:
    """Return a line that may be seen, such as a reason."""
    if user32.HERE:
        typed = session.app.api.InputBox(words, message.TITLE)
        if not isinstance(typed, str):  # False where Cancel was clicked
            raise Cancelled
        return typed
    return _dialog(words, "")


def _dialog(words: str, hidden: str) -> str:
    script = _DIALOG.format(hidden=hidden)
    asked = ["osascript", "-e", script, words, message.TITLE]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode:  # Cancel was clicked
        raise Cancelled
    return done.stdout.removesuffix("\n")
