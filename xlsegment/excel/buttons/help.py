"""Buttons that explain."""

from __future__ import annotations

from typing import Final

import xlsegment
from xlsegment.actions.snapshot import KEEP, KEEP_DAYS, home
from xlsegment.excel.live.log import log_file
from xlsegment.excel.live.session import Session
from xlsegment.excel.live.sheets import go_to, show_rows
from xlsegment.text import Text

_EXAMPLES: Final = Text("公式示例", "Formula examples")
_FUNCTION_HEADERS: Final = (
    Text("函数", "Function"),
    Text("用途", "What for"),
    Text("示例(复制到单元格)", "Example, to copy into a cell"),
    Text("示例说明", "What the example shows"),
)
_ABOUT: Final = Text(
    "xlsegment {version}\n\n"
    "客户分层：不联网、不上传、不收集使用情况；数据只在这台电脑上。\n\n"
    "刷新和导入前的快照(含客户数据，每个工作簿最多 {keep} 份，{days} 天后删除)：\n{snapshots}\n\n"
    "日志(只记出错的程序位置，不记单元格内容)：\n{log}\n\n"
    "每个工作表、列、参数和代码的含义见“说明”工作表；函数见“函数说明”。",
    "xlsegment {version}\n\n"
    "Never goes online, uploads nothing, collects nothing; data stays on this computer.\n\n"
    "Snapshots taken before a refresh or an import (they hold customer data; at most {keep} for "
    "each workbook, deleted after {days} days):\n{snapshots}\n\n"
    "Log (places in the program where something failed, never what a cell holds):\n{log}\n\n"
    "What each sheet, column, parameter and code means stands on the Help sheet; functions are "
    "under Functions.",
)


def functions(session: Session) -> None:
    """Go to the examples in the workbook; list the functions in a new one where there are none."""
    from xlsegment.excel.udfs import FUNCTIONS

    if go_to(session.book, _EXAMPLES):
        return
    rows = [[header.in_(session.lang) for header in _FUNCTION_HEADERS]]
    for function in FUNCTIONS:
        for number, example in enumerate(function.examples):
            summary = function.summary.in_(session.lang) if not number else ""
            note = example.note.in_(session.lang)
            rows.append([function.name, summary, example.formula, note])
    show_rows(session.app, rows, (22, 70, 50, 40))


def doctor(session: Session) -> None:
    """Check the installation and show the report where it can be copied."""
    from xlsegment.install.doctor import report_text

    rows = [[line] for line in report_text(session.lang).splitlines()]
    show_rows(session.app, rows, (120,))


def about(session: Session) -> None:
    """Say what this is, what it does with data, and where things lie."""
    session.say(
        _ABOUT.in_(
            session.lang,
            version=xlsegment.__version__,
            keep=KEEP,
            days=KEEP_DAYS,
            snapshots=home(),
            log=log_file(),
        )
    )
