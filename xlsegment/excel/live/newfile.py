"""Where a new workbook is to be saved: asked for, and never over an old one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xlsegment.errors import Cancelled, NameTaken
from xlsegment.excel.live import members

if TYPE_CHECKING:
    from xlsegment.excel.live.session import Session
    from xlsegment.text import Text


def ask_for_free_place(session: Session, question: Text, name: str) -> Path:
    """Ask where to save a new workbook, and suggest a name.

    Raises
    ------
    Cancelled
        Nowhere.
    NameTaken
        Where something is, or under the name of a workbook that is open.
    """
    path = members.ask_where_to_save(session.app, question.in_(session.lang), name)
    if path is None:
        raise Cancelled
    # Excel holds one workbook of a name at a time, wherever it lies.
    if path.exists() or path.name.casefold() in {b.name.casefold() for b in session.app.books}:
        raise NameTaken(file=path.name)
    return path
