"""Parameters of the parameters themselves: when they were reviewed, when they should be again."""

# The defaults are made by functions that return dataclass fields.
# ruff: noqa: RUF009

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from xlsegment.text import Text
from xlsegment.workbook.param_fields import DAYS, param


@dataclass(frozen=True)
class ReviewParams:
    """When somebody last looked whether the parameters still fit."""

    group: ClassVar[Text] = Text("参数复核", "Review")

    reviewed_on: dt.date | None = param(
        "上次复核日期",
        "Last review",
        "date",
        None,
        Text("日期", "date"),
        Text(
            "上次逐项核对参数、规则和目标的日期；由您填写。",
            "When somebody last went through parameters, rules and targets; yours to fill in.",
        ),
    )
    review_days: int = param(
        "参数复核周期",
        "Review every",
        "whole",
        90,
        DAYS,
        Text(
            "距上次复核超过这么多天，首页、看板和数据检查提醒复核。",
            "After so many days Home, Dashboard and Data check remind of the review.",
        ),
        low=1,
    )
