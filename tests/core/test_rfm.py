"""Orders to customers: every decision, any row order, any engine."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import pandas.testing as pdt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import AS_OF, canonical_orders
from xlsegment.core.rfm import CANCELLED, ORDER, RETURN, rfm_table

OPTIONS = [
    {},
    {"window_days": None},
    {"merge_same_day": True},
    {"monetary": "mean"},
    {"merge_same_day": True, "monetary": "mean"},
]


def orders(*rows: tuple[str, str | None, int, int, int]) -> pd.DataFrame:
    columns = ["customer_id", "order_id", "order_day", "amount_cents", "kind"]
    frame = pd.DataFrame(list(rows), columns=columns)
    return frame.astype({"customer_id": object, "order_id": object})


def one(*rows: tuple[str, str | None, int, int, int], **options) -> dict[str, object]:
    table = rfm_table(orders(*rows), as_of=AS_OF, **options)
    assert len(table) == 1
    return table.iloc[0].to_dict()


def test_recency_counts_calendar_days_to_the_analysis_date():
    assert one(("a", "1", AS_OF, 100, ORDER))["recency_days"] == 0
    assert one(("a", "1", AS_OF - 31, 100, ORDER))["recency_days"] == 31


def test_the_window_leaves_its_first_day_out_and_takes_its_last_in():
    inside = one(("a", "1", AS_OF - 179, 100, ORDER), ("a", "2", AS_OF, 100, ORDER))
    outside = one(("a", "1", AS_OF - 180, 100, ORDER), ("a", "2", AS_OF, 100, ORDER))

    assert (inside["frequency"], inside["monetary_cents"]) == (2, 200)
    assert (outside["frequency"], outside["monetary_cents"]) == (1, 100)
    assert (outside["lifetime_frequency"], outside["lifetime_cents"]) == (2, 200)


def test_recency_looks_beyond_the_window():
    gone = one(("a", "1", 10, 100, ORDER))

    assert (gone["recency_days"], gone["frequency"], gone["monetary_cents"]) == (390, 0, 0)
    assert gone["window_rows"] == 0


def test_lines_of_one_order_are_one_order_and_their_amounts_add_up():
    got = one(("a", "1", 390, 100, ORDER), ("a", "1", 390, 250, ORDER))

    assert (got["frequency"], got["monetary_cents"]) == (1, 350)


def test_an_order_with_a_line_on_each_side_of_the_window_counts_once_inside():
    got = one(("a", "1", AS_OF - 180, 100, ORDER), ("a", "1", AS_OF - 179, 250, ORDER))

    assert (got["frequency"], got["lifetime_frequency"], got["monetary_cents"]) == (1, 1, 250)


def test_a_row_without_an_order_id_is_an_order_of_its_own():
    got = one(("a", None, 390, 100, ORDER), ("a", None, 390, 100, ORDER))

    assert (got["frequency"], got["purchase_days"]) == (2, 1)


def test_a_return_is_netted_and_counts_for_neither_frequency_nor_recency():
    got = one(("a", "1", 380, 1000, ORDER), ("a", "2", 399, -400, RETURN))

    assert (got["recency_days"], got["frequency"], got["monetary_cents"]) == (20, 1, 600)


def test_a_customer_with_returns_only_has_no_recency():
    got = one(("a", "1", 399, -400, RETURN))

    assert pd.isna(got["recency_days"])
    assert pd.isna(got["first_order_day"])
    assert (got["frequency"], got["monetary_cents"]) == (0, -400)


def test_cancelled_and_later_orders_do_not_exist():
    table = rfm_table(
        orders(("a", "1", 390, 100, CANCELLED), ("b", "2", AS_OF + 1, 100, ORDER)), as_of=AS_OF
    )

    assert table.empty


def test_orders_of_one_day_can_count_as_one():
    rows = (("a", "1", 390, 100, ORDER), ("a", "2", 390, 100, ORDER), ("a", "3", 391, 1, ORDER))

    assert one(*rows)["frequency"] == 3
    assert one(*rows, merge_same_day=True)["frequency"] == 2
    assert one(*rows, merge_same_day=True)["monetary_cents"] == 201


@pytest.mark.parametrize(
    ("amounts", "mean"), [((100, 101), 101), ((100, 100), 100), ((1, 1, 2), 1), ((-1, -2), -2)]
)
def test_mean_spend_rounds_half_a_cent_away_from_zero(amounts, mean):
    rows = [("a", str(i), 390, cents, ORDER) for i, cents in enumerate(amounts)]

    assert one(*rows, monetary="mean")["monetary_cents"] == mean
    assert one(*rows, monetary="mean")["window_cents"] == one(*rows)["monetary_cents"]


def test_rows_without_customer_day_or_amount_are_left_out():
    frame = orders(("a", "1", 390, 100, ORDER)).astype(
        {"order_day": "Int64", "amount_cents": "Int64"}
    )
    holes = pd.concat([frame] * 4, ignore_index=True)
    holes.loc[1, "customer_id"] = None
    holes.loc[2, "order_day"] = pd.NA
    holes.loc[3, "amount_cents"] = pd.NA

    table = rfm_table(holes, as_of=AS_OF)

    assert table["customer_id"].tolist() == ["a"]
    assert table["monetary_cents"].tolist() == [100]


def by_hand(frame: pd.DataFrame, window: int | None, merge: bool) -> dict[str, tuple]:
    """Follow the definition one row at a time."""
    money: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    bought: dict[str, list[tuple[object, int]]] = defaultdict(list)
    for i, row in enumerate(frame.itertuples()):
        if row.kind == CANCELLED or row.order_day > AS_OF:
            continue
        inside = window is None or row.order_day > AS_OF - window
        money[row.customer_id][0] += row.amount_cents * inside
        money[row.customer_id][1] += row.amount_cents
        if row.kind == ORDER:
            key = row.order_day if merge else i if pd.isna(row.order_id) else row.order_id
            bought[row.customer_id].append((key, row.order_day))
    found = {}
    for customer, (net, life) in money.items():
        seen = bought[customer]
        days = [day for _, day in seen]
        near = {key for key, day in seen if window is None or day > AS_OF - window}
        recency = AS_OF - max(days) if days else None
        found[customer] = (recency, len(near), net, len({k for k, _ in seen}), life, len(set(days)))
    return found


FIGURES = [
    "recency_days",
    "frequency",
    "monetary_cents",
    "lifetime_frequency",
    "lifetime_cents",
    "purchase_days",
]


@given(canonical_orders(), st.sampled_from((None, 1, 90, 180)), st.booleans())
def test_the_table_equals_the_definition_followed_row_by_row(frame, window, merge):
    table = rfm_table(frame, as_of=AS_OF, window_days=window, merge_same_day=merge)
    got = {
        row.customer_id: tuple(
            None if pd.isna(x) else int(x) for x in (getattr(row, f) for f in FIGURES)
        )
        for row in table.itertuples()
    }

    assert got == by_hand(frame, window, merge)


@given(canonical_orders(min_size=2), st.randoms(use_true_random=False), st.sampled_from(OPTIONS))
def test_row_order_does_not_matter_and_the_orders_are_left_alone(frame, random, options):
    before = frame.copy(deep=True)
    shuffled = frame.sample(frac=1, random_state=random.randrange(2**32))

    result = rfm_table(frame, as_of=AS_OF, **options).sort_values("customer_id", ignore_index=True)
    again = rfm_table(shuffled, as_of=AS_OF, **options)

    pdt.assert_frame_equal(again.sort_values("customer_id", ignore_index=True), result)
    pdt.assert_frame_equal(frame, before)


@given(frame=canonical_orders(min_size=1), options=st.sampled_from(OPTIONS))
@settings(max_examples=20)  # planning a query takes far longer than running it
def test_duckdb_gives_the_same_table(frame, options):
    duckdb = pytest.importorskip("duckdb")
    frame = frame.astype({"customer_id": "string", "order_id": "string"})
    with duckdb.connect() as connection:
        relation = connection.from_df(frame)
        there = rfm_table(relation, as_of=AS_OF, **options).df()
    here = rfm_table(frame, as_of=AS_OF, **options)

    def plain(table: pd.DataFrame) -> list[tuple]:
        rows = table.astype(object).where(table.notna(), None).itertuples(index=False, name=None)
        return sorted(rows)

    assert list(there.columns) == list(here.columns)
    assert plain(there) == plain(here)
