"""What to do with each group: features, direction, measures and an owner's role."""

from __future__ import annotations

from typing import Final

from xlsegment.core.class_strategies import (
    ACCOUNT_MANAGER,
    ASSISTANT,
    EIGHT_STRATEGIES,
    ELEVEN_STRATEGIES,
    OPERATIONS,
    WIN_BACK,
    Strategy,
)
from xlsegment.core.columns import FEATURES, KEYWORDS, OWNER
from xlsegment.core.presets import (
    CHURN_RISK,
    CORE_LOYAL,
    NEW_POTENTIAL,
    POTENTIAL,
    RULES_DEFAULT,
    RULES_STRICT,
    SLEEPING,
    STEADY,
    VALUE_AT_RISK,
)
from xlsegment.core.segments import (
    INCOMPLETE_ID,
    INCOMPLETE_NAME,
    NEVER_BOUGHT,
    NEVER_BOUGHT_NAME,
    OTHER,
    SegmentRule,
)
from xlsegment.text import Text


def _of(rule: SegmentRule, direction: Text, measures: Text, owner: Text) -> tuple[str, Strategy]:
    return rule.segment_id, Strategy(rule.name, rule.features, direction, measures, owner)


#: By segment id, eight-class code and eleven-class key.
STRATEGIES: Final[dict[str, Strategy]] = {
    **EIGHT_STRATEGIES,
    **ELEVEN_STRATEGIES,
    **dict(
        [
            _of(
                CORE_LOYAL,
                Text("深度绑定与价值提升", "Close ties and more value"),
                Text(
                    "专属客服、新品优先体验、会员等级权益升级",
                    "Personal service, new products first, better membership benefits",
                ),
                ACCOUNT_MANAGER,
            ),
            _of(
                NEW_POTENTIAL,
                Text("快速转化与习惯培养", "Quick conversion and habit"),
                Text(
                    "新客专享折扣、产品使用引导、定期回访收集反馈",
                    "Newcomer discount, product guidance, regular calls for feedback",
                ),
                OPERATIONS,
            ),
            _of(
                SLEEPING,
                Text("激活与挽回", "Reactivation and win-back"),
                Text(
                    "唤醒优惠券(“回归专享100元券”)、流失原因调研",
                    "Wake-up coupon (“100 off for coming back”), survey why they left",
                ),
                WIN_BACK,
            ),
            _of(
                CHURN_RISK,
                Text("及时唤醒", "Wake up in time"),
                Text(
                    "到期前提醒、小额限时券、电话回访了解原因",
                    "Reminder, small limited coupon, call to learn the reason",
                ),
                WIN_BACK,
            ),
            _of(
                VALUE_AT_RISK,
                Text("优先挽留", "Keep them first of all"),
                Text(
                    "客户经理一对一回访、专属挽回礼遇、排查服务问题",
                    "Personal call by the account manager, tailored offer, check service issues",
                ),
                ACCOUNT_MANAGER,
            ),
            _of(
                POTENTIAL,
                Text("提升客单价与频次", "Larger and more frequent orders"),
                Text(
                    "组合优惠、满额赠礼、会员成长任务",
                    "Bundles, gift above a spend, membership goals",
                ),
                OPERATIONS,
            ),
            _of(
                STEADY,
                Text("稳定维护与交叉销售", "Steady care and cross-selling"),
                Text(
                    "标准化服务、关联商品推荐、复购提醒",
                    "Standard service, related products, repurchase reminder",
                ),
                ASSISTANT,
            ),
            _of(
                OTHER,
                Text("按八类分别跟进", "Follow up by eight class"),
                Text(
                    "查看“八类”列,按对应策略执行;人数多时补充一条规则",
                    "See the eight-class column and act by it; add a rule if they are many",
                ),
                ASSISTANT,
            ),
            (
                NEVER_BOUGHT,
                Strategy(
                    NEVER_BOUGHT_NAME,
                    Text("已建档,尚无订单", "On file, no order yet"),
                    Text("促成首单", "Win the first order"),
                    Text(
                        "首单优惠、产品介绍、需求回访",
                        "First-order offer, product introduction, call about needs",
                    ),
                    OPERATIONS,
                ),
            ),
            (
                INCOMPLETE_ID,
                Strategy(
                    INCOMPLETE_NAME,
                    Text(
                        "买过，但缺少订单或消费数据",
                        "Has bought, but orders or figures are missing",
                    ),
                    Text("补全数据", "Complete the data"),
                    Text(
                        "补录订单，或补全最近购买日期、次数与金额后重新刷新",
                        "Add the orders, or last purchase, count and spend, then refresh again",
                    ),
                    ASSISTANT,
                ),
            ),
        ]
    ),
}


#: What a group without an entry of its own gets, such as a rule that a user added.
GENERAL: Final = Strategy(
    Text("自定义", "Custom"),
    Text("", ""),
    Text("按群体特点制定", "Decide by the group's features"),
    Text("请在策略表中填写具体措施", "Fill in the measures on the strategy sheet"),
    ASSISTANT,
)


def strategy_for(key: str) -> Strategy:
    """Return the strategy of a segment id, an eight-class code or an eleven-class key."""
    return STRATEGIES.get(key, GENERAL)


#: Name of a group in either language -> its key.
KEY_OF_NAME: Final = {name: key for key, s in STRATEGIES.items() for name in s.name.both}


def result_texts(key: str) -> dict[str, Text]:
    """Return what the result table says of a group by default: features, keywords, owner."""
    rule = RULES_DEFAULT.rule(key) or RULES_STRICT.rule(key)
    if rule is not None:
        return {FEATURES: rule.features, KEYWORDS: rule.keywords, OWNER: rule.owner}
    if (strategy := STRATEGIES.get(key)) is not None:
        return {FEATURES: strategy.features, KEYWORDS: strategy.measures, OWNER: strategy.owner}
    return {}
