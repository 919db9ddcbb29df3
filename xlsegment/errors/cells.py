"""Edits of a closed workbook that cannot be made without harm."""

from __future__ import annotations

from xlsegment.errors.base import EngineError
from xlsegment.text import Text


class MergedCell(EngineError):
    """A write into a merged area, not to its top left cell."""

    code = "E-220"
    text = Text(
        "工作表“{sheet}”的 {cell} 在合并单元格 {area} 之内。文件未改动；请取消合并，或写入左上角。",
        "{cell} on sheet “{sheet}” lies inside the merged cells {area}. The file was not changed; "
        "unmerge them or write to their top left cell.",
    )


class ArrayFormula(EngineError):
    """A write into the area of an array, spill or data-table formula."""

    code = "E-221"
    text = Text(
        "工作表“{sheet}”的 {cell} 属于数组、溢出或模拟运算表公式 {area}。"
        "文件未改动；请先在 Excel 中删除该公式。",
        "{cell} on sheet “{sheet}” belongs to the array, spill or data-table formula {area}. "
        "The file was not changed; delete that formula in Excel first.",
    )


class PivotArea(EngineError):
    """A write into the output of a pivot table."""

    code = "E-222"
    text = Text(
        "工作表“{sheet}”的 {cell} 在数据透视表 {area} 之内。文件未改动；请写到别处或移动透视表。",
        "{cell} on sheet “{sheet}” lies inside the pivot table {area}. The file was not changed; "
        "write elsewhere or move the pivot table.",
    )


class ProtectedSheet(EngineError):
    """The sheet is protected."""

    code = "E-223"
    text = Text(
        "工作表“{sheet}”受保护。文件未改动；请在 Excel 中撤销工作表保护后再试。",
        "Sheet “{sheet}” is protected. The file was not changed; "
        "unprotect the sheet in Excel and try again.",
    )


class ProtectedStructure(EngineError):
    """The workbook's structure is protected."""

    code = "E-224"
    text = Text(
        "工作簿结构受保护，不能增删、改名或移动工作表“{sheet}”。文件未改动；请先撤销工作簿保护。",
        "The workbook's structure is protected, so sheet “{sheet}” cannot be added, deleted, "
        "renamed or moved. The file was not changed; unprotect the workbook first.",
    )


class OutsideSheet(EngineError):
    """A row or column that Excel does not have."""

    code = "E-225"
    text = Text(
        "工作表“{sheet}”放不下：第 {row} 行第 {column} 列超出 Excel 的 1048576 行 × 16384 列。"
        "文件未改动；请减少数据。",
        "Sheet “{sheet}” has no row {row}, column {column}: Excel ends at 1,048,576 rows and "
        "16,384 columns. The file was not changed; use less data.",
    )


class TextTooLong(EngineError):
    """A text or formula longer than a cell can hold."""

    code = "E-226"
    text = Text(
        "工作表“{sheet}”的 {cell}：内容超过 Excel 单元格上限 {limit} 个字符。文件未改动；请缩短。",
        "{cell} on sheet “{sheet}”: the content is longer than the {limit} characters an Excel "
        "cell can hold. The file was not changed; shorten it.",
    )


class UnsupportedValue(EngineError):
    """A value that no cell can hold."""

    code = "E-227"
    text = Text(
        "工作表“{sheet}”的 {cell}：不能写入 {kind} 类型的值。文件未改动；请先转换成文本或数字。",
        "{cell} on sheet “{sheet}”: a value of type {kind} cannot be written. "
        "The file was not changed; make it a text or a number first.",
    )


class NotACellSheet(EngineError):
    """A chart, dialog or macro sheet, which has no cells to edit."""

    code = "E-228"
    text = Text(
        "工作表“{sheet}”没有可编辑的单元格({kind})。文件未改动；请写入普通工作表。",
        "Sheet “{sheet}” has no cells to edit ({kind}). The file was not changed; "
        "write to a worksheet.",
    )


class SheetMissing(EngineError):
    """The edit speaks of a sheet that the file does not have."""

    code = "E-229"
    text = Text(
        "文件里没有工作表“{sheet}”。文件未改动；请检查工作表名称。",
        "The file has no sheet “{sheet}”. It was not changed; check the sheet's name.",
    )


class TableMissing(EngineError):
    """The sheet has no such table."""

    code = "E-230"
    text = Text(
        "工作表“{sheet}”上没有表格“{table}”。文件未改动；请检查表格名称。",
        "Sheet “{sheet}” has no table “{table}”. The file was not changed; check the table's name.",
    )


class TableShape(EngineError):
    """The table cannot take the size or place asked for."""

    code = "E-231"
    text = Text(
        "工作表“{sheet}”上的表格“{table}”不能这样调整：{reason}。"
        "文件未改动；请换一个区域，或先在 Excel 中处理。",
        "Table “{table}” on sheet “{sheet}” cannot be changed like that: {reason}. "
        "The file was not changed; choose another area or prepare it in Excel.",
    )


class TableBlocked(EngineError):
    """The table would grow over cells that are in use."""

    code = "E-232"
    text = Text(
        "工作表“{sheet}”上的表格“{table}”扩大后会盖住已有内容的单元格 {cell}。"
        "文件未改动；请把表格下方或右侧的内容移开。",
        "Table “{table}” on sheet “{sheet}” would grow over cell {cell}, which is in use. "
        "The file was not changed; move what stands below or beside the table.",
    )


class BadName(EngineError):
    """A sheet, table or defined name that Excel does not accept."""

    code = "E-233"
    text = Text(
        "名称“{name}”不可用：{reason}。文件未改动；请换一个名称。",
        "The name “{name}” cannot be used: {reason}. The file was not changed; "
        "choose another name.",
    )


class SheetInUse(EngineError):
    """The sheet cannot be deleted, renamed, moved or copied without harm."""

    code = "E-234"
    text = Text(
        "工作表“{sheet}”不能{what}：{reason}。文件未改动；请在 Excel 中操作。",
        "Sheet “{sheet}” cannot be {what}: {reason}. The file was not changed; do it in Excel.",
    )


class TooManyStyles(EngineError):
    """The workbook has as many cell formats as Excel allows."""

    code = "E-235"
    text = Text(
        "工作簿的单元格格式已达 Excel 上限 {limit} 种。文件未改动；请先在 Excel 中清理格式。",
        "The workbook already has the {limit} cell formats that Excel allows. "
        "The file was not changed; clean up its formats in Excel first.",
    )


class BadFormula(EngineError):
    """A formula that cannot be written."""

    code = "E-236"
    text = Text(
        "工作表“{sheet}”的 {cell}：公式无法写入({reason})。文件未改动；请检查公式。",
        "{cell} on sheet “{sheet}”: the formula cannot be written ({reason}). "
        "The file was not changed; check the formula.",
    )
