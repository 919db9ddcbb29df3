"""Checks of single cells, with the reason in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Final

from xlsegment.core.celltext import clean_text, exact_number
from xlsegment.core.daycell import day_of
from xlsegment.core.identity_numbers import is_card_number, is_identity_number, passes_luhn
from xlsegment.core.mask_emails import is_email
from xlsegment.core.mask_numbers import is_shortened
from xlsegment.core.mask_phones import is_surely_mobile, landline_parts
from xlsegment.core.masked import bare_number, cell_text
from xlsegment.core.masking import is_masked
from xlsegment.core.money import MAX_CENTS
from xlsegment.text import LANGS, Lang, Text

Cell = float | int | str | date | datetime

PASSED: Final = Text("通过", "OK")
MISSING: Final = Text("必填，但为空", "Required, but blank")
_MASKED: Final = Text("已脱敏，无法检查", "Masked, cannot be checked")
_SHORTENED: Final = Text(
    "已被 Excel 存成数字，末几位可能已变成 0；请设为文本后重新录入",
    "Stored as a number, so Excel has changed the last digits; set the cell to text and retype it",
)
#: Nobody has grown older.
OLDEST: Final = 122


@dataclass(frozen=True, slots=True)
class Check:
    """One rule.

    Attributes
    ----------
    key
        Short, for code.
    label
        What people call it; the language of the word is the language of the answer.
    reason
        What is wrong with a cell that is not blank; None when nothing is.
    required
        Whether a blank cell is wrong.
    words
        What else it is called, by language.
    """

    key: str
    label: Text
    reason: Callable[[Cell], Text | None]
    required: bool = False
    words: tuple[Text, ...] = ()


def _mobile(cell: Cell) -> Text | None:
    if is_surely_mobile(cell_text(cell)):
        return None
    return Text(
        "不是手机号：应为 1 开头的 11 位数字", "No mobile number: 11 digits that begin with 1"
    )


def _landline(cell: Cell) -> Text | None:
    if landline_parts(cell_text(cell)) is not None:
        return None
    return Text("不是座机号：应如 010-62345678", "No landline number: such as 010-62345678")


def _identity(cell: Cell) -> Text | None:
    number = bare_number(cell_text(cell)).upper()
    if is_identity_number(number):
        return None
    if len(number) not in (15, 18):
        return Text(
            "不是身份证号：应为 18 位（旧号 15 位）", "No ID number: 18 characters, old ones 15"
        )
    return Text(
        "身份证号有误：地区、出生日期或校验码不对",
        "Wrong ID number: region, birthday or check character",
    )


def _card(cell: Cell) -> Text | None:
    number = bare_number(cell_text(cell))
    if not is_card_number(number):
        return Text("不是银行卡号：应为 13 至 19 位数字", "No bank card number: 13 to 19 digits")
    if not passes_luhn(number):
        return Text("银行卡号校验位不对，请核对", "The card's check digit is wrong: look again")
    return None


def _email(cell: Cell) -> Text | None:
    if is_email(cell_text(cell)):
        return None
    return Text("不是邮箱：应如 name@example.com", "No e-mail address: such as name@example.com")


def _date(cell: Cell) -> Text | None:
    if not isinstance(cell, bool) and day_of(cell) is not None:
        return None
    return Text("不是日期：应如 2023-05-10", "No date: such as 2023-05-10")


def _amount(cell: Cell) -> Text | None:
    number = _number(cell)
    if number is None or abs(number) > MAX_CENTS / 100:
        return Text("不是金额", "No amount of money")
    if number < 0:
        return Text(
            "金额为负；退款请在“状态”填“退款”",
            'Negative; mark a refund in the "Status" column instead',
        )
    return None


def _count(cell: Cell) -> Text | None:
    number = _number(cell)
    if number is None or number < 0 or number != int(number):
        return Text("不是 0 或正整数", "No whole number from 0 up")
    return None


def _age(cell: Cell) -> Text | None:
    number = _number(cell)
    if number is None or number != int(number) or not 0 <= number <= OLDEST:
        return Text("不是年龄：应为 0 至 122 的整数", "No age: a whole number from 0 to 122")
    return None


def _personal(reason: Callable[[Cell], Text | None]) -> Callable[[Cell], Text | None]:
    """Tell first what is masked or has lost digits to Excel."""

    def checked(cell: Cell) -> Text | None:
        if is_shortened(cell):
            return _SHORTENED
        return _MASKED if is_masked(cell_text(cell)) else reason(cell)

    return checked


#: One entry per rule.
CHECKS: Final[dict[str, Check]] = {
    check.key: check
    for check in (
        Check("required", Text("必填", "Required"), lambda cell: None, required=True),
        Check(
            "mobile", Text("手机", "Mobile"), _personal(_mobile), words=(Text("手机号", "phone"),)
        ),
        Check("landline", Text("座机", "Landline"), _personal(_landline)),
        Check(
            "identity",
            Text("身份证", "ID number"),
            _personal(_identity),
            words=(Text("身份证号", "id"),),
        ),
        Check(
            "email", Text("邮箱", "E-mail"), _personal(_email), words=(Text("电子邮箱", "email"),)
        ),
        Check(
            "card",
            Text("银行卡", "Bank card"),
            _personal(_card),
            words=(Text("银行卡号", "card"),),
        ),
        Check("date", Text("日期", "Date"), _date),
        Check("amount", Text("金额", "Amount"), _amount),
        Check("count", Text("次数", "Count"), _count, words=(Text("数量", "whole number"),)),
        Check("age", Text("年龄", "Age"), _age),
    )
}


def rule_named(word: str) -> tuple[Check, Lang] | None:
    """Return the rule of that name, and the language of the name; None when there is none.

    Examples
    --------
    >>> check, lang = rule_named("Date")
    >>> check.key, lang
    ('date', 'en')
    """
    return _NAMED.get(clean_text(word).lower())


def result_of(check: Check, cell: Cell | None) -> Text | None:
    """Return 通过 or the reason; None for a blank cell that may be blank."""
    if cell is None:
        return MISSING if check.required else None
    return check.reason(cell) or PASSED


def _number(cell: Cell) -> float | None:
    if isinstance(cell, str):
        number = exact_number(cell)
        return float(number) if number is not None and isfinite(number) else None
    return float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


_NAMED: Final[dict[str, tuple[Check, Lang]]] = {
    text.in_(lang).lower(): (check, lang)
    for check in CHECKS.values()
    for text in (check.label, *check.words)
    for lang in LANGS
}
