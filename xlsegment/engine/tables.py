"""A sheet's tables: what is stored of them, and their parts edited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from xlsegment.engine.address import area_text, parse_area
from xlsegment.engine.draft import Draft
from xlsegment.engine.edits import Area
from xlsegment.engine.markup import (
    Node,
    Splice,
    apply_splices,
    prefix_of,
    quoted,
    set_attribute,
)
from xlsegment.engine.package import SheetPart
from xlsegment.errors import BadName, DamagedPackage
from xlsegment.text import Text

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NAME = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*")


@dataclass(slots=True)
class TableInfo:
    """A table as stored."""

    part: str
    data: bytes
    root: Node
    sheet: str
    name: str
    id: int
    area: Area
    header_rows: int
    totals_rows: int
    columns: list[str]

    @property
    def body(self) -> Area:
        """The data rows."""
        area = self.area
        return Area(
            area.row1 + self.header_rows, area.col1, area.row2 - self.totals_rows, area.col2
        )

    @property
    def plain(self) -> bool:
        """Whether it is neither fed by a query nor mapped to XML."""
        return self.root.attrs.get("tableType", "worksheet") == "worksheet"

    def column_nodes(self) -> list[Node]:
        """Return the stored columns."""
        columns = self.root.find("tableColumns")
        return columns.every("tableColumn") if columns else []


def read_tables(draft: Draft, sheet: SheetPart) -> list[TableInfo]:
    """Return the tables of a sheet."""
    return [
        read_table(draft, relation.target, sheet.name)
        for relation in draft.package.related(sheet.part, "table")
    ]


def read_table(draft: Draft, part: str, sheet: str) -> TableInfo:
    """Return one table."""
    data, root = draft.parsed(part)
    area = parse_area(root.attrs.get("ref", ""))
    columns = root.find("tableColumns")
    names = [decode(n.attrs.get("name", "")) for n in columns.children] if columns else []
    if area is None or len(names) != area.col2 - area.col1 + 1:
        reason = Text(f"表格部件“{part}”有误", f"table part “{part}” is wrong")
        raise DamagedPackage(file=draft.package.label, reason=reason)
    return TableInfo(
        part, data, root, sheet, root.attrs.get("displayName", ""), root.number("id"),
        area, root.number("headerRowCount", 1),
        root.number("totalsRowCount"), names,
    )  # fmt: skip


def all_tables(draft: Draft) -> list[TableInfo]:
    """Return the tables of all sheets."""
    sheets = draft.package.sheet_parts.values()
    return [t for sheet in sheets if sheet.part in draft for t in read_tables(draft, sheet)]


def decode(text: str) -> str:
    """Read the ``_xHHHH_`` escapes of a column name."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def encode(text: str) -> bytes:
    """Write a column name as an attribute value."""
    marked = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    marked = re.sub("[\x00-\x1f]", lambda found: f"_x{ord(found[0]):04x}_", marked)
    return quoted(marked)


def check_table_name(name: str, taken: set[str]) -> None:
    """Refuse a name that Excel would not accept for a table."""
    if len(name) > 255 or not _NAME.fullmatch(name) or name.casefold() in ("r", "c"):
        reason = Text("表名须以字母或汉字开头,不含空格和符号", "not a valid table name")
        raise BadName(name=name, reason=reason)
    cell = parse_area(name) is not None or re.fullmatch(r"[rR]\d*[cC]\d*", name)
    if cell:
        raise BadName(name=name, reason=Text("像单元格地址", "it reads like a cell address"))
    if name.casefold() in taken:
        raise BadName(name=name, reason=Text("已被占用", "it is taken"))


def unique_headers(texts: list[str]) -> list[str]:
    """Return the texts made unique without regard to case, as Excel does."""
    taken: set[str] = set()
    unique = []
    for place, text in enumerate(texts, 1):
        base = text or f"Column{place}"
        name, number = base, 2
        while name.casefold() in taken:
            name, number = f"{base}{number}", number + 1
        taken.add(name.casefold())
        unique.append(name)
    return unique


