"""The order table made canonical: days, cents, what each row is, and what was wrong with it."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.celltext import clean_text
from xlsegment.core.column_cells import ObjectArray
from xlsegment.core.columns import (
    AMOUNT,
    AMOUNT_CENTS,
    CUSTOMER_ID,
    KIND,
    ORDER_DATE,
    ORDER_DAY,
    ORDER_ID,
    ROW,
    STATUS,
    require,
)
from xlsegment.core.days import BoolArray, Int64Array
from xlsegment.core.findings import ROWS_PER_CODE, Finding, row_findings
from xlsegment.core.parse import parse_cents, parse_days, parse_ids
from xlsegment.core.rfm import CANCELLED, ORDER, RETURN
from xlsegment.errors import AmountsTooLargeError

#: A row that is money going back.
RETURN_STATUSES: Final = frozenset(
    {"退款", "退货", "退货退款", "仅退款", "refund", "return", "chargeback"}
)
#: An order that was taken back: its own amount is the money that came in and went out again.
REVERSED_STATUSES: Final = frozenset(
    {"已退款", "已退货", "退款成功", "退款完成", "全额退款", "refunded", "returned"}
)
#: Not an order at all.
CANCELLED_STATUSES: Final = frozenset(
    {
        "取消",
        "已取消",
        "交易关闭",
        "已关闭",
        "作废",
        "已作废",
        "未付款",
        "待付款",
        "cancelled",
        "canceled",
        "void",
        "voided",
        "unpaid",
    }
)


def clean_orders(orders: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Make an order table canonical and report every row that could not be used.

    Parameters
    ----------
    orders : DataFrame
        Cells as they were read, columns under canonical keys: ``customer_id``, ``order_date``
        and ``amount``; ``order_id`` and ``status`` if there are any. Further columns only help
        to tell whether two rows are exact duplicates. The frame is not modified.

    Returns
    -------
    canonical : DataFrame
        One row per usable order row, in the same order, with the columns

        * ``row`` (int64): its position in ``orders``,
        * ``order_id`` (str or None), ``customer_id`` (str),
        * ``order_day`` (int64): days since 1970-01-01,
        * ``amount_cents`` (int64): negative for returns,
        * ``kind`` (int64): 0 order, 1 return, 2 cancelled.
    findings : list of Finding
        Rows left out or doubtful; codes E-020 to I-034.

    Raises
    ------
    MissingColumnsError
        If one of the three needed columns is absent.
    AmountsTooLargeError
        If the amounts cannot be summed exactly.

    Notes
    -----
    A return is a row of negative amount or with a status such as 退款; its amount is taken from
    the customer's spend. A status such as 已退款 describes the order itself: when the order has
    no other row, it neither brought money nor counts, and is 0 rather than a second deduction.
    """
    require(orders, CUSTOMER_ID, ORDER_DATE, AMOUNT, table="orders")
    size = len(orders)
    customer = parse_ids(orders[CUSTOMER_ID])
    order = parse_ids(orders[ORDER_ID] if ORDER_ID in orders else [None] * size)
    day = parse_days(orders[ORDER_DATE])
    amount = parse_cents(orders[AMOUNT])

    findings: list[Finding] = []

    def report(code: str, rows: BoolArray, column: str) -> None:
        where = np.flatnonzero(rows)
        # Dates and amounts are safe to show; ids can be phone numbers, so they are not shown.
        safe = column in (ORDER_DATE, AMOUNT)
        cells = orders[column].to_numpy(dtype=object)[where[:ROWS_PER_CODE]] if safe else where
        texts = [clean_text(str(cell)) if safe and pd.notna(cell) else "" for cell in cells]
        findings.extend(row_findings(code, "orders", where.tolist(), column=column, shown=texts))

    empty = customer.blank & order.blank & day.blank & amount.blank
    report("W-020", customer.blank & ~empty, CUSTOMER_ID)
    report("W-021", day.blank & ~empty, ORDER_DATE)
    report("E-020", day.bad, ORDER_DATE)
    report("W-022", amount.blank & ~empty, AMOUNT)
    report("E-022", amount.bad, AMOUNT)
    report("E-021", order.bad & ~order.blank, ORDER_ID)

    usable = ~customer.blank & day.ok & amount.ok
    rows = np.flatnonzero(usable)
    canonical = pd.DataFrame(
        {
            ROW: rows,
            ORDER_ID: pd.Series(order.values[rows], dtype=object),
            CUSTOMER_ID: pd.Series(customer.values[rows], dtype=object),
            ORDER_DAY: day.values[rows],
            AMOUNT_CENTS: amount.values[rows],
        }
    )
    canonical[KIND] = _kinds(orders, canonical)
    canonical, duplicates = _without_exact_duplicates(orders, canonical)
    report("W-024", duplicates, ORDER_ID)
    canonical[AMOUNT_CENTS] = _net_amounts(orders, canonical)
    _check_sum(canonical)
    findings.extend(_order_findings(canonical))
    return canonical, findings


def later_than(orders: pd.DataFrame, as_of: int) -> list[Finding]:
    """Return a finding for every canonical order row after the analysis date."""
    late = orders[orders[ORDER_DAY] > as_of]
    shown = (
        late[ORDER_DAY].head(ROWS_PER_CODE).to_numpy().astype("datetime64[D]").astype(str).tolist()
    )
    return row_findings("W-023", "orders", late[ROW].tolist(), column=ORDER_DATE, shown=shown)


