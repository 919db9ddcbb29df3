"""Leads: worked by hand, recomputed row by row, and whatever order they stand in."""

from __future__ import annotations

import datetime as dt
import random
import statistics
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.days import day_number
from xlsegment.core.lead_groups import by_column, by_month, funnel, lead_figures
from xlsegment.core.lead_terms import LeadTerms
from xlsegment.core.leads import clean_leads, high_matches, lead_states, stated
from xlsegment.excel.udfs import LEAD_RESPONSE_HOURS, LEAD_VALID_RATE

AS_OF = day_number(dt.date(2025, 6, 30))
KEYS = (
    "lead_id", "lead_source", "created_at", "contacted_at", "paid_at", "match", "lead_owner",
    "lead_amount",
)  # fmt: skip


def frame(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame([dict(zip(KEYS, row, strict=False)) for row in rows], columns=list(KEYS))


def cleaned(table: pd.DataFrame, terms: LeadTerms = LeadTerms()):  # noqa: B008
    leads, findings = clean_leads(table, as_of=AS_OF, terms=terms)
    return leads, findings, lead_figures(leads[leads["counted"]])


# Five leads by hand: responses of 2.5, 26 and 0.5 hours; two paid within 30 days.
HAND = (
    ("L1", "官网", "2025-05-01 09:00", "2025-05-01 11:30", "2025-05-31", "高", "王", 100.25),
    ("L2", "官网", "2025-05-02 10:00", "2025-05-03 12:00", "2025-06-02 09:00", "高", "王", 50),
    ("L3", "抖音", "2025-05-20 08:00", None, None, "低", "李", None),
    ("L4", "抖音", "2025-06-20 08:00", "2025-06-20 08:30", "2025-06-25", 90, "李", "1,000"),
    ("L5", None, "2025-06-25 08:00", None, None, None, None, None),
)


def test_the_figures_of_five_leads_by_hand():
    _, findings, total = cleaned(frame(*HAND))

    # L1 paid on day 30, which counts; L2 on day 31, which does not; L4 on day 5
    assert (total.leads, total.valid, total.rate) == (5, 2, 0.4)
    assert (total.mature, total.mature_valid, total.mature_rate) == (3, 1, 1 / 3)
    assert total.mean_hours == (2.5 + 26 + 0.5) / 3
    assert total.median_hours == 2.5
    assert (total.answered, total.never, total.early) == (3, 2, 0)
    # within 24 hours: L1 and L4, not L2; L3 and L5 were never contacted and have had their day
    assert (total.timely, total.had_time, total.timely_rate) == (2, 5, 0.4)
    assert (total.paid, total.amount_cents) == (3, 115_025)
    assert total.interval == pytest.approx((0.1176, 0.7693), abs=1e-4)
    assert [(f.code, f.row) for f in findings] == [("W-144", 4)]


def test_sources_stand_in_order_of_their_leads_and_those_without_one_last():
    leads, _, _ = cleaned(frame(*HAND, ("L6", "抖音", "2025-06-01")))
    groups = by_column(leads, "source")

    assert [(g.name, g.leads, g.valid) for g in groups] == [
        ("抖音", 3, 1), ("官网", 2, 1), (None, 1, 0),
    ]  # fmt: skip
    assert [g.name for g in by_column(leads, "owner")] == ["李", "王", None]


def test_the_funnel_by_hand():
    leads, _, _ = cleaned(frame(*HAND))

    assert [(s.key, s.leads, s.of_all, s.of_previous) for s in funnel(leads)] == [
        ("created", 5, 1.0, None),
        ("contacted", 3, 0.6, 0.6),
        ("high", 3, 0.6, 1.0),
        ("paid", 3, 0.6, 1.0),
    ]


def test_months_hold_the_leads_created_in_them():
    leads, _, _ = cleaned(frame(*HAND))
    months = by_month(leads, as_of=AS_OF, months=3)

    assert [(m.name, m.leads, m.mature, m.mature_rate) for m in months] == [
        ("2025-04", 0, 0, None),
        ("2025-05", 3, 3, 1 / 3),
        ("2025-06", 2, 0, None),
    ]


@pytest.mark.parametrize(
    ("created", "paid", "valid"),
    [
        ("2025-05-01 23:59", "2025-05-31 00:01", True),  # the calendar day counts
        ("2025-05-01 00:00", "2025-05-31 23:59", True),
        ("2025-05-01 23:59", "2025-06-01 00:00", False),
        ("2025-05-01 10:00", "2025-05-01", True),  # a date alone is no time before ten
        ("2025-05-01 10:00", "2025-05-01 09:00", False),
        ("2025-06-20 10:00", "2025-07-01", False),  # later than the analysis date
        ("2025-05-01 10:00", "签约了", False),
    ],
)
def test_which_day_still_counts(created, paid, valid):
    _, _, total = cleaned(frame(("L1", "官网", created, None, paid)))

    assert total.valid == valid


@pytest.mark.parametrize(("created", "mature"), [("2025-05-31 23:59", 1), ("2025-06-01", 0)])
def test_a_lead_is_mature_from_its_thirtieth_day_on(created, mature):
    _, _, total = cleaned(frame(("L1", "官网", created, None, "2025-06-10")))

    assert (total.mature, total.mature_valid) == (mature, mature)


def test_amounts_count_once_the_lead_has_paid():
    rows = (
        ("L1", "官网", "2025-05-01", None, paid, None, None, 80) for paid in (None, "2025-08-01")
    )
    _, _, total = cleaned(frame(*rows, ("L2", None, None, None, "2025-06-01", None, None, 0.1)))

    assert total.amount_cents == 10


def test_times_that_run_backwards_are_flagged_and_never_averaged():
    table = frame(
        ("L1", "官网", "2025-05-02 10:00", "2025-05-02 09:00", None, "高"),
        ("L2", "官网", "2025-05-02 10:00", "2025-05-02 14:00", "2025-05-01", "高"),
        ("L3", "官网", "2025-05-02 10:00", "2025-05-02", None, "高"),
    )
    _, findings, total = cleaned(table)

    assert (total.early, total.answered, total.mean_hours) == (2, 1, 4.0)
    assert (total.valid, total.paid, total.never) == (0, 0, 0)
    assert sorted((f.code, f.row) for f in findings) == [("W-142", 0), ("W-142", 2), ("W-143", 1)]


def test_of_repeated_ids_the_one_created_first_counts_wherever_it_stands():
    rows = [("L1", "B", "2025-05-03"), ("L1", "A", "2025-05-01"), (None, "C", "2025-05-01")]
    for table in (frame(*rows), frame(*reversed(rows))):
        leads, findings, total = cleaned(table)

        assert total.leads == 2
        assert sorted(leads.loc[leads["counted"], "source"]) == ["A", "C"]
        assert [f.code for f in findings] == ["W-140"]


def test_what_cannot_be_read_is_listed_and_counts_as_far_as_it_can():
    table = frame(
        ("L1", "官网", None, "2025-05-02", "2025-05-03", "高"),
        ("L2", "官网", "五月", "已联系", None, "很好", None, "一千"),
        ("L3", "官网", "2025-07-01", None, None),
        ("L4", "官网", "2025-06-01", "2025-07-02", None, "中"),
    )
    leads, findings, total = cleaned(table)

    assert total.leads == 3
    assert (total.valid, total.mature, total.answered) == (0, 0, 0)
    # L2 was contacted, nobody can tell when; L4 not by the analysis date
    assert leads["never"].tolist() == [False, False, True, True]
    assert sorted((f.code, f.row, f.column) for f in findings) == [
        ("E-022", 1, "lead_amount"),
        ("I-140", 1, "match"),
        ("I-141", 3, "contacted_at"),
        ("W-141", 0, "created_at"),
        ("W-141", 1, "contacted_at"),
        ("W-141", 1, "created_at"),
        ("W-146", 2, "created_at"),
    ]


def test_a_lead_that_came_in_late_has_not_had_its_hours_yet():
    table = frame(("L1", "官网", "2025-06-30 09:00"), ("L2", "官网", "2025-06-29 09:00"))
    _, _, total = cleaned(table)

    assert (total.never, total.had_time, total.timely_rate) == (2, 1, 0.0)


def test_the_terms_move_what_counts():
    _, _, total = cleaned(frame(*HAND), LeadTerms(days=31, hours=30, high_match=95))

    assert (total.valid, total.timely) == (3, 3)
    assert total.mature == 3


@pytest.mark.parametrize(
    ("cells", "high"),
    [
        (["高", "中", "低", " HIGH ", "mid"], [1, 0, 0, 1, 0]),
        ([80, 79.9, "80", "８５", "85%"], [1, 0, 1, 1, 1]),
        ([0.8, 0.79, 1, 0], [1, 0, 1, 0]),
        ([1, 0], [0, 0]),
        ([None, "-", "未知"], [0, 0, 0]),
    ],
)
def test_which_matches_are_high(cells, high):
    found, unread = high_matches(cells, 80)

    assert found.tolist() == [bool(flag) for flag in high]
    assert not unread.any()


def test_every_lead_has_one_state():
    rows = [
        *(("L1", "官网", "2025-05-01"), ("L1", "官网", "2025-05-02")),
        ("L2", "官网", "2025-07-01"),
        ("L3", "官网", "2025-05-02", None, "2025-05-01"),
        ("L4", "官网", "2025-05-02", None, "2025-05-03"),
        ("L5", "官网", "2025-05-02", None, "2025-06-03"),
        ("L6", "官网", "2025-06-01", None, None),
        ("L7", "官网", None, None, "2025-06-01"),
    ]
    leads, _, _ = cleaned(frame(*rows))

    assert lead_states(leads) == [
        "lost", "repeated", "later", "backwards", "valid", "late", "open", "unknown",
    ]  # fmt: skip
    assert lead_states(leads.iloc[:0]) == []


def test_no_leads_and_no_columns():
    for table in (frame(), pd.DataFrame({"lead_id": []})):
        leads, findings, total = cleaned(table)

        assert findings == []
        assert (total.leads, total.rate, total.mean_hours, total.interval) == (0, None, None, None)
        assert by_column(leads, "source") == []
        assert [s.of_all for s in funnel(leads)] == [None] * 4


# --- an independent computation ---------------------------------------------------------------

_START = dt.datetime(2025, 1, 1)  # noqa: DTZ001
moments = st.one_of(
    st.none(),
    st.integers(0, 300 * 24 * 60).map(lambda minutes: _START + dt.timedelta(minutes=minutes)),
)
lead = st.tuples(
    st.one_of(st.none(), st.sampled_from([f"L{i}" for i in range(40)])),
    st.sampled_from(["官网", "抖音", None]),
    moments,
    moments,
    moments,
    st.sampled_from(["高", "低", 90, None]),
)


@settings(max_examples=60)
@given(st.lists(lead, max_size=25, unique_by=lambda row: row[0] or object()), st.randoms())
def test_it_is_what_a_loop_over_the_rows_finds(rows, draw):
    _, _, total = cleaned(frame(*rows))
    as_of = dt.date(2025, 6, 30)
    known = [r for r in rows if r[2] is None or r[2].date() <= as_of]

    def paid_after(row) -> int | None:
        _, _, created, _, paid, _ = row
        if created is None or paid is None or paid.date() > as_of:
            return None
        midnight = paid.time() == dt.time() and paid.date() == created.date()
        return (paid.date() - created.date()).days if paid >= created or midnight else None

    waits = [
        (r[3] - r[2]) / dt.timedelta(hours=1)
        for r in known
        if r[2] and r[3] and r[3].date() <= as_of and r[3] >= r[2]
    ]
    mature = [r for r in known if r[2] and (as_of - r[2].date()).days >= 30]
    assert total.leads == len(known)
    assert total.valid == sum((d := paid_after(r)) is not None and d <= 30 for r in known)
    assert total.mature == len(mature)
    assert total.mature_valid == sum((d := paid_after(r)) is not None and d <= 30 for r in mature)
    assert total.never == sum(r[3] is None or r[3].date() > as_of for r in known)
    assert total.answered == len(waits)
    if waits:
        assert total.mean_hours == pytest.approx(statistics.fmean(waits))
        assert total.median_hours == pytest.approx(statistics.median(waits))
        assert total.mean_hours == pytest.approx(
            LEAD_RESPONSE_HOURS(
                *([[r[i] if r[3].date() <= as_of else None] for r in known if r[3]] for i in (2, 3))
            )
        )
    if known:
        assert total.rate == LEAD_VALID_RATE(total.valid, total.leads)
    assert (total.rate or 0) <= 1
    assert total.timely <= total.had_time <= total.leads

    shuffled = list(rows)
    draw.shuffle(shuffled)
    assert cleaned(frame(*shuffled))[2] == total


def test_groups_and_months_add_up_to_the_whole():
    draw = random.Random(7)
    rows = [
        (f"L{i}", draw.choice("ABC"), _START + dt.timedelta(hours=draw.random() * 4000), None, None)
        for i in range(300)
    ]
    leads, _, total = cleaned(frame(*rows))

    sources = by_column(leads, "source")
    assert {g.name: g.leads for g in sources} == Counter(row[1] for row in rows)
    assert sum(g.leads for g in by_month(leads, as_of=AS_OF, months=6)) == total.leads
    by_pandas = leads.groupby("source")["valid"].mean()
    assert {g.name: g.rate for g in sources} == by_pandas.to_dict()


def test_a_source_goes_by_its_most_frequent_spelling():
    assert stated(["ＡＢ", "ab", "AB", "AB ", 12.0, "-"]).tolist() == [
        "AB", "AB", "AB", "AB", "12", None,
    ]  # fmt: skip


def test_a_mobile_in_the_place_of_a_source_or_an_owner_is_shown_masked():
    leads, _, _ = cleaned(
        frame(("L1", "13905716283", "2025-05-01", None, None, None, "13905716283"))
    )

    assert leads[["source", "owner"]].to_numpy().tolist() == [["139****6283", "139****6283"]]
