"""The sample: the same every time, in both languages, and with something for every check."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest

from xlsegment.core.behaviour_rules import QUARTER_DAYS
from xlsegment.text import LANGS, Lang
from xlsegment.workbook.sample import sample_rows
from xlsegment.workbook.sample_customers import AS_OF
from xlsegment.workbook.sheets import TABLES


@pytest.mark.parametrize("lang", LANGS)
def test_the_sample_is_the_same_every_time_and_fits_the_tables(lang: Lang):
    rows = sample_rows(lang)

    assert rows == sample_rows(lang)
    for table, content in rows.items():
        assert all(set(row) <= set(TABLES[table].keys) for row in content)
    assert len(rows["customers"]) > 300
    assert 2500 < len(rows["orders"]) < 3500


def test_both_languages_hold_the_same_numbers():
    zh, en = (sample_rows(lang)["orders"] for lang in LANGS)
    numbers = [[(row["order_id"], row["customer_id"]) for row in rows] for rows in (zh, en)]

    assert numbers[0] == numbers[1]


def test_buying_follows_a_power_law():
    orders = sample_rows("zh")["orders"]
    sold = Counter(row["customer_id"] for row in orders if str(row["order_id"]).startswith("D"))
    once = sum(1 for count in sold.values() if count == 1)

    assert 0.30 < once / len(sold) < 0.50
    assert max(sold.values()) > 10 * sorted(sold.values())[len(sold) // 2]


def test_the_three_customers_of_the_form_buy_as_it_says():
    orders = sample_rows("zh")["orders"]
    found = {}
    for number in (1, 2, 3):
        days = sorted(
            row["order_date"]
            for row in orders
            if row["customer_id"] == f"C20230815{number:03d}"
            and isinstance(row["order_date"], dt.date)
        )
        recent = sum(1 for day in days if (AS_OF - day).days < QUARTER_DAYS)
        found[number] = (recent, (days[-1] - days[0]).days / (len(days) - 1))

    assert found == {1: (3, 45), 2: (1, 90), 3: (5, 30)}


def test_the_form_s_own_campaigns_are_there_to_the_digit():
    first, second = sample_rows("zh")["campaigns"][:2]

    assert (first["target"], first["reached"], first["converted"]) == (10000, 8500, 1275)
    assert (first["cost"], first["net_profit"]) == (50000, 77500)
    assert first["suggestion"] == "增加移动端推送力度"
    assert (second["cost"], second["net_profit"]) == (20000, 24000)
    assert second["suggestion"] == "优化试用资格审核流程"


def test_mobile_numbers_belong_to_nobody():
    for row in sample_rows("zh")["customers"]:
        digits = re.sub(r"\D", "", str(row.get("mobile") or ""))
        if len(digits) >= 11 and "*" not in str(row["mobile"]):
            assert digits.removeprefix("0086").removeprefix("86").startswith(("154", "0571"))


def test_the_dirt_of_real_exports_is_there():
    rows = sample_rows("zh")
    dates = [row["order_date"] for row in rows["orders"]]
    ids = Counter(row["order_id"] for row in rows["orders"])
    states = {row["status"] for row in rows["orders"]}

    assert sum(isinstance(day, str) for day in dates) > 50
    assert any(isinstance(row["amount"], str) for row in rows["orders"])
    assert any(isinstance(day, dt.date) and day > AS_OF for day in dates)
    assert max(ids.values()) > 1
    assert {"退款", "退货", "已退款", "已取消"} <= states
    assert 0.01 < sum(not row.get("mobile") for row in rows["customers"]) / 300 < 0.05
