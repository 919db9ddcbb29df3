"""The tables of 客户生命周期价值: per customer, per segment, and what it all rests on."""

from __future__ import annotations

from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, TableSpec
from xlsegment.workbook.sheets.per_customer import CUSTOMER, MASKED_NAME

_HIGH, _MID, _LOW = (LEVEL_TEXT[level] for level in (3, 2, 1))

COLUMNS = (
    CUSTOMER,
    MASKED_NAME,
    ColumnSpec(
        "segment",
        Text("客户群体", "Segment"),
        "text",
        "result",
        Text("客户现在所在的群体。", "The customer's segment now."),
        aliases=("分层", "客户分层"),
        width=18,
    ),
    ColumnSpec(
        "ltv_historic",
        Text("历史价值", "Historic value"),
        "money",
        "result",
        Text(
            "到分析基准日的全部净消费(订单减退款)。",
            "All net spend up to the analysis date (orders less returns).",
        ),
        aliases=("历史LTV", "historic ltv"),
        example="12500.00",
        width=15,
    ),
    ColumnSpec(
        "ltv_profit",
        Text("历史利润", "Historic profit"),
        "money",
        "result",
        Text(
            "客户表的利润贡献；没有填写而有毛利率时，为历史价值×毛利率。",
            "Profit contribution of the customer table; else historic value x gross margin.",
        ),
        aliases=("historic gross profit",),
        example="3200.00",
        width=14,
    ),
    ColumnSpec(
        "p_alive",
        Text("再次购买可能", "Chance to return"),
        "rate",
        "result",
        Text(
            "仍会再买的概率(BG/NBD 模型)；只买过一天的客户无法判断，留空。",
            "Probability to buy again at all (BG/NBD); blank after a single purchase day, which "
            "says nothing about it.",
        ),
        aliases=("P(alive)", "活跃概率", "probability alive"),
        example="73%",
        width=13,
    ),
    ColumnSpec(
        "expected_purchases",
        Text("预计购买次数", "Expected purchases"),
        "number",
        "result",
        Text(
            "预测期内预计的购买天数(同一天的订单算一次)，是平均数。",
            "Purchase days expected within the forecast (orders of one day are one); a mean.",
        ),
        aliases=("expected purchase days",),
        example="2.4",
        width=13,
        number_format="0.00",
    ),
    ColumnSpec(
        "expected_spend",
        Text("预计客单价", "Expected spend each"),
        "money",
        "result",
        Text(
            "预计每次购买的金额(Gamma-Gamma 模型)：买得越多，越接近客户自己的平均。",
            "Expected spend per purchase (Gamma-Gamma): the more purchases, the closer to the "
            "customer's own mean.",
        ),
        aliases=("expected order value",),
        example="268.00",
        width=14,
    ),
    ColumnSpec(
        "ltv_predicted",
        Text("预计价值", "Predicted value"),
        "money",
        "result",
        Text(
            "预计购买次数×预计客单价(×毛利率，折现)；无法预测时留空，原因见右侧估算依据。",
            "Expected purchases x spend (x margin, discounted); blank where there is no forecast, "
            "for the reason under Basis of estimate.",
        ),
        aliases=("预测价值", "预测LTV", "predicted ltv", "预计未来价值"),
        example="643.20",
        width=15,
    ),
    ColumnSpec(
        "ltv_total",
        Text("生命周期价值(LTV)", "Lifetime value (LTV)"),
        "money",
        "result",
        Text(
            "历史价值＋预计价值；填了毛利率时为历史利润＋预计价值；没有预测时只有历史。",
            "Historic plus predicted value; with a gross margin historic profit plus predicted; "
            "historic alone where there is no forecast.",
        ),
        aliases=("LTV", "客户生命周期价值", "生命周期价值", "lifetime value", "CLV"),
        example="13143.20",
        width=17,
    ),
    ColumnSpec(
        "ltv_level",
        Text("LTV档", "LTV level"),
        "text",
        "result",
        Text(
            "高、中、低：按生命周期价值的分位数，切点见右侧估算依据。",
            "High, mid or low by quantile of the lifetime value; the cuts stand under Basis of "
            "estimate.",
        ),
        example=_HIGH,
        width=10,
    ),
    ColumnSpec(
        "worth_activity",
        Text("价值×活跃度", "Value x activity"),
        "text",
        "result",
        Text("客户在该矩阵中的一格，见 价值矩阵。", "The customer's cell in Value matrices."),
        aliases=("四类", "活跃矩阵"),
        example=Text("高价值高活跃", "High value, highly active"),
        width=25,
    ),
    ColumnSpec(
        "spend_need",
        Text("价值×需求紧急度", "Value x need urgency"),
        "text",
        "result",
        Text("客户在该矩阵中的一格，见 价值矩阵。", "The customer's cell in Value matrices."),
        aliases=("需求矩阵",),
        example=Text("高价值迫切", "High value, urgent"),
        width=19,
    ),
    ColumnSpec(
        "ltv_note",
        Text("说明", "Note"),
        "text",
        "result",
        Text("为何留空，或该怎样看这一行。", "Why cells are blank, or how to take the row."),
        aliases=("价值说明", "value note"),
        width=46,
    ),
)

