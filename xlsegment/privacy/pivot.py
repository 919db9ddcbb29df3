"""Numbers of people in pivot caches become texts, and what describes their fields follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xlsegment.privacy.characters import stretch
from xlsegment.privacy.finder import Finder

_ATTRIBUTES: Final = r"""(?:[^>"']|"[^"]*"|'[^']*')*?"""
_FIELD: Final = re.compile(rf"<(?:\w+:)?cacheField(?=[\s/>]){_ATTRIBUTES}(/?)>")
_SHARED: Final = re.compile(rf"<(?:\w+:)?sharedItems(?=[\s/>])({_ATTRIBUTES})/?>")
_NUMBER: Final = re.compile(rf"<(?:\w+:)?(n)(?=[\s/>])({_ATTRIBUTES})(/?)>")
_RECORD: Final = re.compile(r"<(?:\w+:)?r>(.*?)</(?:\w+:)?r>", re.DOTALL)
_ITEM: Final = re.compile(rf"<(?:\w+:)?(x|n|s|b|e|d|m)(?=[\s/>])({_ATTRIBUTES})(/?)>")
_VALUE: Final = re.compile(r"""(?<!\S)(?:v|minValue|maxValue)\s*=\s*["']([^"']*)["']""")
_NOT_IN_RECORDS: Final = re.compile(r"""\sdatabaseField\s*=\s*["'](?:0|false)["']""")
#: What says that a field holds numbers; without it a field holds texts.
_NUMERIC: Final = re.compile(
    r"""\s(?:containsSemiMixedTypes|containsString|containsNumber|containsInteger"""
    r"""|containsMixedTypes|minValue|maxValue)\s*=\s*(?:"[^"]*"|'[^']*')"""
)
_DATES: Final = re.compile(r"""\scontainsDate\s*=\s*["'](?:1|true)["']""")


def fields_with_numbers(xml: str, finder: Finder) -> set[int]:
    """Return which fields of a cache hold somebody's number, by their definition."""
    return {
        index
        for index, (start, end) in enumerate(_fields(xml))
        for value in _VALUE.finditer(xml, start, end)
        if finder.number(value[1]) is not None
    }


def columns_of_records(xml: str) -> list[int]:
    """Return which field each place of a record belongs to."""
    return [
        index
        for index, (start, end) in enumerate(_fields(xml))
        if not _NOT_IN_RECORDS.search(xml, start, _tag_end(xml, start, end))
    ]


def columns_with_numbers(xml: str, finder: Finder) -> set[int]:
    """Return which places of records hold somebody's number."""
    return {
        place
        for start, end in _records(xml)
        for place, item in enumerate(_ITEM.finditer(xml, start, end))
        if item[1] == "n"
        for value in _VALUE.finditer(item[2])
        if finder.number(value[1]) is not None
    }


def record_values(xml: str) -> Iterator[list[str | None]]:
    """Yield the texts and numbers of each record; None for what stands in the definition."""
    for start, end in _records(xml):
        row: list[str | None] = []
        for item in _ITEM.finditer(xml, start, end):
            value = _VALUE.search(item[2]) if item[1] in ("n", "s") else None
            row.append(stretch(xml, *_shifted(value, item.start(2))).text if value else None)
        yield row


def _shifted(value: re.Match[str], by: int) -> tuple[int, int]:
    return value.start(1) + by, value.end(1) + by


def as_text_in_definition(xml: str, fields: set[int]) -> str:
    """Return a cache's definition with the numbers of some fields as texts."""
    edits: list[tuple[int, int, str]] = []
    for index, (start, end) in enumerate(_fields(xml)):
        if index in fields:
            shared = _SHARED.search(xml, start, end)
            if shared is not None:
                mixed = ' containsMixedTypes="1"' if _DATES.search(shared[1]) else ""
                edits.append((*shared.span(1), mixed + _NUMERIC.sub("", shared[1])))
            edits += _retagged(_NUMBER.finditer(xml, start, end), xml)
    return _applied(xml, edits)


def as_text_in_records(xml: str, columns: set[int]) -> str:
    """Return records with the numbers at some places as texts."""
    edits: list[tuple[int, int, str]] = []
    for start, end in _records(xml):
        items = enumerate(_ITEM.finditer(xml, start, end))
        edits += _retagged((i for at, i in items if at in columns and i[1] == "n"), xml)
    return _applied(xml, edits)


def _retagged(items: Iterator[re.Match[str]], xml: str) -> Iterator[tuple[int, int, str]]:
    for item in items:
        yield *item.span(1), "s"
        if not item[3]:
            closing = re.compile(r"</(?:\w+:)?(n)\s*>").search(xml, item.end())
            if closing is not None:
                yield *closing.span(1), "s"


def _fields(xml: str) -> list[tuple[int, int]]:
    starts = [found.start() for found in _FIELD.finditer(xml)]
    close = re.search(r"</(?:\w+:)?cacheFields\s*>", xml)
    return list(zip(starts, [*starts[1:], close.start() if close else len(xml)], strict=True))


def _tag_end(xml: str, start: int, end: int) -> int:
    found = _FIELD.match(xml, start)
    return found.end() if found else end


def _records(xml: str) -> Iterator[tuple[int, int]]:
    for found in _RECORD.finditer(xml):
        yield found.span(1)


def _applied(xml: str, edits: list[tuple[int, int, str]]) -> str:
    out: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        out += (xml[at:start], new)
        at = end
    return "".join((*out, xml[at:]))
