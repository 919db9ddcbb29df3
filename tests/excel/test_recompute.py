"""Every figure and label of a customer that a refresh writes can be computed again in a cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support import sheets
from xlsegment.actions.refresh import refresh_file
from xlsegment.core.daycell import day_of
from xlsegment.excel.udfs import RFM_CLASS, RFM_DAYS, RFM_LEVEL, RFM_SCORE, RFM_TABLE, RFM_TIER
from xlsegment.text import LANGS, Lang
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.template import build_workbook

Rows = list[dict[str, Any]]

#: The refresh writes names of its own for these, from what the orders lack.
NOT_BY_RULE = {"数据不全", "Incomplete data"}


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param


@pytest.fixture(scope="module")
def book(lang: Lang, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path: Path = tmp_path_factory.mktemp(lang) / "sample.xlsx"
    path.write_bytes(build_workbook(lang, True))
    refresh_file(path)
    return sheets.open_book(path)


@pytest.fixture(scope="module")
def customers(book: Any) -> Rows:
    return [row for row in sheets.rows(book, "customers") if row["customer_id"]]


@pytest.fixture(scope="module")
def bought(customers: Rows) -> Rows:
    rows = [row for row in customers if row["recency_days"] is not None]
    assert len(rows) > 100
    return rows


@pytest.fixture(scope="module")
def orders(book: Any) -> Rows:
    return [row for row in sheets.rows(book, "orders") if row["customer_id"]]


@pytest.fixture(scope="module")
def as_of(book: Any, bought: Rows) -> int:
    """The analysis date of the refresh, as a serial number."""
    row = bought[0]
    day = day_of(row["last_order_date"])
    assert day is not None
    return day + 25_569 + row["recency_days"]


def printed(book: Any, key: str) -> list[list[Any]]:
    """A table as a formula gives it to a function: all its cells, headers first."""
    rows = sheets.rows(book, key)
    columns = [column.key for column in TABLES[key].columns]
    headers = [column.header.zh for column in TABLES[key].columns]
    return [headers, *[[row[key] for key in columns] for row in rows]]


def column(rows: Rows, key: str) -> list[list[Any]]:
    return [[row[key]] for row in rows]


def test_days_since_the_last_purchase(customers, as_of):
    again = RFM_DAYS(column(customers, "last_order_date"), as_of)

    shown = column(customers, "recency_days")
    assert [["#N/A"] if days == [None] else days for days in shown] == again


@pytest.mark.parametrize("metric", ["R", "F", "M"])
def test_levels(bought, lang, metric):
    figures = {"R": "recency_days", "F": "frequency", "M": "monetary"}

    again = RFM_LEVEL(column(bought, figures[metric]), metric, None, lang)

    assert again == column(bought, f"{metric.lower()}_level")


def test_the_score_from_the_printed_cuts(bought, book):
    figures = (column(bought, key) for key in ("recency_days", "frequency", "monetary"))

    again = RFM_SCORE(*figures, "CODE", printed(book, "cuts"))

    assert again == column(bought, "rfm_score")
    assert len({code for (code,) in again}) > 20


def test_the_eight_class_from_the_printed_cuts(bought, book, lang):
    cuts = {
        row["metric"][0]: row["cut_values"]
        for row in sheets.rows(book, "cuts")
        if str(row["method"]).startswith(("八类", "Eight"))
    }
    figures = (column(bought, key) for key in ("recency_days", "frequency", "monetary"))

    again = RFM_CLASS(*figures, cuts["R"], cuts["F"], cuts["M"], lang)

    assert again == column(bought, "rfm_class")
    assert len({name for (name,) in again}) > 4


def test_the_segment_from_the_rules_on_the_parameter_sheet(customers, book, as_of):
    rows = [row for row in customers if row["segment"] not in NOT_BY_RULE]
    registered = [[row["registered_on"] or row["first_order_date"]] for row in rows]

    again = RFM_TIER(
        column(rows, "recency_days"),
        [[row["frequency"] or 0] for row in rows],
        [[row["monetary"] or 0] for row in rows],
        printed(book, "rules"),
        registered,
        as_of,
    )

    assert again == column(rows, "segment")
    assert len({name for (name,) in again}) > 5


@pytest.fixture(scope="module")
def spilled(orders: Rows, as_of: int, lang: Lang) -> Rows:
    header, *rows = RFM_TABLE(
        column(orders, "customer_id"),
        column(orders, "order_date"),
        column(orders, "amount"),
        as_of,
        column(orders, "order_id"),
        None,
        True,
        column(orders, "status"),
        details=[[row["category"], row["channel"], row["payment"]] for row in orders],
        language=lang,
    )
    keys = {spec.header.in_(lang): spec.key for table in ("customers", "behaviour")
            for spec in TABLES[table].columns}  # fmt: skip
    return [dict(zip((keys[text] for text in header), row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    "key",
    [
        *("first_order_date", "last_order_date", "recency_days", "frequency", "monetary"),
        *("lifetime_frequency", "total_spend", "r_level", "f_level", "m_level", "tier_code"),
        *("rfm_score", "rfm_class"),
    ],
)
def test_the_customer_table_from_the_orders_alone(bought, spilled, key):
    again = {str(row["customer_id"]): row[key] for row in spilled}

    for row in bought:
        shown = row[key]
        if key.endswith("date"):
            day = day_of(shown)
            assert day is not None
            shown = day + 25_569
        assert again[str(row["customer_id"])] == shown, row["customer_id"]


@pytest.mark.parametrize("key", ["quarterly_orders", "repurchase_days"])
def test_the_behaviour_figures_from_the_orders_alone(book, spilled, key):
    again = {str(row["customer_id"]): row[key] for row in spilled}
    rows = [row for row in sheets.rows(book, "behaviour") if str(row["customer_id"]) in again]

    assert len(rows) > 20
    for row in rows:
        shown = "" if row[key] is None else row[key]
        assert again[str(row["customer_id"])] == shown


def test_who_is_not_registered_has_the_same_segment_in_the_spilled_table(bought, spilled):
    again = {str(row["customer_id"]): row["segment"] for row in spilled}
    plain = [row for row in bought if row["registered_on"] is None]

    for row in plain:
        assert again[str(row["customer_id"])] == row["segment"]
