"""The matrices: one declaration each, and customers counted in their four cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from xlsegment.core.arrays import Int64Array
from xlsegment.core.matrix.axes import ACTIVITY, NEED, SPEND, WORTH, Axis, Facts
from xlsegment.core.matrix.bounds import Bounds
from xlsegment.text import Text

#: A cell: whether value is high, whether the other side is.
Cell: TypeAlias = tuple[bool, bool]
#: In the order in which they are shown.
CELLS: Final[tuple[Cell, ...]] = ((True, True), (True, False), (False, True), (False, False))
#: Place of customers whom the matrix cannot judge.
UNKNOWN: Final = len(CELLS)
NOT_JUDGED: Final = Text("未能归类", "Not placed")


@dataclass(frozen=True, slots=True)
class Matrix:
    """Two axes, and what to do with the customers of each cell."""

    key: str
    name: Text
    value: Axis
    other: Axis
    advice: Mapping[Cell, Text]

    def cell_name(self, place: int) -> Text:
        """Return what the customers at a place of `CELLS` are called: 高价值高活跃."""
        if place == UNKNOWN:
            return NOT_JUDGED
        first, second = self.sides(place)
        return Text(first.zh + second.zh, f"{first.en}, {second.en.lower()}")

    def sides(self, place: int) -> tuple[Text, Text]:
        """Return the words for both sides of a place of `CELLS`."""
        valuable, other = CELLS[place]
        return (
            self.value.high if valuable else self.value.low,
            self.other.high if other else self.other.low,
        )

    def rules(self, bounds: Bounds) -> tuple[Text, Text]:
        """Return the rules of both axes in words, bounds filled in."""
        given = asdict(bounds)
        first, second = (
            Text(axis.rule.in_("zh", **given), axis.rule.in_("en", **given))
            for axis in (self.value, self.other)
        )
        return first, second


#: The first one has the chart.
MATRICES: Final[tuple[Matrix, ...]] = (
    Matrix(
        "worth_activity",
        Text("价值×活跃度", "Value x activity"),
        WORTH,
        ACTIVITY,
        {
            (True, True): Text(
                "深度绑定与价值提升：专属客服、新品优先体验、会员等级权益升级，邀请转介绍",
                "Close ties: personal service, new products first, better membership benefits, "
                "ask for referrals",
            ),
            (True, False): Text(
                "优先激活与挽留：客户经理回访查明原因，唤醒优惠券，流失原因调研",
                "Win back first: call to learn the reason, wake-up coupon, survey why they left",
            ),
            (False, True): Text(
                "提升客单价与频次：产品使用引导、组合优惠、交叉销售、会员成长任务",
                "Raise spend: product guidance, bundles, cross-selling, membership goals",
            ),
            (False, False): Text(
                "低成本维护：基础服务与群发触达，不占用人工，有互动再跟进",
                "Keep costs low: basic service and mailings, follow up only on a response",
            ),
        },
    ),
    Matrix(
        "spend_need",
        Text("价值×需求紧急度", "Value x need urgency"),
        SPEND,
        NEED,
        {
            (True, True): Text(
                "最先响应：专属客服一对一跟进，当日处理；到期未购的由客户经理回访挽留",
                "Answer first: one-to-one service the same day; call those who are overdue",
            ),
            (True, False): Text(
                "深度维护：定期回访收集反馈、新品优先体验、权益升级",
                "Deep care: regular calls for feedback, new products first, better benefits",
            ),
            (False, True): Text(
                "快速处理：标准化服务与限时优惠促成购买，常见问题引导自助",
                "Answer fast: standard service, a limited offer, self-service for common questions",
            ),
            (False, False): Text(
                "标准维护：群发内容与基础服务，资源让给前三类",
                "Standard care: mailings and basic service; leave resources to the other three",
            ),
        },
    ),
)


def place_customers(matrix: Matrix, facts: Facts, bounds: Bounds) -> npt.NDArray[np.int64]:
    """Return the place of each customer in `CELLS`; `UNKNOWN` where a side is not known."""
    valuable, value_known = matrix.value.judge(facts, bounds)
    other, other_known = matrix.other.judge(facts, bounds)
    places = 2 * (~valuable).astype(np.int64) + (~other).astype(np.int64)
    return np.where(value_known & other_known, places, UNKNOWN)


def count_cells(places: Int64Array, cents: Int64Array) -> tuple[Int64Array, Int64Array]:
    """Return customers and cents per place, `UNKNOWN` last."""
    customers: Int64Array = np.bincount(places, minlength=UNKNOWN + 1)
    total = np.zeros(UNKNOWN + 1, dtype=np.int64)
    np.add.at(total, places, cents)
    return customers, total
