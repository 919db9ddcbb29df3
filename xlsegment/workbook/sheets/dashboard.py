"""看板: everything at one look, on one page: key figures, charts, heat maps."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.text import Text
from xlsegment.workbook.declare import ChartSpec, ScaleFormat, SheetSpec
from xlsegment.workbook.sheets.dashboard_names import REVIEW, TILES, TITLES
from xlsegment.workbook.sheets.dashboard_tables import BEHIND, GROUPS, HEATS, MONTHS, SOURCES

CHARTS = (
    ChartSpec(
        "dash_segments",
        "bar",
        table="segments",
        category="segment",
        values=("share",),
        title_name="finding_segments",
        alt=Text(
            "条形图：各客户群体占全部客户的比例，数据见 客户细分结果表。",
            "Bar chart: each segment's share of all customers; data in Segment result.",
        ),
        category_axis=Text("客户群体", "Segment"),
        value_axis=Text("占客户比例", "Share of customers"),
        anchor="A7",
        to="D16",
        rows=GROUPS,
    ),
    ChartSpec(
        "dash_monthly",
        "line",
        table="monthly",
        category="month",
        values=("net_spend",),
        title_name="finding_monthly",
        alt=Text(
            "折线图：最近 24 个月每月净消费，数据见 图表 的 月度消费。",
            "Line chart: net spend of each of the last 24 months; data in MonthlySpend.",
        ),
        category_axis=Text("月份", "Month"),
        value_axis=Text("净消费(元)", "Net spend (CNY)"),
        anchor="D7",
        to="G16",
        rows=MONTHS,
    ),
    ChartSpec(
        "dash_sources",
        "doughnut",
        table="dash_sources",
        category="lead_source",
        values=("lead_count",),
        title_name="title_sources",
        alt=Text(
            "环形图：各来源的线索占比，数据见本表右侧 看板线索来源。",
            "Doughnut chart: share of the leads by source; data right of this page.",
        ),
        category_axis=Text("来源", "Source"),
        value_axis=Text("线索数", "Leads"),
        anchor="G7",
        to="J16",
        rows=SOURCES,
    ),
    ChartSpec(
        "dash_conversion",
        "line",
        table="dash_conversion",
        category="start_month",
        values=("campaign_rate", "lead_rate"),
        title_name="title_conversion",
        alt=Text(
            "折线图：最近 24 个月活动转化率与线索成交率，数据见本表右侧 看板转化。",
            "Line chart: conversion of campaigns and leads by month; data right of this page.",
        ),
        category_axis=Text("开始月份", "Month of the start"),
        value_axis=Text("转化率", "Conversion"),
        anchor="A16",
        to="D25",
        rows=MONTHS,
    ),
    ChartSpec(
        "dash_tiers",
        "column",
        table="dash_tiers",
        category="tier",
        values=("tier_customers",),
        title_name="title_tiers",
        alt=Text(
            "柱形图：高、中、低价值客户数，数据见本表右侧 看板分层。",
            "Column chart: customers of high, mid and low value; data right of this page.",
        ),
        category_axis=Text("客户层级", "Tier"),
        value_axis=Text("客户数(人)", "Customers"),
        anchor="D16",
        to="F25",
        rows=3,
    ),
    ChartSpec(
        "dash_churn",
        "column",
        table="dash_churn",
        category="risk",
        values=("risk_customers",),
        title_name="title_churn",
        alt=Text(
            "柱形图：流失风险高、中、低的客户数，数据见本表右侧 看板流失。",
            "Column chart: customers at high, mid and low churn risk; data right of this page.",
        ),
        category_axis=Text("流失风险", "Churn risk"),
        value_axis=Text("客户数(人)", "Customers"),
        anchor="F16",
        to="H25",
        rows=3,
    ),
    ChartSpec(
        "dash_moves",
        "bar",
        table="dash_moves",
        category="moved_segment",
        values=("net_change",),
        title_name="title_moves",
        alt=Text(
            "条形图：各群体与上期相比净增减的客户数，数据见本表右侧 看板迁移。",
            "Bar chart: net change of each segment against the last period; data right of this "
            "page.",
        ),
        category_axis=Text("客户群体", "Segment"),
        value_axis=Text("净增减(人)", "Net change"),
        anchor="H16",
        to="J25",
        rows=GROUPS,
        signed=True,
    ),
)
_LEVELS = ("high_frequency", "mid_frequency", "low_frequency")

DASHBOARD = SheetSpec(
    key="dashboard",
    title=ALONE["dashboard"],
    area="start",
    one_page=True,
    print_to="I",
    heading=Text("看板", "Dashboard"),
    caution=Text(
        "先看 数据检查 再下结论；一个点的起伏不足以下结论，至少看 3–7 天；"
        "前后变化没有对照组，属非因果。",
        "Read Data check first; one point is no trend, watch 3–7 days; changes over time without a "
        "control group prove no cause.",
    ),
    tables=(*HEATS, *BEHIND),
    names=(*TILES, *TITLES, REVIEW),
    charts=CHARTS,
    formats=(
        ScaleFormat("dash_rf", _LEVELS, "heat"),
        ScaleFormat("dash_categories", _LEVELS, "heat"),
    ),
    freeze="A4",
)
