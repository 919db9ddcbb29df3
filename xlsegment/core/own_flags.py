"""Who meets the conditions of a rule set on people's own columns, and whose cells say nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xlsegment.core.arrays import BoolArray
from xlsegment.core.columns import COUNTED
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.own_columns import OwnColumn
from xlsegment.core.segments import RuleSet


def whole_columns(ruleset: RuleSet, table: pd.DataFrame | None) -> frozenset[str]:
    """Return the columns that conditions name and that hold whole numbers alone."""
    columns = {each.column for each in ruleset.conditions}
    if table is None:
        return frozenset()
    return frozenset(c for c in columns if c in table and OwnColumn.of(table[c]).whole)


def condition_flags(
    ruleset: RuleSet, table: pd.DataFrame, canonical: pd.DataFrame, people: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return one column of yes and no for every condition of a rule set.

    Parameters
    ----------
    ruleset : RuleSet
        The rules.
    table : DataFrame
        The customer table as read, with the columns that conditions name.
    canonical : DataFrame
        The same from `xlsegment.core.people.clean_customers`.
    people : DataFrame
        From `xlsegment.core.people.bring_together`: customers of the table first.

    Returns
    -------
    flags : DataFrame
        On the index of ``people``; columns: `xlsegment.core.conditions.Condition.flag`. Customers
        that only the orders know meet none.
    findings : list of Finding
        I-110 blank cells, W-111 cells that are no number where one is compared.
    """
    conditions = {each.flag: each for each in ruleset.conditions}
    counted: BoolArray = canonical[COUNTED].to_numpy()
    flags: dict[str, BoolArray] = {}
    findings: list[Finding] = []
    columns = {each.column: each.name for each in conditions.values()}
    for column, name in columns.items():
        cells = OwnColumn.of(table[column] if column in table else [None] * len(table))
        bad = ~(cells.is_number | cells.is_word | cells.blank)
        for flag, condition in conditions.items():
            if condition.column == column:
                met = np.zeros(len(people), dtype=np.bool_)
                met[: int(counted.sum())] = cells.meets(condition)[counted]
                flags[flag] = met
                if condition.sign != "=":
                    bad |= cells.is_word
        fields = {"column": name}
        blank = int((cells.blank & counted).sum())
        if blank:
            findings.append(Finding("I-110", "customers", None, column, count=blank, fields=fields))
        rows = np.flatnonzero(bad & counted).tolist()
        findings += row_findings("W-111", "customers", rows, column=column, fields=fields)
    return pd.DataFrame(flags, index=people.index), findings
