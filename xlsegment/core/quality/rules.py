"""Every quality rule: one line here makes it work in checking, cleaning and 说明."""

from __future__ import annotations

from typing import Final

from xlsegment.core.quality.formats import dates, lost_digits, phones
from xlsegment.core.quality.rule import Rule
from xlsegment.text import Text

RULES: Final[tuple[Rule, ...]] = (
    Rule("lost_digits", Text("丢失末几位的号码", "Numbers that lost digits"), lost_digits),
    Rule("phones", Text("手机号与身份证号的写法", "Writing of numbers"), phones),
    Rule("dates", Text("日期的写法", "Writing of dates"), dates),
)
