"""What in a workbook's XML is markup, what carries people's text, and how it must be written.

A word of Latin letters in markup (``Max`` in ``type="max"``) is nobody's name. So an attribute
whose value is one ASCII word is left to markup unless it is declared here as text; everything else
is searched, and so is all text between tags. A new place is one line in one of these lists.
"""

from __future__ import annotations

import re
from typing import Final

from xlsegment.privacy.places import PlaceKind
from xlsegment.privacy.walk import Element, Unit


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Attributes that carry people's text, in whatever element.
TEXT_ATTRIBUTES: Final = _words(
    """
    name displayName caption descr title alt prompt promptTitle error errorTitle tooltip display
    location Target v description author userName username userId connection command sourceFile
    odcFile url uniqueName displayFolder string href longDesc comment hyperlinkBase destinationFile
    totalsRowLabel dataCaption grandTotalCaption errorCaption missingCaption rowHeaderCaption
    colHeaderCaption subtotalCaption rowPageCaption tag statusText sourceName codeName text content
    """
)
#: Attributes that carry people's text in these elements and belong to markup in others.
_TEXT_PLACES: Final = frozenset(
    tuple(each.split("/"))
    for each in _words(
        """
        filter/val customFilter/val inputCells/val scenario/user item/val item/n i/n i/c
        sheetName/val ddeLink/ddeService ddeLink/ddeTopic pivotCacheDefinition/refreshedBy
        filter/stringValue1 filter/stringValue2 level/sourceCaption sortCondition/customList
        connection/singleSignOnId webPr/post webPr/editPage parameter/cell k/n s/t
        Map/Name Map/RootElement Map/SchemaID Schema/ID DataBinding/FileBindingName
        cellStyle/name definedName/refersTo protectedRange/securityDescriptor
        """
    )
)
#: Elements whose ``name`` belongs to markup: styles and fonts, scenarios of numbers.
_MARKUP_NAMES: Final = _words(
    "tableStyle latin ea cs font family charset rFont scheme srgbClr clrScheme fontScheme"
    " fmtScheme theme gd"
)
#: Numbers of any size in Excel's own extensions.
_MEASURES: Final = _words("manualMin manualMax")
_MARKUP_ELEMENTS: Final = _words("formatCode Anchor TextHAlign TextVAlign")
#: Roots whose attributes are all markup unless declared as text.
_MARKUP_ROOTS: Final = frozenset({"worksheet", "workbook", "sst", "styleSheet", "theme"})

FORMULA_ELEMENTS: Final = _words(
    """
    f formula formula1 formula2 definedName calculatedColumnFormula totalsRowFormula
    FmlaMacro FmlaLink FmlaRange FmlaGroup FmlaPict FmlaTxbx
    """
)
FORMULA_ATTRIBUTES: Final = _words(
    "formula fmlaLink fmlaRange fmlaGroup fmlaPict fmlaTxbx location calculation"
)
#: Names by which formulas find something, with the element that declares them.
DECLARING: Final = frozenset({("definedName", "name"), ("table", "name"), ("table", "displayName")})
#: Names of sheets and of what is only found by its name.
FIXED: Final = frozenset({("sheet", "name")})
REFERRING: Final = frozenset({("worksheetSource", "name"), ("queryTable", "name")})

