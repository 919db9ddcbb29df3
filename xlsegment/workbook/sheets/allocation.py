"""资源配置: budget and service hours split over tiers, and over segments."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.core.tiers.tier import MOST_ADJUSTMENT, TIER_TEXT
from xlsegment.text import Text
from xlsegment.workbook.declare import (
    ChartSpec,
    ColumnSpec,
    NameSpec,
    ScaleFormat,
    SheetSpec,
    TableSpec,
    Validation,
)

_TIER = ColumnSpec(
    "tier",
    Text("客户层级", "Tier"),
    "text",
    "result",
    Text("客户分层管理表的层级。", "The tier as on the sheet Tier management."),
    aliases=("层级",),
    example=Text("高价值", "High value"),
    width=13,
    required=True,
)
_SEGMENT = (
    ColumnSpec(
        "segment_id",
        Text("客户群体ID", "Segment ID"),
        "id",
        "result",
        Text("群体编号，来自分层规则。", "The segment's number from the rules."),
        aliases=("群体ID",),
        width=12,
        required=True,
    ),
    ColumnSpec(
        "segment",
        Text("客户群体名称", "Segment name"),
        "text",
        "result",
        Text("群体名称。", "Its name."),
        aliases=("客户群体", "segment"),
        width=20,
        required=True,
    ),
)
_FIGURES = (
    ColumnSpec(
        "customers",
        Text("客户数", "Customers"),
        "count",
        "result",
        Text("客户数。", "How many customers."),
        width=12,
    ),
    ColumnSpec(
        "value_share",
        Text("占期内消费", "Share of spend"),
        "rate",
        "result",
        Text(
            "现有价值：占统计窗口内净消费的比例；合计为负的按 0 计。",
            "Present value: share of net spend in the window; a sum below 0 counts as 0.",
        ),
        width=12,
    ),
    ColumnSpec(
        "potential_share",
        Text("占提升空间", "Share of headroom"),
        "rate",
        "result",
        Text(
            "潜力：与高价值客户平均消费的差额 × 再买的可能(R 高 1、中 0.5、低 0.1)，经验系数。",
            "Potential: gap to the high tier's mean spend x chance (R high 1, mid .5, low .1).",
        ),
        width=13,
    ),
    ColumnSpec(
        "advised_share",
        Text("建议占比", "Share advised"),
        "rate",
        "result",
        Text(
            "按参数“资源配置价值比重”合并价值与潜力。",
            "Value and potential together, by the parameter Allocation by value.",
        ),
        width=12,
    ),
    ColumnSpec(
        "adjustment",
        Text("调整系数", "Adjustment"),
        "number",
        "input",
        Text(
            "您填写：1 或空白为不调整，2 为加倍，0 为不给。保留到下次刷新。",
            "Yours: 1 or blank none, 2 doubles, 0 gives nothing. It stays.",
        ),
        aliases=("人工调整", "factor"),
        example="1.2",
        width=13,
        validation=Validation("decimal", "between", low="0", high=str(MOST_ADJUSTMENT)),
    ),
    ColumnSpec(
        "final_share",
        Text("最终占比", "Final share"),
        "rate",
        "result",
        Text("调整后的占比，合计 100%。", "After the adjustment, 100% in all."),
        width=11,
    ),
    ColumnSpec(
        "budget",
        Text("预算(元)", "Budget (CNY)"),
        "money",
        "result",
        Text(
            "总预算的份额，合计分毫不差；参数“总预算”为空时留空。",
            "Its part of the total budget, exact to the cent; blank without a total.",
        ),
        width=15,
    ),
    ColumnSpec(
        "hours",
        Text("服务工时", "Service hours"),
        "count",
        "result",
        Text(
            "总服务工时的份额，整小时；参数“总服务工时”为空时留空。",
            "Its part of the service hours, whole; blank without a total.",
        ),
        width=11,
    ),
    ColumnSpec(
        "allocation_why",
        Text("依据", "Why"),
        "text",
        "result",
        Text("为什么是这个占比。", "Why this share."),
        width=92,
    ),
)
_TIER_COLUMNS = (_TIER, *_FIGURES)

FINDING = NameSpec(
    "allocation_title",
    Text("结论_资源配置", "allocation_title"),
    "L3",
    Text("资源配置结论", "Finding: allocation"),
    Text("资源配置图的标题，由刷新写出。", "The title of the chart, written by refresh."),
)

ALLOCATION = SheetSpec(
    key="allocation",
    title=ALONE["allocation"],
    area="output",
    heading=Text("资源配置", "Allocation of budget and service"),
    caution=Text(
        "按层级与按群体是同一笔总额的两种分法，择一使用；提升空间是经验估计，不是预测。",
        "By tier and by segment are two ways to split one total; headroom is a rule of thumb.",
    ),
    tables=(
        TableSpec(
            key="allocation",
            name=Text("层级资源配置", "TierAllocation"),
            columns=_TIER_COLUMNS,
            rows=lambda lang: [{"tier": text.in_(lang)} for text in TIER_TEXT.values()],
            note=Text(
                "总预算与总服务工时在“参数”里填写；调整系数您填写。",
                "Totals stand on Parameters; the adjustment is yours.",
            ),
            later=True,
        ),
        TableSpec(
            key="segment_allocation",
            name=Text("群体资源配置", "SegmentAllocation"),
            columns=(*_SEGMENT, *_FIGURES),
            first_col=len(_TIER_COLUMNS) + 2,
            note=Text(
                "同一总额按客户群体分；调整系数随群体编号保留。",
                "The same total by segment; adjustments go with the segment's number.",
            ),
            later=True,
        ),
    ),
    names=(FINDING,),
    charts=(
        ChartSpec(
            "allocation_shares",
            "bar",
            table="allocation",
            category="tier",
            values=("value_share", "final_share"),
            title_name="allocation_title",
            alt=Text(
                "条形图：各层级占期内消费与资源的比例，数据见 层级资源配置 表。",
                "Bar chart: share of spend and of resources per tier; data in TierAllocation.",
            ),
            category_axis=Text("客户层级", "Tier"),
            value_axis=Text("占比", "Share"),
            anchor="A11",
            rows=3,
        ),
    ),
    formats=(ScaleFormat("allocation", ("final_share",), "bar"),),
    print_to="J",
    freeze="B5",
)
