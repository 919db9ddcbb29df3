"""A fictional company's data for trying things out: the same rows every time.

Nobody in it exists. Mobile numbers begin with 154, a prefix no operator has been given. The data
carry the dirt that real exports carry, so that every check has something to find.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import Row
from xlsegment.workbook.params import PARAMS
from xlsegment.workbook.sample_competitor import competitor_rows
from xlsegment.workbook.sample_customers import AS_OF, Person, customer_rows, people
from xlsegment.workbook.sample_feedback import feedback_rows, need_rows
from xlsegment.workbook.sample_leads import lead_rows
from xlsegment.workbook.sample_orders import order_rows
from xlsegment.workbook.sample_plans import (
    sample_actions,
    sample_goals,
    sample_tracking,
    with_control_group,
)
from xlsegment.workbook.sample_value import with_values
from xlsegment.workbook.sample_visits import with_previous_visits
from xlsegment.workbook.sheets.preset_rows import param_rows

SEED: Final = 20250630


def sample_rows(lang: Lang) -> Mapping[str, Sequence[Row]]:
    """Return the rows of the input tables, by table key.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of names, categories and states; the numbers are the same in both.
    """
    draw = Random(SEED)
    everybody = people(draw)
    customers = with_control_group(customer_rows(everybody, draw, lang), Random(SEED + 11), lang)
    orders = order_rows(everybody, draw, lang)
    return {
        "params": _with_values(param_rows(lang)),
        "customers": with_values(customers, orders, Random(SEED + 12), lang),
        "orders": orders,
        "behaviour": with_previous_visits(
            _behaviour_rows(everybody, draw, lang), Random(SEED + 13)
        ),
        "campaigns": _campaign_rows(lang),
        "action_plan": sample_actions(lang),
        "goals": sample_goals(lang),
        "tracking": sample_tracking(lang),
        "leads": lead_rows(lang, Random(SEED + 5)),
        "competitor": competitor_rows(lang),
        "feedback": feedback_rows(everybody, Random(SEED + 1), lang),
        "tiers": need_rows(everybody, Random(SEED + 1), lang),
    }


def _with_values(rows: Sequence[Row]) -> list[Row]:
    """Fix the analysis date, for two orders lie after it, and what there is to allocate."""
    values = {"as_of": AS_OF, "budget_total": 200_000, "service_hours": 480}
    return [
        {**row, "value": values.get(spec.key, row["value"])}
        for spec, row in zip(PARAMS, rows, strict=True)
    ]


def _behaviour_rows(everybody: Sequence[Person], draw: Random, lang: Lang) -> list[Row]:
    # The first three are the rows that the form's own description gives.
    given = ((120, 15), (30, 5), (200, 25))
    rows: list[Row] = []
    for person in everybody[:160]:
        if person.number < len(given):
            minutes, clicks = given[person.number]
        else:
            keenness = draw.random() ** 2
            minutes = int(5 + 235 * keenness)
            clicks = int(1 + 30 * keenness * (0.6 + 0.8 * draw.random()))
        rows.append(
            {"customer_id": person.customer_id, "browse_minutes": minutes, "clicks": clicks}
        )
    rows[40] = {**rows[40], "browse_minutes": Text("约90", "about 90").in_(lang)}
    return rows


def _campaign_rows(lang: Lang) -> list[Row]:
    keys = (
        "campaign", "period", "target", "reached", "converted", "cost", "suggestion",
        "net_profit", "revenue", "goods_cost",
    )  # fmt: skip
    return [
        {
            key: value.in_(lang) if isinstance(value, Text) else value
            for key, value in zip(keys, row, strict=True)
        }
        for row in _CAMPAIGNS
    ]


_Cell = Text | str | int | float | dt.date | None
# The first two are the source's own; the others each give one check something to find.
_CAMPAIGNS: Final[tuple[tuple[_Cell, ...], ...]] = (
    (Text("618大促", "618 sale"), "2023-06-01~06-18", 10000, 8500, 1275, 50000,
     Text("增加移动端推送力度", "Push more to mobile"), 77500, None, None),
    (Text("新品试用活动", "New product trial"), "2023-07-10~07-25", 5000, 3200, 480, 20000,
     Text("优化试用资格审核流程", "Simplify the trial application"), 24000, None, None),
    (Text("双11预售", "Double 11 presale"), "2024-10-21~11-11", 12000, 10680, 1335, 68000,
     None, None, 268000, 121000),
    (Text("会员日满减", "Members' day discount"), "2024-12-08~12-10", 6000, 2760, 414, 15000,
     None, 19800, 66000, None),
    (Text("年货节礼盒", "New Year gift boxes"), "2025-01-06~01-20", 8000, 6880, 344, 42000,
     None, -6300, 96000, None),
    (Text("一日闪购", "One-day flash sale"), "2025-03-08", 3000, 2550, 408, 8000,
     None, 9600, None, None),
    (Text("老客回访短信", "Returning customers by text"), "2025-04-15~04-20", 1500, 1620, 130, 900,
     None, 7200, None, None),
    (Text("公众号推文", "Article on our channel"), "2025-05-06~05-12", 4000, 3100, 186, 0,
     None, 5200, None, None),
    (Text("618大促(今年)", "618 sale (this year)"), "2025-05-31~06-18", 14000, 11900, 1904, 72000,
     None, 118800, 402000, 211200),
)  # fmt: skip
