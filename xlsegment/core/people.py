"""The customer table made canonical, and customers brought together from it and the orders."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from xlsegment.core.analysis_date import default_day, doubtful_days
from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.columns import (
    COUNTED,
    CUSTOMER_ID,
    FIRST_ORDER_DATE,
    FIRST_ORDER_DAY,
    FREQUENCY,
    IN_TABLE,
    LAST_ORDER_DATE,
    LAST_ORDER_DAY,
    LIFETIME_CENTS,
    LIFETIME_FREQUENCY,
    MONETARY,
    MONETARY_CENTS,
    ORDER_ID,
    PURCHASE_DAYS,
    RECENCY_DAYS,
    REGISTERED_DAY,
    REGISTERED_ON,
    ROW,
    TOTAL_SPEND,
    WINDOW_CENTS,
    WINDOW_ROWS,
    require,
)
from xlsegment.core.daycell import RECORDS_BEGIN
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.parse import parse_cents, parse_counts, parse_days, parse_ids
from xlsegment.core.rfm import Monetary, rfm_table

_DAYS = (FIRST_ORDER_DAY, LAST_ORDER_DAY, RECENCY_DAYS)
_COUNTS = (
    FREQUENCY,
    MONETARY_CENTS,
    LIFETIME_FREQUENCY,
    LIFETIME_CENTS,
    PURCHASE_DAYS,
    WINDOW_ROWS,
    WINDOW_CENTS,
)


def clean_customers(customers: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Make the customer table canonical.

    Parameters
    ----------
    customers : DataFrame
        Cells as read; ``customer_id`` and, if there is one, ``registered_on``.

    Returns
    -------
    canonical : DataFrame
        One row per row of the table: ``row``, ``customer_id`` (None where blank),
        ``registered_day`` (Int64, null where unknown), ``counted`` (False on rows without an id
        and on the second and further rows of one id).
    findings : list of Finding
        W-029, E-021, E-023, W-046.
    """
    require(customers, CUSTOMER_ID, table="customers")
    ids = parse_ids(customers[CUSTOMER_ID])
    size = len(customers)
    registered = parse_days(
        customers[REGISTERED_ON] if REGISTERED_ON in customers else [None] * size,
        earliest=RECORDS_BEGIN,
    )
    series = pd.Series(ids.values, dtype=object)
    repeated = series.duplicated().to_numpy() & ~ids.blank
    filled = customers.notna().any(axis=1).to_numpy()
    findings = [
        *_rows("W-029", ids.blank & filled, CUSTOMER_ID),
        *_rows("E-021", ids.bad, CUSTOMER_ID),
        *_rows("E-023", repeated, CUSTOMER_ID),
        *_rows("W-046", registered.bad, REGISTERED_ON),
    ]
    canonical = pd.DataFrame(
        {
            ROW: np.arange(size, dtype=np.int64),
            CUSTOMER_ID: series,
            REGISTERED_DAY: pd.array(registered.values, dtype="Int64"),
            COUNTED: ~(ids.blank | repeated),
        }
    )
    canonical.loc[~registered.ok, REGISTERED_DAY] = pd.NA
    return canonical, findings


def figures_from_orders(
    orders: pd.DataFrame,
    *,
    as_of: int,
    window_days: int | None,
    merge_same_day: bool = False,
    monetary: Monetary = "sum",
) -> pd.DataFrame:
    """Return `rfm_table` of canonical orders, indexed by customer id, with whole-number dtypes."""
    # Grouping whole numbers is several times faster than grouping text.
    customer, ids = pd.factorize(orders[CUSTOMER_ID])
    order = pd.factorize(orders[ORDER_ID])[0].astype(np.float64)
    order[order < 0] = np.nan
    keyed = orders.assign(**{CUSTOMER_ID: customer, ORDER_ID: order})
    table = rfm_table(
        keyed,
        as_of=as_of,
        window_days=window_days,
        merge_same_day=merge_same_day,
        monetary=monetary,
    )
    table = table.set_axis(pd.Index(np.asarray(ids, dtype=object)[table[CUSTOMER_ID]]), axis=0)
    return _whole(table.drop(columns=CUSTOMER_ID))


