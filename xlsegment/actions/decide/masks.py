"""Masked names and mobiles beside the originals, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from xlsegment.actions.decide.plan import Inputs
from xlsegment.core.mask_names import mask_name
from xlsegment.core.mask_phones import mask_mobile
from xlsegment.core.masked import Masked
from xlsegment.core.masking import mask_column

if TYPE_CHECKING:
    import pandas as pd


def masked_columns(
    inputs: Inputs, customers: pd.DataFrame | Mapping[str, Sequence[object]]
) -> dict[str, Sequence[str | None]]:
    """Mask what the customer table holds, by the parameter 脱敏方式."""
    if inputs.params.mask_mode == "off":
        return {}
    kinds: dict[str, tuple[str, Callable[[object], Masked]]] = {
        "name": ("masked_name", partial(mask_name, preset=inputs.params.name_mask)),
        "mobile": ("masked_mobile", mask_mobile),
    }
    return {
        masked_key: [text or None for text in mask_column(customers[key], mask)[0]]
        for key, (masked_key, mask) in kinds.items()
        if key in customers
    }


def masked_names(inputs: Inputs, rows: Sequence[int]) -> list[str | None]:
    """Return masked names for a list of customers.

    Parameters
    ----------
    inputs : Inputs
        What was read from the workbook.
    rows : sequence of int
        Rows of the customer table, counted from 0; -1 for customers it does not have.
    """
    table = inputs.table("customers")
    if table is None or "name" not in table:
        return [None] * len(rows)
    names = table["name"].tolist()
    listed = {"name": [names[row] if row >= 0 else None for row in rows]}
    masked = masked_columns(inputs, listed).get("masked_name")
    return [None] * len(rows) if masked is None else list(masked)
