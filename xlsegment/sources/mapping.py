"""Which column of an export is which of ours: guessed from headers, or given."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from xlsegment.errors import HeaderNotInSource, SourceColumnsMissing, UnknownColumn
from xlsegment.sources.aliases import ALIASES, BESIDE, NOT_MEANT, PLAIN, REQUIRED, plain

How = Literal["given", "known", "part"]

# The shortest alias that may be only a part of a header, for Chinese and for Latin letters.
_PART: Final = (3, 6)


@dataclass(frozen=True, slots=True)
class Match:
    """One of our columns and the header it is read from.

    ``how`` tells whether the header was given, is a known alias, or only contains one;
    ``others`` are headers that could have been meant instead.
    """

    column: str
    header: str
    position: int
    how: How
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """The match of every column that was found, and the headers nobody uses."""

    matches: tuple[Match, ...]
    unused: tuple[str, ...]

    @property
    def positions(self) -> tuple[int, ...]:
        """Where the matched columns stand in the file."""
        return tuple(match.position for match in self.matches)

    @property
    def columns(self) -> tuple[str, ...]:
        """Our names of the matched columns, in the same order."""
        return tuple(match.column for match in self.matches)


def guess_columns(
    headers: Sequence[str],
    given: Mapping[str, str] | None = None,
    *,
    required: Sequence[str] = REQUIRED,
    flags: Mapping[str, str] | None = None,
) -> Guess:
    """Match the headers of a file to our columns.

    Parameters
    ----------
    headers
        The file's headers, made unique.
    given
        Column → header, decided by the caller; an empty header means "do not read this column".
    required
        The columns without which the file is of no use.
    flags
        Column → the option of the caller that names its header; ``--map`` by default.

    Raises
    ------
    UnknownColumn, HeaderNotInSource
        When ``given`` names a column we do not have or a header the file does not have.
    SourceColumnsMissing
        When a required column was not found.
    """
    given = given or {}
    matches = {column: _given(headers, column, header) for column, header in given.items()}
    taken = {match.position for match in matches.values() if match}
    open_columns = [column for column in ALIASES if column not in matches]
    for find in (_known, _part):
        for column in open_columns:
            if column not in matches and (match := find(headers, column, taken)):
                matches[column] = match
                taken.add(match.position)
    found = tuple(match for column in ALIASES if (match := matches.get(column)))
    missing = [column for column in required if not matches.get(column)]
    if missing:
        raise SourceColumnsMissing(
            missing=", ".join(missing),
            headers=" · ".join(headers),
            example=" ".join(
                f"{flags[column]} …" if flags else f"--map {column}=…" for column in missing
            ),
        )
    return Guess(found, tuple(h for i, h in enumerate(headers) if i not in taken))


def _given(headers: Sequence[str], column: str, header: str) -> Match | None:
    """Return the match a person asked for."""
    if column not in ALIASES:
        raise UnknownColumn(column=column, columns=", ".join(ALIASES))
    if not header:
        return None
    if header in headers:
        return Match(column, header, headers.index(header), "given")
    same = [i for i, name in enumerate(headers) if plain(name) == plain(header)]
    if len(same) == 1:
        return Match(column, headers[same[0]], same[0], "given")
    near = difflib.get_close_matches(header, headers, n=3, cutoff=0.4) or list(headers)
    raise HeaderNotInSource(header=header, headers=" · ".join(near))


def _known(headers: Sequence[str], column: str, taken: set[int]) -> Match | None:
    """Match by alias: the earliest alias in the list wins, the others are shown."""
    names = [plain(header) for header in headers]
    positions = [
        position
        for alias in (*PLAIN[column], *_beside(column, names))
        for position, name in enumerate(names)
        if name == alias and position not in taken
    ]
    return _match(headers, column, positions, "known")


def _beside(column: str, names: list[str]) -> list[str]:
    return [alias for (of, alias), other in BESIDE.items() if of == column and other in names]


def _part(headers: Sequence[str], column: str, taken: set[int]) -> Match | None:
    """Match by a known alias at the end of a header: ``门店实付金额``."""
    positions = [
        position
        for alias in PLAIN[column]
        if len(alias) >= _PART[alias.isascii()]
        for position, name in enumerate(map(plain, headers))
        if position not in taken
        and name.endswith(alias)
        and not any(word in name.removesuffix(alias) for word in NOT_MEANT)
    ]
    return _match(headers, column, positions, "part")


def _match(headers: Sequence[str], column: str, positions: list[int], how: How) -> Match | None:
    if not positions:
        return None
    first, *rest = dict.fromkeys(positions)
    return Match(column, headers[first], first, how, tuple(headers[i] for i in rest))
