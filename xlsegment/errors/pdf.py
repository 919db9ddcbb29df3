"""What stops an export to PDF."""

from __future__ import annotations

from xlsegment.errors.base import UsageError, WorkbookError, XlsegmentError
from xlsegment.text import Text


class NoOffice(XlsegmentError):
    """Nothing here can turn a closed workbook into a PDF."""

    code = "E-160"
    text = Text(
        "这台电脑上没有找到 LibreOffice(soffice)，无法把已关闭的“{file}”导出为 PDF。没有生成文件。"
        "请安装 LibreOffice，或在 Excel 中打开它，点“客户分层 › 导出PDF”。",
        "LibreOffice (soffice) was not found here, so the closed “{file}” cannot be exported. No "
        "file was made. Install LibreOffice, or open the workbook in Excel and click Segment, "
        "Export PDF.",
    )


class PdfFailed(XlsegmentError):
    """The program that should make the PDF did not."""

    code = "E-161"
    text = Text(
        "{program} 没能把“{file}”导出为 PDF：{reason}。没有生成文件，工作簿未改动。",
        "{program} could not export “{file}” to PDF: {reason}. No file was made and the workbook "
        "was not changed.",
    )


class SheetsNotThere(WorkbookError):
    """A sheet that is to be exported is not in the workbook."""

    code = "E-162"
    text = Text(
        "“{file}”里没有可导出的工作表“{sheet}”。有：{sheets}。没有生成文件。"
        "用 --sheet 指定工作表，或用 --all 导出全部。",
        "“{file}” has no sheet “{sheet}” to export. It has: {sheets}. No file was made. Name one "
        "with --sheet, or export all with --all.",
    )


class NotPdf(UsageError):
    """A PDF must be named so."""

    code = "E-163"
    text = Text(
        "“{file}”应以 .pdf 结尾。什么都没有改动。",
        "“{file}” should end in .pdf. Nothing was changed.",
    )
