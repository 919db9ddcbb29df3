"""Buttons that compute, take back, and set what is computed by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.actions.progress import Stage
from xlsegment.core.alone import ALONE
from xlsegment.errors import Cancelled, ForeignWorkbook, SheetsNotThere, TableNotFound
from xlsegment.excel.live import members
from xlsegment.excel.live.ready import open_book
from xlsegment.excel.live.session import Session
from xlsegment.excel.live.sheets import go_to
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.actions.report import Report

#: The stages of an action on an open workbook.
STAGES: Final = (
    Stage.LOCATE, Stage.READ, Stage.COMPUTE, Stage.PREPARE, Stage.SNAPSHOT, Stage.WRITE
)  # fmt: skip
_UNDO: Final = (Stage.READ, Stage.SNAPSHOT, Stage.WRITE)
_REFRESHED: Final = Text(
    "刷新完成，{customers} 位客户，{segments} 个群体；数据检查 {issues} 条待核对",
    "refreshed, {customers} customers in {segments} segments; {issues} issues to check",
)
_FILLED: Final = Text(
    "“{sheet}”已刷新，其他工作表未动", "refreshed {sheet}; the other sheets are as they were"
)
_NOT_FILLED: Final = Text("“{sheet}”：{why}", "{sheet}: {why}")
_UNDONE: Final = Text(
    "已恢复到 {taken} 的状态(还可撤销 {left} 次)",
    "back to what it was at {taken} ({left} more steps can be undone)",
)
_RESETTING: Final = (Stage.PREPARE, Stage.SNAPSHOT, Stage.WRITE)
_RESET: Final = Text(
    "把“参数”工作表里的值全部恢复默认？\n\n规则表、客户、订单等数据不动；"
    "先留快照，可用“撤销上次操作”恢复。",
    "Put every value on the sheet Parameters back to its default?\n\nRule tables, customers, "
    "orders and other data stay; a snapshot is kept and Undo last run takes it back.",
)
_AT_DEFAULTS: Final = Text(
    "参数都已是默认值，工作簿未改动", "all parameters are at their defaults; nothing was changed"
)
_BACK: Final = Text(
    "{n} 个参数已恢复默认；下一步点“刷新全部”",
    "{n} parameter(s) back to default; next, click Refresh all",
)
_PDF_NAME: Final = Text("{stem}_看板.pdf", "{stem}_dashboard.pdf")
_PDF_WHERE: Final = Text(
    "看板的 PDF 保存在哪里？", "Where shall the PDF of the dashboard be saved?"
)
_EXPORTED: Final = Text(
    "看板已导出为“{file}”，工作簿未改动", "exported the dashboard to {file}; nothing was changed"
)
_LOSE_EDITS: Final = Text(
    "上次操作写入过的单元格，之后又改动过；撤销会丢掉这些改动(现在的内容会另存一份)。\n\n"
    "仍要撤销吗？",
    "Cells that the last run wrote were edited since. Undoing would lose those edits (what is "
    "there now is kept aside).\n\nUndo all the same?",
)


def refresh(session: Session) -> str:
    """Compute everything and fill it into the workbook."""
    from xlsegment.actions.refresh import refresh_open

    live = open_book(session.book)
    try:
        report = refresh_open(live, progress=session.progress(STAGES))
    except TableNotFound as error:
        raise ForeignWorkbook(file=session.book.name) from error
    return _REFRESHED.in_(
        session.lang,
        customers=f"{report.customers:,}",
        segments=sum(segment.customers > 0 for segment in report.segments),
        issues=f"{_issues(report):,}",
    )


def refresh_sheet(session: Session, *, sheet: str) -> str:
    """Compute and fill one sheet, and show it; a workbook without it gets it."""
    from xlsegment.actions.refresh import refresh_open

    live = open_book(session.book)
    try:
        report = refresh_open(live, only=(sheet,), progress=session.progress(STAGES))
    except TableNotFound as error:
        raise ForeignWorkbook(file=session.book.name) from error
    title = ALONE[sheet]
    go_to(session.book, title)
    shown = title.in_(session.lang)
    if report.skipped:
        return _NOT_FILLED.in_(
            session.lang, sheet=shown, why=report.skipped[0].why.in_(session.lang)
        )
    return _FILLED.in_(session.lang, sheet=shown)


def parameters(session: Session) -> None:
    """Go to the parameters."""
    from xlsegment.workbook.sheets.params import PARAMS_SHEET

    if not go_to(session.book, PARAMS_SHEET.title):
        raise ForeignWorkbook(file=session.book.name)


def reset_parameters(session: Session) -> str:
    """Put every parameter back to its default, after asking."""
    from xlsegment.actions.reset_params import reset_open
    from xlsegment.workbook.sheets.params import PARAMS_SHEET

    live = open_book(session.book)
    if not session.ask(_RESET):
        raise Cancelled
    try:
        done = reset_open(live, progress=session.progress(_RESETTING))
    except TableNotFound as error:
        raise ForeignWorkbook(file=session.book.name) from error
    if not done.changed:
        return _AT_DEFAULTS.in_(session.lang)
    go_to(session.book, PARAMS_SHEET.title)
    return _BACK.in_(session.lang, n=len(done.values))


def export_pdf(session: Session) -> str:
    """Write the dashboard to a PDF, as Excel prints it; the workbook stays as it is."""
    from xlsegment.workbook.sheets.dashboard import DASHBOARD

    titles = {title.casefold() for title in DASHBOARD.title.both}
    sheets = [sheet for sheet in session.book.sheets if sheet.name.casefold() in titles]
    if not sheets:
        names = "、".join(sheet.name for sheet in session.book.sheets)
        raise SheetsNotThere(file=session.book.name, sheet=DASHBOARD.title, sheets=names)
    suggested = _PDF_NAME.in_(session.lang, stem=Path(session.book.name).stem)
    target = members.ask_where_to_save(session.app, _PDF_WHERE.in_(session.lang), suggested)
    if target is None:
        raise Cancelled
    if target.suffix.lower() != ".pdf":
        target = target.with_name(f"{target.name}.pdf")
    members.export_pdf(sheets[0], target)
    return _EXPORTED.in_(session.lang, file=target.name)


def undo(session: Session) -> str:
    """Put back what the last import or refresh wrote."""
    from xlsegment.actions.undo import undo_open

    done = undo_open(
        open_book(session.book),
        lose_edits=lambda: session.ask(_LOSE_EDITS),
        progress=session.progress(_UNDO),
    )
    taken = f"{done.taken.astimezone():%Y-%m-%d %H:%M:%S}"
    return _UNDONE.in_(session.lang, taken=taken, left=done.left)


def _issues(report: Report) -> int:
    return sum(finding.count for finding in report.findings if finding.level != "info")
