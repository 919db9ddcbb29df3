"""客户分层管理表: every customer's tier and why, the tiers counted, the criteria in force."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.core.tiers.tier import TIER_TEXT
from xlsegment.text import Text
from xlsegment.workbook.declare import (
    ChartSpec,
    LevelFormat,
    NameSpec,
    ScaleFormat,
    SheetSpec,
    TableSpec,
)
from xlsegment.workbook.sheets.lists import BLUE, RED, YELLOW
from xlsegment.workbook.sheets.tier_columns import COLUMNS
from xlsegment.workbook.sheets.tier_summary import CRITERIA_IN_FORCE, SUMMARY

FINDING = NameSpec(
    "tier_title",
    Text("结论_层级占比", "tier_title"),
    "Q3",
    Text("层级结论", "Finding: tiers"),
    Text("客户层级图的标题，由刷新写出。", "The title of the tier chart, written by refresh."),
)

TIERS = SheetSpec(
    key="tiers",
    title=ALONE["tiers"],
    area="output",
    heading=Text("客户分层管理表", "Tier management"),
    caution=Text(
        "层级由“参数”里的分层标准打分得出，会随数据变化；请每季度复核标准，不要只看单次结果。",
        "Tiers come from the criteria on Parameters and move with the data; review each quarter.",
    ),
    tables=(
        TableSpec(
            key="tiers",
            name=Text("分层管理表", "TierManagement"),
            columns=COLUMNS,
            note=Text(
                "每位客户一行，得分高的在前；服务需求与个性化需求您填写，随客户保留。",
                "One row per customer, best score first; the two needs are yours and stay.",
            ),
            later=True,
        ),
        TableSpec(
            key="tier_summary",
            name=Text("层级汇总", "TierSummary"),
            columns=SUMMARY,
            first_col=17,
            rows=lambda lang: [{"tier": text.in_(lang)} for text in TIER_TEXT.values()],
            fixed_rows=len(TIER_TEXT),
            note=Text(
                "各层级的客户数、购买金额与服务方式；服务方式您可改写。",
                "Customers, purchases and service per tier; you may rewrite the service.",
            ),
            later=True,
        ),
        TableSpec(
            key="tier_cuts",
            name=Text("层级标准界限", "TierCuts"),
            columns=CRITERIA_IN_FORCE,
            first_col=24,
            note=Text(
                "本次打分实际用的标准、权重和界限，可照此复算。",
                "The criteria, weights and cuts of this scoring, so that anyone can recompute it.",
            ),
            later=True,
        ),
    ),
    names=(FINDING,),
    charts=(
        ChartSpec(
            "tier_shares",
            "bar",
            table="tier_summary",
            category="tier",
            values=("share", "spend_share"),
            title_name="tier_title",
            alt=Text(
                "条形图：各层级占客户数与购买金额的比例，数据见 层级汇总 表。",
                "Bar chart: each tier's share of customers and of purchases; data in TierSummary.",
            ),
            category_axis=Text("客户层级", "Tier"),
            value_axis=Text("占比", "Share"),
            anchor="Q11",
            rows=3,
        ),
    ),
    formats=(
        LevelFormat("tiers", ("tier",), (TIER_TEXT["high"],), BLUE),
        LevelFormat("tiers", ("tier",), (TIER_TEXT["mid"],), YELLOW),
        LevelFormat("tiers", ("tier",), (TIER_TEXT["low"],), RED),
        ScaleFormat("tier_summary", ("share", "spend_share"), "bar"),
    ),
    personal=True,
    print_to="O",
    freeze="C5",
)
