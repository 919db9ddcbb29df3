"""What stops a command or an action."""

from __future__ import annotations

from xlsegment.errors.base import DataError, UsageError, XlsegmentError
from xlsegment.text import Text


class HeaderNotInSource(UsageError):
    """A header given by the caller is not in the order file."""

    code = "E-129"
    text = Text(
        "文件里没有表头“{header}”。文件里有：{headers}。文件未改动。",
        "The file has no header “{header}”. It has: {headers}. Nothing was changed.",
    )


class UnknownColumn(UsageError):
    """A column given by the caller is none of ours."""

    code = "E-130"
    text = Text(
        "没有“{column}”这一列，可用：{columns}。文件未改动。",
        "There is no column “{column}”; there are: {columns}. Nothing was changed.",
    )


class NotXlsx(UsageError):
    """A new workbook must have a name that Excel opens."""

    code = "E-132"
    text = Text(
        "“{file}”应以 .xlsx 结尾。什么都没有改动。",
        "“{file}” should end in .xlsx. Nothing was changed.",
    )


class FileExists(UsageError):
    """A new file would replace an existing one."""

    code = "E-131"
    text = Text(
        "“{file}”已存在，未改动。换个文件名，或加 --force 覆盖。",
        "“{file}” exists and was left as it is. Choose another name, or add --force to replace it.",
    )


class FileInTheWay(UsageError):
    """A new file would replace an existing one, which is never done here."""

    code = "E-137"
    text = Text(
        "“{file}”已存在，未改动，也没有透露任何内容。请换一个文件名。",
        "“{file}” exists and was left as it is; nothing was revealed. Choose another name.",
    )


class SameFile(UsageError):
    """What is read would be overwritten."""

    code = "E-134"
    text = Text(
        "“{file}”既是要读的文件又是要写的文件。文件未改动。请换一个文件名。",
        "“{file}” is both read and written. Nothing was changed. Choose another name.",
    )


class NotCsv(UsageError):
    """The result of ``rfm`` is a CSV and must be named so."""

    code = "E-135"
    text = Text(
        "“{file}”应以 .csv 结尾(结果是 CSV；用 - 写到标准输出)。什么都没有改动。",
        "“{file}” should end in .csv (the result is a CSV; - is standard output). "
        "Nothing was changed.",
    )


class OtherExtension(UsageError):
    """A workbook would be saved under an extension that does not fit its content."""

    code = "E-136"
    text = Text(
        "“{file}”的扩展名应与原工作簿相同：{suffix}。什么都没有改动；请换一个文件名。",
        "“{file}” must keep the extension of the workbook, {suffix}. Nothing was changed; "
        "choose another name.",
    )


class TooManyRows(DataError):
    """More orders than a sheet can hold."""

    code = "E-133"
    text = Text(
        "导入后共 {rows} 行，一张工作表最多 1048576 行。文件未改动。"
        "可用 xlsegment rfm 直接从订单文件计算。",
        "There would be {rows} rows, a sheet holds 1,048,576. Nothing was changed. "
        "xlsegment rfm computes from the order file itself.",
    )


class Cancelled(XlsegmentError):
    """The person stopped the work."""

    code = "E-041"
    text = Text("已取消，文件未改动。", "Cancelled, nothing was changed.")


class SnapshotFailed(XlsegmentError):
    """The copy for undo cannot be written, or the file cannot be put back."""

    code = "E-043"
    text = Text(
        "无法保存或恢复“{file}”的快照：{reason}。文件未改动；请检查磁盘空间和文件夹权限。",
        "The snapshot of “{file}” cannot be saved or restored: {reason}. Nothing was changed; "
        "check the disk space and the folder's permissions.",
    )


class NothingToUndo(UsageError):
    """No snapshot of this file is left."""

    code = "E-044"
    text = Text(
        "没有可撤销的操作：“{file}”没有 7 天内的快照。文件未改动。",
        "Nothing to undo: there is no snapshot of “{file}” from the last 7 days. "
        "Nothing was changed.",
    )


class ChangedSince(UsageError):
    """The file is not what the import or refresh wrote: undoing would lose later edits."""

    code = "E-045"
    text = Text(
        "“{file}”在上次导入或刷新之后又有改动，撤销会丢掉这些改动。文件未改动；"
        "确实要撤销请加 --force(现在的内容会另存一份)。",
        "“{file}” was changed after the last import or refresh; undoing would lose those changes. "
        "Nothing was changed; add --force to undo all the same (what is there now is kept aside).",
    )
