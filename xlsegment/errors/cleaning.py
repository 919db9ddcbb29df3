"""What stops checking and cleaning."""

from __future__ import annotations

from xlsegment.errors.base import UsageError, WorkbookError
from xlsegment.text import Text


class UnknownCodes(UsageError):
    """Codes given by the caller are none that cleaning acts on."""

    code = "E-060"
    text = Text(
        "没有可清洗的问题代码：{codes}。文件未改动；代码见“数据检查”的“代码”列。",
        "Cleaning knows no such code: {codes}. Nothing was changed; the codes stand in Data "
        "check under Code.",
    )


class NowhereToList(WorkbookError):
    """There is no 数据检查 to list findings in."""

    code = "E-061"
    text = Text(
        "“{file}”里没有“数据检查”的问题表，没有地方列出问题。工作簿未改动；"
        "可以用 xlsegment check 在命令行里查看，或新建一个分层工作簿。",
        "“{file}” has no table of issues to list findings in. Nothing was changed; look at them "
        "with xlsegment check, or make a new segmentation workbook.",
    )


class AcceptedAndSkipped(UsageError):
    """A caller wants suggestions of a code taken and left."""

    code = "E-062"
    text = Text(
        "{codes} 既要采纳又要不处理。文件未改动；请只保留一种。",
        "{codes} is to be both taken and left. Nothing was changed; ask for one of the two.",
    )