def _statuses(orders: pd.DataFrame, rows: Int64Array) -> tuple[Int64Array, ObjectArray]:
    """Return a code per row and the distinct statuses, cleaned and lower-case."""
    cells = orders[STATUS].astype(object).to_numpy()[rows]
    codes, seen = pd.factorize(cells)
    texts = np.empty(len(seen) + 1, dtype=object)
    texts[:] = [*(clean_text(str(cell)).lower() for cell in seen), ""]  # -1 finds the last
    return codes, texts


def _is_status(orders: pd.DataFrame, rows: Int64Array, names: frozenset[str]) -> BoolArray:
    if STATUS not in orders:
        return np.zeros(len(rows), dtype=np.bool_)
    codes, texts = _statuses(orders, rows)
    found: BoolArray = np.array([text in names for text in texts], dtype=np.bool_)[codes]
    return found


def _kinds(orders: pd.DataFrame, canonical: pd.DataFrame) -> Int64Array:
    rows = canonical[ROW].to_numpy()
    back = _is_status(orders, rows, RETURN_STATUSES | REVERSED_STATUSES)
    back |= (canonical[AMOUNT_CENTS] < 0).to_numpy()
    cancelled = _is_status(orders, rows, CANCELLED_STATUSES)
    return np.select([cancelled, back], [CANCELLED, RETURN], ORDER).astype(np.int64)


def _net_amounts(orders: pd.DataFrame, canonical: pd.DataFrame) -> Int64Array:
    amounts = canonical[AMOUNT_CENTS].to_numpy()
    returns = (canonical[KIND] == RETURN).to_numpy()
    net = np.where(returns, -np.abs(amounts), amounts)
    reversed_ = returns & (amounts > 0)
    reversed_ &= _is_status(orders, canonical[ROW].to_numpy(), REVERSED_STATUSES)
    if reversed_.any():
        keys = [ORDER_ID, CUSTOMER_ID]
        sold = canonical.loc[canonical[KIND] == ORDER, keys].dropna().drop_duplicates()
        candidates = canonical.loc[reversed_, keys]
        also_sold = candidates.merge(sold.assign(sold=True), on=keys, how="left")["sold"].notna()
        alone = np.flatnonzero(reversed_)[~also_sold.to_numpy()]
        net[alone] = 0
    return net


def _without_exact_duplicates(
    orders: pd.DataFrame, canonical: pd.DataFrame
) -> tuple[pd.DataFrame, BoolArray]:
    """Drop rows that repeat an order row in every column; same id but different content stays."""
    duplicates = np.zeros(len(orders), dtype=np.bool_)
    codes = pd.factorize(canonical[ORDER_ID])[0]
    shared = pd.Series(codes).duplicated(keep=False).to_numpy() & (codes >= 0)
    if not shared.any():
        return canonical, duplicates
    twins = canonical.loc[shared].drop(columns=[KIND])
    own = (ORDER_ID, CUSTOMER_ID, ORDER_DATE, AMOUNT)
    rest = [column for column in orders.columns if column not in own]
    # text of the other cells: 1 and 1.0 and "1" differ in kind, not in what a person sees
    others = orders[rest].iloc[twins[ROW].to_numpy()].astype(object)
    for position, column in enumerate(rest):
        twins[f"other_{position}"] = pd.factorize(others[column].map(str).to_numpy())[0]
    repeated = twins.drop(columns=[ROW]).duplicated(keep="first").to_numpy()
    duplicates[twins[ROW].to_numpy()[repeated]] = True
    keep = ~duplicates[canonical[ROW].to_numpy()]
    return canonical[keep].reset_index(drop=True), duplicates


def _check_sum(canonical: pd.DataFrame) -> None:
    if float(canonical[AMOUNT_CENTS].abs().astype(np.float64).sum()) > 2.0**62:
        raise AmountsTooLargeError


def _order_findings(canonical: pd.DataFrame) -> list[Finding]:
    findings: list[Finding] = []
    sales = canonical[canonical[KIND] == ORDER]
    with_id = sales[sales[ORDER_ID].notna()]
    several = with_id[with_id[ORDER_ID].duplicated(keep=False).to_numpy()]
    if len(several):
        owners = several.groupby(ORDER_ID)[CUSTOMER_ID].nunique()
        mixed = several[ORDER_ID].map(owners).to_numpy() > 1
        findings += row_findings(
            "W-026", "orders", several[ROW].to_numpy()[mixed].tolist(), column=ORDER_ID
        )
        lines = several[~mixed].drop_duplicates(ORDER_ID)
        if len(lines):
            findings.append(Finding("I-025", "orders", None, ORDER_ID, count=len(lines)))
    for code, column, count in (
        ("I-031", STATUS, int((canonical[KIND] == CANCELLED).sum())),
        ("I-032", AMOUNT, int((canonical[KIND] == RETURN).sum())),
        ("I-034", AMOUNT, int((sales[AMOUNT_CENTS] == 0).sum())),
    ):
        if count:
            findings.append(Finding(code, "orders", None, column, count=count))
    return findings
