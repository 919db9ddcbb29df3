"""Conditions on columns that people added: ``投诉次数≥3；会员等级=金卡、银卡``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from xlsegment.core.celltext import clean_text
from xlsegment.core.header_text import fold
from xlsegment.core.own_values import KnownColumn, OwnValue, own_value
from xlsegment.errors import RuleColumnError, RuleConditionError
from xlsegment.text import Text

Sign = Literal["≥", ">", "≤", "<", "="]

_SIGNS: Final[dict[str, Sign]] = dict(
    [(sign, "≥") for sign in (">=", "=>", "≥", "≧")]
    + [(sign, "≤") for sign in ("<=", "=<", "≤", "≦")]
    + [(">", ">"), ("<", "<"), ("=", "="), ("==", "=")]
)
_BETWEEN_CONDITIONS: Final = re.compile(r"[;；\r\n]+")
_BETWEEN_VALUES: Final = re.compile(r"[,，、|]")
_FORM: Final = re.compile(r"\s*([^<>=≥≤≧≦]*?)\s*(>=|<=|=>|=<|==|[<>=≥≤≧≦])\s*(.*?)\s*", re.DOTALL)

_NO_SIGN: Final = Text(
    "没有比较符号，应写成 列名>=数 或 列名=值，如 投诉次数>=3；会员等级=金卡,银卡",
    "there is no comparison; write COLUMN>=NUMBER or COLUMN=VALUE, e.g. complaints>=3; level=gold",
)
_NO_COLUMN: Final = Text("比较符号前没有列名", "no column stands before the comparison")
_NO_VALUE: Final = Text("比较符号后没有值", "no value stands after the comparison")
_TWO_SIGNS: Final = Text(
    "一个条件里只能有一个比较符号，请用“；”分成两个条件",
    "a condition has one comparison; write two conditions with “;” between them",
)
_NO_NUMBER: Final = Text(
    "“{value}”不是数；大于、小于只能与数比较",
    "“{value}” is no number; more and less compare with a number",
)


@dataclass(frozen=True, slots=True)
class Condition:
    """What one column of the customer table must hold; a blank cell meets no condition.

    Attributes
    ----------
    name : str
        The column as it was written.
    sign : str
        One of ≥ > ≤ < =.
    values : tuple of float or str
        The number to compare with; of ``=`` the values of which one must stand there: numbers
        and words, the latter in the form in which they are compared.
    said : tuple of str
        The values as they were written.
    column : str
        The column's name in the table as read.
    """

    name: str
    sign: Sign
    values: tuple[float | str, ...]
    said: tuple[str, ...]
    column: str

    @property
    def text(self) -> str:
        """The condition in words: ``会员等级=金卡、银卡``."""
        return f"{self.name}{self.sign}{'、'.join(self.said)}"

    @property
    def flag(self) -> str:
        """The column of customers that tells who meets it."""
        return f"condition {self.column}{self.sign}{'、'.join(map(repr, self.values))}"

    def holds(self, value: OwnValue) -> bool:
        """Tell whether a value meets the condition."""
        if self.sign == "=":
            return value is not None and value in self.values
        if not isinstance(value, float):
            return False
        bound = self.bound
        match self.sign:
            case "≥":
                return value >= bound
            case ">":
                return value > bound
            case "≤":
                return value <= bound
            case _:
                return value < bound

    @property
    def bound(self) -> float:
        """The number that the column is compared with, unless the sign is ``=``."""
        (bound,) = self.values
        return float(bound)


def conditions_from_text(
    text: str, columns: Sequence[KnownColumn] | None, row: int
) -> tuple[Condition, ...]:
    """Read the conditions in a cell of the rule table.

    Parameters
    ----------
    text : str
        Conditions separated by ``；`` or line breaks; the values of ``=`` by ``,`` or ``、``.
    columns : sequence of KnownColumn or None
        The columns there are; None admits any.
    row : int
        The row of the rule table, for messages.

    Raises
    ------
    RuleConditionError
        If it cannot be understood.
    RuleColumnError
        If there is no such column.
    """
    parts = (part for part in _BETWEEN_CONDITIONS.split(clean_text(text)) if part.strip())
    return tuple(_condition(part.strip(), columns, row) for part in parts)


def conditions_text(conditions: Sequence[Condition]) -> str:
    """Return conditions as a cell of the rule table holds them."""
    return "；".join(condition.text for condition in conditions)


def _condition(text: str, columns: Sequence[KnownColumn] | None, row: int) -> Condition:
    def refuse(reason: Text, **fields: object) -> RuleConditionError:
        zh, en = (template.format(**fields) for template in reason.both)
        return RuleConditionError(row=row, shown=text, reason=Text(zh, en))

    match = _FORM.fullmatch(text)
    if match is None:
        raise refuse(_NO_SIGN)
    name, written, rest = match.groups()
    sign = _SIGNS[written]
    if not fold(name):
        raise refuse(_NO_COLUMN)
    if re.search("[<>=≥≤≧≦]", rest):
        raise refuse(_TWO_SIGNS)
    said = [part.strip() for part in (_BETWEEN_VALUES.split(rest) if sign == "=" else [rest])]
    values = [own_value(part) for part in said if part]
    known = tuple(value for value in values if value is not None)
    if not known or len(known) < len(values):
        raise refuse(_NO_VALUE)
    if sign != "=" and not isinstance(known[0], float):
        raise refuse(_NO_NUMBER, value=rest)
    column = name if columns is None else _column(name, columns, row)
    return Condition(name, sign, known, tuple(part for part in said if part), column)


def _column(name: str, columns: Sequence[KnownColumn], row: int) -> str:
    for column in columns:
        if fold(name) in map(fold, column.headers):
            return column.key
    listed = "、".join(column.headers[0] for column in columns) or "—"
    raise RuleColumnError(row=row, column=name, columns=listed)
