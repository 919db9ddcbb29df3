"""What a finding's code says: how serious it is, what it means, what is done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from xlsegment.text import Text

Level = Literal["error", "warning", "info"]

LEVEL_TEXT: Final[dict[Level, Text]] = {
    "error": Text("错误", "Error"),
    "warning": Text("警告", "Warning"),
    "info": Text("提示", "Info"),
}


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One code: how serious it is, what it means, what is done about it."""

    code: str
    level: Level
    what: Text
    done: Text


def kinds(*given: FindingKind) -> dict[str, FindingKind]:
    """Return kinds by their code."""
    return {kind.code: kind for kind in given}
