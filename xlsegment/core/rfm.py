"""Orders to customers: recency, frequency and spend, written once for every table engine."""

from __future__ import annotations

from typing import Any, Literal

import narwhals as nw

from xlsegment.core.columns import (
    AMOUNT_CENTS,
    CUSTOMER_ID,
    FIRST_ORDER_DAY,
    FREQUENCY,
    KIND,
    LAST_ORDER_DAY,
    LIFETIME_CENTS,
    LIFETIME_FREQUENCY,
    MONETARY_CENTS,
    ORDER_DAY,
    ORDER_ID,
    PURCHASE_DAYS,
    RECENCY_DAYS,
    WINDOW_CENTS,
    WINDOW_ROWS,
)

#: What an order row is.
ORDER, RETURN, CANCELLED = 0, 1, 2

Monetary = Literal["sum", "mean"]

#: Stands for "no day" while days are aggregated; no real day comes near it.
_NEVER = 10**9


def rfm_table(
    orders: Any,
    *,
    as_of: int,
    window_days: int | None = 180,
    merge_same_day: bool = False,
    monetary: Monetary = "sum",
) -> Any:
    """Summarise orders to one row per customer.

    Parameters
    ----------
    orders : DataFrame or lazy table that Narwhals knows (pandas, DuckDB, ...)
        One row per order or order line, with the columns

        * ``customer_id``: any key; rows without one are left out,
        * ``order_id``: any key; rows sharing one are one order, a row without one is an order
          of its own,
        * ``order_day`` (integer): days since 1970-01-01,
        * ``amount_cents`` (integer): negative for a return,
        * ``kind`` (integer): 0 order, 1 return, 2 cancelled.

        Rows after ``as_of`` and cancelled ones are left out. The table is not modified.
    as_of : int
        The analysis date as a day number. Required: the core never reads the clock.
    window_days : int or None, default 180
        Frequency and spend count the days in ``(as_of - window_days, as_of]``; None counts all.
    merge_same_day : bool, default False
        Count the orders of one day as one.
    monetary : {"sum", "mean"}, default "sum"
        Total net spend in the window, or per order, half a cent rounded away from zero.

    Returns
    -------
    same kind of table as ``orders``
        One row per customer with an order or a return up to ``as_of``, in no particular order:

        * ``customer_id``,
        * ``first_order_day``, ``last_order_day``: null when the customer only has returns,
        * ``recency_days``: from the last order to ``as_of``; null likewise,
        * ``frequency``: distinct orders in the window, the first one included,
        * ``monetary_cents``: net spend in the window, returns subtracted,
        * ``lifetime_frequency``, ``lifetime_cents``: the same over the whole history,
        * ``purchase_days``: distinct days with an order, over the whole history,
        * ``window_rows``: order and return rows in the window,
        * ``window_cents``: net spend in the window, whatever ``monetary`` is.

    Notes
    -----
    Recency looks at the whole history, so a customer who left before the window began still has
    one. A return counts for neither frequency nor recency. Everything is whole numbers, so every
    engine gives the same answer whatever the order of the rows.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({
    ...     "customer_id": ["ann", "ann", "bob"], "order_id": ["1", "2", "3"],
    ...     "order_day": [100, 120, 110], "amount_cents": [1000, 1500, 4000], "kind": [0, 0, 0],
    ... })
    >>> table = rfm_table(orders, as_of=130).sort_values("customer_id")
    >>> table[["customer_id", "recency_days", "frequency", "monetary_cents"]].values.tolist()
    [['ann', 10, 2, 2500], ['bob', 20, 1, 4000]]
    """
    day, cents, kind = nw.col(ORDER_DAY), nw.col(AMOUNT_CENTS), nw.col(KIND)
    known = ~(nw.col(CUSTOMER_ID).is_null() | day.is_null() | cents.is_null())
    rows = (
        nw.from_native(orders)
        .select(CUSTOMER_ID, ORDER_ID, ORDER_DAY, AMOUNT_CENTS, KIND)
        .filter(known & (day <= as_of) & (kind != CANCELLED))
    )
    start = -_NEVER if window_days is None else as_of - window_days
    rows = rows.with_columns(in_window=(day > start).cast(nw.Int64))
    parts = [*_order_level(rows, merge_same_day), _day_level(rows, merge_same_day)]
    customers = _customer_level(parts, as_of)
    if monetary == "mean":
        customers = customers.with_columns(_mean_cents())
    return customers.to_native()


