"""XML with byte positions: small parts are parsed to see what to change, then spliced as bytes.

Nothing is ever written back from the tree, so whatever is not touched stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_ROOT: Final = "http://purl.oclc.org/ooxml/"

_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']""")
_UTF8: Final = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_QUOTED: Final = re.compile(rb"""(?:[^>"']|"[^"]*"|'[^']*')*>""")
_QNAME = re.compile(rb"<((?:[^\s/>:]+:)?)")
_ENTITY = re.compile(r"&(?:#(x[0-9A-Fa-f]+|[0-9]+)|(amp|lt|gt|quot|apos));")
_NUMBERED = re.compile(rb"&#(x[0-9A-Fa-f]+|[0-9]+);")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_QUOT: Final = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


class MarkupFault(Exception):
    """XML that must not be edited. ``hostile`` tells an attack from a mishap."""

    def __init__(self, zh: str, en: str, *, hostile: bool = False, sound: bool = False) -> None:
        super().__init__(en)
        self.zh, self.en, self.hostile, self.sound = zh, en, hostile, sound


class Node:
    """One element: its name, attributes and where its bytes are.

    ``start:open_end`` is the start tag, ``close:end`` the end tag (empty when self-closed).
    Attribute keys of another namespace read ``uri}local``.
    """

    __slots__ = ("attrs", "children", "close", "end", "name", "ns", "open_end", "parent", "start")

    def __init__(self, ns: str, name: str, attrs: dict[str, str], parent: Node | None) -> None:
        self.ns, self.name, self.attrs, self.parent = ns, name, attrs, parent
        self.children: list[Node] = []
        self.start = self.open_end = self.close = self.end = 0

    def find(self, *path: str) -> Node | None:
        """Return the first descendant at a path of local names."""
        node: Node | None = self
        for name in path:
            node = next((c for c in node.children if c.name == name), None) if node else None
        return node

    def every(self, name: str) -> list[Node]:
        """Return the children with a local name."""
        return [child for child in self.children if child.name == name]

    def walk(self) -> Iterator[Node]:
        """Yield this element and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def number(self, key: str, default: int = 0) -> int:
        """Return an attribute that counts something."""
        text = self.attrs.get(key, "").strip()
        if not text:
            return default
        if not text.isascii() or not text.isdigit() or len(text) > 10:
            raise MarkupFault(f"“{key}”不是数字", f"its “{key}” is not a number")
        return int(text)

    @property
    def empty(self) -> bool:
        """Whether the element is self-closed."""
        return self.close == self.end


def check_encoding(head: bytes) -> None:
    """Refuse XML that is not UTF-8, or that declares a document type."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:64]:
        raise MarkupFault("其编码不是 UTF-8", "it is not encoded in UTF-8", sound=True)
    declared = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _UTF8:
        raise MarkupFault("其编码不是 UTF-8", "it is not encoded in UTF-8", sound=True)


def doctype_refused(*_: object) -> None:
    """Stop at a document type: Office never writes one, attacks do."""
    raise MarkupFault("XML 含有 DOCTYPE 声明", "its XML declares a document type", hostile=True)


def tag_end(data: bytes, start: int) -> int:
    """Return where the tag that starts at ``start`` ends, minding quoted ``>``."""
    found = _QUOTED.match(data, start)
    if found is None:
        raise MarkupFault("XML 不完整", "its XML is incomplete")
    return found.end()


def parse(data: bytes) -> Node:
    """Parse a part into its root element."""
    check_encoding(data[:256])
    parser = expat.ParserCreate(namespace_separator="}")
    top = Node("", "", {}, None)
    current = top

    def on_start(name: str, attrs: dict[str, str]) -> None:
        nonlocal current
        ns, _, local = name.rpartition("}")
        node = Node(ns, local, attrs, current)
        node.start = parser.CurrentByteIndex
        node.open_end = tag_end(data, node.start)
        current.children.append(node)
        current = node

    def on_end(name: str) -> None:
        nonlocal current
        node = current
        if data[node.open_end - 2 : node.open_end] == b"/>":
            node.close = node.end = node.open_end
        else:
            node.close = parser.CurrentByteIndex
            node.end = tag_end(data, node.close)
        current = node.parent or top

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.StartDoctypeDeclHandler = doctype_refused
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise MarkupFault("XML 有语法错误", "its XML is not well-formed") from error
    return top.children[0]


Splice = tuple[int, int, bytes]


def apply_splices(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Replace byte ranges. Insertions at one place keep the order in which they are given."""
    out: list[bytes] = []
    at = 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        out.append(data[at:start])
        out.append(new)
        at = end
    out.append(data[at:])
    return b"".join(out)


def prefix_of(data: bytes, node: Node) -> bytes:
    """Return the namespace prefix an element is written with, colon included."""
    found = _QNAME.match(data, node.start)
    return found[1] if found else b""


def _attribute(data: bytes, node: Node, name: str) -> re.Match[bytes] | None:
    pattern = rb"""\s%b\s*=\s*("[^"]*"|'[^']*')""" % re.escape(name.encode())
    return re.compile(pattern).search(data, node.start, node.open_end)


def quoted(text: str) -> bytes:
    """Write an attribute value with its quotes."""
    return b'"' + escape(text, _QUOT).encode() + b'"'


def content(text: str) -> bytes:
    """Write character data."""
    return escape(text).encode()


def plain(data: bytes) -> str:
    """Read raw character data or attribute text."""
    return plain_text(data.decode())


def plain_text(text: str) -> str:
    """Undo XML's entities, those written as numbers included.

    Examples
    --------
    >>> plain_text("&#23458;&#x6237;!A1&amp;&quot;&lt;&quot;")
    '客户!A1&"<"'
    """
    return _ENTITY.sub(_character, text) if "&" in text else text


def unnumbered(data: bytes) -> bytes:
    """Return raw XML whose letters stand as such, which some programs write as numbers."""
    return _NUMBERED.sub(_letter, data) if b"&#" in data else data


def _character(found: re.Match[str]) -> str:
    if found[2]:
        return _NAMED[found[2]]
    number = int(found[1][1:], 16) if found[1][0] == "x" else int(found[1])
    # What is no character stays as it stands.
    real = number < 0xD800 or 0xE000 <= number <= 0x10FFFF
    return chr(number) if real else found[0]


def _letter(found: re.Match[bytes]) -> bytes:
    text = plain_text(found[0].decode())
    return content(text) if text != found[0].decode() else found[0]


def set_attribute(data: bytes, node: Node, name: str, text: str | None) -> list[Splice]:
    """Change, add or (None) remove one attribute of an element, by its name as written."""
    found = _attribute(data, node, name)
    if text is None:
        return [(found.start(), found.end(), b"")] if found else []
    if found:
        return [(found.start(1), found.end(1), quoted(text))]
    at = node.open_end - (2 if node.empty else 1)
    return [(at, at, b" %b=%b" % (name.encode(), quoted(text)))]


def append_child(data: bytes, node: Node, new: bytes) -> list[Splice]:
    """Add markup as the last child of an element, opening it when it is self-closed."""
    if not node.empty:
        return [(node.close, node.close, new)]
    qname = data[node.start + 1 : node.open_end].split(None, 1)[0].rstrip(b"/>")
    slash = data.rindex(b"/", node.start, node.open_end)
    return [(slash, node.open_end, b">" + new + b"</" + qname + b">")]


def text_of(data: bytes, node: Node) -> str:
    """Return the character data of an element without children."""
    return plain(data[node.open_end : node.close])
