"""All edits of a workbook, in the order that keeps its parts in step."""

from __future__ import annotations

from xlsegment.engine import calc, names, sheets
from xlsegment.engine.draft import Draft
from xlsegment.engine.edits import PackageEdits, SheetEdits
from xlsegment.engine.markup import MarkupFault
from xlsegment.engine.styles import Styles
from xlsegment.engine.worksheet import SheetEditor
from xlsegment.errors import DamagedPackage, NotACellSheet
from xlsegment.text import Text


class StyleSheet:
    """The workbook's styles part, opened when a sheet first needs it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._styles: Styles | None = None
        self._part = ""

    def __call__(self) -> Styles:
        """Return the cell formats."""
        if self._styles is None:
            package = self._draft.package
            found = package.related(package.workbook_part, "styles")
            if not found:
                reason = Text("没有样式部件", "it has no styles part")
                raise DamagedPackage(file=package.label, reason=reason)
            self._part = found[0].target
            try:
                self._styles = Styles(*package.parsed(self._part))
            except MarkupFault as fault:
                raise package.fault(self._part, fault) from fault
        return self._styles

    def save(self) -> None:
        """Put the styles part into the draft when formats were added."""
        new = self._styles.result() if self._styles else None
        if new is not None:
            self._draft.put(self._part, new)


def edit_workbook(draft: Draft, edits: PackageEdits) -> None:
    """Bring all edits into the draft."""
    package = draft.package
    styles = StyleSheet(draft)
    stored = package.sheet_parts
    _, root = package.parsed(package.workbook_part)
    properties = root.find("workbookPr")
    date1904 = properties is not None and properties.attrs.get("date1904") in ("1", "true")
    contents = overwritten = False
    freed = {name.casefold() for name, sheet in edits.names if sheet is None}
    parts = sheets.arrange(draft, edits.sheets, freed)
    if any(plan.name != plan.source for plan in edits.sheets) or len(parts) != len(stored):
        contents = True
    for index, (plan, sheet) in enumerate(zip(edits.sheets, parts, strict=True)):
        if plan.edits == SheetEdits():
            continue
        if sheet.kind != "worksheet":
            raise NotACellSheet(sheet=plan.name, kind=sheet.kind)
        editor = SheetEditor(draft, sheet, plan.edits, styles, date1904=date1904)
        ledger = editor.run()
        contents |= bool(plan.edits.blocks or editor.work.before or editor.work.after)
        overwritten |= ledger.overwritten > 0
        if editor.work.filters:
            names.follow_filter(draft, plan.name, index, editor.work.filters)
    names.edit_names(draft, edits.names, [plan.name for plan in edits.sheets])
    styles.save()
    if overwritten:
        calc.drop_chain(draft)
    if contents and calc.may_be_stale(
        draft, [sheet.part for sheet in parts if sheet.kind == "worksheet"]
    ):
        calc.calculate_on_load(draft)