#: What programs write people's names into, of their own accord.
_NAMING_ELEMENTS: Final = _words("creator lastModifiedBy author manager Manager")
_NAMING_ATTRIBUTES: Final = frozenset(
    {
        ("person", "displayName"), ("fileSharing", "userName"), ("scenario", "user"),
        ("pivotCacheDefinition", "refreshedBy"),
    }
)  # fmt: skip
#: Codes stand between the words of these, as ``&L`` or ``&"Arial"&12``.
CODED: Final = _words("oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter")
CODE: Final = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|[^"\d])')
#: Chart caches hold numbers as text.
NUMBER_CACHES: Final = frozenset({"numCache", "numLit"})
#: What stands in a number's place where text is not allowed, as Office itself writes it.
NO_NUMBER: Final = "#N/A"

_BY_ROOT: Final = {
    "sst": PlaceKind.SHARED_STRING,
    "comments": PlaceKind.COMMENT,
    "ThreadedComments": PlaceKind.COMMENT,
    "personList": PlaceKind.COMMENT,
    "table": PlaceKind.TABLE,
    "queryTable": PlaceKind.CONNECTION,
    "connections": PlaceKind.CONNECTION,
    "externalLink": PlaceKind.EXTERNAL_LINK,
    "pivotCacheDefinition": PlaceKind.PIVOT,
    "pivotCacheRecords": PlaceKind.PIVOT,
    "pivotTableDefinition": PlaceKind.PIVOT,
    "slicerCacheDefinition": PlaceKind.PIVOT,
    "slicers": PlaceKind.PIVOT,
    "timelines": PlaceKind.PIVOT,
    "timelineCacheDefinition": PlaceKind.PIVOT,
    "chartSpace": PlaceKind.CHART,
    "wsDr": PlaceKind.DRAWING,
    "userShapes": PlaceKind.DRAWING,
    "dataModel": PlaceKind.DRAWING,
    "drawing": PlaceKind.DRAWING,
    "xml": PlaceKind.DRAWING,
    "formControlPr": PlaceKind.DRAWING,
    "coreProperties": PlaceKind.PROPERTY,
    "Properties": PlaceKind.PROPERTY,
    "Relationships": PlaceKind.LINK,
    "headers": PlaceKind.HISTORY,
    "revisions": PlaceKind.HISTORY,
    "users": PlaceKind.HISTORY,
    "DataMashup": PlaceKind.CONNECTION,
}
_IN_SHEET: Final = {
    "f": PlaceKind.FORMULA,
    "dataValidations": PlaceKind.VALIDATION,
    "conditionalFormatting": PlaceKind.FORMAT_RULE,
    "headerFooter": PlaceKind.HEADER_FOOTER,
    "hyperlinks": PlaceKind.LINK,
    "sheetData": PlaceKind.CELL,
    "row": PlaceKind.CELL,
    "sheets": PlaceKind.SHEET_NAME,
    "definedNames": PlaceKind.NAME,
}
_SHEETS: Final = frozenset({"worksheet", "chartsheet", "dialogsheet", "macrosheet", "workbook"})


def place_kind(root: str, part: str, unit: Unit) -> PlaceKind:
    """Return the kind of place where a text stands."""
    if part.lower().startswith("customxml/"):
        # Power Query keeps its queries there.
        return PlaceKind.CONNECTION if root == "DataMashup" else PlaceKind.CUSTOM_XML
    element = unit.element
    if root in _SHEETS:
        while element is not None:
            if element.name in _IN_SHEET:
                return _IN_SHEET[element.name]
            element = element.parent
    return _BY_ROOT.get(root, PlaceKind.OTHER)


def is_text(root: str, unit: Unit) -> bool:
    """Tell whether a unit carries people's text, as far as its form tells; else it is markup."""
    if unit.element is None:
        return True
    if unit.form != "attribute":
        return unit.element.name not in _MARKUP_ELEMENTS
    text = unit.text
    if not text.isascii() or "@" in text or " " in text:
        return True
    if (unit.element.name, unit.attribute) in _TEXT_PLACES:
        return not unit.element.value("builtinId")
    if unit.attribute in TEXT_ATTRIBUTES:
        return not (unit.attribute == "name" and unit.element.name in _MARKUP_NAMES)
    return is_free(root)


def is_free(root: str) -> bool:
    """Tell whether a part is nobody's schema: then each attribute may be a text."""
    return root not in _BY_ROOT and root not in _SHEETS and root not in _MARKUP_ROOTS


def is_foreign(unit: Unit) -> bool:
    """Tell whether a unit stands in an extension that another program may have put there."""
    return (
        unit.element is not None and unit.element.within("ext") and unit.attribute not in _MEASURES
    )


def is_formula(unit: Unit) -> bool:
    """Tell whether a unit is a formula or a reference."""
    if unit.form == "attribute":
        return unit.attribute in FORMULA_ATTRIBUTES
    return unit.element is not None and unit.element.name in FORMULA_ELEMENTS


def is_index(element: Element) -> bool:
    """Tell whether a cell's value is only the number of a shared string, a truth or an error."""
    cell = element.parent
    return (
        element.name == "v" and cell is not None and cell.name == "c"
        and cell.value("t") in ("s", "b", "e")
    )  # fmt: skip


def is_number(element: Element) -> bool:
    """Tell whether an element's text is a number that a cell, or a cache of cells, holds."""
    cell = element.parent
    if element.name != "v" or cell is None:
        return False
    if cell.name in ("c", "cell"):
        return cell.value("t") in ("", "n")
    return cell.name == "pt" and cell.within(*NUMBER_CACHES)


def names_somebody(unit: Unit) -> bool:
    """Tell whether a unit is there to say who somebody is."""
    if unit.element is None:
        return False
    if unit.form == "attribute":
        return (unit.element.name, unit.attribute) in _NAMING_ATTRIBUTES
    return unit.element.name in _NAMING_ELEMENTS


def cell_of(unit: Unit) -> str:
    """Return the cell that a text belongs to, as far as the markup around it says."""
    element = unit.element
    while element is not None:
        for name in ("ref", "r", "sqref"):
            if element.name in ("c", "comment", "threadedComment", "hyperlink", "dataValidation"):
                found = element.value(name)
                if found:
                    return found.split(" ")[0].partition(":")[0]
        element = element.parent
    return ""
