"""What each customer chooses most often: category, channel, way of payment."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xlsegment.core.arrays import Int64Array
from xlsegment.core.celltext import clean_text, is_blank_text
from xlsegment.core.column_cells import ObjectArray, as_objects


def favourites(
    customer: Int64Array, order: Int64Array, cells: ObjectArray, size: int
) -> tuple[ObjectArray, Int64Array, Int64Array]:
    """Return the text that most of each customer's orders hold.

    An order counts once however many lines it has: three lines of one basket are one choice.

    Parameters
    ----------
    customer : ndarray of int
        Which customer every order line is of, 0 to ``size`` - 1; -1 for nobody.
    order : ndarray of int
        Which order every line is of, from 0.
    cells : ndarray of object
        The lines' cells; blank ones are passed over.
    size : int
        How many customers there are.

    Returns
    -------
    names : ndarray of object
        The text, empty without any; of equally frequent ones the first in alphabetical order.
    most, orders : ndarray of int
        How many orders hold it, and how many hold any.

    Examples
    --------
    >>> cells = as_objects(["b", "a", "a", "b", None, "a", "c"])
    >>> customer, order = np.array([0, 0, 0, 0, 0, 1, 1]), np.array([0, 1, 1, 2, 3, 4, 4])
    >>> names, most, orders = favourites(customer, order, cells, 3)
    >>> names.tolist(), most.tolist(), orders.tolist()
    (['b', 'a', ''], [2, 1, 0], [3, 1, 0])
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
    owner_of = np.zeros(int(order[usable].max()) + 1, dtype=np.int64)
    owner_of[order[usable]] = customer[usable]
    # pandas' unique: the one of NumPy 2.3 takes ten times as long for multiples of a number
    asked = pd.unique(order[usable])
    orders = np.bincount(owner_of[asked], minlength=size).astype(np.int64)
    chosen = pd.unique(order[usable] * len(words) + code[usable])
    pairs, counts = np.unique(
        owner_of[chosen // len(words)] * len(words) + chosen % len(words), return_counts=True
    )
    owner, word = pairs // len(words), pairs % len(words)
    # the most frequent first; of equals the first word, for pairs come in their order
    best = np.lexsort((word, -counts, owner))
    first = best[np.r_[True, np.diff(owner[best]) != 0]]
    names[owner[first]] = as_objects(words)[word[first]]
    most[owner[first]] = counts[first]
    return names, most, orders
