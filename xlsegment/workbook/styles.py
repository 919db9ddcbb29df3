"""Colours, fonts and cell styles of the built workbooks: one place for how things look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from xlsegment.workbook.declare import Area, ColumnSpec, Role

# Falls back to the system's Chinese font where it is not installed.
FONT: Final = "Microsoft YaHei"

INK: Final = "1B2A38"
MUTED: Final = "5A6672"
ACCENT: Final = "0A5A8A"
WARN: Final = "8A3B00"
LINE: Final = "D5DBE1"
CARD: Final = "F2F6FA"
INPUT_CELL: Final = "EAF3FA"
WHITE: Final = "FFFFFF"

# Okabe-Ito, for charts: told apart by people who are colour-blind, and in grey print by order.
SERIES: Final = ("0072B2", "E69F00")
# For parts that carry dark labels.
PARTS: Final = ("56B4E9", "E69F00", "BBBBBB")
# For slices, which carry dark labels, too; the last one is what is left over.
SLICES: Final = ("56B4E9", "E69F00", "F0E442", "CC79A7", "009E73", "BBBBBB")

# Header fill and text per role; all pairs have a contrast of at least 4.5 to 1.
HEADERS: Final[Mapping[Role, tuple[str, str]]] = {
    "input": ("0A5A8A", WHITE),
    "optional": ("CFE4F2", INK),
    "result": ("006B4F", WHITE),
    "editable": ("8A4B08", WHITE),
}
TABS: Final[Mapping[Area, str]] = {
    "start": "1B2A38",
    "input": "0072B2",
    "output": "8C8C8C",
    "track": "009E73",
    "check": "E69F00",
    "help": "5A6672",
}

_THIN = Side(style="thin", color=LINE)
BODY_BORDER: Final = Border(bottom=_THIN, right=_THIN)
RULE: Final = Border(bottom=Side(style="medium", color=ACCENT))


def font(size: float = 10, *, bold: bool = False, italic: bool = False, color: str = INK) -> Font:
    """Return the workbook's font in one size and weight."""
    return Font(name=FONT, size=size, bold=bold, italic=italic, color=color)


def fill(color: str) -> PatternFill:
    """Return a solid fill."""
    return PatternFill("solid", start_color=color, end_color=color)


def body_alignment(column: ColumnSpec) -> Alignment:
    """Return how a column's cells are aligned: numbers right, dates and codes centred."""
    right = column.kind in ("money", "count", "days", "rate", "number")
    centred = column.kind in ("date", "month")
    horizontal = "right" if right else "center" if centred else "left"
    return Alignment(
        horizontal=horizontal,
        vertical="center",
        wrap_text=column.wrap or None,
        indent=0 if centred else 1,  # else a number touches the text to its right
    )


HEADER_ALIGNMENT: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
LINE_ALIGNMENT: Final = Alignment(horizontal="left", vertical="center")
