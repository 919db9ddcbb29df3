"""What a workbook knows of its vault: which one, and how far it had come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from xlsegment.engine.bookmodel import BookModel
from xlsegment.errors import ForeignVault, OldVault
from xlsegment.text import Text
from xlsegment.vault.layout import Content

#: The defined name that holds it (see `xlsegment.workbook.memory`); hidden from nobody.
STAMP_NAME: Final = "xlsegment_vault"

_SHAPE: Final = re.compile(r"([0-9a-f]{32})-([0-9]{1,18})-([0-9]{1,18})-([0-9a-f]{64})")
_WORKBOOK: Final = Text("工作簿", "the workbook")
_REASON: Final = Text(
    "第 {now} 版，工作簿记着第 {then} 版", "generation {now}, the workbook knows {then}"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Id and generation of a vault, length and last hash of its log."""

    vault: bytes
    generation: int
    log: int
    head: bytes

    @classmethod
    def of(cls, content: Content) -> Self:
        """Return the stamp of a vault as it is now."""
        return cls(content.vault, content.generation, len(content.log), content.log[-1].hash)

    @property
    def text(self) -> str:
        """What is written into the workbook: letters, digits and dashes."""
        return f"{self.vault.hex()}-{self.generation}-{self.log}-{self.head.hex()}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the stamp that a text spells, None if it spells none."""
        found = _SHAPE.fullmatch(text)
        if found is None:
            return None
        return cls(bytes.fromhex(found[1]), int(found[2]), int(found[3]), bytes.fromhex(found[4]))


def stamp_of(workbook: Path) -> str:
    """Return the text that stands in a closed workbook, empty if there is none or no workbook."""
    if not workbook.is_file():
        return ""
    model = BookModel(workbook)
    try:
        for name in model.names:
            if name.name == STAMP_NAME:
                return name.refers_to.removeprefix("=").strip('"')
    finally:
        model.close()
    return ""


def check(text: str, content: Content, file: str, *, accept_older: bool = False) -> None:
    """Raise an error if a workbook knows another vault, or a later state of this one."""
    if not text:
        return
    stamp = Stamp.read(text)
    if stamp is None or stamp.vault != content.vault:
        raise ForeignVault(file=file)
    shorter = len(content.log) < stamp.log or content.log[stamp.log - 1].hash != stamp.head
    if not accept_older and (content.generation < stamp.generation or shorter):
        reason = Text(
            *(each.format(now=content.generation, then=stamp.generation) for each in _REASON.both)
        )
        raise OldVault(file=file, who=_WORKBOOK, reason=reason)
