"""What a worksheet function and a ribbon button are: their names, words and examples.

The add-in, the lists that the command line prints, README and the workbook's help are built from
these, so that a new function or button is one new declaration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from xlsegment.text import Text

#: What Excel shows of a description.
MAX_HELP: Final = 255
#: Under which the function wizard lists the functions.
CATEGORY: Final = Text("客户分层", "Segment")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a worksheet function.

    Attributes
    ----------
    name
        As Excel shows it: ASCII, no VBA keyword.
    help
        One sentence, at most 255 characters in each language.
    optional
        Whether it may be left out; then it is None.
    """

    name: str
    help: Text
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """One formula that can be copied into a cell, and what it is good for.

    ``formula`` needs no workbook: its arguments are constants (numbers, texts, DATE(...) or
    array constants such as ``{1;2}``), in Excel's English notation, starting with ``=``.
    ``formats`` are the number formats of its result, one a column; General where there is none.
    """

    formula: str
    note: Text
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Function:
    """One worksheet function.

    Attributes
    ----------
    name
        The Excel name, which is the Python name.
    summary
        One sentence; at most 255 characters in each language, understandable by itself.
    arguments
        In order; optional ones last.
    returns
        What stands in the cell, or what spills.
    examples
        At least one.
    call
        The function itself; takes and returns cells or blocks of cells.
    spills
        Whether it always returns a table, whatever it is given.
    """

    name: str
    summary: Text
    arguments: tuple[Argument, ...]
    returns: Text
    examples: tuple[Example, ...]
    call: Callable[..., Any]
    spills: bool = False

    @property
    def signature(self) -> str:
        """How it is written, optional arguments in brackets."""
        words = (f"[{one.name}]" if one.optional else one.name for one in self.arguments)
        return f"{self.name}({', '.join(words)})"


@dataclass(frozen=True, slots=True)
class Button:
    """One button of the ribbon.

    Attributes
    ----------
    id
        ``btnRefresh``: the control's id, and what VBA asks Python to press.
    label, tip
        What stands on the button, and what Excel shows when the mouse rests on it.
    icon
        An ``imageMso`` id that exists since Excel 2016.
    size
        Large ones stand alone.
    action
        ``module:function`` below `xlsegment.excel.buttons`, as entry points are written: what
        is declared here is listed without importing what it does.
    needs_book
        Whether it works on the active workbook, so that there must be one.
    sheet
        The key of the sheet that it fills, which the action is told; empty for other buttons.
    """

    id: str
    label: Text
    tip: Text
    icon: str
    action: str
    size: Literal["large", "normal"] = "normal"
    needs_book: bool = True
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """Buttons that drop down from one; they have neither size nor picture of their own."""

    id: str
    label: Text
    tip: Text
    icon: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Buttons that stand together on the ribbon, and menus behind them."""

    id: str
    label: Text
    shown: tuple[Button | Menu, ...]

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, those in menus included."""
        return tuple(
            button
            for one in self.shown
            for button in (one.buttons if isinstance(one, Menu) else (one,))
        )

    @property
    def menus(self) -> tuple[Menu, ...]:
        """The menus."""
        return tuple(one for one in self.shown if isinstance(one, Menu))
