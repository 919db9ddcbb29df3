"""客户分层管理表, 客户反馈 and 资源配置 through the decisions: tables in, tables out."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from xlsegment.actions.decide import decide
from xlsegment.actions.decide.plan import Fill, Inputs
from xlsegment.core.allocation import CHANCE
from xlsegment.core.tiers.standards import default_rows
from xlsegment.errors import CriterionValueError
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import TABLES

NOW = dt.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  shown as local time
OURS = ("tiers", "tier_summary", "tier_cuts", "allocation", "segment_allocation")


def frame(rows, key=None):
    columns = None if key is None else list(TABLES[key].keys)
    return pd.DataFrame(list(rows), columns=columns, dtype=object)


CUSTOMERS = frame(
    {"customer_id": f"C{i}", "name": name, "referrals": i or None, "会员等级": grade}
    for i, (name, grade) in enumerate(
        (("张三", "金"), ("李四", "银"), ("王小五", None), ("赵六", "?"))
    )
)
ORDERS = frame(
    {
        "order_id": f"D{i}-{n}",
        "customer_id": f"C{i}",
        "order_date": day,
        "amount": amount,
        "category": "美妆" if n else "食品",
        "channel": "天猫",
        "payment": "微信",
    }
    for i, days, amount in (
        (0, ("2025-06-30", "2025-06-20", "2025-06-10"), 500),
        (1, ("2025-05-01", "2025-04-01"), 90.5),
        (2, ("2024-06-25",), 20),
    )
    for n, day in enumerate(days)
)
FEEDBACK = frame(
    [
        {
            "feedback_date": "2025-06-01",
            "customer_id": "C0",
            "content": "快递太慢",
            "satisfaction": 2,
        },
        {
            "feedback_date": "2025-06-02",
            "customer_id": "C9",
            "content": "想定制",
            "satisfaction": 9,
        },
    ]
)


def run(params=None, lang="zh", **tables):
    presets = {key: frame(TABLES[key].rows(lang), key) for key in OURS}
    given = {"customers": CUSTOMERS, "orders": ORDERS, "feedback": FEEDBACK} | presets | tables
    given = {key: table for key, table in given.items() if table is not None}
    return decide(Inputs(given, params or Params(), lang, None, NOW))[0]


def rows(outcome, key):
    change = next(change for change in outcome.changes if change.table == key)
    return change.filled if isinstance(change, Fill) else change.rows


def codes(outcome):
    return [finding.code for finding in outcome.findings]


def test_every_customer_has_a_row_the_best_first():
    tiers = rows(run(), "tiers")
    assert tiers["customer_id"].tolist() == ["C0", "C1", "C2", "C3"]
    assert tiers["masked_name"].tolist() == ["张*", "李*", "王**", "赵*"]
    assert tiers["tier"].tolist() == ["高价值", "中价值", "低价值", "未评层级"]
    assert tiers["tier_amount"].tolist() == [1500, 181, 20, None]
    assert tiers["tier_cycle"].tolist() == [10, 30, None, None]
    assert tiers["preference"].tolist() == ["美妆(66.7%)", "美妆(50%)", "食品(仅 1 笔)", None]
    assert tiers["purchase"][0] == "分析基准日当天购买，常用 天猫、微信"
    assert tiers["loyalty"].tolist() == [
        "复购 2 次",
        "复购 1 次，转介绍 1 人",
        "尚未复购，转介绍 2 人",
        "转介绍 3 人",
    ]
    assert tiers["service_advice"][0].startswith(
        "最近反馈满意度 2(物流配送)，请先回应；可登记服务需求"
    )
    assert "没有购买记录" in tiers["tier_why"][3]
    # one order tells no preference: 100 % of it would be the strongest there is
    assert "产品偏好 " in tiers["tier_why"][1]
    assert "产品偏好 " not in tiers["tier_why"][2]


def test_a_basket_of_many_lines_is_one_choice():
    lines = [("D1", "家居"), ("D1", "家居"), ("D1", "美妆"), ("D2", "美妆"), (None, "美妆")]
    orders = frame(
        {"order_id": order, "customer_id": "C0", "order_date": "2025-06-01", "category": what}
        | {"amount": amount}
        for amount, (order, what) in enumerate(lines, 1)
    )
    one_basket = orders.iloc[:3]
    for given, shown in ((orders, "美妆(100%)"), (one_basket, "家居(仅 1 笔)")):
        tiers = rows(run(orders=given), "tiers").set_index("customer_id")
        assert tiers.loc["C0", "preference"] == shown
        assert ("产品偏好 " in tiers.loc["C0", "tier_why"]) == (given is orders)


def test_refunds_of_somebody_without_an_order_are_part_of_every_sum():
    refund = {"order_id": "T9", "customer_id": "C3", "order_date": "2025-06-01", "amount": -81}
    orders = frame([*ORDERS.to_dict("records"), refund])
    outcome = run(orders=orders)
    tiers = rows(outcome, "tiers").set_index("customer_id")
    assert tiers.loc["C3", ["tier", "tier_amount"]].tolist() == ["未评层级", -81]
    assert sum(rows(outcome, "tier_summary")["spend"]) == 1701 - 81
    customers = rows(run(orders=orders, customers=CUSTOMERS), "customers")
    assert customers["total_spend"].tolist() == [1500, 181, 20, -81]


def test_a_cycle_of_an_earlier_refresh_does_not_outlive_the_orders_it_came_from():
    # C2 bought on one day; 45 days stood there when the analysis date was a later one
    behaviour = frame([{"customer_id": f"C{i}", "repurchase_days": 45} for i in range(3)])
    tiers = rows(run(behaviour=behaviour), "tiers")
    assert tiers["tier_cycle"].tolist() == [10, 30, None, None]
    sums = {"customer_id": "C0", "last_order_date": "2025-06-30", "frequency": 4, "monetary": 900}
    typed = rows(run(customers=frame([sums]), orders=None, behaviour=behaviour), "tiers")
    assert typed["tier_cycle"].tolist() == [45]


def test_a_noted_need_counts_and_is_not_suggested_again():
    typed = frame([{"customer_id": "C0", "service_need": "低：自助即可"}], "tiers")
    before, after = rows(run(), "tiers").iloc[0], rows(run(tiers=typed), "tiers").iloc[0]
    assert after["service_need"] == "低：自助即可"
    assert "服务需求 1×" in after["tier_why"]
    assert after["tier_score"] < before["tier_score"]
    assert "可登记" not in after["service_advice"]


def test_a_need_stays_with_its_customer_though_excel_made_the_id_a_number():
    orders = frame([{**ORDERS.iloc[0], "customer_id": "1001"}])
    typed = frame([{"customer_id": 1001.0, "service_need": "高：来电"}], "tiers")
    tiers = rows(run(orders=orders, customers=None, tiers=typed), "tiers")
    assert tiers[["customer_id", "service_need"]].values.tolist() == [["1001", "高：来电"]]


def test_the_summary_counts_everybody_once_and_prints_the_cuts_in_force():
    outcome = run()
    summary = rows(outcome, "tier_summary")
    assert summary["customers"].tolist() == [1, 1, 1, 1]
    assert sum(summary["spend"]) == 1701
    assert sum(summary["spend_share"]) == pytest.approx(1)
    cuts = rows(outcome, "tier_cuts").set_index("criterion")
    assert sum(cuts["effective_weight"]) == pytest.approx(1)
    assert cuts.loc["购买金额", "three_points"] == "≥ 1,500.00 元"
    assert cuts.loc["购买行为", "two_points"] == "≤ 90 天"
    assert "互动行为" not in cuts.index  # nobody has visits
    title = next(v for name, v in outcome.names.items() if name.en == "tier_title")
    assert title == "高价值客户占 25.0%，贡献购买金额的 88.2%"


def test_tier_cuts_of_the_parameters_decide():
    tiers = rows(run(Params(tier_high=3.0, tier_mid=1.0)), "tiers")
    assert tiers["tier"].tolist()[1:3] == ["中价值", "中价值"]


def test_a_column_of_the_customer_table_is_a_criterion_by_its_header():
    criteria = [
        {"criterion": "会员等级", "weight": 60, "value_scores": "金=3；银=1"},
        {"criterion": "转介绍人数", "weight": 40, "cut3": 2, "cut2": 1},
        {"criterion": "喜好", "weight": 1},
    ]
    outcome = run(tier_criteria=frame(criteria, "tier_criteria"))
    tiers = rows(outcome, "tiers").set_index("customer_id")
    assert (
        tiers["tier_why"]["C0"]
        == "会员等级 3×100% = 3.0；无数据不计(其余权重按比例放大)：转介绍人数"
    )
    assert tiers["tier_why"]["C1"] == "会员等级 1×60% + 转介绍人数 2×40% = 1.4"
    assert (
        tiers["tier_why"]["C2"]
        == "转介绍人数 3×100% = 3.0；无数据不计(其余权重按比例放大)：会员等级"
    )
    assert codes(outcome).count("W-104") == 1


def test_values_without_points_are_counted_in_one_line():
    criteria = frame(
        [{"criterion": "会员等级", "weight": 1, "value_scores": "金=3"}], "tier_criteria"
    )
    found = [f for f in run(tier_criteria=criteria).findings if f.code == "W-106"]
    assert [f.fields for f in found] == [{"name": "会员等级", "n": 1}]  # 银; C3 has bought nothing


def test_a_criterion_that_cannot_be_stops_the_refresh_with_its_row():
    criteria = frame([{"criterion": "购买金额", "weight": "多"}], "tier_criteria")
    with pytest.raises(CriterionValueError, match="第 1 行"):
        run(tier_criteria=criteria)


def test_feedback_gets_its_topic_and_what_is_wrong_is_listed():
    outcome = run()
    filled = rows(outcome, "feedback")
    assert filled["topic"].tolist() == ["物流配送", "定制与专属"]
    assert filled["complaint"].tolist() == ["是", None]
    assert sorted(c for c in codes(outcome) if c in ("W-101", "W-102")) == ["W-101", "W-102"]


def test_budget_and_hours_are_split_to_the_last_cent_and_hour():
    outcome = run(Params(budget_total=1000.01, service_hours=100))
    for key in ("allocation", "segment_allocation"):
        table = rows(outcome, key)
        assert round(sum(table["budget"]), 2) == 1000.01
        assert sum(table["hours"]) == 100
        assert sum(table["customers"]) == 4
        assert sum(table["final_share"]) == pytest.approx(1)
    tiers = rows(outcome, "allocation").set_index("tier")
    # only C0 and C1 have bought in the window: 1500 and 181. Headroom up to 1500 by recency:
    # C1, 60 days ago, half of 1319; C2, a year ago, a tenth of 1500
    assert tiers.loc["高价值", "value_share"] == pytest.approx(1500 / 1681)
    title = next(v for name, v in outcome.names.items() if name.en == "allocation_title")
    assert title.startswith("高价值客户占期内消费的 89.2%，分得资源的 ")
    half, tenth = 1319 * CHANCE[2], 1500 * CHANCE[1]
    assert tiers.loc["中价值", "potential_share"] == pytest.approx(half / (half + tenth))
    assert "没有消费也没有提升空间" in tiers.loc["未评层级", "allocation_why"]


def test_shares_of_spend_are_those_of_the_segment_results():
    # C1 brought back more than they bought in the window: it is taken from the segment's spend
    refund = {"order_id": "T9", "customer_id": "C1", "order_date": "2025-06-01", "amount": -250}
    same = {"order_id": "D9", "customer_id": "C4", "order_date": "2025-05-01", "amount": 200}
    later = {**same, "order_id": "D8", "order_date": "2025-04-01", "amount": 50}
    orders = frame([*ORDERS.to_dict("records"), refund, same, later])
    outcome = run(orders=orders, segments=frame((), "segments"))
    ours = rows(outcome, "segment_allocation").set_index("segment")["value_share"]
    theirs = rows(outcome, "segments").set_index("segment")["monetary_share"]
    shared = [name for name in ours.index if ours[name]]
    assert len(shared) > 1
    assert ours[shared].tolist() == pytest.approx(theirs[shared].tolist())


def test_adjustments_count_by_name_in_either_language_and_bad_ones_are_listed():
    typed = [{"tier": "High value", "adjustment": 0}, {"tier": "低价值", "adjustment": "许多"}]
    outcome = run(Params(budget_total=100.0), allocation=frame(typed, "allocation"))
    tiers = rows(outcome, "allocation").set_index("tier")
    assert tiers.loc["高价值", "budget"] == 0
    assert codes(outcome).count("W-108") == 1
    assert tiers.loc["低价值", "adjustment"] == "许多"  # what was typed stays to be corrected


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_either_language_uses_its_own_words(lang):
    outcome = run(lang=lang)
    tiers = rows(outcome, "tiers")
    assert tiers["tier"][0] == {"zh": "高价值", "en": "High value"}[lang]
    words = " ".join(str(c) for c in tiers.drop(columns="customer_id").to_numpy()[0])
    if lang == "en":
        words = words.replace("张*", "").replace("美妆", "").replace("天猫", "").replace("微信", "")
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in words)


# --- workbooks with next to nothing in them ---------------------------------------------------

ONE = ORDERS.iloc[:1]
SUMS = frame(
    [
        {"customer_id": "C0", "last_order_date": "2025-06-30", "frequency": 4, "monetary": 900},
        {"customer_id": "C1", "last_order_date": "2025-01-30", "frequency": 1, "monetary": 50},
        {"customer_id": "C2"},
    ]
)
SAME = frame(
    {"order_id": f"D{i}", "customer_id": f"C{i}", "order_date": "2025-06-30", "amount": 10}
    for i in range(4)
)
REFUNDED = frame(
    [
        {"order_id": "D1", "customer_id": "C0", "order_date": "2025-06-01", "amount": 50},
        {"order_id": "T1", "customer_id": "C0", "order_date": "2025-06-30", "amount": -80},
    ]
)


@pytest.mark.parametrize(
    "tables",
    [
        {"customers": None, "orders": ONE, "feedback": None},
        {"customers": CUSTOMERS.iloc[:1], "orders": ONE},
        {"customers": SUMS, "orders": None},
        {"customers": SUMS, "orders": frame([], "orders")},
        {"orders": SAME},
        {"orders": REFUNDED},
        {"orders": ONE.drop(columns=["category", "channel", "payment"])},
        {"tier_summary": None, "tier_cuts": None, "tiers": None},
        {"feedback": frame([{}, {"content": "嗯"}], "feedback")},
    ],
    ids=["orders", "one", "sums", "no-orders", "same", "refund", "bare", "older", "feedback"],
)
@pytest.mark.parametrize("totals", [{}, {"budget_total": 99.99, "service_hours": 7}])
def test_little_data_gives_blanks_with_a_reason_and_never_a_wrong_number(tables, totals):
    outcome = run(Params(**totals), **tables)
    for change in outcome.changes:
        if change.table not in OURS:
            continue
        for cell in change.rows.to_numpy().ravel():
            assert cell == cell, "NaN"
            assert not isinstance(cell, float) or abs(cell) < 1e12
            assert not isinstance(cell, str) or "nan" not in cell.lower()
    if tables.get("tiers", 0) is not None:
        tiers = rows(outcome, "tiers")
        unrated = tiers["tier_score"].isna()
        assert tiers.loc[unrated, "tier_why"].str.len().gt(0).all()
        assert (tiers.loc[unrated, "tier"] == "未评层级").all()
    if totals:
        table = rows(outcome, "allocation")
        spent = [cell for cell in table["budget"] if cell is not None]
        assert round(sum(spent), 2) in (99.99, 0)


def test_all_customers_alike_are_of_the_middle_tier():
    tiers = rows(run(orders=SAME, customers=None), "tiers")
    # the purchase of today is 3 points by its fixed cut, all else is in the middle
    assert set(tiers["tier_score"]) == {2.3}
    assert set(tiers["tier"]) == {"中价值"}


def test_the_default_table_is_what_counts_without_one():
    given = frame(default_rows("zh"), "tier_criteria")
    for key in ("tiers", "tier_cuts"):
        one, other = rows(run(), key), rows(run(tier_criteria=given), key)
        pd.testing.assert_frame_equal(one, other)


# --- the other method -------------------------------------------------------------------------


def many(count=60):
    """Return orders of customers of whom a third spends much, a third some, a third little."""
    return frame(
        {
            "order_id": f"D{i}-{n}",
            "customer_id": f"C{i:02}",
            "order_date": f"2025-06-{1 + (7 * i + n) % 28:02}",
            "amount": (2000, 200, 10)[i % 3] + i % 5,
        }
        for i in range(count)
        for n in range((9, 4, 1)[i % 3])
    )


def test_tiers_may_come_from_the_clusters_by_what_they_spend_per_customer():
    pytest.importorskip("sklearn")
    tiers = rows(run(Params(tier_method="clusters"), orders=many(), customers=None), "tiers")
    mean = tiers.groupby("tier")["tier_amount"].apply(lambda cells: cells.astype(float).mean())
    assert mean["高价值"] > 15_000 > mean["低价值"]
    assert tiers["tier_why"].str.startswith("聚类“").all()
    assert tiers["tier_score"].notna().all()  # shown for comparison


def test_without_clusters_scores_decide_and_the_report_says_so():
    outcome = run(Params(tier_method="clusters"))  # four customers are too few
    assert rows(outcome, "tiers")["tier"].tolist() == rows(run(), "tiers")["tier"].tolist()
    (skipped,) = (s for s in outcome.skipped if s.what.zh == "客户分层管理表")
    assert "已改用分数法" in skipped.why.zh
