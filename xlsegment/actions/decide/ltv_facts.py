"""What the lifetime values rest on, in words: definition, cuts, requirements, back-test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, TypeAlias

import numpy as np
import pandas as pd

from xlsegment.actions.decide.back_test_facts import HIGH_ERROR, tested_lines
from xlsegment.actions.decide.filled import filled, joined, money, percent, rough
from xlsegment.actions.decide.ltv import Expected, Values
from xlsegment.core.days import day_date, day_number
from xlsegment.core.findings import Finding
from xlsegment.core.lifetime.forecast import HIGH_CORRELATION, LEAST_REPEATERS, BackTest, Refused
from xlsegment.text import Lang, Text

_LINE: TypeAlias = tuple[Text, Text, Text]
_LAST_DAY: Final = day_number(dt.date.max)


def facts_rows(values: Values, as_of: int, lang: Lang) -> pd.DataFrame:
    """Return the rows of 估算依据."""
    rows = [[text.in_(lang) for text in line] for line in _lines(values, as_of)]
    return pd.DataFrame(rows, columns=["ltv_item", "ltv_value", "ltv_reading"], dtype=object)


def value_findings(values: Values) -> list[Finding]:
    """Return what 数据检查 has to say of the forecast."""
    expected = values.expected
    if isinstance(expected, Refused):
        return [Finding("I-123", "ltv", fields={"reason": expected.reason})]
    findings = []
    if abs(expected.models.correlation) > HIGH_CORRELATION:
        fields = {"r": f"{expected.models.correlation:.2f}"}
        findings.append(Finding("W-121", "ltv", fields=fields))
    if isinstance(expected.test, BackTest) and not abs(expected.test.error) <= HIGH_ERROR:
        shown = percent(expected.test.error)
        findings.append(Finding("W-122", "ltv", fields={"p": shown}))
    return findings


def _lines(values: Values, as_of: int) -> Iterator[_LINE]:
    yield _basis(values)
    yield _historic(values)
    yield _predicted(values, as_of)
    yield _cuts(values)
    expected = values.expected
    if isinstance(expected, Refused):
        return
    yield _requirements(expected)
    yield _related(expected)
    yield from tested_lines(expected.test)
    yield _models(expected)


def _basis(values: Values) -> _LINE:
    what = Text("净消费(订单减退款)", "Net spend (orders less returns)")
    if values.margin is not None:
        what = filled(
            Text("毛利(毛利率 {p})", "Gross profit (margin {p})"), p=f"{values.margin:.1%}"
        )
    return (
        Text("价值口径", "Value counted as"),
        what,
        Text(
            "在参数表填写毛利率即按毛利计算；历史价值一列始终是净消费。",
            "Enter a gross margin on Parameters for profit; Historic value is always net spend.",
        ),
    )


def _historic(values: Values) -> _LINE:
    sum_ = int(values.net[values.known | ~values.bought].sum())
    return (
        Text("历史价值合计", "Historic value, sum"),
        filled(
            Text("{sum} 元，{n} 位有订单的客户", "{sum} from {n} customers with orders"),
            sum=f"{sum_ / 100:,.2f}",
            n=f"{int(values.known.sum()):,}",
        ),
        Text(
            "到分析基准日为止；只有退款、没有订单的客户也减去。",
            "Up to the analysis date; refunds of customers without an order are taken off, too.",
        ),
    )


def _predicted(values: Values, as_of: int) -> _LINE:
    item = Text("预计价值合计", "Predicted value, sum")
    expected = values.expected
    if isinstance(expected, Refused):
        return (
            item,
            filled(Text("未预测：{reason}", "Not forecast: {reason}"), reason=expected.reason),
            Text("历史价值照常；不猜。", "Historic values stand; nothing is guessed."),
        )
    total = float(np.nansum(values.predicted))
    text = filled(
        Text(
            "{sum} 元，{months} 个月(到 {end})，年折现率 {discount}",
            "{sum} in {months} months (until {end}), yearly discount {discount}",
        ),
        sum=money(total),
        months=values.horizon.months,
        end=day_date(min(as_of + values.horizon.days, _LAST_DAY)).isoformat(),
        discount=f"{values.horizon.discount:.1%}",
    )
    if isinstance(expected.test, Refused):
        return item, text, Text("没有回测，误差不明。", "No back-test: nobody knows the error.")
    margin = expected.test.margin
    reading = filled(
        Text(
            "按回测的误差，大致在 {low} 到 {high} 元之间；老客以外的新客不在内。",
            "By the error of the back-test roughly between {low} and {high}; new customers are "
            "not in it.",
        ),
        low=rough(total * max(1 - margin, 0)),
        high=rough(total * (1 + margin)),
    )
    if values.horizon.days > expected.test.days:
        reading = joined(
            reading,
            filled(
                Text(
                    "回测只有 {test} 天，预测 {days} 天，实际误差可能更大。",
                    " The back-test was {test} days, the forecast is {days}: be careful.",
                ),
                test=expected.test.days,
                days=values.horizon.days,
            ),
        )
    return item, text, reading


def _cuts(values: Values) -> _LINE:
    item = Text("LTV 切点", "LTV cuts")
    reading = Text(
        "按分位数划分(占比见参数表)，等于切点的归下一档。",
        "By quantile (shares on Parameters); equal to a cut is the lower level.",
    )
    if values.cuts is None:
        return item, Text("没有大于 0 的客户价值", "No customer is worth more than 0"), reading
    low, high = values.cuts
    return (
        item,
        filled(
            Text("高：大于 {high} 元；中：大于 {low} 元", "High: above {high}; mid: above {low}"),
            high=f"{high / 100:,.2f}",
            low=f"{low / 100:,.2f}",
        ),
        reading,
    )


def _requirements(expected: Expected) -> _LINE:
    history = expected.history
    return (
        Text("数据要求", "Data requirements"),
        filled(
            Text(
                "买过两天以上的客户 {n} 位(至少 {least})；历史 {days} 天，常见复购周期 {cycle} 天",
                "{n} customers bought on two days or more (at least {least}); {days} days of "
                "history, usual cycle {cycle} days",
            ),
            n=f"{int(history.repeated.sum()):,}",
            least=LEAST_REPEATERS,
            days=int(history.age.max()),
            cycle=f"{float(np.median(history.cycles)):.0f}",
        ),
        Text("满足，可以预测。", "Met: a forecast can be made."),
    )


def _related(expected: Expected) -> _LINE:
    high = abs(expected.models.correlation) > HIGH_CORRELATION
    return (
        Text("次数与客单价", "Frequency and spend"),
        filled(Text("相关系数 {r}", "Correlation {r}"), r=f"{expected.models.correlation:.2f}"),
        Text("超过 ±0.3：预计价值可能有偏差。", "Beyond ±0.3: predicted values may be off.")
        if high
        else Text(
            "在 ±0.3 以内，符合模型的前提(买得勤不等于每次花得多)。",
            "Within ±0.3, as the model assumes: who buys often does not spend more a time.",
        ),
    )


def _models(expected: Expected) -> _LINE:
    buying, spending = expected.models.buying, expected.models.spending
    return (
        Text("模型参数", "Model parameters"),
        filled(
            Text(
                "BG/NBD(周)：r {r}，α {alpha}，a {a}，b {b}；"
                "Gamma-Gamma(元)：p {p}，q {q}，γ {gamma}",
                "BG/NBD (weeks): r {r}, alpha {alpha}, a {a}, b {b}; Gamma-Gamma: p {p}, q {q}, "
                "gamma {gamma}",
            ),
            r=f"{buying.r:.3f}",
            alpha=f"{buying.alpha:.3f}",
            a=f"{buying.a:.3f}",
            b=f"{buying.b:.3f}",
            p=f"{spending.p:.3f}",
            q=f"{spending.q:.3f}",
            gamma=f"{spending.gamma / 100:,.2f}",
        ),
        Text(
            "Fader、Hardie、Lee(2005)；时间按周，同一天的订单算一次购买，退款按比例扣除。",
            "Fader, Hardie and Lee (2005); in weeks, orders of one day are one purchase, returns "
            "are deducted in proportion.",
        ),
    )
