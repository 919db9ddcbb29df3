"""Calls the worksheet functions as xlwings Lite does; runs under CPython and in Pyodide.

Cells arrive from JavaScript: numbers, texts, booleans and None, dates as serial numbers, errors
as their texts, ranges as rows of cells.
"""

from __future__ import annotations

import json

from xlsegment.excel import udfs
from xlsegment.excel.cells import CellError


def answers(calls: str) -> str:
    """Take calls as JSON, ``[[name, [argument, ...]], ...]``; return what the cells would show."""
    return json.dumps([_shown(getattr(udfs, name)(*given)) for name, given in json.loads(calls)])


def _shown(result: object) -> object:
    if isinstance(result, list):
        return [[_shown(cell) for cell in row] for row in result]
    kind = "error" if isinstance(result, CellError) else type(result).__name__
    return f"{kind} {result!s}" if isinstance(result, str) else f"{kind} {result!r}"
