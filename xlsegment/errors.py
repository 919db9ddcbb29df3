"""Every error xlsegment raises on purpose.

XlsegmentError
├── UsageError          the call itself is wrong (arguments, options)
├── DataError           a table or a value cannot be used
├── WorkbookError       the workbook's shape: sheets, tables, columns
└── EngineError         a file cannot be read or edited without harm

Each leaf has a code and says, in Chinese and English: what is wrong and where, that nothing
was changed, and what to do next. A leaf is raised with keyword fields that fill its text.
"""

from __future__ import annotations

from typing import ClassVar

from xlsegment.text import Lang, Text


class XlsegmentError(Exception):
    """Base of all errors: a code, a bilingual message, the fields that fill it."""

    code: ClassVar[str] = "E-000"
    text: ClassVar[Text] = Text("出错了,文件未改动。", "Something went wrong; nothing was changed.")

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.message("zh"))

    def message(self, lang: Lang) -> str:
        """Return the one-line message in one language, code first."""
        fields = {
            key: value.in_(lang) if isinstance(value, Text) else value
            for key, value in self.fields.items()
        }
        return f"{self.code} {self.text.in_(lang, **fields)}"

    def __str__(self) -> str:
        return f"{self.message('zh')} / {self.message('en')}"


class UsageError(XlsegmentError):
    """The call is wrong: an unknown option, a value outside its range."""

    code = "E-070"
    text = Text("参数有误:{reason}。文件未改动。", "Wrong argument: {reason}. Nothing was changed.")


class DataError(XlsegmentError):
    """A table or a value cannot be used."""


class WorkbookError(XlsegmentError):
    """The workbook lacks something, or its shape does not allow the action."""


class EngineError(XlsegmentError):
    """The file cannot be read or edited without harm; it was left as it was."""


# --- core -------------------------------------------------------------------------------------


# --- workbook ---------------------------------------------------------------------------------


class TableNotFound(WorkbookError):
    """A table is neither there by name nor can its headers be seen anywhere."""

    code = "E-010"
    text = Text(
        "没有找到表“{table}”(至少需要列:{columns};最接近的是 {near})。文件未改动。"
        "请恢复表名或列名;也可用“新建”另起一份。",
        "Table “{table}” was not found (it needs at least: {columns}; nearest is {near}). Nothing "
        "was changed. Restore the table name or the headers, or start a new workbook.",
    )


class ColumnsMissing(WorkbookError):
    """A table was found by its name, but columns it cannot do without are not in it."""

    code = "E-011"
    text = Text(
        "工作表“{sheet}”的表“{table}”缺少列:{columns}(最接近的现有列:{near})。文件未改动。"
        "请改回列名后重试。",
        "Table “{table}” on sheet “{sheet}” lacks column(s): {columns} (nearest present: {near}). "
        "Nothing was changed. Correct the headers and try again.",
    )


class NothingToRefresh(WorkbookError):
    """Neither customers nor orders hold a single row."""

    code = "E-012"
    text = Text(
        "“{table}”没有数据,文件未改动。请先粘贴或导入,再刷新。",
        "“{table}” is empty; nothing was changed. Paste or import data first, then refresh.",
    )


class NoRoomBelow(WorkbookError):
    """A table has to grow over cells that are not empty."""

    code = "E-013"
    text = Text(
        "工作表“{sheet}”的表“{table}”需要增加 {rows} 行,但下方 {cell} 处有内容,文件未改动。"
        "请把它移到别处后重试。",
        "Table “{table}” on sheet “{sheet}” needs {rows} more row(s), but there is something in "
        "{cell} below it; nothing was changed. Move it away and try again.",
    )


class NoRoomRight(WorkbookError):
    """Result columns have to be added over cells that are not empty."""

    code = "E-014"
    text = Text(
        "工作表“{sheet}”的表“{table}”需要在右侧增加 {columns} 列,但 {cell} 处有内容,文件未改动。"
        "请把它移到别处后重试。",
        "Table “{table}” on sheet “{sheet}” needs {columns} more column(s) on its right, but there "
        "is something in {cell}; nothing was changed. Move it away and try again.",
    )


# --- engine -----------------------------------------------------------------------------------


class DamagedPart(EngineError):
    """A part of the package cannot be read."""

    code = "E-081"
    text = Text(
        "文件中的 {part} 已损坏,无法读取,文件未改动;请在 Excel 中打开并另存后重试。",
        "{part} inside the file is damaged and cannot be read; nothing was changed. "
        "Open the file in Excel, save it under a new name and try again.",
    )


class NotOnClosedFile(EngineError, NotImplementedError):
    """Something only Excel itself can do."""

    code = "E-082"
    text = Text(
        "{what}:Excel 未打开时不支持,文件未改动;{instead}。",
        "{what}: not supported on a closed file; nothing was changed. {instead}.",
    )


class BadReference(EngineError, ValueError):
    """A reference that leads to no cells."""

    code = "E-083"
    text = Text(
        "「{reference}」不是工作簿中的单元格、名称或表格,文件未改动;请检查拼写。",
        "'{reference}' is not a cell, name or table of the workbook; nothing was changed. "
        "Check the spelling.",
    )


class BadSheetName(EngineError, ValueError):
    """A sheet name Excel would not accept."""

    code = "E-084"
    text = Text(
        "工作表不能叫「{name}」:{reason},文件未改动;请换一个名称。",
        "A sheet cannot be named '{name}': {reason}. Nothing was changed; choose another name.",
    )


class BadTable(EngineError, ValueError):
    """A table that cannot be made or changed as asked."""

    code = "E-085"
    text = Text(
        "表格「{table}」:{reason},文件未改动。",
        "Table '{table}': {reason}. Nothing was changed.",
    )


# --- sources and actions ----------------------------------------------------------------------
