"""Hypothesis generators: order tables with ties, returns, blanks and dirty cells."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from hypothesis import strategies as st

CUSTOMERS = ("ann", "bob", "cai", "dee", "eve")
AS_OF = 400

#: Few distinct values, so that ties are the rule.
_days = st.sampled_from((0, 100, 219, 220, 221, 310, 370, 399, 400, 401, 430))
_cents = st.sampled_from((0, 1, 50, 99, 100, 100, 30_000, 99_999, 100_000, 200_000))


@st.composite
def canonical_orders(draw: st.DrawFn, *, min_size: int = 0) -> pd.DataFrame:
    """Orders as the core works on them: whole days, cents, kinds; ids shared, unique or null."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(CUSTOMERS),
                st.one_of(st.none(), st.sampled_from([f"T{i}" for i in range(6)])),
                _days,
                _cents,
                st.sampled_from((0, 0, 0, 0, 1, 2)),
            ),
            min_size=min_size,
            max_size=30,
        )
    )
    frame = pd.DataFrame(
        rows, columns=["customer_id", "order_id", "order_day", "amount_cents", "kind"]
    )
    frame["amount_cents"] = frame["amount_cents"].where(frame["kind"] != 1, -frame["amount_cents"])
    return frame.astype(
        {
            "customer_id": object,
            "order_id": object,
            "order_day": "int64",
            "amount_cents": "int64",
            "kind": "int64",
        }
    )


def _date_cells() -> st.SearchStrategy[object]:
    day = st.dates(dt.date(2022, 6, 1), dt.date(2023, 7, 1))
    return st.one_of(
        day.map(dt.date.isoformat),
        day.map(lambda d: f"{d.year}/{d.month}/{d.day}"),
        day.map(lambda d: f"{d.year}年{d.month}月{d.day}日"),
        day.map(lambda d: int(d.strftime("%Y%m%d"))),
        day.map(lambda d: (d - dt.date(1899, 12, 30)).days + 0.5),
        day.map(lambda d: dt.datetime.combine(d, dt.time(23, 59))),
        st.sampled_from((None, "", "not a date", "2023-02-30")),
    )


def _amount_cells() -> st.SearchStrategy[object]:
    return st.one_of(
        st.sampled_from((0, 99.5, 100, 100.0, "1,200", "¥300.00", "2000元", "３００", 1999.995)),
        st.integers(-500, 3000),
        st.sampled_from((None, "", "n/a", float("nan"), -50, "(20)")),
    )


@st.composite
def raw_orders(draw: st.DrawFn, *, min_size: int = 1) -> pd.DataFrame:
    """Orders as a sheet holds them, dirt and all."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(("T1", "T2", "T3", 4, 4.0, "４", None, "")),
                st.sampled_from(("C1", "C2", 1001, 1001.0, "1001", " C1 ", None)),
                _date_cells(),
                _amount_cells(),
                st.sampled_from(("已完成", "已完成", None, "退款", "已退款", "已取消")),
            ),
            min_size=min_size,
            max_size=25,
        )
    )
    columns = ["order_id", "customer_id", "order_date", "amount", "status"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


@st.composite
def customer_figures(draw: st.DrawFn, *, min_size: int = 1, max_size: int = 40) -> pd.DataFrame:
    """Customers with recency, frequency and spend, some who never bought."""
    rows = draw(
        st.lists(
            st.tuples(
                st.one_of(
                    st.none(), st.sampled_from((0, 29, 30, 31, 60, 61, 89, 90, 179, 180, 400))
                ),
                st.sampled_from((0, 1, 1, 1, 2, 4, 5, 9)),
                st.sampled_from((-100, 0, 29_999, 30_000, 50_000, 99_999, 100_000, 200_000)),
                st.sampled_from((0, 200, 219, 220, 300, 400)),
            ),
            min_size=min_size,
            max_size=max_size,
        )
    )
    frame = pd.DataFrame(
        rows, columns=["recency_days", "frequency", "monetary_cents", "first_order_day"]
    )
    return frame.astype(
        {
            "recency_days": "Int64",
            "frequency": "int64",
            "monetary_cents": "int64",
            "first_order_day": "Int64",
        }
    )
