"""What an order's status says: the words that shops and their systems export."""

from __future__ import annotations

import re
from typing import Final, Literal, get_args

from xlsegment.core.celltext import clean_text, exact_number

#: ``order`` counts; ``return`` is money going back; ``reversed`` is an order that was taken back:
#: its own amount came in and went out again; ``partial`` is an order of which an unknown part went
#: back; ``cancelled`` never brought money; ``unknown`` is a word that says nothing to us.
Status = Literal["order", "return", "reversed", "partial", "cancelled", "unknown"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)

# Systems write the same thing with and without who did it, "order" and "already". Whole words
# only: 退款失败 and 取消失败 are neither returns nor cancellations.
_WHO = r"(?:订单|交易|系统|买家|卖家|用户|客户|会员|商家|店铺|平台|管理员|后台|客服|人工)"
_WHY = r"(?:超时|自动|逾期|未付款|未支付|拍下|被)"
_PAY = r"(?:付款|支付|付钱)"
_WORDS: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = (
    (
        "cancelled",
        re.compile(
            rf"{_WHO}*{_WHY}*{_WHO}*已?{_WHY}*"
            r"(?:取消|关闭|关单|作废|撤销|撤单|失效|过期|删除|废弃)(?:了|成功)?(?:订单|交易)?"
            rf"|(?:订单|交易)?(?:等待|待|未|尚未|还未|没有)(?:买家|客户|用户)?(?:成功)?{_PAY}(?:订单)?"
            rf"|{_WHO}(?:未|待){_PAY}|未成功{_PAY}|(?:超时|逾期|拍下)未{_PAY}"
            rf"|(?:{_PAY}|扣款|交易|下单)?已?(?:失败|超时)"
            rf"|{_WHO}*已?(?:拒收|拒签)|无效(?:订单|交易)?|(?:订单|交易)无效"
            r"|测试(?:订单|单|数据)?|草稿(?:订单)?"
            r"|(?:order|payment)?(?:cancell?ed|cancel|closed|void|voided|expired|failed|failure"
            r"|declined|rejected|invalid|deleted|abandoned|revoked|unpaid|pending)"
            r"|cancell?ed(?:order|by(?:buyer|seller|customer|user|merchant|system|admin))"
            r"|pendingpayment|(?:awaiting|waitingfor)payment|notpaid"
            r"|payment(?:pending|error)|paymentfailed|trash|draft|checkoutdraft|test(?:order|ing)?"
        ),
    ),
    (
        "reversed",
        re.compile(
            rf"{_WHO}?已?(?:全额|全部)?(?:退货退款|仅退款|退款|退货)(?:已)?(?:成功|完成)"
            rf"|{_WHO}?已(?:全额|全部)?(?:退货退款|退款|退货)(?:订单)?|(?:全额|全部)退款|完成退款"
            r"|(?:order|fully)?(?:refunded|returned)|fullrefund"
            r"|(?:refund|return)(?:success|successful|succeeded|complete|completed)"
        ),
    ),
    (
        "partial",
        re.compile(
            r"已?(?:部分|部份)(?:退款|退货|退货退款)(?:成功|完成)?"
            r"|partial(?:ly)?(?:refund|refunded|return|returned)"
        ),
    ),
    (
        "return",
        re.compile(r"退款|退货|退货退款|仅退款|退款单|退货单|refund|return|chargeback|chargedback"),
    ),
    (
        "order",
        re.compile(
            rf"(?:订单|交易)?(?:已)?(?:完成|成功|结束|达成)|{_WHO}?已?{_PAY}(?:成功|完成)?"
            r"|(?:订单|交易|购买|下单)(?:已)?(?:完成|成功|结束)"
            r"|(?:等待|待|未|尚未|部分|已全部|全部)(?:卖家|商家|店铺|仓库)?(?:发货|出库|配货|发出)"
            r"|(?:卖家|商家|店铺|仓库)?已?(?:部分)?(?:发货|出库|配货|发出|揽收|揽件|备货|打包)"
            r"|(?:等待|待)(?:买家|客户|用户)?(?:确认)?(?:收货|签收|自提|取货|提货)"
            r"|(?:等待|待)(?:买家|客户|用户)确认"
            r"|(?:买家|客户|用户)?已?(?:确认)?(?:收货|签收|自提|取货|提货|送达|妥投)"
            r"|(?:运输|配送|派送|派件|发货|备货|处理|出库|制作)中"
            r"|(?:等待|待|已|未)?(?:评价|核销|使用|消费|结算|开票)|(?:等待|待)(?:接单|确认)"
            r"|已(?:入账|到账|接单|成团|审核|确认)"
            r"|审核通过|有效(?:订单)?|正常|(?:没有|无|未)(?:申请)?(?:退款|退货|售后)"
            r"|退款(?:已)?(?:关闭|失败|取消|撤销|拒绝)|(?:已)?(?:拒绝|取消|撤销)退款"
            r"|(?:order|payment)?(?:paid|completed?|success|successful|succeeded|settled|captured"
            r"|confirmed|approved|accepted|received|processing|processed|done|finished|ok)"
            r"|(?:fully|partially|partly|not)?(?:shipped|fulfilled|delivered|dispatched)"
            r"|un(?:shipped|fulfilled)|partial(?:ly)?fulfilled|(?:awaiting|readyfor|waitingfor)"
            r"(?:shipment|shipping|fulfillment|pickup|delivery)|readytoship|in(?:transit|progress)"
            r"|outfordelivery|pickedup|collected|invoiced"
        ),
    ),
)
_BRACKETED: Final = re.compile(r"[(\[【{「《]([^)\]】}」》]*)[)\]】}」》]?")
_BETWEEN: Final = re.compile(r"[,，;；:：/|、。.!…~—–]+|\s[-]+\s|(?<=[^\x00-\x7f])[-]+")
_JOINTS: Final = re.compile(r"[\s_\-]+")
_PREFIX: Final = re.compile(r"^wc-")  # WooCommerce keeps its own words apart by this
_GRAVEST: Final[tuple[Status, ...]] = ("cancelled", "reversed", "partial", "return", "order")
# Nothing that long is a status; it bounds what the patterns can cost.
_LONGEST: Final = 40


def status_of(text: str) -> Status:
    """Tell what a status says.

    Parameters
    ----------
    text : str
        The cell. Case, full width, blanks, who did it and a remark in brackets do not matter;
        of several parts the gravest decides: 已发货，退款成功 was taken back.

    Returns
    -------
    str
        What the row is; a blank status is an order.

    Examples
    --------
    >>> [status_of(s) for s in ("已取消(超时)", "等待买家付款", "已完成", "退款失败", "Voided")]
    ['cancelled', 'cancelled', 'order', 'order', 'cancelled']
    """
    cleaned = clean_text(text).lower()
    if not cleaned:
        return "order"
    whole = _word(cleaned)
    if whole != "unknown":
        return whole
    remarks = _BRACKETED.findall(cleaned)
    parts = [*_BETWEEN.split(_BRACKETED.sub(" ", cleaned)), *remarks]
    found = {_word(part) for part in parts}
    status: Status = next((status for status in _GRAVEST if status in found), "unknown")
    # 已退款(￥12.00): how much went back is said, so it need not be all of it
    if status == "reversed" and any(exact_number(remark) is not None for remark in remarks):
        return "partial"
    return status


def _word(text: str) -> Status:
    word = _JOINTS.sub("", _PREFIX.sub("", text.strip()))
    if len(word) > _LONGEST:
        return "unknown"
    for status, words in _WORDS:
        if words.fullmatch(word):
            return status
    return "unknown"
