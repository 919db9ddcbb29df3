"""One module of a VBA project: its name, its kind, its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["standard", "class", "workbook", "sheet"]

# What a module of each kind derives from; standard modules derive from nothing.
_BASES: Final[dict[Kind, str]] = {
    "workbook": "0{00020819-0000-0000-C000-000000000046}",
    "sheet": "0{00020820-0000-0000-C000-000000000046}",
    "class": "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}",
}


@dataclass(frozen=True, slots=True)
class Module:
    """One module.

    Attributes
    ----------
    name
        As the editor shows it; of a workbook or sheet also its ``codeName``.
    code
        What the editor shows: without the attributes at the top of an exported file.
    kind
        Documents stand behind the workbook and its sheets.
    """

    name: str
    code: str = ""
    kind: Kind = "standard"

    @property
    def is_document(self) -> bool:
        """Whether it belongs to the workbook or a sheet."""
        return self.kind in ("workbook", "sheet")

    def text(self) -> str:
        """Return the whole text as the project keeps it, with CR LF line ends."""
        lines = [f'Attribute VB_Name = "{self.name}"']
        if self.kind in _BASES:
            lines += [
                f'Attribute VB_Base = "{_BASES[self.kind]}"',
                "Attribute VB_GlobalNameSpace = False",
                "Attribute VB_Creatable = False",
                f"Attribute VB_PredeclaredId = {self.is_document}",
                "Attribute VB_Exposed = True",
                "Attribute VB_TemplateDerived = False",
                f"Attribute VB_Customizable = {self.is_document}",
            ]
        lines += self.code.rstrip("\n").splitlines()
        return "\r\n".join(lines) + "\r\n"


def code_of(exported: str) -> str:
    """Return the code of an exported ``.bas`` or ``.cls`` file: without what stands above it."""
    lines = exported.splitlines()
    if lines and lines[0].startswith("VERSION "):
        lines = lines[lines.index("END") + 1 :]
    while lines and lines[0].startswith("Attribute VB_"):
        lines.pop(0)
    return "\n".join(lines) + "\n"
