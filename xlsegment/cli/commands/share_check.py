"""``xlsegment share-check``: whether personal data is in a file that is about to be sent."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsegment.cli.declare import DONE, PROBLEMS_LISTED, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Say what was found by place and kind, never what it is."""
    from xlsegment.actions.masking.told import share_lines, unread_lines
    from xlsegment.actions.share_check import share_check_file

    report = share_check_file(arguments.file, progress=terminal.stages)
    terminal.say(
        Text("{path}：{n} 处个人信息", "{path}: personal data in {n} place(s)"),
        path=arguments.file,
        n=f"{sum(hit.count for hit in report.hits):,}",
    )
    for line in share_lines(report, terminal.lang):
        terminal.say(line)
    for line in unread_lines(report, terminal.lang):
        terminal.note(line)
    return DONE if report.clean else PROBLEMS_LISTED


COMMAND = Command(
    name="share-check",
    summary=Text("发出前检查还有没有个人信息", "look for personal data before sharing a file"),
    description=Text(
        "查遍工作簿的每个角落：单元格、隐藏的表、批注、名称、页眉页脚、透视缓存、图表、文档属性、"
        "外部链接缓存、宏代码等，按位置和类型列出还有多少处个人信息，不显示内容。只读。"
        "退出码 0 没有发现，1 有发现。按样式和校验位识别：单独的人名、图片里的字看不出来。",
        "Search every corner of a workbook: cells, hidden sheets, comments, names, headers and "
        "footers, pivot caches, charts, properties, caches of external links, macro code. Lists "
        "how much personal data there is by place and kind, never what it is. Reads only. Exit "
        "status 0: none found, 1: some. It goes by form and check digits: a name that stands "
        "alone, or words in a picture, it cannot see.",
    ),
    arguments=(
        Argument(
            ("file",),
            Text("(已关闭的)工作簿", "the (closed) workbook"),
            convert=Path,
            settings={"metavar": "FILE"},
        ),
    ),
    example="xlsegment share-check shared.xlsx",
    run=run,
)
