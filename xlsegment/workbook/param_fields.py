"""What parameters are declared with: the field itself, units, closed choices."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

from xlsegment.core.masking import NAME_PRESETS
from xlsegment.core.settings import SCHEME_TEXT
from xlsegment.text import Text
from xlsegment.workbook.declare import Choice, ParamKind

DAYS = Text("天", "days")
TIMES = Text("次", "orders")
YUAN = Text("元", "CNY")
BINS = Text("档", "bins")
NONE = Text("", "")
YES_NO = Text("是/否", "yes/no")
MINUTES = Text("分钟/月", "min/month")
CLICKS = Text("次/月", "per month")
PER_QUARTER = Text("次/季度", "per quarter")
PERCENT = Text("%", "%")
HOURS = Text("小时", "hours")
POINTS = Text("分", "points")

SCHEMES = tuple(Choice(code, text) for code, text in SCHEME_TEXT.items())
CLASS_CUTS = (
    Choice("mean", Text("均值", "Mean")),
    Choice("median", Text("中位数", "Median")),
    Choice("fixed", Text("固定值", "Fixed")),
)
MaskMode = Literal["columns", "off"]
MASK_MODES = (
    Choice("columns", Text("脱敏列", "Masked columns")),
    Choice("off", Text("关闭", "Off")),
)
NAME_MASKS = tuple(Choice(code, Text(shown, shown)) for code, shown in NAME_PRESETS.items())


def param(
    zh: str,
    en: str,
    kind: ParamKind,
    default: object,
    unit: Text,
    note: Text,
    *,
    choices: tuple[Choice, ...] = (),
    low: float | None = None,
    high: float | None = None,
) -> Any:
    """Return a dataclass field that declares one parameter."""
    about = {"label": Text(zh, en), "kind": kind, "unit": unit, "note": note}
    limits = {"choices": choices, "low": low, "high": high}
    return field(default=default, metadata=about | limits)


def threshold(zh: str, en: str, default: float, unit: Text, note: Text) -> Any:
    """Return the field of a tag threshold."""
    return param(zh, en, "number", default, unit, note, low=0)


def target(zh: str, en: str, note: Text, *, high: float = 1) -> Any:
    """Return the field of a campaign target, which may stay blank."""
    return param(zh, en, "rate", None, PERCENT, note, low=0, high=high)
