"""Formulas as text: moving them, and following a renamed sheet."""

from __future__ import annotations

import re

from xlsegment.engine.address import column_name, quote_sheet

# Text literals first, so that a sheet's name inside one is left alone. A quoted prefix may name
# a workbook or a span of sheets: those hold "]" or ":" and stay as they are.
_PREFIX = re.compile(r'"(?:[^"]|"")*"|\'((?:[^\']|\'\')+)\'!|(?<![\w.\]:\'])([^\W\d][\w.]*)!')


def moved_formula(text: str, row: int, column: int, to_row: int, to_column: int) -> str:
    """Return a formula with its relative references moved, as copying a cell does."""
    from openpyxl.formula.translate import Translator  # only for shared and filled formulas

    translator = Translator(text, origin=f"{column_name(column)}{row}")
    return str(translator.translate_formula(f"{column_name(to_column)}{to_row}"))


def renamed_in(text: str, old: str, new: str) -> str:
    """Return a formula in which references to a sheet follow its new name."""

    def follow(found: re.Match[str]) -> str:
        name = found[1].replace("''", "'") if found[1] else found[2]
        if name is None or name.casefold() != old.casefold():
            return found[0]
        return quote_sheet(new) + "!"

    return _PREFIX.sub(follow, text)
