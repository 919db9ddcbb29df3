"""Sales leads as read to what happened to each: contacted when, paying when, how good a match."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.celltext import clean_text, exact_number
from xlsegment.core.column_cells import ColumnCells, ObjectArray, as_objects, distinct
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.lead_terms import DEFAULT_TERMS, LEAD_STATES, LeadTerms
from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.core.momentcells import parse_moments
from xlsegment.core.moments import DAY_SECONDS
from xlsegment.core.parse import parse_cents, parse_ids
from xlsegment.core.quality.column import says_nothing
from xlsegment.core.quality.shown import shown_labels

TABLE: Final = "leads"
LEAD_ID: Final = "lead_id"
SOURCE: Final = "lead_source"
OWNER: Final = "lead_owner"
CREATED: Final = "created_at"
CONTACTED: Final = "contacted_at"
PAID: Final = "paid_at"
MATCH: Final = "match"
LEAD_AMOUNT: Final = "lead_amount"

_HIGH, _LOWER = LEVEL_TEXT[3], (LEVEL_TEXT[2], LEVEL_TEXT[1])


def clean_leads(
    table: pd.DataFrame, *, as_of: int, terms: LeadTerms = DEFAULT_TERMS
) -> tuple[pd.DataFrame, list[Finding]]:
    """Read the table of leads.

    Parameters
    ----------
    table : DataFrame
        Cells as read: ``lead_id``, ``lead_source``, ``created_at``, ``contacted_at``,
        ``paid_at``, ``match``; ``lead_owner`` and ``lead_amount`` where there are any.
    as_of : int
        The analysis date as a day number; what came later has not happened yet.
    terms : LeadTerms, optional
        Thirty days, a day and 80 points by default.

    Returns
    -------
    DataFrame, one row per row of ``table``
        ``lead_id``, ``source``, ``owner`` (text, None when not stated), ``created_day`` (float,
        NaN when not known), ``response_ms`` (milliseconds from creation to first contact, NaN
        when either is not known or the contact came first) and the flags ``repeated`` (its ID
        stands on another row, too), ``counted`` (it is a lead of its own, not later than the
        analysis date), ``contacted``, ``never`` (nobody has contacted it), ``early`` (contacted
        before it was created), ``timely`` and ``had_time`` (contacted within the hours, and
        whether that can be said), ``mature`` (it has had its days), ``backwards`` (paid before
        it was created), ``paid``, ``valid`` (paid within the days), ``high`` (matches well);
        ``amount_cents`` (int64).
    findings : list of Finding
        W-140 to W-146, I-140, I-141, E-022.
    """
    findings: list[Finding] = []
    nothing = [None] * len(table)

    def flag(code: str, rows: BoolArray, column: str, *, shown: bool = False) -> None:
        where = np.flatnonzero(rows)
        texts = [str(table[column].iloc[row]) for row in where] if shown else []
        findings.extend(row_findings(code, TABLE, where.tolist(), column=column, shown=texts))

    created, contacted, paid = (
        parse_moments(table.get(column, nothing)) for column in (CREATED, CONTACTED, PAID)
    )
    for column, parsed in ((CREATED, created), (CONTACTED, contacted), (PAID, paid)):
        flag("W-141", parsed.bad, column, shown=True)
    flag("W-141", created.blank, CREATED)
    start, answer, deal = (
        np.where(moment.ok, moment.values, np.nan) for moment in (created, contacted, paid)
    )
    day, answer_day, deal_day = (np.floor(moment / DAY_SECONDS) for moment in (start, answer, deal))
    flag("W-146", day > as_of, CREATED)
    for later, column in ((answer_day > as_of, CONTACTED), (deal_day > as_of, PAID)):
        flag("I-141", later & ~(day > as_of), column)
    never = contacted.blank | (answer_day > as_of)
    waited = np.where(never, np.nan, answer - start)
    early = waited < 0
    flag("W-142", early, CONTACTED)
    waited = np.where(early, np.nan, waited)
    deal = np.where(deal_day > as_of, np.nan, deal)
    # a date alone is no time before the hour of creation of that day
    backwards = (deal < start) & ~((deal_day == day) & (deal % DAY_SECONDS == 0))
    flag("W-143", backwards, PAID)
    is_paid = ~np.isnan(deal) & ~backwards
    high, unread = high_matches(table.get(MATCH, nothing), terms.high_match)
    flag("I-140", unread, MATCH)
    amounts = parse_cents(table.get(LEAD_AMOUNT, nothing))
    flag("E-022", amounts.bad, LEAD_AMOUNT, shown=True)
    source = stated(table.get(SOURCE, nothing))
    flag("W-144", np.asarray(pd.isna(source), dtype=np.bool_), SOURCE if SOURCE in table else "")
    ids = parse_ids(table.get(LEAD_ID, nothing))
    repeated = _repeated(ids.values, start, answer, deal, source)
    flag("W-140", repeated, LEAD_ID)

    response = np.round(waited * 1000)
    timely = response <= terms.hours * 3_600_000
    end = (as_of + 1) * DAY_SECONDS
    leads = pd.DataFrame(
        {
            "lead_id": ids.values,
            "source": shown_labels(source),
            "owner": shown_labels(stated(table.get(OWNER, nothing))),
            "created_day": day,
            "response_ms": response,
            "repeated": repeated,
            "counted": ~repeated & ~(day > as_of),
            "contacted": ~never,
            "never": never,
            "early": early,
            "timely": timely,
            "had_time": ~np.isnan(response) | (never & (start + terms.hours * 3600 <= end)),
            "mature": as_of - day >= terms.days,
            "backwards": backwards,
            "paid": is_paid,
            "valid": is_paid & (deal_day - day <= terms.days),
            "high": high,
            "amount_cents": np.where(amounts.ok, amounts.values, 0),
        }
    )
    return leads, findings


def lead_states(leads: pd.DataFrame) -> list[str]:
    """Return the state of each lead, a key of `LEAD_STATES`.

    Parameters
    ----------
    leads : DataFrame
        From `xlsegment.core.leads.clean_leads`.
    """
    dated = leads["created_day"].notna()
    holds = {
        "repeated": leads["repeated"],
        "later": ~leads["counted"],
        "backwards": leads["backwards"],
        "valid": leads["valid"],
        "late": leads["paid"] & dated,
        "open": dated & ~leads["mature"],
        "lost": dated,
    }
    *keys, last = LEAD_STATES
    conditions = [held.to_numpy(dtype=np.bool_) for held in (holds[key] for key in keys)]
    return [str(key) for key in np.select(conditions, keys, default=last)]


def high_matches(cells: Iterable[object], threshold: float) -> tuple[BoolArray, BoolArray]:
    """Tell which leads match well, and which cells say neither.

    Understood are 高, 中, 低 and numbers. Where all numbers lie between 0 and 1 and some are no
    whole ones, they are shares of 100; so are those with a percent sign.

    Examples
    --------
    >>> high, unread = high_matches(["高", "Low", 85, "79%", None, "?"], 80)
    >>> high.tolist(), unread.tolist()
    ([True, False, True, False, False, False], [False, False, False, False, False, True])
    """
    column = ColumnCells.of(cells)
    high = np.zeros(len(column.values), dtype=np.bool_)
    unread = np.zeros(len(high), dtype=np.bool_)
    numbers, floats = column.all_numbers()
    shares = len(floats) > 0 and bool(np.all((floats >= 0) & (floats <= 1)))
    if shares and threshold > 1 and bool(np.any(floats % 1 != 0)):
        floats = floats * 100
    high[numbers] = floats >= threshold
    texts, strings = column.texts()
    codes, seen = distinct(strings)
    read = [_is_high(text, threshold) for text in seen]
    high[texts] = np.array([found is True for found in read], dtype=np.bool_)[codes]
    unread[texts] = np.array(
        [found is None and not says_nothing(text) for found, text in zip(read, seen, strict=True)],
        dtype=np.bool_,
    )[codes]
    unread[column.others()] = True
    return high, unread


def stated(cells: Iterable[object]) -> ObjectArray:
    """Return what each lead's source or owner is called; None where nothing is stated.

    Spellings that differ in case, width or blanks around are one: the most frequent is taken.

    Examples
    --------
    >>> stated(["官网", " 官网", "WeChat", "wechat", "WeChat", "未知", None]).tolist()
    ['官网', '官网', 'WeChat', 'WeChat', 'WeChat', None, None]
    """
    texts = parse_ids(cells).values
    codes, seen = pd.factorize(texts)
    names = [None if says_nothing(text) else clean_text(str(text)) for text in seen]
    counts = np.bincount(codes[codes >= 0], minlength=len(names))
    best: dict[str, tuple[int, str]] = {}
    for name, count in zip(names, counts, strict=True):
        if name is not None:
            key = name.casefold()
            best[key] = min(best.get(key, (0, name)), (-int(count), name))
    known = as_objects([*(None if n is None else best[n.casefold()][1] for n in names), None])
    called: ObjectArray = known[codes]  # -1 of a blank cell: the last one
    return called


def _is_high(text: str, threshold: float) -> bool | None:
    cleaned = clean_text(text).casefold()
    if cleaned in {word.casefold() for word in _HIGH.both}:
        return True
    if cleaned in {word.casefold() for level in _LOWER for word in level.both}:
        return False
    number = exact_number(cleaned.removesuffix("%"))
    return None if number is None else float(number) >= threshold


def _repeated(ids: ObjectArray, *told_apart_by: Any) -> BoolArray:
    """Tell which rows repeat another one's ID: all but the one created first."""
    order = [f"by{place}" for place in range(len(told_apart_by))]
    frame = pd.DataFrame({"id": ids, **dict(zip(order, told_apart_by, strict=True))})
    known = frame[frame["id"].notna()]
    known = known.sort_values(order, kind="stable", na_position="last")
    gone = known.index[known["id"].duplicated().to_numpy()]
    repeated = np.zeros(len(frame), dtype=np.bool_)
    repeated[gone] = True
    return repeated
