"""What stops a button inside Excel."""

from __future__ import annotations

from xlsegment.errors.base import WorkbookError, XlsegmentError
from xlsegment.text import Text


class ForeignWorkbook(WorkbookError):
    """The active workbook has none of the tables that a button works on."""

    code = "E-001"
    text = Text(
        "“{file}”不是客户分层工作簿：没有客户表，也没有订单表。工作簿未改动。"
        "请打开客户分层工作簿，或点“新建分层工作簿”另起一份。",
        "“{file}” is no segmentation workbook: it has neither a customer nor an order table. "
        "Nothing was changed. Open one, or start a new one with New workbook.",
    )


class SaveFirst(WorkbookError):
    """The workbook was never saved, or a copy of it can only be made of what is saved."""

    code = "E-002"
    text = Text(
        "请先保存工作簿“{file}”，再重试。工作簿未改动。",
        "Save the workbook “{file}” first, then try again. Nothing was changed.",
    )


class ExcelBusy(XlsegmentError):
    """Excel answers nobody: a cell is being edited, or a dialog is open."""

    code = "E-003"
    text = Text(
        "Excel 正忙：可能正在编辑单元格，或有对话框打开。工作簿未改动。"
        "请按回车或 Esc 结束编辑后重试。",
        "Excel is busy: a cell is being edited, or a dialog is open. Nothing was changed. "
        "Press Enter or Esc to finish, then try again.",
    )


class SheetsProtected(WorkbookError):
    """Sheets that would be written are protected."""

    code = "E-004"
    text = Text(
        "工作表{sheets}受保护，无法写入，工作簿未改动。请取消保护(审阅→撤消工作表保护)后重试。",
        "Protected and not to be written: {sheets}. Nothing was changed. Unprotect the sheets "
        "(Review, Unprotect Sheet) and try again.",
    )


class ReadOnlyWorkbook(WorkbookError):
    """The workbook was opened read-only."""

    code = "E-005"
    text = Text(
        "“{file}”是以只读方式打开的，工作簿未改动。请另存一份，或以可编辑方式重新打开后重试。",
        "“{file}” is open read-only; nothing was changed. Save a copy of it, or open it for "
        "editing, and try again.",
    )


class NameTaken(XlsegmentError):
    """A new workbook would take the place of a file, or of an open workbook of the same name."""

    code = "E-006"
    text = Text(
        "“{file}”已经存在或正打开着，什么都没有改动。请换一个文件名。",
        "“{file}” exists or is open already; nothing was changed. Choose another name.",
    )


class NoSnapshotPossible(WorkbookError):
    """A copy of the open workbook cannot be read, so nothing could be put back from it."""

    code = "E-007"
    text = Text(
        "“{file}”的快照无法读取({reason})，出错时不能恢复，所以没有写入，工作簿未改动。"
        "请另存为没有打开密码的 .xlsx 或 .xlsm 后重试。",
        "The snapshot of “{file}” cannot be read ({reason}), so nothing could be put back if "
        "anything went wrong: nothing was written. Save the workbook as .xlsx or .xlsm without "
        "a password to open it, and try again.",
    )


class MovedSince(WorkbookError):
    """The places written by the last run are no longer where they were."""

    code = "E-008"
    text = Text(
        "上次操作之后，“{file}”里写入过的表移动过位置或改过行列，不能按原位置恢复，工作簿未改动。"
        "要回到从前，请保存并关闭工作簿，运行 xlsegment undo --force(现在的内容会另存一份)。",
        "Since the last run, tables that it wrote in “{file}” have moved or changed their shape; "
        "they cannot be put back where they were, and nothing was changed. To go back, save and "
        "close the workbook and run xlsegment undo --force (what is there now is kept aside).",
    )


class NotUndoneInExcel(WorkbookError):
    """The last run worked on the closed file, so what it touched is not known."""

    code = "E-046"
    text = Text(
        "“{file}”的上次操作是在它关闭时由命令做的，在 Excel 里不能撤销，工作簿未改动。"
        "请关闭工作簿，运行 xlsegment undo。",
        "The last run on “{file}” was made by a command while it was closed; it cannot be undone "
        "in Excel, and nothing was changed. Close the workbook and run xlsegment undo.",
    )


class RestoreFailed(XlsegmentError):
    """Writing failed, and so did putting back what had been there."""

    code = "E-009"
    text = Text(
        "写入时出错，且没能恢复原样。请不要保存：关闭工作簿时选“不保存”；"
        "操作前的内容另存于 {copy}。",
        "Writing failed, and so did putting everything back. Do not save: close the workbook "
        "without saving. What it held before is kept in {copy}.",
    )


class Unexpected(XlsegmentError):
    """Something that nobody foresaw, before anything was written."""

    code = "E-040"
    text = Text(
        "处理时出错，工作簿未改动。错误编号 {id}；日志在 {log}，点“诊断”可得到可复制的报告。",
        "Something went wrong; the workbook was not changed. Error id {id}; the log is {log}. "
        "Doctor gives a report to copy.",
    )


class RolledBack(XlsegmentError):
    """Something that nobody foresaw, while cells were being written."""

    code = "E-042"
    text = Text(
        "写入到一半出错，已恢复到操作前的样子。错误编号 {id}；日志在 {log}。",
        "Writing failed halfway; everything is back as it was before. Error id {id}; the log is "
        "{log}.",
    )


class DoneButNotTidy(XlsegmentError):
    """The work is done, and Excel's state could not be set back."""

    code = "E-047"
    text = Text(
        "操作已完成，但 Excel 的状态栏或鼠标指针没能还原，重启 Excel 即可。"
        "错误编号 {id}；日志在 {log}。",
        "The work is done, but Excel's status bar or pointer could not be set back; restart "
        "Excel. Error id {id}; the log is {log}.",
    )
