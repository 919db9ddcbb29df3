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
    text: ClassVar[Text] = Text(
        "出错了，文件未改动。", "Something went wrong; nothing was changed."
    )

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
    text = Text(
        "参数有误：{reason}。文件未改动。", "Wrong argument: {reason}. Nothing was changed."
    )


class DataError(XlsegmentError):
    """A table or a value cannot be used."""


class WorkbookError(XlsegmentError):
    """The workbook lacks something, or its shape does not allow the action."""


class EngineError(XlsegmentError):
    """The file cannot be read or edited without harm; it was left as it was."""


# --- core -------------------------------------------------------------------------------------


class MissingColumnsError(DataError):
    """A table handed to the core lacks columns."""

    code = "E-024"
    text = Text(
        "表“{table}”缺少列：{columns}。文件未改动；请补上这些列后重试。",
        'Table "{table}" lacks column(s): {columns}. Nothing was changed; add them and retry.',
    )


class AmountsTooLargeError(DataError):
    """The amounts add up to more than can be summed exactly."""

    code = "E-025"
    text = Text(
        "订单金额合计过大，无法精确计算。文件未改动；请检查金额的单位。",
        "The order amounts add up to too much to be exact. Nothing was changed; check their unit.",
    )


class NoUsableOrdersError(DataError):
    """Neither orders nor aggregated columns give a single purchase date."""

    code = "E-026"
    text = Text(
        "没有可用的订单日期，无法确定分析基准日。文件未改动；请先导入订单，或填写分析基准日。",
        "No usable order date, so no analysis date. Nothing was changed; "
        "import orders first or fill in the analysis date.",
    )


class SettingError(DataError):
    """A setting is outside its range."""

    code = "E-027"
    text = Text(
        "参数“{name}”不能是“{value}”：{reason}。文件未改动。",
        'Setting "{name}" cannot be "{value}": {reason}. Nothing was changed.',
    )


class CutsError(DataError):
    """Printed cut points cannot be read back."""

    code = "E-028"
    text = Text(
        "切点无法使用({metric})：{reason}。文件未改动；请清空切点后重新刷新。",
        "Cut points cannot be used ({metric}): {reason}. Nothing was changed; "
        "clear them and refresh again.",
    )


class ElevenClassesNeedFiveBinsError(DataError):
    """The eleven-class map is defined for 125 codes only."""

    code = "E-029"
    text = Text(
        "十一类方案只定义在 5 档得分(125 个组合)上，现在是 {bins} 档。"
        "文件未改动；请把得分档数改为 5,或换一个分层方案。",
        "The eleven classes are defined for 5 bins (125 codes) only; there are {bins}. "
        "Nothing was changed; set the bins to 5 or choose another scheme.",
    )


class RuleBoundsError(DataError):
    """A segment rule has its lower bound above its upper one."""

    code = "E-030"
    text = Text(
        "分层规则第 {row} 行({column})：下限大于上限。文件未改动；请在“参数”里改正这一行。",
        "Segment rule row {row} ({column}): the lower bound is above the upper one. "
        "Nothing was changed; correct the row on the parameter sheet.",
    )


class RuleValueError(DataError):
    """A cell of the rule table is not a number it can be."""

    code = "E-031"
    text = Text(
        "分层规则第 {row} 行“{column}”不是可用的数：{shown}。文件未改动；请改正后重试。",
        'Segment rule row {row}, "{column}" is not a usable number: {shown}. '
        "Nothing was changed; correct it and retry.",
    )


class RuleNameError(DataError):
    """A segment rule lacks a name, or two rules share one."""

    code = "E-032"
    text = Text(
        "分层规则第 {row} 行：{reason}。文件未改动；请在“参数”里改正这一行。",
        "Segment rule row {row}: {reason}. Nothing was changed; "
        "correct the row on the parameter sheet.",
    )


# --- workbook ---------------------------------------------------------------------------------


class TableNotFound(WorkbookError):
    """A table is neither there by name nor can its headers be seen anywhere."""

    code = "E-010"
    text = Text(
        "没有找到表“{table}”(至少需要列：{columns}；最接近的是 {near})。文件未改动。"
        "请恢复表名或列名；也可用“新建”另起一份。",
        "Table “{table}” was not found (it needs at least: {columns}; nearest is {near}). Nothing "
        "was changed. Restore the table name or the headers, or start a new workbook.",
    )


class ColumnsMissing(WorkbookError):
    """A table was found by its name, but columns it cannot do without are not in it."""

    code = "E-011"
    text = Text(
        "工作表“{sheet}”的表“{table}”缺少列：{columns}(最接近的现有列：{near})。文件未改动。"
        "请改回列名后重试。",
        "Table “{table}” on sheet “{sheet}” lacks column(s): {columns} (nearest present: {near}). "
        "Nothing was changed. Correct the headers and try again.",
    )


class NothingToRefresh(WorkbookError):
    """Neither customers nor orders hold a single row."""

    code = "E-012"
    text = Text(
        "“{table}”没有数据，文件未改动。请先粘贴或导入，再刷新。",
        "“{table}” is empty; nothing was changed. Paste or import data first, then refresh.",
    )


class NoRoomBelow(WorkbookError):
    """A table has to grow over cells that are not empty."""

    code = "E-013"
    text = Text(
        "工作表“{sheet}”的表“{table}”需要增加 {rows} 行，但下方 {cell} 处有内容，文件未改动。"
        "请把它移到别处后重试。",
        "Table “{table}” on sheet “{sheet}” needs {rows} more row(s), but there is something in "
        "{cell} below it; nothing was changed. Move it away and try again.",
    )


