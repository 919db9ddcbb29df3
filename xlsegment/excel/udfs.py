"""The worksheet functions, as Excel finds them: the Python name is the Excel name."""

from __future__ import annotations

from typing import Final

from xlsegment.excel.declare import Function
from xlsegment.excel.functions.rfm_days import RFM_DAYS

__all__ = ["FUNCTIONS", "RFM_DAYS"]

#: All of them, in the order in which lists show them.
FUNCTIONS: Final[tuple[Function, ...]] = tuple(function.declared for function in (RFM_DAYS,))
