"""Defined names: added, changed and deleted in the workbook part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from xlsegment.engine.address import area_text, parse_area, quote_sheet
from xlsegment.engine.draft import Draft
from xlsegment.engine.markup import (
    Node,
    Splice,
    append_child,
    content,
    prefix_of,
    quoted,
    text_of,
)
from xlsegment.errors import BadName, SheetMissing
from xlsegment.text import Text

MAX_REFERS_TO: Final = 8_192
_VALID = re.compile(r"(?:[^\W\d]|\\)[\w.\\?]*")
_LATER: Final = (
    "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
    "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


def check_name(name: str) -> None:
    """Refuse a text that Excel would not accept as a defined name."""
    builtin = name.startswith("_xlnm.")
    cell = parse_area(name) is not None or re.fullmatch(r"[rR]\d*(?:[cC]\d*)?|[cC]\d*", name)
    if not builtin and (len(name) > 255 or not _VALID.fullmatch(name)):
        raise BadName(name=name, reason=Text("含有不允许的字符", "it holds characters not allowed"))
    if cell:
        raise BadName(name=name, reason=Text("像单元格地址", "it reads like a cell address"))


def edit_names(
    draft: Draft, names: Mapping[tuple[str, str | None], str | None], sheets: list[str]
) -> None:
    """Bring changes of defined names into the draft; ``sheets`` are the final tabs in order."""
    if not names:
        return
    part = draft.package.workbook_part
    data, root = draft.parsed(part)
    stored = root.find("definedNames")
    nodes = stored.every("definedName") if stored else []
    known = {(n.attrs.get("name", "").casefold(), n.attrs.get("localSheetId")): n for n in nodes}
    splices: list[Splice] = []
    added: list[tuple[str, bytes]] = []
    prefix = prefix_of(data, root)
    gone: set[int] = set()
    for (name, sheet), refers_to in names.items():
        scope = _scope(sheet, sheets)
        node = known.get((name.casefold(), scope))
        if refers_to is None:
            if node is not None:
                splices.append((node.start, node.end, b""))
                gone.add(node.start)
            continue
        text = refers_to.removeprefix("=")
        if len(text) > MAX_REFERS_TO or not text:
            raise BadName(name=name, reason=Text("引用为空或过长", "what it refers to is too long"))
        if node is not None:
            if text_of(data, node) != text:
                splices.append(_changed(data, node, text))
            continue
        check_name(name)
        local = b' localSheetId="%b"' % scope.encode() if scope is not None else b""
        markup = b"<%bdefinedName name=%b%b>%b</%bdefinedName>" % (
            prefix, quoted(name), local, content(text), prefix,
        )  # fmt: skip
        added.append((name, markup))
    splices += _added(data, root, stored, added)
    if stored is not None and nodes and len(gone) == len(nodes) and not added:
        splices = [(stored.start, stored.end, b"")]
    draft.splice(part, splices)


def _scope(sheet: str | None, sheets: list[str]) -> str | None:
    if sheet is None:
        return None
    folded = [name.casefold() for name in sheets]
    if sheet.casefold() not in folded:
        raise SheetMissing(sheet=sheet)
    return str(folded.index(sheet.casefold()))


def _changed(data: bytes, node: Node, text: str) -> Splice:
    if node.empty:
        return append_child(data, node, content(text))[0]
    return (node.open_end, node.close, content(text))


def _added(
    data: bytes, root: Node, stored: Node | None, added: list[tuple[str, bytes]]
) -> list[Splice]:
    """Put new names among the old ones in Excel's order (by name, case ignored)."""
    if not added:
        return []
    added.sort(key=lambda item: item[0].casefold())
    if stored is None:
        prefix = prefix_of(data, root)
        later = (child.start for child in root.children if child.name in _LATER)
        at = next(later, root.close)
        inner = b"".join(markup for _, markup in added)
        return [(at, at, b"<%bdefinedNames>%b</%bdefinedNames>" % (prefix, inner, prefix))]
    splices: list[Splice] = []
    last: list[bytes] = []  # together: an empty list is opened only once
    for name, markup in added:
        following = (
            node.start
            for node in stored.children
            if node.attrs.get("name", "").casefold() > name.casefold()
        )
        at = next(following, -1)
        if at < 0:
            last.append(markup)
        else:
            splices.append((at, at, markup))
    if last:
        splices += append_child(data, stored, b"".join(last))
    return _joined(splices)


def _joined(splices: list[Splice]) -> list[Splice]:
    """Join insertions at one place, so that opening a self-closed element happens once."""
    merged: dict[tuple[int, int], bytes] = {}
    for start, end, new in splices:
        merged[start, end] = merged.get((start, end), b"") + new
    return [(start, end, new) for (start, end), new in merged.items()]


def follow_filter(draft: Draft, sheet: str, index: int, filters: Mapping[str, str]) -> None:
    """Keep the hidden name of a sheet's filter range in step with the range."""
    part = draft.package.workbook_part
    data, root = draft.parsed(part)
    stored = root.find("definedNames")
    splices: list[Splice] = []
    for node in stored.every("definedName") if stored else ():
        own = node.attrs.get("localSheetId") == str(index)
        if not own or node.attrs.get("name") != "_xlnm._FilterDatabase":
            continue
        for old, new in filters.items():
            if text_of(data, node).replace("'", "") == f"{sheet}!{_absolute(old)}".replace("'", ""):
                splices.append(_changed(data, node, f"{quote_sheet(sheet)}!{_absolute(new)}"))
    draft.splice(part, splices)


def _absolute(ref: str) -> str:
    area = parse_area(ref)
    return area_text(area) if area else ref
