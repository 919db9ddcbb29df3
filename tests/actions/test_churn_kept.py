"""What people type beside warnings and alerts, through refreshes, sorting and renamed segments."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.actions.test_refresh_book import NOW, blank, get, handle, put, row_of, table  # noqa: F401
from tests.support.memory_excel import load
from xlsegment.actions.refresh import refresh
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.write import prepare_fill

START = dt.date(2024, 7, 1)
# Everybody buys every 20 days, then stops on a day of their own; steady never stops.
LAST = {"a": 240, "b": 260, "c": 280, "steady": 360}
LISTS = ("churn", "migration_alerts")
BESIDE = ("churn_risks", "churn_test", "migration_segments", "migration_flows", "migration_matrix")
TYPED = [
    (key, column.key)
    for key in LISTS
    for column in TABLES[key].columns
    if column.role in ("input", "optional", "editable")
]


def made(content):
    book = load(content)
    rows = {
        "customers": [{"customer_id": who, "name": f"张{who}"} for who in LAST],
        "orders": [
            {
                "order_id": f"{who}{day}",
                "customer_id": who,
                "order_date": (START + dt.timedelta(days=day)).isoformat(),
                "amount": 300,
            }
            for who, last in LAST.items()
            for day in range(0, last + 1, 20)
        ],
    }
    for key, cells in rows.items():
        nothing = pd.DataFrame(index=range(0), dtype=object)
        for step in prepare_fill(handle(book, key), nothing, pd.DataFrame(cells, dtype=object)):
            step.apply()
    put(book, "params", row_of(book, "params", "param", "重点客户比例"), "value", 1)
    return book


def turned_round(book, key):
    """Sort a table the other way round, as a person may."""
    columns = list(table(book, key))
    count = len(table(book, key))
    before = [{c: get(book, key, row, c) for c in columns} for row in range(count)]
    for row, cells in enumerate(reversed(before)):
        for column, value in cells.items():
            put(book, key, row, column, value)


def type_in(book, who, text):
    for key, column in TYPED:
        put(book, key, row_of(book, key, "customer_id", who), column, text)


@pytest.fixture(scope="module")
def story(blank):  # noqa: F811
    """What the tables hold after each of a row of refreshes."""
    book, told = made(blank), {}

    def chapter(name, **options):
        refresh(book, now=NOW, **options)
        told[name] = {key: table(book, key) for key in (*LISTS, *BESIDE, "customers")}

    chapter("first")
    chapter("again")
    type_in(book, "b", "我写的")
    put(book, "rules", row_of(book, "rules", "segment", "其他"), "segment", "剩下的人")
    for key in LISTS:
        turned_round(book, key)
    chapter("typed")
    type_in(book, "a", "电话里答应再来")
    day = row_of(book, "params", "param", "分析基准日")
    put(book, "params", day, "value", START + dt.timedelta(days=241))
    chapter("back")
    type_in(book, "a", None)
    chapter("cleared")
    put(book, "params", day, "value", START + dt.timedelta(days=360))
    put(book, "customers", 0, "segment", "别动我")
    chapter("alone", only=["churn", "migration"])
    return told


def test_both_lists_hold_the_three_who_stopped(story):
    assert story["first"]["churn"]["customer_id"].tolist() == ["c", "b", "a"]
    assert sorted(story["first"]["migration_alerts"]["customer_id"]) == ["a", "b", "c"]


def test_a_second_refresh_changes_nothing(story):
    for key, before in story["first"].items():
        assert story["again"][key].to_dict("list") == before.to_dict("list")


@pytest.mark.parametrize(("key", "column"), TYPED)
def test_what_was_typed_follows_its_customer(story, key, column):
    now = story["typed"][key]

    typed = dict(zip(now["customer_id"], now[column], strict=True))
    assert typed == {"a": None, "b": "我写的", "c": None}
    assert "剩下的人" in set(story["typed"]["churn"]["segment"])


@pytest.mark.parametrize(("key", "column"), TYPED)
def test_it_stays_when_the_customer_is_back_and_goes_once_it_is_cleared(story, key, column):
    now = story["back"][key]

    typed = dict(zip(now["customer_id"], now[column], strict=True))
    assert typed["a"] == "电话里答应再来"
    assert typed["b"] == "我写的"
    assert "a" not in story["cleared"][key]["customer_id"].tolist()
    assert "b" in story["cleared"][key]["customer_id"].tolist()


def test_the_customer_table_says_where_they_were_and_when_it_changed(story):
    people = story["first"]["customers"].set_index("customer_id")

    assert people.loc["a", "previous_segment"] == "核心忠诚客户"
    assert people.loc["a", "segment_changed_on"] == dt.datetime(2025, 3, 29)  # noqa: DTZ001
    assert people.loc["steady", "segment_changed_on"] is None


def test_their_own_buttons_fill_these_sheets_alone(story):
    now = story["alone"]

    assert now["customers"]["segment"].tolist()[0] == "别动我"
    assert sorted(now["churn"]["customer_id"]) == ["a", "b", "c"]
    assert now["churn"]["reason"].notna().all()
    assert sorted(now["migration_alerts"]["customer_id"]) == ["a", "b", "c"]
