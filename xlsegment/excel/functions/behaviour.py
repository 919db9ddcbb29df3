"""Behaviour of a customer: tags, repurchase cycle, orders per quarter."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import Final, cast

from xlsegment.core.behaviour_rules import (
    DEFAULT_THRESHOLDS,
    QUARTER_DAYS,
    BehaviourThresholds,
    cycle_days,
    tags_text,
)
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import Block, Cell, CellError
from xlsegment.excel.choices import LANGUAGE
from xlsegment.excel.choices import language as asked_language
from xlsegment.excel.declare import Argument, Example
from xlsegment.excel.readers import day, number, read, text
from xlsegment.excel.spread import allowed, spread
from xlsegment.text import Text

_BOUNDS: Final = len(fields(BehaviourThresholds))


@worksheet_function(
    summary=Text(
        "行为标签：高价值、高互动、高活跃、低活跃、高复购、流失风险。空白的指标不给标签。",
        "Behaviour tags: high value, interactive, active, hardly active, frequent repurchase, "
        "churn risk. A blank figure gives no tag.",
    ),
    arguments=(
        Argument("browse_minutes", Text("浏览时长（分钟/月）", "Browsing minutes per month")),
        Argument("clicks", Text("点击次数（次/月）", "Clicks per month")),
        Argument("quarterly_orders", Text("购买频次（次/季度）", "Orders per quarter")),
        Argument("repurchase_days", Text("复购周期（天）", "Repurchase cycle in days")),
        Argument(
            "spend",
            Text("期内消费（元），“高价值”看它", "Spend in the window; for high value"),
            optional=True,
        ),
        Argument(
            "thresholds",
            Text(
                "参数表中“高活跃时长下限”到“高价值消费下限”的九行，或九个数；空白的用默认值",
                "The nine rows on the parameter sheet from active minutes to high value spend, or "
                "nine numbers; blank ones keep their default",
            ),
            optional=True,
        ),
        LANGUAGE,
    ),
    returns=Text(
        "标签，以“,”分隔；整行空白为空，负数 #NUM!",
        "Tags separated by commas; a blank row gives blank, a negative figure #NUM!",
    ),
    examples=(
        Example("=BEHAVIOR_TAGS(120,15,3,45)", Text("高活跃,高复购", "高活跃,高复购")),
        Example(
            "=BEHAVIOR_TAGS(200,25,5,30,5000)",
            Text("消费 5000 元：高价值,高互动", "Spent 5,000: 高价值,高互动"),
        ),
    ),
)
def BEHAVIOR_TAGS(
    browse_minutes: object,
    clicks: object,
    quarterly_orders: object,
    repurchase_days: object,
    spend: object = None,
    thresholds: object = None,
    language: object = None,
) -> object:
    """Tags of a customer's behaviour."""
    lang = asked_language(language)
    if isinstance(lang, CellError):
        return lang
    bounds = _thresholds(thresholds)
    if isinstance(bounds, CellError):
        return bounds

    def tagged(*figures: float | None) -> str:
        return tags_text(*figures, thresholds=bounds, lang=lang)

    figures = (browse_minutes, clicks, quarterly_orders, repurchase_days)
    return spread(tagged, *(allowed(figure, _figure) for figure in figures), allowed(spend, number))


def _figure(cell: Cell) -> object:
    found = number(cell)
    if isinstance(found, (int, float)) and found < 0:
        return CellError.NUM
    return found


def _thresholds(value: object) -> BehaviourThresholds | CellError:
    """Read nine bounds: nine cells in a line, or nine rows as the parameter sheet has them."""
    if value is None:
        return DEFAULT_THRESHOLDS
    rows = Block.of(value).table()
    if len(rows) == 1:
        rows = [[cell] for cell in rows[0]]
    if all(cell is None for row in rows for cell in row):
        return DEFAULT_THRESHOLDS
    if len(rows) != _BOUNDS:
        return CellError.VALUE
    bounds: list[float] = []
    for row, default in zip(rows, astuple(DEFAULT_THRESHOLDS), strict=True):
        bound = _bound(row, default)
        if isinstance(bound, CellError):
            return bound
        bounds.append(bound)
    return BehaviourThresholds(*bounds)


#: Label, bound, unit and note; with the topic before them the bound is the third cell.
_OLD_WIDTH, _WITH_TOPIC = 4, 2


