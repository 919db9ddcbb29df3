"""Whether the parameters are due for a review: what was right a quarter ago may no longer be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from xlsegment.text import Text

_NEVER: Final = Text(
    "参数请每季度复核一次：复核后在 参数 填写“上次复核日期”。",
    "Review the parameters every quarter, then fill in Last review under Parameters.",
)
_OVERDUE: Final = Text(
    "参数已 {days} 天没有复核(每 {every} 天一次)，请复核后更新“上次复核日期”。",
    "The parameters were last reviewed {days} days ago (due every {every}); review them and fill "
    "in Last review.",
)
_DONE: Final = Text(
    "参数于 {day} 复核，下次 {due} 之前。", "Parameters reviewed on {day}, next by {due}."
)


@dataclass(frozen=True, slots=True)
class Review:
    """The state of the review: a sentence, and whether it is overdue."""

    sentence: Text
    overdue: bool
    days: int = 0


def review_of(reviewed: dt.date | None, every: int, today: dt.date) -> Review:
    """Tell whether a review is due.

    Parameters
    ----------
    reviewed : date or None
        When the parameters were last reviewed.
    every : int
        Days after which they should be again.
    today : date
        The day of the refresh.
    """
    if reviewed is None:
        return Review(_NEVER, overdue=False)
    days = (today - reviewed).days
    shown: dict[str, object] = {
        "days": days,
        "every": every,
        "day": reviewed.isoformat(),
        "due": _later(reviewed, every).isoformat(),
    }
    overdue = days > every
    template = _OVERDUE if overdue else _DONE
    sentence = Text(*(template.in_(lang, **shown) for lang in ("zh", "en")))
    return Review(sentence, overdue, days)


def _later(day: dt.date, days: int) -> dt.date:
    """Return a day some days later, the calendar's last one at most."""
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))
