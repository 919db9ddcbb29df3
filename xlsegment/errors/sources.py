"""Order files that cannot be read."""

from __future__ import annotations

from xlsegment.errors.base import DataError
from xlsegment.text import Text


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