def _bound(row: list[Cell], default: float) -> float | CellError:
    """Return the bound of one row of the parameter sheet, or of a column of bounds.

    Workbooks of earlier versions have no topic before the label.
    """
    cell = row[0] if len(row) == 1 else row[_WITH_TOPIC] if len(row) > _OLD_WIDTH else row[1]
    if isinstance(cell, CellError):
        return cell
    found = default if cell is None else _figure(cell)
    if found is None:
        return default
    return found if isinstance(found, (int, float, CellError)) else CellError.VALUE


@worksheet_function(
    summary=Text(
        "复购周期：（最后购买日 − 首次购买日）÷（购买天数 − 1），保留一位小数。",
        "Repurchase cycle: (last − first purchase day) ÷ (purchase days − 1), to one decimal.",
    ),
    arguments=(
        Argument(
            "dates",
            Text(
                "一位客户的购买日期，如 FILTER(订单日期,客户ID=某人)；不含退款和取消的订单",
                "One customer's purchase dates, such as FILTER(dates,ids=one); no refunds, no "
                "cancelled orders",
            ),
        ),
    ),
    returns=Text(
        "天数；没有日期为空，只有一个购买日 #N/A，不是日期 #VALUE!",
        "Days; blank without any date, #N/A with a single purchase day, no date is #VALUE!",
    ),
    examples=(
        Example(
            '=BEHAVIOR_CYCLE({"2023-01-01";"2023-02-15";"2023-04-01"})',
            Text("45 天", "45 days"),
        ),
    ),
)
def BEHAVIOR_CYCLE(dates: object) -> object:
    """Mean days between a customer's purchase days."""
    days = _days(dates)
    if isinstance(days, CellError) or not days:
        return days or ""
    cycle = cycle_days([found for _, found in days])
    return CellError.NA if cycle is None else cycle


@worksheet_function(
    summary=Text(
        f"购买频次：到分析基准日为止 {QUARTER_DAYS} 天内的订单数。",
        f"Orders per quarter: orders in the {QUARTER_DAYS} days that end on the analysis date.",
    ),
    arguments=(
        Argument(
            "dates",
            Text(
                "一位客户的订单日期，不含退款和取消的订单",
                "One customer's order dates, without refunds and cancelled orders",
            ),
        ),
        Argument("as_of", Text("分析基准日", "Analysis date")),
        Argument(
            "order_ids",
            Text(
                "同样行数的订单号；同号只算一单，空白的各算一单",
                "Order numbers, as many as dates; one number is one order, blanks are one each",
            ),
            optional=True,
        ),
    ),
    returns=Text(
        "订单数；没有日期为空，缺基准日 #N/A，不是日期 #VALUE!",
        "The number of orders; blank without any date, #N/A without analysis date, no date #VALUE!",
    ),
    examples=(
        Example(
            '=BEHAVIOR_ORDERS({"2023-01-01";"2023-05-02";"2023-06-01"},"2023-06-30")',
            Text("2 单", "2 orders"),
        ),
    ),
)
def BEHAVIOR_ORDERS(dates: object, as_of: object, order_ids: object = None) -> object:
    """Orders of a customer in the quarter that ends on the analysis date."""
    block = Block.of(as_of)
    until = read(block.cells[0], day) if block.single else CellError.VALUE
    days = _days(dates)
    for found in (days, until):
        if isinstance(found, CellError):
            return found
    if not days:
        return ""
    if until is None:
        return CellError.NA
    cells = Block.of(dates).cells
    numbers = [None] * len(cells) if order_ids is None else Block.of(order_ids).cells
    if len(numbers) != len(cells):
        return CellError.VALUE
    seen: set[object] = set()
    for place, bought in cast("list[tuple[int, int]]", days):
        if cast("int", until) - QUARTER_DAYS < bought <= cast("int", until):
            order = read(numbers[place], text)
            if isinstance(order, CellError):
                return order
            seen.add((place,) if order is None else order)
    return len(seen)


def _days(dates: object) -> list[tuple[int, int]] | CellError:
    """Read the dates of a block that are not blank: place and day number."""
    days: list[tuple[int, int]] = []
    for place, cell in enumerate(Block.of(dates).cells):
        found = read(cell, day)
        if isinstance(found, CellError):
            return found
        if found is not None:
            days.append((place, cast("int", found)))
    return days
