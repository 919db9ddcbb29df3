"""The fictional people of the sample: who they are, how often and until when they buy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from xlsegment.core.standards.industries import SECTIONS
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import Row
from xlsegment.workbook.sheets.lists import SEXES

AS_OF: Final = dt.date(2025, 6, 30)
START: Final = dt.date(2023, 7, 1)
COUNT: Final = 300

_SURNAMES: Final = (
    ("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("杨", "Yang"),
    ("赵", "Zhao"), ("黄", "Huang"), ("周", "Zhou"), ("吴", "Wu"), ("徐", "Xu"), ("孙", "Sun"),
    ("马", "Ma"), ("朱", "Zhu"), ("胡", "Hu"), ("林", "Lin"), ("欧阳", "Ouyang"), ("诸葛", "Zhuge"),
)  # fmt: skip
_GIVEN: Final = (
    ("晓晨", "Xiaochen"), ("一诺", "Yinuo"), ("子涵", "Zihan"), ("雨桐", "Yutong"), ("浩", "Hao"),
    ("敏", "Min"), ("静怡", "Jingyi"), ("志远", "Zhiyuan"), ("佳", "Jia"), ("思源", "Siyuan"),
    ("梓萱", "Zixuan"), ("俊杰", "Junjie"), ("欣", "Xin"), ("若曦", "Ruoxi"), ("明轩", "Mingxuan"),
    ("可", "Ke"), ("书瑶", "Shuyao"), ("天佑", "Tianyou"), ("岚", "Lan"), ("景行", "Jingxing"),
)  # fmt: skip
_CITIES: Final = (
    Text("浙江省-杭州市", "Zhejiang-Hangzhou"),
    Text("广东省-深圳市", "Guangdong-Shenzhen"),
    Text("上海市-上海市", "Shanghai-Shanghai"),
    Text("四川省-成都市", "Sichuan-Chengdu"),
    Text("湖北省-武汉市", "Hubei-Wuhan"),
    Text("江苏省-苏州市", "Jiangsu-Suzhou"),
)
# What people write instead of a section of the standard; 服务业 is none at all.
_EVERYDAY: Final = (
    Text("互联网", "Internet"),
    Text("零售", "Retail"),
    Text("餐饮", "Catering"),
    Text("服务业", "Services"),
)
_TEST: Final = Text("测试账号", "Test account")
_OWN_TAGS: Final = (
    Text("生日月", "Birthday month"),
    Text("企业采购", "Company buyer"),
    Text("转介绍", "Referred"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """One fictional customer: how many orders, from when to when."""

    number: int
    customer_id: str
    registered_on: dt.date
    orders: int
    first: dt.date
    last: dt.date


def people(draw: Random) -> list[Person]:
    """Return the customers: two in five buy once, few buy very often, half are still active."""
    everybody = [_person(number, draw) for number in range(COUNT)]
    # The three that the behaviour form's description names.
    first = dt.date(2023, 5, 10)
    for number in range(3):
        person = everybody[number]
        everybody[number] = Person(
            number, f"C20230815{number + 1:03d}", first, 0, person.first, person.last
        )
    return everybody


def _person(number: int, draw: Random) -> Person:
    days = (AS_OF - START).days
    newcomer = draw.random() < 0.16
    since = int(draw.random() * 170) if newcomer else 170 + int(draw.random() * (days - 170))
    first = AS_OF - dt.timedelta(days=since)
    kind = draw.random()
    orders = 0 if kind < 0.02 else 1 if kind < 0.40 else 2 + int(66 * draw.random() ** 2.6)
    if newcomer:
        orders = min(orders, 1 + int(6 * draw.random()))
    span = since if draw.random() < 0.6 else since * draw.random()
    last = first + dt.timedelta(days=int(span * (0.92 + 0.08 * draw.random())))
    registered = first - dt.timedelta(days=int(20 * draw.random()))
    customer_id = f"C{registered:%Y%m%d}{number + 1:03d}"
    return Person(number, customer_id, registered, orders, first, last)


def customer_rows(everybody: Sequence[Person], draw: Random, lang: Lang) -> list[Row]:
    """Return the customer table: what a shop's export holds, a little of it dirty."""
    rows = [_customer_row(person, draw, lang) for person in everybody]
    # Already masked: stays as it is.
    rows[0] |= {
        "name": Text("张*", "Z*").in_(lang),
        "mobile": "138****5678",
        "industry": _EVERYDAY[0].in_(lang),
        "tags": "",
    }
    for number in (24, 61, 97, 133, 170, 206, 241, 279):
        rows[number]["mobile"] = None
    rows[118]["name"] = None
    rows[52]["age"] = 150
    rows[87]["registered_on"] = None
    rows[88]["registered_on"] = Text("2024年3月8日", "2024.3.8").in_(lang)
    rows[140]["name"] = Text("阿依古丽·艾力", "Ayguli Eli").in_(lang)
    rows[201]["mobile"] = "0571-88000000"
    # The same person under two IDs, and one ID on two rows.
    rows[222] |= {key: rows[33][key] for key in ("name", "mobile")}
    rows.append(dict(rows[45]))
    rows.append(
        {
            "customer_id": "TEST001",
            "name": _TEST.in_(lang),
            "mobile": "15400000000",
            "registered_on": START,
        }
    )
    return list(rows)


def _customer_row(person: Person, draw: Random, lang: Lang) -> dict[str, object]:
    family = _SURNAMES[int(draw.random() ** 1.5 * len(_SURNAMES))]
    given = _GIVEN[int(draw.random() * len(_GIVEN))]
    name = Text(f"{family[0]}{given[0]}", f"{given[1]} {family[1]}").in_(lang)
    everyday = draw.random() < 0.3
    industries = _EVERYDAY if everyday else tuple(SECTIONS.values())
    industry = industries[int(draw.random() * len(industries))]
    mobile = f"154{draw.random():.8f}".replace("0.", "")
    tag = _OWN_TAGS[int(draw.random() * len(_OWN_TAGS))] if draw.random() < 0.12 else None
    sex = SEXES[int(draw.random() * 2.04)]
    age = 19 + int(46 * draw.random() ** 1.3)
    city = _CITIES[int(draw.random() * len(_CITIES))]
    referrals = int(4 * draw.random() ** 4)
    return {
        "customer_id": person.customer_id,
        "name": name,
        "industry": industry.in_(lang),
        "mobile": _as_exported(mobile, draw),
        "tags": tag.in_(lang) if tag else None,
        "gender": sex.in_(lang),
        "age": age,
        "city": city.in_(lang),
        "registered_on": person.registered_on,
        "referrals": referrals or None,
    }


def _as_exported(mobile: str, draw: Random) -> str:
    """Write a number as one of the systems that exports come from would."""
    style = draw.random()
    if style < 0.05:
        return f"+86 {mobile}"
    if style < 0.09:
        return f"{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}"
    if style < 0.11:
        return f"0086{mobile}"
    return mobile
