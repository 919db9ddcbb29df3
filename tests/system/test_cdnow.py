"""6,919 real orders, imported and refreshed, against a computation written here."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.support import orders, results

WINDOW = 180


@pytest.fixture(scope="module")
def expected() -> pd.DataFrame:
    """Compute everything from the file again, in plain pandas and numpy."""
    rows = pd.read_csv(orders.CDNOW, parse_dates=["date"])
    rows["cents"] = (rows["amount"] * 100).round().astype("int64")
    as_of = rows["date"].max()
    inside = rows[rows["date"] > as_of - pd.Timedelta(days=WINDOW)]
    by_customer = rows.groupby("master_id")
    table = pd.DataFrame(
        {
            "first": by_customer["date"].min(),
            "last": by_customer["date"].max(),
            "lifetime_f": by_customer.size(),
            "lifetime_cents": by_customer["cents"].sum(),
            "f": inside.groupby("master_id").size(),
            "cents": inside.groupby("master_id")["cents"].sum(),
        }
    )
    table[["f", "cents"]] = table[["f", "cents"]].fillna(0).astype("int64")
    table["r"] = (as_of - table["last"]).dt.days
    table["segment"] = segments(table, as_of)
    table["tier"] = tiers(table)
    # Net spend of nothing or less is kept out of the cuts.
    counted = table["cents"] > 0
    table["score"] = scores(table, counted)
    table["eight"] = eight(table, counted)
    return table.set_index(table.index.astype(str))


def segments(table: pd.DataFrame, as_of: pd.Timestamp) -> np.ndarray:
    r, f, m = table["r"], table["f"], table["cents"] / 100
    young = table["first"] >= as_of - pd.DateOffset(months=6)
    return np.select(
        [
            (r <= 30) & (f >= 5) & (m >= 2000),
            r >= 180,
            (r >= 90) & (f <= 1),
            r >= 90,
            young & f.between(1, 2) & (m >= 1000),
            (r <= 30) & f.between(2, 4) & (m >= 500) & (m < 2000),
            (r <= 60) & f.between(2, 4) & (m >= 300) & (m < 1000),
        ],
        [
            "核心忠诚客户",
            "沉睡流失客户",
            "流失风险客户",
            "高价值流失预警",
            "新锐潜力客户",
            "潜力客户",
            "稳定普通客户",
        ],
        default="其他",
    )


def tiers(table: pd.DataFrame) -> pd.Series:
    def level(good: pd.Series, fair: pd.Series) -> pd.Series:
        return pd.Series(np.select([good, fair], ["高", "中"], "低"), index=table.index)

    r, f, m = table["r"], table["f"], table["cents"]
    return level(r <= 30, r <= 90) + level(f >= 5, f >= 2) + level(m >= 200_000, m >= 50_000)


def scores(table: pd.DataFrame, counted: pd.Series) -> pd.Series:
    def score(column: str, fewer_is_better: bool) -> pd.Series:
        values = table[column]
        edges = np.percentile(values[counted], [20, 40, 60, 80])
        above = sum((values > edge).astype(int) for edge in edges)
        return 5 - above if fewer_is_better else 1 + above

    digits = [score("r", True), score("f", False), score("cents", False)]
    return digits[0].astype(str) + digits[1].astype(str) + digits[2].astype(str)


def eight(table: pd.DataFrame, counted: pd.Series) -> pd.Series:
    good = (
        (table["r"] <= table.loc[counted, "r"].mean()).astype(int).astype(str)
        + (table["f"] >= table.loc[counted, "f"].mean()).astype(int).astype(str)
        + (table["cents"] >= table.loc[counted, "cents"].mean()).astype(int).astype(str)
    )
    return good.map(
        {
            "111": "重要价值",
            "011": "重要保持",
            "101": "重要发展",
            "001": "重要挽留",
            "110": "一般价值",
            "010": "一般保持",
            "100": "一般发展",
            "000": "一般挽留",
        }
    )


@pytest.fixture(scope="module")
def customers(outputs) -> pd.DataFrame:
    table = results.table(outputs["cdnow"], "客户表")
    return table.set_index(table["客户ID"].astype(str))


def test_every_customer_is_there_once(customers, expected):
    assert sorted(customers.index) == sorted(expected.index)
    assert len(expected) == 2357


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("最近购买天数", "r"),
        ("购买次数", "f"),
        ("累计购买次数", "lifetime_f"),
        ("客户群体", "segment"),
        ("分档组合", "tier"),
        ("RFM得分", "score"),
    ],
)
def test_the_filled_column_equals_the_independent_computation(customers, expected, header, column):
    got = customers[header].reindex(expected.index)

    assert got.tolist() == expected[column].tolist()


@pytest.mark.parametrize(
    ("header", "column"), [("期内消费", "cents"), ("累计消费金额", "lifetime_cents")]
)
def test_money_is_right_to_the_cent(customers, expected, header, column):
    got = customers[header].reindex(expected.index)

    assert [round(float(value) * 100) for value in got] == expected[column].tolist()


@pytest.mark.parametrize(
    ("header", "column"), [("首次购买时间", "first"), ("最近购买日期", "last")]
)
def test_days_are_right(customers, expected, header, column):
    got = pd.to_datetime(customers[header].reindex(expected.index))

    assert got.tolist() == expected[column].tolist()


def test_the_eight_classes_equal_the_independent_computation(customers, expected):
    got = customers["八类"].reindex(expected.index)

    assert [text.removesuffix("客户") for text in got] == expected["eight"].tolist()


def test_the_counts_per_segment_equal_the_independent_computation(outputs, expected, capsys):
    table = results.table(outputs["cdnow"], "细分结果表").set_index("客户群体名称")
    counts = expected["segment"].value_counts()
    with capsys.disabled():
        print("\nCDNOW, customers per segment:", counts.to_dict())

    got = {name: int(n) for name, n in table["客户数量(人)"].items() if n}

    assert got == counts.to_dict()
    assert sum(table["占比(%)"]) == pytest.approx(1)
