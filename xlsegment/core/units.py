"""Units of figures that stand in one column with figures of other units."""

from __future__ import annotations

from typing import Final, Literal

from xlsegment.text import Lang, Text

Unit = Literal["rate", "money", "count", "times", "hours"]

UNIT_TEXT: Final[dict[Unit, Text]] = {
    "rate": Text("%", "%"),
    "money": Text("元", "CNY"),
    "count": Text("人", "customers"),
    "times": Text("次", "each"),
    "hours": Text("小时", "hours"),
}


def shown(value: float, unit: Unit, lang: Lang) -> str:
    """Return a figure with its unit, for a sentence.

    Examples
    --------
    >>> shown(0.1234, "rate", "zh"), shown(1234.5, "money", "zh"), shown(3, "count", "en")
    ('12.3%', '1,234.50 元', '3 customers')
    """
    name = UNIT_TEXT[unit].in_(lang)
    if unit == "rate":
        return f"{value:.1%}"
    if unit == "count":
        return f"{value:,.0f} {name}"
    return f"{value:,.2f} {name}"


def shown_change(value: float, unit: Unit, lang: Lang) -> str:
    """Return a difference with its sign; of rates in percentage points.

    Examples
    --------
    >>> shown_change(-0.05, "rate", "zh"), shown_change(12.5, "money", "en")
    ('-5.0 个百分点', '+12.50 CNY')
    """
    if unit == "rate":
        return f"{value * 100:+.1f} {_POINTS.in_(lang)}"
    places = 0 if unit == "count" else 2
    return f"{value:+,.{places}f} {UNIT_TEXT[unit].in_(lang)}"


_POINTS: Final = Text("个百分点", "points")
