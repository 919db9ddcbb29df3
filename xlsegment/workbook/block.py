"""Rows of values on their way into cells that are known to be as many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from xlwings.conversion import Accessor, Pipeline, standard

_XLWINGS: Final[Any] = standard  # it has no types


class Block(Accessor):
    """Converter for ``Range.options(convert=Block).value = rows``.

    xlwings' own one looks the range up twice more to make it as large as the rows are, which
    costs a live Excel a hundred calls instead of one.
    """

    @classmethod
    def writer(cls, options: Mapping[str, object]) -> Pipeline:
        """Return the steps: values as the engine wants them, then one assignment."""
        clean = _XLWINGS.CleanDataForWriteStage(options)
        return Pipeline([clean, _XLWINGS.WriteValueToRangeStage(options, raw=True)])
