"""``Workbook`` and its defined names."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any

from tests.windows.excel_objects.grid import Area, area_of
from tests.windows.excel_objects.objects import Collection, ExcelError, ExcelObject, Trace
from tests.windows.excel_objects.ranges import Range
from tests.windows.excel_objects.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.windows.excel_objects.application import Application

_PLACE = re.compile(r"=(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)")
_NAME = re.compile(r"[^\W\d][\w.\\?]{0,254}|\\[\w.\\?]{0,254}")
_CELL_LIKE = re.compile(r"[A-Z]{1,3}\d+|R\d*C\d*|[RC]", re.IGNORECASE)
#: Characters of one text in a formula.
_MOST_TEXT = 255


class Name(ExcelObject):
    """A defined name."""

    def __init__(self, book: Workbook, name: str, refers_to: str, *, visible: bool = True) -> None:
        self.trace = book.trace
        self.book = book
        self._name = name
        self._visible = visible
        self._refers_to = refers_to

    @property
    def Name(self) -> str:
        return self._name

    @property
    def Parent(self) -> Workbook:
        return self.book

    @property
    def Visible(self) -> bool:
        return self._visible

    @Visible.setter
    def Visible(self, visible: bool) -> None:
        self._visible = visible

    @property
    def RefersTo(self) -> str:
        return self._refers_to

    @RefersTo.setter
    def RefersTo(self, formula: str) -> None:
        self.book.changing()
        self._refers_to = _checked(formula)

    @property
    def RefersToRange(self) -> Range:
        place = self.place()
        if place is None:
            raise ExcelError("the name refers to no cells")
        return Range(*place)

    def Delete(self) -> None:
        self.book.changing()
        self.book.names.remove(self)

    def place(self) -> tuple[Worksheet, Area] | None:
        """Return the sheet and the cells that the name means."""
        found = _PLACE.fullmatch(self._refers_to)
        if found is None:
            return None
        title = found[2] or found[1].replace("''", "'")
        for sheet in self.book.sheets:
            if sheet.Name.casefold() == title.casefold():
                return sheet, area_of(found[3])
        return None


class Names(Collection):
    """The defined names, in alphabetical order as Excel lists them."""

    def __init__(self, book: Workbook) -> None:
        super().__init__(book.trace, lambda: sorted(book.names, key=lambda n: n.Name), book)
        self.book = book

    def Add(self, Name: str, RefersTo: str, Visible: bool = True) -> Name:
        if not _NAME.fullmatch(Name) or _CELL_LIKE.fullmatch(Name):
            raise ExcelError("no valid name")
        self.book.changing()
        for there in self.book.names:
            if there.Name.casefold() == Name.casefold():
                there._refers_to = _checked(RefersTo)
                return there
        made = globals()["Name"](self.book, Name, _checked(RefersTo), visible=Visible)
        self.book.names.append(made)
        return made  # type: ignore[no-any-return]


class Workbook(ExcelObject):
    """An open workbook: ``file`` is what it was loaded from, ``place`` where Excel says it lies."""

    iid = "{000208DA-0000-0000-C000-000000000046}"

    def __init__(self, application: Application, place: str) -> None:
        self.trace: Trace = application.trace
        self.application = application
        self.sheets: list[Worksheet] = []
        self.names: list[Name] = []
        self.selected: dict[str, Area] = {}
        self.saved = True
        self.read_only = False
        self.place = PureWindowsPath(place)
        self.active: Worksheet

    def changing(self) -> None:
        """Be told of a change before it happens."""
        self.trace.write()
        self.saved = False

    def named_area(self, sheet: Worksheet, name: str) -> Area | None:
        """Return the cells of a sheet that a name means."""
        for defined in self.names:
            if defined.Name.casefold() == name.casefold():
                place = defined.place()
                if place is None or place[0] is not sheet:
                    raise ExcelError("the name means cells elsewhere")
                return place[1]
        return None

    @property
    def Name(self) -> str:
        return self.place.name

    @property
    def FullName(self) -> str:
        return str(self.place)

    @property
    def Path(self) -> str:
        return str(self.place.parent) if self.place.parent.name else ""

    @property
    def Application(self) -> Application:
        return self.application

    @property
    def Parent(self) -> Application:
        return self.application

    @property
    def Saved(self) -> bool:
        return self.saved

    @Saved.setter
    def Saved(self, saved: bool) -> None:
        self.saved = saved

    @property
    def ReadOnly(self) -> bool:
        return self.read_only

    @property
    def FileFormat(self) -> int:
        return 51

    @property
    def Worksheets(self) -> Collection:
        return Collection(self.trace, lambda: self.sheets, self)

    Sheets = Worksheets

    @property
    def Names(self) -> Names:
        return Names(self)

    @property
    def ActiveSheet(self) -> Worksheet:
        return self.active

    def Activate(self) -> None:
        self.application.active = self

    def Save(self) -> None:
        from tests.windows.excel_objects.files import save

        save(self, str(self.place))
        self.saved = True

    def Close(self, SaveChanges: bool = True) -> None:
        assert not SaveChanges, "what is not saved is to be thrown away"
        books = self.application.books
        books.remove(self)
        if books:
            self.application.active = books[0]

    def SaveCopyAs(self, Filename: Any) -> None:
        from tests.windows.excel_objects.files import save

        save(self, str(Filename))


def _checked(formula: str) -> str:
    if any(len(text) > _MOST_TEXT for text in re.findall(r'"((?:[^"]|"")*)"', formula)):
        raise ExcelError("a text in a formula has 255 characters")
    return formula if formula.startswith("=") else f'="{formula}"'
