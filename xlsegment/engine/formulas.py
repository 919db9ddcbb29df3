"""Formulas as text: what they refer to, and the same formula with a reference changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from xlsegment.engine.address import (
    MAX_COLUMNS,
    MAX_ROWS,
    column_name,
    column_number,
    parse_area,
    quote_sheet,
)
from xlsegment.engine.edits import Area

_IN_BRACKETS = r"(?:[^\[\]']|'.)*"
_TOKEN = re.compile(
    r"""
      (?P<text>"(?:[^"]|"")*")
    | (?P<error>\#(?:REF!|N/A|NULL!|DIV/0!|VALUE!|NAME\?|NUM!|SPILL!|CALC!))
    | (?P<sheet>(?:'(?:[^']|'')+'|(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|\[\d+\])!)
    | (?P<area>
        (?:\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?
          |\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}
          |\$?\d{1,7}:\$?\d{1,7})
        (?![\w.(\[!]))
    | (?P<number>\d+\.?\d*(?:[Ee][+-]?\d+)?)
    | (?P<name>[^\W\d][\w.\\?]*|\\[\w.\\?]*)?(?P<part>\[(?:INSIDE|\[INSIDE\])*\])
    | (?P<word>[^\W\d][\w.\\?]*|\\[\w.\\?]*)
    """.replace("INSIDE", _IN_BRACKETS),
    re.VERBOSE,
)
_ROW_FIXED = re.compile(r"\$?[A-Za-z]{1,3}\$\d+|\$?[A-Za-z]{1,3}|\$\d+")
_CORNER = re.compile(r"(\$?)([A-Za-z]{1,3})?(\$?)(\d+)?")
_ROW = re.compile(r"(\$?)(\d+)$")


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a formula; ``sheet`` is its sheet as written there, None for its own."""

    sheet: str | None
    area: Area


def sheets_of(prefix: str) -> list[str]:
    """Return the sheets that ``'My Sheet'!`` or ``Jan:Dec!`` names; none if external."""
    name = prefix[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    # Another workbook: [1]Sheet1 or C:\folder\[Book.xlsx]Sheet1
    return [] if "[" in name else name.split(":")


def references(formula: str) -> Iterator[Reference]:
    """Yield the addresses in a formula."""
    prefix, end = None, -1
    for token in _TOKEN.finditer(formula):
        if token["sheet"]:
            prefix, end = token["sheet"], token.end()
        elif token["area"]:
            area = parse_area(token["area"])
            before = prefix if end == token.start() else None
            if area is None:
                continue
            if before is None:
                yield Reference(None, area)
            for sheet in sheets_of(before) if before else ():
                yield Reference(sheet, area)


def sheets_named(formula: str) -> set[str]:
    """Return the sheets a formula names, in lower case."""
    return {
        name.casefold()
        for token in _TOKEN.finditer(formula)
        if token["sheet"]
        for name in sheets_of(token["sheet"])
    }


def calls(formula: str) -> Iterator[tuple[str, str]]:
    """Yield (workbook, function) of every call; the workbook is empty or as it is written."""
    prefix, end = "", -1
    for token in _TOKEN.finditer(formula):
        if token["sheet"]:
            prefix, end = token["sheet"][:-1].strip("'"), token.end()
        elif token["word"] and formula[token.end() : token.end() + 1] == "(":
            yield prefix if end == token.start() else "", token["word"]


def words(formula: str) -> Iterator[str]:
    """Yield what may be a defined name: every word that no sheet is named before."""
    end = -1
    for token in _TOKEN.finditer(formula):
        if token["sheet"]:
            end = token.end()
        elif token["word"] and end != token.start():
            yield token["word"]


def structured(formula: str) -> Iterator[tuple[str, str]]:
    """Yield (table, part) of what stands in square brackets; the table is empty for its own.

    Examples
    --------
    >>> list(structured("SUM(Sales[Amount])+[@Tax]"))
    [('Sales', '[Amount]'), ('', '[@Tax]')]
    """
    for token in _TOKEN.finditer(formula):
        if token["part"]:
            yield token["name"] or "", token["part"]


def _rewritten(formula: str, change: Callable[[re.Match[str]], str | None]) -> str:
    def replace(token: re.Match[str]) -> str:
        new = change(token)
        return token[0] if new is None else new

    return _TOKEN.sub(replace, formula)


def rename_sheets(formula: str, names: Mapping[str, str]) -> str:
    """Return the formula with sheets called by their new names; keys are in lower case."""

    def change(token: re.Match[str]) -> str | None:
        old = sheets_of(token["sheet"]) if token["sheet"] else []
        new = [names.get(name.casefold(), name) for name in old]
        if new == old:
            return None
        plain = all(quote_sheet(name) == name for name in new)
        joined = ":".join(new)
        return (joined if plain else "'" + joined.replace("'", "''") + "'") + "!"

    return _rewritten(formula, change)


def rename_table(formula: str, old: str, new: str) -> str:
    """Return the formula with a table called by its new name."""

    def change(token: re.Match[str]) -> str | None:
        name = token["name"] or token["word"] or ""
        called = formula[token.end() : token.end() + 1] == "("
        if name.casefold() == old.casefold() and not called:
            return new + (token["part"] or "")
        return None

    return _rewritten(formula, change)


def column_specifier(name: str) -> str:
    """Write a column name as structured references do, special characters escaped."""
    return re.sub(r"(['\[\]#@])", r"'\1", name)


def rename_column(formula: str, table: str, old: str, new: str, *, inside: bool = False) -> str:
    """Return the formula with a table's column called by its new name.

    ``inside`` tells that the formula may stand in the table, where its name can be left out.
    """
    was = re.compile(r"(?<=[\[,])" + re.escape(column_specifier(old)) + r"(?=\])", re.IGNORECASE)
    now = column_specifier(new)

    def change(token: re.Match[str]) -> str | None:
        if not token["part"] or not _of_table(token, table, inside=inside):
            return None
        return (token["name"] or "") + was.sub(lambda _: now, token["part"])

    return _rewritten(formula, change)


def _of_table(token: re.Match[str], table: str, *, inside: bool) -> bool:
    name = token["name"]
    return name.casefold() == table.casefold() if name else inside


def names_column(formula: str, table: str, column: str, *, inside: bool = False) -> bool:
    """Tell whether a formula speaks of a column of a table."""
    return rename_column(formula, table, column, "\x01", inside=inside) != formula


def is_positional(formula: str) -> bool:
    """Tell whether a formula refers to rows relative to its own."""
    return any(
        not _ROW_FIXED.fullmatch(corner)
        for token in _TOKEN.finditer(formula)
        if token["area"]
        for corner in token["area"].split(":")
    )


def shift(formula: str, rows: int, columns: int = 0) -> str:
    """Return what a formula becomes when it is copied some rows down and columns right."""

    def moved(corner: str) -> str | None:
        found = _CORNER.fullmatch(corner)
        if found is None:
            return None
        letters, number = found[2] or "", found[4] or ""
        if not letters and found[1]:  # a whole row: the dollar is the row's
            return corner
        if letters and not found[1]:
            column = column_number(letters) + columns
            if not 1 <= column <= MAX_COLUMNS:
                return None
            letters = column_name(column)
        if number and not found[3]:
            row = int(number) + rows
            if not 1 <= row <= MAX_ROWS:
                return None
            number = str(row)
        return (found[1] or "") + letters + (found[3] or "") + number

    def change(token: re.Match[str]) -> str | None:
        if not token["area"]:
            return None
        corners = [moved(corner) for corner in token["area"].split(":")]
        return ":".join(c for c in corners if c) if all(corners) else "#REF!"

    return _rewritten(formula, change)


def stretch(formula: str, area: Area, last_row: int) -> str:
    """Return a formula whose addresses of all rows of an area end at another row."""

    def change(token: re.Match[str]) -> str | None:
        found = parse_area(token["area"]) if token["area"] else None
        if found is None or token.string[token.start() - 1 : token.start()] == "!":
            return None
        if (found.row1, found.row2) != (area.row1, area.row2):
            return None
        if not area.col1 <= found.col1 <= found.col2 <= area.col2:
            return None
        first, colon, last = token["area"].partition(":")
        return first + colon + _ROW.sub(rf"\g<1>{last_row}", last) if colon else None

    return _rewritten(formula, change)
