"""Every code the core can report; 说明 lists them from here."""

from __future__ import annotations

from typing import Final

from xlsegment.core.finding_kind import FindingKind, kinds
from xlsegment.core.finding_kinds_data import DATA_KINDS
from xlsegment.core.finding_kinds_goals import GOAL_KINDS
from xlsegment.core.finding_kinds_leads import LEAD_KINDS
from xlsegment.core.finding_kinds_own import OWN_KINDS
from xlsegment.core.finding_kinds_quality import QUALITY_KINDS
from xlsegment.core.finding_kinds_review import REVIEW_KINDS
from xlsegment.core.finding_kinds_tiers import TIER_KINDS
from xlsegment.core.finding_kinds_value import VALUE_KINDS
from xlsegment.text import Text

_KEPT = Text("照常计算。", "Calculated as usual.")

_RESULT_KINDS: Final = kinds(
    FindingKind(
        "W-031",
        "warning",
        Text(
            "关键字段缺失率：联系方式 {contact}，购买记录 {purchase}，建议低于 {limit}。",
            "Key fields missing: contact {contact}, purchase {purchase}; aim below {limit}.",
        ),
        Text("请补全后再下结论。", "Fill them in before you conclude."),
    ),
    FindingKind(
        "W-032",
        "warning",
        Text(
            "规则有 {n} 类；建议 3–6 类，超过 10 类难以执行。",
            "{n} segments; 3–6 are advised, more than 10 are hard to act on.",
        ),
        _KEPT,
    ),
    FindingKind(
        "I-036",
        "info",
        Text("规则有 {n} 类；建议 3–6 类。", "{n} segments; 3–6 are advised."),
        _KEPT,
    ),
    FindingKind(
        "W-033",
        "warning",
        Text(
            "{p} 的客户落入“其他”。请检查阈值是否有空档。",
            "{p} of the customers fall into “Other”; check the rules for gaps.",
        ),
        _KEPT,
    ),
    FindingKind(
        "I-037",
        "info",
        Text("没有命名规则的区域：{region}。", "No named rule covers: {region}."),
        Text("落入“其他”。", "Falls into “Other”."),
    ),
    FindingKind(
        "I-038",
        "info",
        Text(
            "规则重叠：{first} 与 {second}({region})。",
            "Rules overlap: {first} and {second} ({region}).",
        ),
        Text("排在前面的规则生效。", "The rule that stands first applies."),
    ),
    FindingKind(
        "W-039",
        "warning",
        Text(
            "规则“{name}”永远轮不到：前面的规则已全部覆盖。",
            "Rule “{name}” can never apply: earlier rules cover all of it.",
        ),
        _KEPT,
    ),
    FindingKind(
        "W-040",
        "warning",
        Text("最后一行不是“其他”。", "The last rule is not “Other”."),
        Text("已自动补上“其他”。", "“Other” was added at the end."),
    ),
    FindingKind(
        "W-041",
        "warning",
        Text(
            "规则只用了一个维度({dimension})，无法体现客户价值差异。",
            "The rules use a single dimension ({dimension}), which hides differences in value.",
        ),
        _KEPT,
    ),
    FindingKind(
        "W-042",
        "warning",
        Text(
            "按均值和按中位数划分，{p} 的客户八类不同。请比较后再选。",
            "Mean and median cuts put {p} of the customers in different classes; compare them.",
        ),
        _KEPT,
    ),
    FindingKind(
        "I-043",
        "info",
        Text("{metric} 的第 {bins} 档没有客户。", "{metric}: bin {bins} holds no customer."),
        Text("档号保留，不重新编号。", "Bins keep their numbers."),
    ),
    FindingKind(
        "W-050",
        "warning",
        Text("活动成本为 0 或空白，无法计算 ROI。", "Cost is 0 or blank, so there is no ROI."),
        Text("ROI 留空。", "ROI was left blank."),
    ),
    FindingKind(
        "W-051",
        "warning",
        Text("触达人数大于目标人数，请核对。", "Reached exceeds target; please check."),
        Text("触达率照常显示。", "The rate is shown as it is."),
    ),
    FindingKind(
        "W-052",
        "warning",
        Text("转化人数大于触达人数，请核对。", "Converted exceeds reached; please check."),
        Text("转化率照常显示。", "The rate is shown as it is."),
    ),
    FindingKind(
        "W-053",
        "warning",
        Text("活动数据不是可用的数。", "A campaign figure is not a usable number."),
        Text("相关指标留空。", "The metrics that need it were left blank."),
    ),
    FindingKind(
        "I-054",
        "info",
        Text("活动不足 3 天。", "The campaign ran for less than 3 days."),
        Text("建议观察 3–7 天再下结论。", "Watch 3–7 days before you conclude."),
    ),
    FindingKind(
        "W-055",
        "warning",
        Text("活动时间无法识别。", "The campaign period was not understood."),
        Text("未判断活动天数。", "Its length was not checked."),
    ),
    FindingKind(
        "W-056",
        "warning",
        Text("活动成本为负数，无法计算 ROI。", "Cost is negative, so there is no ROI."),
        Text("ROI 留空。", "ROI was left blank."),
    ),
    FindingKind(
        "W-060",
        "warning",
        Text("姓名或手机号无法识别。", "A name or mobile number was not understood."),
        Text(
            "未改，请核对；脱敏时整体打码。", "Unchanged, please check; masked whole where masked."
        ),
    ),
    FindingKind(
        "W-061",
        "warning",
        Text("行为数据不是可用的数。", "A behaviour figure is not a usable number."),
        Text("相关标签未判断。", "Tags that need it were not set."),
    ),
)

#: All of them, by code.
KINDS: Final[dict[str, FindingKind]] = dict(
    sorted(
        {
            **DATA_KINDS,
            **GOAL_KINDS,
            **QUALITY_KINDS,
            **LEAD_KINDS,
            **OWN_KINDS,
            **_RESULT_KINDS,
            **REVIEW_KINDS,
            **TIER_KINDS,
            **VALUE_KINDS,
        }.items()
    )
)