def _order_level(rows: Any, merge_same_day: bool) -> list[Any]:
    """Lines to orders: one row per customer, order and kind; a row without an id is an order."""
    day, cents, in_window = nw.col(ORDER_DAY), nw.col(AMOUNT_CENTS), nw.col("in_window")
    lines = rows.with_columns(window_cents=cents * in_window)
    with_id = (
        lines.filter(~nw.col(ORDER_ID).is_null())
        .group_by(CUSTOMER_ID, ORDER_ID, KIND)
        .agg(
            first=day.min(),
            last=day.max(),
            cents=cents.sum(),
            window_cents=nw.col("window_cents").sum(),
            in_window=in_window.max(),
            window_rows=in_window.sum(),
        )
    )
    without_id = lines.filter(nw.col(ORDER_ID).is_null()).select(
        CUSTOMER_ID,
        KIND,
        "window_cents",
        "in_window",
        first=day,
        last=day,
        cents=cents,
        window_rows=in_window,
    )
    sale = nw.col(KIND) == ORDER
    counts = (sale & nw.lit(not merge_same_day)).cast(nw.Int64)
    return [
        part.select(
            CUSTOMER_ID,
            first=nw.when(sale).then(nw.col("first")).otherwise(nw.lit(_NEVER)).cast(nw.Int64),
            last=nw.when(sale).then(nw.col("last")).otherwise(nw.lit(-_NEVER)).cast(nw.Int64),
            orders=counts,
            window_orders=counts * nw.col("in_window"),
            days=nw.lit(0).cast(nw.Int64),
            cents=nw.col("cents").cast(nw.Int64),
            window_cents=nw.col("window_cents").cast(nw.Int64),
            window_rows=nw.col("window_rows").cast(nw.Int64),
        )
        for part in (with_id, without_id)
    ]


def _day_level(rows: Any, merge_same_day: bool) -> Any:
    """One row per customer and day with an order."""
    counts = nw.lit(int(merge_same_day)).cast(nw.Int64)
    zero = nw.lit(0).cast(nw.Int64)
    days = (
        rows.filter(nw.col(KIND) == ORDER)
        .group_by(CUSTOMER_ID, ORDER_DAY)
        .agg(in_window=nw.col("in_window").max())
    )
    return days.select(
        CUSTOMER_ID,
        first=nw.col(ORDER_DAY).cast(nw.Int64),
        last=nw.col(ORDER_DAY).cast(nw.Int64),
        orders=counts,
        window_orders=counts * nw.col("in_window"),
        days=nw.lit(1).cast(nw.Int64),
        cents=zero,
        window_cents=zero,
        window_rows=zero,
    )


def _customer_level(parts: list[Any], as_of: int) -> Any:
    """Add the parts up; only now do the sentinels become nulls."""
    sums = ("orders", "window_orders", "days", "cents", "window_cents", "window_rows")
    totals = (
        nw.concat(parts, how="vertical")
        .group_by(CUSTOMER_ID)
        .agg(nw.col("first").min(), nw.col("last").max(), *(nw.col(name).sum() for name in sums))
    )
    bought = nw.col("last") > -_NEVER
    return totals.select(
        nw.col(CUSTOMER_ID),
        nw.when(bought).then(nw.col("first")).alias(FIRST_ORDER_DAY),
        nw.when(bought).then(nw.col("last")).alias(LAST_ORDER_DAY),
        nw.when(bought).then(nw.lit(as_of) - nw.col("last")).alias(RECENCY_DAYS),
        nw.col("window_orders").cast(nw.Int64).alias(FREQUENCY),
        nw.col("window_cents").cast(nw.Int64).alias(MONETARY_CENTS),
        nw.col("orders").cast(nw.Int64).alias(LIFETIME_FREQUENCY),
        nw.col("cents").cast(nw.Int64).alias(LIFETIME_CENTS),
        nw.col("days").cast(nw.Int64).alias(PURCHASE_DAYS),
        nw.col("window_rows").cast(nw.Int64).alias(WINDOW_ROWS),
        nw.col("window_cents").cast(nw.Int64).alias(WINDOW_CENTS),
    )


def _mean_cents() -> Any:
    """Spend per order in whole numbers only, so that no engine's division can differ."""
    total, orders = nw.col(MONETARY_CENTS), nw.col(FREQUENCY)
    divisor = nw.when(orders > 0).then(orders).otherwise(nw.lit(1))
    size = (total.abs() * 2 + divisor) // (divisor * 2)
    return nw.when(total < 0).then(size * -1).otherwise(size).cast(nw.Int64).alias(MONETARY_CENTS)
