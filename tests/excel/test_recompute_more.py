"""What a refresh writes can be computed again in a cell: campaigns, behaviour, segments, masks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support import expected, sheets
from xlsegment.actions.refresh import refresh_file
from xlsegment.excel.readers import cents, read
from xlsegment.excel.udfs import (
    BEHAVIOR_CYCLE,
    BEHAVIOR_ORDERS,
    BEHAVIOR_TAGS,
    CAMP_CVR,
    CAMP_REACH,
    CAMP_ROAS,
    CAMP_ROI,
    PII_MASK,
    SEG_ADVICE,
    SEG_SUMMARY,
    STD_DATE,
)
from xlsegment.text import LANGS, Lang
from xlsegment.workbook.sample import AS_OF
from xlsegment.workbook.template import build_workbook

Rows = list[dict[str, Any]]


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
    # one row a customer: the sample holds one of them twice, whom a refresh counts once
    rows = {row["customer_id"]: row for row in sheets.rows(book, "customers")}
    return [row for who, row in rows.items() if who]


def column(rows: Rows, key: str) -> list[list[Any]]:
    return [[row[key]] for row in rows]


def test_rates_and_returns_of_campaigns(book):
    rows = [row for row in sheets.rows(book, "campaigns") if row["target"]]
    profits = [
        [row["revenue"] - row["goods_cost"] - row["cost"]]
        if row["net_profit"] is None and None not in (row["revenue"], row["goods_cost"])
        else [row["net_profit"]]
        for row in rows
    ]

    again = {
        "reach_rate": CAMP_REACH(column(rows, "reached"), column(rows, "target")),
        "conversion_rate": CAMP_CVR(column(rows, "converted"), column(rows, "reached")),
        "roi": CAMP_ROI(profits, column(rows, "cost")),
        "roas": CAMP_ROAS(column(rows, "revenue"), column(rows, "cost")),
    }

    assert len(rows) >= 2
    for key, cells in again.items():
        written = column(rows, key)
        assert sum(cell != [None] for cell in written) >= 2, key
        for mine, theirs in zip(cells, written, strict=True):
            if theirs == [None]:  # blank with its reason in the sheet, an error in a cell
                assert mine[0].startswith("#"), key
            elif key.endswith("rate") and theirs[0] > 1:  # shown and flagged there
                assert mine == ["#NUM!"], key
            else:
                assert mine == theirs, key


def test_tags_of_behaviour(book, customers, lang):
    rows = [row for row in sheets.rows(book, "behaviour") if row["customer_id"]]
    spent = {row["customer_id"]: row["monetary"] for row in customers}
    figures = ("browse_minutes", "clicks", "quarterly_orders", "repurchase_days")

    tags = BEHAVIOR_TAGS(
        *(column(rows, key) for key in figures),
        [[spent.get(row["customer_id"])] for row in rows],
        None,
        lang,
    )

    assert len(rows) > 50
    for (mine,), row in zip(tags, rows, strict=True):
        if isinstance(row["browse_minutes"], str):  # 约90: flagged there, an error in a cell
            assert mine == "#VALUE!"
        else:
            assert (mine or None) == row["behaviour_tags"]


def test_orders_per_quarter_and_repurchase_cycles(book):
    not_sold = expected.BACK | expected.TAKEN_BACK | expected.CANCELLED
    orders: dict[str, Rows] = {}
    for row in sheets.rows(book, "orders"):
        # what a person would filter by: sales on a day that has come
        day, paid = expected.day_of(row["order_date"]), read(row["amount"], cents)
        sold = row["status"] not in not_sold and isinstance(paid, int) and paid >= 0
        if sold and day is not None and day <= AS_OF:
            orders.setdefault(row["customer_id"], []).append(row)
    seen = 0

    for row in sheets.rows(book, "behaviour"):
        theirs = (row["quarterly_orders"], row["repurchase_days"])
        bought = orders.get(row["customer_id"])
        if not bought:
            continue
        dates = column(bought, "order_date")
        seen += 1
        mine = (
            BEHAVIOR_ORDERS(dates, AS_OF, column(bought, "order_id")),
            BEHAVIOR_CYCLE(dates),
        )
        assert mine == (theirs[0], "#N/A" if theirs[1] is None else theirs[1])

    assert seen > 50


def test_counts_shares_and_amounts_of_segments(book, customers, lang):
    header, *again = SEG_SUMMARY(column(customers, "segment"), column(customers, "monetary"), lang)
    written = {row["segment"]: row for row in sheets.rows(book, "segments") if row["customers"]}

    assert len(header) == 5
    assert [row[0] for row in again] == list(written)
    for name, people, share, amount, amount_share in again:
        row = written[name]
        assert (people, share) == (row["customers"], row["share"])
        assert (amount, amount_share) == (row["monetary"], row["monetary_share"])


def test_advice_is_that_of_the_sheets(book, lang):
    table = [
        ["客户群体", "核心特征", "策略方向", "具体措施", "负责人"],
        *(
            [row[key] for key in ("segment", "features", "direction", "measures", "owner")]
            for row in sheets.rows(book, "strategies")
        ),
    ]
    rows = sheets.rows(book, "segments")

    assert rows
    for row in rows:
        assert SEG_ADVICE(row["segment"], "关键词", None, lang) == row["keywords"]
    for name, features, direction, measures, owner in table[1:]:
        advised = [SEG_ADVICE(name, part, table) for part in ("特征", "方向", "措施", "负责人")]
        assert advised == [features, direction, measures, owner]
        built_in = [SEG_ADVICE(name, part, None, lang) for part in ("方向", "措施", "负责人")]
        assert built_in == [direction, measures, owner]


def test_masks_of_names_and_mobiles(customers):
    for key, kind in (("name", "姓名"), ("mobile", "手机")):
        masked = PII_MASK(column(customers, key), kind)
        assert [[cell or None] for (cell,) in masked] == column(customers, f"masked_{key}")
        assert sum(cell is not None for (cell,) in column(customers, f"masked_{key}")) > 50


def test_dates(customers):
    dates = column(customers, "last_order_date")
    again = STD_DATE(STD_DATE(dates))

    assert again == STD_DATE(dates)
    assert sum(cell != [""] for cell in again) > 50
