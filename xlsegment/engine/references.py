"""Formulas wherever a workbook keeps them: cells, rules, names, charts, shapes, controls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from xlsegment.engine.draft import Draft
from xlsegment.engine.markup import content, plain, quoted, set_attribute, unnumbered

_ELEMENTS: Final = (
    rb"f|sqref|formula|formula1|formula2|definedName|calculatedColumnFormula|totalsRowFormula"
    rb"|FmlaLink|FmlaRange|FmlaTxbx|FmlaPict|FmlaGroup"
)
_TEXT = re.compile(rb"(<(?:[\w.-]+:)?(?:" + _ELEMENTS + rb")(?:\s[^<>]*)?>)([^<]+)(?=</)")
_ATTRIBUTE = re.compile(
    rb"""(\s(?:location|textlink|fmlaLink|fmlaRange|fmlaTxbx|fmlaPict|linkedCell|listFillRange)="""
    rb"""\s*)("[^"]*"|'[^']*')"""
)
# Bytes of one character that is written as a number.
_WIDEST: Final = len("&#x10FFFF;")
# Parts that hold no formulas, or hold texts that only look like them.
_SKIPPED = re.compile(r"sharedStrings|/theme/|docProps/|^customXml/|styles\d*\.xml$|/media/", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A formula, the part and the element it stands in; of a defined name also name and sheet."""

    part: str
    formula: str
    name: str = ""
    scope: str | None = None
    element: str = ""


def formula_parts(draft: Draft) -> list[str]:
    """Return the parts that may hold formulas."""
    return [
        name
        for name in draft.names
        if name.lower().endswith((".xml", ".vml")) and not _SKIPPED.search(name)
    ]


def mentioning(draft: Draft, name: str) -> list[str]:
    """Return the parts that may hold a name, whatever the case: most hold none."""
    # The longest piece that is written alike in formulas and XML.
    text = max(re.split(r"""['&<>"]+""", name), key=len)
    wanted = re.compile(re.escape(content(text)), re.IGNORECASE)
    found = []
    for part in formula_parts(draft):
        rest = b""
        for piece in draft.stream(part):
            rest += piece
            if wanted.search(unnumbered(rest)):
                found.append(part)
                break
            rest = rest[-_WIDEST * len(text) - 64 :]
    return found


def formulas(draft: Draft, parts: list[str]) -> Iterator[Found]:
    """Yield the formulas of some parts."""
    sheets = list(draft.package.sheet_parts)
    for part in parts:
        for block in _blocks(draft.stream(part)):
            for match in _TEXT.finditer(block):
                # Print areas, filters and the places of rules are kept like formulas.
                if b'"_xlnm.' not in match[1] and not match[1].endswith(b"sqref>"):
                    element = match[1][1:-1].split()[0].decode()
                    yield Found(part, plain(match[2]), *_name(match[1], sheets), element)
            for match in _ATTRIBUTE.finditer(block):
                yield Found(part, plain(match[2][1:-1]).removeprefix("#"))


def _name(tag: bytes, sheets: list[str]) -> tuple[str, str | None]:
    """Return the name and the sheet of a defined name, given its start tag."""
    name = re.search(rb'\sname="([^"]*)"', tag) if b"definedName" in tag else None
    if name is None:
        return "", None
    scope = re.search(rb'\slocalSheetId="(\d+)"', tag)
    known = scope is not None and int(scope[1]) < len(sheets)
    return plain(name[1]), sheets[int(scope[1])] if scope and known else None


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut a part behind the end of a cell, so that no formula is cut in two."""
    rest = b""
    for piece in pieces:
        rest += piece
        cut = rest.rfind(b"</c>")
        if cut >= 0:
            yield rest[: cut + 4]
            rest = rest[cut + 4 :]
    yield rest


def rewrite(draft: Draft, part: str, change: Callable[[str], str]) -> None:
    """Change the formulas of a part; other bytes stay, and all of them when none changes."""
    changed = False

    def text(match: re.Match[bytes]) -> bytes:
        nonlocal changed
        old = plain(match[2])
        new = change(old)
        changed |= new != old
        return match[0] if new == old else match[1] + content(new)

    def attribute(match: re.Match[bytes]) -> bytes:
        nonlocal changed
        old = plain(match[2][1:-1])
        mark = "#" if old.startswith("#") else ""
        new = mark + change(old.removeprefix("#"))
        changed |= new != old
        return match[0] if new == old else match[1] + quoted(new)

    packed = draft.packed(
        _ATTRIBUTE.sub(attribute, _TEXT.sub(text, block)) for block in _blocks(draft.stream(part))
    )
    if changed:
        draft.take(part, packed)
    else:
        packed.close()


def pivot_caches(draft: Draft) -> list[str]:
    """Return the parts that say where pivot tables read from."""
    found = re.compile(r"pivotCacheDefinition[^/]*\.xml$", re.IGNORECASE)
    return [part for part in draft.names if found.search(part)]


def rename_pivot_source(draft: Draft, old: str, new: str) -> None:
    """Let pivot caches read from a table by its new name."""
    for part in pivot_caches(draft):
        data, root = draft.parsed(part)
        source = root.find("cacheSource", "worksheetSource")
        if source is not None and source.attrs.get("name", "").casefold() == old.casefold():
            draft.splice(part, set_attribute(data, source, "name", new))
