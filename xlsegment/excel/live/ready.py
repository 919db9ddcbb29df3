"""Whether Excel answers, and whether its active workbook may be written."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from xlsegment.actions.live import OpenBook
from xlsegment.errors import ExcelBusy, ReadOnlyWorkbook, SaveFirst
from xlsegment.excel.live import members

if TYPE_CHECKING:
    import xlwings as xw

_TRIES: Final = 3
_PAUSE: Final = 0.4
# RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, and what Excel says while a cell is edited.
_BUSY: Final = {-2147418111, -2147417846, -2146777998}


def await_excel(app: xw.App) -> None:
    """Wait a moment for an Excel that is busy.

    Raises
    ------
    ExcelBusy
        It stays so.
    """
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE)
        with _Attempt() as tried:
            app.version  # noqa: B018  any question will do
        if not tried.refused:
            return
    raise ExcelBusy


class _Attempt:
    """A call that Excel may refuse because it is busy; pywin32 has several errors for that."""

    refused = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        # Late-bound COM takes the refusal for a member that is not there.
        missing = isinstance(error, AttributeError)
        self.refused = missing or getattr(error, "hresult", None) in _BUSY
        return self.refused


def open_book(book: xw.Book) -> OpenBook:
    """Return the active workbook as one that can be written with a way back.

    Raises
    ------
    SaveFirst, ReadOnlyWorkbook
        It cannot; nothing was changed.
    """
    place = members.place(book)
    if place is None:
        raise SaveFirst(file=book.name)
    if members.is_read_only(book):
        raise ReadOnlyWorkbook(file=book.name)
    return OpenBook(
        book=book,
        place=place,
        save_copy=lambda target: members.save_copy(book, target),
        is_protected=members.is_protected,
    )
