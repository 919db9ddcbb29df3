"""The fictional orders of the sample: rhythm, prices, returns, and an export's usual dirt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import Row
from xlsegment.workbook.sample_customers import AS_OF, Person
from xlsegment.workbook.sheets.lists import CHANNELS, ORDER_STATES, PAYMENTS

# Few prices, many customers: equal amounts are common, as in a shop.
_PRICES: Final = (39, 59, 88, 99, 128, 168, 199, 268, 329, 399, 499, 688, 899, 1288)
_CATEGORIES: Final = (
    Text("家居日用", "Household"),
    Text("食品生鲜", "Food"),
    Text("美妆个护", "Beauty"),
    Text("服饰鞋包", "Clothing"),
    Text("数码家电", "Electronics"),
    Text("母婴", "Baby"),
)
_COMPLETED, _REFUND, _RETURN, _REFUNDED, _CANCELLED = ORDER_STATES

# Days before the analysis date on which the first three customers bought, such that their
# orders per quarter and repurchase cycles are those of the behaviour form's description:
# 3 and 45 days, 1 and 90 days, 5 and 30 days.
_GIVEN_DAYS: Final = (
    (17, 53, 85, 131, 176, 223, 269, 316, 362, 409, 455, 502, 548, 595, 641, 688, 734, 782),
    (30, 120, 210, 300),
    (8, 28, 48, 68, 88, 120, 153, 185, 218, 250, 283, 315, 348, 380, 413, 445, 478, 510, 543,
     576, 608),
)  # fmt: skip
# The first one's orders add up to 12,500.00; those of the last 180 days stay below what makes a
# customer valuable, or the tag would take the place of the form's own 高复购.
_GIVEN_AMOUNTS: Final = (
    (368, 398, 388, 366, 378, 828, 788, 816, 838, 798, 826, 816, 788, 838, 816, 808, 828, 814),
    (399, 268, 199, 329),
    (899, 1288, 499, 899, 688),
)


def order_rows(everybody: Sequence[Person], draw: Random, lang: Lang) -> list[Row]:
    """Return the order table, by date as exports are."""
    drafts = [draft for person in everybody for draft in _orders_of(person, draw)]
    drafts.sort(key=lambda draft: (draft[0], draft[1]))
    rows = [_row(number, *draft, draw, lang) for number, draft in enumerate(drafts, start=1)]
    clean = [row for row in rows if row["customer_id"] not in _given_ids(everybody)]
    backs = list(_returns(clean, draw, lang))
    _soil(clean, draw, lang)
    return [*rows, *backs, *_strays(clean, lang)]


def _given_ids(everybody: Sequence[Person]) -> set[str]:
    return {person.customer_id for person in everybody[: len(_GIVEN_DAYS)]}


def _orders_of(person: Person, draw: Random) -> Iterator[tuple[dt.date, str, float]]:
    if person.number < len(_GIVEN_DAYS):
        amounts = _GIVEN_AMOUNTS[person.number]
        for index, days in enumerate(_GIVEN_DAYS[person.number]):
            day = AS_OF - dt.timedelta(days=days)
            yield day, person.customer_id, float(amounts[index % len(amounts)])
        return
    span = (person.last - person.first).days
    level = int(draw.random() ** 1.6 * (len(_PRICES) - 3))
    for index in range(person.orders):
        # The first and the last order fall on their days, the others between.
        share = index / (person.orders - 1) if person.orders > 1 else 0.0
        if 0 < index < person.orders - 1:
            share = draw.random()
        price = _PRICES[level + int(4 * draw.random())]
        pieces = 1 + int(3 * draw.random() ** 3)
        yield (
            person.first + dt.timedelta(days=int(span * share)),
            person.customer_id,
            (price * pieces * (0.95 if draw.random() < 0.1 else 1.0)),
        )


def _row(
    number: int, day: dt.date, customer_id: str, amount: float, draw: Random, lang: Lang
) -> dict[str, object]:
    state = _CANCELLED if draw.random() < 0.012 and amount < 600 else _COMPLETED
    return {
        "order_id": f"D{day:%Y%m%d}{number:05d}",
        "customer_id": customer_id,
        "order_date": day,
        "amount": round(amount, 2),
        "category": _CATEGORIES[int(draw.random() ** 1.4 * len(_CATEGORIES))].in_(lang),
        "channel": CHANNELS[int(draw.random() ** 1.3 * len(CHANNELS))].in_(lang),
        "payment": PAYMENTS[int(draw.random() ** 1.8 * len(PAYMENTS))].in_(lang),
        "status": state.in_(lang),
    }


def _returns(rows: Sequence[dict[str, object]], draw: Random, lang: Lang) -> Iterator[Row]:
    """Yield rows of money going back; some are marked in the order's own row instead."""
    for row in rows:
        if row["status"] != _COMPLETED.in_(lang) or draw.random() >= 0.035:
            continue
        kind = draw.random()
        if kind < 0.25:
            row["status"] = _REFUNDED.in_(lang)
            continue
        day = row["order_date"]
        if not isinstance(day, dt.date):
            raise TypeError("the sample's orders are dated before they are soiled")
        later = min(day + dt.timedelta(days=1 + int(9 * draw.random())), AS_OF)
        back = {**row, "order_id": f"T{str(row['order_id'])[1:]}", "order_date": later}
        if kind < 0.35:
            # As some systems write it: no state, a negative amount.
            yield {**back, "amount": -float(str(row["amount"])), "status": None}
        else:
            yield {**back, "status": (_REFUND if kind < 0.8 else _RETURN).in_(lang)}


