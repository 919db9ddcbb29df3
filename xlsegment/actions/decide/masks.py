"""Masked names and mobiles beside the originals, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from xlsegment.actions.decide.plan import Inputs
from xlsegment.core.findings import Finding, row_findings
from xlsegment.core.mask_names import mask_name
from xlsegment.core.mask_phones import mask_mobile
from xlsegment.core.masked import Masked
from xlsegment.core.masking import mask_column

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Masks:
    """Masked columns, and what could not be masked by its kind."""

    columns: dict[str, Sequence[str | None]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def decide_masks(inputs: Inputs, customers: pd.DataFrame) -> Masks:
    """Mask what the customer table holds, by the parameter 脱敏方式."""
    if inputs.params.mask_mode == "off":
        return Masks()
    kinds: dict[str, tuple[str, Callable[[object], Masked]]] = {
        "name": ("masked_name", partial(mask_name, preset=inputs.params.name_mask)),
        "mobile": ("masked_mobile", mask_mobile),
    }
    columns: dict[str, Sequence[str | None]] = {}
    findings: list[Finding] = []
    for key, (masked_key, mask) in kinds.items():
        if key not in customers:
            continue
        texts, whole = mask_column(customers[key], mask)
        findings += row_findings("W-060", "customers", whole, column=key)
        columns[masked_key] = [text or None for text in texts]
    return Masks(columns, findings)
