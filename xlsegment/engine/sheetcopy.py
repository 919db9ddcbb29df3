"""A copy of a sheet, where nothing hangs on it that could not stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from xlsegment.engine import references
from xlsegment.engine.draft import Draft
from xlsegment.engine.formulas import rename_sheets
from xlsegment.engine.package import Package, SheetPart, rels_part
from xlsegment.errors import SheetInUse
from xlsegment.text import Text

_COPIED: Final = ("hyperlink", "printerSettings")
_KINDS: Final = {
    "table": Text("含表格", "it holds a table"),
    "drawing": Text("含图形或图表", "it holds drawings or charts"),
    "comments": Text("含批注", "it holds comments"),
    "pivotTable": Text("含数据透视表", "it holds a pivot table"),
}
_SELECTED = re.compile(rb"""\stabSelected\s*=\s*["'](?:1|true)["']""")
# Names of the sheet that must not stand twice: its macro module and its revision id.
_IDENTITY = re.compile(rb"""\s(?:codeName|xr:uid)\s*=\s*(?:"[^"]*"|'[^']*')""")
_ROWS = re.compile(rb"<(?:[\w.-]+:)?sheetData[\s/>]")


def copy_sheet(draft: Draft, source: SheetPart, part: str, name: str) -> None:
    """Add a copy of a worksheet to the draft as ``part``."""
    package = draft.package
    check_copyable(package, source)
    kind = package.content_types()[source.part.lower()]
    draft.add(part, b"", kind)
    draft.pack(part, _without_identity(draft.stream(source.part)))
    if package.rels(source.part):
        stored = rels_part(source.part)
        draft.put(rels_part(part), draft.read(package.resolve(stored) or stored))
    own = {source.name.casefold(): name}
    references.rewrite(draft, part, lambda formula: rename_sheets(formula, own))


def check_copyable(package: Package, source: SheetPart) -> None:
    """Refuse to copy a sheet on which something hangs that could not stand twice."""
    what = Text("复制", "copied")
    if source.kind != "worksheet":
        raise SheetInUse(sheet=source.name, what=what, reason=Text("不是工作表", "it has no cells"))
    for relation in package.rels(source.part).values():
        if relation.type not in _COPIED:
            other = Text(f"含“{relation.type}”", f"it holds a {relation.type}")
            reason = _KINDS.get(relation.type, other)
            raise SheetInUse(sheet=source.name, what=what, reason=reason)


def _without_identity(pieces: Iterable[bytes]) -> Iterator[bytes]:
    head = b""
    stream = iter(pieces)
    for piece in stream:
        head += piece
        if _ROWS.search(head):
            break
    rows = _ROWS.search(head)
    at = rows.start() if rows else len(head)
    yield _SELECTED.sub(b"", _IDENTITY.sub(b"", head[:at])) + head[at:]
    yield from stream
