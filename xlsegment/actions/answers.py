"""What people answered under 采纳 in 数据检查, and whether it still fits what stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

from xlsegment.core.celltext import clean_text
from xlsegment.workbook.handle import TableHandle
from xlsegment.workbook.keep import typed_formulas
from xlsegment.workbook.param_values import NO, YES

if TYPE_CHECKING:
    import pandas as pd

    from xlsegment.text import Lang

_YES: Final = frozenset(
    word.casefold()
    for word in (*YES.both, *("y", "1", "true", "ok", "对", "是的", "采纳"), *"✓✔√☑")
)
_NO: Final = frozenset(
    word.casefold() for word in (*NO.both, "n", "0", "false", "不", "不是", "不采纳", *"✗✘×")
)
_TARGET: Final = re.compile(r'"([A-Z]{1,3}\d+)"\)\s*$')


@dataclass(frozen=True, slots=True)
class Question:
    """One row of 数据检查 as far as an answer is tied to it: another value is another question."""

    code: str
    sheet: str
    cell: str
    found: str
    suggested: str

    @classmethod
    def of(
        cls, code: object, sheet: object, cell: object, found: object, suggested: object
    ) -> Self:
        """Return the question that a row asks, whatever Excel made of its texts."""
        return cls(*(_text(part) for part in (code, sheet, cell, found, suggested)))


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that stand in a workbook.

    Attributes
    ----------
    typed
        What is in the cell under 采纳, as it is.
    """

    typed: Mapping[Question, str] = field(default_factory=dict)

    def given(self, question: Question) -> bool | None:
        """Return the answer to a question, None when there is none that can be understood."""
        return _meant(self.typed.get(question, ""))

    @property
    def unclear(self) -> int:
        """How many cells under 采纳 hold neither a yes nor a no."""
        return sum(_meant(word) is None for word in self.typed.values())

    def shown(self, question: Question, lang: Lang, *, auto: bool) -> str:
        """Return what stands under 采纳 now: what was typed, else 是 where nobody has to ask."""
        typed = self.typed.get(question, "")
        return typed or (YES.in_(lang) if auto else "")


def read_answers(handle: TableHandle | None, rows: pd.DataFrame | None) -> Answers:
    """Read the answers from 数据检查; none where it has no such column."""
    if handle is None or rows is None or not {"accept", "code"} <= set(rows.columns):
        return Answers()
    links: Mapping[int, str] = {}
    if "cell" in handle.columns and any(rows["accept"].notna()):
        links = typed_formulas(handle, handle.columns["cell"])
    typed: dict[Question, str] = {}
    for offset, row in zip(rows.index, rows.to_dict("records"), strict=True):
        if answer := _text(row.get("accept")):
            # A file that nothing has calculated holds the link's formula and no value.
            target = _TARGET.search(links.get(offset, ""))
            cell = target[1] if target else row.get("cell")
            question = Question.of(
                row.get("code"), row.get("sheet"), cell, row.get("found"), row.get("suggested")
            )
            typed[question] = answer
    return Answers(typed)


def _meant(word: str) -> bool | None:
    word = word.casefold()
    return True if word in _YES else False if word in _NO else None


def _text(cell: object) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, bool):
        return (YES if cell else NO).zh
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean_text(str(cell))
