"""What Excel must know to calculate afresh: the calculation chain and the workbook's flag."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import unescape

from xlsegment.engine.draft import Draft
from xlsegment.engine.markup import prefix_of, set_attribute

# The elements that may stand behind calcPr (schema order).
_LATER = (
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)

_FORMULA: Final = re.compile(rb"<(?:[\w.-]+:)?f(?=[\s/>])")
_WHOLE: Final = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^<>]*[^<>/])?>([^<]*)</")
_QUOTES: Final = {"&quot;": '"', "&apos;": "'"}
_TEXT: Final = re.compile(r'"(?:[^"]|"")*"')
# A function, maybe of another workbook or an add-in.
_CALL: Final = re.compile(r"(?:\[\d+\]!)?([A-Za-z_][\w.]*)\(", re.ASCII)
# What is left of a formula without texts and calls: numbers, operators, array constants.
_CONSTANT: Final = re.compile(r"(?:[\d.,;(){}+\-*/^&=<>%\s]|TRUE|FALSE|(?<=\d)E)*", re.ASCII)
# These say where they stand, or in what.
_OF_PLACE: Final = frozenset({"ROW", "COLUMN", "SHEET", "SHEETS"})


def drop_chain(draft: Draft) -> None:
    """Remove the calculation chain. Excel rebuilds it, but repairs a file whose chain is wrong."""
    workbook = draft.package.workbook_part
    for relation in draft.package.rels(workbook).values():
        if relation.type == "calcChain" and relation.target in draft:
            draft.drop(relation.target)
            draft.unrelate(workbook, relation.id)


def may_be_stale(draft: Draft, sheets: Iterable[str]) -> bool:
    """Tell whether any formula of some sheet parts refers to what may have changed.

    One of constants alone, such as ``RFM_TIER(12,6,2500)``, keeps its result whatever is edited;
    Excel does not calculate it either. To ask for it would turn it into ``#NAME?`` where its
    add-in is missing.
    """
    return any(_refers(draft.stream(part)) for part in sheets)


def _refers(pieces: Iterable[bytes]) -> bool:
    rest = b""
    for piece in pieces:
        block = rest + piece
        rest = b""
        if b"\0" in block:  # not UTF-8: not looked into
            return True
        # Far faster than the pattern, and rarely true of the many rows of data.
        found = b"<f" in block or b":f" in block
        for start in _FORMULA.finditer(block) if found else ():
            whole = _WHOLE.match(block, start.start())
            if whole is not None:
                # Latin-1 reads all bytes; what is not ASCII can only matter inside texts.
                if not is_constant(unescape(whole[1].decode("latin-1"), _QUOTES)):
                    return True
            elif block.find(b"</", start.end()) < 0:
                rest = block[start.start() :]  # the rest of the formula is in the next piece
                break
            else:
                return True
        # a tag may be cut in two
        rest = rest or block[max(block.rfind(b"<"), 0) :]
    return False


def is_constant(formula: str) -> bool:
    """Tell whether a formula consists of constants and functions of them."""
    bare = _TEXT.sub("", formula)
    if any(name.upper() in _OF_PLACE for name in _CALL.findall(bare)):
        return False
    return _CONSTANT.fullmatch(_CALL.sub("(", bare)) is not None


def calculate_on_load(draft: Draft) -> None:
    """Make Excel calculate all formulas when it opens the file: their results may be stale."""
    part = draft.package.workbook_part
    data, root = draft.parsed(part)
    node = root.find("calcPr")
    if node is not None:
        if node.attrs.get("fullCalcOnLoad") not in ("1", "true"):
            draft.splice(part, set_attribute(data, node, "fullCalcOnLoad", "1"))
        return
    at = next((child.start for child in root.children if child.name in _LATER), root.close)
    markup = b'<%bcalcPr fullCalcOnLoad="1"/>' % prefix_of(data, root)
    draft.splice(part, [(at, at, markup)])
