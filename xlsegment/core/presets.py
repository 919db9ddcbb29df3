"""The rule sets that ship: the default list and the source's own four rules."""

from __future__ import annotations

from typing import Final

from xlsegment.core.segments import OTHER, RuleSet, SegmentRule
from xlsegment.text import Text

_MANAGER: Final = Text("*经理", "*Manager")
_SPECIALIST: Final = Text("*专员", "*Specialist")
_ASSISTANT: Final = Text("*助理", "*Assistant")

CORE_LOYAL: Final = SegmentRule(
    "A001",
    Text("核心忠诚客户", "Core loyal"),
    r_max=30,
    f_min=5,
    m_min_cents=2000_00,
    features=Text(
        "高频次、高消费、稳定复购,转介绍意愿强",
        "Buys often, spends much, comes back steadily, recommends us",
    ),
    keywords=Text(
        "专属权益、新品优先、深度服务绑定",
        "Exclusive benefits, new products first, close service",
    ),
    owner=_MANAGER,
)
NEW_POTENTIAL: Final = SegmentRule(
    "A002",
    Text("新锐潜力客户", "New with potential"),
    tenure_months_max=6,
    f_min=1,
    f_max=2,
    m_min_cents=1000_00,
    features=Text(
        "新客、高客单价、对功能互动积极,成长空间大",
        "New, large baskets, interested in what we offer, room to grow",
    ),
    keywords=Text(
        "新客激励、使用引导、快速转化",
        "Welcome incentives, guidance, quick second order",
    ),
    owner=_SPECIALIST,
)
STEADY: Final = SegmentRule(
    "A003",
    Text("稳定普通客户", "Steady regular"),
    r_max=60,
    f_min=2,
    f_max=4,
    m_min_cents=300_00,
    m_max_cents=1000_00,
    features=Text(
        "定期消费、客单价中等,忠诚度一般",
        "Buys regularly, medium baskets, average loyalty",
    ),
    keywords=Text(
        "标准化服务、交叉销售、提升复购频次",
        "Standard service, cross-selling, more repeat orders",
    ),
    owner=_ASSISTANT,
)
_SLEEPING_NAME: Final = Text("沉睡流失客户", "Sleeping or lost")
_SLEEPING_FEATURES: Final = Text(
    "长期未消费,低频次,流失风险高",
    "No purchase for long, few orders, high risk of churn",
)
_SLEEPING_KEYWORDS: Final = Text(
    "唤醒激励、流失调研、挽回优惠",
    "Wake-up incentives, churn survey, win-back offers",
)
SLEEPING: Final = SegmentRule(
    "A004",
    _SLEEPING_NAME,
    r_min=180,
    features=_SLEEPING_FEATURES,
    keywords=_SLEEPING_KEYWORDS,
    owner=_SPECIALIST,
)
SLEEPING_AS_PRINTED: Final = SegmentRule(
    "A004",
    _SLEEPING_NAME,
    r_min=90,
    f_max=1,
    features=_SLEEPING_FEATURES,
    keywords=_SLEEPING_KEYWORDS,
    owner=_SPECIALIST,
)
CHURN_RISK: Final = SegmentRule(
    "A005",
    Text("流失风险客户", "Churn risk"),
    r_min=90,
    r_max=179,
    f_max=1,
    features=Text(
        "近三个月未消费、期内至多一单,正在流失",
        "Nothing for three months, one order at most, on the way out",
    ),
    keywords=Text(
        "限时回访、小额唤醒券、流失原因调研",
        "Timely call, small wake-up coupon, ask why",
    ),
    owner=_SPECIALIST,
)
VALUE_AT_RISK: Final = SegmentRule(
    "A006",
    Text("高价值流失预警", "Valuable, at risk"),
    r_min=90,
    r_max=179,
    f_min=2,
    features=Text(
        "曾多次购买,近三个月突然停止消费",
        "Bought several times, then stopped for three months",
    ),
    keywords=Text(
        "一对一回访、专属挽回方案、服务问题排查",
        "Personal call, tailored win-back, check for service issues",
    ),
    owner=_MANAGER,
)
POTENTIAL: Final = SegmentRule(
    "A007",
    Text("潜力客户", "Potential"),
    r_max=30,
    f_min=2,
    f_max=4,
    m_min_cents=500_00,
    m_max_cents=2000_00,
    features=Text(
        "近期活跃、有复购,客单价仍可提升",
        "Active lately, repeat orders, baskets can still grow",
    ),
    keywords=Text(
        "会员升级、组合推荐、满额赠礼",
        "Membership upgrade, bundles, gift above a spend",
    ),
    owner=_SPECIALIST,
)

#: First match wins: leaving customers first by days alone, so that no rule hides them.
RULES_DEFAULT: Final = RuleSet(
    (
        CORE_LOYAL,
        SLEEPING,
        CHURN_RISK,
        VALUE_AT_RISK,
        NEW_POTENTIAL,
        POTENTIAL,
        STEADY,
        OTHER,
    )
)

#: A001 to A004 word for word; churn stands before 新锐, with which it overlaps.
RULES_STRICT: Final = RuleSet((CORE_LOYAL, SLEEPING_AS_PRINTED, NEW_POTENTIAL, STEADY, OTHER))
