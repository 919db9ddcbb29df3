"""The ribbon's tab: its groups and buttons, and what VBA calls when one is pressed.

A new button is one more `Button` in a group here; the add-in, the listings and the help read it
from there.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from xlsegment.excel.declare import Button, Group
from xlsegment.text import Text

GROUPS: Final[tuple[Group, ...]] = (
    Group(
        "xsGroupStart",
        Text("开始", "Start"),
        (
            Button(
                "btnNew",
                Text("新建分层工作簿", "New workbook"),
                Text(
                    "新建一个空的分层工作簿：客户、订单、参数、结果等工作表齐全。先选择保存位置。",
                    "Make an empty segmentation workbook with every sheet: customers, orders, "
                    "parameters, results. You choose where to save it.",
                ),
                "FileNew",
                "start:new",
                size="large",
                needs_book=False,
            ),
            Button(
                "btnSample",
                Text("载入示例", "Load sample"),
                Text(
                    "另存一个填好的示例工作簿并打开；数据全是虚构的，当前工作簿不动。",
                    "Save and open a filled sample workbook; all data is made up, and the "
                    "workbook you are in stays as it is.",
                ),
                "TableInsertExcel",
                "start:sample",
                needs_book=False,
            ),
            Button(
                "btnImport",
                Text("导入订单", "Import orders"),
                Text(
                    "把 CSV、Excel 或 Parquet 订单文件追加到订单明细；编码和列自动识别，"
                    "完全重复的订单跳过。先留快照，可撤销。",
                    "Append orders from a CSV, Excel or Parquet file; encoding and columns are "
                    "found, exact duplicates are skipped. A snapshot is kept for undo.",
                ),
                "GetExternalDataFromText",
                "start:import_orders",
            ),
        ),
    ),
    Group(
        "xsGroupSegment",
        Text("分层", "Segment"),
        (
            Button(
                "btnRefresh",
                Text("刷新全部", "Refresh all"),
                Text(
                    "重新计算 RFM、分层、汇总、策略和数据检查并就地填写；您输入的数据不动。"
                    "先留快照，可撤销；按 Esc 取消。",
                    "Compute RFM, segments, summaries, strategies and the data check and fill "
                    "them in; what you entered stays. A snapshot is kept for undo; Esc cancels.",
                ),
                "RefreshAll",
                "segment:refresh",
                size="large",
            ),
            Button(
                "btnParams",
                Text("参数", "Parameters"),
                Text(
                    "转到“参数”工作表：基准日、统计窗口、阈值和分层方案。",
                    "Go to the Parameters sheet: date, window, thresholds and scheme.",
                ),
                "PropertySheet",
                "segment:parameters",
            ),
            Button(
                "btnUndo",
                Text("撤销上次操作", "Undo last run"),
                Text(
                    "把上次导入或刷新写过的单元格恢复原样；别处的改动不受影响。"
                    "Excel 自己的撤销(Ctrl+Z)在刷新后不可用。",
                    "Put back the cells that the last import or refresh wrote; changes elsewhere "
                    "stay. Excel's own undo (Ctrl+Z) is not available after a refresh.",
                ),
                "Undo",
                "segment:undo",
            ),
        ),
    ),
    Group(
        "xsGroupHelp",
        Text("帮助", "Help"),
        (
            Button(
                "btnFx",
                Text("函数说明", "Functions"),
                Text(
                    "每个函数的用法与可复制的示例。",
                    "How each function is used, with examples to copy.",
                ),
                "FunctionWizard",
                "help:functions",
                needs_book=False,
            ),
            Button(
                "btnDoctor",
                Text("诊断", "Doctor"),
                Text(
                    "检查安装，把可复制的报告放进一个新工作簿；不含客户数据。",
                    "Check the installation and put a report into a new workbook, ready to "
                    "copy; it holds no customer data.",
                ),
                "AddInManager",
                "help:doctor",
                needs_book=False,
            ),
            Button(
                "btnHelp",
                Text("帮助与关于", "Help and about"),
                Text(
                    "版本、隐私说明、日志和快照的位置。",
                    "Version, privacy, and where log and snapshots lie.",
                ),
                "Help",
                "help:about",
                needs_book=False,
            ),
        ),
    ),
)

BUTTONS: Final[dict[str, Button]] = {
    button.id: button for group in GROUPS for button in group.buttons
}


def press(button_id: str) -> None:
    """Do what a button does on the workbook that is active; VBA calls this."""
    import_module("xlsegment.excel.live.run").run(BUTTONS[button_id])
