"""All rules over all tables, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsegment.core.quality.missing import MissingRate, missing_rates
from xlsegment.core.quality.rule import Found, Merge, Rule
from xlsegment.core.quality.rules import RULES
from xlsegment.core.quality.tables import Tables


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules found.

    Attributes
    ----------
    founds
        In the order of the rules. Where two would write the same cell, only the first does.
    merges
        Rows that are the same thing. What they fill in is what cleaning writes, not what stood
        there; it goes before what ``founds`` would write into that cell.
    missing
        How complete the columns are.
    """

    founds: tuple[Found, ...]
    merges: tuple[Merge, ...]
    missing: tuple[MissingRate, ...]


def check_tables(tables: Tables, rules: Sequence[Rule] = RULES) -> Checked:
    """Check tables by every rule; nothing is changed.

    Parameters
    ----------
    tables : Tables
        The tables. A table or column that is not there is not checked.
    rules : sequence of Rule
        All of them by default.
    """
    founds: list[Found] = []
    merges: list[Merge] = []
    for rule in rules:
        for found in rule.find(tables):
            if isinstance(found, Merge):
                merges.append(found)
            else:
                founds.append(found)
    return Checked(tuple(founds), tuple(merges), missing_rates(tables))
