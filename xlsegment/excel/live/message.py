"""Messages in a box: errors, questions, and what somebody asked to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from xlsegment.excel.live import user32

if TYPE_CHECKING:
    import xlwings as xw

TITLE: Final = "xlsegment"
Icon = Literal["info", "critical"]

# MB_YESNO, MB_ICONQUESTION, MB_DEFBUTTON2; MB_ICONINFORMATION, MB_ICONWARNING; IDYES
_QUESTION: Final = 0x4 | 0x20 | 0x100
_ICONS: Final[dict[Icon, int]] = {"info": 0x40, "critical": 0x30}
_YES: Final = 6


def show(app: xw.App | None, words: str, icon: Icon = "critical") -> None:
    """Show a text and wait until it is read."""
    if user32.HERE:
        user32.box(words, TITLE, _ICONS[icon])
    elif app is not None:
        app.alert(words, TITLE, "ok", icon)


def ask(app: xw.App, words: str) -> bool:
    """Ask a question; on Windows, Enter answers No."""
    if user32.HERE:
        return user32.box(words, TITLE, _QUESTION) == _YES
    return app.alert(words, TITLE, "yes_no") == "yes"
