"""客户分层管理表: every customer's tier with the reason, what to do, the tiers counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from xlsegment.actions.decide.carry import carry
from xlsegment.actions.decide.masks import masked_names
from xlsegment.actions.decide.plan import Outcome, Rewrite
from xlsegment.actions.decide.tier_tables import cut_rows, summary_rows, tier_finding
from xlsegment.actions.decide.tiering import tiering_of
from xlsegment.actions.report import Skipped
from xlsegment.core.parse import parse_ids
from xlsegment.core.tiers.tier import TIER_TEXT
from xlsegment.core.tiers.words import in_words, service_texts
from xlsegment.workbook.sheets.tiers import FINDING, TIERS

if TYPE_CHECKING:
    from xlsegment.actions.decide.section import Basis
    from xlsegment.core.column_cells import FloatArray

_TYPED = ("service_need", "personal_need")


def tiers_of(basis: Basis) -> pd.DataFrame:
    """Return every customer's tier.

    Returns
    -------
    DataFrame
        Rows as in the result's counted customers: ``customer_id``, ``tier`` (high, mid, low;
        empty where not rated), ``score`` (NaN likewise).
    """
    tiering = basis.once(tiering_of)
    return pd.DataFrame(
        {
            "customer_id": tiering.facts["customer_id"].to_numpy(dtype=object),
            "tier": tiering.rating.tier.to_numpy(dtype=object),
            "score": tiering.rating.score,
        }
    )


def decide_tiers(basis: Basis) -> Outcome:
    """Fill the customers' tiers, their summary and the criteria in force."""
    tables, lang = basis.inputs.tables, basis.lang
    tiering = basis.once(tiering_of)
    outcome = Outcome(findings=list(tiering.findings))
    if tiering.instead is not None:
        outcome.skipped.append(Skipped(TIERS.title, tiering.instead))
    summary, services = summary_rows(tiering, tables.get("tier_summary"), basis.ours, lang)
    if "tiers" in tables:
        services_of = service_texts(tiering.facts, tiering.rating.tier, services, lang)
        rows = _rows(basis, services_of)
        before = basis.inputs.table("tiers")
        if before is not None and "customer_id" in before:  # 1001.0 where Excel made it a number
            before = before.assign(customer_id=parse_ids(before["customer_id"]).values)
        carried = carry(before, rows, ["customer_id"], _TYPED)
        outcome.changes.append(Rewrite("tiers", carried, ("customer_id",)))
    if "tier_summary" in tables:
        outcome.changes.append(Rewrite("tier_summary", summary, ("tier",)))
    if "tier_cuts" in tables:
        cuts = cut_rows(tiering.rating, lang)
        outcome.changes.append(Rewrite("tier_cuts", cuts, ("criterion",)))
    outcome.names[FINDING.name] = tier_finding(summary, lang)
    return outcome


def _rows(basis: Basis, services: list[str]) -> pd.DataFrame:
    """Return a row per customer, the best score first, customers without a tier last."""
    tiering, lang = basis.once(tiering_of), basis.lang
    facts, rating = tiering.facts, tiering.rating
    order = np.argsort(-rating.tenths, kind="stable")
    people = basis.result.counted["row"].tolist()
    words = in_words(facts, lang)
    names = {tier: text.in_(lang) for tier, text in TIER_TEXT.items()}
    columns: dict[str, Any] = {
        "customer_id": facts["customer_id"],
        "masked_name": masked_names(basis.inputs, people),
        "tier": rating.tier.map(names),
        "tier_score": _cells(rating.score),
        "tier_amount": _cells(facts["spend"].to_numpy(dtype=np.float64)),
        "tier_frequency": _cells(facts["frequency"].to_numpy(dtype=np.float64)),
        "tier_cycle": _cells(facts["cycle"].to_numpy(dtype=np.float64)),
        "preference": words["preference"],
        "purchase": words["purchase"],
        "interaction": words["interaction"],
        "loyalty": words["loyalty"],
        "service_advice": services,
        "tier_why": tiering.why,
    }
    rows = pd.DataFrame(
        {key: np.asarray(pd.Series(cells, dtype=object)) for key, cells in columns.items()},
        dtype=object,
    )
    return rows.iloc[order].reset_index(drop=True)


def _cells(figures: FloatArray) -> pd.Series[Any]:
    cells = pd.Series(figures).astype(object)
    return cells.where(~np.isnan(figures), None)
