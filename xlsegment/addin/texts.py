"""Every sentence that VBA shows, by its key, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import xlsegment
from xlsegment.errors import NoWorkbookOpen, PythonDidNotStart
from xlsegment.excel.declare import CATEGORY, Function, Group
from xlsegment.text import LANGS, Text

#: The ribbon's tab.
TAB: Final = "xsTab"
TAB_LABEL: Final = Text("客户分层", "Segment")


def texts(functions: Sequence[Function], groups: Sequence[Group]) -> list[tuple[str, Text]]:
    """Return keys and texts, in the order of the sheet."""
    return [
        ("version", _same(xlsegment.__version__)),
        ("category", CATEGORY),
        *(
            (f"message.{key}", Text(*(f"{error.code} {error.text.in_(lang)}" for lang in LANGS)))
            for key, error in (
                ("no_workbook", NoWorkbookOpen),
                ("python_did_not_start", PythonDidNotStart),
            )
        ),
        (f"label.{TAB}", TAB_LABEL),
        *_of_groups(groups),
        ("functions", _same(",".join(function.name for function in functions))),
        *_of_functions(functions),
    ]


def _same(text: str) -> Text:
    return Text(text, text)


def _of_groups(groups: Sequence[Group]) -> Iterator[tuple[str, Text]]:
    for group in groups:
        yield f"label.{group.id}", group.label
        for menu in group.menus:
            yield f"label.{menu.id}", menu.label
            yield f"tip.{menu.id}", menu.tip
        for button in group.buttons:
            yield f"label.{button.id}", button.label
            yield f"tip.{button.id}", button.tip
            if button.needs_book:
                yield f"needs_book.{button.id}", _same("1")


def _of_functions(functions: Sequence[Function]) -> Iterator[tuple[str, Text]]:
    for function in functions:
        yield f"function.{function.name}", function.summary
        for number, argument in enumerate(function.arguments, 1):
            yield f"argument.{function.name}.{number}", argument.help
