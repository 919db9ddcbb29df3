"""首页: what this is, three steps, key numbers, findings, links."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import Kind, NameSpec, SheetSpec

STEPS = (
    Text(
        "① 把客户和订单粘贴到 客户基础信息表、订单明细；或用按钮“导入订单”。",
        "1. Paste your customers and orders into Customer base info and Orders (or Import orders).",
    ),
    Text(
        "② 在 参数 里核对分析基准日、统计窗口和分层方案。",
        "2. Check analysis date, window and scheme under Parameters.",
    ),
    Text(
        "③ 刷新：功能区 客户分层 › 刷新全部；没有加载项时用命令 xlsegment refresh 文件名.xlsx。"
        "先看 数据检查，再看 看板 和结果。",
        "3. Refresh: tab Segment, Refresh all; or the command xlsegment refresh FILE.xlsx. "
        "Read Data check first, Dashboard and results second.",
    ),
)


def _kpi(key: str, zh: str, en: str, cell: str, kind: Kind, note: Text) -> NameSpec:
    return NameSpec(f"kpi_{key}", Text(f"指标_{zh}", f"kpi_{key}"), cell, Text(zh, en), note, kind)


KPIS = (
    _kpi(
        "customers",
        "客户数",
        "Customers",
        "A12",
        "count",
        Text("客户表中的客户数。", "Customers in the customer table."),
    ),
    _kpi(
        "orders",
        "订单数",
        "Orders",
        "B12",
        "count",
        Text("分析基准日之前的有效订单数。", "Valid orders up to the analysis date."),
    ),
    _kpi(
        "net_spend",
        "净消费",
        "Net spend",
        "C12",
        "money",
        Text("分析基准日之前的订单金额减退款。", "Orders less returns up to the analysis date."),
    ),
    _kpi(
        "top_share",
        "最大群体占比",
        "Largest segment",
        "D12",
        "rate",
        Text("人数最多的群体占全部客户的比例。", "Share of the segment with most customers."),
    ),
    _kpi(
        "missing_rate",
        "关键字段缺失率",
        "Key fields missing",
        "E12",
        "rate",
        Text(
            "联系方式与购买记录的缺失率，宜低于 5%。",
            "Missing contacts and purchase records; below 5 % is well.",
        ),
    ),
    _kpi(
        "issues",
        "待核对问题",
        "Issues to check",
        "F12",
        "count",
        Text("数据检查中的错误与提醒条数。", "Errors and warnings listed in Data check."),
    ),
)
FINDINGS = (
    NameSpec(
        "finding_segments",
        Text("结论_群体占比", "finding_segments"),
        "A15",
        Text("各群体占比", "Share of each segment"),
        Text("群体占比图的标题。", "Title of the segment chart."),
    ),
    NameSpec(
        "finding_monthly",
        Text("结论_月度消费", "finding_monthly"),
        "A16",
        Text("每月净消费", "Net spend per month"),
        Text("月度消费图的标题。", "Title of the monthly chart."),
    ),
    NameSpec(
        "finding_rf",
        Text("结论_RF分布", "finding_rf"),
        "A17",
        Text("各 R 档客户的 F 档构成", "Customers by recency and frequency"),
        Text("R×F 图的标题。", "Title of the R x F chart."),
    ),
)
LAST_REFRESH = NameSpec(
    "last_refresh",
    Text("参数_上次刷新", "param_last_refresh"),
    "B19",
    Text("上次刷新", "Last refresh"),
    Text("上次刷新的时间，由刷新填写。", "When the last refresh ran."),
)
HOME_REVIEW = NameSpec(
    "home_review",
    Text("首页_参数复核", "home_review"),
    "C19",
    Text("参数请每季度复核一次。", "Review the parameters every quarter."),
    Text("参数该不该复核了。", "Whether the parameters are due for a review."),
)

HOME = SheetSpec(
    key="home",
    title=Text("首页", "Home"),
    area="start",
    one_page=True,
    print_to="F",
    heading=Text("客户细分工作簿", "Customer segmentation workbook"),
    caution=Text(
        "本工具不联网，数据只在这台电脑上。参数请每季度复核一次。",
        "This tool never goes online; data stays on this computer. Review parameters quarterly.",
    ),
    names=(*KPIS, *FINDINGS, LAST_REFRESH, HOME_REVIEW),
    freeze="A4",
)
