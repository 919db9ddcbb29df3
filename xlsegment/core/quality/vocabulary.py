"""Rules on words that have a standard: industries and regions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xlsegment.core.masked import HAN, cell_text
from xlsegment.core.quality.column import column_of, listed, rewritten
from xlsegment.core.quality.rule import Found
from xlsegment.core.quality.tables import Tables
from xlsegment.core.standards.industries import SECTIONS, may_mean, section_of
from xlsegment.core.standards.regions import Region, regions_of
from xlsegment.text import Text

_HAN: Final = re.compile(f"[{HAN}]")


def industries(tables: Tables) -> Iterator[Found]:
    """Find industries that are no section of GB/T 4754 by name."""

    def standard(cell: object) -> str | None:
        section = section_of(cell, tables.industries)
        if section is None or cell in SECTIONS[section].both:
            return None
        return SECTIONS[section].in_(tables.lang)

    for place in tables.columns("industry"):
        yield from rewritten(tables, "I-066", place, standard, shown=cell_text)
        column = column_of(tables, *place)
        unknown = [section_of(cell, tables.industries) is None for cell in column.cells]
        several = [may_mean(cell) for cell in column.cells]
        for letters in sorted(set(several)):
            rows = column.at(
                is_unknown and may == letters
                for is_unknown, may in zip(unknown, several, strict=True)
            )
            if letters:
                fields = {"sections": Text("、".join(letters), ", ".join(letters))}
                yield from listed(tables, "W-066", place, rows, shown=cell_text, fields=fields)
            else:
                yield from listed(tables, "W-065", place, rows)


def regions(tables: Tables) -> Iterator[Found]:
    """Find regions that are not written as 省-市, and those that cannot be."""
    for place in tables.columns("region"):
        column = column_of(tables, *place)
        meant = [regions_of(cell) for cell in column.cells]
        yield from rewritten(tables, "I-067", place, _whole, shown=cell_text)
        yield from rewritten(tables, "I-072", place, _finer, accept="ask", shown=cell_text)
        for readings in sorted({found for found in meant if _is_doubtful(found)}, key=str):
            rows = column.at(found == readings for found in meant)
            more = "…" if len(readings) > _NAMED else ""
            fields = {"regions": "、".join(region.text for region in readings[:_NAMED]) + more}
            yield from listed(tables, "W-067", place, rows, shown=cell_text, fields=fields)
        unknown = column.at(
            not found and _HAN.search(cell_text(cell)) is not None
            for cell, found in zip(column.cells, meant, strict=True)
        )
        yield from listed(tables, "W-064", place, unknown)


#: Readings of an ambiguous region that are named.
_NAMED: Final = 3


def _whole(cell: object) -> str | None:
    """Return 省-市 where the text says no more and no less."""
    found = regions_of(cell)
    return found[0].text if len(found) == 1 and found[0].city and not found[0].finer else None


def _finer(cell: object) -> str | None:
    """Return 省-市 where the text names a district, too, which would go."""
    found = regions_of(cell)
    return found[0].text if len(found) == 1 and found[0].finer else None


def _is_doubtful(found: tuple[Region, ...]) -> bool:
    return len(found) > 1 or (len(found) == 1 and not found[0].city)
