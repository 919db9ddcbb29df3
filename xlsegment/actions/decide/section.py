"""What fills one sheet from the segmented customers, and everything it may rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from xlsegment.actions.decide.plan import Inputs, Outcome
from xlsegment.actions.decide.typed import OurTexts
from xlsegment.actions.report import SegmentCount
from xlsegment.core.columns import KIND, ORDER_DAY
from xlsegment.core.model import Result
from xlsegment.core.rfm import ORDER
from xlsegment.core.schemes import Group
from xlsegment.text import Lang
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import SHEETS

T = TypeVar("T")


class Basis:
    """Everything a section may rest on.

    Parameters
    ----------
    inputs : Inputs
        What was read from the workbook.
    result : Result
        The segmented customers.
    ours : OurTexts
        Which texts are the tool's own.
    groups : mapping of str to Group
        The groups of the scheme by ``segment_id``.
    counts : sequence of SegmentCount
        Customers per group.
    directions : mapping of str to str
        Group -> its direction in 策略表.
    """

    def __init__(
        self,
        inputs: Inputs,
        result: Result,
        ours: OurTexts,
        groups: Mapping[str, Group],
        counts: Sequence[SegmentCount],
        directions: Mapping[str, str],
    ) -> None:
        self.inputs = inputs
        self.result = result
        self.ours = ours
        self.groups = groups
        self.counts = counts
        self.directions = directions
        self._made: dict[Callable[[Basis], Any], Any] = {}

    @property
    def lang(self) -> Lang:
        """The language to write in."""
        return self.inputs.lang

    @property
    def params(self) -> Params:
        """The parameters."""
        return self.inputs.params

    @property
    def as_of(self) -> int:
        """The analysis date as a day number."""
        return self.result.as_of

    @cached_property
    def sales(self) -> pd.DataFrame | None:
        """The orders that count, none after the analysis date; None where there are no orders.

        Columns as `xlsegment.core.orders.clean_orders` returns them; ``row`` is the position in
        the orders as read, ``inputs.table("orders")``.
        """
        orders = self.result.orders
        if orders is None:
            return None
        counts = (orders[KIND] == ORDER) & (orders[ORDER_DAY] <= self.as_of)
        return orders[counts.to_numpy(dtype=np.bool_)].reset_index(drop=True)

    def once(self, make: Callable[[Basis], T]) -> T:
        """Return what a function makes of this basis, computed at most once per refresh.

        So sections use each other's results without knowing who is first.
        """
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made


@dataclass(frozen=True, slots=True)
class Section:
    """One sheet that a refresh fills, and its own button by itself.

    Attributes
    ----------
    key : str
        The key of its sheet.
    decide : callable
        What to write there. Pure.
    """

    key: str
    decide: Callable[[Basis], Outcome]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables on its sheet; where a workbook has none of them, the section is left out."""
        (sheet,) = (spec for spec in SHEETS if spec.key == self.key)
        return tuple(table.key for table in sheet.tables)
