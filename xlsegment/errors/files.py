"""Files that cannot be opened, read or replaced without harm."""

from __future__ import annotations

from xlsegment.errors.base import EngineError
from xlsegment.text import Text


class NotOnClosedFile(EngineError, NotImplementedError):
    """Something only Excel itself can do."""

    code = "E-082"
    text = Text(
        "{what}:Excel 未打开时不支持，文件未改动；{instead}。",
        "{what}: not supported on a closed file; nothing was changed. {instead}.",
    )


class BadReference(EngineError, ValueError):
    """A reference that leads to no cells."""

    code = "E-083"
    text = Text(
        "「{reference}」不是工作簿中的单元格、名称或表格，文件未改动；请检查拼写。",
        "'{reference}' is not a cell, name or table of the workbook; nothing was changed. "
        "Check the spelling.",
    )


class FileMissing(EngineError):
    """There is no such file."""

    code = "E-201"
    text = Text(
        "找不到文件“{file}”。什么都没有改动；请检查路径。",
        "There is no file “{file}”. Nothing was changed; check the path.",
    )


class NotAFile(EngineError):
    """Something lies there that is no file."""

    code = "E-217"
    text = Text(
        "“{file}”是{what}，不是文件。什么都没有改动；请检查路径。",
        "“{file}” is {what}, no file. Nothing was changed; check the path.",
    )


class NotAWorkbook(EngineError):
    """The file is something else than an Excel workbook."""

    code = "E-202"
    text = Text(
        "“{file}”不是 Excel 工作簿({reason})。文件未改动；请用 Excel 另存为 .xlsx 后再试。",
        "“{file}” is not an Excel workbook ({reason}). It was not changed; "
        "save it from Excel as .xlsx and try again.",
    )


class LegacyFormat(EngineError):
    """An .xls, .xlsb or .ods workbook."""

    code = "E-203"
    text = Text(
        "“{file}”是 {format} 格式，不能直接编辑。文件未改动；请在 Excel 中另存为 .xlsx 或 .xlsm。",
        "“{file}” is in {format} format, which cannot be edited here. It was not changed; "
        "save it from Excel as .xlsx or .xlsm.",
    )


class EncryptedWorkbook(EngineError):
    """The workbook needs a password to open."""

    code = "E-204"
    text = Text(
        "“{file}”已加密。文件未改动；请在 Excel 中去掉打开密码后再试。",
        "“{file}” is encrypted. It was not changed; remove its password in Excel and try again.",
    )


class SignedWorkbook(EngineError):
    """The workbook carries a digital signature, which any edit would break."""

    code = "E-205"
    text = Text(
        "“{file}”带有数字签名，编辑会使签名失效。文件未改动；请先在 Excel 中删除签名。",
        "“{file}” is digitally signed and an edit would break the signature. "
        "It was not changed; remove the signature in Excel first.",
    )


class DamagedPackage(EngineError):
    """The file's zip container or its parts are damaged."""

    code = "E-206"
    text = Text(
        "“{file}”已损坏：{reason}。文件未改动；请在 Excel 中打开并修复，或使用备份。",
        "“{file}” is damaged: {reason}. It was not changed; "
        "open and repair it in Excel, or use a backup.",
    )


class HostilePackage(EngineError):
    """The file is built in a way that no spreadsheet program builds it."""

    code = "E-207"
    text = Text(
        "“{file}”可能是恶意文件：{reason}。文件未改动；请确认来源，或在 Excel 中另存一份。",
        "“{file}” may be malicious: {reason}. It was not changed; "
        "check where it comes from, or save a fresh copy from Excel.",
    )


class StrictFormat(EngineError):
    """A workbook saved as Strict Open XML."""

    code = "E-208"
    text = Text(
        "“{file}”是“Strict Open XML”格式。文件未改动；请在 Excel 中另存为普通的 .xlsx。",
        "“{file}” is a Strict Open XML workbook. It was not changed; "
        "save it from Excel as an ordinary .xlsx.",
    )


class SharedWorkbook(EngineError):
    """A shared workbook whose revisions an edit would contradict."""

    code = "E-209"
    text = Text(
        "“{file}”是带修订记录的共享工作簿。文件未改动；请先在 Excel 中取消共享。",
        "“{file}” is a shared workbook with revisions. It was not changed; "
        "stop sharing it in Excel first.",
    )


class WorkbookOpen(EngineError):
    """Somebody has the workbook open in Excel or LibreOffice."""

    code = "E-210"
    text = Text(
        "“{file}”正被打开(锁文件“{lock}”)。文件未改动；请关闭后再试，若确实无人打开，请删除该锁文件。",
        "“{file}” is open in another program (lock file “{lock}”). It was not changed; "
        "close it and try again, or delete the lock file if nobody has it open.",
    )


class ReadOnlyFile(EngineError):
    """The file must not be written."""

    code = "E-211"
    text = Text(
        "“{file}”是只读的。文件未改动；请取消只读属性，或另存到别处。",
        "“{file}” is read-only. It was not changed; make it writable or save to another place.",
    )


class ReadOnlyFolder(EngineError):
    """The folder to write to must not be written; every file is made anew beside the old one."""

    code = "E-218"
    text = Text(
        "无法写入“{file}”：文件夹“{folder}”不允许写入。什么都没有改动；"
        "请取得该文件夹的写入权限，或换一个文件夹。",
        "“{file}” cannot be written: nothing may be written in the folder “{folder}”. Nothing was "
        "changed; get permission to write there, or use another folder.",
    )


class CannotWrite(EngineError):
    """The operating system refused the write."""

    code = "E-212"
    text = Text(
        "无法写入“{file}”：{reason}。原文件未改动；请检查磁盘空间和文件夹权限。",
        "“{file}” cannot be written: {reason}. The old file was not changed; "
        "check the disk space and the folder's permissions.",
    )


class FileChanged(EngineError):
    """Somebody else saved the file while it was being edited."""

    code = "E-213"
    text = Text(
        "“{file}”在编辑期间被其他程序修改。未写入任何内容；请重新运行。",
        "“{file}” was changed by another program meanwhile. Nothing was written; run again.",
    )


class UnsupportedXml(EngineError):
    """XML that is sound but that this engine does not edit."""

    code = "E-214"
    text = Text(
        "“{file}”的部件“{part}”无法安全编辑：{reason}。文件未改动；请在 Excel 中另存一份后再试。",
        "Part “{part}” of “{file}” cannot be edited safely: {reason}. It was not changed; "
        "save a fresh copy from Excel and try again.",
    )


class CannotRead(EngineError):
    """The operating system does not let the file be read."""

    code = "E-215"
    text = Text(
        "无法读取“{file}”：{reason}。文件未改动；请检查权限，或确认未被其他程序占用。",
        "“{file}” cannot be read: {reason}. It was not changed; "
        "check its permissions and whether another program holds it.",
    )


class FolderMissing(EngineError):
    """The folder to write to does not exist."""

    code = "E-216"
    text = Text(
        "无法写入“{file}”：文件夹“{folder}”不存在。什么都没有改动；请先新建该文件夹，或检查路径。",
        "“{file}” cannot be written: there is no folder “{folder}”. Nothing was changed; "
        "make the folder first or check the path.",
    )
