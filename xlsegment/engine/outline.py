"""A sheet without its rows: the XML before and behind ``sheetData``, what it tells, its edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from xlsegment.engine import columns
from xlsegment.engine.address import area_text, parse_area
from xlsegment.engine.edits import Area
from xlsegment.engine.markup import (
    MAIN,
    STRICT_ROOT,
    MarkupFault,
    Node,
    Splice,
    append_child,
    apply_splices,
    parse,
    prefix_of,
    set_attribute,
    text_of,
)
from xlsegment.engine.plan import hull


@dataclass(frozen=True, slots=True)
class Follow:
    """A table whose data rows end elsewhere now: what covered them ends there too."""

    old: Area  # the data rows before, without header and totals
    new_last_row: int


@dataclass(slots=True)
class Outline:
    """Edits of a sheet outside of its rows, and what was found there."""

    extent: Area | None = None
    widths: dict[int, float] = field(default_factory=dict)
    column_formats: dict[int, str] = field(default_factory=dict)
    style_with: Callable[[bytes, str], bytes] | None = None
    follows: list[Follow] = field(default_factory=list)
    filters: dict[str, str] = field(default_factory=dict)  # old -> new area of the autoFilter
    new_table_ids: list[str] = field(default_factory=list)  # relationship ids
    check: Callable[[Node], None] | None = None
    _root_tag: bytes = b""
    _columns: columns.Columns | None = None

    def edit_head(self, head: bytes) -> bytes:
        """Edit the bytes up to and with the ``sheetData`` start tag (or up to its place)."""
        root_name = re.search(rb"<([^\s?!>/]+)", _declared(head))
        if root_name is None:
            raise MarkupFault("不是工作表", "it is no worksheet")
        opened = re.search(rb"<[^<>]*sheetData[^<>]*>\s*$", head)
        closing = b"</%b>" % root_name[1]
        body = head[: opened.start()] if opened else head
        root = parse(body + closing)
        if root.ns.startswith(STRICT_ROOT):
            raise MarkupFault("是 Strict 格式", "it is Strict Open XML", sound=True)
        if root.name != "worksheet" or root.ns != MAIN:
            raise MarkupFault("不是工作表", "it is no worksheet")
        self._root_tag = body[root.start : root.open_end]
        self._columns = columns.Columns(body, root)
        splices = self._dimension(body, root)
        changes = {
            column: columns.Change(
                width=self.widths.get(column), code=self.column_formats.get(column)
            )
            for column in {*self.widths, *self.column_formats}
        }
        splices += self._columns.edit(changes, self.style_with, at=len(body))
        return apply_splices(body, splices) + head[len(body) :]

    def column_styles(self, numbers: Iterable[int]) -> dict[int, bytes]:
        """Return the style attribute that columns prescribe for their new cells."""
        return self._columns.styles(numbers) if self._columns else {}

    def _dimension(self, body: bytes, root: Node) -> list[Splice]:
        node = root.find("dimension")
        old = parse_area(node.attrs.get("ref", "")) if node else None
        if node is None or old is None or self.extent is None:
            return []
        new = hull([old, self.extent])
        if new is None or new == old:
            return []
        return set_attribute(body, node, "ref", plain_area(new))

    def edit_tail(self, tail: bytes) -> bytes:
        """Edit the bytes from behind the rows on; they start with ``</sheetData>`` or later."""
        closed = re.match(rb"</[^<>]*sheetData\s*>", tail)
        rest = tail[closed.end() :] if closed else tail
        data = self._root_tag + rest
        root = parse(data)
        if self.check:
            self.check(root)
        splices: list[Splice] = []
        for node in root.walk():
            splices += self._tail_splices(data, node)
        splices += self._table_parts(data, root)
        new = apply_splices(data, splices)
        return (tail[: closed.end()] if closed else b"") + new[len(self._root_tag) :]

    def _tail_splices(self, data: bytes, node: Node) -> list[Splice]:
        parent = node.parent.name if node.parent else ""
        if node.name in ("conditionalFormatting", "dataValidation") and "sqref" in node.attrs:
            new = follow(node.attrs["sqref"], self.follows)
            if new != node.attrs["sqref"]:
                return set_attribute(data, node, "sqref", new)
        elif node.name == "sqref" and parent in ("conditionalFormatting", "dataValidation"):
            old = text_of(data, node)
            new = follow(old, self.follows)
            if new != old:
                return [(node.open_end, node.close, new.encode())]
        elif node.name == "autoFilter" and parent == "worksheet":
            old = node.attrs.get("ref", "")
            if old in self.filters:
                return set_attribute(data, node, "ref", self.filters[old])
        return []

    def _table_parts(self, data: bytes, root: Node) -> list[Splice]:
        if not self.new_table_ids:
            return []
        prefix = prefix_of(data, root)
        relationships = (
            b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        )
        parts = b"".join(
            b'<%btablePart %b r:id="%b"/>' % (prefix, relationships, rel_id.encode())
            for rel_id in self.new_table_ids
        )
        node = root.find("tableParts")
        if node is not None:
            count = str(len(node.every("tablePart")) + len(self.new_table_ids))
            return append_child(data, node, parts) + set_attribute(data, node, "count", count)
        markup = b'<%btableParts count="%d">%b</%btableParts>' % (
            prefix, len(self.new_table_ids), parts, prefix,
        )  # fmt: skip
        # Only extLst may follow tableParts.
        extensions = root.find("extLst")
        at = extensions.start if extensions else root.close
        return [(at, at, markup)]


def _declared(head: bytes) -> bytes:
    """Return the markup from the root element on."""
    end = head.find(b"?>")
    return head[end + 2 :] if end >= 0 else head


def plain_area(area: Area) -> str:
    """Write an area without dollars."""
    return area_text(area, row_absolute=False, column_absolute=False)


def follow(sqref: str, follows: list[Follow]) -> str:
    """Return areas with those that covered a table's data rows ending where the table ends."""
    parts = sqref.split()
    out = []
    for part in parts:
        area = parse_area(part)
        for rule in follows if area else ():
            assert area is not None
            inside = rule.old.col1 <= area.col1 and area.col2 <= rule.old.col2
            covers = area.row1 <= rule.old.row1 and area.row2 >= rule.old.row2
            whole = area.row1 == 1 and area.row2 == 1_048_576
            grows = area.row2 < rule.new_last_row
            shrinks = area.row2 == rule.old.row2 and rule.new_last_row >= rule.old.row1
            if inside and covers and not whole and (grows or shrinks):
                area = Area(area.row1, area.col1, rule.new_last_row, area.col2)
                part = plain_area(area)
        out.append(part)
    return " ".join(out) if out != parts else sqref
