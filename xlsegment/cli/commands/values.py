"""Values that several commands take: dates, windows, lists of numbers, column=header."""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import re
from decimal import Decimal, InvalidOperation
from typing import Final

from xlsegment.cli.declare import Argument, BadValue
from xlsegment.core.daycell import RECORDS_BEGIN, RECORDS_END
from xlsegment.core.days import day_date
from xlsegment.errors import UsageError
from xlsegment.text import Text

FORCE: Final = Argument(
    ("--force",),
    Text("文件已存在时覆盖", "replace the file if it exists"),
    settings={"action": "store_true"},
)
ONLY_WITH_OUTPUT: Final = Text("--force 只与 -o 一起用", "--force goes with -o only")


def forced(arguments: argparse.Namespace) -> bool:
    """Tell whether the file named with -o may be replaced; alone, the option means nothing."""
    if arguments.force and arguments.output is None:
        raise UsageError(reason=ONLY_WITH_OUTPUT)
    return bool(arguments.force)


def day(text: str) -> dt.date:
    """Read a date written as 2025-06-30 or 20250630."""
    first, last = day_date(RECORDS_BEGIN), day_date(RECORDS_END)
    try:
        found = dt.date.fromisoformat(text)
    except ValueError as error:
        raise BadValue(
            Text(f"“{text}”不是日期，应为 2025-06-30", f"“{text}” is no date such as 2025-06-30")
        ) from error
    if not first <= found <= last:
        raise BadValue(
            Text(f"{text} 不在 {first} 到 {last} 之间", f"{text} is not between {first} and {last}")
        )
    return found


def window(text: str) -> int | None:
    """Read a number of days, or ``all`` for no limit."""
    if text.casefold() in ("all", "全部"):
        return None
    return whole(text)


def whole(text: str) -> int:
    """Read a whole number from 1 up."""
    if not re.fullmatch(r"[0-9]{1,6}", text) or not int(text):
        raise BadValue(Text(f"“{text}”不是正整数", f"“{text}” is no whole number above 0"))
    return int(text)


def cuts(text: str) -> tuple[Decimal, ...]:
    """Read ascending numbers such as 30,90; the comma may be full width."""
    wrong = BadValue(
        Text(
            f"“{text}”不是从小到大的数，应为 30,90", f"“{text}” is no ascending list such as 30,90"
        )
    )
    try:
        numbers = tuple(Decimal(part.strip()) for part in text.replace("，", ",").split(","))
    except InvalidOperation as error:
        raise wrong from error
    if not all(number.is_finite() for number in numbers):
        raise wrong
    if any(second <= first for first, second in itertools.pairwise(numbers)):
        raise wrong
    return numbers


def column_is_header(text: str) -> tuple[str, str]:
    """Read ``amount=实付金额``."""
    column, equals, header = text.partition("=")
    if not equals or not column.strip():
        raise BadValue(
            Text(
                f"“{text}”应写成 列=表头，例如 amount=实付金额",
                f"“{text}” should be column=header, such as amount=Total",
            )
        )
    return column.strip(), header.strip()
