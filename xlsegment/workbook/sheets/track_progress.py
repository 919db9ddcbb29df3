"""策略进度: how one strategy goes on, by week and by month."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.text import Text
from xlsegment.workbook.declare import ChartSpec, ColumnSpec, Kind, NameSpec, SheetSpec, TableSpec

WEEKS, MONTHS = 12, 6


def _period(key: str, zh: str, en: str, note: Text, kind: Kind, width: float) -> ColumnSpec:
    return ColumnSpec(key, Text(zh, en), kind, "result", note, width=width)


def _period_columns(prefix: str, zh: str, en: str) -> tuple[ColumnSpec, ...]:
    """Return the columns of one table: ``week_number``, ``week_from`` and so on."""
    return (
        _period(
            f"{prefix}_number",
            zh,
            en,
            Text("从开始日期数起。", "Counted from the start."),
            "text",
            12,
        ),
        _period(
            f"{prefix}_from",
            "起始日期",
            "From",
            Text("第一天。", "Its first day."),
            "date",
            13,
        ),
        _period(
            f"{prefix}_orders",
            "订单数",
            "Orders",
            Text("群体在这段时间的订单数。", "The group's orders in it."),
            "count",
            10,
        ),
        _period(
            f"{prefix}_buyers",
            "下单客户数",
            "Buyers",
            Text("下单的客户数。", "Customers who ordered."),
            "count",
            12,
        ),
        _period(
            f"{prefix}_repurchase",
            "当期复购率",
            "Repurchase rate",
            Text("下单客户数 ÷ 群体人数。", "Buyers / customers followed."),
            "rate",
            12,
        ),
        _period(
            f"{prefix}_activated",
            "累计激活率",
            "Activated so far",
            Text(
                "开始以来至少下过一单的客户 ÷ 群体人数。",
                "Customers with an order since the start / customers followed.",
            ),
            "rate",
            12,
        ),
        _period(
            f"{prefix}_value",
            "客单价",
            "Order value",
            Text("订单金额 ÷ 订单数。", "Amount of orders / orders."),
            "money",
            12,
        ),
    )


WEEK_COLUMNS = _period_columns("week", "周", "Week")
MONTH_COLUMNS = _period_columns("month", "月", "Month")
#: The title of the chart.
FINDING = NameSpec(
    "finding_progress",
    Text("结论_策略进度", "finding_progress"),
    "I2",
    Text("策略进度", "Progress"),
    Text("“看进度”所选策略的一句话结论。", "The chosen strategy in one sentence."),
)

TRACK_PROGRESS = SheetSpec(
    key="track_progress",
    title=ALONE["track_progress"],
    area="track",
    heading=Text("策略进度", "Progress of a strategy"),
    caution=Text(
        "看哪个策略，在“策略执行与效果”的“看进度”里选；一周的起伏不足以下结论。",
        "Choose the strategy under Show progress on the sheet Tracking; one week is no trend.",
    ),
    tables=(
        TableSpec(
            key="track_weeks",
            name=Text("每周进度", "WeeklyProgress"),
            columns=WEEK_COLUMNS,
            fixed_rows=WEEKS,
            note=Text(
                "“看进度”所选策略开始以来的每周进度。",
                "Progress by week since the start of the strategy chosen under Show progress.",
            ),
            later=True,
        ),
        TableSpec(
            key="track_months",
            name=Text("每月进度", "MonthlyProgress"),
            columns=MONTH_COLUMNS,
            first_col=len(WEEK_COLUMNS) + 2,
            fixed_rows=MONTHS,
            note=Text(
                "“看进度”所选策略开始以来的每月进度。",
                "Progress by month since the start of the strategy chosen under Show progress.",
            ),
            later=True,
        ),
    ),
    names=(FINDING,),
    charts=(
        ChartSpec(
            "track_progress",
            "line",
            table="track_weeks",
            category="week_number",
            values=("week_repurchase", "week_activated"),
            title_name="finding_progress",
            alt=Text(
                "折线图：所选策略开始以来每周的复购率与累计激活率，数据见 每周进度 表。",
                "Line chart: repurchase rate and customers activated so far, by week since the "
                "start; data in WeeklyProgress.",
            ),
            category_axis=Text("开始以来的周", "Week since the start"),
            value_axis=Text("占群体人数", "Share of customers followed"),
            anchor="A18",
            rows=WEEKS,
        ),
    ),
    one_page=True,
    freeze="A5",
)