SEGMENT_COLUMNS = (
    ColumnSpec(
        "segment",
        Text("客户群体", "Segment"),
        "text",
        "result",
        Text("RFM 分层的群体。", "The segment by RFM."),
        aliases=("分层",),
        width=18,
        required=True,
    ),
    ColumnSpec(
        "customers",
        Text("客户数", "Customers"),
        "count",
        "result",
        Text("群体的客户数。", "Customers of the segment."),
        aliases=("人数",),
        width=11,
    ),
    *(
        ColumnSpec(
            key,
            Text(f"LTV{level.zh}", f"LTV {level.en.lower()}"),
            "count",
            "result",
            Text(
                f"其中 LTV 档为“{level.zh}”的客户数。",
                f"Of them customers whose LTV level is “{level.en}”.",
            ),
            width=11,
        )
        for key, level in (("ltv_high", _HIGH), ("ltv_mid", _MID), ("ltv_low", _LOW))
    ),
    ColumnSpec(
        "ltv_historic",
        Text("历史价值合计", "Historic value, sum"),
        "money",
        "result",
        Text("群体的净消费合计。", "Net spend of the segment."),
        width=17,
    ),
    ColumnSpec(
        "ltv_predicted",
        Text("预计价值合计", "Predicted value, sum"),
        "money",
        "result",
        Text("群体在预测期内的预计价值。", "What the segment is expected to bring."),
        width=17,
    ),
    ColumnSpec(
        "ltv_mean",
        Text("客均LTV", "LTV per customer"),
        "money",
        "result",
        Text("群体的生命周期价值 ÷ 客户数。", "The segment's lifetime value / customers."),
        width=15,
    ),
)

FACT_COLUMNS = (
    ColumnSpec(
        "ltv_item",
        Text("估算依据", "Basis of estimate"),
        "text",
        "result",
        Text("估算用了什么、可靠不可靠。", "What the estimate rests on and how far to trust it."),
        width=22,
        required=True,
    ),
    ColumnSpec(
        "ltv_value",
        Text("内容", "What it is"),
        "text",
        "result",
        Text("本次刷新的数值。", "As of this refresh."),
        width=98,
    ),
    ColumnSpec(
        "ltv_reading",
        Text("怎么看", "How to read it"),
        "text",
        "result",
        Text("这一项说明什么。", "What it tells."),
        width=88,
    ),
)

CUSTOMERS = TableSpec(
    key="ltv",
    name=Text("客户价值表", "CustomerValue"),
    columns=COLUMNS,
    note=Text(
        "每位客户一行：历史价值、预计价值与所在矩阵；全部由刷新计算。",
        "One row per customer: historic and predicted value, and cells of the matrices.",
    ),
    later=True,
)
SEGMENTS = TableSpec(
    key="ltv_segments",
    name=Text("分层与LTV", "SegmentsByLTV"),
    columns=SEGMENT_COLUMNS,
    first_col=16,
    note=Text(
        "RFM 分层×LTV 档：每个群体里各档有多少客户、值多少。",
        "RFM segments by LTV level: how many customers, what they are worth.",
    ),
    later=True,
)
FACTS = TableSpec(
    key="ltv_facts",
    name=Text("估算依据表", "LTVBasis"),
    columns=FACT_COLUMNS,
    first_col=25,
    note=Text(
        "口径、切点、数据要求、回测与模型参数。",
        "Definition, cuts, data requirements, back-test and parameters of the models.",
    ),
    later=True,
)
