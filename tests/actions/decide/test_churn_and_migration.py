"""流失预警 and 分层迁移 through the decisions: tables in, tables out."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pandas as pd
import pytest

from xlsegment.actions.decide import decide, decide_sections
from xlsegment.actions.decide.plan import Inputs
from xlsegment.text import LANGS
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import SHEETS, TABLES

NOW = dt.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  shown as local time
KEYS = ("churn", "migration")
OURS = tuple(table.key for sheet in SHEETS if sheet.key in KEYS for table in sheet.tables)
START = dt.date(2024, 1, 1)


def frame(rows, key=None):
    columns = None if key is None else list(TABLES[key].keys)
    table = pd.DataFrame(list(rows), columns=columns, dtype=object)
    return table.where(table.notna(), None)


def orders(*rows: tuple[str, int, float]) -> pd.DataFrame:
    """Orders by customer, days after the start, and amount."""
    return frame(
        {
            "order_id": f"D{n}",
            "customer_id": who,
            "order_date": (START + dt.timedelta(days=day)).isoformat(),
            "amount": amount,
        }
        for n, (who, day, amount) in enumerate(rows)
    )


# Loyal buys every 20 days until day 300; steady every 30 days until day 360, which is the
# analysis date; once bought on day 340 only; gone bought twice, more than a year ago.
ORDERS = orders(
    *(("loyal", day, 500.0) for day in range(0, 301, 20)),
    *(("steady", day, 120.0) for day in range(0, 361, 30)),
    ("once", 340, 60.0),
    ("gone", -400, 80.0),
    ("gone", -380, 80.0),
)
CUSTOMERS = frame(
    {"customer_id": who, "name": name}
    for who, name in (("loyal", "张三丰"), ("steady", "李四"), ("never", "王五"), (None, "无号"))
)


def run(params=None, lang="zh", keys=KEYS, **tables):
    empty = {key: frame((), key) for key in OURS}
    given = {"customers": CUSTOMERS, "orders": ORDERS} | empty | tables
    given = {key: table for key, table in given.items() if table is not None}
    return decide_sections(Inputs(given, params or Params(), lang, None, NOW), keys)[0]


def rows(outcome, key):
    change = next(change for change in outcome.changes if change.table == key)
    return change.rows.to_dict("records")


def said(outcome, name):
    return next(str(text) for key, text in outcome.names.items() if key.en == name)


# --- churn ------------------------------------------------------------------------------------


def test_a_customer_who_is_late_by_their_own_rhythm_is_listed_with_reason_and_idea():
    (row,) = rows(run(), "churn")

    assert row["customer_id"] == "loyal"
    assert (row["masked_name"], row["segment"], row["risk"]) == ("张**", "其他", "高")
    assert (row["elapsed_days"], row["usual_days"], row["long_days"]) == (60, 20.0, 20.0)
    assert (row["times"], row["lifetime_spend"]) == (3.0, 8000.0)
    assert row["reason"] == "已 60 天没有购买，是平时间隔 20 天的 3 倍，比 90% 的间隔(20 天)还长。"
    assert row["idea"].startswith("按八类分别跟进：客户经理三天内")
    assert (row["follow_state"], row["follow_note"]) == (None, None)


def test_those_not_listed_are_counted():
    outcome = run()

    counts = {row["risk"]: row["customers"] for row in rows(outcome, "churn_risks")}
    assert counts == {"高": 1, "中": 0, "低": 0, "未到预警": 2, "已流失": 1, "无法判断": 0}
    assert sum(row["share"] for row in rows(outcome, "churn_risks")) == 1
    assert said(outcome, "finding_churn").startswith(
        "4 位有购买记录的客户中 1 位需要关注(高 1、中 0、低 0)；未到预警 2 位，已流失 1 位"
    )


def test_the_back_test_stands_beside_the_list():
    found = rows(run(), "churn_test")

    assert [row["cutoff"] for row in found[:3]] == ["2024-09-27", "2024-06-29", "2024-03-31"]
    assert [row["warned"] for row in found] == ["高、中"] * 3 + ["高", "高、中", "高、中、低"]
    assert found[0]["watched"] == found[0]["tp"] + found[0]["fp"] + found[0]["fn"] + found[0]["tn"]
    assert found[0]["backtest_note"] == "当时没有预警任何客户。"
    assert found[0]["precision"] is None


def test_the_parameters_are_those_of_the_sheet():
    bounds = {"churn_low": 4.0, "churn_mid": 5.0, "churn_high": 6.0}
    assert rows(run(Params(**bounds)), "churn") == []
    assert rows(run(Params(churn_high=3.01)), "churn")[0]["risk"] == "中"
    lost = run(Params(churn_lost_days=30))
    assert rows(lost, "churn") == []
    assert "已流失 2 位" in said(lost, "finding_churn")


def test_complaints_and_fewer_visits_are_taken_from_their_sheets():
    feedback = frame(
        [{"customer_id": "steady", "feedback_date": "2024-12-01", "satisfaction": 1}], "feedback"
    )
    behaviour = frame(
        [{"customer_id": "once", "browse_minutes": 10, "previous_browse_minutes": 90}], "behaviour"
    )
    found = {row["customer_id"]: row for row in rows(run(feedback=feedback), "churn")}
    assert found["steady"]["risk"] == "低"
    assert "2024-12-01 反馈不满意(满意度 1)" in found["steady"]["reason"]
    found = {row["customer_id"]: row for row in rows(run(behaviour=behaviour), "churn")}
    assert "浏览比上期少 89%(90→10 分钟)" in found["once"]["reason"]


def test_names_stay_blank_where_masking_is_off_and_for_customers_of_the_orders_only():
    assert rows(run(Params(mask_mode="off")), "churn")[0]["masked_name"] is None
    assert rows(run(customers=None), "churn")[0]["masked_name"] is None


def test_what_people_typed_goes_with_the_customer_and_outlives_the_warning():
    typed = frame(
        [
            {"customer_id": "steady", "follow_state": "已挽回", "follow_note": "打过电话"},
            {"customer_id": "loyal", "follow_state": "跟进中", "risk": "低"},
            {"customer_id": "once", "risk": "高"},
        ],
        "churn",
    )
    found = rows(run(churn=typed), "churn")

    assert [(row["customer_id"], row["follow_state"]) for row in found] == [
        ("loyal", "跟进中"),
        ("steady", "已挽回"),
    ]
    assert (found[1]["follow_note"], found[1]["risk"]) == ("打过电话", None)
    assert found[1]["reason"].startswith("已不在预警名单，保留您填写的内容")


# --- migration --------------------------------------------------------------------------------


def test_two_periods_by_hand():
    # the window is 180 days, so the earlier period ends on day 180: 2024-06-29
    outcome = run()

    by_segment = {row["segment"]: row for row in rows(outcome, "migration_segments")}
    core = by_segment["核心忠诚客户"]
    # day 180: loyal has R 0, F 9, M 4500; steady R 0, F 6, M 720: no rule of a named segment
    assert (core["before"], core["left"], core["now"], core["net"]) == (1, 1, 0, -1)
    assert by_segment["其他"]["new"] == 1  # once
    alerts = rows(outcome, "migration_alerts")
    assert [(a["customer_id"], a["masked_name"]) for a in alerts] == [("loyal", "张**")]
    assert (alerts[0]["previous_segment"], alerts[0]["segment"]) == ("核心忠诚客户", "其他")
    # R is 31 on day 331
    assert alerts[0]["segment_changed_on"] == START + dt.timedelta(days=331)
    assert (alerts[0]["before_spend"], alerts[0]["now_spend"]) == (4500.0, 3000.0)
    assert alerts[0]["spend_change"] == pytest.approx(3000 / 4500 - 1)
    assert said(outcome, "finding_migration_alerts") == (
        "1 位重点客户跌落，本期净消费比上期少 1,500 元"
    )
    assert said(outcome, "migration_periods").startswith("上期截至 2024-06-29(4 位客户)")


def test_all_tables_count_the_same_customers():
    outcome = run()

    by_segment = rows(outcome, "migration_segments")
    matrix = rows(outcome, "migration_matrix")
    flows = rows(outcome, "migration_flows")
    assert sum(row["now"] for row in by_segment) == 5
    assert sum(row["customers"] for row in flows) == 5
    cells = [key for key in TABLES["migration_matrix"].keys if key.startswith("to_")]
    for row in matrix:
        assert sum(row[key] or 0 for key in cells if row[key] == row[key]) == row["before"]
    old = {row["segment"]: row["before"] for row in by_segment}
    assert {row["from_segment"].partition(" ")[2]: row["before"] for row in matrix[:-1]} == old
    assert matrix[-1]["from_segment"] == "新客"
    paths = Counter()
    for row in flows:
        paths[row["from_segment"]] += row["customers"]
    assert {name: n for name, n in old.items() if n} | {"新客": 1} == dict(paths)
    net = sum(row["entered"] + row["new"] - row["left"] for row in by_segment)
    assert net == sum(row["net"] for row in by_segment) == 1


def test_more_segments_than_the_matrix_has_columns_stand_together():
    bounds = list(range(0, 320, 20))
    rules = frame(
        [
            {"segment_id": f"B{n:02}", "segment": f"第{n}群", "r_min": low, "r_max": low + 19}
            for n, low in enumerate(bounds, start=1)
        ],
        "rules",
    )
    outcome = run(rules=rules)

    by_segment, matrix = rows(outcome, "migration_segments"), rows(outcome, "migration_matrix")
    assert len(by_segment) == 14
    assert by_segment[-1]["segment"] == "其余群体"
    assert sum(row["now"] for row in by_segment) == 5
    assert len(matrix) == 15
    assert sum(row["before"] for row in matrix) == 5
    assert matrix[13]["to_rest"] >= 1


@pytest.mark.parametrize(
    ("params", "words"),
    [
        (Params(compare_date=dt.date(2024, 12, 1)), "上期截至 2024-12-01"),
        (Params(compare_days=10), "上期截至 2024-12-16"),
        (Params(window_days=None), "上期截至 2024-06-29"),
        (Params(compare_date=dt.date(2024, 12, 26)), "上期截止日 2024-12-26 不早于分析基准日"),
        (Params(compare_date=dt.date(2020, 1, 1)), "到 2020-01-01 为止还没有客户"),
        (Params(migration_cuts="refit", scheme="eight"), "两期各用自己的切点"),
    ],
)
def test_the_earlier_period_goes_by_the_parameters(params, words):
    assert words in said(run(params), "migration_periods")


def test_alerts_keep_what_people_typed():
    typed = frame(
        [
            {"customer_id": "loyal", "follow_state": "跟进中"},
            {"customer_id": "once", "follow_note": "新客户，先别打扰"},
        ],
        "migration_alerts",
    )
    found = rows(run(migration_alerts=typed), "migration_alerts")

    assert [(a["customer_id"], a["follow_state"], a["follow_note"]) for a in found] == [
        ("loyal", "跟进中", None),
        ("once", None, "新客户，先别打扰"),
    ]
    assert found[1]["idea"].startswith("已不在提醒名单")


def test_the_customer_table_gets_its_columns_where_it_has_them():
    table = CUSTOMERS.assign(previous_segment=None, segment_changed_on="旧值")
    given = {"customers": table, "orders": ORDERS}
    (fill,) = decide(Inputs(given, Params(), "zh", None, NOW))[0].changes

    filled = pd.concat([fill.filled, fill.appended])
    assert filled["previous_segment"].tolist() == [
        *("核心忠诚客户", "其他", "未购买", None),
        *("沉睡流失客户", "新客"),  # gone and once, known from the orders only
    ]
    changed = [START + dt.timedelta(days=331), None, None, None, None]
    assert filled["segment_changed_on"].tolist() == [*changed, START + dt.timedelta(days=340)]
    (plain,) = decide(Inputs(given | {"customers": CUSTOMERS}, Params(), "zh", None, NOW))[
        0
    ].changes
    assert "previous_segment" not in plain.filled


# --- nothing to go by -------------------------------------------------------------------------

SUMMED = frame(
    [
        {"customer_id": "a", "last_order_date": "2025-06-01", "frequency": 3, "monetary": 900},
        {"customer_id": "b", "last_order_date": "2025-01-01", "frequency": 1, "monetary": 90},
    ]
)
HARD = {
    "summed columns only": {"orders": None, "customers": SUMMED},
    "one order": {"orders": orders(("a", 0, 1.0)), "customers": None},
    "two orders of one day": {"orders": orders(("a", 0, 1.0), ("a", 0, 1.0)), "customers": None},
    "all alike": {"orders": orders(*((w, d, 5.0) for w in "abc" for d in (0, 10, 20)))},
    "a return only": {"orders": orders(("a", 0, 10.0), ("b", 5, -10.0))},
    "nobody bought twice": {"orders": orders(("a", 0, 1.0), ("b", 200, 1.0))},
}


@pytest.mark.parametrize("tables", HARD.values(), ids=HARD.keys())
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scheme", ["rules", "eight", "eleven"])
def test_thin_data_give_reasons_and_never_a_figure_out_of_nothing(tables, lang, scheme):
    outcome = run(Params(scheme=scheme), lang, **tables)

    for key in OURS:
        for row in rows(outcome, key):
            for value in row.values():
                assert str(value) not in ("inf", "-inf", "<NA>", "NaT")
    for name in ("finding_churn", "finding_churn_test", "migration_periods"):
        assert said(outcome, name)


def test_without_orders_both_sheets_say_why_they_are_blank():
    outcome = run(orders=None, customers=SUMMED)

    assert rows(outcome, "churn") == []
    assert said(outcome, "finding_churn").startswith("没有订单明细")
    assert [row["customers"] for row in rows(outcome, "churn_risks")] == [0, 0, 0, 0, 0, 2]
    for key in OURS[3:]:
        assert rows(outcome, key) == []
    assert said(outcome, "migration_periods").startswith("没有订单明细")


def test_old_follow_ups_stay_where_there_is_nothing_to_compare():
    typed = frame([{"customer_id": "a", "follow_note": "留着"}], "migration_alerts")
    found = rows(run(orders=None, customers=SUMMED, migration_alerts=typed), "migration_alerts")

    assert [(row["customer_id"], row["follow_note"]) for row in found] == [("a", "留着")]


def test_english_is_complete():
    outcome = run(lang="en")

    texts = [str(v) for key in OURS for row in rows(outcome, key) for v in row.values() if v]
    texts += [str(text) for text in outcome.names.values()]
    names = {"张**"}
    assert [t for t in texts if any(ord(c) > 0x2E7F for c in t) and t not in names] == []
