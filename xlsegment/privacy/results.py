"""What cleaning and looking through a file found: counts by place, never a value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from xlsegment.privacy.places import Place, PlaceKind


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """What was taken out of a file.

    Attributes
    ----------
    replaced
        How many values, by place and kind of data.
    dropped
        Parts that were left out.
    """

    replaced: Counter[tuple[PlaceKind, str]] = field(default_factory=Counter)
    dropped: tuple[Place, ...] = ()

    @property
    def total(self) -> int:
        """How many values were replaced."""
        return self.replaced.total()


@dataclass(frozen=True, slots=True)
class Hit:
    """Personal data in one place: of which kind and how often, never what it is."""

    place: Place
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class ShareReport:
    """What is in a file that is about to be shared.

    Attributes
    ----------
    hits
        Personal data by place and kind. Cells are summed up by sheet and column; their place is
        the first of them.
    unread
        Places that nothing could look into, such as pictures.
    """

    hits: tuple[Hit, ...] = ()
    unread: tuple[Place, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing was found; what could not be read is not known."""
        return not self.hits


class Found:
    """Finds, summed up by place: the first cell stands for all of a column."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[PlaceKind, str, str, str, str]] = Counter()
        self._cells: dict[tuple[PlaceKind, str, str, str, str], str] = {}

    def add(self, place: Place, kind: str, count: int = 1) -> None:
        """Add finds of one kind in one place."""
        letters = place.cell.rstrip("0123456789")
        key = (place.kind, place.part, place.sheet, letters, kind)
        self._counts[key] += count
        self._cells.setdefault(key, place.cell)

    def hits(self) -> tuple[Hit, ...]:
        """Return what was added, in the order of the places."""
        return tuple(
            Hit(Place(key[0], key[1], key[2], self._cells[key]), key[4], count)
            for key, count in self._counts.items()
        )
