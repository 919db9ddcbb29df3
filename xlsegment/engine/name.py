"""Defined names, as xlwings asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from xlsegment.engine.address import split_sheet
from xlsegment.engine.bookmodel import NameState
from xlsegment.engine.names import check_name
from xlsegment.engine.reference import find_name, resolve
from xlsegment.engine.refusal import refusing
from xlsegment.engine.sheetmodel import SheetModel
from xlsegment.errors import BadName
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.engine.book import Book
    from xlsegment.engine.range import Range

_BUILTIN = "_xlnm."


@refusing(base_classes.Names)
class Names:
    """The names of a workbook (its sheets' included), or those of one sheet."""

    def __init__(self, book: Book, sheet: SheetModel | None) -> None:
        self._book = book
        self._sheet = sheet

    @property
    def api(self) -> Names:
        """The object itself: there is no native one behind it."""
        return self

    def _states(self) -> list[NameState]:
        found = [
            name
            for name in self._book.model.names
            if self._sheet is None or name.sheet is self._sheet
        ]
        return sorted(found, key=lambda name: shown_name(name.name).casefold())

    def _find(self, text: str) -> NameState | None:
        model = self._book.model
        prefix, name = split_sheet(text)
        scope = self._sheet
        if prefix is not None:
            scope = model.find_sheet(prefix)
            if scope is None:
                return None
        for spelling in (name, _BUILTIN + name):
            found = find_name(model, scope, spelling, only_sheet=True)
            if found is not None:
                return found
        return None

    def __call__(self, name_or_index: str | int) -> Name:
        """Return one by name or position."""
        if isinstance(name_or_index, str):
            found = self._find(name_or_index)
            if found is None:
                raise KeyError(name_or_index)
            return Name(self._book, found)
        return Name(self._book, self._states()[name_or_index - 1])

    def snapshot(self) -> list[tuple[str, Name]]:
        """Return (text, name) pairs."""
        names = [Name(self._book, state) for state in self._states()]
        return [(name.name, name) for name in names]

    def contains(self, name_or_index: str | int) -> bool:
        """Tell whether there is such a name."""
        if isinstance(name_or_index, str):
            return self._find(name_or_index) is not None
        return 1 <= name_or_index <= len(self)

    def __len__(self) -> int:
        return len(self._states())

    def add(self, name: str, refers_to: str) -> Name:
        """Define a name, replacing one of the same name and scope."""
        prefix, local = split_sheet(name)
        model = self._book.model
        scope = self._sheet
        if prefix is not None:
            scope = model.find_sheet(prefix)
            if scope is None:
                raise BadName(name=name, reason=Text("没有这个工作表", "there is no such sheet"))
        check_name(local)
        text = definition(refers_to)
        found = find_name(model, scope, local, only_sheet=True)
        if found is None:
            found = NameState(local, scope, text)
            model.names.append(found)
        found.refers_to = text
        return Name(self._book, found)


@refusing(base_classes.Name)
class Name:
    """A defined name."""

    def __init__(self, book: Book, state: NameState) -> None:
        self._book = book
        self._state = state

    @property
    def api(self) -> Name:
        """The object itself: there is no native one behind it."""
        return self

    def delete(self) -> None:
        """Delete the name."""
        self._book.model.names.remove(self._state)

    @property
    def name(self) -> str:
        """The name, with its sheet when it belongs to one."""
        full = self._state.full_name
        return full.replace(_BUILTIN, "", 1)

    @name.setter
    def name(self, value: str) -> None:
        local = split_sheet(value)[1]
        check_name(local)
        found = find_name(self._book.model, self._state.sheet, local, only_sheet=True)
        if found is not None and found is not self._state:
            raise BadName(name=value, reason=Text("已被占用", "it is taken"))
        self._state.name = local

    @property
    def refers_to(self) -> str:
        """What the name stands for, with a leading ``=``."""
        return "=" + self._state.refers_to

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self._state.refers_to = definition(value)

    @property
    def refers_to_range(self) -> Range:
        """The cells the name stands for."""
        from xlsegment.engine.range import Range  # ranges know names, too
        from xlsegment.engine.sheet import Sheet

        model = self._book.model
        home = self._state.sheet or model.worksheets[0]
        sheet, area = resolve(model, home, self._state.refers_to)
        return Range.of(Sheet(self._book, sheet), area)


def shown_name(name: str) -> str:
    """Return a stored name as Excel shows it."""
    return name.removeprefix(_BUILTIN)


def definition(refers_to: str) -> str:
    """Return the stored text of what a name refers to; without ``=`` it is a text constant."""
    if refers_to.startswith("="):
        return refers_to[1:]
    return '"' + refers_to.replace('"', '""') + '"'
