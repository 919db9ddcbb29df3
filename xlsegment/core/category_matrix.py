"""Who buys which category, by how often they buy: the category × frequency heat map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from xlsegment.core.celltext import clean_text
from xlsegment.core.columns import CUSTOMER_ID, F_LEVEL, ORDER_DAY, ROW

#: Best first, as everywhere.
_LEVELS = [3, 2, 1]


def category_matrix(
    sales: pd.DataFrame,
    categories: Sequence[object],
    customers: pd.DataFrame,
    *,
    after: int | None,
    rows: int,
    others: str,
) -> pd.DataFrame:
    """Count the customers who bought each category by their frequency level.

    A customer counts once in a category, and in every category they bought.

    Parameters
    ----------
    sales : DataFrame
        Valid orders up to the analysis date: ``customer_id``, ``order_day``, ``row``.
    categories : sequence
        The cells of the category column; ``row`` is the position in it.
    customers : DataFrame
        One row per customer: ``customer_id``, ``f_level``.
    after : int or None
        Only orders later than this day count: the level rests on the same window.
    rows : int
        At most so many rows; categories beyond share the last one.
    others : str
        What that row is called.

    Returns
    -------
    DataFrame
        Index: categories, the one most customers bought first, equal ones by name. Columns
        3 (high), 2, 1 (low): customers.
    """
    used = sales if after is None else sales[(sales[ORDER_DAY] > after).to_numpy()]
    codes, texts = _cleaned(pd.Series(list(categories), dtype=object).iloc[used[ROW].to_numpy()])
    level = used[CUSTOMER_ID].map(customers.set_index(CUSTOMER_ID)[F_LEVEL])
    bought = pd.DataFrame(
        {"customer": used[CUSTOMER_ID].to_numpy(), "category": codes, "level": level.to_numpy()}
    )
    known = (bought["category"] >= 0) & bought["level"].isin(_LEVELS)
    bought = bought[known.to_numpy(dtype=np.bool_)].drop_duplicates(["customer", "category"])
    counts = bought["category"].value_counts()
    ranked = sorted(counts.index, key=lambda code: (-int(counts[code]), texts[code]))
    kept = ranked if len(ranked) <= rows else ranked[: rows - 1]
    rest = len(texts)
    shown = bought.assign(category=bought["category"].where(bought["category"].isin(kept), rest))
    once = shown.drop_duplicates(["customer", "category"])
    table = pd.crosstab(once["category"], once["level"])
    order = kept if len(kept) == len(ranked) else [*kept, rest]
    table = table.reindex(index=order, columns=_LEVELS, fill_value=0).astype(np.int64)
    named: pd.DataFrame = table.set_axis(
        [texts[code] if code < rest else others for code in order], axis=0
    )
    return named


def _cleaned(cells: pd.Series[str]) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], list[str]]:
    """Return a code per cell, -1 where it is blank, and the text of each code."""
    codes, raw = pd.factorize(cells.to_numpy(dtype=object))
    texts: dict[str, int] = {}
    place = np.empty(len(raw) + 1, dtype=np.int64)
    place[-1] = -1  # what factorize gives missing values
    for number, value in enumerate(raw):
        text = clean_text(str(value))
        place[number] = texts.setdefault(text, len(texts)) if text else -1
    return place[codes], list(texts)
