"""Last paragraph of every action that writes: do the steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlsegment.actions.progress import Stage, Stopwatch

if TYPE_CHECKING:
    from xlsegment.workbook.addsheet import AddSheet
    from xlsegment.workbook.memory import Remember
    from xlsegment.workbook.steps import Step


def apply_all(steps: Sequence[Step | Remember | AddSheet], watch: Stopwatch) -> None:
    """Apply the steps one after the other, telling of each."""
    for done, step in enumerate(steps):
        watch.tell(Stage.WRITE, done, len(steps))
        step.apply()