def edited(table: TableInfo, area: Area, headers: list[str], name: str, style: str | None) -> bytes:
    """Return the table's part with a new area, its headers, name and style."""
    data, root = table.data, table.root
    splices: list[Splice] = []
    if area != table.area:
        splices += set_attribute(data, root, "ref", ref(area))
        splices += _filters(table, area)
    splices += _columns(table, area, headers)
    if name != table.name:
        splices += set_attribute(data, root, "displayName", name)
        splices += set_attribute(data, root, "name", name)
    if style is not None:
        splices += _style(table, style)
    return apply_splices(data, splices)


def _filters(table: TableInfo, area: Area) -> list[Splice]:
    data, splices = table.data, list[Splice]()
    body = Area(area.row1, area.col1, area.row2 - table.totals_rows, area.col2)
    node = table.root.find("autoFilter")
    if node is not None:
        splices += set_attribute(data, node, "ref", ref(body))
        width = area.col2 - area.col1 + 1
        for filtered in node.every("filterColumn"):
            if filtered.number("colId") >= width:
                splices.append((filtered.start, filtered.end, b""))
    for sort in (table.root.find("sortState"), node.find("sortState") if node else None):
        old = parse_area(sort.attrs.get("ref", "")) if sort else None
        if sort and (old is None or old.row2 > body.row2 or old.col2 > body.col2):
            splices.append((sort.start, sort.end, b""))
    return splices


def _columns(table: TableInfo, area: Area, headers: list[str]) -> list[Splice]:
    data, nodes = table.data, table.column_nodes()
    prefix = prefix_of(data, table.root)
    next_id = max((node.number("id") for node in nodes), default=0) + 1
    splices: list[Splice] = []
    made: dict[int, bytes] = {}
    kept = 0
    for column, header in enumerate(headers, area.col1):
        place = column - table.area.col1
        if 0 <= place < len(nodes):
            kept += 1
            if table.columns[place] != header:
                splices += _rename(data, nodes[place], header)
            continue
        at = nodes[0].start if place < 0 else nodes[-1].end
        made[at] = made.get(at, b"") + b'<%btableColumn id="%d" name=%b/>' % (
            prefix, next_id, encode(header),
        )  # fmt: skip
        next_id += 1
    splices += [(at, at, markup) for at, markup in made.items()]
    for place, node in enumerate(nodes):
        if not area.col1 <= table.area.col1 + place <= area.col2:
            splices.append((node.start, node.end, b""))
    columns = table.root.find("tableColumns")
    if columns is not None and len(headers) != len(nodes):
        splices += set_attribute(data, columns, "count", str(len(headers)))
    return splices


def _rename(data: bytes, node: Node, header: str) -> list[Splice]:
    found = re.compile(rb"""\sname\s*=\s*("[^"]*"|'[^']*')""").search(
        data, node.start, node.open_end
    )
    return [(found.start(1), found.end(1), encode(header))] if found else []


def _style(table: TableInfo, style: str) -> list[Splice]:
    data, root = table.data, table.root
    node = root.find("tableStyleInfo")
    if node is not None:
        if node.attrs.get("name", "") == style:
            return []
        return set_attribute(data, node, "name", style or None)
    later = root.find("extLst")
    at = later.start if later else root.close
    return [(at, at, _style_info(prefix_of(data, root), style))]


def _style_info(prefix: bytes, style: str) -> bytes:
    name = b" name=" + quoted(style) if style else b""
    return (
        b'<%btableStyleInfo%b showFirstColumn="0" showLastColumn="0" showRowStripes="1" '
        b'showColumnStripes="0"/>' % (prefix, name)
    )


def ref(area: Area) -> str:
    """Write an area the way table parts do."""
    return area_text(area, row_absolute=False, column_absolute=False)


def new_table(number: int, name: str, area: Area, headers: list[str], style: str) -> bytes:
    """Return the part of a new table."""
    whole = quoted(ref(area))
    columns = b"".join(
        b'<tableColumn id="%d" name=%b/>' % (place, encode(header))
        for place, header in enumerate(headers, 1)
    )
    return b"".join(
        (
            _HEAD.encode(),
            b' id="%d" name=%b displayName=%b ref=%b totalsRowShown="0">'
            % (number, quoted(name), quoted(name), whole),
            b"<autoFilter ref=%b/>" % whole,
            b'<tableColumns count="%d">' % len(headers) + columns + b"</tableColumns>",
            _style_info(b"", style),
            b"</table>",
        )
    )
