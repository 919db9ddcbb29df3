"""Buttons that bring a workbook, or data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsegment.actions.progress import Stage
from xlsegment.errors import Cancelled
from xlsegment.excel.buttons.segment import STAGES
from xlsegment.excel.live import members
from xlsegment.excel.live.newfile import ask_for_free_place
from xlsegment.excel.live.ready import open_book
from xlsegment.excel.live.session import Session
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.sources.mapping import Guess
    from xlsegment.sources.table import Source

_DEMO: Final = (
    Stage.OPEN, Stage.LOCATE, Stage.READ, Stage.COMPUTE, Stage.PREPARE, Stage.WRITE, Stage.SAVE
)  # fmt: skip
_NEW_NAME: Final = Text("客户分层.xlsx", "segments.xlsx")
_SAMPLE_NAME: Final = Text("客户分层示例.xlsx", "segments-sample.xlsx")
_WHERE: Final = Text("新工作簿保存在哪里？", "Where shall the new workbook be saved?")
_ORDERS: Final = Text("订单文件", "Orders")
_PATTERNS: Final = "*.csv;*.txt;*.tsv;*.xlsx;*.xlsm;*.xls;*.parquet"
_WHICH: Final = Text("选择要导入的订单文件", "Choose the orders to import")
_CREATED: Final = Text(
    "已新建“{file}”：请粘贴或导入数据，再点“刷新全部”",
    "made “{file}”: paste or import data, then click Refresh all",
)
_SAMPLE: Final = Text(
    "已生成示例“{file}”：{customers} 位虚构客户，数据全是虚构的",
    "made the sample “{file}”: {customers} customers, all of them made up",
)
_IMPORTED: Final = Text(
    "已导入 {added} 行到“{sheet}”(现有 {after} 行){odd}；下一步点“刷新全部”",
    "imported {added} rows into “{sheet}” ({after} now){odd}; next, click Refresh all",
)
_ODD: Final = Text(
    "，{n} 处请核对(刷新后见“数据检查”)", ", {n} to be checked (see Data check after a refresh)"
)
_GUESSED: Final = Text(
    "按表头推测的列，请核对：\n\n{columns}\n\n这样导入吗？",
    "These columns are a guess from the headers:\n\n{columns}\n\nImport them like this?",
)


def new(session: Session) -> str:
    """Make an empty workbook and open it."""
    from xlsegment.actions.new import new_workbook

    path = ask_for_free_place(session, _WHERE, _NEW_NAME.in_(session.lang))
    new_workbook(path, session.lang)
    session.app.books.open(str(path))
    return _CREATED.in_(session.lang, file=path.name)


def sample(session: Session) -> str:
    """Make a filled workbook and open it."""
    from xlsegment.actions.demo import demo

    path = ask_for_free_place(session, _WHERE, _SAMPLE_NAME.in_(session.lang))
    report = demo(path, session.lang, progress=session.progress(_DEMO))
    session.app.books.open(str(path))
    return _SAMPLE.in_(session.lang, file=path.name, customers=f"{report.customers:,}")


def import_orders(session: Session) -> str:
    """Add the orders of a file to the workbook."""
    from xlsegment.actions.import_orders import import_into

    live = open_book(session.book)
    orders = members.ask_for_file(
        session.app, _WHICH.in_(session.lang), _ORDERS.in_(session.lang), _PATTERNS
    )
    if orders is None:
        raise Cancelled

    def confirm(source: Source, guess: Guess) -> None:
        doubtful = [match for match in guess.matches if match.how == "part"]
        columns = "\n".join(f"{match.column} ← {match.header}" for match in doubtful)
        if doubtful and not session.ask(_GUESSED, columns=columns):
            raise Cancelled

    done = import_into(live, orders, on_open=confirm, progress=session.progress(STAGES))
    odd = sum(note.count for note in done.notes if note.problem)
    return _IMPORTED.in_(
        session.lang,
        added=f"{done.added:,}",
        sheet=done.sheet,
        after=f"{done.after:,}",
        odd=_ODD.in_(session.lang, n=f"{odd:,}") if odd else "",
    )
