"""Press a button: everything around what it does, and the last door before VBA."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

import xlwings as xw

from xlsegment.errors import Cancelled, DoneButNotTidy, RolledBack, Unexpected, XlsegmentError
from xlsegment.excel.declare import Button
from xlsegment.excel.live import log, message
from xlsegment.excel.live.ready import await_excel
from xlsegment.excel.live.session import Session


def run(button: Button) -> None:
    """Do what a button does on the active workbook; whatever happens, VBA gets no error."""
    app: xw.App | None = None
    session: Session | None = None
    done = False
    try:
        log.start()
        action = _action(button)
        book = xw.Book.caller()
        app = book.app
        await_excel(app)
        session = Session(book)
        with session.waiting():
            told = action(session)
            done = True
        if told:
            session.status(told)
    except Cancelled as error:
        # They know: they have just pressed Esc or Cancel themselves.
        if session is not None:
            session.status(error.message(session.lang))
    except XlsegmentError as error:
        if error.__cause__ is not None or error.__context__ is not None:
            log.record(button.id, error)
        _show(app, session, error)
    except Exception as error:
        number = log.record(button.id, error)
        kind: type[XlsegmentError] = Unexpected
        if done:
            kind = DoneButNotTidy
        elif session is not None and session.writing:
            kind = RolledBack
        _show(app, session, kind(id=number, log=log.log_file()))


def _action(button: Button) -> Callable[[Session], str | None]:
    module, _, name = button.action.partition(":")
    action: Callable[..., str | None]
    action = getattr(import_module(f"xlsegment.excel.buttons.{module}"), name)
    return partial(action, sheet=button.sheet) if button.sheet else action


def _show(app: xw.App | None, session: Session | None, error: XlsegmentError) -> None:
    # Before Excel has told its language, both.
    words = str(error) if session is None else error.message(session.lang)
    message.show(app, words)
