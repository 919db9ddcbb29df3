"""Rates of a campaign: reach, conversion, ROI, ROAS."""

from __future__ import annotations

from typing import Final

from xlsegment.core.ratios import ratio
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import CellError
from xlsegment.excel.declare import Argument, Example
from xlsegment.excel.readers import cents, count
from xlsegment.excel.spread import needed, spread
from xlsegment.text import Text

_RATE: Final = Text(
    "比率，如 0.85（设为百分比格式即 85%）；分母为 0 #DIV/0!，人数为负或分子大于分母 #NUM!",
    "A rate: 0.85 is 85 %; divided by 0 #DIV/0!, a negative count or more than all #NUM!",
)
_RETURN: Final = Text(
    "比率，可为负；成本为 0 #DIV/0!，成本为负 #NUM!",
    "A rate, negative for a loss; cost 0 #DIV/0!, negative cost #NUM!",
)
_COST: Final = Argument("cost", Text("活动成本（元）", "Cost of the campaign"))


@worksheet_function(
    summary=Text(
        "触达率 = 触达客户数 ÷ 目标客户数。", "Reach rate: customers reached ÷ customers targeted."
    ),
    arguments=(
        Argument("reached", Text("触达客户数，可为整列", "Customers reached, or a column")),
        Argument("target", Text("目标客户数", "Customers targeted")),
    ),
    returns=_RATE,
    examples=(Example("=CAMP_REACH(8500,10000)", Text("618大促：85%", "618 sale: 85 %"), ("0%",)),),
)
def CAMP_REACH(reached: object, target: object) -> object:
    """Reach rate of a campaign."""
    return spread(part_of, needed(reached, count), needed(target, count))


@worksheet_function(
    summary=Text(
        "转化率 = 转化客户数 ÷ 触达客户数（不是目标客户数）。",
        "Conversion rate: customers converted ÷ customers reached (not targeted).",
    ),
    arguments=(
        Argument("converted", Text("转化客户数，可为整列", "Customers converted, or a column")),
        Argument("reached", Text("触达客户数", "Customers reached")),
    ),
    returns=_RATE,
    examples=(Example("=CAMP_CVR(1275,8500)", Text("618大促：15%", "618 sale: 15 %"), ("0%",)),),
)
def CAMP_CVR(converted: object, reached: object) -> object:
    """Conversion rate of a campaign."""
    return spread(part_of, needed(converted, count), needed(reached, count))


@worksheet_function(
    summary=Text(
        "活动ROI = 净利润 ÷ 活动成本。净利润 = 收入 − 货品成本 − 活动成本。",
        "ROI: net profit ÷ cost, where net profit = revenue − goods cost − campaign cost.",
    ),
    arguments=(
        Argument("net_profit", Text("净利润（元），可为整列", "Net profit, or a column")),
        _COST,
    ),
    returns=_RETURN,
    examples=(
        Example("=CAMP_ROI(77500,50000)", Text("618大促：155%", "618 sale: 155 %"), ("0%",)),
    ),
)
def CAMP_ROI(net_profit: object, cost: object) -> object:
    """Return on a campaign's cost."""
    return spread(_per_cost, needed(net_profit, cents), needed(cost, cents))


@worksheet_function(
    summary=Text(
        "ROAS = 收入 ÷ 活动成本，与 ROI 不同：没有扣除任何成本。",
        "ROAS: revenue ÷ cost; unlike ROI, no cost has been taken off.",
    ),
    arguments=(
        Argument("revenue", Text("活动带来的收入（元），可为整列", "Revenue, or a column")),
        _COST,
    ),
    returns=_RETURN,
    examples=(Example("=CAMP_ROAS(127500,50000)", Text("每 1 元成本带来 2.55 元", "2.55 per 1")),),
)
def CAMP_ROAS(revenue: object, cost: object) -> object:
    """Revenue per cost of a campaign."""
    return spread(_per_cost, needed(revenue, cents), needed(cost, cents))


def part_of(part: int, whole: int) -> object:
    """Return a share of counts; more than the whole is out of its domain."""
    share = ratio(part, whole)
    if share is None:
        return CellError.DIV0
    return CellError.NUM if part > whole else share


def _per_cost(amount: int, cost: int) -> object:
    if cost < 0:
        return CellError.NUM
    rate = ratio(amount, cost)
    return CellError.DIV0 if rate is None else rate
