"""Every customer's tier, computed once per refresh for all the sheets that rest on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from xlsegment.actions.decide.section import Basis
from xlsegment.actions.decide.usable_columns import usable_columns
from xlsegment.core.column_cells import as_objects
from xlsegment.core.findings import Finding
from xlsegment.core.header_text import fold
from xlsegment.core.tiers.facts import customer_facts
from xlsegment.core.tiers.rating import Rating, rate, rating_findings
from xlsegment.core.tiers.standards import default_rows, standards_from_rows


@dataclass(frozen=True, slots=True)
class Tiering:
    """The customers rated.

    Attributes
    ----------
    facts
        What is known of them, one row each, in the order of the result's counted customers.
    rating
        Their points, scores and tiers.
    findings
        What deserves a look.
    """

    facts: pd.DataFrame
    rating: Rating
    findings: list[Finding]


def facts_of(basis: Basis) -> pd.DataFrame:
    """Return what the criteria measure, for every customer."""
    table = basis.inputs.table
    return customer_facts(
        basis.result.counted,
        basis.sales,
        orders=table("orders"),
        customers=table("customers"),
        behaviour=table("behaviour"),
        feedback=table("feedback"),
        typed=table("tiers"),
        as_of=basis.as_of,
    )


def tiering_of(basis: Basis) -> Tiering:
    """Rate the customers by the table 分层标准, or by the default criteria where it is absent."""
    facts = basis.once(facts_of)
    criteria = basis.inputs.table("tier_criteria")
    rows = default_rows(basis.lang) if criteria is None else criteria.to_dict("records")
    customers = basis.inputs.table("customers")
    columns = {
        fold(header): column.key
        for column in reversed(usable_columns(customers))
        for header in column.headers
    }
    named = ({str(key): cell for key, cell in row.items()} for row in rows)
    standards, findings = standards_from_rows(named, columns)
    own = {s.column: _own_column(basis, customers, s.column) for s in standards if s.column}
    bought = facts["bought"].to_numpy(dtype=np.bool_)
    cuts = basis.params.tier_high, basis.params.tier_mid
    rating = rate(facts, own, standards, bought, cuts)
    return Tiering(facts, rating, [*findings, *rating_findings(rating)])


def _own_column(basis: Basis, customers: pd.DataFrame | None, column: str) -> pd.Series[str]:
    """Return a column of the customer table, one cell per customer; None for others."""
    cells = [] if customers is None else customers[column].tolist()
    at = basis.result.counted["row"].to_numpy()  # -1, of a customer that the table lacks: the last
    return pd.Series(as_objects([*cells, None])[at], dtype=object)
