"""A whole order table in one cell: known customers, options, and what gives no table."""

from __future__ import annotations

import pytest

from xlsegment.excel.cells import CellError
from xlsegment.excel.udfs import RFM_TABLE

NA, VALUE, NUM = CellError.NA, CellError.VALUE, CellError.NUM

IDS = [["C1"], ["C1"], ["C1"], ["C2"], ["C3"]]
DATES = [["2023-01-01"], ["2023-06-01"], ["2023-06-21"], [45000], ["2023-06-25"]]
AMOUNTS = [[100], ["¥1,200"], [900], [80], [50]]
ORDERS = [["1"], ["2"], ["2"], ["3"], ["4"]]
STATUSES = [["已完成"], [""], [None], ["已完成"], ["已取消"]]


def spilled(*more, **options):
    header, *rows = RFM_TABLE(IDS, DATES, AMOUNTS, "2023-06-30", *more, **options)
    return {row[0]: dict(zip(header, row, strict=True)) for row in rows}


def test_one_row_per_customer():
    found = spilled(ORDERS, statuses=STATUSES)

    assert list(found) == ["C1", "C2"]  # a cancelled order makes no customer
    one = found["C1"]
    assert (one["最近购买天数"], one["购买次数"], one["期内消费"]) == (9, 1, 2100.0)
    assert (one["累计购买次数"], one["累计消费金额"], one["复购周期(天)"]) == (2, 2200.0, 85.5)
    assert (one["首次购买时间"], one["最近购买日期"]) == (44927, 45098)
    assert one["客户群体"] == "新锐潜力客户"  # months count from the first purchase
    assert found["C2"]["复购周期(天)"] == ""


def test_options_of_the_table():
    assert spilled()["C1"]["购买次数"] == 2  # without order ids each row is one
    assert spilled(window_days="全部")["C1"]["购买次数"] == 3
    assert spilled(window_days=10)["C1"]["购买次数"] == 1
    assert spilled(mean_amount=True)["C1"]["期内消费"] == 1050.0
    assert spilled(None, "八类")["C1"]["客户群体"] == "重要价值客户"
    assert spilled(None, "eleven", language="en")["C1"]["Segment"] != ""
    assert RFM_TABLE(IDS, DATES, AMOUNTS, "2023-06-30", headers=False)[0][0] == "C1"
    same_day = RFM_TABLE([["A"], ["A"]], [[45000], [45000]], [[1], [2]], 45001, merge_days=True)
    assert same_day[1][4] == same_day[1][8] == 1  # in the window, in the quarter


def test_rows_alike_in_everything_count_once():
    ids, dates, amounts = [["A"], ["A"]], [[45000], [45000]], [[59], [59]]

    alike = RFM_TABLE(ids, dates, amounts, 45001, [["1"], ["1"]])
    apart = RFM_TABLE(ids, dates, amounts, 45001, [["1"], ["1"]], details=[["茶"], ["咖啡"]])

    assert (alike[1][5], apart[1][5]) == (59.0, 118.0)


def test_half_a_sign_left_by_an_export_that_cuts_texts_does_no_harm():
    half = "\N{SPARKLES}茶\ud83d"

    found = RFM_TABLE([["A"], [half]], [[45000]] * 2, [[1], [2]], 45001, details=[[half], ["茶"]])

    assert [row[0] for row in found[1:]] == ["A", "\N{SPARKLES}茶\N{REPLACEMENT CHARACTER}"]


def test_blank_rows_below_and_rows_nobody_can_read_are_left_out():
    ids = [*IDS, ["C9"], [None], [""]]
    dates = [*DATES, ["someday"], [None], [None]]
    amounts = [*AMOUNTS, [5], [None], [None]]

    plain = RFM_TABLE(IDS, DATES, AMOUNTS, "2023-06-30")

    assert RFM_TABLE(ids, dates, amounts, "2023-06-30") == plain


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ((IDS, DATES[:-1], AMOUNTS, 45107), VALUE),
        ((IDS, DATES, AMOUNTS, "soon"), VALUE),
        ((IDS, DATES, AMOUNTS, None), NA),
        (([[None]], [[None]], [[None]], 45107), NA),
        ((None, None, None, 45107), NA),
        (([["A"]], [["x"]], [[1]], 45107), NA),
        (([["A"]], [[45000]], [["#DIV/0!"]], 45107), CellError.DIV0),
        (([["A"]], [[45000]], [[1]], 45107, None, "nonsense"), VALUE),
        (([["A"]], [[45000]], [[1]], 45107, None, None, "maybe"), VALUE),
        (([["A"]], [[45000]], [[1]], 45107, None, None, None, None, 0), NUM),
    ],
)
def test_what_gives_no_table(given, error):
    assert RFM_TABLE(*given) == error
