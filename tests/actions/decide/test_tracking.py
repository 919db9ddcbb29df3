"""策略执行与效果 and 策略进度 through the decisions and through the workbook."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.actions.decide.plan_tables import FIGURES, codes, filled, orders, run, table
from tests.actions.test_refresh_book import (  # noqa: F401  the fixtures are used by name
    NOW,
    blank,
    get,
    put,
    small,
)
from tests.actions.test_refresh_book import table as cells_of
from xlsegment.actions.refresh import refresh
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import TABLES

START = "2025-05-31"  # the day that is 30 before the analysis date
# Asleep the day before the start: s1 to s5; s1 comes back 10 days later and again after 12 more.
ORDERS = orders(
    *[(f"s{number}", 300, 50) for number in range(1, 6)],
    ("s1", 20, 80), ("s1", 8, 40),
    ("new", 15, 10),
)  # fmt: skip
SLEEPING = {
    "track_segment": "沉睡流失客户",
    "track_strategy": "回归券",
    "track_start": START,
    "track_end": "2025-06-29",
    "track_metric": "激活率",
    "track_target": 0.2,
}


def tracked(*rows, params=None, lang="zh", **tables):
    outcome = run(
        {
            "orders": ORDERS,
            "tracking": table("tracking", *rows),
            "track_weeks": table("track_weeks"),
            "track_months": table("track_months"),
            **tables,
        },
        params,
        lang,
    )
    return filled(outcome, "tracking"), outcome


def test_the_sources_target_of_an_activation_rate_of_20_percent_is_reached_by_one_in_five():
    (row,), outcome = tracked(SLEEPING)

    assert (row["track_customers"], row["track_now"], row["track_reached"]) == (5, 0.2, "达成")
    assert row["track_unit"] == "%"
    assert "非因果" in row["track_conclusion"]
    assert "样本少(5 人)" in row["track_conclusion"]
    assert row["track_control"] is None
    assert not codes(outcome, "tracking")


def test_a_miss_says_what_to_check_again():
    (row,), _ = tracked({**SLEEPING, "track_target": "25%"})

    assert row["track_reached"] == "未达成"
    assert "优惠券门槛是否过高" in row["track_check"]


def test_points_and_relative_percent_are_both_printed():
    # of two who had bought before, one bought in May and both did in June
    rows = orders(("a", 100, 9), ("b", 100, 9), ("a", 40, 9), ("a", 5, 9), ("b", 6, 9))
    plan = {
        "track_segment": "全部",
        "track_start": "2025-06-01",
        "track_metric": "复购率提升",
        "track_target": 0.1,
    }
    (row,), _ = tracked(plan, orders=rows)
    assert (row["track_before"], row["track_now"]) == (0.5, 1.0)
    assert (row["track_points"], row["track_share"]) == (50.0, 1.0)
    assert row["track_reached"] == "达成"

    (row,), _ = tracked(
        {**plan, "track_target": 0.6}, orders=rows, params=Params(rise_in_points=True)
    )
    assert row["track_reached"] == "进行中"  # 50 points, not over yet


def test_a_control_group_gives_the_difference_with_its_interval():
    customers = pd.DataFrame(
        {
            "customer_id": [f"s{number}" for number in range(1, 6)],
            "control_group": [None, "回归券", None, "是", "另一个"],
        },
        dtype=object,
    )
    (row,), outcome = tracked(SLEEPING, customers=customers)

    assert (row["track_customers"], row["track_control"]) == (3, 2)
    assert (row["track_now"], row["track_control_now"]) == (1 / 3, 0)
    assert row["track_effect"] == pytest.approx(100 / 3)
    assert row["track_low"] < 0 < row["track_high"]
    assert "有对照" in row["track_conclusion"]
    assert "可能只是偶然" in row["track_conclusion"]
    assert ("W-157", 4, "control_group") in codes(outcome, "customers")


@pytest.mark.parametrize("marks", [["是", None], [None, "是"]])
def test_a_customer_listed_twice_is_held_back_whichever_row_says_so(marks):
    customers = pd.DataFrame(
        {"customer_id": ["s1", "s1", "s2"], "control_group": [*marks, None]}, dtype=object
    )
    (row,), _ = tracked(SLEEPING, customers=customers)

    assert (row["track_customers"], row["track_control"]) == (4, 1)


def test_a_control_group_without_anybody_of_the_segment_is_said():
    customers = pd.DataFrame({"customer_id": ["new"], "control_group": ["是"]}, dtype=object)
    (row,), outcome = tracked(SLEEPING, customers=customers)

    assert "非因果" in row["track_conclusion"]
    assert ("W-156", 0, "track_segment") in codes(outcome, "tracking")


WRONG = [
    ({"track_metric": "满意度"}, "W-153", "track_metric"),
    ({"track_segment": "没有的群体"}, "W-154", "track_segment"),
    ({"track_start": "某天"}, "W-155", "track_start"),
    ({"track_end": "2025-01-01"}, "W-155", "track_start"),
    ({"track_target": 20}, None, None),  # 2000 % is a rise one may aim at
    ({"track_target": 21}, "W-152", "track_target"),
]


@pytest.mark.parametrize(("change", "code", "column"), WRONG)
def test_what_cannot_be_understood_is_listed_and_its_row_stays_blank(change, code, column):
    (row,), outcome = tracked({**SLEEPING, **change})

    found = codes(outcome, "tracking")
    assert found == ([] if code is None else [(code, 0, column)])
    assert (row["track_now"] is None) == (code is not None)


def test_what_has_not_begun_or_stands_without_orders_says_so():
    (later, blank_row), _ = tracked(
        {**SLEEPING, "track_start": "2025-08-01", "track_end": None}, {}
    )
    assert later["track_conclusion"] == "尚未开始。"
    assert blank_row["track_conclusion"] is None

    outcome = run({"customers": FIGURES, "tracking": table("tracking", SLEEPING)})
    (row,) = filled(outcome, "tracking")
    assert "没有订单明细" in row["track_conclusion"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_table_and_one_order_do_no_harm(lang):
    outcome = run(
        {
            "orders": orders(("a", 0, 1)),
            "tracking": table("tracking"),
            "track_weeks": table("track_weeks"),
        },
        lang=lang,
    )

    assert not [change for change in outcome.changes if change.table == "tracking"]
    assert filled(outcome, "track_weeks") == []
    everybody = {"track_segment": "全部", "track_metric": "激活率", "track_start": "2025-06-30"}
    (row,), _ = tracked(everybody, orders=orders(("a", 0, 1)), lang=lang)
    assert row["track_customers"] == 0
    assert row["track_now"] is None


def test_the_progress_is_of_the_row_that_is_chosen():
    other = {**SLEEPING, "track_segment": "全部", "track_strategy": "全员短信", "track_chart": "是"}
    _, outcome = tracked(SLEEPING, other)
    title = next(value for name, value in outcome.names.items() if name.en == "finding_progress")
    assert "全员短信" in str(title)

    _, outcome = tracked(SLEEPING)
    weeks = filled(outcome, "track_weeks")
    assert [row["week_number"] for row in weeks] == [
        "第1周",
        "第2周",
        "第3周",
        "第4周",
        "第5周(未满)",
    ]
    assert [row["week_activated"] for row in weeks] == [0, 0.2, 0.2, 0.2, 0.2]
    assert weeks[1]["week_value"] == 80
    (month,) = filled(outcome, "track_months")
    assert month["month_from"] == dt.date(2025, 5, 31)
    assert month["month_orders"] == 2


# --- through the workbook ---------------------------------------------------------------------

TYPED = [column.key for column in TABLES["tracking"].columns if column.role != "result"]


def test_what_people_type_stays_in_every_column_and_follows_its_row(small):  # noqa: F811
    refresh(small, now=NOW)
    for column in TYPED:
        put(small, "tracking", 1, column, f"自己写的{column}")
    put(small, "tracking", 3, "track_start", dt.datetime(2025, 6, 1))  # noqa: DTZ001
    refresh(small, now=NOW)
    assert [get(small, "tracking", 1, c) for c in TYPED] == [f"自己写的{c}" for c in TYPED]

    before = cells_of(small, "tracking")
    for place, row in enumerate(before.iloc[::-1].to_dict("records")):
        for key in TYPED:
            put(small, "tracking", place, key, row[key])
    refresh(small, now=NOW)
    after = cells_of(small, "tracking")
    for key in (*TYPED, "track_customers", "track_conclusion"):
        assert after[key].tolist() == before[key].tolist()[::-1]


def test_a_renamed_segment_leaves_what_was_typed_and_asks_for_its_new_name(small):  # noqa: F811
    refresh(small, now=NOW)
    typed = {c: get(small, "tracking", 0, c) for c in TYPED}
    rules = cells_of(small, "rules")
    put(small, "rules", rules["segment"].tolist().index("核心忠诚客户"), "segment", "铁杆客户")
    report = refresh(small, now=NOW)

    assert {c: get(small, "tracking", 0, c) for c in TYPED} == typed
    assert "W-154" in {finding.code for finding in report.findings}
    put(small, "tracking", 0, "track_segment", "铁杆客户")
    put(small, "tracking", 1, "track_segment", "铁杆客户")
    report = refresh(small, now=NOW)
    assert "W-154" not in {finding.code for finding in report.findings}


# Five customers alike: good by every cut of the mean, asleep by the rules.
SCHEMES = [("eight", "重要价值客户", 5), ("strict", "沉睡流失客户", 5), ("eleven", "冠军客户", 0)]


@pytest.mark.parametrize(("scheme", "group", "size"), SCHEMES)
def test_every_scheme_can_be_tracked_with_the_cuts_of_the_start(scheme, group, size):
    (row,), outcome = tracked({**SLEEPING, "track_segment": group}, params=Params(scheme=scheme))

    assert not codes(outcome, "tracking")
    assert row["track_customers"] == size
