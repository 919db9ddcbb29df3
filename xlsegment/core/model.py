"""The one path from tables to segmented customers, which every door uses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from xlsegment.core.analysis_date import default_day, doubtful_days
from xlsegment.core.class_columns import (
    classify_eight,
    classify_eleven,
    fit_classes,
    mean_median_difference,
)
from xlsegment.core.columns import (
    COUNTED,
    CUSTOMER_ID,
    INCOMPLETE,
    KIND,
    LAST_ORDER_DAY,
    MONETARY_CENTS,
    ORDER_DATE,
    ORDER_DAY,
    RECENCY_DAYS,
    REGISTERED_DAY,
    REGISTERED_ON,
    ROW,
    SEGMENT,
    SEGMENT_ID,
    WINDOW_ROWS,
)
from xlsegment.core.cuts import Cut, Cuts
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.incomplete import incomplete_customers
from xlsegment.core.level_columns import level_customers
from xlsegment.core.orders import clean_orders, later_than
from xlsegment.core.own_flags import condition_flags
from xlsegment.core.people import (
    bring_together,
    clean_customers,
    figures_from_columns,
    figures_from_orders,
    spread,
)
from xlsegment.core.rfm import ORDER
from xlsegment.core.score_columns import empty_bins, fit_scores, score_customers
from xlsegment.core.segment_columns import assign_segments
from xlsegment.core.segments import INCOMPLETE_ID, NEVER_BOUGHT
from xlsegment.core.settings import Settings
from xlsegment.core.tag_columns import not_positive
from xlsegment.errors import NoUsableOrdersError

#: Share of customers in 其他 above which the rules deserve a look.
OTHER_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Result:
    """What one run found.

    Attributes
    ----------
    customers : DataFrame
        One row per row of the customer table, in its order, then one per customer known from
        the orders only, by id. Columns: ``row`` (-1 for the latter), ``customer_id``,
        ``in_table``, ``incomplete`` (bought, but without figures), ``counted`` (the row that
        stands for the customer in summaries),
        ``first_order_day``, ``last_order_day``, ``recency_days`` (Int64, null: never bought),
        ``frequency``, ``monetary_cents``, ``lifetime_frequency``, ``lifetime_cents``,
        ``purchase_days``, ``window_rows``, ``window_cents``, ``registered_day``, ``r_level``,
        ``f_level``, ``m_level`` (0–3), ``r``, ``f``, ``m``, ``rfm_score``, ``rfm_class``
        (``"111"`` …) and ``segment_id``: a rule's id, an eight-class code or an eleven-class key.
        One column per condition on people's own columns tells who meets it (`condition_flags`).
    cuts : Cuts
        Every cut point used.
    findings : tuple of Finding
        What was met in the data.
    settings : Settings
        The choices.
    as_of : int
        The analysis date used.
    orders : DataFrame or None
        Canonical orders; None when the figures came from the customer table's own columns.
    """

    customers: pd.DataFrame
    cuts: Cuts
    findings: tuple[Finding, ...]
    settings: Settings
    as_of: int
    orders: pd.DataFrame | None

    @property
    def counted(self) -> pd.DataFrame:
        """One row per customer."""
        return self.customers[self.customers[COUNTED].to_numpy()]

    @property
    def lifetime(self) -> str:
        """The metrics that rest on lifetime figures for want of the window's: ``F、M``."""
        said = (f.fields["metrics"] for f in self.findings if f.code == "W-062")
        return str(next(said, ""))


def segment_customers(
    orders: pd.DataFrame | None,
    customers: pd.DataFrame | None = None,
    settings: Settings | None = None,
) -> Result:
    """Segment customers from their orders, or from figures the customer table holds.

    Parameters
    ----------
    orders : DataFrame or None
        Order table as read: ``customer_id``, ``order_date``, ``amount``; ``order_id`` and
        ``status`` if there are any. None or empty: the customer table's own
        ``last_order_date``, ``frequency`` and ``monetary`` (or ``total_spend``) are used.
    customers : DataFrame or None
        Customer table as read, with ``customer_id``; None for the customers of the orders.
    settings : Settings, optional
        The choices.

    Returns
    -------
    Result
        Neither table is modified.

    Raises
    ------
    NoUsableOrdersError
        If no analysis date is given and there is no order date to take it from.
    DataError
        For a table or a setting that cannot be used.
    """
    settings = settings or Settings()
    table = pd.DataFrame({CUSTOMER_ID: []}) if customers is None else customers
    canonical, findings = clean_customers(table)
    clean: pd.DataFrame | None = None
    if orders is not None and len(orders):
        clean, more = clean_orders(orders)
        as_of, doubts = _analysis_date(clean, settings)
        findings += [*more, *doubts, *later_than(clean, as_of)]
        figures = figures_from_orders(
            clean,
            as_of=as_of,
            window_days=settings.window_days,
            merge_same_day=settings.merge_same_day,
            monetary="mean" if settings.monetary_mean else "sum",
        )
    else:
        figures, day, more = figures_from_columns(
            table, canonical, as_of=settings.as_of, latest_day=settings.latest_day
        )
        findings += more
        if day is None:
            raise NoUsableOrdersError
        as_of = day
    people = bring_together(canonical, figures)
    people[INCOMPLETE] = incomplete_customers(people, table, canonical, clean, as_of=as_of)
    if settings.scheme == "rules":
        flags, more = condition_flags(settings.rules, table, canonical, people)
        people = pd.concat([people, flags], axis=1)
        findings += more
    fitted, fit_findings = fitting_population(people)
    cuts = fit_cuts(fitted, settings)
    people = label_customers(people, cuts, settings, as_of=as_of)
    result = spread(canonical, people)
    findings += [*fit_findings, *mean_median_difference(fitted), *empty_bins(people, cuts)]
    findings += _customer_findings(result, settings)
    return Result(result, cuts, tuple(findings), settings, as_of, clean)


