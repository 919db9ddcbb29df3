"""What the action plan drafts for each kind of problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsegment.text import Text

_MANAGER: Final = Text("*经理", "*Manager")
_OPERATIONS: Final = Text("*运营专员", "*Operations")
_WIN_BACK: Final = Text("*挽回专员", "*Win-back")
_PLANNING: Final = Text("*策划专员", "*Campaign planning")
_SALES: Final = Text("*销售主管", "*Head of sales")
_DATA: Final = Text("*数据专员", "*Data")


@dataclass(frozen=True, slots=True)
class ProblemTexts:
    """The texts of one kind of problem; those of ``problem`` and ``evidence`` hold figures."""

    problem: Text
    evidence: Text
    cause: Text
    solution: Text
    owner: Text


TEXTS: Final[dict[str, ProblemTexts]] = {
    "P01": ProblemTexts(
        Text(
            "{name}近{days}天复购率下降{change}",
            "Repurchase rate of {name} down by {change} in the last {days} days",
        ),
        Text(
            "近{days}天 {now}({n} 人)，前{days}天 {before}({m} 人)；相差 {points} 个百分点，"
            "相对下降 {change}。",
            "{now} ({n} customers) in the last {days} days, {before} ({m}) in the {days} before: "
            "{points} points, {change} down relatively.",
        ),
        Text(
            "待核实：新品类推荐相关性低、客户服务响应慢、上期促销透支了需求？",
            "To be checked: do recommendations fit, is service slow, did the last sale bring "
            "orders forward?",
        ),
        Text(
            "基于历史购买做个性化新品推荐；推出专属新品试用券；回访 5–10 位客户核实原因。",
            "Recommend new products by past purchases; a trial coupon; call 5–10 customers "
            "to learn why.",
        ),
        _MANAGER,
    ),
    "P02": ProblemTexts(
        Text("{n} 位重点客户下滑到其他群体", "{n} valuable customers fell to other segments"),
        Text(
            "对比 {since}：{n} 位净消费前列的客户换了群体，消费减少或没有再买；名单见分层迁移。",
            "Since {since}, {n} valuable customers moved and spend less or have not bought; the "
            "list is on the sheet Migration.",
        ),
        Text(
            "待核实：最近没有再买，还是买得少了？是否有未解决的服务问题？",
            "To be checked: did they not buy lately, or less? Are there open service issues?",
        ),
        Text(
            "客户经理一对一回访，先联系消费最高的几位；给出专属权益或新品体验。",
            "Personal calls, those who spent most first; exclusive benefits or new products.",
        ),
        _MANAGER,
    ),
    "P03": ProblemTexts(
        Text("{n} 位重点客户流失风险高", "{n} valuable customers are at high risk of leaving"),
        Text(
            "见流失预警：净消费排在前列的重点客户里，风险为高的有 {n} 位。",
            "See the churn warning: {n} valuable customers at high risk.",
        ),
        Text(
            "待核实：超过自己的购买间隔、浏览下降或有投诉，原因见流失预警每行。",
            "To be checked: past their own interval, fewer visits or complaints; see each row.",
        ),
        Text(
            "按流失预警名单逐一回访，优先处理投诉；有针对性地给挽回优惠。",
            "Call them by the list, complaints first; offers that fit the reason.",
        ),
        _WIN_BACK,
    ),
    "P04": ProblemTexts(
        Text(
            "近{days}天净消费下降{change}",
            "Net spend down by {change} in the last {days} days",
        ),
        Text(
            "近{days}天 {now} 元，前{days}天 {before} 元。",
            "{now} in the last {days} days, {before} in the {days} before.",
        ),
        Text(
            "待核实：季节、上期大促之后的回落、竞品促销，还是客户变少、每单变小？",
            "To be checked: season, after a sale, a competitor's sale; fewer buyers or smaller "
            "orders?",
        ),
        Text(
            "先看购买客户数与客单价哪个下降，再决定做唤醒还是做组合加购。",
            "See whether buyers or order value fell, then choose between waking up and bundles.",
        ),
        _MANAGER,
    ),
    "P05": ProblemTexts(
        Text("沉睡客户占比上升{change}", "Share of sleeping customers up by {change}"),
        Text(
            "现在 {now}，{days} 天前 {before}；相差 {points} 个百分点，相对上升 {change}。",
            "{now} now, {before} {days} days ago: {points} points, {change} up relatively.",
        ),
        Text(
            "待核实：老客缺少触达、首单后没有引导第二单、获客渠道质量下降？",
            "To be checked: no contact with old customers, no guidance to a second order, weaker "
            "sources of new ones?",
        ),
        Text(
            "在购买后 60–90 天设复购提醒与小额券；对沉睡客户分批发回归券并留对照组。",
            "Reminders and small coupons 60–90 days after an order; win-back coupons in batches "
            "with a control group.",
        ),
        _WIN_BACK,
    ),
    "P06": ProblemTexts(
        Text("活动“{name}”亏损", "Campaign “{name}” lost money"),
        Text("活动 ROI {now}(净利润 ÷ 活动成本)。", "ROI {now} (net profit / cost)."),
        Text(
            "待核实：折扣过深、投放人群太宽、固定成本过高？",
            "To be checked: too deep a discount, too wide an audience, fixed costs?",
        ),
        Text(
            "压缩低效渠道；按客户群体分别定优惠力度；下次先小范围试投。",
            "Cut weak channels; offers by segment; try it on few customers first.",
        ),
        _PLANNING,
    ),
    "P07": ProblemTexts(
        Text("活动“{name}”触达率偏低", "Reach of campaign “{name}” is low"),
        Text("触达率 {now}，应达 {aim}。", "Reach rate {now}, {aim} wanted."),
        Text(
            "待核实：联系方式失效、渠道单一、发送时段不合适？",
            "To be checked: outdated contacts, one channel only, wrong time of day?",
        ),
        Text(
            "更新失效联系方式；增加推送渠道；换时段小范围测试。",
            "Refresh contacts; add channels; try other times on few customers.",
        ),
        _PLANNING,
    ),
    "P08": ProblemTexts(
        Text("活动“{name}”转化率偏低", "Conversion of campaign “{name}” is low"),
        Text("转化率 {now}，应达 {aim}。", "Conversion rate {now}, {aim} wanted."),
        Text(
            "待核实：优惠门槛过高、目标人群不匹配、落地页不清楚？",
            "To be checked: too high a threshold, the wrong audience, an unclear page?",
        ),
        Text(
            "细分目标客户；降低门槛或换优惠形式；优化落地页并做对比测试。",
            "Narrow the audience; lower the threshold or change the offer; test the page.",
        ),
        _PLANNING,
    ),
    "P09": ProblemTexts(
        Text(
            "线索响应慢：平均 {hours} 小时", "Leads are answered slowly: {hours} hours on average"
        ),
        Text(
            "已联系的 {n} 条线索平均响应 {hours} 小时，时限 {limit} 小时。",
            "{n} leads answered after {hours} hours on average; the limit is {limit}.",
        ),
        Text(
            "待核实：分配不及时、周末无人值守、提醒缺失？",
            "To be checked: late assignment, nobody on weekends, no reminder?",
        ),
        Text(
            "线索自动分配并设超时提醒；每天公布响应时长；高匹配线索优先。",
            "Assign leads at once with a reminder; show response times daily; good matches first.",
        ),
        _SALES,
    ),
    "P10": ProblemTexts(
        Text("{n} 条线索从未联系", "{n} leads were never contacted"),
        Text("占全部 {m} 条线索的 {p}，上限 {limit}。", "{p} of {m} leads; the limit is {limit}."),
        Text(
            "待核实：没有分配负责人、线索重复或联系方式无效？",
            "To be checked: no owner, duplicates, wrong contacts?",
        ),
        Text(
            "当天补分配并联系；两次联系不上再归档；每周清点一次。",
            "Assign and contact them today; file those not reached twice; count every week.",
        ),
        _SALES,
    ),
    "P11": ProblemTexts(
        Text("关键字段缺失率 {p}", "{p} of the key fields are missing"),
        Text(
            "联系方式与购买记录的缺失率 {p}，上限 {limit}。",
            "{p} of contacts and purchase records are missing; the limit is {limit}.",
        ),
        Text(
            "待核实：录入未设必填、渠道没有回传、导入列对应有误？",
            "To be checked: optional fields on entry, a source that lacks them, a wrong mapping?",
        ),
        Text(
            "按数据检查名单补全；录入表单设必填；与销售团队定期核对。",
            "Fill them in by the data check; make them required; review with sales regularly.",
        ),
        _DATA,
    ),
    "P12": ProblemTexts(
        Text(
            "“{name}”占购买过的客户 {p}，分层过于粗放",
            "“{name}” holds {p} of those who bought: the rules are too coarse",
        ),
        Text("单一群体占比上限 {limit}。", "The limit of one segment is {limit}."),
        Text(
            "待核实：规则阈值不适合本行业，或缺少中间档？",
            "To be checked: cuts that do not fit the trade, or no rule in between?",
        ),
        Text(
            "查看切点与数据检查中的空档提示，调整阈值或加一条规则；保持 3–6 类。",
            "See the cuts and the gaps in the data check, change cuts or add a rule; keep 3–6.",
        ),
        _OPERATIONS,
    ),
}
