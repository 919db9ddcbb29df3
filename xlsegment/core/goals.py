"""How far it is from where things stand to a goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from xlsegment.text import Text

State = Literal["reached", "close", "missed"]

STATE_TEXT: Final[dict[State, Text]] = {
    "reached": Text("达成", "Reached"),
    "close": Text("接近", "Close"),
    "missed": Text("未达成", "Not reached"),
}
# Rates that are equal on paper may differ in the last digit.
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Gap:
    """A value against its target.

    Attributes
    ----------
    value : float
        Value less target: negative is below it. Of rates in rates (-0.05 is 5 points).
    share : float or None
        The same as a share of the target; None where that is 0.
    state : {"reached", "close", "missed"}
        Equal is reached; close is at most ``near`` of the target away from it.
    """

    value: float
    share: float | None
    state: State


def gap(
    value: float, target: float, *, better: Literal["higher", "lower"], near: float = 0.1
) -> Gap:
    """Compare a value with its target.

    Parameters
    ----------
    value, target : float
        In the same unit.
    better : {"higher", "lower"}
        Which way is good.
    near : float
        Up to this share of the target away still counts as close.

    Examples
    --------
    >>> gap(0.138, 0.15, better="higher").state, gap(30.0, 24.0, better="lower").state
    ('close', 'missed')
    """
    distance = value - target
    share = distance / abs(target) if target else None
    lacking = -distance if better == "higher" else distance
    if lacking <= _ROUNDING * max(1.0, abs(target)):
        state: State = "reached"
    elif lacking <= near * abs(target) + _ROUNDING * max(1.0, abs(target)):
        state = "close"
    else:
        state = "missed"
    return Gap(distance, share, state)