def fitting_population(customers: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the customers that cuts are fitted on: those with net spend above 0.

    Where nobody has any, all customers with an order are taken and W-045 says so.
    """
    bought = customers[RECENCY_DAYS].notna()
    fitted = customers[(bought & (customers[MONETARY_CENTS] > 0)).to_numpy()]
    if len(fitted) or not bought.any():
        return fitted, []
    return customers[bought.to_numpy()], [Finding("W-045", "customers")]


def fit_cuts(fitted: pd.DataFrame, settings: Settings) -> Cuts:
    """Return the cuts of a run: levels as set, scores and classes fitted, given or frozen."""
    if settings.frozen is not None:
        kept = tuple(cut for cut in settings.frozen.rows if cut.purpose != "level")
        return Cuts((*settings.levels, *kept))
    classes = settings.class_fixed or fit_classes(fitted, settings.class_cut)
    scores = fit_scores(fitted, bins=settings.bins, nested=settings.nested)
    given: dict[str, Cut] = {cut.metric: cut for cut in settings.score_fixed}
    scores = tuple(given.get(cut.metric, cut) for cut in scores)
    return Cuts((*settings.levels, *classes, *scores))


def label_customers(
    customers: pd.DataFrame, cuts: Cuts, settings: Settings, *, as_of: int
) -> pd.DataFrame:
    """Add levels, scores, eight class and segment to customers with figures.

    Parameters
    ----------
    customers : DataFrame
        From `bring_together`, ``incomplete``, and the columns of `condition_flags`.
    cuts : Cuts
        From `fit_cuts`.
    settings : Settings
        For the scheme and the rules.
    as_of : int
        The analysis date, for the tenure.

    Returns
    -------
    DataFrame
        A new table with those columns appended.
    """
    levels = level_customers(customers, cuts)
    scores = score_customers(customers, cuts)
    eight = classify_eight(customers, cuts)
    segment = segments_of(customers, cuts, settings, as_of=as_of)
    return pd.concat([customers, levels, scores, eight, segment], axis=1)


def segments_of(
    customers: pd.DataFrame, cuts: Cuts, settings: Settings, *, as_of: int
) -> pd.Series[str]:
    """Return the ``segment_id`` of customers with figures; parameters as of `label_customers`."""
    if settings.scheme == "eight":
        segment = classify_eight(customers, cuts)
    elif settings.scheme == "eleven":
        segment = classify_eleven(score_customers(customers, cuts), cuts)
    else:
        segment = assign_segments(customers, settings.rules, as_of=as_of)
    segment = segment.where(segment != "", NEVER_BOUGHT)
    return segment.where(~customers[INCOMPLETE], INCOMPLETE_ID).rename(SEGMENT_ID)


def _analysis_date(orders: pd.DataFrame, settings: Settings) -> tuple[int, list[Finding]]:
    if settings.as_of is not None:
        return settings.as_of, []
    days = orders.loc[orders[KIND] == ORDER, ORDER_DAY].to_numpy(dtype=np.int64)
    if not len(days):
        raise NoUsableOrdersError
    day = default_day(days, settings.latest_day)
    return day, doubtful_days(days, day, "orders", ORDER_DATE)


def _customer_findings(customers: pd.DataFrame, settings: Settings) -> list[Finding]:
    findings: list[Finding] = []
    counted = customers[customers[COUNTED].to_numpy()]
    net = counted[not_positive(counted).to_numpy()]
    only_returns = counted[RECENCY_DAYS].isna() & (counted[WINDOW_ROWS] > 0)
    returns_only = counted[only_returns.to_numpy()]
    for code, rows in (("W-027", net), ("W-028", returns_only)):
        listed = rows[rows[ROW] >= 0]
        findings += row_findings(code, "customers", listed[ROW].tolist(), column=CUSTOMER_ID)
        if len(rows) > len(listed):
            findings.append(Finding(code, "customers", count=len(rows) - len(listed)))
    dormant = counted[LAST_ORDER_DAY].notna() & (counted[WINDOW_ROWS] == 0)
    for code, count in (
        ("W-030", int((counted[ROW] < 0).sum())),
        ("W-049", int(counted[INCOMPLETE].sum())),
        ("I-033", int(dormant.sum())),
    ):
        if count:
            findings.append(Finding(code, "customers", count=count))
    if settings.scheme in ("rules", "strict") and len(counted):
        timed = any(rule.tenure_months_max is not None for rule in settings.rules.rules)
        unregistered = counted[RECENCY_DAYS].notna() & counted[REGISTERED_DAY].isna()
        if timed and unregistered.any():
            count = int(unregistered.sum())
            findings.append(Finding("I-044", "customers", column=REGISTERED_ON, count=count))
        share = float((counted[SEGMENT_ID] == settings.rules.other.segment_id).mean())
        if share > OTHER_SHARE:
            fields = {"p": f"{share:.1%}"}
            findings.append(Finding("W-033", "customers", column=SEGMENT, fields=fields))
    return findings
