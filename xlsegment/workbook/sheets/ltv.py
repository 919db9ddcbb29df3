"""客户生命周期价值: what every customer has been worth and is likely to bring."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.text import Text
from xlsegment.workbook.declare import LevelFormat, NameSpec, ScaleFormat, SheetSpec
from xlsegment.workbook.sheets.lists import LEVELS
from xlsegment.workbook.sheets.ltv_tables import CUSTOMERS, FACTS, SEGMENTS

FINDING = NameSpec(
    "finding_ltv",
    Text("结论_客户价值", "finding_ltv"),
    "P3",
    Text("客户价值结论", "Finding on customer value"),
    Text(
        "刷新时写入：预计价值合计，价值集中在多少客户身上。",
        "Filled by refresh: predicted value in all, and how few customers hold most of it.",
    ),
)
LTV = SheetSpec(
    key="ltv",
    title=ALONE["ltv"],
    area="output",
    heading=Text("客户生命周期价值(LTV)", "Customer lifetime value (LTV)"),
    caution=Text(
        "预计价值是同类客户的平均，只宜看高低与合计；可靠程度见右侧“估算依据”的回测。",
        "Predicted values are means of like customers: compare levels and totals; how far to "
        "trust them stands in Basis of estimate on the right.",
    ),
    tables=(CUSTOMERS, SEGMENTS, FACTS),
    names=(FINDING,),
    formats=(
        *(LevelFormat("ltv", ("ltv_level",), (level,), colour) for level, colour in LEVELS),
        ScaleFormat("ltv", ("p_alive",), "bar"),
        ScaleFormat("ltv_segments", ("ltv_high", "ltv_mid", "ltv_low"), "heat"),
    ),
    print_to="N",
    freeze="C5",
)
