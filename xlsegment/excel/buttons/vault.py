"""The button that shows originals to those who may see them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.core.masked import cell_text
from xlsegment.errors import Cancelled, NothingStored, NotOnDisk, SaveFirst
from xlsegment.excel.live import members
from xlsegment.excel.live.passphrase import ask_text, open_asking
from xlsegment.excel.live.session import Session
from xlsegment.text import Text

if TYPE_CHECKING:
    import xlwings as xw

_MOST: Final = 25
_WHY: Final = Text(
    "为什么要看客户“{customer}”的原文？(记入日志)",
    "Why do you need to see the originals of customer “{customer}”? (It goes into the log.)",
)
_SHOWN: Final = Text(
    "客户“{customer}”的原文(这次查看已记入日志)：\n\n{lines}",
    "The originals of customer “{customer}” (the log has noted this):\n\n{lines}",
)
_MORE: Final = Text("…还有 {n} 个", "… and {n} more")
_DONE: Final = Text(
    "已显示一位客户的原文，工作簿未改动",
    "showed one customer's originals; the workbook was not changed",
)
_NO_ROW: Final = Text(
    "选中行的客户(请先选中一位客户所在的行)",
    "customer of the selected row (select the row of a customer first)",
)


def unmask(session: Session) -> str:
    """Show the originals of the selected row's customer; the workbook stays as it is."""
    from xlsegment.vault import api
    from xlsegment.vault.entry import shown

    path = members.place(session.book)
    if path is None:
        raise SaveFirst(file=session.book.name)
    if not isinstance(path, Path):
        raise NotOnDisk(file=session.book.name)
    customer = _selected_customer(session.app.selection, session.book)
    if not customer:
        raise NothingStored(file=api.vault_of(path).name, what=_NO_ROW)
    with open_asking(session, path) as vault:
        why = ask_text(session, _WHY.in_(session.lang, customer=customer)).strip()
        if not why:
            raise Cancelled
        entries = vault.customer(customer, why)
    lines = [f"{entry.column}：{shown(entry)}" for entry in entries[:_MOST]]
    if len(entries) > _MOST:
        lines.append(_MORE.in_(session.lang, n=len(entries) - _MOST))
    session.say(_SHOWN.in_(session.lang, customer=customer, lines="\n".join(lines)))
    return _DONE.in_(session.lang)


def _selected_customer(selection: xw.Range | None, book: xw.Book) -> str:
    """Return the customer ID of the row that is selected, empty if there is none."""
    from xlsegment.workbook.locate import locate
    from xlsegment.workbook.sheets import TABLES
    from xlsegment.workbook.sheets.lists import CUSTOMER_ID

    if selection is None:  # a chart, or a shape
        return ""
    specs = [spec for spec in TABLES.values() if CUSTOMER_ID in spec.columns]
    found = locate(book, specs, inputs=frozenset(spec.key for spec in specs)).found
    for handle in found.values():
        here = handle.sheet.name == selection.sheet.name
        column = handle.columns.get(CUSTOMER_ID.key)
        if here and column and handle.first_row <= selection.row <= handle.last_row:
            return cell_text(handle.sheet.range((selection.row, column)).value)
    return ""
