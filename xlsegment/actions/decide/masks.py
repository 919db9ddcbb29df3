"""Masked names and mobiles beside the originals, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from xlsegment.actions.decide.plan import Inputs
from xlsegment.core.mask_names import mask_name
from xlsegment.core.mask_phones import mask_mobile
from xlsegment.core.masked import Masked
from xlsegment.core.masking import mask_column

if TYPE_CHECKING:
    import pandas as pd


def masked_columns(inputs: Inputs, customers: pd.DataFrame) -> dict[str, Sequence[str | None]]:
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
