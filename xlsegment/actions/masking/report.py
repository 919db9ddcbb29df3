"""What masking a workbook did: counts by place and kind, never a value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsegment.actions.masking.cells import Done
    from xlsegment.privacy.places import Place
    from xlsegment.privacy.results import Scrubbed


@dataclass(frozen=True, slots=True)
class MaskReport:
    """What masking a workbook did.

    Attributes
    ----------
    file
        The file that was made or replaced.
    done
        The columns whose cells were masked.
    scrubbed
        What was taken out of every other place.
    forgotten
        Formulas that use masked columns: Excel calculates them when it opens the file.
    common
        Values that are words of the workbook, too; masked in their own cells alone.
    joined
        Sheets that got a column of join codes.
    unread
        Places that nothing can look into, such as pictures.
    snapshots
        Copies for undo that were removed, since they held originals.
    vault
        The file that keeps the originals; None where nothing keeps them.
    """

    file: Path
    done: tuple[Done, ...]
    scrubbed: Scrubbed
    forgotten: int
    common: int
    joined: tuple[str, ...] = ()
    unread: tuple[Place, ...] = ()
    snapshots: int = 0
    vault: Path | None = None

    @property
    def masked(self) -> int:
        """How many cells of columns were masked."""
        return sum(done.masked for done in self.done)

    @property
    def whole(self) -> int:
        """How many of them were not understood and are masked whole."""
        return sum(done.whole for done in self.done)

    @property
    def kinds(self) -> Counter[str]:
        """How many values by kind, in columns and elsewhere."""
        counted: Counter[str] = Counter()
        for done in self.done:
            counted[done.column.kind] += done.masked
        for (_, kind), count in self.scrubbed.replaced.items():
            counted[kind] += count
        return counted
