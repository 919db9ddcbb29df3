"""The named segment of a customer."""

from __future__ import annotations

from xlsegment.core.segments import NEVER_BOUGHT_NAME
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import CellError
from xlsegment.excel.choices import LANGUAGE
from xlsegment.excel.choices import language as asked_language
from xlsegment.excel.declare import Argument, Example
from xlsegment.excel.readers import cents, count, day, days
from xlsegment.excel.rules import RULES, given_rules, language_of
from xlsegment.excel.spread import allowed, needed, optional, spread
from xlsegment.text import Text

RECENCY = Argument(
    "recency_days",
    Text("R：最近购买距今的整天数", "R: whole days since the last purchase"),
)
FREQUENCY = Argument("frequency", Text("F：期内购买次数", "F: orders in the window"))
MONETARY = Argument("monetary", Text("M：期内消费（元）", "M: spend in the window"))


@worksheet_function(
    summary=Text(
        "客户分层：按规则自上而下，先命中者为准；可整列计算。",
        "Customer segment: the first rule that fits names it; whole columns at once.",
    ),
    arguments=(
        RECENCY,
        FREQUENCY,
        MONETARY,
        RULES,
        Argument(
            "registered_on",
            Text(
                "注册日期（没有则首次购买日）；缺少时，带注册月数的规则不命中",
                "Registration, else first purchase; without it no rule with months fits",
            ),
            optional=True,
        ),
        Argument(
            "as_of",
            Text("分析基准日，与注册日期同用", "Analysis date, goes with registered_on"),
            optional=True,
        ),
        LANGUAGE,
    ),
    returns=Text(
        "分层名称；R 为空且 F 为 0 是“未购买”，缺一项 #N/A，不是数 #VALUE!，天数或次数为负 #NUM!",
        "The segment; blank R with F 0 is No purchase, one blank #N/A, no number #VALUE!, "
        "negative days or orders #NUM!",
    ),
    examples=(
        Example("=RFM_TIER(12,6,2500)", Text("核心忠诚客户", "核心忠诚客户 (Core loyal)")),
        Example(
            '=RFM_TIER(40,1,1500,"默认",DATE(2023,5,1),DATE(2023,6,30))',
            Text("注册不到 6 个月：新锐潜力客户", "Registered within 6 months: 新锐潜力客户"),
        ),
        Example(
            '=RFM_TIER({12;200},{6;1},{2500;80},"strict",,,"en")',
            Text("英文、整列", "In English, a column at once"),
        ),
    ),
)
def RFM_TIER(
    recency_days: object,
    frequency: object,
    monetary: object,
    rules: object = None,
    registered_on: object = None,
    as_of: object = None,
    language: object = None,
) -> object:
    """Name the segment of each customer."""
    ruleset = given_rules(rules)
    if isinstance(ruleset, CellError):
        return ruleset
    lang = asked_language(language, language_of(ruleset))
    if isinstance(lang, CellError):
        return lang
    names = {rule.segment_id: rule.name.in_(lang) for rule in ruleset.rules}
    first = ruleset.first

    def tier(
        r: int | None, f: int, m_cents: int, registered: int | None, today: int | None
    ) -> object:
        if r is None:
            return CellError.NA if f else NEVER_BOUGHT_NAME.in_(lang)
        rule = first(r, f, m_cents, tenure_start=registered, as_of=today)
        return names[rule.segment_id]

    return spread(
        tier,
        allowed(recency_days, days),
        needed(frequency, count),
        needed(monetary, cents),
        optional(registered_on, day),
        optional(as_of, day),
    )
