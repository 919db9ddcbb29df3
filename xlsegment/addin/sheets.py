"""The add-in's sheets: settings, texts, and the help that Excel-DNA IntelliSense shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from xlsegment.addin.project import PROJECT
from xlsegment.excel.declare import Function
from xlsegment.text import Text

_NAMESPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

Row = Sequence[str | bool]


@dataclass(frozen=True, slots=True)
class AddinSheet:
    """One sheet: its name, its ``codeName``, its cells from A1 on."""

    name: str
    code_name: str
    rows: Sequence[Row]

    def xml(self) -> str:
        """Return the worksheet part."""
        rows = "".join(
            f'<row r="{number}">{"".join(_cell(value) for value in row)}</row>'
            for number, row in enumerate(self.rows, 1)
        )
        return (
            f'<worksheet xmlns="{_NAMESPACE}"><sheetPr codeName="{self.code_name}"/>'
            f"<sheetData>{rows}</sheetData></worksheet>"
        )


def sheets(
    functions: Sequence[Function], texts: Sequence[tuple[str, Text]]
) -> tuple[AddinSheet, ...]:
    """Return the sheets in their order: IntelliSense reads the last one only."""
    return (
        AddinSheet(f"{PROJECT}.conf", "Sheet1", _SETTINGS),
        AddinSheet(f"{PROJECT}.text", "Sheet2", [(key, text.en, text.zh) for key, text in texts]),
        AddinSheet("_IntelliSense_", "Sheet3", _intellisense(functions)),
    )


# Only what must hold everywhere. A key with an empty cell would hide the user's own file, so the
# interpreter is never named here.
_SETTINGS: Final[Sequence[Row]] = (
    ("ADD_WORKBOOK_TO_PYTHONPATH", "false"),
    ("USE UDF SERVER", True),
)


def _intellisense(functions: Sequence[Function]) -> list[Row]:
    """Return what Excel-DNA IntelliSense shows: name, description, help topic, arguments."""
    rows: list[Row] = [("FunctionInfo", "1.0", "")]
    for function in functions:
        arguments = [
            text
            for argument in function.arguments
            for text in (argument.name, _both(argument.help))
        ]
        rows.append((function.name, _both(function.summary), "", *arguments))
    return rows


def _both(text: Text) -> str:
    return "\n".join(text.both)


def _cell(value: str | bool) -> str:
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if not value:
        return "<c/>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
