"""What the declarations of our tables say about personal data in them."""

from __future__ import annotations

from typing import Final

from xlsegment.core.header_text import fold
from xlsegment.privacy.sharecheck import TableFacts
from xlsegment.workbook.made_up import made_up_texts
from xlsegment.workbook.sheets import TABLES

#: Tables that show the examples of the functions.
_EXPLAINING: Final = frozenset({"examples", "help"})


def known_tables() -> dict[str, TableFacts]:
    """Return, by the names of our tables in small letters, what a share check should know."""
    facts = {}
    for key, table in TABLES.items():
        kinds = {
            fold(header): column.personal
            for column in table.columns
            if column.personal
            for header in (*column.header.both, *column.aliases)
        }
        made_up = made_up_texts() if key in _EXPLAINING else frozenset[str]()
        if kinds or made_up:
            for name in table.name.both:
                facts[name.casefold()] = TableFacts(kinds, made_up)
    return facts
