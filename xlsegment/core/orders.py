"""The order table made canonical: days, cents, what each row is, and what was wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray, Int64Array
from xlsegment.core.celltext import clean_text
from xlsegment.core.column_cells import as_objects
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
from xlsegment.core.daycell import RECORDS_BEGIN
from xlsegment.core.findings import ROWS_PER_CODE, Finding, row_findings
from xlsegment.core.parse import parse_cents, parse_days, parse_ids
from xlsegment.core.quality.shown import shown_safe
from xlsegment.core.rfm import CANCELLED, ORDER, RETURN
from xlsegment.core.statuses import STATUSES, Status, status_of
from xlsegment.errors import AmountsTooLargeError

#: Distinct unknown statuses that are listed one by one, the most frequent first.
STATUSES_LISTED: Final = 50
_STATUS_SHOWN: Final = 30
_LONG_DIGITS: Final = re.compile(r"\d{5,}")


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
        Rows left out or doubtful; codes E-020 to I-034, W-037 and W-048.

    Raises
    ------
    MissingColumnsError
        If one of the three needed columns is absent.
    AmountsTooLargeError
        If the amounts cannot be summed exactly.

    Notes
    -----
    `xlsegment.core.statuses.status_of` tells what a status says; one that is not known counts as
    an order and is listed. A return is a row of negative amount or with a status such as 退款; its
    amount is taken from the customer's spend. A status such as 已退款 describes the order itself:
    when no row of the order is a sale, it neither brought money nor counts, and is 0 rather than a
    second deduction; so are refunds of it on rows of their own.
    """
    require(orders, CUSTOMER_ID, ORDER_DATE, AMOUNT, table="orders")
    size = len(orders)
    statuses = _Statuses(orders)
    customer = parse_ids(orders[CUSTOMER_ID])
    order = parse_ids(orders[ORDER_ID] if ORDER_ID in orders else [None] * size)
    day = parse_days(orders[ORDER_DATE], earliest=RECORDS_BEGIN)
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
    report("E-021", customer.bad & ~customer.blank, CUSTOMER_ID)

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
    canonical[KIND] = _kinds(statuses, canonical)
    equal = equal_rows(orders, canonical)
    again = pd.Series(equal).duplicated().to_numpy() & (equal >= 0)
    canonical[AMOUNT_CENTS] = _net_amounts(statuses, canonical)
    findings.extend(_duplicate_findings(canonical[again]))
    canonical = canonical[~again].reset_index(drop=True)
    _check_sum(canonical)
    findings.extend(_order_findings(canonical))
    findings.extend(statuses.findings(canonical))
    return canonical, findings


def later_than(orders: pd.DataFrame, as_of: int) -> list[Finding]:
    """Return a finding for every canonical order row after the analysis date."""
    late = orders[orders[ORDER_DAY] > as_of]
    shown = (
        late[ORDER_DAY].head(ROWS_PER_CODE).to_numpy().astype("datetime64[D]").astype(str).tolist()
    )
    return row_findings("W-023", "orders", late[ROW].tolist(), column=ORDER_DATE, shown=shown)


class _Statuses:
    """What the status of every row of an order table says, each distinct text read once."""

    def __init__(self, orders: pd.DataFrame) -> None:
        cells = orders[STATUS] if STATUS in orders else pd.Series([None] * len(orders))
        codes, seen = pd.factorize(cells.astype(object).to_numpy())
        self._texts = [clean_text(str(cell)) for cell in seen]
        meanings = [*map(status_of, self._texts), status_of("")]  # -1 finds the last
        self._codes: Int64Array = codes
        numbers = [STATUSES.index(meaning) for meaning in meanings]
        self._meaning = np.array(numbers, dtype=np.int8)[codes]

    def are(self, rows: Int64Array, *wanted: Status) -> BoolArray:
        """Tell which of some rows have one of these meanings."""
        numbers = [STATUSES.index(meaning) for meaning in wanted]
        found: BoolArray = np.isin(self._meaning[rows], numbers)
        return found

    def findings(self, canonical: pd.DataFrame) -> list[Finding]:
        """Return one finding per distinct status that counts as an order without being known."""
        sales = canonical.loc[canonical[KIND] == ORDER, ROW].to_numpy()
        found: list[Finding] = []
        meanings: tuple[tuple[str, Status], ...] = (("W-037", "partial"), ("W-048", "unknown"))
        for code, meaning in meanings:
            rows = sales[self.are(sales, meaning)]
            # written in several ways that look alike, it is still one status
            counts = Counter(self._texts[i] for i in self._codes[rows].tolist())
            ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
            for text, count in ranked[:STATUSES_LISTED]:
                # should the column hold something else, it may hold people
                shown = _LONG_DIGITS.sub("…", shown_safe(text))[:_STATUS_SHOWN]
                found.append(_status_finding(code, shown, count))
            if rest := sum(count for _, count in ranked[STATUSES_LISTED:]):
                found.append(_status_finding(code, "…", rest))
        return found


