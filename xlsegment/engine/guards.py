"""Refusals: places where a write would break something, found before anything is saved."""

from __future__ import annotations

from xlsegment.engine.address import column_name, parse_area
from xlsegment.engine.edits import Area
from xlsegment.engine.markup import Node
from xlsegment.engine.outline import plain_area
from xlsegment.engine.package import Package
from xlsegment.engine.plan import SheetTarget
from xlsegment.errors import ArrayFormula, MergedCell, PivotArea, ProtectedSheet, TableShape
from xlsegment.text import Text


def address(row: int, column: int) -> str:
    """Write the address of a cell."""
    return f"{column_name(column)}{row}"


def intersect(one: Area, two: Area) -> bool:
    """Tell whether two areas share a cell."""
    rows = one.row1 <= two.row2 and two.row1 <= one.row2
    return rows and one.col1 <= two.col2 and two.col1 <= one.col2


def check_protection(sheet: str, root: Node) -> None:
    """Refuse a sheet whose protection is switched on."""
    node = root.find("sheetProtection")
    if node is not None and node.attrs.get("sheet") in ("1", "true"):
        raise ProtectedSheet(sheet=sheet)


def merged_areas(root: Node) -> list[Area]:
    """Return the merged areas of a sheet."""
    merges = root.find("mergeCells")
    refs = [node.attrs.get("ref", "") for node in merges.every("mergeCell")] if merges else []
    return [area for area in map(parse_area, refs) if area is not None]


def check_merges(sheet: str, target: SheetTarget, merges: list[Area]) -> None:
    """Refuse contents for merged cells other than the top left one: nobody would see them."""
    for area in merges:
        top_left = (area.row1, area.col1)
        for part in (
            Area(area.row1, area.col1 + 1, area.row1, area.col2),
            Area(area.row1 + 1, area.col1, area.row2, area.col2),
        ):
            if part.row1 > part.row2 or part.col1 > part.col2:
                continue
            hit = target.first_written(part, blanks=False)
            if hit and hit != top_left:
                raise MergedCell(sheet=sheet, cell=address(*hit), area=plain_area(area))


def check_arrays(sheet: str, target: SheetTarget, refs: list[str]) -> None:
    """Refuse writes into areas that one array, spill or data-table formula fills.

    Over the whole area at once they are fine: then the formula goes, too, as in Excel.
    """
    for ref in refs:
        area = parse_area(ref)
        hit = target.first_written(area, blanks=True) if area else None
        if area and hit and not target.fills(area):
            raise ArrayFormula(sheet=sheet, cell=address(*hit), area=plain_area(area))


def pivot_areas(package: Package, part: str) -> list[Area]:
    """Return the output areas of a sheet's pivot tables, page filters included."""
    areas = []
    for relation in package.related(part, "pivotTable"):
        node = package.parsed(relation.target)[1].find("location")
        area = parse_area(node.attrs.get("ref", "")) if node else None
        if node is None or area is None:
            continue
        filters = node.number("rowPageCount")
        # Page filters stand above the body, one empty row between.
        top = area.row1 - filters - 1 if filters else area.row1
        right = area.col1 + 3 * node.number("colPageCount") - 2
        areas.append(Area(max(top, 1), area.col1, area.row2, max(area.col2, right)))
    return areas


def check_pivots(sheet: str, target: SheetTarget, areas: list[Area]) -> None:
    """Refuse writes into pivot tables: the next refresh would wipe them out."""
    for area in areas:
        hit = target.first_written(area, blanks=True)
        if hit:
            raise PivotArea(sheet=sheet, cell=address(*hit), area=plain_area(area))


def areas_of(refs: list[str]) -> list[Area]:
    """Return addresses as areas."""
    return [area for area in map(parse_area, refs) if area is not None]


def check_covered(sheet: str, covered: list[tuple[str, Area]], blocks: list[Area]) -> None:
    """Refuse tables that would take in merged cells, arrays or pivot tables."""
    for table, area in covered:
        for block in blocks:
            if intersect(area, block):
                place = plain_area(block)
                reason = Text(f"会包含 {place}", f"it would take in {place}, which no table can")
                raise TableShape(table=table, sheet=sheet, reason=reason)
