"""首页: the key figures and the time of the refresh."""

from __future__ import annotations

from collections.abc import Sequence

from xlsegment.actions.decide.plan import Inputs, Outcome
from xlsegment.actions.report import SegmentCount
from xlsegment.core.findings import Finding
from xlsegment.core.model import Result
from xlsegment.core.quality.missing import missing_cells
from xlsegment.text import Text
from xlsegment.workbook.sheets.home import KPIS, LAST_REFRESH

_NAMES = {spec.key: spec.name for spec in KPIS}


def decide_home(
    inputs: Inputs,
    result: Result,
    counts: Sequence[SegmentCount],
    missing: float | None,
    findings: Sequence[Finding],
) -> Outcome:
    """Fill the figures of the home page."""
    people = result.counted
    figures: dict[str, object] = {
        "kpi_customers": len(people),
        "kpi_orders": int(people["lifetime_frequency"].sum()),
        "kpi_net_spend": int(people["lifetime_cents"].sum()) / 100,
        "kpi_top_share": max((count.share for count in counts), default=None),
        "kpi_missing_rate": missing,
        "kpi_issues": sum(finding.count for finding in findings if finding.level != "info"),
    }
    names: dict[Text, object] = {_NAMES[key]: value for key, value in figures.items()}
    names[LAST_REFRESH.name] = inputs.refreshed.strftime("%Y-%m-%d %H:%M:%S")
    return Outcome(names=names)


def missing_rate(inputs: Inputs, result: Result) -> tuple[float | None, list[Finding]]:
    """Return how many contacts and purchase records of the customers are missing, 0 to 1.

    Where either is above the limit on the parameter sheet there is a warning, too.
    """
    people = result.counted
    if not len(people):
        return None, []
    rates = [float(people["recency_days"].isna().mean())]
    table = inputs.tables.get("customers")
    if table is not None and "mobile" in table:
        # Customers that are being added have no contact yet.
        contacts = table["mobile"].reset_index(drop=True).reindex(people["row"].to_numpy())
        rates.insert(0, float(missing_cells(contacts).mean()))
    rate, limit = sum(rates) / len(rates), inputs.params.missing_limit
    if max(rates) <= limit:
        return rate, []
    shown = [f"{part:.1%}" for part in rates]
    fields = {"contact": shown[0] if len(shown) > 1 else "—", "purchase": shown[-1]}
    return rate, [Finding("W-031", "customers", fields=fields | {"limit": f"{limit:.0%}"})]
