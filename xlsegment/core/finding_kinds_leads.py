"""Codes for what is met in leads and in the profiles of competitors."""

from __future__ import annotations

from typing import Final

from xlsegment.core.finding_kind import FindingKind, kinds
from xlsegment.text import Text

LEAD_KINDS: Final = kinds(
    FindingKind(
        "W-140",
        "warning",
        Text("线索ID重复。", "Duplicate lead ID."),
        Text(
            "只计创建最早的一行，原数据未改。",
            "Only the one created first counts; the data is unchanged.",
        ),
    ),
    FindingKind(
        "W-141",
        "warning",
        Text(
            "线索没有创建时间，或时间无法识别(须有日期)。",
            "The lead has no creation time, or a time was not understood (it needs a day).",
        ),
        Text(
            "计入线索总数；需要这个时间的指标不计；原值未改。",
            "Counted as a lead, but left out of what needs the time; the value is unchanged.",
        ),
    ),
    FindingKind(
        "W-142",
        "warning",
        Text(
            "首次联系早于创建时间；只填日期的按当天 0 点。",
            "First contact before creation; a date alone is its midnight.",
        ),
        Text("响应时长不计入平均，请核对。", "Never averaged; please check."),
    ),
    FindingKind(
        "W-143",
        "warning",
        Text("成交早于创建时间。", "The deal is earlier than the lead's creation."),
        Text("不算按期成交，请核对。", "Not counted as a conversion; please check."),
    ),
    FindingKind(
        "W-144",
        "warning",
        Text("线索没有注明来源。", "The lead has no source."),
        Text("归入“未注明”。", "Counted under “Not stated”."),
    ),
    FindingKind(
        "W-146",
        "warning",
        Text("线索创建于分析基准日之后。", "The lead is later than the analysis date."),
        Text("未计入，原值未改。", "Left out of the figures; the value is unchanged."),
    ),
    FindingKind(
        "I-140",
        "info",
        Text(
            "需求匹配度无法识别；请填 高、中、低 或分数。",
            "The match was not understood; use High, Mid, Low or a score.",
        ),
        Text("漏斗中不算“匹配度高”。", "Not counted as a high match in the funnel."),
    ),
    FindingKind(
        "I-141",
        "info",
        Text(
            "联系或成交的时间晚于分析基准日。",
            "The contact or the deal is later than the analysis date.",
        ),
        Text("到分析基准日为止，按还没有发生算。", "Taken as not yet happened by that date."),
    ),
    FindingKind(
        "W-147",
        "warning",
        Text(
            "认不出维度“{dimension}”。可用：{known}。",
            "“{dimension}” is no dimension here. Known: {known}.",
        ),
        Text("这一行没有比较。", "This row was not compared."),
    ),
    FindingKind(
        "W-148",
        "warning",
        Text(
            "竞品的占比或人数不是可用的数(占比 0–100%，人数不小于 0)。",
            "The competitor's share or number is not usable (share 0–100%, number from 0 up).",
        ),
        Text("这一行没有比较。", "This row was not compared."),
    ),
    FindingKind(
        "W-149",
        "warning",
        Text(
            "“{competitor}”的“{dimension}”各项占比合计 {sum}，不是 100%。",
            "The shares of {dimension} of {competitor} add up to {sum}, not to 100%.",
        ),
        Text("照常比较，请核对是否缺项或重复。", "Compared as they are; please check."),
    ),
    FindingKind(
        "W-145",
        "warning",
        Text(
            "同一竞品的同一项填了两次。",
            "The same value of the same competitor stands twice.",
        ),
        Text("只用第一行。", "Only the first row is used."),
    ),
    FindingKind(
        "I-142",
        "info",
        Text(
            "本工作簿里没有客户属于“{value}”({dimension})。",
            "No customer of ours is “{value}” ({dimension}).",
        ),
        Text("我方占比按 0 计；请核对写法。", "Ours counts as 0; please check the spelling."),
    ),
    FindingKind(
        "I-143",
        "info",
        Text(
            "清单里有 {n} 个字段在本工作簿里没有，或完整度低于 {limit}。",
            "Of the listed fields, {n} are missing here or less than {limit} complete.",
        ),
        Text("名单见“客户数据收集清单”。", "Data collection list names them."),
    ),
)
