"""Sheets added, deleted, renamed, moved and copied: the workbook part and its list of tabs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from xlsegment.engine.calc import drop_chain
from xlsegment.engine.draft import Draft
from xlsegment.engine.edits import SheetPlan
from xlsegment.engine.formulas import rename_sheets
from xlsegment.engine.markup import (
    RELATIONSHIPS,
    Node,
    Splice,
    apply_splices,
    content,
    prefix_of,
    quoted,
    set_attribute,
    text_of,
)
from xlsegment.engine.package import SheetPart
from xlsegment.engine.sheetcopy import copy_sheet
from xlsegment.engine.sheetrefs import check_deletable, rename_everywhere
from xlsegment.errors import BadName, ProtectedStructure, SheetInUse, SheetMissing
from xlsegment.text import Text

MAX_NAME: Final = 31
WORKSHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_EMPTY_SHEET: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    b'<dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    b'<sheetFormatPr defaultRowHeight="15"/><sheetData/><pageMargins left="0.7" right="0.7" '
    b'top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>'
)
_FORBIDDEN = re.compile(r"[:\\/?*\[\]\x00-\x1f]|^'|'$")


@dataclass(slots=True)
class Tab:
    """One sheet of the saved workbook and where it comes from."""

    plan: SheetPlan
    source: str | None
    copied: bool
    sheet: SheetPart


def check_sheet_name(name: str, others: set[str]) -> None:
    """Refuse a name that Excel would not accept for a sheet."""
    if not name or len(name.encode("utf-16-le")) > 2 * MAX_NAME or _FORBIDDEN.search(name):
        reason = Text(
            "工作表名为 1 至 31 个字符,不含 : \\ / ? * [ ],首尾不是单引号",
            "a sheet name has 1 to 31 characters without : \\ / ? * [ ] or outer apostrophes",
        )
        raise BadName(name=name, reason=reason)
    if name.casefold() == "history" or name.casefold() in others:
        raise BadName(name=name, reason=Text("已被占用", "it is taken"))


def arrange(draft: Draft, plans: list[SheetPlan], freed_names: set[str]) -> list[SheetPart]:
    """Bring the wanted sheets into the draft; return the part of each plan.

    ``freed_names`` are the workbook's defined names that the same edits set anew or delete.
    """
    stored = draft.package.sheet_parts
    for plan in plans:
        if plan.source is not None and plan.source not in stored:
            raise SheetMissing(sheet=plan.source)
    if [(plan.name, plan.source) for plan in plans] == [(name, name) for name in stored]:
        return list(stored.values())
    _check(draft, plans)
    drop_chain(draft)
    deleted = [name for name in stored if all(plan.source != name for plan in plans)]
    for name in deleted:
        check_deletable(draft, stored[name], {*deleted}, freed_names)
    tabs = _tabs(draft, plans)
    renamed = {
        tab.source.casefold(): tab.plan.name
        for tab in tabs
        if tab.source and not tab.copied and tab.source != tab.plan.name
    }
    for name in deleted:
        draft.drop_with_children(stored[name].part)
        draft.unrelate(draft.package.workbook_part, stored[name].rel_id)
    if renamed:
        rename_everywhere(draft, renamed)
    _write(draft, tabs)
    return [tab.sheet for tab in tabs]


def _check(draft: Draft, plans: list[SheetPlan]) -> None:
    _, root = draft.parsed(draft.package.workbook_part)
    protection = root.find("workbookProtection")
    if protection is not None and protection.attrs.get("lockStructure") in ("1", "true"):
        odd = next((p.name for p in plans if p.name != p.source), plans[0].name if plans else "")
        raise ProtectedStructure(sheet=odd)
    taken: set[str] = set()
    for plan in plans:
        if plan.name != plan.source or plan.name.casefold() in taken:
            check_sheet_name(plan.name, taken)
        taken.add(plan.name.casefold())
    hidden = {
        node.attrs.get("name") for node in _sheet_nodes(root) if node.attrs.get("state", "") != ""
        and node.attrs["state"] != "visible"
    }  # fmt: skip
    if all(plan.source in hidden for plan in plans):
        name = plans[0].name if plans else next(iter(draft.package.sheet_parts))
        reason = Text("至少要留一张可见的工作表", "one visible sheet must remain")
        raise SheetInUse(sheet=name, what=Text("删除", "deleted"), reason=reason)


def _sheet_nodes(root: Node) -> list[Node]:
    sheets = root.find("sheets")
    return sheets.children if sheets else []


def _tabs(draft: Draft, plans: list[SheetPlan]) -> list[Tab]:
    """Decide which plan keeps a stored sheet, and make the parts of the others."""
    stored = draft.package.sheet_parts
    keepers: dict[str, SheetPlan] = {}
    for plan in plans:
        if plan.source is not None:
            held = keepers.get(plan.source)
            if held is None or _likeness(plan) > _likeness(held):
                keepers[plan.source] = plan
    tabs = []
    for plan in plans:
        if plan.source is not None and keepers[plan.source] is plan:
            old = stored[plan.source]
            sheet = SheetPart(plan.name, old.part, old.kind, old.rel_id)
            tabs.append(Tab(plan, plan.source, False, sheet))
            continue
        part = draft.free_name("xl/worksheets/sheet{}.xml")
        if plan.source is None:
            draft.add(part, _EMPTY_SHEET, WORKSHEET_TYPE)
        else:
            copy_sheet(draft, stored[plan.source], part, plan.name)
        rel_id = draft.relate(draft.package.workbook_part, "worksheet", part)
        sheet = SheetPart(plan.name, part, "worksheet", rel_id)
        tabs.append(Tab(plan, plan.source, plan.source is not None, sheet))
    return tabs


def _likeness(plan: SheetPlan) -> tuple[bool, bool]:
    """Return how surely a plan means the stored sheet itself rather than a copy of it."""
    return not plan.copied, plan.name == plan.source


def _write(draft: Draft, tabs: list[Tab]) -> None:
    """Write the list of sheets, and everything in the workbook part that counts tabs."""
    part = draft.package.workbook_part
    data, root = draft.parsed(part)
    nodes = {node.attrs.get("name", ""): node for node in _sheet_nodes(root)}
    stored = list(nodes)
    next_id = max(node.number("sheetId") for node in nodes.values()) + 1
    markup: list[bytes] = []
    for tab in tabs:
        if tab.source is not None and not tab.copied:
            node = nodes[tab.source]
            raw = data[node.start : node.end]
            edits = set_attribute(data, node, "name", tab.plan.name)
            local = [(start - node.start, end - node.start, new) for start, end, new in edits]
            markup.append(apply_splices(raw, local) if tab.plan.name != tab.source else raw)
            continue
        prefix = prefix_of(data, root)
        relation = b'xmlns:r="%b" r:id=%b' % (RELATIONSHIPS.encode(), quoted(tab.sheet.rel_id))
        markup.append(
            b'<%bsheet name=%b sheetId="%d" %b/>'
            % (prefix, quoted(tab.plan.name), next_id, relation)
        )
        next_id += 1
    sheets = root.find("sheets")
    splices: list[Splice] = []
    if sheets is not None:
        splices.append((sheets.open_end, sheets.close, b"".join(markup)))
    places = {
        stored.index(tab.source): index
        for index, tab in enumerate(tabs)
        if tab.source is not None and not tab.copied
    }
    splices += _views(data, root, places, len(tabs))
    splices += _local_names(data, root, places, stored, tabs)
    draft.splice(part, splices)


def _views(data: bytes, root: Node, places: Mapping[int, int], count: int) -> list[Splice]:
    splices: list[Splice] = []
    views = root.find("bookViews")
    for node in views.children if views else ():
        active = node.number("activeTab")
        new = places.get(active, min(active, count - 1))
        if new != active:
            splices += set_attribute(data, node, "activeTab", str(new))
        if node.number("firstSheet") >= count:
            splices += set_attribute(data, node, "firstSheet", None)
    return splices


def _local_names(
    data: bytes, root: Node, places: Mapping[int, int], stored: list[str], tabs: list[Tab]
) -> list[Splice]:
    """Renumber the names of single sheets, drop those of deleted ones, copy those of copies."""
    names = root.find("definedNames")
    splices: list[Splice] = []
    kept = 0
    for node in names.children if names else ():
        scope = node.attrs.get("localSheetId")
        if scope is None:
            kept += 1
            continue
        old = node.number("localSheetId")
        raw = data[node.start : node.end]
        copies = b""
        for index, tab in enumerate(tabs):
            if tab.copied and old < len(stored) and tab.source == stored[old]:
                copies += _copied_name(data, node, raw, index, stored[old], tab.plan.name)
        if old not in places:
            splices.append((node.start, node.end, copies))
        else:
            kept += 1
            if places[old] != old:
                splices += set_attribute(data, node, "localSheetId", str(places[old]))
            if copies:
                splices.append((node.end, node.end, copies))
        kept += bool(copies)
    if names is not None and names.children and not kept:
        return [(names.start, names.end, b"")]
    return splices


def _copied_name(data: bytes, node: Node, raw: bytes, index: int, old: str, new: str) -> bytes:
    text = content(rename_sheets(text_of(data, node), {old.casefold(): new}))
    edits = set_attribute(data, node, "localSheetId", str(index))
    edits.append((node.open_end, node.close, text))
    return apply_splices(raw, [(a - node.start, b - node.start, n) for a, b, n in edits])
