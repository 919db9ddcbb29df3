"""Windows' own keys and boxes, which need no answer from an Excel that may be busy."""

from __future__ import annotations

import ctypes
import sys
from typing import Any, Final

#: Whether there is a Windows to ask.
HERE: Final = sys.platform.startswith("win")

_ESCAPE: Final = 0x1B
_DOWN_OR_WAS_DOWN: Final = 0x8001
_IN_FRONT: Final = 0x10000


def escape_pressed() -> bool:
    """Tell whether Esc is down or went down since the last call, whoever it was meant for."""
    return bool(_user32().GetAsyncKeyState(_ESCAPE) & _DOWN_OR_WAS_DOWN)


def front_window() -> int:
    """Return the window that has the keyboard."""
    return int(_user32().GetForegroundWindow())


def box(words: str, title: str, style: int) -> int:
    """Show a text in a box above the window in front, and return which button was clicked."""
    owner = front_window()
    return int(_user32().MessageBoxW(owner, words, title, style | _IN_FRONT))


def _user32() -> Any:
    # This module is type checked on every system, where windll exists on Windows only.
    return vars(ctypes)["windll"].user32
