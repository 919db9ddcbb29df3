"""销售线索: one row per sales lead, filled in by people; what became of it beside it."""

from __future__ import annotations

from dataclasses import replace

from xlsegment.core.alone import ALONE
from xlsegment.core.lead_terms import LEAD_STATES
from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, LevelFormat, SheetSpec, TableSpec, Validation
from xlsegment.workbook.sheets.lists import BLUE, CUSTOMER_ID, RED, YELLOW

#: A day and a time of day; Excel only warns, since texts with a time are understood, too.
_MOMENT = Validation("date", low="18264", high="2958465", stop=False)
_MOMENT_FORMAT = "yyyy-mm-dd hh:mm"
_WRITINGS = Text(
    "日期和时刻；2025-06-01 09:30、2025/6/1 9:30、2025年6月1日 上午9:30 都认得。",
    "Day and time; 2025-06-01 09:30, 2025/6/1 9:30 and 2025-06-01T09:30 all work.",
)


def _moment(key: str, header: Text, note: Text, aliases: tuple[str, ...]) -> ColumnSpec:
    zh, en = f"{note.zh}{_WRITINGS.zh}", f"{note.en} {_WRITINGS.en}"
    return ColumnSpec(
        key,
        header,
        "date",
        "input",
        Text(zh, en),
        aliases=aliases,
        example="2025-06-01 09:30",
        width=18,
        validation=_MOMENT,
        number_format=_MOMENT_FORMAT,
    )


COLUMNS = (
    ColumnSpec(
        "lead_id",
        Text("线索ID", "Lead ID"),
        "id",
        "input",
        Text(
            "线索的唯一编号；重复的只计创建最早的一行。",
            "The lead's unique number; of repeated ones the one created first counts.",
        ),
        aliases=("线索编号", "线索号", "商机ID", "lead no", "lead number"),
        example="X20250601001",
        width=16,
        required=True,
        entry="id",
    ),
    ColumnSpec(
        "lead_source",
        Text("来源", "Source"),
        "text",
        "input",
        Text("线索来自哪里，如 官网、展会、转介绍。", "Where it came from: website, fair …"),
        aliases=("线索来源", "来源渠道", "渠道", "获客渠道", "lead source", "channel"),
        example=Text("官网", "Website"),
        width=16,
    ),
    replace(
        _moment(
            "created_at",
            Text("创建时间", "Created at"),
            Text("线索进来的时间。", "When the lead came in."),
            ("线索创建时间", "创建日期", "录入时间", "进线时间", "created", "created on"),
        ),
        required=True,
    ),
    _moment(
        "contacted_at",
        Text("首次联系时间", "First contact at"),
        Text("销售第一次联系的时间；没联系留空。", "When sales first called; blank if not yet."),
        ("首次跟进时间", "首联时间", "首次联系", "首次联系日期", "first contact", "contacted at"),
    ),
    _moment(
        "paid_at",
        Text("成交时间", "Deal at"),
        Text("成为付费客户的时间；没成交留空。", "When it became a paying customer; else blank."),
        ("成交日期", "付费时间", "签约时间", "转化时间", "deal date", "won at", "converted at"),
    ),
    ColumnSpec(
        "match",
        Text("需求匹配度", "Match with needs"),
        "text",
        "input",
        Text(
            "高、中、低，或分数(多少分起算高，见“参数”)。",
            "High, Mid or Low, or a score (from which on it is high: see Parameters).",
        ),
        aliases=("匹配度", "客户需求匹配度", "意向度", "lead score", "fit"),
        example=LEVEL_TEXT[3],
        width=13,
        validation=Validation("list", choices=tuple(LEVEL_TEXT[i] for i in (3, 2, 1)), stop=False),
    ),
    ColumnSpec(
        "lead_owner",
        Text("负责人", "Owner"),
        "text",
        "optional",
        Text("跟进这条线索的销售。", "Who in sales follows it up."),
        aliases=("跟进人", "销售", "销售负责人", "lead owner", "sales rep"),
        example=Text("*专员", "Sales rep"),
        width=12,
    ),
    replace(
        CUSTOMER_ID,
        role="optional",
        required=False,
        note=Text("成交后的客户编号。", "The customer it became."),
    ),
    ColumnSpec(
        "lead_amount",
        Text("成交金额", "Deal amount"),
        "money",
        "optional",
        Text("这条线索成交的金额。", "What the deal was worth."),
        aliases=("签约金额", "合同金额", "deal value", "won amount"),
        example="3200.00",
        width=14,
        entry="amount",
    ),
    ColumnSpec(
        "response_hours",
        Text("响应时长(小时)", "Response (hours)"),
        "number",
        "result",
        Text(
            "首次联系 - 创建，按小时；没联系或先后颠倒的留空。",
            "First contact less creation, in hours; blank without one or when it came first.",
        ),
        aliases=("响应小时", "线索响应时长", "response time"),
        example="2.5",
        width=13,
        number_format="#,##0.0",
    ),
    ColumnSpec(
        "lead_state",
        Text("线索结果", "Outcome"),
        "text",
        "result",
        Text(
            "按转化期限(参数，默认 30 天，含第 30 天)写出到分析基准日为止的结果。",
            "What became of it by the analysis date, by the days under Parameters (30 by default).",
        ),
        aliases=("转化结果", "outcome"),
        example=LEAD_STATES["valid"],
        width=18,
    ),
)

LEADS = SheetSpec(
    key="leads",
    title=ALONE["leads"],
    area="input",
    heading=Text("销售线索", "Leads"),
    caution=Text(
        "时间请写到时分：只有日期的按当天 0 点，算出的响应时长会偏。另加了姓名、电话等列的，"
        "对外前请脱敏。",
        "Give the time of day, too: a date alone is its midnight and shifts the response time. "
        "Mask columns with names or numbers before you share.",
    ),
    tables=(
        TableSpec(
            key="leads",
            name=Text("线索表", "Leads"),
            columns=COLUMNS,
            later=True,
            fed=True,
            note=Text(
                "每条线索一行；蓝色表头您填写，绿色表头由刷新填写。",
                "One row per lead; blue headers are yours, green ones are filled by refresh.",
            ),
        ),
    ),
    formats=(
        LevelFormat("leads", ("lead_state",), (LEAD_STATES["valid"],), BLUE),
        LevelFormat("leads", ("lead_state",), (LEAD_STATES["open"], LEAD_STATES["late"]), YELLOW),
        LevelFormat(
            "leads",
            ("lead_state",),
            tuple(LEAD_STATES[key] for key in ("backwards", "repeated", "later")),
            RED,
        ),
    ),
    personal=True,
)
