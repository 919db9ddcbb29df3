"""The ribbon's buttons as a person presses them: the add-in's own statement, run by the server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from tests.windows.addin import Addin
from tests.windows.excel import Excel
from tests.windows.machine import Windows

#: Nobody is there to click: boxes are noted and answered.
_NO_BOXES: Final = """
import xlsegment.excel.live.user32 as user32
user32.shown, user32.answer = [], {answer}
user32.box = lambda words, title, style, at=user32: (at.shown.append(words), at.answer)[1]
"""
_SHOWN: Final = "__import__('xlsegment.excel.live.user32').excel.live.user32.shown"
YES, NO = 6, 7
FOLDER: Final = r"C:\我的 文件"


class Ribbon:
    """Excel with the add-in, and the workbooks that are opened in it."""

    def __init__(self, excel: Excel, addin: Addin, windows: Windows) -> None:
        self._excel = excel
        self._windows = windows
        (self._statement,) = re.findall(
            r'^ *RunPython "(.*)" & control\.Id & "(.*)"$', addin.modules["XlSegRibbon"], re.M
        )

    def open(self, file: Path, name: str, *, saved: bool = True) -> None:
        """Close everything and open a copy of a file, under another name."""
        place = self._windows.copy_in(file, rf"{FOLDER}\{name}")
        self.ask("close_all")
        self.ask("open_file", file=place, place=place if saved else name)

    def ask(self, what: str, **given: Any) -> Any:
        """Ask the host, see ``desk.py``."""
        return self._excel.ask(what, timeout=300, **given)

    def arrange(self, **how: Any) -> None:
        """Change what Excel or its active workbook is like."""
        self.ask("arrange", **how)

    def state(self) -> dict[str, Any]:
        """Return everything that can be seen in the active workbook."""
        seen: dict[str, Any] = self.ask("state")
        return seen

    def press(self, button: str, answer: int = YES) -> list[str]:
        """Press a button and return the boxes that came up; every one is answered alike.

        Whatever the button asked of Excel, its stand-in must have known.
        """
        self.ask("run", code=_NO_BOXES.format(answer=answer))
        self.ask("forget")
        before, after = self._statement
        self.ask("run", code=f"{before}{button}{after}")
        trace = self.ask("trace")
        assert trace["missing"] == []
        assert trace["faults"] == []
        shown: tuple[str, ...] = self.ask("evaluate", expression=_SHOWN)
        print(*shown, self.log(), sep="\n")  # for whoever looks at a test that failed
        return list(shown)

    def calls(self) -> int:
        """Return how often the last button asked Excel for something."""
        return sum(self.ask("trace")["calls"].values())

    def log(self) -> str:
        """Return what the program noted of its own errors."""
        local = self._windows.folder("LOCALAPPDATA")
        file = local / "xlsegment" / "logs" / "xlsegment.log"
        return file.read_text(encoding="utf-8") if file.exists() else ""
