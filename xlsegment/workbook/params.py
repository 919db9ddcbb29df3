"""The parameters: each declared once as a field that carries its label, limits and explanation.

`PARAMS` (what the sheet shows) and `Params` (what the program uses) come from the same fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from inspect import get_annotations
from typing import Any

from xlsegment.errors import ParameterProblems
from xlsegment.text import Text
from xlsegment.workbook.declare import ParamSpec
from xlsegment.workbook.param_fields import SCHEMES
from xlsegment.workbook.param_values import Rejected, parsed
from xlsegment.workbook.params_churn import ChurnParams
from xlsegment.workbook.params_clusters import ClusterParams
from xlsegment.workbook.params_goals import GoalParams
from xlsegment.workbook.params_leads import LeadParams
from xlsegment.workbook.params_more import CampaignParams, CheckParams, MaskParams, TagParams
from xlsegment.workbook.params_review import ReviewParams
from xlsegment.workbook.params_rfm import BasicParams, LevelParams, ScoreParams
from xlsegment.workbook.params_tiers import TierParams
from xlsegment.workbook.params_value import ValueParams

__all__ = ["PARAMS", "SCHEMES", "Params", "parse_params"]


@dataclass(frozen=True)
class Params(
    ReviewParams,
    ValueParams,
    GoalParams,
    LeadParams,
    ChurnParams,
    ClusterParams,
    TierParams,
    CheckParams,
    CampaignParams,
    TagParams,
    MaskParams,
    ScoreParams,
    LevelParams,
    BasicParams,
):
    """The values of the parameter sheet, typed; blank cells take the defaults.

    The groups stand in the sheet in the opposite order: the last one first.
    """


def _group_of(key: str) -> Text:
    """Return the topic of a parameter: what the class that declares it says."""
    declaring = next(base for base in Params.__mro__ if key in get_annotations(base))
    group: Text = declaring.__dict__["group"]
    return group


PARAMS: tuple[ParamSpec, ...] = tuple(
    ParamSpec(key=f.name, default=f.default, group=_group_of(f.name), **f.metadata)
    for f in fields(Params)
)

# Cuts that must ascend: the first belongs below the second.
_ASCENDING = (
    ("r_cut_high", "r_cut_low"),
    ("f_cut_mid", "f_cut_high"),
    ("m_cut_mid", "m_cut_high"),
    ("tag_idle_minutes", "tag_active_minutes"),
    ("tag_idle_clicks", "tag_active_clicks"),
    ("need_from", "need_until"),
    ("tier_mid", "tier_high"),
    ("churn_low", "churn_mid"),
    ("churn_mid", "churn_high"),
)
_NOT_BELOW = Text("须小于“{other}”", "must be below “{other}”")


def parse_params(values: Mapping[str, object]) -> Params:
    """Return typed parameters from the value cells.

    Parameters
    ----------
    values : mapping
        Parameter key -> cell value. Blank or absent ones take their defaults.

    Raises
    ------
    ParameterProblems
        If values cannot be used; it lists all of them.
    """
    typed: dict[str, Any] = {}
    problems: list[tuple[Text, Text]] = []
    for spec in PARAMS:
        try:
            typed[spec.key] = parsed(spec, values.get(spec.key))
        except Rejected as rejected:
            problems.append((spec.label, rejected.reason))
    labels = {spec.key: spec.label for spec in PARAMS}
    for below, above in _ASCENDING:
        if below in typed and above in typed and not typed[below] < typed[above]:
            other = labels[above]
            reason = Text(
                _NOT_BELOW.in_("zh", other=other.zh), _NOT_BELOW.in_("en", other=other.en)
            )
            problems.append((labels[below], reason))
    if problems:
        listed = Text(
            "；".join(f"{label.zh} {reason.zh}" for label, reason in problems),
            "; ".join(f"{label.en} {reason.en}" for label, reason in problems),
        )
        raise ParameterProblems(n=len(problems), problems=listed)
    return Params(**typed)
