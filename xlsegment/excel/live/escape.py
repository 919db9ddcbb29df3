"""The Esc key, looked at between the stages of a long action (Windows only)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsegment.excel.live import user32

if TYPE_CHECKING:
    import xlwings as xw


def pressed(app: xw.App) -> bool:
    """Tell whether Esc was pressed since the last call, Excel's window being in front."""
    # Asked in any case: asking forgets an Esc that was meant for somebody else.
    return user32.HERE and user32.escape_pressed() and user32.front_window() == app.hwnd
