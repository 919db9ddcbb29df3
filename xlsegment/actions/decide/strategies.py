"""策略表: a row for every group of the scheme; people's own texts and rows stay."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from xlsegment.actions.decide.plan import Fill, Inputs, Outcome
from xlsegment.actions.decide.typed import OurTexts
from xlsegment.core.celltext import clean_text
from xlsegment.core.model import Result
from xlsegment.core.schemes import Group
from xlsegment.core.segments import NEVER_BOUGHT
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
            continue
        there.add(key)
        for column, text in _suggested(groups[key]).items():
            # The features repeat the rule table; all else is first written here.
            keep = ours.keep if column == "features" else ours.keep_source
            filled[column].append(keep(row.get(column), text.in_(lang)))
        directions[key] = str(filled["direction"][-1] or "")
    nobody = {NEVER_BOUGHT} - set(result.counted["segment_id"])
    new = [group for key, group in groups.items() if key not in there | nobody]
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


def flowing_texts(inputs: Inputs) -> list[str]:
    """Return the texts of the rule and strategy tables, which other tables repeat."""
    texts = []
    for key, columns in (
        ("rules", ("features", "keywords", "owner")),
        ("strategies", ("direction",)),
    ):
        table = inputs.tables.get(key)
        if table is not None:
            for column in columns:
                if column in table:
                    texts += [str(text) for text in table[column] if text is not None]
    return texts


def _suggested(group: Group) -> dict[str, Text]:
    strategy = strategy_for(group.key)
    return {
        "features": group.features,
        "direction": strategy.direction,
        "measures": strategy.measures,
        "owner": strategy.owner,
    }
