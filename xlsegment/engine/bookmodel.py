"""An open workbook: the file as it is, the changes so far, and the plan to save them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from xlsegment.engine.address import quote_sheet
from xlsegment.engine.edits import Area, PackageEdits, SheetPlan
from xlsegment.engine.formulas import rename_sheets
from xlsegment.engine.grid import Objects, SheetCells, text_array
from xlsegment.engine.markup import MarkupFault
from xlsegment.engine.meta import (
    SheetMeta,
    TableMeta,
    WorkbookMeta,
    read_tables,
    read_workbook,
)
from xlsegment.engine.package import Package
from xlsegment.engine.scan import scan_sheet
from xlsegment.engine.sharedstrings import scan_strings
from xlsegment.engine.sheetcopy import check_copyable
from xlsegment.engine.sheetmodel import SheetModel
from xlsegment.engine.sheets import check_sheet_name
from xlsegment.engine.template import write_empty_workbook
from xlsegment.errors import FileChanged, SheetInUse
from xlsegment.text import Text

_ONE_SHEET = Text("工作簿至少要有一个可见的工作表", "a workbook needs one visible sheet")


@dataclass(slots=True, eq=False)
class NameState:
    """A defined name now; ``sheet`` is its scope, None for the whole workbook."""

    name: str
    sheet: SheetModel | None
    refers_to: str

    @property
    def full_name(self) -> str:
        """The name as Excel gives it: with its sheet when it belongs to one."""
        return self.name if self.sheet is None else f"{quote_sheet(self.sheet.name)}!{self.name}"


class BookModel:
    """One open workbook. The file is opened for each read and closed at once."""

    def __init__(self, path: Path, title: str | None = None) -> None:
        self.path = path
        self.title = title  # a workbook not saved yet has a title instead of a file name
        self.selected = Area(1, 1, 1, 1)
        self._scratch: Path | None = None
        self._open()
        self.active = self.sheets[self.meta.active]

    @classmethod
    def new(cls, title: str) -> BookModel:
        """Return a new workbook with one empty sheet; it has no file of its own yet."""
        scratch = Path(tempfile.mkdtemp(prefix="xlsegment-"))
        path = scratch / "new.xlsx"
        write_empty_workbook(path)
        model = cls(path, title)
        model._scratch = scratch
        return model

    def _open(self) -> None:
        self._seen = self._fingerprint()
        with Package(self.path) as package:
            self.meta: WorkbookMeta = read_workbook(package)
        self._checked = package
        self._strings: Objects | None = None
        self.sheets = [self._sheet(meta) for meta in self.meta.sheets]
        self.names = self._names()

    def _fingerprint(self) -> tuple[int, int]:
        stat = self.path.stat()
        return stat.st_size, stat.st_mtime_ns

    def _sheet(self, meta: SheetMeta) -> SheetModel:
        return SheetModel(
            meta.name, meta, self.meta.formats, self.meta.dates,
            self._loader(meta), self._table_loader(meta), meta.state,
        )  # fmt: skip

    def _names(self) -> list[NameState]:
        by_name = {sheet.name: sheet for sheet in self.sheets}
        return [
            NameState(name.name, by_name[name.sheet] if name.sheet else None, name.refers_to)
            for name in self.meta.names
        ]

    def _loader(self, meta: SheetMeta) -> Callable[[], SheetCells]:
        def load() -> SheetCells:
            if meta.kind != "worksheet":
                return SheetCells()
            with self._package() as package:
                strings = self._shared_strings(package)
                try:
                    return scan_sheet(package.stream(meta.part), strings)
                except MarkupFault as fault:
                    raise package.fault(meta.part, fault) from fault

        return load

    def _table_loader(self, meta: SheetMeta) -> Callable[[], tuple[TableMeta, ...]]:
        def load() -> tuple[TableMeta, ...]:
            with self._package() as package:
                return read_tables(package, meta.part)

        return load

    def _package(self) -> Package:
        """Open the file again, which must still be the one that was opened first."""
        if self._fingerprint() != self._seen:
            raise FileChanged(file=self.path.name)
        return self._checked.again()

    def _shared_strings(self, package: Package) -> Objects:
        if self._strings is None:
            part = self.meta.strings_part
            if part is None:
                self._strings = text_array(())
            else:
                try:
                    self._strings = scan_strings(package.stream(part))
                except MarkupFault as fault:
                    raise package.fault(part, fault) from fault
        return self._strings

    # --- sheets -------------------------------------------------------------------------------

    @property
    def worksheets(self) -> list[SheetModel]:
        """The sheets that have cells, in tab order."""
        return [
            sheet
            for sheet in self.sheets
            if sheet.source is None or sheet.source.kind == "worksheet"
        ]

    def find_sheet(self, name: str) -> SheetModel | None:
        """Return a worksheet by name, whatever its case."""
        folded = name.casefold()
        return next((s for s in self.worksheets if s.name.casefold() == folded), None)

    def _check_sheet_name(self, name: str, but: SheetModel | None = None) -> None:
        """Refuse a sheet name that Excel would not accept."""
        check_sheet_name(name, {s.name.casefold() for s in self.sheets if s is not but})

    def free_sheet_name(self) -> str:
        """Return the next default name: ``Sheet2`` and so on."""
        taken = {sheet.name.casefold() for sheet in self.sheets}
        number = len(self.sheets) + 1
        while f"sheet{number}" in taken:
            number += 1
        return f"Sheet{number}"

    def add_sheet(self, name: str | None, place: int) -> SheetModel:
        """Add an empty sheet at a place in the tab order and make it the active one."""
        name = name or self.free_sheet_name()
        self._check_sheet_name(name)
        sheet = SheetModel(name, None, self.meta.formats, self.meta.dates, SheetCells, tuple)
        self.sheets.insert(place, sheet)
        self.active = sheet
        return sheet

    def copy_sheet(self, sheet: SheetModel, place: int) -> SheetModel:
        """Copy a sheet to a place in the tab order, named as Excel does: ``Name (2)``."""
        if sheet.source is not None:
            with self._package() as package:
                check_copyable(package, package.sheet_parts[sheet.source.name])
        if sheet.tables:
            reason = Text("含表格", "it holds a table")
            raise SheetInUse(sheet=sheet.name, what=Text("复制", "copied"), reason=reason)
        number = 2
        while True:
            tail = f" ({number})"
            name = sheet.name[: 31 - len(tail)] + tail
            if self.find_sheet(name) is None:
                break
            number += 1
        twin = sheet.twin(name)
        self.sheets.insert(place, twin)
        follow = {sheet.name.casefold(): name}
        self.names += [
            NameState(own.name, twin, rename_sheets(own.refers_to, follow))
            for own in self.names
            if own.sheet is sheet
        ]
        self.active = twin
        return twin

    def rename_sheet(self, sheet: SheetModel, name: str) -> None:
        """Rename a sheet; the defined names that lead to it follow."""
        self._check_sheet_name(name, but=sheet)
        for defined in self.names:
            defined.refers_to = rename_sheets(defined.refers_to, {sheet.name.casefold(): name})
        sheet.name = name

    def delete_sheet(self, sheet: SheetModel) -> None:
        """Remove a sheet with the names that belong to it."""
        others = [s for s in self.sheets if s is not sheet and s.state == "visible"]
        if not others:
            raise SheetInUse(sheet=sheet.name, what=Text("删除", "deleted"), reason=_ONE_SHEET)
        self.sheets.remove(sheet)
        self.names = [name for name in self.names if name.sheet is not sheet]
        if self.active is sheet:
            self.active = others[0]

    # --- saving -------------------------------------------------------------------------------

    def edits(self) -> PackageEdits:
        """Return everything that changed since the file was opened."""
        # The names of a renamed sheet follow it, those of a deleted one go with it.
        now = {sheet.source.name: sheet.name for sheet in self.sheets if sheet.source}
        before = {
            (name.name, now[name.sheet] if name.sheet else None): name.refers_to
            for name in self.meta.names
            if name.sheet is None or name.sheet in now
        }
        after = {
            (name.name, name.sheet.name if name.sheet else None): name.refers_to
            for name in self.names
        }
        changed: dict[tuple[str, str | None], str | None] = {
            key: text for key, text in after.items() if before.get(key) != text
        }
        gone = before.keys() - after.keys()
        return PackageEdits(
            sheets=[
                SheetPlan(
                    sheet.name,
                    sheet.source.name if sheet.source else None,
                    sheet.edits(),
                    copied=sheet.copied,
                )
                for sheet in self.sheets
            ],
            names=changed | dict.fromkeys(gone),
        )

    def save(self, target: Path) -> None:
        """Write the workbook to a file, which becomes the workbook's own."""
        from xlsegment.engine.save import apply_edits  # the write side, needed only now

        edits = self.edits()
        if self._fingerprint() != self._seen:
            raise FileChanged(file=self.path.name)
        apply_edits(self.path, target, edits)
        held, names, active = self.sheets, self.names, self.sheets.index(self.active)
        self.path, self.title = target, None
        self._open()
        for old, fresh in zip(held, self.sheets, strict=True):
            old.saved(fresh)
        by_fresh = dict(zip(self.sheets, held, strict=True))
        known = {(name.name.casefold(), name.sheet): name for name in names}
        fresh_names, self.names = self.names, []
        for name in fresh_names:
            name.sheet = by_fresh[name.sheet] if name.sheet else None
            old_name = known.get((name.name.casefold(), name.sheet), name)
            old_name.refers_to = name.refers_to
            self.names.append(old_name)
        self.sheets, self.active = held, held[active]
        self.close()

    def close(self) -> None:
        """Forget the scratch file of a workbook that was new."""
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None
