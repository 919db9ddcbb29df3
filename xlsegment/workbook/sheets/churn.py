"""流失预警: customers who buy later than they use to, and how well the rule did in the past."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.core.churn.words import RISK_TEXT
from xlsegment.text import Text
from xlsegment.workbook.declare import (
    ChartSpec,
    LevelFormat,
    NameSpec,
    SheetSpec,
    TableSpec,
)
from xlsegment.workbook.sheets.churn_tables import (
    BACKTEST,
    COLUMNS,
    RISKS,
)
from xlsegment.workbook.sheets.lists import BLUE, RED, YELLOW

SUMMARY = NameSpec(
    "churn_summary",
    Text("结论_流失预警", "finding_churn"),
    "J2",
    Text("流失预警人数", "Churn warning"),
    Text("预警名单的人数与其余客户的去向。", "How many are listed, and where the others are."),
)
TESTED = NameSpec(
    "churn_tested",
    Text("结论_流失回测", "finding_churn_test"),
    "J3",
    Text("流失预警回测", "Churn back-test"),
    Text("规则在本工作簿的过去表现如何。", "How well the rule did in this workbook's past."),
)
TITLE = NameSpec(
    "churn_title",
    Text("结论_流失风险分布", "finding_churn_risks"),
    "O3",
    Text("各流失风险的客户数", "Customers by churn risk"),
    Text("流失风险图的标题。", "Title of the churn chart."),
)

CHURN = SheetSpec(
    key="churn",
    title=ALONE["churn"],
    area="output",
    heading=Text("流失预警", "Churn warning"),
    caution=Text(
        "预警是线索，不是结论：先联系再判断；节假日与换季会拉长间隔。",
        "A warning is a hint, no verdict: talk to them first; holidays and seasons stretch "
        "intervals.",
    ),
    tables=(
        TableSpec(
            key="churn",
            name=Text("流失预警表", "ChurnWarning"),
            columns=COLUMNS,
            later=True,
            note=Text(
                "有流失风险的客户，按风险、历史净消费排序；您写的跟进随客户保留。",
                "Customers at risk by risk and lifetime spend; your follow-up stays with them.",
            ),
        ),
        TableSpec(
            key="churn_risks",
            name=Text("流失风险分布", "ChurnRisks"),
            columns=RISKS,
            first_col=15,
            fixed_rows=6,
            later=True,
            note=Text(
                "各风险的客户数与历史净消费，包括不在名单里的。",
                "Customers and lifetime spend per risk, those not listed included.",
            ),
        ),
        TableSpec(
            key="churn_test",
            name=Text("流失预警回测", "ChurnBackTest"),
            columns=BACKTEST,
            first_col=20,
            fixed_rows=6,
            later=True,
            note=Text(
                "把同一规则用在过去的截止日，再看之后是否购买。",
                "The same rule on days gone by, and who bought afterwards.",
            ),
        ),
    ),
    names=(SUMMARY, TESTED, TITLE),
    charts=(
        ChartSpec(
            "churn_risks",
            "bar",
            table="churn_risks",
            category="risk",
            values=("customers",),
            title_name="churn_title",
            alt=Text(
                "条形图：高、中、低流失风险的客户数，数据见 流失风险分布 表。",
                "Bar chart: customers at high, mid and low churn risk; data in ChurnRisks.",
            ),
            category_axis=Text("流失风险", "Churn risk"),
            value_axis=Text("客户数(人)", "Customers"),
            anchor="T13",
            rows=3,
        ),
    ),
    formats=tuple(
        LevelFormat("churn", ("risk",), (RISK_TEXT[level],), colour)
        for level, colour in ((3, RED), (2, YELLOW), (1, BLUE))
    ),
    personal=True,
    print_to="M",
    freeze="B5",
)
