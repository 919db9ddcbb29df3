"""What each customer chooses most often: category, channel, way of payment."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xlsegment.core.arrays import Int64Array
from xlsegment.core.celltext import clean_text, is_blank_text
from xlsegment.core.column_cells import ObjectArray, as_objects


def favourites(
    customer: Int64Array, cells: ObjectArray, size: int
) -> tuple[ObjectArray, Int64Array, Int64Array]:
    """Return each customer's most frequent text.

    Parameters
    ----------
    customer : ndarray of int
        Which customer every order line is of, 0 to ``size`` - 1; -1 for nobody.
    cells : ndarray of object
        The lines' cells; blank ones are passed over.
    size : int
        How many customers there are.

    Returns
    -------
    names : ndarray of object
        The text, empty without any; of equally frequent ones the first in alphabetical order.
    most, lines : ndarray of int
        How many lines hold it, and how many hold any.

    Examples
    --------
    >>> cells = as_objects(["b", "a", "b", None, "a", "c"])
    >>> names, most, lines = favourites(np.array([0, 0, 0, 0, 1, 1]), cells, 3)
    >>> names.tolist(), most.tolist(), lines.tolist()
    (['b', 'a', ''], [2, 1, 0], [3, 2, 0])
    """
    codes, seen = pd.factorize(cells)
    texts = [clean_text(str(cell)) for cell in seen]
    words = sorted({text for text in texts if not is_blank_text(text)})
    place = {word: number for number, word in enumerate(words)}
    code = np.array([*(place.get(text, -1) for text in texts), -1], dtype=np.int64)[codes]
    usable = (code >= 0) & (customer >= 0)
    names = as_objects([""] * size)
    most = np.zeros(size, dtype=np.int64)
    if not usable.any():
        return names, most, most.copy()
    lines = np.bincount(customer[usable], minlength=size).astype(np.int64)
    pairs, counts = np.unique(customer[usable] * len(words) + code[usable], return_counts=True)
    owner, word = pairs // len(words), pairs % len(words)
    # the most frequent first; of equals the first word, for pairs come in their order
    best = np.lexsort((word, -counts, owner))
    first = best[np.r_[True, np.diff(owner[best]) != 0]]
    names[owner[first]] = as_objects(words)[word[first]]
    most[owner[first]] = counts[first]
    return names, most, lines
