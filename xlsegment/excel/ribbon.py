"""The ribbon's tab: its groups and buttons, and what VBA calls when one is pressed.

A new button is one more `Button` in a group here; the add-in, the listings and the help read it
from there.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from xlsegment.core.alone import ALONE
from xlsegment.excel.declare import Button, Group, Menu
from xlsegment.text import LANGS, Text

_ONE_SHEET: Final = Text(
    "只重新计算并填写“{sheet}”，其他工作表不动；没有这个工作表时会添上。先留快照，可撤销。",
    "Compute and fill only {sheet}; the other sheets stay as they are. A workbook without it gets "
    "it. A snapshot is kept for undo.",
)


def _sheet_button(key: str, title: Text) -> Button:
    tip = Text(*(_ONE_SHEET.in_(lang, sheet=title.in_(lang)) for lang in LANGS))
    return Button(f"btnSheet_{key}", title, tip, "", "segment:refresh_sheet", sheet=key)


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
        "xsGroupData",
        Text("数据", "Data"),
        (
            Button(
                "btnCheck",
                Text("检查数据", "Check data"),
                Text(
                    "列出重复、缺失、异常、写法不统一等所有问题，只写“数据检查”工作表，"
                    "您的数据一格不动。",
                    "List repeated rows, gaps, outliers and everything not written alike; only "
                    "the sheet Data check is written, your data stays as it is.",
                ),
                "ErrorChecking",
                "data:check",
                size="large",
            ),
            Button(
                "btnClean",
                Text("清洗去重", "Clean"),
                Text(
                    "统一写法、合并重复、补标缺失；拿不准的等您在“数据检查”的“采纳”列填“是”。"
                    "先留快照，可撤销；每处改动记入“清洗记录”。",
                    "Write values alike, merge duplicates, mark gaps; what is doubtful waits for "
                    "a Yes under Accept in Data check. A snapshot is kept for undo, and every "
                    "change goes into Cleaning log.",
                ),
                "RemoveDuplicates",
                "data:clean",
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
            Menu(
                "mnuSheets",
                Text("刷新单个工作表", "Refresh one sheet"),
                Text(
                    "只填写选中的一张工作表：流失预警、分层迁移、线索分析等。",
                    "Fill one sheet only: churn warning, migration, leads and so on.",
                ),
                "ChartInsert",
                tuple(_sheet_button(key, title) for key, title in ALONE.items()),
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
                "btnReset",
                Text("恢复默认参数", "Default parameters"),
                Text(
                    "把“参数”里的值全部恢复默认：先询问，规则表和您的数据不动。先留快照，可撤销。",
                    "Put every value on Parameters back to its default: asks first, rule tables "
                    "and your data stay. A snapshot is kept for undo.",
                ),
                "WhatIfAnalysisMenu",
                "segment:reset_parameters",
            ),
            Button(
                "btnPdf",
                Text("导出PDF", "Export PDF"),
                Text(
                    "把看板导出为一页 PDF；不含姓名和电话。工作簿不动。",
                    "Export the dashboard to a PDF of one page, without names or phones. The "
                    "workbook stays as it is.",
                ),
                "FileSaveAsPdfOrXps",
                "segment:export_pdf",
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
        "xsGroupPrivacy",
        Text("隐私", "Privacy"),
        (
            Button(
                "btnMask",
                Text("脱敏副本", "Masked copy"),
                Text(
                    "另存一份可以外发的副本：姓名、手机、身份证、邮箱、地址等已脱敏，批注、隐藏的表、"
                    "透视缓存、文档属性里的原值也已清除，逐字节核对过才保存。当前工作簿不动。",
                    "Save a copy to share: names, mobiles, ID numbers, e-mail and postal addresses "
                    "masked, originals taken out of comments, hidden sheets, pivot caches and "
                    "properties, every byte checked before it is saved. This workbook stays as "
                    "it is.",
                ),
                "FilePermissionRestrictMenu",
                "privacy:mask_copy",
                size="large",
            ),
            Button(
                "btnInspect",
                Text("外发检查", "Share check"),
                Text(
                    "查遍工作簿的每个角落，按位置和类型列出还有多少处个人信息，不显示内容。只检查，不修改。",
                    "Search every corner of the workbook and list how much personal data is left, "
                    "by place and kind, never what it is. Changes nothing.",
                ),
                "FileDocumentInspect",
                "privacy:share_check",
            ),
            Button(
                "btnMaskInPlace",
                Text("脱敏", "Mask"),
                Text(
                    "把这个工作簿就地脱敏：先询问，再保存、关闭，原文存进保险库后脱敏，然后重新打开。"
                    "撤销用的快照含有原文，一并删除；只能凭保险库取回。",
                    "Mask this workbook itself: asks, saves, closes, puts the originals into the "
                    "vault, masks, opens again. Snapshots for undo hold originals and are removed; "
                    "only the vault brings them back.",
                ),
                "ReviewProtectWorkbook",
                "privacy:mask_in_place",
            ),
            Button(
                "btnUnmask",
                Text("授权查看", "Reveal"),
                Text(
                    "凭口令看选中行客户的原文：要在保险库的名单上，且角色是“查看”或“管理”。"
                    "每次查看都记入日志；工作簿不动。",
                    "See the originals of the selected row's customer, with your passphrase and "
                    "the role viewer or manager in the vault. The log notes every look; the "
                    "workbook stays as it is.",
                ),
                "FilePermissionView",
                "vault:unmask",
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
