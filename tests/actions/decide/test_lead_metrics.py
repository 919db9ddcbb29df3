"""线索分析 through the decisions and through the workbook."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.actions.test_refresh_book import (  # noqa: F401  the fixtures are used by name
    NOW,
    blank,
    get,
    handle,
    put,
    small,
    table,
)
from xlsegment.actions.decide import decide
from xlsegment.actions.decide.plan import Inputs
from xlsegment.actions.refresh import refresh
from xlsegment.core.lead_terms import LEAD_STATES
from xlsegment.core.momentcells import parse_moments
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.write import prepare_fill

METRICS = ("lead_totals", "lead_funnel", "lead_sources", "lead_owners", "lead_months")
LEADS = [
    {
        "lead_id": f"X{i}",
        "lead_source": source,
        "created_at": dt.datetime(2025, 5, 1 + i, 9, 30),  # noqa: DTZ001
        "contacted_at": f"2025-05-{1 + i:02} {hour}:30" if hour else None,
        "paid_at": paid,
        "match": match,
        "lead_owner": "*专员",
        "customer_id": "C1" if paid else None,
        "lead_amount": 12.5 if paid else None,
    }
    for i, (source, hour, paid, match) in enumerate(
        (
            ("官网", 10, "2025-05-31", "高"),
            ("官网", 12, None, "高"),
            ("展会", None, None, "低"),
            ("展会", 15, "2025-06-30", 90),
        )
    )
]


def run(leads, params=None, lang="zh"):
    """Decide about a workbook with one order and these leads."""
    orders = pd.DataFrame(
        {"order_id": ["D1"], "customer_id": ["C1"], "order_date": ["2025-06-30"], "amount": [5]},
        dtype=object,
    )
    tables = {"orders": orders, **{key: pd.DataFrame(dtype=object) for key in METRICS}}
    if leads is not None:
        tables["leads"] = pd.DataFrame(leads, columns=list(TABLES["leads"].keys), dtype=object)
    outcome, _ = decide(Inputs(tables, params or Params(), lang, None, NOW))
    rows = {change.table: change.rows for change in outcome.changes if change.table in METRICS}
    filled = {change.table: change.filled for change in outcome.changes if change.table == "leads"}
    return rows, filled, outcome


def test_both_rates_stand_beside_each_other_with_what_they_rest_on():
    rows, filled, outcome = run(LEADS)

    every, mature = rows["lead_totals"].to_dict("records")
    # X0 paid on day 30; X3, created on 4 May, on day 57
    assert (every["leads"], every["valid"], every["rate"]) == (4, 1, 0.25)
    # 1, 3 and 6 hours; X2 was never contacted
    assert (every["mean_hours"], every["median_hours"]) == (10 / 3, 3.0)
    assert (every["timely_rate"], every["never"]) == (0.75, 1)
    assert every["interval"] == "4.6%–69.9%"
    assert mature["leads"] == 4
    assert "2025-06-30" in mature["lead_note"]
    assert "不足 30 条" in every["lead_note"]
    assert every["amount"] == 25.0
    assert filled["leads"]["lead_state"].tolist() == [
        LEAD_STATES[key].zh for key in ("valid", "lost", "lost", "late")
    ]
    assert not [f for f in outcome.findings if f.table == "leads"]


def test_sources_owners_funnel_and_months():
    rows, _, outcome = run(LEADS)

    assert rows["lead_sources"]["by_source"].tolist() == ["官网", "展会"]
    assert rows["lead_sources"]["by_source_share"].tolist() == [0.5, 0.5]
    assert rows["lead_sources"]["rate"].tolist() == [0.5, 0.0]
    assert rows["lead_owners"]["by_owner"].tolist() == ["*专员"]
    assert rows["lead_funnel"]["stage_leads"].tolist() == [4, 3, 3, 2]
    assert rows["lead_funnel"]["of_previous"].tolist() == [None, 0.75, 1.0, 2 / 3]
    months = rows["lead_months"]
    assert len(months) == 12
    assert months["lead_month"].iloc[-1] == dt.date(2025, 6, 1)
    assert months["leads"].tolist() == [0] * 10 + [4, 0]
    titles = [str(value) for name, value in outcome.names.items() if "lead_" in name.en]
    assert any("官网" in title for title in titles)
    assert any("2025-05" in title for title in titles)


def test_the_rate_of_mature_leads_leaves_out_those_that_came_in_lately():
    lately = {"lead_id": "X9", "created_at": "2025-06-20", "paid_at": "2025-06-25"}
    rows, _, _ = run([*LEADS, lately])

    assert rows["lead_totals"]["leads"].tolist() == [5, 4]
    assert rows["lead_totals"]["rate"].tolist() == [0.4, 0.25]
    assert rows["lead_sources"]["mature_rate"].tolist() == [0.5, 0.0, None]


def test_the_parameters_decide_what_is_in_time():
    rows, filled, _ = run(LEADS, Params(lead_days=57, lead_hours=2.0, lead_high_match=95.0))

    every = rows["lead_totals"].iloc[0]
    assert (every["valid"], every["timely_rate"]) == (2, 0.25)
    assert rows["lead_totals"]["scope"].iloc[1] == "已满 57 天的线索"
    assert rows["lead_funnel"]["stage_leads"].tolist() == [4, 3, 2, 1]
    assert filled["leads"]["lead_state"].iloc[3] == "期内成交"


@pytest.mark.parametrize("leads", [None, [], [{"lead_id": "X1", "created_at": "2026-01-01"}]])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_leads_the_sheet_is_blank_and_says_why(leads, lang):
    rows, _, outcome = run(leads, lang=lang)

    every = rows["lead_totals"].iloc[0]
    assert every["lead_note"]
    assert pd.isna(every.get("leads"))
    assert len(rows["lead_funnel"]) == 4
    assert [len(rows[key]) for key in METRICS[2:]] == [0, 0, 0]
    titles = [value for name, value in outcome.names.items() if name.en.startswith("finding_lead_")]
    assert titles == ["暂无数据" if lang == "zh" else "No data yet"] * 2


def test_one_lead_with_nothing_but_its_id():
    rows, filled, _ = run([{"lead_id": "X1"}])

    every = rows["lead_totals"].iloc[0]
    assert (every["leads"], every["rate"], every["mean_hours"]) == (1, 0.0, None)
    assert rows["lead_sources"]["by_source"].tolist() == ["未注明"]
    assert filled["leads"]["response_hours"].tolist() == [None]
    assert filled["leads"]["lead_state"].tolist() == ["缺创建时间"]


# --- through the workbook ---------------------------------------------------------------------


@pytest.fixture
def with_leads(small):  # noqa: F811
    nothing = pd.DataFrame(index=range(0), dtype=object)
    found = handle(small, "leads")
    for step in prepare_fill(found, nothing, pd.DataFrame(LEADS, dtype=object)):
        step.apply()
    return small


TYPED = [column.key for column in TABLES["leads"].columns if column.role != "result"]


def test_what_people_type_stays_as_it_is_in_every_column(with_leads):
    for column in TYPED:  # at once: every refresh takes its time
        put(with_leads, "leads", 1, column, f"自己写的 {column}")
    refresh(with_leads, now=NOW)
    for column in TYPED:
        put(with_leads, "leads", 2, column, f"再写一次 {column}")
    refresh(with_leads, now=NOW)

    for column in TYPED:
        assert get(with_leads, "leads", 1, column) == f"自己写的 {column}"
        assert get(with_leads, "leads", 2, column) == f"再写一次 {column}"


def test_results_follow_the_leads_when_they_are_sorted(with_leads):
    refresh(with_leads, now=NOW)
    before = table(with_leads, "leads")
    totals = table(with_leads, "lead_sources").to_dict("records")
    for place, row in enumerate(before.iloc[::-1].to_dict("records")):
        for key in TYPED:
            put(with_leads, "leads", place, key, row[key])
    refresh(with_leads, now=NOW)

    after = table(with_leads, "leads")
    for key in ("lead_id", "response_hours", "lead_state"):
        assert after[key].tolist() == before[key].tolist()[::-1]
    assert table(with_leads, "lead_sources").to_dict("records") == totals


def test_the_time_of_day_stays_in_the_cells(with_leads):
    refresh(with_leads, now=NOW)

    leads = table(with_leads, "leads")
    assert leads["response_hours"].tolist() == [1.0, 3.0, None, 6.0]
    created = parse_moments(leads["created_at"])
    assert set(created.values % 86_400) == {9.5 * 3600}


def test_sources_that_are_gone_leave_no_row_behind(with_leads):
    refresh(with_leads, now=NOW)
    for row in (2, 3):
        put(with_leads, "leads", row, "lead_source", "官网")
    refresh(with_leads, now=NOW)

    assert table(with_leads, "lead_sources")["by_source"].tolist() == ["官网"]
