"""看板: the tables that are heat maps, and those behind the charts, right of the printed page."""

from __future__ import annotations

from collections.abc import Sequence

from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import ColumnSpec, Kind, Row, TableSpec

#: All columns of the printed page are equally wide, so that tiles and charts line up.
PAGE_WIDTH = 17.5
HEAT_ROW = 26
MONTHS = 24
SOURCES = 6
CATEGORIES = 7
GROUPS = 12
LEVELS = (3, 2, 1)


def _column(
    key: str, header: Text, kind: Kind, note: Text, *, width: float = 15, example: str | Text = ""
) -> ColumnSpec:
    return ColumnSpec(key, header, kind, "result", note, width=width, example=example)


def _levels(key: str, header: Text, note: Text) -> tuple[ColumnSpec, ...]:
    """Return the columns of a heat map over the frequency levels."""
    high, mid, low = (
        (f"{name}_frequency", Text(f"{zh}频次", f"{en} frequency"), Text(zh, en.lower()))
        for name, zh, en in (("high", "高", "High"), ("mid", "中", "Mid"), ("low", "低", "Low"))
    )
    return (
        _column(key, header, "text", note, width=PAGE_WIDTH),
        *(
            _column(
                column,
                shown,
                "count",
                Text(f"购买频次为{level.zh}的客户数。", f"Customers of {level.en} frequency."),
                width=PAGE_WIDTH,
            )
            for column, shown, level in (high, mid, low)
        ),
    )


def _level_rows(lang: Lang) -> Sequence[Row]:
    return [{"recency_level": LEVEL_TEXT[level].in_(lang)} for level in LEVELS]


def _tier_rows(lang: Lang) -> Sequence[Row]:
    return [{"tier": LEVEL_TEXT[level].in_(lang)} for level in LEVELS]


def _risk_rows(lang: Lang) -> Sequence[Row]:
    return [{"risk": LEVEL_TEXT[level].in_(lang)} for level in LEVELS]


HEATS = (
    TableSpec(
        key="dash_rf",
        name=Text("看板RF热力", "DashRF"),
        columns=_levels(
            "recency_level",
            Text("最近购买", "Recency level"),
            Text("最近购买天数的档，高为最近。", "Level by recency; high is recent."),
        ),
        note=Text(
            "R×F 热力图：各档组合的客户数，颜色越深人数越多。",
            "R x F heat map: customers per pair of levels, darker means more.",
        ),
        header_row=HEAT_ROW,
        rows=_level_rows,
        fixed_rows=3,
        later=True,
    ),
    TableSpec(
        key="dash_categories",
        name=Text("看板品类热力", "DashCategories"),
        columns=_levels(
            "top_category",
            Text("商品品类", "Top category"),
            Text(
                "统计窗口内买的人最多的品类，其余合为一行。",
                "The categories most customers bought in the window; the others in one row.",
            ),
        ),
        note=Text(
            "品类×频次热力图：窗口内买过该品类的客户数，按购买频次的档分开；同一客户可买多个品类。",
            "Category x frequency heat map: customers who bought it in the window, by frequency "
            "level; one customer may count in several categories.",
        ),
        header_row=HEAT_ROW,
        first_col=6,
        fixed_rows=CATEGORIES,
        later=True,
    ),
)
BEHIND = (
    TableSpec(
        key="dash_sources",
        name=Text("看板线索来源", "DashLeadSources"),
        columns=(
            _column(
                "lead_source",
                Text("线索来源渠道", "Lead source"),
                "text",
                Text("来源，线索最多的在前。", "The source, the one with most leads first."),
                width=16,
            ),
            _column(
                "lead_count",
                Text("线索条数", "Lead count"),
                "count",
                Text("来自它的线索数。", "Leads that came from it."),
                width=12,
            ),
        ),
        note=Text("看板“线索来源”图的数据。", "Data of the chart of lead sources."),
        first_col=11,
        fixed_rows=SOURCES,
        later=True,
    ),
    TableSpec(
        key="dash_conversion",
        name=Text("看板转化", "DashConversion"),
        columns=(
            _column(
                "start_month",
                Text("开始月份", "Start month"),
                "month",
                Text(
                    "活动开始或线索创建的月份。",
                    "The month in which campaigns began or leads came in.",
                ),
                width=12,
            ),
            _column(
                "campaign_rate",
                Text("活动转化率", "Campaigns"),
                "rate",
                Text(
                    "当月开始的活动：转化客户数合计除以触达客户数合计。",
                    "Campaigns begun in the month: all converted by all reached.",
                ),
                width=12,
            ),
            _column(
                "lead_rate",
                Text("线索成交率", "Leads"),
                "rate",
                Text(
                    "当月创建的线索里 30 天内成交的比例；不满 30 天的不算。",
                    "Leads of the month won within 30 days; those younger are left out.",
                ),
                width=12,
            ),
        ),
        note=Text("看板“转化率”图的数据。", "Data of the conversion chart."),
        first_col=14,
        fixed_rows=MONTHS,
        later=True,
    ),
    TableSpec(
        key="dash_tiers",
        name=Text("看板分层", "DashTiers"),
        columns=(
            _column(
                "tier",
                Text("价值层级", "Tier"),
                "text",
                Text("客户层级。", "The tier."),
                width=12,
            ),
            _column(
                "tier_customers",
                Text("层级客户数", "In the tier"),
                "count",
                Text("该层级的客户数。", "Customers in it."),
                width=12,
            ),
        ),
        note=Text("看板“客户分层”图的数据。", "Data of the tier chart."),
        first_col=18,
        rows=_tier_rows,
        fixed_rows=3,
        later=True,
    ),
    TableSpec(
        key="dash_churn",
        name=Text("看板流失", "DashChurn"),
        columns=(
            _column(
                "risk",
                Text("流失风险", "Churn risk"),
                "text",
                Text("流失风险的档。", "Level of the risk."),
                width=12,
            ),
            _column(
                "risk_customers",
                Text("风险客户数", "At that risk"),
                "count",
                Text("该风险档的客户数。", "Customers at that risk."),
                width=12,
            ),
        ),
        note=Text("看板“流失风险”图的数据。", "Data of the churn chart."),
        first_col=21,
        rows=_risk_rows,
        fixed_rows=3,
        later=True,
    ),
    TableSpec(
        key="dash_moves",
        name=Text("看板迁移", "DashMoves"),
        columns=(
            _column(
                "moved_segment",
                Text("迁移群体", "Moved segment"),
                "text",
                Text("客户群体。", "The segment."),
                width=18,
            ),
            _column(
                "net_change",
                Text("净增减(人)", "Net change"),
                "count",
                Text(
                    "本期客户数减去上期客户数，含新客。",
                    "Customers now less those in the earlier period, new ones included.",
                ),
                width=12,
            ),
        ),
        note=Text("看板“分层迁移”图的数据。", "Data of the migration chart."),
        first_col=24,
        fixed_rows=GROUPS,
        later=True,
    ),
)
