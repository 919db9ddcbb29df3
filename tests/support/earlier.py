"""Our workbook without the sheets that came later: quick to open and to refresh."""

from __future__ import annotations

import functools
import io

import openpyxl

from xlsegment.text import Lang
from xlsegment.workbook.sheets import SHEETS
from xlsegment.workbook.template import build_workbook


@functools.cache
def earlier_book(lang: Lang = "zh", *, sample: bool = False) -> bytes:
    """Return a new workbook as the first version made it, as to its sheets."""
    book = openpyxl.load_workbook(io.BytesIO(build_workbook(lang, sample)))
    gone = [s.title.in_(lang) for s in SHEETS if s.tables and all(t.later for t in s.tables)]
    for title in gone:
        del book[title]
    for name, defined in list(book.defined_names.items()):
        if any(title in defined.attr_text for title in gone):
            del book.defined_names[name]
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
