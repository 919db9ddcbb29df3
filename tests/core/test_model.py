"""The one path from tables to segmented customers."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pandas.testing as pdt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import raw_orders
from xlsegment.core.cells import customer_cells
from xlsegment.core.cuts import Cuts, fixed_cut
from xlsegment.core.days import day_number
from xlsegment.core.model import segment_customers
from xlsegment.core.schemes import segment_rows
from xlsegment.core.settings import SCHEMES, Settings
from xlsegment.errors import (
    ElevenClassesNeedFiveBinsError,
    MissingColumnsError,
    NoUsableOrdersError,
    SettingError,
)

MAY_31 = day_number(dt.date(2023, 5, 31))
AT = Settings(as_of=MAY_31)


def orders(*rows: tuple[object, ...]) -> pd.DataFrame:
    columns = ["order_id", "customer_id", "order_date", "amount", "status"]
    return pd.DataFrame(list(rows), columns=columns, dtype=object)


ORDERS = orders(
    ("1", "a", "2023-05-31", 2500, "已完成"),
    ("2", "a", "2023-05-01", "¥500.00", None),
    ("3", "b", "2023-01-31", 100, None),
    ("4", "c", "2023-05-01", 10, "退款"),
    ("5", "d", "2022-05-01", 999, None),
    ("6", "e", "2023-05-30", 50, None),
    ("7", "e", "2023-05-30", -80, None),
    ("8", "a", "2023-06-01", 9999, None),
)
CUSTOMERS = pd.DataFrame(
    {
        "customer_id": ["b", "a", None, "c", "d", "z", "a"],
        "tags": ["VIP，高价值", None, "x", None, None, "老客", None],
        "total_spend": [1, 2, 3, 4, 5, 6, 7],
        "registered_on": ["2020-01-01", "bad", None, None, None, None, None],
    },
    dtype=object,
)


def by_id(result) -> pd.DataFrame:
    return result.counted.set_index("customer_id")


def test_figures_of_every_customer():
    got = by_id(segment_customers(ORDERS, CUSTOMERS, AT))

    assert got.loc["a", ["recency_days", "frequency", "monetary_cents"]].tolist() == [0, 2, 300000]
    assert got.loc["b", "recency_days"] == 120
    assert got.loc["d", ["recency_days", "frequency", "monetary_cents"]].tolist() == [395, 0, 0]
    assert got.loc["e", ["frequency", "monetary_cents"]].tolist() == [1, -3000]
    assert got.loc["c", ["monetary_cents", "segment_id"]].tolist() == [-1000, "A000"]
    assert got.loc["z", ["lifetime_frequency", "segment_id", "rfm_score"]].tolist() == [
        0,
        "A998",  # has spent something, by its own row
        "",
    ]


def test_rows_follow_the_table_then_come_customers_it_lacks():
    got = segment_customers(ORDERS, CUSTOMERS, AT).customers

    assert got["row"].tolist() == [0, 1, 2, 3, 4, 5, 6, -1]
    assert got["customer_id"].tolist()[-1] == "e"
    assert got["counted"].tolist() == [True, True, False, True, True, True, False, True]
    columns = ["recency_days", "frequency", "segment_id", "rfm_score"]
    assert got.loc[1, columns].tolist() == got.loc[6, columns].tolist()  # the same customer twice
    assert pd.isna(got.loc[2, "recency_days"])


def test_findings_say_what_was_met():
    found = segment_customers(ORDERS, CUSTOMERS, AT).findings
    rows = {(f.code, f.row) for f in found}

    assert {
        ("W-023", 7),  # order after the analysis date
        ("W-028", 3),  # only returns
        ("W-027", None),  # e: net not above 0, not in the table
        ("W-029", 2),  # row without id
        ("E-023", 6),  # a again
        ("W-046", 1),  # registration not readable
        ("W-030", None),  # e is missing
        ("I-033", None),  # d: nothing in the window
        ("I-044", None),  # tenure counts from the first order for a, d and e
    } <= rows


def test_without_an_analysis_date_the_latest_order_counts():
    assert segment_customers(ORDERS, None).as_of == MAY_31 + 1
    returned = orders(("1", "a", "2023-05-01", 5, None), ("2", "a", "2023-05-31", -5, None))
    assert segment_customers(returned, None).as_of == MAY_31 - 30


@pytest.mark.parametrize("table", [None, orders(), orders(("1", "a", "bad", 5, None))])
def test_without_any_date_there_is_no_analysis_date(table):
    with pytest.raises(NoUsableOrdersError):
        segment_customers(table, CUSTOMERS)


def test_with_a_given_date_an_empty_workbook_is_all_customers_without_purchase():
    nothing = CUSTOMERS.assign(total_spend=None)
    result = segment_customers(None, nothing, AT)

    assert set(result.counted["segment_id"]) == {"A000"}
    assert segment_rows(result, "zh")["segment"].tolist()[-1] == "未购买"
    assert segment_customers(None, None, AT).customers.empty


def test_customers_with_nothing_left_are_out_of_the_cuts_but_have_scores():
    with_them = by_id(segment_customers(ORDERS, None, AT))
    cuts = segment_customers(ORDERS, None, AT).cuts
    without = orders(*ORDERS[~ORDERS["customer_id"].isin(["c", "d", "e"])].itertuples(index=False))

    assert segment_customers(without, None, AT).cuts == cuts
    assert with_them.loc["e", "rfm_score"][1:] == "11"
    assert with_them.loc["d", "rfm_score"] == "111"
    assert with_them.loc["e", "m_level"] == 1


def test_where_nobody_spent_cuts_are_fitted_on_all_buyers():
    result = segment_customers(orders(("1", "a", "2020-01-01", 5, None)), None, AT)

    assert "W-045" in {f.code for f in result.findings}
    assert result.customers["rfm_score"].tolist() == ["511"]


def test_aggregated_columns_do_without_orders():
    table = pd.DataFrame(
        {
            "customer_id": ["a", "b", "c", "d", "e"],
            "last_order_date": ["2023-05-31", "2023/4/1", None, "2023-06-01", "2023-05-01"],
            "frequency": [5, "2", None, 1, None],
            "total_spend": ["2,500", 300, None, 1, 5],
        },
        dtype=object,
    )

    result = segment_customers(None, table, AT)

    got = by_id(result)
    assert got.loc["a", ["recency_days", "frequency", "monetary_cents", "segment_id"]].tolist() == [
        0,
        5,
        250000,
        "A001",
    ]
    assert got.loc["b", "segment_id"] == "A003"
    assert got.loc[["c", "d", "e"], "segment_id"].tolist() == ["A000", "A998", "A998"]
    assert {("W-023", 3), ("W-047", 4)} <= {(f.code, f.row) for f in result.findings}
    assert result.orders is None


MISSION = pd.DataFrame(
    {
        "customer_id": ["C20230815001", "a", "n", "later", "f", "u"],
        "first_order_date": ["2023-05-10", None, None, "2023-05-31", "2023-06-30", "去年"],
        "total_spend": [12500.00, None, 0, None, None, None],
        "tags": ["高价值,复购,未购买", None, "高价值", None, None, None],
        "last_order_date": ["2023-05-20", None, None, None, None, None],
        "frequency": [0, None, None, None, None, None],
    },
    dtype=object,
)


def test_who_has_bought_by_the_customer_table_alone_is_incomplete_not_without_purchase():
    late = orders(*ORDERS.itertuples(index=False), ("9", "later", "2023-07-01", 5, None))
    result = segment_customers(late, MISSION, AT)
    got = by_id(result)
    cells = customer_cells(result, MISSION, "zh")

    assert got.loc[["C20230815001", "u"], "segment_id"].tolist() == ["A998", "A998"]
    # no sign of a purchase; an order after the date; a first purchase after the date
    assert got.loc[["n", "later", "f"], "segment_id"].tolist() == ["A000"] * 3
    assert cells.loc[0, ["segment", "first_order_date", "total_spend", "tags"]].tolist() == [
        "数据不全",
        "2023-05-10",
        12500.0,
        "高价值,复购",
    ]
    assert cells.loc[0, ["last_order_date", "frequency", "monetary"]].tolist() == [
        "2023-05-20",
        None,
        None,
    ]
    assert cells.loc[2, "tags"] == "未购买"
    assert [f.count for f in result.findings if f.code == "W-049"] == [2]
    rows = segment_rows(result, "en").set_index("segment_id")
    assert rows.loc["A998", ["segment", "customers"]].tolist() == ["Incomplete data", 2]


def test_lifetime_figures_in_place_of_the_windows_are_said():
    table = pd.DataFrame(
        {
            "customer_id": ["a", "b"],
            "last_order_date": ["2023-05-31", "2023-04-01"],
            "lifetime_frequency": [5, 2],
            "total_spend": [2500, 300],
        },
        dtype=object,
    )

    def said(**columns) -> str:
        return segment_customers(None, table.assign(**columns), AT).lifetime

    assert said() == "F、M"
    assert said(frequency=[1, 1]) == "M"
    assert said(frequency=[1, 1], monetary=[5, 5]) == ""
    assert segment_customers(ORDERS, table, AT).lifetime == ""


def test_frozen_cuts_score_a_later_period_as_the_first():
    first = segment_customers(ORDERS, None, AT)
    later = orders(*ORDERS.itertuples(index=False), ("9", "x", "2023-05-31", 90000, None))
    frozen = Settings(as_of=MAY_31, frozen=Cuts.from_rows(first.cuts.describe("en")))

    again = by_id(segment_customers(later, None, frozen))

    columns = ["rfm_score", "rfm_class"]
    pdt.assert_frame_equal(
        again.loc[["a", "b", "d"], columns], by_id(first).loc[["a", "b", "d"], columns]
    )


def test_fixed_score_cuts_replace_quantiles():
    fixed = (fixed_cut("score", "R", (30, 90)), fixed_cut("score", "F", (2, 5)))
    got = by_id(segment_customers(ORDERS, None, Settings(as_of=MAY_31, score_fixed=fixed)))

    assert got.loc[["a", "b", "d"], "r"].tolist() == [3, 1, 1]
    assert got.loc[["a", "b", "d"], "f"].tolist() == [2, 1, 1]


def test_options_change_what_they_say():
    twice = orders(
        ("1", "a", "2023-05-31", 100, None),
        ("2", "a", "2023-05-31", 200, None),
        ("3", "a", "2022-01-01", 5, None),
    )

    def got(**options) -> list[int]:
        table = segment_customers(twice, None, Settings(as_of=MAY_31, **options)).customers
        return table.loc[0, ["frequency", "monetary_cents"]].tolist()

    assert got() == [2, 30000]
    assert got(merge_same_day=True) == [1, 30000]
    assert got(monetary_mean=True) == [2, 15000]
    assert got(window_days=None) == [3, 30500]


def test_segments_sum_up_the_window_also_where_m_is_a_mean():
    several = orders(
        ("1", "a", "2023-05-31", 100, None),
        ("2", "a", "2023-05-30", 500, None),
        ("3", "b", "2023-05-31", 200, None),
        ("4", "b", "2022-01-01", 5, None),
    )

    result = segment_customers(several, None, Settings(as_of=MAY_31, monetary_mean=True))
    rows = segment_rows(result, "zh").set_index("segment_id")

    assert by_id(result)["monetary_cents"].tolist() == [30000, 20000]
    assert by_id(result)["window_cents"].tolist() == [60000, 20000]
    assert rows["monetary"].sum() == 800
    of_a = by_id(result).loc["a", "segment_id"]
    assert rows.loc[of_a, ["monetary", "monetary_share"]].tolist() == [600, 0.75]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"window_days": 0}, SettingError),
        ({"bins": 1}, SettingError),
        ({"bins": 10}, SettingError),
        ({"class_cut": "fixed"}, SettingError),
        ({"nested": True, "score_fixed": (fixed_cut("score", "R", (1,)),)}, SettingError),
        ({"scheme": "eleven", "bins": 4}, ElevenClassesNeedFiveBinsError),
        ({"score_fixed": (fixed_cut("score", "M", tuple(range(1, 10))),)}, SettingError),
    ],
)
def test_settings_that_make_no_sense_are_refused(options, error):
    with pytest.raises(error):
        Settings(**options)


def test_as_many_cuts_can_be_given_as_there_are_bins_for():
    most = tuple(range(1, 9))
    settings = Settings(as_of=MAY_31, score_fixed=(fixed_cut("score", "M", most),))

    assert segment_customers(ORDERS, None, settings).customers["m"].max() == 9


def test_the_words_of_an_eight_class_fit_the_customers_in_it():
    many = orders(
        *((f"{i}-{j}", f"c{i}", "2023-05-31", 100, None) for i in range(249) for j in range(2)),
        *((f"last-{j}", "last", "2023-05-31", 100, None) for j in range(3)),
    )

    rows = segment_rows(segment_customers(many, None, Settings(MAY_31, scheme="eight")), "zh")

    most = rows.loc[rows["customers"].astype(int).idxmax(), "dimensions"]
    assert "F<2.004次" in most  # they bought twice, so F<2.00 would not be theirs


def test_a_customer_table_without_ids_is_refused():
    with pytest.raises(MissingColumnsError):
        segment_customers(ORDERS, pd.DataFrame({"name": ["x"]}))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_scheme_gives_everybody_a_group_that_the_result_table_counts(scheme, lang):
    result = segment_customers(ORDERS, CUSTOMERS, Settings(as_of=MAY_31, scheme=scheme))

    rows = segment_rows(result, lang)
    cells = customer_cells(result, CUSTOMERS, lang)

    assert rows["customers"].sum() == len(result.counted) == 6
    assert rows["share"].sum() == pytest.approx(1)
    named = cells["segment"][cells["customer_id"].notna()]
    assert set(named) <= set(rows["segment"])
    assert named.notna().all()
    assert cells.loc[2].drop(["tags", "total_spend"]).isna().all()


def test_cells_are_what_a_sheet_holds():
    cells = customer_cells(segment_customers(ORDERS, CUSTOMERS, AT), CUSTOMERS, "zh")

    assert cells.loc[1].to_dict() == {
        "customer_id": "a",
        "first_order_date": dt.date(2023, 5, 1),
        "total_spend": 3000.0,
        "tags": "高价值,复购,活跃",
        "last_order_date": dt.date(2023, 5, 31),
        "recency_days": 0,
        "frequency": 2,
        "monetary": 3000.0,
        "lifetime_frequency": 2,
        "r_level": "高",
        "f_level": "中",
        "m_level": "高",
        "tier_code": "高中高",
        "rfm_score": "555",
        "rfm_class": "重要价值客户",
        "segment": "新锐潜力客户",
        "strategy": "新客专享折扣、产品使用引导、定期回访收集反馈",
    }
    assert {type(cell) for cell in cells.loc[1]} == {str, dt.date, float, int}
    assert cells.loc[0, "tags"] == "VIP,流失风险"  # the user's own stays, ours follows the figures
    assert cells.loc[5, ["tags", "total_spend"]].tolist() == ["老客", 6]  # typed, no orders


def test_a_customer_in_other_shows_the_eight_class_and_its_strategy():
    lapsing = orders(*[(str(i), "a", "2023-04-20", 900, None) for i in range(6)])
    cells = customer_cells(segment_customers(lapsing, None, AT), None, "zh")

    assert cells.loc[0, ["segment", "rfm_class"]].tolist() == ["其他", "重要价值客户"]
    assert cells.loc[0, "strategy"] == "专属客服、新品优先、会员权益升级"


@given(
    raw_orders(min_size=2),
    st.randoms(use_true_random=False),
    st.sampled_from(SCHEMES),
    st.booleans(),
)
def test_row_order_does_not_matter_and_nothing_given_is_changed(frame, random, scheme, nested):
    before = frame.copy(deep=True)
    options = Settings(as_of=MAY_31, scheme=scheme, nested=nested)
    shuffled = frame.sample(frac=1, random_state=random.randrange(2**32)).reset_index(drop=True)

    one, two = segment_customers(frame, None, options), segment_customers(shuffled, None, options)

    pdt.assert_frame_equal(two.customers, one.customers)
    assert two.cuts == one.cuts
    pdt.assert_frame_equal(frame, before)
    assert one.customers["customer_id"].is_unique
