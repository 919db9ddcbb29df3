"""Editable texts: what a person typed stays, what the tool wrote may be renewed."""

from __future__ import annotations

from collections.abc import Collection

from xlsegment.core.celltext import clean_text


def keep_typed(existing: object, suggested: str, ours: Collection[str]) -> str:
    """Decide what an editable cell holds after a refresh.

    Parameters
    ----------
    existing : object
        What the cell holds now.
    suggested : str
        What the tool would write.
    ours : collection of str
        Every text the tool can have written there, in both languages.

    Returns
    -------
    str
        The cell's own text unless it is blank or one of ours; else the suggestion. So a typed
        text always survives, and clearing a cell brings the suggestion back.

    Examples
    --------
    >>> keep_typed("王经理", "*经理", {"*经理"})
    '王经理'
    >>> keep_typed(None, "*经理", {"*经理"})
    '*经理'
    """
    if existing is None or existing != existing:  # None or NaN
        return suggested
    text = str(existing)
    return suggested if not clean_text(text) or text.strip() in ours else text