def figures_from_columns(
    customers: pd.DataFrame,
    canonical: pd.DataFrame,
    *,
    as_of: int | None,
    latest_day: int | None = None,
) -> tuple[pd.DataFrame, int | None, list[Finding]]:
    """Return the same figures from a customer table that holds them itself.

    Parameters
    ----------
    customers : DataFrame
        Cells as read: ``last_order_date``; ``frequency`` or ``lifetime_frequency``;
        ``monetary`` or ``total_spend``; ``first_order_date`` if there is one.
    canonical : DataFrame
        The same table from `clean_customers`.
    as_of : int or None
        Analysis date; None takes the latest last order date that can be believed.
    latest_day : int or None
        Last order dates after it do not make the analysis date.

    Returns
    -------
    figures : DataFrame
        As `figures_from_orders`, for the customers with all three figures.
    as_of : int or None
        The analysis date used; None when there is no date at all.
    findings : list of Finding
        E-020, E-022, W-023, W-035, W-047, W-062.
    """
    size = len(customers)

    def cells(*names: str) -> tuple[str, pd.Series[str] | list[None]]:
        for name in names:
            if name in customers and customers[name].notna().any():
                return name, customers[name]
        return names[0], [None] * size

    last = parse_days(cells(LAST_ORDER_DATE)[1], earliest=RECORDS_BEGIN)
    first = parse_days(cells(FIRST_ORDER_DATE)[1], earliest=RECORDS_BEGIN)
    f_name, f_cells = cells(FREQUENCY, LIFETIME_FREQUENCY)
    m_name, m_cells = cells(MONETARY, TOTAL_SPEND)
    count, spend = parse_counts(f_cells), parse_cents(m_cells)
    life = parse_counts(cells(LIFETIME_FREQUENCY, FREQUENCY)[1])
    total = parse_cents(cells(TOTAL_SPEND, MONETARY)[1])
    doubts: list[Finding] = []
    if as_of is None and last.ok.any():
        as_of = default_day(last.values[last.ok], latest_day)
        doubts = doubtful_days(last.values[last.ok], as_of, "customers", LAST_ORDER_DATE)
    late = last.ok & (last.values > (as_of if as_of is not None else 0))
    whole = last.ok & count.ok & spend.ok & ~late
    findings = [
        *_rows("E-020", last.bad, LAST_ORDER_DATE),
        *_rows("E-022", spend.bad, m_name),
        *doubts,
        *_rows("W-023", late, LAST_ORDER_DATE),
        *_rows("W-047", last.ok & ~late & (count.blank | count.bad), f_name),
        *_rows("W-047", last.ok & ~late & spend.blank, m_name),
    ]
    lifetime = {"F": f_name == LIFETIME_FREQUENCY, "M": m_name == TOTAL_SPEND}
    if whole.any() and any(lifetime.values()):
        fields = {"metrics": "、".join(metric for metric in lifetime if lifetime[metric])}
        findings.append(Finding("W-062", "customers", column=f_name, fields=fields))
    use = whole & canonical[COUNTED].to_numpy()
    figures = pd.DataFrame(
        {
            FIRST_ORDER_DAY: np.where(first.ok, first.values, last.values)[use],
            LAST_ORDER_DAY: last.values[use],
            RECENCY_DAYS: (as_of or 0) - last.values[use],
            FREQUENCY: count.values[use],
            MONETARY_CENTS: spend.values[use],
            LIFETIME_FREQUENCY: np.where(life.ok, life.values, count.values)[use],
            LIFETIME_CENTS: np.where(total.ok, total.values, spend.values)[use],
            PURCHASE_DAYS: 0,
            WINDOW_ROWS: count.values[use],
            WINDOW_CENTS: spend.values[use],
        },
        index=pd.Index(canonical.loc[use, CUSTOMER_ID].to_numpy(dtype=object)),
    )
    return _whole(figures), as_of, findings


def bring_together(canonical: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row per customer: those of the table in its order, then the others by id.

    Parameters
    ----------
    canonical : DataFrame
        From `clean_customers`; may be empty.
    figures : DataFrame
        From `figures_from_orders` or `figures_from_columns`.

    Returns
    -------
    DataFrame
        Index: customer id. ``in_table``, ``registered_day`` and the figures; customers without
        orders have zeros and no recency.
    """
    listed = canonical[canonical[COUNTED]]
    known = pd.Index(listed[CUSTOMER_ID].to_numpy(dtype=object))
    others = figures.index.difference(known, sort=False)
    people = known.append(pd.Index(sorted(others), dtype=object))
    table = figures.reindex(people)
    table[list(_COUNTS)] = table[list(_COUNTS)].fillna(0).astype(np.int64)
    registered = pd.array([pd.NA] * len(people), dtype="Int64")
    registered[: len(known)] = listed[REGISTERED_DAY].array
    table[IN_TABLE] = np.arange(len(people)) < len(known)
    table[REGISTERED_DAY] = registered
    return table


def spread(canonical: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return one row per row of the customer table, then one per customer it lacks.

    Rows without an id come out empty; rows sharing an id come out alike, and only the first of
    them has ``counted``.
    """
    extra = people.index[~people[IN_TABLE].to_numpy()]
    ids = np.concatenate([canonical[CUSTOMER_ID].to_numpy(dtype=object), np.asarray(extra, object)])
    at: Int64Array = people.index.get_indexer(pd.Index(ids, dtype=object))
    nobody = pd.DataFrame(
        {key: [_empty(dtype)] for key, dtype in people.dtypes.items()},
        index=pd.Index([None], dtype=object),
    )
    padded = pd.concat([people, nobody.astype(people.dtypes)])  # -1 finds the last row
    table = padded.take(at).reset_index(drop=True)
    more = len(ids) - len(canonical)
    rows = np.concatenate([canonical[ROW].to_numpy(), np.full(more, -1)]).astype(np.int64)
    counted = np.concatenate([canonical[COUNTED].to_numpy(), np.ones(more, dtype=np.bool_)])
    return table.assign(
        **{ROW: rows, CUSTOMER_ID: ids, COUNTED: counted.astype(np.bool_), IN_TABLE: rows >= 0}
    )


def _rows(code: str, rows: BoolArray, column: str) -> list[Finding]:
    return row_findings(code, "customers", np.flatnonzero(rows).tolist(), column=column)


def _whole(table: pd.DataFrame) -> pd.DataFrame:
    return table.astype({**dict.fromkeys(_DAYS, "Int64"), **dict.fromkeys(_COUNTS, np.int64)})


def _empty(dtype: Any) -> object:
    """Return what a row without a customer holds."""
    if isinstance(dtype, pd.Int64Dtype):
        return pd.NA
    return "" if pd.api.types.is_object_dtype(dtype) else 0
