"""Columns of the tables of 线索分析."""

from __future__ import annotations

from dataclasses import replace

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, Kind


def _result(
    key: str, header: Text, kind: Kind, note: Text, width: float = 11, number_format: str = ""
) -> ColumnSpec:
    return ColumnSpec(key, header, kind, "result", note, width=width, number_format=number_format)


_LEADS = _result(
    "leads",
    Text("线索数", "Leads"),
    "count",
    Text("到分析基准日为止的线索数，重复的计一次。", "Leads up to the analysis date, each once."),
    9,
)
_VALID = _result(
    "valid",
    Text("期内成交数", "Converted in time"),
    "count",
    Text(
        "创建后转化期限(默认 30 天，含第 30 天)内成交的线索数。",
        "Leads that paid within the conversion days (30 by default, day 30 included).",
    ),
    12,
)
_RATE = _result(
    "rate",
    Text("线索有效率", "Valid rate"),
    "rate",
    Text("期内成交数 ÷ 线索数。", "Converted in time / leads."),
)
_INTERVAL = _result(
    "interval",
    Text("有效率95%区间", "95% interval of rate"),
    "text",
    Text(
        "按 Wilson 法，真实比率有 95% 的把握落在这个区间；线索越少区间越宽。",
        "Wilson's interval: the true rate lies in it with 95% confidence; few leads, wide range.",
    ),
    16,
)
_MATURE_RATE = _result(
    "mature_rate",
    Text("满期有效率", "Rate of mature"),
    "rate",
    Text(
        "只看到分析基准日已满转化期限的线索：其中期内成交的占比。新线索多时看这一列。",
        "Of the leads that have had their days by the analysis date, those converted in time.",
    ),
)
_MEAN = _result(
    "mean_hours",
    Text("平均响应(小时)", "Mean response (hours)"),
    "number",
    Text(
        "创建到首次联系的平均小时数；没联系与先后颠倒的不计入。",
        "Mean hours to first contact; without those never contacted or contacted too early.",
    ),
    16,
    "#,##0.0",
)
_MEDIAN = _result(
    "median_hours",
    Text("中位响应(小时)", "Median response (hours)"),
    "number",
    Text(
        "一半线索比它更快；不受个别极慢的影响。", "Half are faster; a few slow ones do not move it."
    ),
    16,
    "#,##0.0",
)
_TIMELY = _result(
    "timely_rate",
    Text("及时联系率", "Contacted in time"),
    "rate",
    Text(
        "响应时限(默认 24 小时)内联系的占比；没联系的算没及时，刚来还没到时限的不计。",
        "Contacted within the response hours (24 by default); never contacted counts as not.",
    ),
    12,
)
_NEVER = _result(
    "never",
    Text("未联系数", "Never contacted"),
    "count",
    Text("没有首次联系时间的线索数。", "Leads without a first contact."),
    11,
)
_AMOUNT = _result(
    "amount",
    Text("成交金额", "Deal amount"),
    "money",
    Text("已成交线索的成交金额合计，含期后成交。", "What all paying leads paid, late ones too."),
    14,
)
_NOTE = replace(
    _result(
        "lead_note",
        Text("提示", "Note"),
        "text",
        Text("线索太少、没有数据时的提醒。", "Cautions: too few leads, no data."),
        46,
    ),
    wrap=True,
)
TOTALS = (
    replace(
        _result(
            "scope",
            Text("口径", "Which leads"),
            "text",
            Text(
                "全部线索，或只看已满转化期限的。", "All leads, or those that have had their days."
            ),
            22,
        ),
        required=True,
    ),
    *(_LEADS, _VALID, _RATE, _INTERVAL, _MEAN, _MEDIAN, _TIMELY, _NEVER, _AMOUNT, _NOTE),
)
FUNNEL = (
    replace(
        _result(
            "stage",
            Text("漏斗阶段", "Stage"),
            "text",
            Text("线索一步步走到哪里。", "How far leads come."),
            14,
        ),
        required=True,
    ),
    _result(
        "stage_leads",
        Text("线索数(漏斗)", "Leads (funnel)"),
        "count",
        Text(
            "走完前面各步并到达这一步的线索数。", "Leads that came here through all steps before."
        ),
        12,
    ),
    _result(
        "of_all",
        Text("占全部线索", "Of all leads"),
        "rate",
        Text("这一步的线索数 ÷ 全部线索数。", "Leads of this step / all leads."),
    ),
    _result(
        "of_previous",
        Text("占上一步", "Of step before"),
        "rate",
        Text("这一步的线索数 ÷ 上一步的线索数。", "Leads of this step / those of the step before."),
    ),
    replace(
        _result(
            "stage_note",
            Text("说明", "Remark"),
            "text",
            Text("漏斗之外成交的线索。", "Deals beside the funnel."),
            32,
        ),
        wrap=True,
    ),
)


def _by(key: str, header: Text, note: Text) -> tuple[ColumnSpec, ...]:
    share = _result(
        f"{key}_share",
        Text("线索占比", "Share of leads"),
        "rate",
        Text("占全部线索的比例。", "Share of all leads."),
    )
    return (
        replace(_result(key, header, "text", note, 18), required=True),
        *(_LEADS, share, _VALID, _RATE, _INTERVAL, _MATURE_RATE, _MEAN, _MEDIAN, _TIMELY),
        *(_NEVER, _AMOUNT, _NOTE),
    )


SOURCES = _by(
    "by_source",
    Text("线索来源", "Lead source"),
    Text("线索来自哪里，多的在前。", "Where leads come from, most first."),
)
OWNERS = _by(
    "by_owner",
    Text("线索负责人", "Lead owner"),
    Text("谁在跟进，照原样显示。", "Who follows them up, as typed."),
)
BY_MONTH = (
    replace(
        _result(
            "lead_month",
            Text("创建月份", "Month created"),
            "month",
            Text("线索创建的自然月。", "Calendar month in which leads came in."),
        ),
        required=True,
    ),
    _LEADS,
    _VALID,
    _RATE,
    _result(
        "month_mature",
        Text("已满期线索", "Mature leads"),
        "count",
        Text("其中到分析基准日已满转化期限的线索数。", "Those that have had their days."),
    ),
    _MATURE_RATE,
)
