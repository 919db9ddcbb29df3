"""行动建议: problems drafted from the figures; what people rewrite and their own rows stay."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from xlsegment.actions.decide.evidence import evidence_of
from xlsegment.actions.decide.plan import Outcome, Rewrite
from xlsegment.actions.decide.section import Basis
from xlsegment.actions.decide.typed import Cell
from xlsegment.core.celltext import clean_text
from xlsegment.core.days import day_date
from xlsegment.core.problems import Draft, drafts
from xlsegment.text import Text
from xlsegment.workbook.sheets import TABLES

TABLE: Final = "action_plan"
_TEXTS: Final = ("action_problem", "action_cause", "action_solution", "action_owner")
_DUE, _STATE = "action_due", "action_state"
_DAYS: Final = dt.timedelta(days=30)
_OWN: Final = re.compile(r"U(\d+)")
_FEW = Text("样本少({n} 人)，先核实再行动。", "Few customers ({n}): check before you act.")
_WAVERS = Text(
    "一次波动不足以下结论，至少再看 3–7 天。", "One point is no trend: watch 3–7 days more."
)
_GONE = Text("本次刷新没有再发现这个问题。", "This refresh does not find the problem any more.")


def decide_action_plan(basis: Basis) -> Outcome:
    """Draft the action plan."""
    if TABLE not in basis.inputs.tables:
        return Outcome()
    old = _Before(basis.inputs.tables[TABLE])
    found = drafts(evidence_of(basis))
    rows = [_drafted(basis, draft, old.take(draft.number)) for draft in found]
    rows += [row for left in old.left() if (row := _kept(basis, left)) is not None]
    numbers = [int(m[1]) for row in rows if (m := _OWN.fullmatch(str(row["action_id"] or "")))]
    free = max(numbers, default=0)
    for row in rows:
        if not row["action_id"]:
            free += 1
            row["action_id"] = f"U{free}"
    columns = [column.key for column in TABLES[TABLE].columns]
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    return Outcome([Rewrite(TABLE, frame, ("action_id",))])


class _Before:
    """The rows before the refresh, each used once."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._rows = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
        self._places: dict[str, int] = {}
        for place, row in enumerate(self._rows):
            if number := _text(row.get("action_id")):
                self._places.setdefault(number, place)
        self._used: set[int] = set()

    def take(self, number: str) -> Mapping[str, object] | None:
        """Return the row of a problem."""
        place = self._places.get(number)
        if place is None:
            return None
        self._used.add(place)
        return self._rows[place]

    def left(self) -> Sequence[Mapping[str, object]]:
        """Return the rows that no problem has taken; a copied row is one of people's own."""
        return [
            row
            if self._places.get(_text(row.get("action_id"))) == place
            else {**row, "action_id": None}
            for place, row in enumerate(self._rows)
            if place not in self._used
        ]


def _drafted(basis: Basis, draft: Draft, old: Mapping[str, object] | None) -> dict[str, object]:
    lang = basis.lang
    before = old or {}
    suggested = dict(
        zip(_TEXTS, (draft.problem, draft.cause, draft.solution, draft.owner), strict=True)
    )
    row: dict[str, object] = {
        column: basis.ours.keep(_cell(draft.number, column), before.get(column), text, lang)
        for column, text in suggested.items()
    }
    due = before.get(_DUE)
    cell = _cell(draft.number, _DUE)
    if _text(due):
        basis.ours.keep_mark(cell)
    else:
        as_of = day_date(basis.as_of)
        due = as_of + min(_DAYS, dt.date.max - as_of)  # the calendar ends with the year 9999
        basis.ours.written(cell, due.isoformat())
    notes = []
    if draft.few is not None:
        notes.append(_FEW.in_(lang, n=draft.few))
    if draft.wavers:
        notes.append(_WAVERS.in_(lang))
    return row | {
        "action_id": draft.number,
        "action_evidence": draft.evidence.in_(lang),
        _DUE: due,
        _STATE: before.get(_STATE),
        "action_note": ("" if lang == "zh" else " ").join(notes) or None,
    }


def _kept(basis: Basis, row: Mapping[str, object]) -> dict[str, object] | None:
    """Return a row without its problem; None for a draft that nobody has touched."""
    number = _text(row.get("action_id"))
    ours = {column.key for column in TABLES[TABLE].columns}
    kept = {key: cell for key, cell in row.items() if key in ours} | {"action_id": number}
    if not number or _OWN.fullmatch(number):
        filled = any(_text(row.get(key)) for key in row if key != "action_id")
        return kept if filled else None
    typed = any(
        basis.ours.is_typed(_cell(number, column), _plain(row.get(column)))
        for column in (*_TEXTS, _DUE)
    )
    beside = any(_text(row.get(key)) for key in row if key == _STATE or key not in ours)
    if not (typed or beside):
        return None
    for column in (*_TEXTS, _DUE):
        basis.ours.keep_mark(_cell(number, column))
    return kept | {"action_note": _GONE.in_(basis.lang)}


def _cell(number: str, column: str) -> Cell:
    return TABLE, number, column


def _plain(cell: object) -> object:
    """Return a date as it was remembered."""
    return cell.strftime("%Y-%m-%d") if isinstance(cell, dt.date) else cell


def _text(cell: object) -> str:
    return "" if cell is None or cell != cell else clean_text(str(cell))
