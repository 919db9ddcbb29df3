"""Where the sides of the matrices end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsegment.core.behaviour_rules import DEFAULT_THRESHOLDS as _TAGS


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where one side of an axis ends; each stands on the parameter sheet.

    Attributes
    ----------
    due_from, due_until : float
        Urgent is who has waited longer than the first and at most the second, in cycles.
    active_minutes, active_clicks : float
        Active is who reaches both, as for the tag 高活跃.
    interactive_clicks : float
        … or these clicks alone, as for the tag 高互动.
    """

    due_from: float = 1.0
    due_until: float = 3.0
    active_minutes: float = _TAGS.active_minutes
    active_clicks: float = _TAGS.active_clicks
    interactive_clicks: float = _TAGS.interactive_clicks


DEFAULT_BOUNDS: Final = Bounds()
