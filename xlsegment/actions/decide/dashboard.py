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
from xlsegment.actions.decide.plan import Outcome, Rewrite
from xlsegment.actions.decide.section import Basis
from xlsegment.core.columns import LIFETIME_CENTS, LIFETIME_FREQUENCY, R_LEVEL, RECENCY_DAYS
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
    people = basis.result.counted
    bought = people[RECENCY_DAYS].notna()
    orders = int(people[LIFETIME_FREQUENCY].sum())
    cents = int(people[LIFETIME_CENTS].sum())
    active = (people[R_LEVEL] >= 2) & bought
    again = (people[LIFETIME_FREQUENCY] >= 2) & bought
    return {
        "tile_customers": len(people),
        "tile_active": _share(active.sum(), len(people)),
        "tile_repurchase": _share(again.sum(), bought.sum()),
        "tile_spend": cents / 100,
        "tile_orders": orders,
        "tile_per_order": None if not orders else round(cents / orders) / 100,
        "tile_high_tier": tiers(basis).figure,
        "tile_high_risk": churn(basis).figure,
        "tile_lead_rate": sources(basis).figure,
    }


def _share(part: float, whole: float) -> float | None:
    return None if not whole else float(part) / float(whole)
