"""Requests of the host about workbooks that lie in files: see ``host.py``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import win32gui

from tests.windows.excel_objects import files
from tests.windows.excel_objects.application import Application
from tests.windows.excel_objects.grid import area_of


class Desk:
    """What a person does at Excel's window, and what can be seen there."""

    excel: Application

    def open_file(self, file: str, place: str | None = None) -> None:
        """Open a workbook; ``place`` is where Excel says it lies (a bare name: never saved)."""
        # xlwings asks Windows which process the window belongs to.
        self.excel.window = win32gui.GetDesktopWindow()
        book = files.load(self.excel, Path(file), place or file)
        self.excel.books.append(book)
        self.excel.active = book

    def close_all(self) -> None:
        """Close all workbooks and put every setting back to Excel's own."""
        window = self.excel.window
        self.excel.__init__(window=window)  # type: ignore[misc]

    def arrange(
        self,
        *,
        language: int | None = None,
        chosen: str | None = None,
        protected: Sequence[str] = (),
        unprotected: Sequence[str] = (),
        read_only: bool | None = None,
        fail_at: int | None = None,
        stubborn: Sequence[str] = (),
        active: str | None = None,
        selected: str | None = None,
        cells: dict[str, dict[str, Any]] | None = None,
        settings: dict[str, Any] | None = None,
    ) -> None:
        """Change what Excel or its active workbook is like.

        Parameters
        ----------
        language
            The language of the menus, by Windows' number.
        chosen
            The file that is chosen when one is asked for.
        protected, unprotected
            Sheets to lock and unlock.
        fail_at
            Which write from now on fails.
        stubborn
            Settings of Excel that cannot be set.
        active, selected
            The sheet to look at, and the cells to select on it.
        cells
            Sheet -> address -> what is typed.
        settings
            Settings of Excel as they are already.
        """
        excel, book = self.excel, self.excel.active
        excel.language = language or excel.language
        excel.chosen = chosen
        excel.stubborn = set(stubborn)
        excel.trace.fail_at = None if fail_at is None else excel.trace.writes + fail_at
        excel.settings |= settings or {}
        book.read_only = book.read_only if read_only is None else read_only
        for sheet in book.sheets:
            if sheet.Name in protected or sheet.Name in unprotected:
                sheet.protected = sheet.Name in protected
            for address, value in (cells or {}).get(sheet.Name, {}).items():
                sheet.grid.put(area_of(address), value)
            if sheet.Name == active:
                book.active = sheet
                if selected is not None:
                    book.selected[active] = area_of(selected)

    def state(self) -> dict[str, Any]:
        """Return everything that can be seen."""
        return files.state(self.excel.active)

    def books(self) -> list[str]:
        """Return the names of the open workbooks, the active one first."""
        active = self.excel.active
        return [active.Name, *(book.Name for book in self.excel.books if book is not active)]

    def history(self, setting: str) -> list[Any]:
        """Return what a setting of Excel was set to, in order."""
        return [value for name, value in self.excel.trace.settings if name == setting]
