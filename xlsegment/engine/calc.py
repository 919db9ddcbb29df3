"""What Excel must know to calculate afresh: the calculation chain and the workbook's flag."""

from __future__ import annotations

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


def drop_chain(draft: Draft) -> None:
    """Remove the calculation chain. Excel rebuilds it, but repairs a file whose chain is wrong."""
    workbook = draft.package.workbook_part
    for relation in draft.package.rels(workbook).values():
        if relation.type == "calcChain" and relation.target in draft:
            draft.drop(relation.target)
            draft.unrelate(workbook, relation.id)


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
