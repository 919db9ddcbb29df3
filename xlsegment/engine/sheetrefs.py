"""What refers to a sheet: rewritten when it gets another name, in the way when it goes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from xlsegment.engine import references
from xlsegment.engine.draft import Draft
from xlsegment.engine.formulas import rename_sheets, rename_table, sheets_named
from xlsegment.engine.markup import content, set_attribute, unnumbered
from xlsegment.engine.package import SheetPart
from xlsegment.engine.tables import read_tables
from xlsegment.errors import SheetInUse
from xlsegment.text import Text

# What hangs on a sheet and is known elsewhere in the workbook, too.
_ENTANGLED: Final = {
    "pivotTable": Text("含数据透视表", "it holds a pivot table"),
    "slicer": Text("含切片器", "it holds a slicer"),
    "timeline": Text("含日程表", "it holds a timeline"),
    "queryTable": Text("含外部查询", "it holds a query"),
}


def check_deletable(
    draft: Draft, sheet: SheetPart, deleted: set[str], freed_names: set[str]
) -> None:
    """Refuse to delete a sheet that something else refers to."""

    def refuse(reason: Text) -> SheetInUse:
        return SheetInUse(sheet=sheet.name, what=Text("删除", "deleted"), reason=reason)

    package = draft.package
    if any(r.type == "vbaProject" for r in package.rels(package.workbook_part).values()):
        raise refuse(Text("工作簿含宏,宏模块与工作表相连", "its macros are tied to the sheets"))
    for relation in package.rels(sheet.part).values():
        if relation.type in _ENTANGLED:
            raise refuse(_ENTANGLED[relation.type])
    _, root = draft.parsed(package.workbook_part)
    if root.find("customWorkbookViews") is not None:
        raise refuse(Text("工作簿含自定义视图", "the workbook has custom views"))
    own = {package.sheet_parts[name].part for name in deleted}
    own |= {part for name in own for part in draft.only_under(name)}
    tables = [table.name for table in read_tables(draft, sheet)]
    parts = [part for part in references.formula_parts(draft) if part not in own]
    for found in references.formulas(draft, parts):
        if found.name and (found.name.casefold() in freed_names or found.scope in deleted):
            continue
        uses_table = any(
            rename_table(found.formula, name, "\x01") != found.formula for name in tables
        )
        if uses_table or sheet.name.casefold() in sheets_named(found.formula):
            what = found.name or found.part
            raise refuse(Text(f"“{what}”引用了它", f"{what} refers to it"))
    for part in references.pivot_caches(draft):
        source = draft.parsed(part)[1].find("cacheSource", "worksheetSource")
        if source is not None and (
            source.attrs.get("sheet", "").casefold() == sheet.name.casefold()
            or source.attrs.get("name", "") in tables
        ):
            raise refuse(Text("数据透视表取数于它", "a pivot table reads from it"))


def rename_everywhere(draft: Draft, names: Mapping[str, str]) -> None:
    """Let everything that names a sheet use its new name; keys are old names in lower case."""
    parts = sorted({part for old in names for part in references.mentioning(draft, old)})
    for part in parts:
        references.rewrite(draft, part, lambda formula: rename_sheets(formula, names))
    for part in references.pivot_caches(draft):
        data, root = draft.parsed(part)
        source = root.find("cacheSource", "worksheetSource")
        new = names.get(source.attrs.get("sheet", "").casefold()) if source else None
        if source is not None and new is not None:
            draft.splice(part, set_attribute(data, source, "sheet", new))
    taken_again = {new.casefold() for new in names.values()}
    for old in names.keys() - taken_again:
        _check_left_over(draft, old, parts)


def _check_left_over(draft: Draft, old: str, parts: list[str]) -> None:
    """Refuse when a part still points at the old name in a place this engine does not know."""
    name = re.escape(content(old.replace("'", "''")))
    pointing = re.compile(rb"(?<![\w\x80-\xff])" + name + rb"(?:'|&apos;)?!", re.IGNORECASE)
    for part in parts:
        if re.search(r"worksheets/[^/]+$", part):  # its cells may hold any text
            continue
        if pointing.search(unnumbered(draft.read(part))):
            reason = Text(f"部件“{part}”引用了它", f"part {part} refers to it")
            raise SheetInUse(sheet=old, what=Text("改名", "renamed"), reason=reason)
