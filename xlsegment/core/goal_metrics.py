"""The metrics that goals are measured by. One entry, and it can be chosen on the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from xlsegment.core import goal_measures as measures
from xlsegment.core.celltext import clean_text
from xlsegment.core.presets import CHURN_RISK, CORE_LOYAL, SLEEPING, VALUE_AT_RISK
from xlsegment.core.units import Unit
from xlsegment.text import Text

#: What a scope may name: a segment, a campaign, a source of leads, nothing but all.
Domain = Literal["customers", "campaigns", "leads", "all"]

DOMAIN_TEXT: Final[dict[Domain, Text]] = {
    "customers": Text("客户群体", "a segment"),
    "campaigns": Text("活动名称", "a campaign"),
    "leads": Text("线索来源", "a source of leads"),
    "all": Text("只能填全部", "nothing else"),
}
BETTER_TEXT: Final[dict[Literal["higher", "lower"], Text]] = {
    "higher": Text("越高越好", "Higher is better"),
    "lower": Text("越低越好", "Lower is better"),
}


@dataclass(frozen=True, slots=True)
class GoalMetric:
    """One metric.

    Attributes
    ----------
    key : str
        Its key.
    name : Text
        As people choose it.
    unit : str
        Of its value.
    better : {"higher", "lower"}
        Which way is good.
    domain : str
        What the scope of a goal may name.
    measure : callable
        Its value.
    note : Text
        Its definition in one sentence; ``{recent}`` and ``{active}`` stand for days.
    aliases : tuple of str
        What else people call it.
    """

    key: str
    name: Text
    unit: Unit
    better: Literal["higher", "lower"]
    domain: Domain
    measure: measures.Measure
    note: Text
    aliases: tuple[str, ...] = ()


GOAL_METRICS: Final[tuple[GoalMetric, ...]] = (
    GoalMetric(
        "repurchase",
        Text("复购率", "Repurchase rate"),
        "rate",
        "higher",
        "customers",
        measures.repurchase,
        Text(
            "近 {recent} 天内再次下单的客户 ÷ 此前已购买、当时属于该范围的客户。",
            "Customers who ordered again in the last {recent} days / those in the scope before "
            "who had bought.",
        ),
        ("复购", "repurchase"),
    ),
    GoalMetric(
        "frequency",
        Text("购买频次", "Orders per buyer"),
        "times",
        "higher",
        "customers",
        measures.frequency,
        Text(
            "统计窗口内的订单数 ÷ 下单客户数。",
            "Orders in the window / customers who ordered in it.",
        ),
        ("客户购买频次", "人均购买频次", "purchase frequency"),
    ),
    GoalMetric(
        "order_value",
        Text("客单价", "Order value"),
        "money",
        "higher",
        "customers",
        measures.order_value,
        Text(
            "统计窗口内的有效订单金额 ÷ 订单数(每单平均，不减退款)。",
            "Amount of valid orders in the window / orders (returns not deducted).",
        ),
        ("每单金额", "average order value", "aov"),
    ),
    GoalMetric(
        "kinds",
        Text("人均购买品类数", "Categories per buyer"),
        "times",
        "higher",
        "customers",
        measures.kinds,
        Text(
            "统计窗口内每位下单客户平均买过几个商品品类。",
            "Product categories bought in the window per customer who ordered.",
        ),
        ("品类偏好", "品类数", "category preference"),
    ),
    GoalMetric(
        "net_spend",
        Text("净消费", "Net spend"),
        "money",
        "higher",
        "customers",
        measures.net_spend,
        Text("统计窗口内的消费减退款。", "Spend in the window less returns."),
        ("销售额", "营收", "revenue"),
    ),
    GoalMetric(
        "new_customers",
        Text("新客户数", "New customers"),
        "count",
        "higher",
        "customers",
        measures.new_customers,
        Text(
            "近 {recent} 天内首次下单的客户数。",
            "Customers whose first order was in the last {recent} days.",
        ),
        ("新客数", "new buyers"),
    ),
    GoalMetric(
        "active",
        Text("活跃客户占比", "Active share"),
        "rate",
        "higher",
        "customers",
        measures.active,
        Text(
            "最近 {active} 天内购买过的客户 ÷ 购买过的客户。",
            "Customers who bought in the last {active} days / those who ever bought.",
        ),
        ("活跃率", "active customers"),
    ),
    GoalMetric(
        "core_share",
        Text("核心忠诚客户占比", "Core loyal share"),
        "rate",
        "higher",
        "all",
        measures.segment_share(CORE_LOYAL.segment_id),
        Text("核心忠诚客户 ÷ 购买过的客户。", "Core loyal customers / those who ever bought."),
    ),
    GoalMetric(
        "churn_share",
        Text("流失风险占比", "Churn risk share"),
        "rate",
        "lower",
        "all",
        measures.segment_share(CHURN_RISK.segment_id, VALUE_AT_RISK.segment_id),
        Text(
            "流失风险客户与高价值流失预警的客户 ÷ 购买过的客户。",
            "Customers at risk, valuable ones included / those who ever bought.",
        ),
        ("流失率", "churn risk"),
    ),
    GoalMetric(
        "sleeping_share",
        Text("沉睡客户占比", "Sleeping share"),
        "rate",
        "lower",
        "all",
        measures.segment_share(SLEEPING.segment_id),
        Text("沉睡流失客户 ÷ 购买过的客户。", "Sleeping customers / those who ever bought."),
        ("沉睡占比", "sleeping customers"),
    ),
    GoalMetric(
        "reach",
        Text("触达率", "Reach rate"),
        "rate",
        "higher",
        "campaigns",
        measures.campaign_rate(lambda c: c.reached, lambda c: c.target),
        Text("各活动触达客户数之和 ÷ 目标客户数之和。", "Customers reached / targeted, in sum."),
    ),
    GoalMetric(
        "conversion",
        Text("转化率", "Conversion rate"),
        "rate",
        "higher",
        "campaigns",
        measures.campaign_rate(lambda c: c.converted, lambda c: c.reached),
        Text("各活动转化客户数之和 ÷ 触达客户数之和。", "Customers converted / reached, in sum."),
    ),
    GoalMetric(
        "roi",
        Text("ROI", "ROI"),
        "rate",
        "higher",
        "campaigns",
        measures.campaign_rate(lambda c: c.profit, lambda c: c.cost),
        Text("各活动净利润之和 ÷ 活动成本之和。", "Net profit / campaign cost, in sum."),
        ("活动ROI", "投资回报率", "campaign roi"),
    ),
    GoalMetric(
        "lead_valid",
        Text("线索有效率", "Valid leads"),
        "rate",
        "higher",
        "leads",
        measures.lead_figure(lambda leads: leads.rate),
        Text("30 天内成交的线索 ÷ 全部线索。", "Leads that paid within 30 days / all leads."),
        ("线索转化率", "lead conversion"),
    ),
    GoalMetric(
        "lead_response",
        Text("线索响应时长", "Lead response time"),
        "hours",
        "lower",
        "leads",
        measures.lead_figure(lambda leads: leads.mean_hours),
        Text(
            "首次联系时间 − 创建时间的平均小时数；负数和未联系的不计入。",
            "Mean hours from creation to first contact; negative and never contacted left out.",
        ),
        ("跟进响应速度", "响应时长", "response time"),
    ),
    GoalMetric(
        "lead_uncontacted",
        Text("未联系线索占比", "Leads never contacted"),
        "rate",
        "lower",
        "leads",
        measures.lead_figure(lambda leads: leads.never / leads.leads),
        Text("没有首次联系时间的线索 ÷ 全部线索。", "Leads without a first contact / all leads."),
        ("未跟进线索占比",),
    ),
    GoalMetric(
        "lead_match",
        Text("高匹配线索占比", "Well-matching leads"),
        "rate",
        "higher",
        "leads",
        measures.high_matches,
        Text("需求匹配度为高的线索 ÷ 全部线索。", "Leads that match well / all leads."),
        ("线索需求匹配度", "需求匹配度", "客户需求匹配度", "lead match"),
    ),
    GoalMetric(
        "missing",
        Text("关键字段缺失率", "Missing key fields"),
        "rate",
        "lower",
        "all",
        measures.missing,
        Text(
            "联系方式与购买记录中空缺的比例。",
            "Share of contacts and purchase records that are missing.",
        ),
        ("缺失率", "missing rate"),
    ),
)

_BY_NAME: Final = {
    clean_text(name).casefold(): metric
    for metric in GOAL_METRICS
    for name in (*metric.name.both, *metric.aliases)
}

#: No rate is above this: what is larger was typed without its percent sign. ROI may be 2000 %.
HIGHEST: Final[dict[str, float]] = {"roi": 20.0}


def goal_metric(name: str) -> GoalMetric | None:
    """Return the metric that somebody chose or typed; None for an unknown one.

    Examples
    --------
    >>> goal_metric("复购率").key, goal_metric("Order value").key, goal_metric("好评率")
    ('repurchase', 'order_value', None)
    """
    return _BY_NAME.get(clean_text(name).casefold())
