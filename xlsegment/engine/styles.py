"""Cell formats: copies of existing ones with another number format, appended to styles.xml."""

from __future__ import annotations

from typing import Final

from xlsegment.engine.cells import DAY, MOMENT, TIME
from xlsegment.engine.markup import (
    MarkupFault,
    Node,
    Splice,
    append_child,
    apply_splices,
    prefix_of,
    quoted,
    set_attribute,
)
from xlsegment.errors import TooManyStyles

MAX_FORMATS: Final = 65_490
FIRST_CUSTOM: Final = 164
DAY_CODE: Final = "yyyy-mm-dd"
MOMENT_CODE: Final = "yyyy-mm-dd hh:mm:ss"
TIME_CODE: Final = "hh:mm:ss"
_CODES: Final = {DAY: DAY_CODE, MOMENT: MOMENT_CODE, TIME: TIME_CODE}


class Styles:
    """The cell formats of a workbook; new ones are noted and written by `result`."""

    def __init__(self, data: bytes, root: Node) -> None:
        self._data = data
        formats = root.find("cellXfs")
        if formats is None or not formats.every("xf"):
            raise MarkupFault("没有单元格格式", "it has no cell formats")
        self._root, self._formats, self._nodes = root, formats, formats.every("xf")
        self._xfs = [data[node.start : node.end] for node in self._nodes]
        self._format_ids = [node.number("numFmtId") for node in self._nodes]
        self._found = {xf: index for index, xf in reversed(list(enumerate(self._xfs)))}
        self._kept = len(self._xfs)
        number_formats = root.find("numFmts")
        declared = number_formats.every("numFmt") if number_formats else []
        self._codes = {n.number("numFmtId"): n.attrs.get("formatCode", "") for n in declared}
        self._known_codes = len(self._codes)
        self._derived: dict[tuple[bytes, str], bytes] = {}
        self._dated: dict[tuple[bytes, int], bytes] = {}

    def with_code(self, style: bytes, code: str) -> bytes:
        """Return the style attribute of a copy of ``style`` that shows ``code``."""
        key = (style, code)
        if key not in self._derived:
            self._derived[key] = self._derive(style, self._format_id(code))
        return self._derived[key]

    def with_date(self, style: bytes, kind: int) -> bytes:
        """Return ``style`` when it shows dates, else a copy of it that does."""
        key = (style, kind)
        if key not in self._dated:
            shows = self._shows_date(style)
            self._dated[key] = style if shows else self.with_code(style, _CODES[kind])
        return self._dated[key]

    def _shows_date(self, style: bytes) -> bool:
        from xlsegment.engine.serials import BUILTIN_FORMATS, is_date_format

        number = self._format_ids[self._index(style)]
        return is_date_format(self._codes.get(number) or BUILTIN_FORMATS.get(number, ""))

    def _format_id(self, code: str) -> int:
        from xlsegment.engine.serials import BUILTIN_FORMATS

        # Only ids that mean the same in every locale; 14 and its like show the user's own form.
        stable = [n for n in (*range(5), *range(9, 12), 49) if BUILTIN_FORMATS[n] == code]
        known: list[int] = stable + [n for n, stored in self._codes.items() if stored == code]
        if known:
            return known[0]
        number = max(FIRST_CUSTOM - 1, *self._codes, FIRST_CUSTOM - 1) + 1
        self._codes[number] = code
        return number

    def _derive(self, style: bytes, number: int) -> bytes:
        node = self._nodes[self._index(style)]
        edits = set_attribute(self._data, node, "numFmtId", str(number))
        edits += set_attribute(self._data, node, "applyNumberFormat", "1")
        xf = apply_splices(
            self._data[node.start : node.end],
            [(start - node.start, end - node.start, new) for start, end, new in edits],
        )
        if xf not in self._found:
            if len(self._xfs) >= MAX_FORMATS:
                raise TooManyStyles(limit=MAX_FORMATS)
            self._found[xf] = len(self._xfs)
            self._xfs.append(xf)
        return b' s="%d"' % self._found[xf]

    def result(self) -> bytes | None:
        """Return the new styles.xml, or None when nothing was added."""
        if len(self._xfs) == self._kept:
            return None
        splices = self._number_formats()
        added = b"".join(self._xfs[self._kept :])
        splices += append_child(self._data, self._formats, added)
        splices += set_attribute(self._data, self._formats, "count", str(len(self._xfs)))
        return apply_splices(self._data, splices)

    def _number_formats(self) -> list[Splice]:
        new = list(self._codes.items())[self._known_codes :]
        if not new:
            return []
        prefix = prefix_of(self._data, self._root)
        markup = b"".join(
            b'<%bnumFmt numFmtId="%d" formatCode=%b/>' % (prefix, number, quoted(code))
            for number, code in new
        )
        node = self._root.find("numFmts")
        if node is not None:
            splices = append_child(self._data, node, markup)
            return splices + set_attribute(self._data, node, "count", str(len(self._codes)))
        at = self._root.open_end
        head = b'<%bnumFmts count="%d">' % (prefix, len(new))
        return [(at, at, head + markup + b"</%bnumFmts>" % prefix)]

    def _index(self, style: bytes) -> int:
        index = int(style[4:-1]) if style else 0
        return index if index < len(self._nodes) else 0  # Excel, too, takes the default then
