"""A copy of a workbook that is made to be printed: some of its sheets, titles up to date.

Programs other than Excel print every sheet that is not hidden, and show a chart's title as it
was when the chart was made, not as the cell says that the title is read from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from xlsegment.engine.address import parse_area, split_sheet
from xlsegment.engine.draft import Draft
from xlsegment.engine.markup import (
    Node,
    Splice,
    content,
    prefix_of,
    set_attribute,
    text_of,
)
from xlsegment.engine.package import Package
from xlsegment.engine.peek import rows_of, shared_strings, text_in

_CHART: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_HIDDEN: Final = "hidden"
_PRINT_AREA: Final = "_xlnm.print_area"


def sheet_names(path: Path) -> list[str]:
    """Return the sheets of a workbook that are not hidden, in the order of their tabs.

    Raises
    ------
    EngineError
        The file cannot be read.
    """
    with Package(path) as package:
        return [
            node.attrs["name"]
            for node in _sheets(package.parsed(package.workbook_part)[1])
            if not node.attrs.get("state", "").lower().endswith(_HIDDEN)
        ]


def write_printed(src: Path, dst: Path, shown: Collection[str]) -> None:
    """Write a copy in which only some sheets are visible and every title is that of its cell.

    Parameters
    ----------
    src
        The workbook; it is only read.
    dst
        The copy; nobody works with it but the program that prints it.
    shown
        Names of the sheets that stay visible.

    Raises
    ------
    EngineError
        The file cannot be read.
    """
    with Package(src) as package:
        draft = Draft(package, dst.parent)
        try:
            _hide_others(draft, shown)
            _renew_titles(draft)
            with dst.open("wb") as out:
                draft.write(out)
        finally:
            draft.close()


def _sheets(root: Node) -> list[Node]:
    sheets = root.find("sheets")
    return sheets.every("sheet") if sheets else []


def _hide_others(draft: Draft, shown: Collection[str]) -> None:
    part = draft.package.workbook_part
    data, root = draft.parsed(part)
    splices: list[Splice] = []
    first, hidden = 0, set[str]()
    for place, node in reversed(list(enumerate(_sheets(root)))):
        if node.attrs["name"] in shown:
            first = place
        else:
            hidden.add(str(place))
            splices += set_attribute(data, node, "state", _HIDDEN)
    # A hidden sheet that is the active one would be shown all the same.
    for view in (v for views in root.every("bookViews") for v in views.every("workbookView")):
        splices += set_attribute(data, view, "activeTab", str(first))
        splices += set_attribute(data, view, "firstSheet", str(first))
    # Where a sheet has a print area, LibreOffice prints it, hidden or not.
    names = root.find("definedNames")
    splices += [
        (node.start, node.end, b"")
        for node in (names.every("definedName") if names else ())
        if node.attrs.get("name", "").casefold() == _PRINT_AREA
        and node.attrs.get("localSheetId") in hidden
    ]
    draft.splice(part, splices)


def _renew_titles(draft: Draft) -> None:
    """Write into each chart the text of the cell that its title is read from."""
    kinds = draft.package.content_types()
    charts = [part for part in draft.names if kinds.get(part.lower()) == _CHART]
    wanted = {part: place for part in charts if (place := _title_place(draft, part))}
    texts = _texts(draft, set(wanted.values()))
    for part, place in wanted.items():
        data, root = draft.parsed(part)
        reference = root.find("chart", "title", "tx", "strRef")
        text = texts.get(place, "")
        if reference is None or not text:
            continue
        mark = prefix_of(data, reference)
        point = b'<%bptCount val="1"/><%bpt idx="0"><%bv>%b</%bv></%bpt>' % (
            *(mark,) * 3, content(text), *(mark,) * 2,
        )  # fmt: skip
        cache = b"<%bstrCache>%b</%bstrCache>" % (mark, point, mark)
        old = reference.find("strCache")
        place_of = reference.find("f")
        assert place_of is not None, "a title without a reference was not wanted"
        start, end = (old.start, old.end) if old else (place_of.end, place_of.end)
        draft.splice(part, [(start, end, cache)])


_Place = tuple[str, int, int]


def _title_place(draft: Draft, part: str) -> _Place | None:
    """Return sheet, row and column of the cell that a chart's title is read from."""
    data, root = draft.parsed(part)
    formula = root.find("chart", "title", "tx", "strRef", "f")
    if formula is None:
        return None
    sheet, cell = split_sheet(text_of(data, formula))
    area = parse_area(cell.replace("$", ""))
    return (sheet, area.row1, area.col1) if sheet and area else None


def _texts(draft: Draft, places: Collection[_Place]) -> Mapping[_Place, str]:
    """Return what cells show, those that are texts."""
    parts = {name.casefold(): found.part for name, found in draft.package.sheet_parts.items()}
    seen = {}
    for sheet in {place[0] for place in places}:
        rows = {row for name, row, _ in places if name == sheet}
        if (part := parts.get(sheet.casefold())) is None:
            continue
        found = rows_of(draft, part, rows)
        for name, row, column in places:
            if name == sheet and (cell := found[row].get(column)) is not None:
                seen[name, row, column] = cell
    strings = shared_strings(draft, seen.values())
    return {place: text_in(cell, strings) for place, cell in seen.items()}
