"""Behaviour tags of a customer."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import Final

from xlsegment.core.behaviour_rules import DEFAULT_THRESHOLDS, BehaviourThresholds, tags_text
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import Block, Cell, CellError
from xlsegment.excel.choices import LANGUAGE
from xlsegment.excel.choices import language as asked_language
from xlsegment.excel.declare import Argument, Example
from xlsegment.excel.readers import number
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


def _bound(row: list[Cell], default: float) -> float | CellError:
    """Return the bound of one row: label, bound, unit and note, or the bound alone."""
    cell = row[0] if len(row) == 1 else row[1]
    if isinstance(cell, CellError):
        return cell
    found = default if cell is None else _figure(cell)
    if found is None:
        return default
    return found if isinstance(found, (int, float, CellError)) else CellError.VALUE
