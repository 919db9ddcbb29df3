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


def edit_sheet(
    draft: Draft,
    sheet: SheetPart,
    edits: SheetEdits,
    styles: Callable[[], Styles],
    *,
    date1904: bool,
) -> Ledger:
    """Bring the edits of one sheet into the draft; return what was met on the way."""
    package, name = draft.package, sheet.name
    formats = [Format(area, code) for area, code in edits.number_formats]
    check_limits(name, edits.blocks, [form.area for form in formats])
    target = SheetTarget(edits.blocks, formats)
    guards.check_pivots(name, target, guards.pivot_areas(package, sheet.part))

    def check(_data: bytes, root: Node) -> None:
        guards.check_protection(name, root)
        guards.check_merges(name, target, guards.merged_areas(root))

    def job() -> SheetJob:
        outline = Outline(
            extent=target.extent(),
            widths=edits.column_widths,
            column_formats={
                column: form.code
                for form in formats
                if form.whole_column
                for column in range(form.area.col1, form.area.col2 + 1)
            },
            style_with=lambda style, code: styles().with_code(style, code),
            check=check,
        )
        return SheetJob(name, target, outline, lambda: Renderer(name, date1904=date1904), styles)

    ledger = splice_sheet(draft, sheet.part, job)
    guards.check_arrays(name, target, ledger.areas)
    return ledger


def splice_sheet(draft: Draft, part: str, job: Callable[[], SheetJob]) -> Ledger:
    """Splice a sheet the fast way, or the general way where its XML is unusual."""
    splicer: FastSplicer | GeneralSplicer = FastSplicer(job())
    pieces = draft.package.stream(part)
    try:
        try:
            draft.pack(part, splicer.run(pieces))
        except NotFast:
            splicer = GeneralSplicer(job())
            draft.pack(part, splicer.run(draft.package.stream(part)))
    except MarkupFault as fault:
        raise draft.package.fault(part, fault) from fault
    return splicer.writer.ledger
