"""The fictional leads of the sample: two years' enquiries, with the dirt that real ones carry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Final

from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import Row
from xlsegment.workbook.sample_customers import AS_OF

_COUNT: Final = 420
_DAYS: Final = 360
#: Source, share of the leads, how often they pay, hours until they are called.
_SOURCES: Final = (
    (Text("短视频广告", "Video ads"), 0.34, 0.08, 30),
    (Text("官网", "Website"), 0.24, 0.18, 9),
    (Text("公众号", "Our channel"), 0.16, 0.14, 14),
    (Text("线下展会", "Trade fair"), 0.13, 0.22, 40),
    (Text("转介绍", "Referral"), 0.10, 0.38, 5),
    (Text("电话咨询", "Phone enquiry"), 0.03, 0.30, 2),
)
_OWNERS: Final = (
    Text("*专员甲", "Rep A"), Text("*专员乙", "Rep B"), Text("*专员丙", "Rep C"),
    Text("*专员丁", "Rep D"),
)  # fmt: skip
#: How much slower each of them calls.
_PACE: Final = (0.6, 0.9, 1.1, 2.2)


def lead_rows(lang: Lang, draw: Random) -> list[Row]:
    """Return the leads by the time they came in."""
    end = dt.datetime.combine(AS_OF, dt.time(18))
    moments = sorted(
        end - dt.timedelta(minutes=int(_DAYS * 24 * 60 * draw.random())) for _ in range(_COUNT)
    )
    rows = [_row(number, moment, draw, lang) for number, moment in enumerate(moments, start=1)]
    _soil(rows, lang)
    return list(rows)


def _row(number: int, created: dt.datetime, draw: Random, lang: Lang) -> dict[str, object]:
    source, _, chance, hours = _drawn(draw.random())
    owner = int(draw.random() * len(_OWNERS))
    level = 3 if draw.random() < 0.3 + chance else 2 if draw.random() < 0.6 else 1
    wait = hours * _PACE[owner] * (0.15 + 2.2 * draw.random() ** 2)
    contacted = created + dt.timedelta(minutes=int(60 * wait))
    called = draw.random() > 0.09 and contacted.date() <= AS_OF
    # who is called late, or needs something else, buys less
    pays = called and draw.random() < chance * (1.5 if level == 3 else 0.6) * (1.2 - wait / 120)
    paid = contacted + dt.timedelta(days=int(3 + 40 * draw.random() ** 1.5), hours=2)
    is_paid = pays and paid.date() <= AS_OF
    amount = 800 + 100 * int(60 * draw.random() ** 2)
    return {
        "lead_id": f"X{created:%Y%m%d}{number:03d}",
        "lead_source": source.in_(lang),
        "created_at": created,
        "contacted_at": contacted if called else None,
        "paid_at": paid if is_paid else None,
        "match": LEVEL_TEXT[level].in_(lang),
        "lead_owner": _OWNERS[owner].in_(lang),
        "lead_amount": amount if is_paid else None,
    }


def _drawn(chance: float) -> tuple[Text, float, float, int]:
    for source in _SOURCES:
        chance -= source[1]
        if chance < 0:
            return source
    return _SOURCES[-1]


def _soil(rows: Sequence[dict[str, object]], lang: Lang) -> None:
    """Write some leads as people do: texts for times, no source, an ID twice, times mixed up."""
    for number, style in ((12, "{:%Y/%m/%d %H:%M}"), (45, "{:%Y-%m-%dT%H:%M:%S}")):
        rows[number]["created_at"] = style.format(rows[number]["created_at"])
    rows[78]["contacted_at"] = Text("下周再联系", "call next week").in_(lang)
    rows[140]["created_at"], rows[140]["contacted_at"] = (
        dt.datetime.combine(dt.date(2024, 11, 5), dt.time(10, 30)),
        dt.datetime.combine(dt.date(2024, 11, 5), dt.time(9, 10)),
    )
    for number in (33, 201, 305):
        rows[number]["lead_source"] = None
    rows[206]["lead_id"] = rows[205]["lead_id"]
    rows[260]["match"] = Text("待评估", "to be judged").in_(lang)
    rows[310]["match"] = 86