def _status_finding(code: str, shown: str, count: int) -> Finding:
    fields = {"status": shown}
    return Finding(code, "orders", None, STATUS, shown, count=count, fields=fields)


def _kinds(statuses: _Statuses, canonical: pd.DataFrame) -> Int64Array:
    rows = canonical[ROW].to_numpy()
    back = statuses.are(rows, "return", "reversed")
    back |= (canonical[AMOUNT_CENTS] < 0).to_numpy()
    cancelled = statuses.are(rows, "cancelled")
    return np.select([cancelled, back], [CANCELLED, RETURN], ORDER).astype(np.int64)


def _net_amounts(statuses: _Statuses, canonical: pd.DataFrame) -> Int64Array:
    amounts = canonical[AMOUNT_CENTS].to_numpy()
    returns = (canonical[KIND] == RETURN).to_numpy()
    net = np.where(returns, -np.abs(amounts), amounts)
    reversed_ = returns & (amounts > 0)
    reversed_ &= statuses.are(canonical[ROW].to_numpy(), "reversed")
    if reversed_.any():
        keys = [ORDER_ID, CUSTOMER_ID]
        sold = canonical.loc[canonical[KIND] == ORDER, keys].dropna().drop_duplicates()
        candidates = canonical.loc[reversed_, keys]
        also_sold = candidates.merge(sold.assign(sold=True), on=keys, how="left")["sold"].notna()
        alone = np.flatnonzero(reversed_)[~also_sold.to_numpy()]
        net[alone] = 0
        # the same refund written again on a row of its own: there is no sale to take it from
        taken_back = canonical.loc[alone, keys].dropna().drop_duplicates()
        rows = canonical.loc[returns, keys].merge(taken_back.assign(gone=True), on=keys, how="left")
        net[np.flatnonzero(returns)[rows["gone"].notna().to_numpy()]] = 0
    return net


def equal_rows(orders: pd.DataFrame, canonical: pd.DataFrame) -> Int64Array:
    """Give order rows that are equal in every column the same number.

    Parameters
    ----------
    orders : DataFrame
        The order table as read.
    canonical : DataFrame
        Its usable rows: ``row``, ``order_id``, ``customer_id``, ``order_day``, ``amount_cents``.

    Returns
    -------
    ndarray of int64
        One number per row of ``canonical``; -1 where no other row has the order id.
    """
    numbers = np.full(len(canonical), -1, dtype=np.int64)
    codes = pd.factorize(canonical[ORDER_ID])[0]
    shared = pd.Series(codes).duplicated(keep=False).to_numpy() & (codes >= 0)
    if not shared.any():
        return numbers
    own_columns = [ROW, ORDER_ID, CUSTOMER_ID, ORDER_DAY, AMOUNT_CENTS]
    twins = canonical.loc[shared, own_columns]
    own = (ORDER_ID, CUSTOMER_ID, ORDER_DATE, AMOUNT)
    rest = [column for column in orders.columns if column not in own]
    # text of the other cells: 1 and 1.0 and "1" differ in kind, not in what a person sees
    others = orders[rest].iloc[twins[ROW].to_numpy()].astype(object)
    for position, column in enumerate(rest):
        twins[f"other_{position}"] = pd.factorize(as_objects(map(str, others[column])))[0]
    numbers[shared] = twins.groupby(list(twins.columns[1:]), sort=False, dropna=False).ngroup()
    return numbers


def _duplicate_findings(repeated: pd.DataFrame) -> list[Finding]:
    """Say what is left out row by row, and each time what that makes in total.

    Whether a line stands twice because it was exported twice or bought twice cannot be seen
    from the rows; the sum lets a person judge.
    """
    cents = repeated[AMOUNT_CENTS].where(repeated[KIND] != CANCELLED, 0)
    fields = {"n": f"{len(repeated):,}", "sum": f"{int(cents.sum()) / 100:,.2f}"}
    shown = [f"{int(amount) / 100:.2f}" for amount in repeated[AMOUNT_CENTS].head(ROWS_PER_CODE)]
    rows = repeated[ROW].tolist()
    return row_findings("W-024", "orders", rows, column=AMOUNT, shown=shown, fields=fields)


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
