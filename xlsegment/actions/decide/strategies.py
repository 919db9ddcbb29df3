"""策略表: a row for every group of the scheme; people's own texts and rows stay."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from xlsegment.actions.decide.plan import Fill, Inputs, Outcome
from xlsegment.actions.decide.typed import Cell, OurTexts
from xlsegment.core.celltext import clean_text
from xlsegment.core.model import Result
from xlsegment.core.schemes import Group
from xlsegment.core.segments import INCOMPLETE_ID, NEVER_BOUGHT
from xlsegment.core.strategies import strategy_for
from xlsegment.text import Text

COLUMNS = ("features", "direction", "measures", "owner")


def decide_strategies(
    inputs: Inputs, groups: Mapping[str, Group], result: Result, ours: OurTexts
) -> tuple[Outcome, dict[str, str]]:
    """Fill the strategy table.

    Returns
    -------
    Outcome
        What to write.
    directions : dict of str to str
        Group key -> its direction in the table as it will be.
    """
    lang = inputs.lang
    directions = {key: strategy_for(key).direction.in_(lang) for key in groups}
    if "strategies" not in inputs.tables:
        return Outcome(), directions
    table = inputs.tables["strategies"]
    by_name = {name: key for key, group in groups.items() for name in group.name.both}
    there: set[str] = set()
    filled: dict[str, list[object]] = {column: [] for column in COLUMNS}
    for row in table.to_dict("records"):
        name = row.get("segment")
        key = None if name is None else by_name.get(clean_text(str(name)))
        if key is None or key in there:  # a row of another scheme, or of the user's own
            for column in COLUMNS:
                filled[column].append(row.get(column))
                ours.keep_mark(_cell(name, column))
            continue
        there.add(key)
        own = strategy_for(key)
        for column, text in _suggested(groups[key]).items():
            default = getattr(own, column).both
            cell = _cell(name, column)
            filled[column].append(ours.keep(cell, row.get(column), text, lang, default))
        directions[key] = str(filled["direction"][-1] or "")
    nobody = {NEVER_BOUGHT, INCOMPLETE_ID} - set(result.counted["segment_id"])
    new = [group for key, group in groups.items() if key not in there | nobody]
    for group in new:
        for column, text in _suggested(group).items():
            ours.written(_cell(group.name.in_(lang), column), text.in_(lang))
    appended = pd.DataFrame(
        [
            {
                "segment": group.name.in_(lang),
                **{c: text.in_(lang) or None for c, text in _suggested(group).items()},
            }
            for group in new
        ],
        dtype=object,
    )
    frame = pd.DataFrame(filled, index=table.index, dtype=object)
    return Outcome([Fill("strategies", frame, appended if new else None)]), directions


def _cell(name: object, column: str) -> Cell:
    """Return a cell by the name in its row: the table has no ids."""
    return "strategies", clean_text(str(name)), column


def _suggested(group: Group) -> dict[str, Text]:
    strategy = strategy_for(group.key)
    return {
        "features": group.features,
        "direction": strategy.direction,
        "measures": strategy.measures,
        "owner": strategy.owner,
    }
