"""Buttons that check and clean the data."""

from __future__ import annotations

from typing import Final

from xlsegment.errors import Cancelled, ForeignWorkbook, TableNotFound
from xlsegment.excel.buttons.segment import STAGES
from xlsegment.excel.live.ready import open_book
from xlsegment.excel.live.session import Session
from xlsegment.excel.live.sheets import go_to
from xlsegment.text import Text

_CHECKED: Final = Text(
    "检查完成：错误 {error} 条，警告 {warning} 条，提示 {info} 条；"
    "其中 {offered} 条可点“清洗去重”自动改",
    "checked: {error} errors, {warning} warnings, {info} notes; Clean can do {offered} by itself",
)
_ASK: Final = Text(
    "清洗会统一日期、号码、姓名、行业和地区的写法，合并重复的客户和订单，给关键字段的空白填“待补充”。\n\n"
    "先留快照，可以撤销；每处改动都记在“清洗记录”。不想改的，先在“数据检查”的“采纳”列填“否”。\n\n"
    "现在清洗吗？",
    "Clean writes dates, numbers, names, industries and regions alike, merges repeated customers "
    "and orders, and marks blanks in key fields.\n\nA snapshot is kept for undo, and every change "
    "goes into Cleaning log. What you want to keep: type No under Accept in Data check first.\n\n"
    "Clean now?",
)
_NOTHING: Final = Text(
    "没有可清洗的内容，工作簿未改动", "nothing to clean; the workbook is unchanged"
)
_CLEANED: Final = Text(
    "清洗完成：{n} 处改动，见“清洗记录”{gone}；下一步点“刷新全部”",
    "cleaned: {n} changes, see Cleaning log{gone}; next, click Refresh all",
)
_GONE: Final = Text("；移除 {rows} 行，原处为空行", "; {rows} rows are blank now")


def check(session: Session) -> str:
    """List everything doubtful in 数据检查."""
    from xlsegment.actions.check import check_open
    from xlsegment.workbook.sheets.issues import ISSUES

    live = open_book(session.book)
    try:
        report = check_open(live, progress=session.progress(STAGES))
    except TableNotFound as error:
        raise ForeignWorkbook(file=session.book.name) from error
    go_to(session.book, ISSUES.title)
    levels = {level: f"{report.levels[level]:,}" for level in ("error", "warning", "info")}
    return _CHECKED.in_(session.lang, offered=f"{report.offered:,}", **levels)


def clean(session: Session) -> str:
    """Standardise, merge and complete."""
    from xlsegment.actions.clean import clean_open

    live = open_book(session.book)
    if not session.ask(_ASK):
        raise Cancelled
    try:
        done = clean_open(live, progress=session.progress(STAGES))
    except TableNotFound as error:
        raise ForeignWorkbook(file=session.book.name) from error
    if not done.changed:
        return _NOTHING.in_(session.lang)
    rows = sum(done.rows_gone.values())
    gone = _GONE.in_(session.lang, rows=f"{rows:,}") if rows else ""
    return _CLEANED.in_(session.lang, n=f"{done.changed:,}", gone=gone)
