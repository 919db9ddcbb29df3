"""The ``cols`` element of a sheet: styles that columns give to new cells, and their widths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from xlsegment.engine.markup import Node, Splice, apply_splices, prefix_of, set_attribute

_SELF_CLOSED = re.compile(rb"\s*/?>$")


@dataclass(frozen=True, slots=True)
class Change:
    """What changes for one column; None leaves it."""

    width: float | None
    code: str | None


class Columns:
    """The column ranges of one sheet."""

    def __init__(self, data: bytes, root: Node) -> None:
        self._data, self._root = data, root
        self._node = root.find("cols")
        nodes = self._node.every("col") if self._node else []
        self._ranges = [(n.number("min"), n.number("max"), n) for n in nodes]

    def styles(self, numbers: Iterable[int]) -> dict[int, bytes]:
        """Return the style attribute of the columns that have one."""
        found = {}
        for number in numbers:
            for low, high, node in self._ranges:
                if low <= number <= high and node.attrs.get("style", "0") != "0":
                    found[number] = b' s="%b"' % node.attrs["style"].encode()
        return found

    def edit(
        self,
        changes: Mapping[int, Change],
        style_with: Callable[[bytes, str], bytes] | None,
        at: int,
    ) -> list[Splice]:
        """Return the splices for some columns; ``at`` is where a new ``cols`` element goes."""
        if not changes:
            return []
        prefix = prefix_of(self._data, self._root)
        pieces: list[tuple[int, bytes]] = []
        for low, high, node in self._ranges:
            raw = self._data[node.start : node.end]
            cuts = sorted(
                {low, *(c for c in changes if low <= c <= high)}
                | {c + 1 for c in changes if low <= c < high}
            )
            for first, following in zip(cuts, [*cuts[1:], high + 1], strict=True):
                change = changes.get(first)
                if len(cuts) == 1 and change is None:
                    pieces.append((first, raw))
                    continue
                edits = set_attribute(self._data, node, "min", str(first))
                edits += set_attribute(self._data, node, "max", str(following - 1))
                if change:
                    edits += self._edit(node, change, style_with)
                local = [(a - node.start, b - node.start, new) for a, b, new in edits]
                pieces.append((first, apply_splices(raw, local)))
        covered = {n for low, high, _ in self._ranges for n in changes if low <= n <= high}
        for number in sorted(set(changes) - covered):
            pieces.append((number, self._new(prefix, number, changes[number], style_with)))
        inner = b"".join(raw for _, raw in sorted(pieces))
        if self._node is None:
            return [(at, at, b"<%bcols>%b</%bcols>" % (prefix, inner, prefix))]
        return [(self._node.open_end, self._node.close, inner)]

    def _edit(
        self, node: Node, change: Change, style_with: Callable[[bytes, str], bytes] | None
    ) -> list[Splice]:
        edits: list[Splice] = []
        if change.width is not None:
            edits += set_attribute(self._data, node, "width", f"{change.width:g}")
            edits += set_attribute(self._data, node, "customWidth", "1")
        if change.code is not None and style_with:
            old = node.attrs.get("style", "0")
            base = b' s="%b"' % old.encode() if old != "0" else b""
            style = style_with(base, change.code)[4:-1].decode()
            edits += set_attribute(self._data, node, "style", style)
        return edits

    def _new(
        self,
        prefix: bytes,
        number: int,
        change: Change,
        style_with: Callable[[bytes, str], bytes] | None,
    ) -> bytes:
        markup = b'<%bcol min="%d" max="%d"' % (prefix, number, number)
        width = f"{change.width:g}".encode() if change.width is not None else b"9.140625"
        markup += b' width="%b"' % width
        if change.code is not None and style_with:
            markup += b' style="%b"' % style_with(b"", change.code)[4:-1]
        if change.width is not None:
            markup += b' customWidth="1"'
        return markup + b"/>"
