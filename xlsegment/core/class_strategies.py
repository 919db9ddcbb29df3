"""Strategies of the eight and the eleven classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsegment.core.classes import EIGHT, ELEVEN
from xlsegment.text import Text


@dataclass(frozen=True, slots=True)
class Strategy:
    """Product, marketing and service in one line per group."""

    name: Text
    features: Text
    direction: Text
    measures: Text
    owner: Text


ACCOUNT_MANAGER: Final = Text("*客户经理", "*Account manager")
OPERATIONS: Final = Text("*运营专员", "*Operations specialist")
WIN_BACK: Final = Text("*挽回专员", "*Win-back specialist")
ASSISTANT: Final = Text("*客服助理", "*Service assistant")


def _plain(
    names: dict[str, Text], rows: dict[str, tuple[Text, Text, Text, Text]]
) -> dict[str, Strategy]:
    return {key: Strategy(names[key], *row) for key, row in rows.items()}


EIGHT_STRATEGIES: Final = _plain(
    EIGHT,
    {
        "111": (
            Text("最近买、买得多、花得多", "Bought lately, often and much"),
            Text("重点维系", "Keep close"),
            Text(
                "专属客服、新品优先、会员权益升级",
                "Personal service, new products first, better benefits",
            ),
            ACCOUNT_MANAGER,
        ),
        "011": (
            Text("买得多、花得多,近期未购买", "Often and much, but not lately"),
            Text("主动唤回", "Call them back"),
            Text(
                "一对一回访、到货与新品提醒、专属回购礼",
                "Personal call, news of products, gift for coming back",
            ),
            ACCOUNT_MANAGER,
        ),
        "101": (
            Text("最近买、花得多,次数少", "Lately and much, but seldom"),
            Text("提升频次", "Make it more often"),
            Text(
                "复购券、订阅或周期购、关联推荐",
                "Repeat coupon, subscription, related products",
            ),
            OPERATIONS,
        ),
        "001": (
            Text("花得多,次数少且近期未购买", "Much, but seldom and not lately"),
            Text("重点挽留", "Rescue first"),
            Text(
                "大额回归券、流失原因调研、服务补救",
                "Large coupon, ask why, put things right",
            ),
            WIN_BACK,
        ),
        "110": (
            Text("最近买、买得多,客单价低", "Lately and often, small baskets"),
            Text("提升客单价", "Larger baskets"),
            Text(
                "组合装、满减、升级款推荐",
                "Bundles, discount above a spend, better models",
            ),
            OPERATIONS,
        ),
        "010": (
            Text("买得多,花得少且近期未购买", "Often, but little and not lately"),
            Text("低成本维持", "Keep at low cost"),
            Text(
                "定期推送、积分到期提醒、小额券",
                "Regular messages, points reminder, small coupon",
            ),
            ASSISTANT,
        ),
        "100": (
            Text("最近买,次数和金额都少", "Lately, but seldom and little"),
            Text("培养习惯", "Build a habit"),
            Text(
                "新客引导、第二单优惠、使用教程",
                "Guidance, second-order offer, tutorials",
            ),
            OPERATIONS,
        ),
        "000": (
            Text("久未购买,次数和金额都少", "Not lately, seldom, little"),
            Text("批量触达,控制投入", "Mass contact, little spending"),
            Text(
                "群发唤醒、清仓活动通知,无响应则停止投放",
                "Mass wake-up, clearance news, stop without response",
            ),
            ASSISTANT,
        ),
    },
)

ELEVEN_STRATEGIES: Final = _plain(
    ELEVEN,
    {
        "champions": (
            Text("最近买、最常买、花得最多", "Buy most recently, most often, most"),
            Text("奖励并请其推荐", "Reward and ask for referrals"),
            Text(
                "专属权益、新品首发体验、推荐有礼",
                "Exclusive benefits, first look at new products, referral gift",
            ),
            ACCOUNT_MANAGER,
        ),
        "loyal": (
            Text("持续购买,消费较高", "Keep buying, spend well"),
            Text("提升价值", "Raise their value"),
            Text(
                "会员升级、高阶商品推荐、邀请评价",
                "Membership upgrade, premium products, ask for reviews",
            ),
            ACCOUNT_MANAGER,
        ),
        "potential": (
            Text("近期购买,已有复购", "Recent, with repeat orders"),
            Text("培养忠诚", "Make them loyal"),
            Text(
                "会员计划、组合推荐、复购奖励",
                "Membership plan, bundles, reward for repeats",
            ),
            OPERATIONS,
        ),
        "new": (
            Text("刚完成首单", "Placed a first order lately"),
            Text("建立关系", "Start the relationship"),
            Text(
                "欢迎礼、使用引导、第二单优惠",
                "Welcome gift, guidance, second-order offer",
            ),
            OPERATIONS,
        ),
        "promising": (
            Text("近期购买、客单价不低,次数少", "Recent, fair baskets, seldom"),
            Text("促成复购", "Win the next order"),
            Text(
                "限时复购券、品牌内容、试用装",
                "Limited repeat coupon, brand stories, samples",
            ),
            OPERATIONS,
        ),
        "attention": (
            Text("各项中等偏上,近期转淡", "Above average, cooling down"),
            Text("重新激发", "Warm them up again"),
            Text(
                "限时活动、按历史偏好推荐",
                "Limited offers, suggestions from past orders",
            ),
            OPERATIONS,
        ),
        "sleepy": (
            Text("低于平均,即将沉睡", "Below average, about to sleep"),
            Text("及时提醒", "Remind in time"),
            Text(
                "爆款推荐、限时折扣、积分提醒",
                "Best-sellers, limited discount, points reminder",
            ),
            ASSISTANT,
        ),
        "at_risk": (
            Text("曾常买、花得多,许久未来", "Used to buy often and much, long ago"),
            Text("主动挽回", "Win back actively"),
            Text(
                "个性化回访、回归礼券、服务改进说明",
                "Personal call, coupon for coming back, what we improved",
            ),
            WIN_BACK,
        ),
        "cannot_lose": (
            Text("曾是大客户,长期未购买", "Used to be large, gone for long"),
            Text("全力挽回", "Win back with all means"),
            Text(
                "高层或客户经理拜访、专属方案、问题追踪",
                "Visit by a manager, tailored plan, follow the issue up",
            ),
            ACCOUNT_MANAGER,
        ),
        "hibernating": (
            Text("很久以前买过,次数少", "Bought long ago, seldom"),
            Text("低成本唤醒", "Wake up at low cost"),
            Text(
                "群发唤醒、换季与清仓通知",
                "Mass wake-up, season and clearance news",
            ),
            ASSISTANT,
        ),
        "lost": (
            Text("最久未购买,次数与金额最低", "Longest gone, fewest, least"),
            Text("停止高成本投放", "Stop costly contact"),
            Text(
                "一次性唤醒尝试,无响应移出名单",
                "One wake-up attempt, off the list without response",
            ),
            ASSISTANT,
        ),
    },
)
