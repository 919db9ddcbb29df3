"""Parameters and the rule table -> the core's settings."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from xlsegment.actions.decide.plan import Inputs
from xlsegment.actions.decide.typed import OurTexts
from xlsegment.actions.decide.usable_columns import usable_columns
from xlsegment.core.behaviour_rules import BehaviourThresholds
from xlsegment.core.cuts import Cut, Purpose, fixed_cut
from xlsegment.core.days import day_number
from xlsegment.core.presets import RULES_DEFAULT
from xlsegment.core.ruletable import rules_from_rows
from xlsegment.core.segments import RuleSet
from xlsegment.core.settings import Settings
from xlsegment.workbook.params import PARAMS, Params

#: The cell of the analysis date, as remembered from one refresh to the next.
AS_OF_CELL = ("params", "as_of", "value")
AS_OF_NAME = next(param.name for param in PARAMS if param.key == "as_of")


def typed_as_of(inputs: Inputs, ours: OurTexts) -> dt.date | None:
    """Return the analysis date of the parameter sheet unless a refresh filled it in.

    A date that a refresh took from the latest order moves on with the orders; one that somebody
    typed stays.
    """
    as_of = inputs.params.as_of
    if as_of is None or not ours.is_typed(AS_OF_CELL, as_of.isoformat()):
        return None
    return as_of


def settings_of(inputs: Inputs, typed: dt.date | None) -> Settings:
    """Return the settings of a refresh; ``typed`` is the analysis date somebody typed.

    Raises
    ------
    DataError
        If the rule table or a parameter cannot be used.
    """
    params = inputs.params
    as_of = inputs.as_of or typed
    return Settings(
        as_of=None if as_of is None else day_number(as_of),
        latest_day=day_number(inputs.refreshed.date()),
        window_days=params.window_days,
        scheme=params.scheme,
        ruleset=_rules(inputs),
        levels=_cuts(
            "level",
            (params.r_cut_high, params.r_cut_low),
            (params.f_cut_mid, params.f_cut_high),
            (params.m_cut_mid, params.m_cut_high),
        ),
        bins=params.bins,
        nested=params.nested,
        class_cut=params.class_cut,
        class_fixed=_cuts("class", (params.class_r,), (params.class_f,), (params.class_m,))
        if params.class_cut == "fixed"
        else (),
        merge_same_day=params.merge_same_day,
        monetary_mean=params.monetary_mean,
    )


def thresholds_of(params: Params) -> BehaviourThresholds:
    """Return the bounds of the behaviour tags."""
    return BehaviourThresholds(
        active_minutes=params.tag_active_minutes,
        active_clicks=params.tag_active_clicks,
        idle_minutes=params.tag_idle_minutes,
        idle_clicks=params.tag_idle_clicks,
        interactive_clicks=params.tag_interactive_clicks,
        repurchase_orders=params.tag_repurchase_orders,
        repurchase_days=params.tag_repurchase_days,
        churn_days=params.tag_churn_days,
        value=params.tag_value,
    )


def _rules(inputs: Inputs) -> RuleSet:
    rules = inputs.table("rules")
    if rules is None:
        return RULES_DEFAULT
    rows = ({str(k): v for k, v in row.items()} for row in rules.to_dict("records"))
    return rules_from_rows(rows, usable_columns(inputs.tables.get("customers")))


def _cuts(
    purpose: Purpose, r: tuple[int, ...], f: tuple[int, ...], m: tuple[float, ...]
) -> tuple[Cut, ...]:
    return (
        fixed_cut(purpose, "R", r),
        fixed_cut(purpose, "F", f),
        fixed_cut(purpose, "M", [_cents(amount) for amount in m]),
    )


def _cents(amount: float) -> int:
    exact = Decimal(repr(amount)) * 100
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