def _soil(rows: Sequence[dict[str, object]], draw: Random, lang: Lang) -> None:
    """Write some dates and amounts the way people and other systems write them."""
    # Windows' strftime takes no Chinese characters.
    spelled = Text("{0:%Y}年{0:%m}月{0:%d}日", "{0:%Y/%m/%d} 09:15").in_(lang)
    dates = ("{:%Y/%m/%d}", "{:%Y%m%d}", spelled, "{:%Y-%m-%d} 10:32:05", "{:%Y.%m.%d}")
    for row in rows:
        chance, day = draw.random(), row["order_date"]
        if chance < 0.04 and isinstance(day, dt.date):
            row["order_date"] = dates[int(chance / 0.04 * len(dates))].format(day)
        elif chance > 0.97:
            amount = float(str(row["amount"]))
            texts = (
                f"{amount:,.2f}",
                f"¥{amount:g}",
                Text("{n}元", "CNY {n}").in_(lang, n=f"{amount:g}"),
                _full_width(f"{amount:.2f}"),
            )
            row["amount"] = texts[int((chance - 0.97) / 0.03 * len(texts))]
    rows[310]["order_date"] = "2025-13-40"
    rows[640]["order_date"] = None
    rows[905]["amount"] = Text("待定", "to follow").in_(lang)
    rows[1204]["amount"] = None
    rows[1500]["customer_id"] = None


def _full_width(text: str) -> str:
    return text.translate({ord("0") + i: ord("０") + i for i in range(10)})


def _strays(rows: Sequence[dict[str, object]], lang: Lang) -> Iterator[Row]:
    """Yield repeated rows, orders after the analysis date, and buyers nobody knows."""
    for number in (50, 333, 777, 1111, 1666, 2020):
        yield dict(rows[number])
    for number in (120, 1300):
        # One order on two lines.
        yield {**rows[number], "amount": 59.0, "category": _CATEGORIES[1].in_(lang)}
    for number, days in ((200, 9), (900, 365)):
        late = AS_OF + dt.timedelta(days=days)
        yield {**rows[number], "order_id": f"D{late:%Y%m%d}9{number}", "order_date": late}
    for number, stranger in ((71, "C20240101901"), (72, "C20240101902"), (73, "TEST001")):
        yield {**rows[number], "order_id": f"D2024010190{number}", "customer_id": stranger}
