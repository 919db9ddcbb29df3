"""The order table made canonical; what could not be used is reported row by row."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pandas.testing as pdt
import pytest
from hypothesis import given

from tests.strategies import raw_orders
from xlsegment.core import findings as findings_module
from xlsegment.core.orders import clean_orders, later_than
from xlsegment.core.rfm import CANCELLED, ORDER, RETURN
from xlsegment.errors import AmountsTooLargeError, MissingColumnsError

COLUMNS = ["order_id", "customer_id", "order_date", "amount", "status"]


def table(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=COLUMNS, dtype=object)


def codes(found) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.row) for finding in found]


def test_a_clean_row_becomes_ids_days_and_cents():
    canonical, found = clean_orders(table((7.0, 1001.0, "2023-05-10", "1,200.5", None)))

    assert canonical.to_dict("records") == [
        {
            "row": 0,
            "order_id": "7",
            "customer_id": "1001",
            "order_day": 19487,
            "amount_cents": 120050,
            "kind": ORDER,
        }
    ]
    assert found == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("1", None, "2023-05-10", 5, None), "W-020"),
        (("1", "a", None, 5, None), "W-021"),
        (("1", "a", "2023-02-30", 5, None), "E-020"),
        (("1", "a", dt.datetime(1899, 12, 30, 10), 5, None), "E-020"),  # noqa: DTZ001  10:00
        (("1", "a", "1949-12-31", 5, None), "E-020"),
        (("1", "a", "2023-05-10", None, None), "W-022"),
        (("1", "a", "2023-05-10", "n/a", None), "E-022"),
    ],
)
def test_an_unusable_row_is_left_out_and_listed(row, code):
    canonical, found = clean_orders(table(("0", "a", "2023-05-10", 1, None), row))

    assert canonical["row"].tolist() == [0]
    assert (code, 1) in codes(found)


def test_a_wholly_empty_row_is_nothing_to_report():
    canonical, found = clean_orders(table((None, None, None, None, None)))

    assert canonical.empty
    assert found == []


@pytest.mark.parametrize(
    ("amount", "status", "kind", "cents"),
    [
        (50, "已完成", ORDER, 5000),
        (50, None, ORDER, 5000),
        (0, None, ORDER, 0),
        (-50, "已完成", RETURN, -5000),
        (50, "退款", RETURN, -5000),
        (50, "退货", RETURN, -5000),
        (-50, "退款", RETURN, -5000),
        (50, " Refund ", RETURN, -5000),
        (50, "已取消", CANCELLED, 5000),
        (50, "Cancelled", CANCELLED, 5000),
        (-50, "取消", CANCELLED, -5000),
    ],
)
def test_what_a_row_is_follows_from_status_and_sign(amount, status, kind, cents):
    canonical, _ = clean_orders(table(("1", "a", "2023-05-10", amount, status)))

    assert canonical[["kind", "amount_cents"]].to_numpy().tolist() == [[kind, cents]]


def test_an_order_that_was_refunded_is_no_order_and_is_not_deducted_twice():
    alone = table(("1", "a", "2023-05-10", 50, "已退款"))
    with_sale = table(
        ("1", "a", "2023-05-10", 50, "已完成"), ("1", "a", "2023-05-12", 50, "已退款")
    )

    assert clean_orders(alone)[0]["amount_cents"].tolist() == [0]
    assert clean_orders(alone)[0]["kind"].tolist() == [RETURN]
    assert clean_orders(with_sale)[0]["amount_cents"].tolist() == [5000, -5000]


def test_a_refund_on_a_row_of_its_own_is_not_taken_from_an_order_that_is_refunded_already():
    orders = table(
        ("1", "a", "2023-05-10", 50, "已退款"),
        ("1", "a", "2023-05-12", -50, "退款"),
        ("2", "a", "2023-05-13", -20, "退款"),
    )

    assert clean_orders(orders)[0]["amount_cents"].tolist() == [0, 0, -2000]


def test_an_exact_duplicate_counts_once_and_is_reported():
    row = ("1", "a", "2023-05-10", 50, None)
    canonical, found = clean_orders(table(row, row, ("2", "a", "2023-05-10", 50, None), row))

    assert canonical["row"].tolist() == [0, 2]
    assert [f for f in codes(found) if f[0] == "W-024"] == [("W-024", 1), ("W-024", 3)]


def test_duplicates_say_what_each_and_all_of_them_leave_out():
    sale = ("1", "a", "2023-05-10", 1000.5, None)
    back = ("2", "a", "2023-05-11", 20, "退款")
    none = ("3", "a", "2023-05-12", 7, "已取消")

    _, found = clean_orders(table(sale, sale, back, back, none, none, sale))

    repeats = [f for f in found if f.code == "W-024"]
    assert [(f.row, f.shown) for f in repeats] == [
        (1, "1000.50"),
        (3, "-20.00"),
        (5, "7.00"),
        (6, "1000.50"),
    ]
    # a cancelled row would not have counted anyway
    assert {f.what("zh") for f in repeats} == {
        "订单整行重复；这样多出来的行共 4 行，金额合计 1,981.00。"
    }
    assert all("1,981.00" in f.what("en") for f in repeats)


def test_a_return_that_is_written_in_two_ways_is_two_rows():
    canonical, _ = clean_orders(
        table(("1", "a", "2023-05-10", 50, "退款"), ("1", "a", "2023-05-10", -50, "退款"))
    )

    assert canonical["amount_cents"].tolist() == [-5000, -5000]


def test_ids_that_excel_destroyed_are_used_and_listed():
    canonical, found = clean_orders(
        table(
            ("1.23457E+17", "a", "2023-05-10", 5, None),
            ("2", "1.38123E+10", "2023-05-10", 5, None),
            ("3", 1.23456789012346e17, "2023-05-10", 5, None),
        )
    )

    assert len(canonical) == 3
    listed = [(f.code, f.row, f.column, f.shown) for f in found]
    assert listed == [
        ("E-021", 0, "order_id", ""),
        ("E-021", 1, "customer_id", ""),
        ("E-021", 2, "customer_id", ""),
    ]


def test_a_duplicate_is_one_also_when_its_cells_are_written_differently():
    canonical, _ = clean_orders(
        table(("1", "a", "2023-05-10", 50, None), (1.0, " a ", "2023/5/10", "50.00", None))
    )

    assert canonical["row"].tolist() == [0]


def test_lines_that_differ_in_any_column_are_lines_of_one_order():
    frame = table(("1", "a", "2023-05-10", 50, None), ("1", "a", "2023-05-10", 50, None))
    frame["sku"] = ["red", "blue"]

    canonical, found = clean_orders(frame)

    assert len(canonical) == 2
    assert codes(found) == [("I-025", None)]


def test_rows_without_an_order_id_are_never_duplicates():
    row = (None, "a", "2023-05-10", 50, None)

    assert len(clean_orders(table(row, row))[0]) == 2


def test_an_order_id_of_two_customers_is_reported():
    _, found = clean_orders(
        table(("1", "a", "2023-05-10", 50, None), ("1", "b", "2023-05-10", 50, None))
    )

    assert codes(found) == [("W-026", 0), ("W-026", 1)]


def test_orders_after_the_analysis_date_are_listed_with_their_day():
    canonical, _ = clean_orders(
        table(("1", "a", "2023-05-10", 1, None), ("2", "a", "2023-05-11", 1, None))
    )

    late = later_than(canonical, 19487)

    assert [(f.code, f.row, f.shown) for f in late] == [("W-023", 1, "2023-05-11")]


def test_ids_are_never_shown_in_findings():
    # an id can be a phone number
    _, found = clean_orders(table(("13812345678", "13812345678", "bad", "bad", None)))

    assert {f.shown for f in found} == {"bad"}


def test_thousands_of_bad_rows_are_listed_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(findings_module, "ROWS_PER_CODE", 3)
    _, found = clean_orders(table(*[(str(i), "a", "bad", 1, None) for i in range(10)]))

    assert [(f.row, f.count) for f in found] == [(0, 1), (1, 1), (2, 1), (None, 7)]
    assert found[-1].what("zh").endswith("(共 7 行)")


def test_missing_columns_are_named():
    with pytest.raises(MissingColumnsError, match="order_date、amount"):
        clean_orders(pd.DataFrame({"customer_id": ["a"]}))


def test_amounts_that_cannot_be_summed_exactly_are_refused():
    rows = [(str(i), "a", "2023-05-10", 9.9e12, None) for i in range(5000)]

    with pytest.raises(AmountsTooLargeError):
        clean_orders(table(*rows))


@given(raw_orders())
def test_every_row_is_used_or_reported_and_the_table_is_left_alone(frame):
    before = frame.copy(deep=True)

    canonical, found = clean_orders(frame)

    pdt.assert_frame_equal(frame, before)
    listed = {f.row for f in found if f.level != "info"}
    blank = frame.drop(columns="status").isin([None, ""]) | frame.drop(columns="status").isna()
    empty = set(blank.index[blank.all(axis=1)])
    assert set(canonical["row"]) | listed | empty >= set(range(len(frame)))
    assert canonical[["customer_id", "order_day", "amount_cents", "kind"]].notna().all(axis=None)
    assert (canonical.loc[canonical["kind"] == RETURN, "amount_cents"] <= 0).all()
