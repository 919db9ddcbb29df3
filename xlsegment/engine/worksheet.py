"""All edits of one worksheet."""

from __future__ import annotations

from collections.abc import Callable

from xlsegment.engine import guards
from xlsegment.engine.cells import Renderer
from xlsegment.engine.draft import Draft
from xlsegment.engine.edits import SheetEdits
from xlsegment.engine.markup import MarkupFault, Node
from xlsegment.engine.outline import Outline
from xlsegment.engine.package import SheetPart
from xlsegment.engine.plan import Format, SheetTarget, check_limits
from xlsegment.engine.splice import Ledger, SheetJob
from xlsegment.engine.splice_fast import FastSplicer, NotFast
from xlsegment.engine.splice_general import GeneralSplicer
from xlsegment.engine.styles import Styles
from xlsegment.engine.tablework import TablePlanner, TableWork
from xlsegment.engine.unshare import write_out
from xlsegment.engine.zipout import Packed
from xlsegment.errors import BadFormula
from xlsegment.text import Text


class SheetEditor:
    """Brings the edits of one sheet into the draft."""

    def __init__(
        self,
        draft: Draft,
        sheet: SheetPart,
        edits: SheetEdits,
        styles: Callable[[], Styles],
        *,
        date1904: bool,
    ) -> None:
        self._draft, self._sheet, self._edits = draft, sheet, edits
        self._styles, self._date1904 = styles, date1904
        self.work = TableWork()
        self._target = SheetTarget([])
        self._formats = [Format(area, code) for area, code in edits.number_formats]

    def run(self) -> Ledger:
        """Edit the sheet and its tables; return the formulas met on the way."""
        edits, name, part = self._edits, self._sheet.name, self._sheet.part
        areas = [form.area for form in self._formats]
        areas += [table.area for table in edits.new_tables]
        areas += [table.area for table in edits.tables.values() if table.area]
        check_limits(name, edits.blocks, areas)
        self.work = work = TablePlanner(self._draft, self._sheet, edits).plan()
        self._target = SheetTarget(
            [*work.before, *edits.blocks, *work.after], self._formats, work.watches, work.growths
        )
        pivots = guards.pivot_areas(self._draft.package, part)
        guards.check_covered(name, work.covered, pivots)
        guards.check_pivots(name, self._target, pivots)
        table_ids = [self._draft.relate(part, "table", new) for new in work.new_parts]
        packed, ledger = self._spliced(table_ids)
        orphans = ledger.orphaned()
        if orphans:
            packed.close()
            self._draft.pack(part, write_out(self._draft.stream(part), orphans.keys()))
            packed, ledger = self._spliced(table_ids)
        self._draft.take(part, packed)
        for number, cell in orphans.items():
            if ledger.shared[number]:
                reason = Text("其他单元格共用该公式", "other cells share the formula it holds")
                raise BadFormula(sheet=name, cell=cell, reason=reason)
        guards.check_covered(name, work.covered, guards.areas_of(ledger.areas))
        guards.check_arrays(name, self._target, ledger.areas)
        return ledger

    def _spliced(self, table_ids: list[str]) -> tuple[Packed, Ledger]:
        """Splice the sheet the fast way, or the general way where its XML is unusual."""
        draft, part = self._draft, self._sheet.part
        splicer: FastSplicer | GeneralSplicer = FastSplicer(self._job(table_ids))
        try:
            try:
                packed = draft.packed(splicer.run(draft.stream(part)))
            except NotFast:
                splicer = GeneralSplicer(self._job(table_ids))
                packed = draft.packed(splicer.run(draft.stream(part)))
        except MarkupFault as fault:
            raise draft.package.fault(part, fault) from fault
        return packed, splicer.writer.ledger

    def _job(self, table_ids: list[str]) -> SheetJob:
        work, name = self.work, self._sheet.name
        outline = Outline(
            extent=self._target.extent(),
            widths=self._edits.column_widths,
            column_formats={
                column: form.code
                for form in self._formats
                if form.whole_column
                for column in range(form.area.col1, form.area.col2 + 1)
            },
            style_with=lambda style, code: self._styles().with_code(style, code),
            follows=work.follows,
            filters=work.filters,
            new_table_ids=table_ids,
            check=self._check,
        )
        renderer = Renderer(name, date1904=self._date1904)
        return SheetJob(name, self._target, outline, renderer, self._styles)

    def _check(self, root: Node) -> None:
        """Check what stands behind the rows of the sheet."""
        name = self._sheet.name
        guards.check_protection(name, root)
        merges = guards.merged_areas(root)
        guards.check_covered(name, self.work.covered, merges)
        guards.check_merges(name, self._target, merges)
