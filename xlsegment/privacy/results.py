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
