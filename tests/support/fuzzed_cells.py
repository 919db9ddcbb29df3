"""Cells as hostile as files can hold them, each drawn from a seeded random."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from tests.support.personal_book import Person

HOSTILE_TEXTS: tuple[str, ...] = (
    *("", " ", "\u3000", "\t", "\u200b", "\ufeffC1", "\u202eabc", "e\u0301", "😀👨‍👩‍👧", "𠮷野家"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "'", "''x", "=cmd|'/C calc'!A0", "<b>&amp;\"'</b>", "]]>"),
    *("_x0041_", "_x000D_", "a\nb\r\nc", "\x01\x1f", "%s %d {0} {name}", "{", "}", "\\", "../../x"),
    *("null", "None", "nan", "inf", "-inf", "1e999", "1e-400", "TRUE", "#N/A", "#REF!", "0x1F"),
    *("00123", "1,234.5", "¥-1", "(20)", "１２３", "١٢٣", "²", "½", "十二", "1e5", "--5", "5%"),
    *("2023-13-45", "2023-02-29", "0000-00-00", "99999-01-01", "1900-02-29", "1899-12-31"),
    *("20230230", "2023年2月30日", "5/10/2023", "2023-05-10T25:61:61", "23.5.1", "昨天"),
    *("客户ID", "姓名", "合计", "待补充", "张*", "138****5678", "*" * 50, "测试", "test", "退款"),
    *("1" * 15, "1" * 18, "6222021234567890123", "13812345678.0", "1.3812345678E+10", "1" * 400),
    *("110105194912310020", "11010519491231002x", "朝阳区", "襄樊", "互联网", "服务业", "x" * 5000),
)
NUMBERS: tuple[float, ...] = (
    *(0, 1, -1, 0.1 + 0.2, 1e15, 1e16, 1.7976931348623157e308, -1e300, 5e-324, 0.005),
    *(123456789012345, 13812345678, 138123456780, 20230510, 20231399, 45000, 45000.5, -45000),
    *(2958465, 2958466, 60, 59, 150, 122, 123, 1e10, 99999999.999),
)
FORMULAS: tuple[tuple[str, object], ...] = (
    ("=1+1", 2), ("=NA()", "#N/A"), ("=1/0", "#DIV/0!"), ('="138"&"00001234"', "13800001234"),
    ('=""', ""), ("=TODAY()", 45800), ("=A1", 0), ("=$A$1&B$2", "x"), ("=SUM(A1:A3)", 6),
    ("=ROW()", 5), ('=IF(1,"张三","李四")', "张三"), ("=NoSuch(1)", "#NAME?"),
)  # fmt: skip
BLANKS: tuple[object, ...] = (None, None, "", " ", "待补充", "-", "无", "N/A")
_DAY = dt.date(2023, 1, 1)

Cell = object
Draw = Callable[[Random, Person], Cell]


def day(rng: Random) -> dt.datetime:
    """Return a day that orders can have."""
    return dt.datetime.combine(_DAY, dt.time()) + dt.timedelta(days=rng.randrange(900))


def written_day(rng: Random) -> Cell:
    """Return a day in one of the ways people write it."""
    when = day(rng)
    ways: tuple[Cell, ...] = (
        when, when, when + dt.timedelta(hours=9.5), f"{when:%Y-%m-%d}", f"{when:%Y%m%d}",
        int(f"{when:%Y%m%d}"), f"{when.year}/{when.month}/{when.day}", f"{when:%Y-%m-%d %H:%M:%S}",
        f"{when.year}年{when.month}月{when.day}日", f"{when:%Y.%m.%d}", (when.date() - _DAY).days,
    )  # fmt: skip
    return rng.choice(ways)


def written_mobile(rng: Random, person: Person) -> Cell:
    """Return a mobile number in one of the ways people write it."""
    digits = person.mobile
    ways: tuple[Cell, ...] = (
        digits, digits, int(digits), float(digits), f"+86 {digits}", f"+86{digits}",
        f"{digits[:3]}-{digits[3:7]}-{digits[7:]}", f"{digits[:3]} {digits[3:7]} {digits[7:]}",
        digits.translate(str.maketrans("0123456789", "０１２３４５６７８９")), f" {digits} ",
        f"{digits}.0", f"0086{digits}", f"'{digits}", f"{digits[:10]}", f"{digits}/{digits}",
    )  # fmt: skip
    return rng.choice(ways)


def customer_id(rng: Random, person: Person) -> Cell:
    """Return an ID in one of the ways exports write it."""
    if rng.random() < 0.9:
        return person.id
    number = person.number
    ways = (number, float(number), str(number), f" {person.id} ", person.id.lower(), person.mobile)
    return rng.choice(ways)


def amount(rng: Random) -> Cell:
    """Return an amount in one of the ways people write it."""
    value = rng.randrange(-2000, 500_000) / 100
    ways: tuple[Cell, ...] = (
        value, value, value, round(value), f"{value}", f"¥{value:,.2f}", f"{value}元",
        f"{value / 10000}万", value * 1000, "免费", True,
    )  # fmt: skip
    return rng.choice(ways)


def _pick(*words: Cell) -> Draw:
    return lambda rng, _: rng.choice(words)


#: What stands in a column of ours, by its key, where it is what it should be, or nearly.
PLAUSIBLE: dict[str, Draw] = {
    "customer_id": customer_id,
    "name": lambda rng, p: rng.choice((p.name, p.name, p.name, f" {p.name}", f"{p.name}　")),
    "mobile": written_mobile,
    "id_number": lambda rng, p: rng.choice((p.identity, p.identity, p.identity[:15] + "000")),
    "email": lambda rng, p: rng.choice((p.email, p.email.upper(), f" {p.email}")),
    "address": lambda _, p: p.address,
    "industry": _pick(
        "互联网", "制造业", "服务业", "IT", "金融", "教育", "I", "批发和零售业", "啊"
    ),
    "city": _pick(
        "杭州", "浙江省-杭州市", "朝阳区", "襄樊", "上海", "上海市", "Paris", "北京市海淀区"
    ),
    "age": _pick(30, 30.0, "30", "30岁", 150, -1, 0, "三十"),
    "order_date": lambda rng, _: written_day(rng),
    "first_order_date": lambda rng, _: written_day(rng),
    "registered_on": lambda rng, _: written_day(rng),
    "amount": lambda rng, _: amount(rng),
    "total_spend": lambda rng, _: amount(rng),
    "profit_contribution": lambda rng, _: amount(rng),
    "order_id": lambda rng, _: f"D{rng.randrange(12)}",
    "status": _pick("已完成", "已完成", "已完成", "退款", "已取消", "待付款", None),
    "channel": _pick("天猫", "京东", "小程序", None),
    "browse_minutes": _pick(30, 30.5, "30", -1, "30分钟"),
    "clicks": _pick(4, "4", 4.5, -4),
    "referrals": _pick(1, "2", -1),
    "tags": _pick("高价值", "高价值,复购", "我的标签", "，,、;", None),
    "target": _pick(100, "100", 0),
    "reached": _pick(50, 200, 0, "五十"),
    "converted": _pick(10, 60, None),
    "cost": _pick(9, 0, "¥9", -9),
    "campaign": _pick("618", "双11", 618),
}


def cell(rng: Random, key: str, person: Person, mess: float) -> Cell:
    """Return a cell of a column; ``mess`` is how often it is not what belongs there."""
    roll = rng.random()
    if roll >= mess:
        plausible = PLAUSIBLE.get(key)
        return plausible(rng, person) if plausible else rng.choice(("甲", "乙", 1, 2.5, None))
    drawn = rng.randrange(6)
    if drawn == 0:
        return rng.choice(BLANKS)
    if drawn == 1:
        return rng.choice(NUMBERS)
    if drawn == 2:
        return rng.choice((True, False, day(rng), dt.time(9, 30)))
    if drawn == 3:
        return Formula(*rng.choice(FORMULAS))
    return rng.choice(HOSTILE_TEXTS)


class Formula(tuple[str, object]):
    """A formula and the result that was saved with it."""

    __slots__ = ()

    def __new__(cls, text: str, result: object) -> Formula:
        return super().__new__(cls, (text, result))
