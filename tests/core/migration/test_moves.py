"""Two periods compared: by hand, with plain pandas, and with a run as of every single day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.days import day_date
from xlsegment.core.earlier import Earlier
from xlsegment.core.migration.moves import NEW, Moves, moves_between
from xlsegment.core.model import Result, segment_customers
from xlsegment.core.segments import NEVER_BOUGHT
from xlsegment.core.settings import Settings

START = 19000  # a day number; days below count from it
CORE = "A001"


def orders(*rows: tuple[str, int, float]) -> pd.DataFrame:
    """Orders as a sheet holds them: customer, day, amount."""
    return pd.DataFrame(
        [
            {
                "order_id": f"T{number}",
                "customer_id": customer,
                "order_date": day_date(START + day).isoformat(),
                "amount": amount,
            }
            for number, (customer, day, amount) in enumerate(rows)
        ],
        columns=["order_id", "customer_id", "order_date", "amount"],
        dtype=object,
    )


def customers(**registered: int | None) -> pd.DataFrame:
    rows = [
        (who, None if day is None else day_date(START + day).isoformat())
        for who, day in registered.items()
    ]
    return pd.DataFrame(rows, columns=["customer_id", "registered_on"], dtype=object)


def run(table: pd.DataFrame, people: pd.DataFrame | None, day: int, **choices) -> Result:
    return segment_customers(table, people, Settings(as_of=START + day, **choices))


def compared(result: Result, day: int, **options) -> Moves:
    moves = moves_between(result, Earlier(result), START + day, **options)
    assert moves is not None
    return moves


# Loyal buys 500 every 30 days until day 200, then no more; steady goes on with 200 a time;
# fresh comes on day 300; asleep bought once on day 0; waiting registered and never bought.
ROWS = [
    *(("loyal", day, 500.0) for day in range(0, 201, 25)),
    *(("steady", day, 200.0) for day in range(10, 361, 50)),
    ("fresh", 300, 50.0),
    ("asleep", 0, 80.0),
]
PEOPLE = customers(waiting=150, loyal=0, late=250)


def names(result: Result, moves: Moves) -> dict[str, tuple[str, str]]:
    rule = {r.segment_id: r.name.zh for r in result.settings.rules.rules}
    rule |= {NEW: "新", NEVER_BOUGHT: "未购买"}
    return {
        who: (rule[before], rule[now])
        for who, before, now in zip(
            moves.people["customer_id"], moves.people["before"], moves.people["now"], strict=True
        )
    }


def test_who_moved_where_by_hand():
    result = run(orders(*ROWS), PEOPLE, 360)

    moves = compared(result, 200)

    # day 200: loyal has R 0 and, in days 21 to 200, orders on 25, 50 … 200: 8 of 500
    # day 360: R 160, in days 181 to 360 the one of day 200: F 1, so 流失风险
    assert names(result, moves) == {
        "waiting": ("未购买", "未购买"),
        "loyal": ("核心忠诚客户", "流失风险客户"),
        "late": ("新", "未购买"),
        "asleep": ("沉睡流失客户", "沉睡流失客户"),
        "fresh": ("新", "其他"),
        "steady": ("稳定普通客户", "潜力客户"),
    }
    changed = dict(zip(moves.people["customer_id"], moves.people["changed_on"], strict=True))
    # R of loyal is 31 on day 231: no longer 核心忠诚
    assert changed["loyal"] == START + 231
    assert changed["fresh"] == START + 300
    assert changed["late"] == START + 250
    assert pd.isna(changed["waiting"])
    assert pd.isna(changed["asleep"])


def test_who_registers_after_the_analysis_date_has_no_date_of_change_yet():
    result = run(orders(*ROWS), customers(waiting=150, late=250, tomorrow=361), 360)

    people = compared(result, 200).people.set_index("customer_id")

    assert people.loc["late", "changed_on"] == START + 250
    assert people.loc["tomorrow", "before"] == NEW
    assert pd.isna(people.loc["tomorrow", "changed_on"])


def test_a_valuable_customer_who_fell_is_an_alert_with_both_figures():
    moves = compared(run(orders(*ROWS), PEOPLE, 360), 200)

    assert moves.alerts["customer_id"].tolist() == ["loyal"]
    alert = moves.alerts.iloc[0]
    assert (alert["before_cents"], alert["now_cents"]) == (8 * 50000, 50000)


def test_who_spends_more_or_was_never_valuable_is_no_alert():
    # small is not among the top fifth; rises from one group to another with more spend
    rows = [
        ("small", 10, 50.0),
        *(("riser", day, 300.0) for day in (20, 60)),
        *(("riser", day, 900.0) for day in (170, 180, 190, 195, 199)),
    ]
    moves = compared(run(orders(*rows), None, 200), 100, top_share=0.5)

    changed = moves.people[moves.people["before"] != moves.people["now"]]
    assert sorted(changed["customer_id"]) == ["riser", "small"]
    assert moves.alerts.empty


def test_with_the_whole_history_as_window_falling_is_not_having_bought_since():
    moves = compared(run(orders(*ROWS), PEOPLE, 360, window_days=None), 200)

    assert moves.alerts["customer_id"].tolist() == ["loyal"]


def test_nobody_yet_and_no_orders_give_nothing():
    table = orders(("a", 100, 10.0))
    result = run(table, None, 100)
    assert moves_between(result, Earlier(result), START + 99) is None
    people = pd.DataFrame(
        [("a", "2022-01-05", 3, 100)],
        columns=["customer_id", "last_order_date", "frequency", "monetary"],
        dtype=object,
    )
    summed = segment_customers(None, people, Settings(as_of=START))
    assert moves_between(summed, Earlier(summed), START - 10) is None


def test_one_customer_who_stays():
    result = run(orders(("a", 0, 10.0)), None, 10)
    moves = compared(result, 5)

    assert moves.people["before"].tolist() == moves.people["now"].tolist()
    assert moves.people["changed_on"].isna().all()
    assert moves.by_segment(["A999"]).to_dict("records") == [
        {"before": 1, "stayed": 1, "left": 0, "entered": 0, "new": 0, "now": 1, "net": 0}
    ]


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        # 1900 leave a window of 20 days on day 20, five orders stay
        ([("a", 0, 1900.0), *(("a", day, 100.0) for day in range(11, 16))], 20),
        # one of five orders leaves, the money of the others is enough
        ([("a", 0, 10.0), *(("a", day, 600.0) for day in range(12, 16))], 20),
        # money goes back on day 17
        ([*(("a", day, 500.0) for day in range(11, 16)), ("a", 17, -600.0)], 17),
    ],
)
def test_the_day_of_change_is_the_day_on_which_money_or_an_order_leaves(rows, day):
    moves = compared(run(orders(*rows), None, 30, window_days=20), 15)

    assert moves.people["before"].tolist() == [CORE]
    assert moves.people["changed_on"].tolist() == [START + day]


# --- properties -------------------------------------------------------------------------------

WHO = ("ann", "bob", "cai", "dee", "eve")
order_rows = st.lists(
    st.tuples(
        st.sampled_from(WHO),
        st.sampled_from(("T1", "T2", "T3", None)),
        st.integers(0, 60),
        st.sampled_from((-300, 100, 300, 500, 999.99, 1000, 2000)),
    ),
    min_size=1,
    max_size=25,
)
registrations = st.dictionaries(
    st.sampled_from((*WHO, "fay")), st.one_of(st.none(), st.integers(0, 60)), max_size=6
)
choices = st.fixed_dictionaries(
    {
        "window_days": st.sampled_from((None, 1, 10, 25)),
        "scheme": st.sampled_from(("rules", "strict", "eight", "eleven")),
        "merge_same_day": st.booleans(),
        "monetary_mean": st.booleans(),
    }
)


def drawn(rows) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "order_id": None if number is None else f"{who}{number}",
                "customer_id": who,
                "order_date": day_date(START + day).isoformat(),
                "amount": amount,
                "status": str(row),  # lines of one order differ in something
            }
            for row, (who, number, day, amount) in enumerate(rows)
        ],
        dtype=object,
    )


def as_of_day(result: Result, table, people, day: int, cuts) -> dict[str, str]:
    """Run everything again on what was known on a day, its orders alone."""
    dates = pd.to_datetime(table["order_date"])
    known = table[(dates <= pd.Timestamp(day_date(START + day))).to_numpy()]
    if known.empty:
        return {}
    again = segment_customers(
        known, people, replace(result.settings, as_of=START + day, frozen=cuts)
    )
    return dict(zip(again.counted["customer_id"], again.counted["segment_id"], strict=True))


def known_ids(table, people, day: int) -> set[str]:
    """Who was a customer on a day, written again from the raw tables."""
    first: dict[str, str] = {}
    sold = table[table["amount"] > 0]
    for who, date in zip(sold["customer_id"], sold["order_date"], strict=True):
        first[who] = min(date, first.get(who, date))
    then = day_date(START + day).isoformat()
    there = {who for who, date in first.items() if date <= then}
    registered = dict(zip(people["customer_id"], people["registered_on"], strict=True))
    for who in {*registered, *table["customer_id"]}:
        date = registered.get(who)
        there |= {who} if (date is None and who not in first) or (date or "9") <= then else set()
    return there


@settings(max_examples=15, deadline=None)
@given(order_rows, registrations, choices, st.integers(5, 55), st.integers(1, 8))
def test_every_move_is_that_of_two_runs_and_every_date_that_of_a_run_per_day(
    rows, registered, choice, previous, gap
):
    # Orders after the analysis date are left out everywhere, which other tests tell.
    table = drawn([(who, t, min(day, previous + gap), m) for who, t, day, m in rows])
    people = customers(**registered)
    result = run(table, people, previous + gap, **choice)
    moves = moves_between(result, Earlier(result), START + previous)
    there = known_ids(table, people, previous)
    sure = known_ids(table, people.dropna(), previous) & {
        *people.dropna()["customer_id"],
        *table.loc[table["amount"] > 0, "customer_id"],
    }
    assert (moves is None) == (not sure)
    if moves is None:
        return

    cuts = Earlier(result).cuts(START + previous)
    by_day = {
        d: as_of_day(result, table, people, d, cuts) for d in range(previous, previous + gap + 1)
    }
    for who, before, now, changed in zip(
        *(moves.people[c] for c in ("customer_id", "before", "now", "changed_on")), strict=True
    ):
        if who not in there:
            assert before == NEW
            continue
        days = {d: known.get(who, NEVER_BOUGHT) for d, known in by_day.items()}
        assert before == days[previous]
        assert now == days[previous + gap]
        if before != now:
            first = next(d for d, segment in days.items() if segment != before)
            assert changed == START + first
        else:
            assert pd.isna(changed)


@settings(max_examples=12, deadline=None)
@given(order_rows, registrations, st.integers(5, 55), st.booleans())
def test_counts_add_up_and_are_those_of_plain_python(rows, registered, previous, frozen):
    result = run(drawn(rows), customers(**registered), 60, scheme="eight")
    moves = moves_between(result, Earlier(result), START + previous, frozen=frozen)
    if moves is None:
        return
    people = moves.people
    pairs = Counter(zip(people["before"], people["now"], strict=True))
    segments = sorted({*people["before"], *people["now"]} - {NEW})

    matrix = moves.matrix(segments)
    for before in (*segments, NEW):
        for now in segments:
            assert matrix.loc[before, now] == pairs[before, now]
    summary = moves.by_segment(segments)
    assert summary["before"].sum() == (people["before"] != NEW).sum()
    assert summary["now"].sum() == len(people)
    assert (summary["before"] - summary["left"] == summary["stayed"]).all()
    assert (summary["entered"] + summary["new"] - summary["left"] == summary["net"]).all()
    assert (summary["now"] - summary["before"] == summary["net"]).all()
    assert summary["entered"].sum() == summary["left"].sum()
    flows = moves.flows(segments)
    assert {(b, n): c for b, n, c in flows[["before", "now", "customers"]].to_numpy()} == pairs
    for _, group in flows.groupby("before"):
        assert abs(group["share"].sum() - 1) < 1e-9


@settings(max_examples=15, deadline=None)
@given(order_rows, st.integers(5, 55), st.sampled_from((500.0, 5000.0)))
def test_the_earlier_period_is_not_changed_by_later_orders(rows, previous, amount):
    known = [row for row in rows if row[2] <= previous]
    if not any(row[3] > 0 for row in known):
        return
    later = [("ann", "T9", previous + 1, amount), ("zed", "T9", previous + 2, amount)]
    found = []
    for extra in ([], later):
        result = run(drawn([*known, *extra]), customers(), 60, scheme="eight")
        people = compared(result, previous).people
        found.append(dict(zip(people["customer_id"], people["before"], strict=True)))

    alone, together = found
    # somebody who only gave back what they had bought before the books begin may turn up later
    bought = {who for who, before in alone.items() if before != NEVER_BOUGHT}
    assert {who: together[who] for who in bought} == {who: alone[who] for who in bought}


def test_frozen_cuts_keep_customers_who_did_not_change():
    # b and c buy the same in both periods; a alone buys far more, which lifts the mean
    rows = [
        *(("b", day, 300.0) for day in (50, 150)),
        *(("c", day, 100.0) for day in (50, 150)),
        *(("a", day, amount) for day, amount in ((50, 100.0), (150, 90000.0))),
    ]
    result = run(orders(*rows), None, 160, scheme="eight", window_days=100)

    def of_b(frozen):
        people = compared(result, 60, frozen=frozen).people
        return people[people["customer_id"] == "b"].iloc[0]

    assert of_b(frozen=True)["before"] == of_b(frozen=True)["now"] == "111"
    assert of_b(frozen=False)["now"] == "110"


def test_the_day_of_change_follows_returns_and_orders_that_leave_the_window():
    table = drawn([("a", "T1", 0, 1000), ("a", "T1", 20, 1000), ("a", "T2", 30, -300)])
    result = run(table, customers(), 56, window_days=25, monetary_mean=True, scheme="strict")
    moves = moves_between(result, Earlier(result), START + 21)

    assert moves is not None
    cuts = Earlier(result).cuts(START + 21)
    days = {d: as_of_day(result, table, customers(), d, cuts)["a"] for d in range(21, 57)}
    first = next((START + d for d, s in days.items() if s != days[21]), None)
    (changed,) = moves.people["changed_on"].tolist()
    assert (None if pd.isna(changed) else changed) == first
