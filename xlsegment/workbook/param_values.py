"""One cell of the parameter sheet: what it shows, and what a typed value means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xlsegment.core.celltext import clean_text, is_blank_text
from xlsegment.core.daycell import RECORDS_BEGIN, RECORDS_END
from xlsegment.core.days import day_date
from xlsegment.text import LANGS, Lang, Text
from xlsegment.workbook.declare import ParamSpec

ALL = Text("全部", "All")
YES = Text("是", "Yes")
NO = Text("否", "No")

_TRUE = frozenset({"是", "yes", "y", "true", "1", "开", "on"})
_FALSE = frozenset({"否", "no", "n", "false", "0", "关", "off"})
_ALL = frozenset({"全部", "all", "不限", "无限"})

_EXPECTED = {
    "date": Text("须为日期，如 2025-06-30", "must be a date such as 2025-06-30"),
    "whole": Text("须为整数", "must be a whole number"),
    "window": Text("须为整天数或“全部”", "must be whole days or “All”"),
    "money": Text("须为金额", "must be an amount"),
    "number": Text("须为数字", "must be a number"),
    "rate": Text("须为百分比，如 80%", "must be a percentage such as 80%"),
    "switch": Text("须为 是 或 否", "must be Yes or No"),
}
_FIRST, _LAST = day_date(RECORDS_BEGIN), day_date(RECORDS_END)
_BETWEEN = Text(f"须在 {_FIRST} 到 {_LAST} 之间", f"must be between {_FIRST} and {_LAST}")
_AT_LEAST = Text("不能小于 {low}", "must not be below {low}")
_AT_MOST = Text("不能大于 {high}", "must not be above {high}")
_AT_MOST_RATE = Text(
    "不能大于 {percent}；百分数请连同 % 一起输入，如 85%",
    "must not be above {percent}; type percentages with their %, such as 85%",
)
_NO_RESULT = Text(
    "(工作表“{sheet}”{cell})是公式，还没有计算结果，请在 Excel 中打开并保存",
    "({cell} on sheet “{sheet}”) is a formula without a result yet: open and save it in Excel",
)
_ONE_OF = Text("须为其中之一：{choices}", "must be one of: {choices}")


@dataclass(frozen=True, slots=True)
class NoResult:
    """A value cell with a formula that has no result: a program wrote it, Excel never saw it."""

    sheet: str
    cell: str


class Rejected(ValueError):
    """A parameter value that cannot be; carries the reason."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.zh)


def shown(spec: ParamSpec, value: object, lang: Lang) -> object:
    """Return what the value cell holds for a value.

    Examples
    --------
    >>> from xlsegment.workbook.params import PARAMS
    >>> window = next(spec for spec in PARAMS if spec.key == "window_days")
    >>> shown(window, None, "zh")
    '全部'
    """
    if spec.kind == "choice":
        return next(choice.label for choice in spec.choices if choice.code == value).in_(lang)
    if spec.kind == "switch":
        return (YES if value else NO).in_(lang)
    if spec.kind == "window" and value is None:
        return ALL.in_(lang)
    return value


def parsed(spec: ParamSpec, value: object) -> object:
    """Return a typed value; a blank cell stands for the default.

    Raises
    ------
    Rejected
        If the value is of another kind or outside the limits.
    """
    if isinstance(value, NoResult):
        place = {"sheet": value.sheet, "cell": value.cell}
        raise Rejected(Text(_NO_RESULT.in_("zh", **place), _NO_RESULT.in_("en", **place)))
    text = "" if value is None else clean_text(str(value)).casefold()
    if is_blank_text(text):
        return spec.default
    match spec.kind:
        case "date":
            return _date(value)
        case "switch":
            return _switch(text)
        case "choice":
            return _choice(spec, text)
        case "text":
            return str(value).strip()
        case "window" if text in _ALL:
            return None
        case _:
            return _number(spec, value, text)


def _date(value: object) -> dt.date:
    from xlsegment.core.parse import parse_days  # declarations do without numpy

    days = parse_days([value])
    if days.bad[0]:
        raise Rejected(_EXPECTED["date"])
    day = int(days.values[0])
    if not RECORDS_BEGIN <= day <= RECORDS_END:
        raise Rejected(_BETWEEN)
    return day_date(day)


def _switch(text: str) -> bool:
    text = text.removesuffix(".0")  # 1 and 0 come back from a sheet as floats
    if text not in _TRUE | _FALSE:
        raise Rejected(_EXPECTED["switch"])
    return text in _TRUE


def _choice(spec: ParamSpec, text: str) -> str:
    for choice in spec.choices:
        if text in {choice.code, *(clean_text(label).casefold() for label in choice.label.both)}:
            return choice.code
    labels = Text(
        "、".join(choice.label.zh for choice in spec.choices),
        ", ".join(choice.label.en for choice in spec.choices),
    )
    raise Rejected(Text(_ONE_OF.in_("zh", choices=labels.zh), _ONE_OF.in_("en", choices=labels.en)))


def _number(spec: ParamSpec, value: object, text: str) -> float | int:
    from xlsegment.core.parse import parse_numbers  # declarations do without numpy

    percent = spec.kind == "rate" and text.endswith("%")
    numbers = parse_numbers([text.removesuffix("%") if percent else value])
    whole = spec.kind in ("whole", "window")
    number = float(numbers.values[0]) / (100 if percent else 1)
    if numbers.bad[0] or isinstance(value, bool) or (whole and not number.is_integer()):
        raise Rejected(_EXPECTED[spec.kind])
    if spec.least is not None and number < spec.least:
        low = f"{spec.least:.15g}"
        raise Rejected(Text(_AT_LEAST.in_("zh", low=low), _AT_LEAST.in_("en", low=low)))
    if spec.most is not None and number > spec.most:
        if spec.kind == "rate":
            most = f"{spec.most:.0%}"
            reason = (_AT_MOST_RATE.in_(lang, percent=most) for lang in LANGS)
            raise Rejected(Text(*reason))
        high = f"{spec.most:.15g}"
        raise Rejected(Text(_AT_MOST.in_("zh", high=high), _AT_MOST.in_("en", high=high)))
    return int(number) if whole else number
