"""客户聚类 through the decisions and in the refreshed sample."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pandas as pd
import pytest

import xlsegment.actions.decide.clusters as section
from tests.support import sheets
from xlsegment.actions.decide import decide
from xlsegment.actions.decide.plan import Inputs, Outcome, Rewrite
from xlsegment.text import Text
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets.clusters import CLUSTERS

NOW = dt.datetime(2025, 7, 1, 9, 30)  # noqa: DTZ001  shown as local time
KEYS = tuple(table.key for table in CLUSTERS.tables)


def orders(who: str, days: list[int], amount: float) -> list[dict[str, object]]:
    last = dt.date(2025, 6, 30)
    return [
        {
            "order_id": f"{who}-{day}",
            "customer_id": who,
            "order_date": (last - dt.timedelta(days=day)).isoformat(),
            "amount": amount + int(who[1:]),
        }
        for day in days
    ]


# Twelve who buy every week, twelve who bought once months ago, one who never did.
LOYAL = [f"L{i}" for i in range(12)]
LOST = [f"X{i}" for i in range(12)]
ORDERS = pd.DataFrame(
    [
        *(row for who in LOYAL for row in orders(who, list(range(0, 170, 7)), 500)),
        *(row for who in LOST for row in orders(who, [100 + int(who[1:])], 20)),
    ],
    dtype=object,
)
CUSTOMERS = pd.DataFrame({"customer_id": [*LOST, *LOYAL, "N1"]}, dtype=object)


def run(
    params: Params | None = None,
    lang: str = "zh",
    remembered: str = "",
    customers: pd.DataFrame = CUSTOMERS,
    sales: pd.DataFrame = ORDERS,
    **before: pd.DataFrame,
) -> tuple[Outcome, list[str]]:
    empty = {key: pd.DataFrame(dtype=object) for key in KEYS}
    tables = {"customers": customers, "orders": sales, **empty, **before}
    inputs = Inputs(tables, params or Params(), lang, None, NOW, remembered)  # type: ignore[arg-type]
    outcome, report = decide(inputs)
    return outcome, [s.why.zh for s in report.skipped if s.what is CLUSTERS.title]


def rows(outcome: Outcome, key: str) -> pd.DataFrame:
    (found,) = [change for change in outcome.changes if change.table == key]
    assert isinstance(found, Rewrite)
    return found.rows


def told(outcome: Outcome) -> dict[str, object]:
    return {name.en: value for name, value in outcome.names.items()}


def test_two_kinds_of_customers_are_shown_as_two_clusters():
    outcome, skipped = run()
    table = rows(outcome, "clusters")

    assert skipped == []
    assert table["cluster"].tolist() == ["C1", "C2"]
    assert table["cluster_name"].tolist() == ["高频高额近期活跃", "低频低额久未购买"]
    assert table["customers"].tolist() == [12, 12]
    # every seventh day from 0 to 168: 25 orders of 500 + 0 to 11 each
    assert table["frequency"].tolist()[0] == 25.0
    assert table["monetary"].tolist()[0] == 25 * 505.5
    assert "购买次数" in table["description"][0]
    assert table["suggestion"][0].startswith("重点维系：")


def test_the_number_chosen_is_marked_and_told():
    outcome, _ = run()
    choice = rows(outcome, "cluster_choice")

    assert choice["k"].tolist() == list(range(1, 9))
    assert choice["chosen"].tolist() == [None, "肘部，采用", *[None] * 6]
    assert choice["silhouette"].isna().tolist() == [True, *[False] * 7]
    names = told(outcome)
    assert names["finding_cluster_choice"] == "采用 2 类：肘部在 2 类"
    assert "最近购买天数、购买次数、期内消费 聚类，共 24 位客户" in str(names["cluster_basis"])


def test_a_number_given_is_used():
    outcome, _ = run(Params(clusters=4))

    assert len(rows(outcome, "clusters")) == 4
    assert rows(outcome, "cluster_choice")["chosen"].tolist()[3] == "按参数采用"


def test_segments_and_clusters_are_counted_against_each_other():
    outcome, _ = run()
    cross = rows(outcome, "cluster_segments")
    members = rows(outcome, "cluster_members")

    assert int(cross["total"].sum()) == 24 == len(members)
    assert cross["c1"].sum() == 12
    assert cross["c3"].isna().all()
    assert members["customer_id"].tolist() == [*LOST, *LOYAL]
    assert members["cluster"].tolist() == ["C2"] * 12 + ["C1"] * 12


def test_a_suggestion_somebody_rewrote_stays_with_the_name_of_its_cluster():
    first, _ = run()
    before = rows(first, "clusters")
    before.loc[1, "suggestion"] = "打电话"
    turned = before.iloc[::-1].reset_index(drop=True)

    second, _ = run(remembered=first.remember, clusters=turned)

    after = rows(second, "clusters").set_index("cluster_name")["suggestion"]
    assert after["低频低额久未购买"] == "打电话"
    assert after["高频高额近期活跃"] == before["suggestion"][0]


def test_a_rewritten_suggestion_follows_its_number_when_the_name_changes():
    first, _ = run()
    before = rows(first, "clusters")
    before.loc[0, "suggestion"] = "打电话"
    before.loc[0, "cluster_name"] = "以前的名称"
    remembered = first.remember

    second, _ = run(remembered=remembered, clusters=before)

    assert rows(second, "clusters")["suggestion"][0] == "打电话"
    assert len(rows(second, "clusters")) == 2


def test_a_rewritten_suggestion_waits_below_when_its_cluster_is_gone():
    first, _ = run(Params(clusters=4))
    before = rows(first, "clusters")
    before.loc[:, "suggestion"] = [f"打电话{i}" for i in range(4)]

    second, _ = run(remembered=first.remember, clusters=before)
    kept = rows(second, "clusters")
    third, _ = run(Params(clusters=4), remembered=second.remember, clusters=kept)

    texts = {f"打电话{i}" for i in range(4)}
    assert set(kept["suggestion"]) >= texts
    assert set(rows(third, "clusters")["suggestion"]) >= texts
    assert "本次没有这一类" in kept["description"].tolist()


def test_english_names_are_written_in_an_english_workbook_and_texts_stay_on_changing():
    outcome, _ = run(lang="en")

    assert rows(outcome, "clusters")["cluster_name"][0] == "Frequent, high spend, active lately"
    assert told(outcome)["finding_clusters"].startswith("“Frequent")


def with_column(header: str, cells: list[object]) -> pd.DataFrame:
    return CUSTOMERS.assign(**{header: pd.Series(cells, dtype=object)})


def test_a_column_of_their_own_is_a_feature():
    customers = with_column("投诉次数", [5, 0] * 12 + [None])
    outcome, _ = run(Params(cluster_features="投诉次数"), customers=customers)
    table = rows(outcome, "clusters")

    assert table["customers"].tolist() == [12, 12]
    assert {name.rpartition("·")[2] for name in table["cluster_name"]} == {
        "投诉次数高",
        "投诉次数低",
    }
    assert "投诉次数平均 5.0(全体 2.5)" in "".join(table["description"])


def test_each_word_of_a_column_of_words_is_a_feature():
    customers = with_column("会员等级", ["金卡"] * 8 + ["银卡"] * 16 + [None])
    outcome, _ = run(Params(cluster_features="会员等级,购买次数"), customers=customers)

    assert "会员等级=金卡" in "".join(rows(outcome, "clusters")["description"])
    assert "会员等级=金卡、会员等级=银卡、购买次数" in str(told(outcome)["cluster_basis"])


def test_who_lacks_a_feature_is_left_out_and_counted():
    customers = with_column("投诉次数", [1, 2, 3] * 6 + [None, "不详"] + [4] * 5)
    outcome, _ = run(Params(cluster_features="最近购买天数，投诉次数"), customers=customers)

    assert len(rows(outcome, "cluster_members")) == 22
    assert "另有 2 位缺少" in str(told(outcome)["cluster_basis"])


@pytest.mark.parametrize(
    ("features", "cells", "said"),
    [
        ("投诉", [1] * 25, "“投诉”不是能用的列；能用的有：最近购买天数"),
        ("投诉次数", [None] * 25, "没有内容"),
        ("投诉次数", [f"词{chr(97 + i)}" for i in range(25)], "25 种不同的文字"),
        ("投诉次数", [3] * 25, "完全相同"),
    ],
)
def test_a_feature_that_cannot_be_used_is_said_and_nothing_is_invented(features, cells, said):
    customers = with_column("投诉次数", cells)
    outcome, skipped = run(Params(cluster_features=features), customers=customers)

    assert [said in why for why in skipped] == [True]
    assert all(rows(outcome, key).empty for key in KEYS)
    assert said in str(told(outcome)["cluster_basis"])


@pytest.mark.parametrize("count", [0, 1, 9])
def test_too_few_customers_are_not_clustered(count):
    few = ORDERS[ORDERS["customer_id"].isin(LOYAL[:count])].reset_index(drop=True)
    one = pd.DataFrame(orders("Z1", [3], 5), dtype=object)
    outcome, skipped = run(sales=few if count else one, customers=CUSTOMERS)

    assert len(skipped) == 1
    assert f"只有 {count or 1} 位" in skipped[0]
    assert all(rows(outcome, key).empty for key in KEYS)


def test_without_orders_the_customers_own_figures_are_clustered():
    customers = pd.DataFrame(
        [
            {"customer_id": f"C{i}", "last_order_date": day, "frequency": f, "monetary": m}
            for i, (day, (f, m)) in enumerate(
                product(("2025-06-30", "2025-06-01", "2025-01-10"), ((9, 900), (1, 10)) * 3)
            )
        ],
        dtype=object,
    )
    outcome, skipped = run(customers=customers, sales=ORDERS.iloc[:0])

    assert skipped == []
    assert len(rows(outcome, "cluster_members")) == 18


def test_without_scikit_learn_the_sheet_stays_as_it_is(monkeypatch):
    def missing(*_: object) -> None:
        raise ImportError("sklearn")

    monkeypatch.setattr(section, "cluster_customers", missing)
    outcome, skipped = run()

    assert ['pip install "xlsegment[models]"' in why for why in skipped] == [True]
    assert not {change.table for change in outcome.changes} & set(KEYS)
    assert "cluster_basis" not in told(outcome)


def test_what_is_our_own_suggestion_is_remembered_while_scikit_learn_is_gone(monkeypatch):
    def missing(*_: object) -> None:
        raise ImportError("sklearn")

    first, _ = run()
    before = rows(first, "clusters")
    with monkeypatch.context() as patch:
        patch.setattr(section, "cluster_customers", missing)
        between, _ = run(remembered=first.remember, clusters=before)
    monkeypatch.setattr(section, "advice", lambda *_: Text("新建议", "new advice"))
    after, _ = run(remembered=between.remember, clusters=before)

    assert rows(after, "clusters")["suggestion"].tolist() == ["新建议", "新建议"]


def test_the_same_workbook_gives_the_same_clusters_whatever_the_order_of_its_rows():
    mixed, _ = run(
        customers=CUSTOMERS.iloc[::-1].reset_index(drop=True),
        sales=ORDERS.sample(frac=1, random_state=3).reset_index(drop=True),
    )
    plain, _ = run()

    assert rows(mixed, "clusters").equals(rows(plain, "clusters"))
    assert rows(mixed, "cluster_choice").equals(rows(plain, "cluster_choice"))


def test_the_sample_workbook_shows_every_customer_with_purchases(refreshed):
    book = sheets.open_book(refreshed)
    table = sheets.rows(book, "clusters")
    people = {r["customer_id"]: r["segment"] for r in sheets.rows(book, "customers")}
    members = {r["customer_id"]: r["cluster"] for r in sheets.rows(book, "cluster_members")}

    assert 3 <= len(table) <= 6
    assert sum(r["customers"] for r in table) == len(members)
    assert set(members) <= set(people)
    for row in sheets.rows(book, "cluster_segments"):
        inside = [who for who in members if people[who] == row["segment"]]
        assert row["total"] == len(inside)
        for n in range(1, len(table) + 1):
            assert row[f"c{n}"] == sum(members[who] == f"C{n}" for who in inside)
