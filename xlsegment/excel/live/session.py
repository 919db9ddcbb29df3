"""One press of a button: the person at the other end, and Excel's state meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xlsegment.actions.progress import Progress, Stage
from xlsegment.actions.quiet import Setting, kept
from xlsegment.errors import Cancelled
from xlsegment.excel.declare import CATEGORY
from xlsegment.excel.live import escape, members, message
from xlsegment.text import Text

if TYPE_CHECKING:
    import xlwings as xw

_STAGE = Text("{name}：{n}/{total} {stage}…{rows}", "{name}: {n}/{total} {stage}…{rows}")
_ROWS = Text("（{rows} 行）", " ({rows} rows)")
_LINE = Text("{name}：{words}", "{name}: {words}")


class Session:
    """What a button needs to know of Excel and to say in it.

    Attributes
    ----------
    app, book
        Excel and its active workbook.
    lang
        The language of its menus.
    writing
        Whether cells are being, or have been, written.
    """

    def __init__(self, book: xw.Book) -> None:
        self.app = book.app
        self.book = book
        self.lang = members.language(self.app)
        self.writing = False
        self._shown = ""

    def say(self, words: str) -> None:
        """Show something that was asked for, in a box."""
        message.show(self.app, words, "info")

    def ask(self, question: Text, **fields: object) -> bool:
        """Ask the person at the other end."""
        return message.ask(self.app, question.in_(self.lang, **fields))

    def status(self, words: str) -> None:
        """Show one line in the status bar; the add-in clears it after some seconds."""
        line = _LINE.in_(self.lang, name=CATEGORY.in_(self.lang), words=words)
        self.app.status_bar = line

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Show the waiting pointer, and give pointer and status bar back in the end."""
        escape.pressed(self.app)  # forgets an Esc from before
        bar = Setting(self.app, "status_bar", self.app.status_bar)
        with kept(bar, *members.waiting(self.app)):
            yield

    def progress(self, stages: Sequence[Stage]) -> Progress:
        """Return the teller of an action that goes through these stages.

        It shows them in the status bar and stops the action where Esc was pressed, unless
        something has been written by then.
        """
        most_rows = 0

        def tell(stage: Stage, done: int, total: int, rows: int) -> None:
            nonlocal most_rows
            self.writing = self.writing or stage is Stage.WRITE
            if not self.writing and escape.pressed(self.app):
                raise Cancelled
            most_rows = max(most_rows, rows)
            words = _STAGE.in_(
                self.lang,
                name=CATEGORY.in_(self.lang),
                n=stages.index(stage) + 1,
                total=len(stages),
                stage=stage.label.in_(self.lang),
                rows=_ROWS.in_(self.lang, rows=f"{most_rows:,}") if most_rows else "",
            )
            if words != self._shown:
                self._shown = words
                self.app.status_bar = words

        return tell
