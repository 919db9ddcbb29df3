"""Everything the criteria measure, one row per customer: from orders, visits, feedback, people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import Int64Array
from xlsegment.core.column_cells import FloatArray, ObjectArray, as_objects
from xlsegment.core.columns import (
    BROWSE_MINUTES,
    CATEGORY,
    CHANNEL,
    CLICKS,
    CUSTOMER_ID,
    FIRST_ORDER_DAY,
    FREQUENCY,
    INCOMPLETE,
    LAST_ORDER_DAY,
    LIFETIME_CENTS,
    LIFETIME_FREQUENCY,
    ORDER_ID,
    PAYMENT,
    PURCHASE_DAYS,
    RECENCY_DAYS,
    REPURCHASE_DAYS,
    ROW,
)
from xlsegment.core.feedback import latest_feedback
from xlsegment.core.parse import parse_counts, parse_ids, parse_numbers
from xlsegment.core.tiers.favourites import favourites

_SAID: Final = ("feedbacks", "satisfaction_mean", "latest_satisfaction", "complaints")
_TOPICS: Final = ("topic", "complaint_topic", "service_topic", "personal_topic")


def customer_facts(
    counted: pd.DataFrame,
    sales: pd.DataFrame | None,
    *,
    orders: pd.DataFrame | None = None,
    customers: pd.DataFrame | None = None,
    behaviour: pd.DataFrame | None = None,
    feedback: pd.DataFrame | None = None,
    typed: pd.DataFrame | None = None,
    as_of: int,
) -> pd.DataFrame:
    """Return what is known of every customer.

    Parameters
    ----------
    counted : DataFrame
        One row per customer, as `xlsegment.core.model.Result.counted`.
    sales : DataFrame or None
        The orders that count, canonical; ``row`` is their place in ``orders``.
    orders, customers, behaviour, feedback : DataFrame or None
        The tables as read.
    typed : DataFrame or None
        ``customer_id``, ``service_need``, ``personal_need``: what people typed.
    as_of : int
        The analysis date; later feedback is left out.

    Returns
    -------
    DataFrame
        Rows as in ``counted``, numbered from 0. Floats, NaN where unknown: ``spend``,
        ``frequency``, ``cycle``, ``recency``, ``category_share`` (percent), ``category_orders``,
        ``minutes``, ``clicks``, ``repurchases``, ``referrals``, ``feedbacks``,
        ``satisfaction``, ``latest_satisfaction``, ``complaints``. Texts, empty where unknown:
        ``customer_id``, ``category``, ``channel``, ``payment``, the topics of the feedback,
        ``service_need``, ``personal_need``. ``bought`` tells who has bought and has figures.
    """
    people = counted.reset_index(drop=True)
    bought = (people[RECENCY_DAYS].notna() & ~people[INCOMPLETE]).to_numpy(dtype=np.bool_)
    facts = pd.DataFrame({CUSTOMER_ID: people[CUSTOMER_ID], "bought": bought})

    def of_buyers(column: str) -> FloatArray:
        return np.where(bought, people[column].to_numpy(dtype=np.float64, na_value=np.nan), np.nan)

    net = people[LIFETIME_CENTS].to_numpy(dtype=np.int64)
    # who only brought something back has no order here, yet their refunds are part of every sum
    facts["spend"] = np.where(bought | (net != 0), net / 100, np.nan)
    facts["frequency"] = of_buyers(FREQUENCY)
    facts["recency"] = of_buyers(RECENCY_DAYS)
    facts["repurchases"] = np.maximum(of_buyers(LIFETIME_FREQUENCY) - 1, 0)
    _add_visits(facts, behaviour)
    cycle = _cycle(people)
    # with orders, what stands on the sheet is a cycle as of an earlier refresh
    unknown = people[PURCHASE_DAYS].to_numpy(dtype=np.int64) == 0
    facts["cycle"] = np.where(unknown, facts["cycle"].to_numpy(), cycle)
    _add_choices(facts, sales, orders)
    facts["referrals"] = _referrals(people, customers)
    _add_feedback(facts, feedback, as_of)
    for key in ("service_need", "personal_need"):
        facts[key] = _of_people(facts, typed, key)
    return facts


def _cycle(people: pd.DataFrame) -> FloatArray:
    """Return the mean days between purchase days in tenths, as the sheet shows them."""
    first, last = (
        people[key].to_numpy(dtype=np.int64, na_value=0)
        for key in (FIRST_ORDER_DAY, LAST_ORDER_DAY)
    )
    gaps = people[PURCHASE_DAYS].to_numpy(dtype=np.int64) - 1
    safe = np.maximum(gaps, 1)
    tenths = (20 * (last - first) + safe) // (2 * safe)  # half up, in whole numbers
    return np.where(gaps > 0, tenths / 10, np.nan)


def _add_visits(facts: pd.DataFrame, behaviour: pd.DataFrame | None) -> None:
    """Add browsing, clicks and, for want of orders, the cycle that somebody typed."""
    names = {BROWSE_MINUTES: "minutes", CLICKS: "clicks", REPURCHASE_DAYS: "cycle"}
    for name in names.values():
        facts[name] = np.nan
    if behaviour is None or CUSTOMER_ID not in behaviour:
        return
    at = _places(facts, parse_ids(behaviour[CUSTOMER_ID]).values)
    for key, name in names.items():
        if key in behaviour:
            parsed = parse_numbers(behaviour[key])
            usable = parsed.ok & (parsed.values >= 0)
            values = np.append(np.where(usable, parsed.values, np.nan), np.nan)
            facts[name] = values[at]


def _add_choices(
    facts: pd.DataFrame, sales: pd.DataFrame | None, orders: pd.DataFrame | None
) -> None:
    """Add the most bought category and its share, and the usual channel and way of payment."""
    nothing = as_objects([""] * len(facts))
    facts["category_share"], facts["category_orders"] = np.nan, 0.0
    for key in (CATEGORY, CHANNEL, PAYMENT):
        facts[key] = nothing
    if sales is None or orders is None or not len(sales):
        return
    customer = pd.Index(facts[CUSTOMER_ID]).get_indexer(
        pd.Index(sales[CUSTOMER_ID].to_numpy(dtype=object))
    )
    rows = sales[ROW].to_numpy()
    order = _order_numbers(customer, sales[ORDER_ID].to_numpy(dtype=object))
    for key in (CATEGORY, CHANNEL, PAYMENT):
        if key not in orders:
            continue
        cells = orders[key].to_numpy(dtype=object)[rows]
        names, most, held = favourites(customer, order, cells, len(facts))
        facts[key] = names
        if key == CATEGORY:
            facts["category_orders"] = held.astype(np.float64)
            # tenths of a percent, half up, as the sheet shows it
            tenths = (2000 * most + np.maximum(held, 1)) // np.maximum(2 * held, 1)
            facts["category_share"] = np.where(held > 1, tenths / 10, np.nan)


def _order_numbers(customer: Int64Array, ids: ObjectArray) -> Int64Array:
    """Give every order a number: lines with one customer and order id share it."""
    named, texts = pd.factorize(ids)
    numbers = np.where(named < 0, len(texts) + np.arange(len(ids)), named)
    pairs = customer.astype(np.int64) * (len(texts) + len(ids)) + numbers
    return pd.factorize(pairs)[0].astype(np.int64)


def _referrals(people: pd.DataFrame, customers: pd.DataFrame | None) -> FloatArray:
    """Return how many customers each has brought in; nobody where nothing is typed."""
    if customers is None or "referrals" not in customers:
        return np.zeros(len(people))
    parsed = parse_counts(customers["referrals"])
    values = np.append(np.where(parsed.ok, parsed.values, 0), 0)
    at: Int64Array = people[ROW].to_numpy()  # -1, of a customer that the table lacks: the last
    return values[at].astype(np.float64)


def _add_feedback(facts: pd.DataFrame, feedback: pd.DataFrame | None, as_of: int) -> None:
    if feedback is None or CUSTOMER_ID not in feedback:
        for key in _SAID:
            facts[key] = np.nan
        for key in _TOPICS:
            facts[key] = as_objects([""] * len(facts))
    else:
        said = latest_feedback(feedback, as_of)
        at = _places(facts, said[CUSTOMER_ID])
        for key in _SAID:
            silent = 0.0 if key in ("feedbacks", "complaints") else np.nan
            facts[key] = np.append(said[key].to_numpy(dtype=np.float64), silent)[at]
        for key in _TOPICS:
            facts[key] = as_objects([*said[key], ""])[at]
    facts["satisfaction"] = facts["satisfaction_mean"]


def _of_people(facts: pd.DataFrame, typed: pd.DataFrame | None, key: str) -> ObjectArray:
    if typed is None or not {CUSTOMER_ID, key} <= set(typed.columns):
        return as_objects([""] * len(facts))
    at = _places(facts, parse_ids(typed[CUSTOMER_ID]).values)
    cells = ("" if cell is None or cell != cell else str(cell) for cell in typed[key])
    texts: ObjectArray = as_objects([*cells, ""])[at]
    return texts


def _places(facts: pd.DataFrame, ids: Iterable[object]) -> Int64Array:
    """Return for every customer the first row of an id, -1 where there is none."""
    index = pd.Index(as_objects(ids))
    first = ~index.duplicated()
    where = np.flatnonzero(first)
    found = index[first].get_indexer(pd.Index(facts[CUSTOMER_ID].to_numpy(dtype=object)))
    return np.where(found < 0, -1, where[found] if len(where) else -1).astype(np.int64)
