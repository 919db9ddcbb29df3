"""``xlsegment pdf``: sheets of a closed workbook as a PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlsegment.cli.declare import DONE, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Export and say what is in the PDF."""
    from xlsegment.actions.export_pdf import export_pdf

    done = export_pdf(
        arguments.file,
        arguments.output,
        sheets=arguments.sheet,
        everything=arguments.all,
        force=arguments.force,
        progress=terminal.stages,
    )
    terminal.say(
        Text("已导出 {path}：{sheets}", "Exported {path}: {sheets}"),
        path=done.file,
        sheets=Text("、", ", ").in_(terminal.lang).join(done.sheets),
    )
    return DONE


COMMAND = Command(
    name="pdf",
    summary=Text("把看板导出为 PDF", "export the dashboard to PDF"),
    description=Text(
        "把看板(一页)导出为 PDF；也可指定别的工作表或全部。已关闭的工作簿由这台电脑上的 "
        "LibreOffice 转换(不联网、不运行宏)；在 Excel 中打开的工作簿请用功能区按钮“导出PDF”。"
        "工作簿只读不写。",
        "Export the dashboard, one page, to PDF; or other sheets, or all. A closed workbook is "
        "converted by LibreOffice on this computer, without macros and without going online; for "
        "one that is open in Excel use the ribbon button Export PDF. The workbook is only read.",
    ),
    arguments=(
        Argument(
            ("file",),
            Text("(已关闭的)工作簿", "the (closed) workbook"),
            convert=Path,
            settings={"metavar": "FILE"},
        ),
        Argument(
            ("-o", "--output"),
            Text("PDF 文件；默认与工作簿同名", "the PDF; by default named like the workbook"),
            convert=Path,
            settings={"metavar": "OUT"},
        ),
        Argument(
            ("--sheet",),
            Text("要导出的工作表；可给几个", "sheets to export, one or more"),
            apart_from="which",
            settings={"metavar": "SHEET", "nargs": "+", "action": "extend", "default": []},
        ),
        Argument(
            ("--all",),
            Text("导出全部工作表", "export every sheet"),
            apart_from="which",
            settings={"action": "store_true"},
        ),
        Argument(
            ("--force",),
            Text("PDF 已存在时覆盖", "replace the PDF if it exists"),
            settings={"action": "store_true"},
        ),
    ),
    example="xlsegment pdf customers.xlsx -o dashboard.pdf",
    run=run,
)
