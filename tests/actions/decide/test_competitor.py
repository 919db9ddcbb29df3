"""竞品客户 through the decisions and through the workbook."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.actions.test_refresh_book import (  # noqa: F401  the fixtures are used by name
    NOW,
    blank,
    get,
    handle,
    put,
    row_of,
    small,
    table,
)
from xlsegment.actions.decide import decide
from xlsegment.actions.decide.plan import Inputs
from xlsegment.actions.refresh import refresh
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.write import prepare_fill

CUSTOMERS = pd.DataFrame(
    {
        "customer_id": ["C1", "C2", "C3", "C4"],
        "gender": ["女", "女", "男", None],
        "age": [22, 31, 47, 52],
        "city": ["杭州", "上海", "浙江省-杭州市", "杭州"],
        "会员等级": ["金", "银", "金", "金"],
    },
    dtype=object,
)
ORDERS = pd.DataFrame(
    [
        {"order_id": f"D{i}", "customer_id": who, "order_date": day, "amount": amount, "channel": c}
        for i, (who, day, amount, c) in enumerate(
            (
                ("C1", "2025-06-30", 2500, "天猫"),
                ("C1", "2025-06-01", 100, "天猫"),
                ("C1", "2025-05-01", 100, "京东"),
                ("C2", "2025-06-20", 600, "京东"),
                ("C3", "2025-06-20", 60, None),
            )
        )
    ],
    dtype=object,
)
PROFILE = [
    {"competitor": "甲", "dimension": d, "dimension_value": v, "their_share": s}
    for d, v, s in (
        ("性别", "女", 0.5),
        ("性别", "男", 0.5),
        ("年龄", "30岁以下", "40%"),
        ("城市", "杭州", 1.0),
        ("消费层级", "高", 0.0),
        ("渠道", "天猫", 0.46),
        ("会员等级", "金", 0.71),
        ("购物车", "有", 0.5),
        ("支付方式", "现金", 0.5),
    )
]


def run(profile, lang="zh", customers=CUSTOMERS, orders=ORDERS):
    tables = {
        "customers": customers,
        "orders": orders,
        "competitor_gaps": pd.DataFrame(dtype=object),
        "competitor_top": pd.DataFrame(dtype=object),
    }
    if profile is not None:
        keys = list(TABLES["competitor"].keys)
        tables["competitor"] = pd.DataFrame(profile, columns=keys, dtype=object)
    outcome, _ = decide(Inputs(tables, Params(), lang, None, NOW))
    rows = {c.table: c.rows for c in outcome.changes if c.table.startswith("competitor")}
    title = next(v for name, v in outcome.names.items() if name.en == "finding_competitor")
    return rows["competitor_gaps"], rows["competitor_top"], title, outcome.findings


def test_every_kind_of_dimension_by_hand():
    gaps, top, title, findings = run(PROFILE)
    ours = {
        (row["gap_dimension"], row["gap_value"]): (row["our_count"], row["our_share"])
        for row in gaps.to_dict("records")
    }

    assert ours["性别", "女"] == (2, 2 / 3)  # one sex is not known
    assert ours["年龄段", "30岁以下"] == (1, 0.25)
    assert ours["城市", "杭州"] == (3, 0.75)
    assert ours["消费层级", "高"] == (1, 1 / 3)  # C4 has never bought
    assert ours["渠道", "天猫"] == (1, 0.5)  # C1 most often there, C2 at JD
    assert ours["会员等级", "金"] == (3, 0.75)
    assert ours["性别", "男"] == (1, 1 / 3)
    points = gaps.set_index(["gap_dimension", "gap_value"])["gap_points"]
    assert points["城市", "杭州"] == -25
    assert gaps.set_index("gap_value").loc["金", "gap_verdict"] == "接近"
    assert gaps.set_index("gap_value").loc["高", "gap_index"] is None
    assert "没有指数" in gaps.set_index("gap_value").loc["高", "gap_note"]
    # the largest difference first: 33.3 points of spenders, then 25 of a city
    assert top["told_value"].tolist()[:2] == ["消费层级·高", "城市·杭州"]
    assert title == top["told_sentence"].iloc[0]
    assert "我方 33.3%，甲 0.0%，我方多 33.3 个百分点" in title
    assert sorted((f.code, f.row) for f in findings if f.table == "competitor") == [
        ("W-147", 7),
    ]


def test_a_dimension_without_data_of_ours_says_so():
    gaps, _, _, _ = run(PROFILE[-1:])

    (row,) = gaps.to_dict("records")
    assert (row["our_count"], row["our_share"], row["gap_points"]) == (None, None, None)
    assert row["gap_note"] == "本工作簿没有“支付方式”的数据，无法比较。"


@pytest.mark.parametrize("profile", [None, [], [{"dimension": "性别"}]])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_profile_there_is_no_comparison(profile, lang):
    gaps, top, title, _ = run(profile, lang)

    assert (len(gaps), len(top)) == (0, 0)
    assert title.startswith("没有填竞品画像" if lang == "zh" else "No profile")


def test_one_customer_with_one_order():
    gaps, top, _, _ = run(PROFILE, customers=CUSTOMERS.iloc[:1], orders=ORDERS.iloc[:1])

    assert gaps.loc[gaps["gap_value"] == "女", "our_share"].tolist() == [1.0]
    assert "仅供参考" in gaps["gap_note"].iloc[0]
    assert len(top) <= 8


# --- through the workbook ---------------------------------------------------------------------


@pytest.fixture
def with_profile(small):  # noqa: F811
    nothing = pd.DataFrame(index=range(0), dtype=object)
    profile = pd.DataFrame(PROFILE[:4], dtype=object)
    for step in prepare_fill(handle(small, "competitor"), nothing, profile):
        step.apply()
    for row, sex in enumerate(("女", "女", "男")):
        put(small, "customers", row, "gender", sex)
    return small


TYPED = [c.key for c in TABLES["competitor"].columns if c.role != "result"]


def test_what_people_type_into_any_column_of_the_profile_stays(with_profile):
    for column in TYPED:  # at once: every refresh takes its time
        put(with_profile, "competitor", 1, column, f"自己写的 {column}")
    refresh(with_profile, now=NOW)
    refresh(with_profile, now=NOW)

    for column in TYPED:
        assert get(with_profile, "competitor", 1, column) == f"自己写的 {column}"


def test_a_response_goes_with_its_value_and_outlives_it(with_profile):
    refresh(with_profile, now=NOW)
    place = row_of(with_profile, "competitor_gaps", "gap_value", "女")
    put(with_profile, "competitor_gaps", place, "gap_response", "多做男装")
    # their share changes, and with it the order of the rows
    put(with_profile, "competitor", 0, "their_share", 0.1)
    put(with_profile, "competitor", 1, "their_share", 0.9)
    refresh(with_profile, now=NOW)
    moved = row_of(with_profile, "competitor_gaps", "gap_value", "女")
    assert moved != place
    assert get(with_profile, "competitor_gaps", moved, "gap_response") == "多做男装"

    put(with_profile, "competitor", 0, "dimension_value", "女士们")
    refresh(with_profile, now=NOW)
    left = table(with_profile, "competitor_gaps").iloc[-1]
    assert (left["gap_value"], left["gap_response"], left["our_count"]) == ("女", "多做男装", None)