class NoRoomRight(WorkbookError):
    """Result columns have to be added over cells that are not empty."""

    code = "E-014"
    text = Text(
        "工作表“{sheet}”的表“{table}”需要在右侧增加 {columns} 列，但 {cell} 处有内容，文件未改动。"
        "请把它移到别处后重试。",
        "Table “{table}” on sheet “{sheet}” needs {columns} more column(s) on its right, but there "
        "is something in {cell}; nothing was changed. Move it away and try again.",
    )


class ParameterProblems(WorkbookError):
    """Values on the parameter sheet cannot be used."""

    code = "E-015"
    text = Text(
        "“参数”中有 {n} 个值无法使用：{problems}。文件未改动；请改正后再刷新。",
        "{n} value(s) on the parameter sheet cannot be used: {problems}. Nothing was changed; "
        "correct them and refresh again.",
    )


class OrdersGone(WorkbookError):
    """Figures that came from orders would be used for another date, the orders being gone."""

    code = "E-016"
    text = Text(
        "“{table}”没有订单，客户表里的数字是上次刷新从订单算出的，只对当时的基准日 {date} "
        "和当时的参数有效。文件未改动。请先恢复订单；若要改用您自己汇总的数字，"
        "请填入 最近购买日期、购买次数、期内消费 后再刷新。",
        "“{table}” holds no orders, and the figures in the customer table were computed from them "
        "by an earlier refresh: they hold for its date {date} and its parameters only. Nothing "
        "was changed. Restore the orders; to use totals of your own, put them into Last purchase "
        "date, Frequency and Monetary first.",
    )


# --- engine -----------------------------------------------------------------------------------


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
    """The file or its folder must not be written."""

    code = "E-211"
    text = Text(
        "“{file}”是只读的。文件未改动；请取消只读属性，或另存到别处。",
        "“{file}” is read-only. It was not changed; make it writable or save to another place.",
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


# --- sources and actions ----------------------------------------------------------------------


class SourceNotFound(DataError):
    """An order file is not there or cannot be opened."""

    code = "E-120"
    text = Text(
        "打不开“{file}”({reason})。文件未改动。请检查路径和权限。",
        "“{file}” cannot be opened ({reason}). Nothing was changed. Check the path and the rights.",
    )


class SourceEmpty(DataError):
    """An order file holds no rows."""

    code = "E-121"
    text = Text(
        "“{file}”里没有数据行。文件未改动。请重新导出后再试。",
        "“{file}” holds no data rows. Nothing was changed. Export it again and retry.",
    )


class NotATable(DataError):
    """A file is neither text, nor a workbook, nor Parquet."""

    code = "E-122"
    text = Text(
        "“{file}”不能作为表格读取：{reason}。文件未改动。请导出为 CSV、xlsx 或 Parquet。",
        "“{file}” cannot be read as a table: {reason}. Nothing was changed. "
        "Export it as CSV, xlsx or Parquet.",
    )


class EncodingUnknown(DataError):
    """A text file is in none of the encodings we try."""

    code = "E-123"
    text = Text(
        "“{file}”的编码不是 UTF-8 或 GB18030。文件未改动。请用 --encoding 指定，如 big5、cp1252。",
        "“{file}” is neither UTF-8 nor GB18030. Nothing was changed. "
        "Name its encoding with --encoding, such as big5 or cp1252.",
    )


class QuoteNeverClosed(DataError):
    """A text file ends inside a quoted cell."""

    code = "E-124"
    text = Text(
        "“{file}”约第 {line} 行的引号没有闭合，其后的行都会丢失。文件未改动。请改正后重试。",
        "“{file}”: a quote opened near line {line} is never closed, the rows after it would be "
        "lost. Nothing was changed. Correct it and try again.",
    )


class ValueTooLong(DataError):
    """A value does not fit a cell of a workbook."""

    code = "E-125"
    text = Text(
        "“{file}”第 {line} 行“{column}”有 {length} 个字符，单元格最多 32767 个；"
        "多半是引号没有闭合。文件未改动。",
        "“{file}”, line {line}: “{column}” has {length} characters, a cell holds 32,767; most "
        "likely a quote was never closed. Nothing was changed.",
    )


class SheetNotInSource(DataError):
    """An order workbook has no sheet of that name."""

    code = "E-126"
    text = Text(
        "“{file}”里没有工作表“{sheet}”，现有：{sheets}。文件未改动。",
        "“{file}” has no sheet “{sheet}”; it has: {sheets}. Nothing was changed.",
    )


class ParquetNotInstalled(DataError):
    """Parquet needs an extra package."""

    code = "E-127"
    text = Text(
        '读取 Parquet 需要先安装：pip install "xlsegment[parquet]"。文件未改动。',
        'Reading Parquet needs: pip install "xlsegment[parquet]". Nothing was changed.',
    )


class SourceColumnsMissing(DataError):
    """Required columns were not recognised among the headers of an order file."""

    code = "E-128"
    text = Text(
        "没有认出列：{missing}。文件里的表头：{headers}。文件未改动。请用 {example} 指定。",
        "Column(s) not recognised: {missing}. Headers in the file: {headers}. Nothing was "
        "changed. Name them with {example}.",
    )


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
