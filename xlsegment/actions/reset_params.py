"""The parameters of a workbook: what they are now, and back to their defaults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.actions.closed_file import opened, replaced
from xlsegment.actions.live import OpenBook, change
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.core.header_text import fold
from xlsegment.engine.atomic import check_target
from xlsegment.errors import UnknownParameter
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import ParamSpec
from xlsegment.workbook.params import PARAMS

if TYPE_CHECKING:
    import xlwings as xw

    from xlsegment.workbook.handle import TableHandle
    from xlsegment.workbook.steps import Step

#: Tables that are settings, too; people's own data stand in none of them.
RULE_TABLES: Final = ("rules", "tier_criteria")
#: No setting but a note of what somebody did: only back to blank when it is asked for by name.
_NOTES: Final = frozenset({"reviewed_on"})


@dataclass(frozen=True, slots=True)
class ParamState:
    """One parameter of a workbook.

    Attributes
    ----------
    spec
        Its declaration.
    value, default
        What its cell shows, and what it shows in a new workbook; None for blank.
    changed
        Whether it means something else than the default.
    """

    spec: ParamSpec
    value: object
    default: object
    changed: bool


@dataclass(frozen=True, slots=True)
class ResetReport:
    """What a reset did.

    Attributes
    ----------
    values
        The parameters that were changed, as they were before.
    tables
        Names of the rule tables that were put back.
    snapshot
        What undo goes back to; None where nothing was changed.
    """

    values: tuple[ParamState, ...]
    tables: tuple[Text, ...] = ()
    snapshot: Path | None = None

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.values or self.tables)


def list_params(path: Path) -> list[ParamState]:
    """Return the parameters of a closed workbook in the order of the sheet; it is only read.

    Raises
    ------
    XlsegmentError
        The file cannot be read, or has no parameters.
    """
    with opened(path, Stopwatch(None)) as book:
        return [state for state, _ in _states(book)]


def reset_file(
    path: Path,
    names: Sequence[str] | None = (),
    *,
    rules: bool = False,
    progress: Progress | None = None,
) -> ResetReport:
    """Put parameters of a closed workbook back to their defaults, with a snapshot for undo.

    Parameters
    ----------
    path
        The workbook.
    names
        Labels or keys of the parameters; none of them for None, all by default.
    rules
        Whether the rule tables get the rows of a new workbook, too.

    Raises
    ------
    XlsegmentError
        Nothing was changed.
    """
    watch = Stopwatch(progress)
    check_target(path)
    with opened(path, watch) as book:
        steps, report = _plan(book, names, rules)
        if not report.changed:
            return report
        with watch.stage(Stage.WRITE):
            for step in steps:
                step.apply()
        taken = replaced(path, lambda: book.save(str(path.absolute())), watch)
    return ResetReport(report.values, report.tables, taken)


def reset_open(
    live: OpenBook, *, rules: bool = False, progress: Progress | None = None
) -> ResetReport:
    """Put the parameters of an open workbook back to their defaults; undo takes it back.

    Raises
    ------
    XlsegmentError
        Nothing was written, or everything is back as it was.
    """
    watch = Stopwatch(progress)
    with watch.stage(Stage.PREPARE):
        steps, report = _plan(live.book, (), rules)
    if not report.changed:
        return report
    taken = change(live, steps, watch, dt.datetime.now(dt.UTC))
    return ResetReport(report.values, report.tables, taken)


def _plan(
    book: xw.Book, names: Sequence[str] | None, rules: bool
) -> tuple[list[Step], ResetReport]:
    """Prepare every write; change nothing."""
    from xlsegment.workbook.steps import Fill, as_cell

    wanted = _wanted(names)
    gone_back = [
        (state, cell)
        for state, cell in (() if names is None else _states(book))
        if state.changed and state.spec.key in wanted
    ]
    steps: list[Step] = [Fill(cell, [[as_cell(state.default)]]) for state, cell in gone_back]
    tables: list[Text] = []
    for handle in _rule_tables(book) if rules else ():
        written = _rows_of_a_new_one(handle)
        if written:
            steps += written
            tables.append(handle.spec.name)
    return steps, ResetReport(tuple(state for state, _ in gone_back), tuple(tables))


def _wanted(names: Sequence[str] | None) -> Collection[str]:
    """Return the keys of parameters that people name by key, label or name of the cell."""
    from difflib import get_close_matches

    if not names:
        return {spec.key for spec in PARAMS} - _NOTES
    known = {
        fold(word): spec.key
        for spec in PARAMS
        for word in (spec.key, *spec.label.both, *spec.name.both)
    }
    for name in names:
        if fold(name) not in known:
            near = get_close_matches(fold(name), known, n=3, cutoff=0.4)
            labels = {spec.key: spec.label for spec in PARAMS}
            found = dict.fromkeys(known[word] for word in near)
            shown = Text(
                "、".join(labels[key].zh for key in found) or "—",
                ", ".join(labels[key].en for key in found) or "—",
            )
            raise UnknownParameter(name=name, near=shown)
    return {known[fold(name)] for name in names}


def _states(book: xw.Book) -> list[tuple[ParamState, xw.Range]]:
    """Return each parameter that the workbook has, with its value cell."""
    from xlsegment.workbook.handle import cells
    from xlsegment.workbook.locate import locate
    from xlsegment.workbook.named import named_cells
    from xlsegment.workbook.read import plain
    from xlsegment.workbook.sheets import TABLES
    from xlsegment.workbook.write import language

    located = locate(book, [TABLES["params"]], inputs=frozenset({"params"}))
    handle = located.found.get("params")
    places: dict[str, xw.Range] = {}
    lang: Lang = "zh"
    if handle is not None and handle.rows and {"param", "value"} <= handle.columns.keys():
        lang = language(handle)
        keys = {fold(label): spec.key for spec in PARAMS for label in spec.label.both}
        column = handle.columns["param"]
        labels = handle.body(column, column).options(ndim=1).value
        for row, label in enumerate(labels, start=handle.first_row):
            if (key := keys.get(fold(label))) is not None:
                cell = cells(handle.sheet, row, handle.columns["value"], 1, 1)
                places.setdefault(key, cell)
    named = named_cells(book).cells
    for spec in PARAMS:
        for name in spec.name.both:
            if spec.key not in places and name in named:
                places[spec.key] = named[name]
    if not places:
        located.require("params")
    states = []
    for spec in PARAMS:
        if spec.key in places:
            place = places[spec.key]
            value = plain(place.options(err_to_str=True).value)
            states.append((_state(spec, value, lang), place))
    return states


def _state(spec: ParamSpec, value: object, lang: Lang) -> ParamState:
    from xlsegment.workbook.param_values import Rejected, parsed, shown

    default = shown(spec, spec.default, lang)
    try:
        same = parsed(spec, value) == spec.default
    except Rejected:  # what cannot be used stops a refresh; the default does not
        same = False
    return ParamState(spec, value, default, not same)


def _rule_tables(book: xw.Book) -> list[TableHandle]:
    from xlsegment.workbook.locate import locate
    from xlsegment.workbook.sheets import TABLES

    specs = [TABLES[key] for key in RULE_TABLES]
    return list(locate(book, specs, inputs=frozenset(RULE_TABLES)).found.values())


def _rows_of_a_new_one(handle: TableHandle) -> list[Step]:
    """Prepare to write the rows that a new workbook has; none where they are there already."""
    import pandas as pd

    from xlsegment.workbook.read import read_table
    from xlsegment.workbook.write import language, prepare_rewrite

    fresh = pd.DataFrame([dict(row) for row in handle.spec.rows(language(handle))], dtype=object)
    fresh = fresh.reindex(columns=[key for key in handle.spec.keys if key in handle.columns])
    fresh = fresh.astype(object).where(fresh.notna(), None)
    present = read_table(handle).reindex(columns=fresh.columns)
    present = present.astype(object).where(present.notna(), None).reset_index(drop=True)
    return [] if present.equals(fresh) else prepare_rewrite(handle, fresh)
