"""Figures that people type in the unit of their row: a target, a percentage, an amount."""

from __future__ import annotations

from dataclasses import dataclass

from xlsegment.core.celltext import clean_text, is_blank_text
from xlsegment.core.parse import parse_numbers
from xlsegment.core.units import Unit


@dataclass(frozen=True, slots=True)
class Typed:
    """What a cell says: a number, nothing, or something else."""

    value: float | None
    bad: bool = False


def typed_figure(cell: object, unit: Unit, highest_rate: float = 1.0) -> Typed:
    """Read a target.

    A percentage is 0.15 or ``15%``; 15 alone is refused as on the parameter sheet, for in a cell
    with a percent format it would be 1500 %.

    Examples
    --------
    >>> [typed_figure(cell, "rate") for cell in ("15%", 0.15)]
    [Typed(value=0.15, bad=False), Typed(value=0.15, bad=False)]
    >>> typed_figure(15, "rate"), typed_figure("1,200元", "money").value
    (Typed(value=None, bad=True), 1200.0)
    """
    if cell is None or cell != cell or is_blank_text(clean_text(str(cell))):
        return Typed(None)
    text = clean_text(str(cell))
    percent = unit == "rate" and text.endswith("%")
    parsed = parse_numbers([text.removesuffix("%") if percent else cell])
    if parsed.bad[0] or isinstance(cell, bool):
        return Typed(None, bad=True)
    value = float(parsed.values[0]) / (100 if percent else 1)
    if unit == "rate" and not -highest_rate <= value <= highest_rate:
        return Typed(None, bad=True)
    return Typed(value)
