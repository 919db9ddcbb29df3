"""客户行为分析表: orders per quarter, repurchase cycle and tags of every row."""

from __future__ import annotations

import pandas as pd

from xlsegment.actions.decide.plan import Fill, Inputs, Outcome
from xlsegment.actions.decide.settings import thresholds_of
from xlsegment.core.behaviour import fill_behaviour
from xlsegment.core.model import Result
from xlsegment.core.parse import parse_ids


def decide_behaviour(inputs: Inputs, result: Result) -> Outcome:
    """Fill the behaviour table.

    Where nobody has typed browsing or clicks, the table is the tool's own: then every customer
    with an order gets a row. Otherwise its rows are the user's choice and stay as they are.
    """
    if "behaviour" not in inputs.tables:
        return Outcome()
    table, behaviour = inputs.tables["behaviour"], behaviour_rows(inputs, result)
    if not len(behaviour):
        return Outcome()
    counted = result.counted
    bought = counted[counted["recency_days"].notna().to_numpy()]  # of others nothing is known
    spend = bought.set_index("customer_id")["monetary_cents"] / 100
    filled, findings = fill_behaviour(
        behaviour,
        result.orders,
        as_of=result.as_of,
        window_days=result.settings.window_days,
        merge_same_day=result.settings.merge_same_day,
        thresholds=thresholds_of(inputs.params),
        spend=None if result.orders is not None else spend,
        lang=inputs.lang,
    )
    known = len(table)
    appended = None
    if len(behaviour) > known:
        appended = pd.concat([behaviour[["customer_id"]], filled], axis=1).iloc[known:]
    placed = inputs.placed("behaviour", filled.iloc[:known])
    return Outcome([Fill("behaviour", placed, appended)], findings)


def behaviour_rows(inputs: Inputs, result: Result) -> pd.DataFrame:
    """Return the rows of the behaviour table, numbered from 0, with those a refresh adds."""
    table = inputs.tables["behaviour"]
    typed = any(
        table[column].notna().any() for column in ("browse_minutes", "clicks") if column in table
    )
    behaviour = table.reset_index(drop=True)
    if typed or result.orders is None:
        return behaviour
    return pd.concat([behaviour, _others(behaviour, result)], ignore_index=True)


def _others(behaviour: pd.DataFrame, result: Result) -> pd.DataFrame:
    """Return a row for each customer with an order who has none."""
    counted = result.counted
    bought = counted.loc[counted["recency_days"].notna().to_numpy(), "customer_id"]
    listed = set(parse_ids(behaviour["customer_id"]).values) if len(behaviour) else set()
    return pd.DataFrame({"customer_id": [i for i in bought if i not in listed]}, dtype=object)
