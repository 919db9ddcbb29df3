"""线索分析: how many leads become customers, how soon they are called, by source and owner."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.text import Text
from xlsegment.workbook.declare import (
    ChartSpec,
    ColumnSpec,
    NameSpec,
    ScaleFormat,
    SheetSpec,
    TableSpec,
)
from xlsegment.workbook.sheets.lead_columns import BY_MONTH, FUNNEL, OWNERS, SOURCES, TOTALS

#: Months that the line covers.
MONTHS = 12
_STEPS = 4

_FINDING = Text("图表标题，由刷新填写。", "A chart's title, filled by refresh.")
NAMES = (
    NameSpec(
        "finding_lead_sources",
        Text("结论_来源有效率", "finding_lead_sources"),
        "S2",
        Text("各来源的线索占比与有效率", "Share and valid rate of each source"),
        _FINDING,
    ),
    NameSpec(
        "finding_lead_months",
        Text("结论_线索月度", "finding_lead_months"),
        "S3",
        Text("每月线索的满期有效率", "Valid rate of each month's leads"),
        _FINDING,
    ),
)
_CHARTS = (
    ChartSpec(
        "lead_sources",
        "bar",
        table="lead_sources",
        category="by_source",
        values=("by_source_share", "rate"),
        title_name="finding_lead_sources",
        alt=Text(
            "条形图：各来源占全部线索的比例与线索有效率，数据见 线索来源表。",
            "Bar chart: each source's share of leads and its valid rate; data in LeadSources.",
        ),
        category_axis=Text("来源", "Source"),
        value_axis=Text("比例", "Share"),
        anchor="A10",
        rows=8,
    ),
    ChartSpec(
        "lead_months",
        "line",
        table="lead_months",
        category="lead_month",
        values=("mature_rate",),
        title_name="finding_lead_months",
        alt=Text(
            "折线图：每月创建的线索中已满期部分的有效率，数据见 线索月度表。",
            "Line chart: valid rate of each month's mature leads; data in LeadMonths.",
        ),
        category_axis=Text("创建月份", "Month created"),
        value_axis=Text("满期有效率", "Rate of mature leads"),
        anchor="H10",
        rows=MONTHS,
    ),
)


def _table(
    key: str,
    name: Text,
    columns: tuple[ColumnSpec, ...],
    first_col: int,
    note: Text,
    fixed_rows: int | None = None,
) -> TableSpec:
    return TableSpec(
        key,
        name,
        columns,
        note,
        first_col=first_col,
        fixed_rows=fixed_rows,
        later=True,
        min_lines=2,
    )


LEAD_METRICS = SheetSpec(
    key="lead_metrics",
    title=ALONE["lead_metrics"],
    area="output",
    heading=Text("线索分析", "Lead analysis"),
    caution=Text(
        "先看线索数再看比率：少于 30 条时，一条线索就能让比率大变；刚来的线索还没满期限，"
        "有效率先看“满期”。",
        "Look at the numbers before the rates: under 30 leads each one moves them a lot; new leads "
        "have not had their days yet, so read the rate of mature leads first.",
    ),
    tables=(
        _table(
            "lead_totals",
            Text("线索总表", "LeadTotals"),
            TOTALS,
            1,
            Text(
                "全部线索与已满期限线索的两种有效率。",
                "Both valid rates: of all and of mature leads.",
            ),
            2,
        ),
        _table(
            "lead_funnel",
            Text("线索漏斗", "LeadFunnel"),
            FUNNEL,
            13,
            Text("创建 → 联系 → 匹配度高 → 成交。", "Created, contacted, high match, deal."),
            _STEPS,
        ),
        _table(
            "lead_sources",
            Text("线索来源表", "LeadSources"),
            SOURCES,
            19,
            Text("每个来源一行。", "One row per source."),
        ),
        _table(
            "lead_owners",
            Text("线索负责人表", "LeadOwners"),
            OWNERS,
            33,
            Text("每位负责人一行。", "One row per owner."),
        ),
        _table(
            "lead_months",
            Text("线索月度表", "LeadMonths"),
            BY_MONTH,
            47,
            Text("最近 12 个月创建的线索。", "Leads created in each of the last 12 months."),
            MONTHS,
        ),
    ),
    names=NAMES,
    charts=_CHARTS,
    formats=(
        ScaleFormat("lead_sources", ("by_source_share",), "bar"),
        ScaleFormat("lead_owners", ("by_owner_share",), "bar"),
        ScaleFormat("lead_funnel", ("of_all",), "bar"),
    ),
    one_page=True,
    print_to="Q",
)
