"""看板: the tiles, the tables behind its charts and heat maps, and what each picture says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from xlsegment.actions.decide.dashboard_pictures import (
    Picture,
    categories,
    churn,
    conversion,
    moves,
    rf_heat,
    sources,
    tiers,
)
from xlsegment.actions.decide.facts import facts_of
from xlsegment.actions.decide.plan import Outcome, Rewrite
from xlsegment.actions.decide.section import Basis
from xlsegment.core.columns import LIFETIME_CENTS, LIFETIME_FREQUENCY
from xlsegment.core.goal_measures import Measured, active, repurchase
from xlsegment.text import Text
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.dashboard_names import TILES, TITLES

#: Table -> what fills it, and the key of its title.
_PICTURES: Final[Mapping[str, tuple[Callable[[Basis], Picture], str]]] = {
    "dash_rf": (rf_heat, "title_rf_heat"),
    "dash_categories": (categories, "title_categories"),
    "dash_sources": (sources, "title_sources"),
    "dash_conversion": (conversion, "title_conversion"),
    "dash_tiers": (tiers, "title_tiers"),
    "dash_churn": (churn, "title_churn"),
    "dash_moves": (moves, "title_moves"),
}
_NAMES: Final = {named.key: named.name for named in (*TILES, *TITLES)}


def decide_dashboard(basis: Basis) -> Outcome:
    """Fill the dashboard; a picture without data says why, its cells are blank."""
    outcome = Outcome()
    for table, (make, title) in _PICTURES.items():
        if table not in basis.inputs.tables:
            continue
        picture = make(basis)
        spec = TABLES[table]
        rows = picture.rows.reindex(columns=list(spec.keys)).astype(object)
        first = spec.columns[0].key
        outcome.changes.append(Rewrite(table, rows.where(rows.notna(), None), (first,)))
        outcome.names[_NAMES[title]] = picture.title.in_(basis.lang)
    for key, value in _figures(basis).items():
        outcome.names[_NAMES[key]] = value
    return outcome


def _figures(basis: Basis) -> dict[str, object]:
    """Return the value of each tile, None where there is none."""
    people, facts = basis.result.counted, basis.once(facts_of)
    orders = int(people[LIFETIME_FREQUENCY].sum())
    cents = int(people[LIFETIME_CENTS].sum())
    return {
        "tile_customers": len(people),
        # As 分析目标 has them: one name, one number.
        "tile_active": _number(active(facts, None)),
        "tile_repurchase": _number(repurchase(facts, None)),
        "tile_spend": cents / 100,
        "tile_orders": orders,
        "tile_per_order": None if not orders else round(cents / orders) / 100,
        "tile_high_tier": tiers(basis).figure,
        "tile_high_risk": churn(basis).figure,
        "tile_lead_rate": sources(basis).figure,
    }


def _number(measured: Measured) -> float | None:
    return None if isinstance(measured, Text) else measured
