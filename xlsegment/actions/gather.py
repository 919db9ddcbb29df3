"""First paragraph of a refresh: find the tables and read what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsegment.actions.decide.plan import Inputs
from xlsegment.actions.progress import Stage, Stopwatch
from xlsegment.actions.report import Skipped
from xlsegment.core.header_text import fold
from xlsegment.errors import ColumnsMissing, NothingToRefresh
from xlsegment.text import LANGS, Lang, Text
from xlsegment.workbook.handle import TableHandle, cell_name, cells
from xlsegment.workbook.keep import typed_formulas
from xlsegment.workbook.locate import Located, locate
from xlsegment.workbook.memory import FIGURES, TEXTS, recall
from xlsegment.workbook.named import named_cells
from xlsegment.workbook.param_values import NoResult
from xlsegment.workbook.params import PARAMS, Params, parse_params
from xlsegment.workbook.read import plain, read_table
from xlsegment.workbook.sheets import SHEET_OF_TABLE, TABLES
from xlsegment.workbook.write import language

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    import xlwings as xw

# Tables that refresh reads, fills or rewrites; help and examples of functions are not.
REFRESHED = tuple(
    key for key, sheet in SHEET_OF_TABLE.items() if sheet.key not in ("help", "examples")
)
# Located so that they can be written; their rows are nobody's input.
UNREAD = frozenset({"cleaning_log"})
# Tables that older workbooks do without.
NEWER = UNREAD | {"industry_aliases"} | {key for key, table in TABLES.items() if table.later}
# Of these the strategies are input too, but rows are added to them: they must be unmistakable.
INPUTS = frozenset(
    {"params", "rules", "industry_aliases", "customers", "orders", "behaviour", "campaigns"}
)
NEEDED = ("customers", "orders")
# Cleaning may take rows out of these.
MERGED = ("customers", "orders", "behaviour")

_ABSENT = Text("工作簿里没有这张表", "the workbook has no such table")
_WITHOUT_COLUMNS = Text("表里缺少必需的列", "it lacks columns it cannot do without")
_EMPTY = Text("没有数据行", "it has no rows")
_REPEATED = Text(
    "有两列“{header}”，只用最左边一列", "“{header}” stands twice; the leftmost column is used"
)
#: Lists of customers whose rows stay while people's own columns hold something beside them.
_CARRIED = ("churn", "migration_alerts")
_UNSET = Text("没有这些参数，按默认值计算：{names}", "no such row, the default is used: {names}")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything a refresh needs to know of a workbook.

    Attributes
    ----------
    located : Located
        Where the tables stand.
    tables : dict of str to DataFrame
        Their cells; the index is the row's offset below the header.
    params : Params
        The parameters, typed.
    lang : "zh" or "en"
        The language most of its tables speak; results are written in it.
    remembered, origin : str
        What the last refresh left for this one (see `xlsegment.workbook.memory`).
    unset : tuple of Text
        Labels of parameters whose row is gone from a parameter table that is there.
    computed : mapping of str to frozenset of str
        Table -> the columns that formulas fill, of the tables in which rows may go.
    """

    located: Located
    tables: dict[str, pd.DataFrame]
    params: Params
    lang: Lang
    remembered: str
    origin: str
    unset: tuple[Text, ...] = ()
    computed: Mapping[str, frozenset[str]] = field(default_factory=dict)


def gather(book: xw.Book, watch: Stopwatch) -> Gathered:
    """Find and read the tables of a workbook.

    Raises
    ------
    TableNotFound, ColumnsMissing
        If there are neither customers nor orders, or the orders lack a column they need.
    NothingToRefresh
        If both are empty.
    ParameterProblems
        If parameters cannot be used.
    """
    with watch.stage(Stage.LOCATE):
        located = locate(book, [TABLES[key] for key in REFRESHED], inputs=INPUTS)
        if not any(key in located.found for key in NEEDED):
            located.require("customers")
        if isinstance(error := located.missing.get("orders"), ColumnsMissing):
            raise error  # else an earlier refresh's results would stand in for the orders
    tables: dict[str, pd.DataFrame] = {}
    rows = 0
    with watch.stage(Stage.READ):
        for done, (key, handle) in enumerate(located.found.items()):
            if key in UNREAD:
                continue
            watch.tell(Stage.READ, done, len(located.found), rows)
            tables[key] = read_table(handle)
            rows += len(tables[key])
    if not any(len(tables[key]) for key in NEEDED if key in tables):
        key = next(key for key in NEEDED if key in located.found)
        raise NothingToRefresh(table=TABLES[key].name)
    cells = _param_cells(book, located.found.get("params"), tables.get("params"))
    return Gathered(
        located=located,
        tables=tables,
        params=parse_params(cells),
        lang=_language(located),
        remembered=recall(book, TEXTS),
        origin=recall(book, FIGURES),
        unset=_unset(cells) if "params" in tables else (),
        computed={
            key: _computed(located.found[key])
            for key in (*MERGED, *_CARRIED)
            if key in located.found
        },
    )


def inputs_of(
    gathered: Gathered, as_of: dt.date | None, now: dt.datetime, *, adds_customers: bool = True
) -> Inputs:
    """Return what the decisions rest on."""
    return Inputs(
        tables=gathered.tables,
        params=gathered.params,
        lang=gathered.lang,
        as_of=as_of,
        refreshed=now,
        remembered=gathered.remembered,
        origin=gathered.origin,
        computed=gathered.computed,
        unread={key: h.unread for key, h in gathered.located.found.items() if h.unread},
        adds_customers=adds_customers,
    )


def left_out(gathered: Gathered, filled: Collection[str]) -> list[Skipped]:
    """Return what was neither read nor among the tables filled, and why."""
    skipped = [
        Skipped(
            TABLES[key].name, _WITHOUT_COLUMNS if isinstance(error, ColumnsMissing) else _ABSENT
        )
        for key, error in gathered.located.missing.items()
        if key not in NEWER
    ]
    for key, handle in gathered.located.found.items():
        if key in INPUTS - NEWER and key not in filled and not len(gathered.tables[key]):
            skipped.append(Skipped(TABLES[key].name, _EMPTY))
        for header in handle.repeated:
            why = (_REPEATED.in_(lang, header=header) for lang in LANGS)
            skipped.append(Skipped(TABLES[key].name, Text(*why)))
    if gathered.unset:
        zh = "、".join(label.zh for label in gathered.unset)
        en = ", ".join(label.en for label in gathered.unset)
        unset = Text(_UNSET.in_("zh", names=zh), _UNSET.in_("en", names=en))
        skipped.append(Skipped(TABLES["params"].name, unset))
    return skipped


def _param_cells(
    book: xw.Book, handle: TableHandle | None, table: pd.DataFrame | None
) -> Mapping[str, object]:
    """Return parameter key -> cell, from the parameter table, else from the defined names."""
    cells: dict[str, object] = {}
    if handle is not None and table is not None and {"param", "value"} <= set(table.columns):
        keys = {fold(label): spec.key for spec in PARAMS for label in spec.label.both}
        column = handle.columns["value"]
        formulas = typed_formulas(handle, column)
        for offset, label, value in zip(table.index, table["param"], table["value"], strict=True):
            if (key := keys.get(fold(label))) is not None:
                if value is None and offset in formulas:
                    place = cell_name(handle.first_row + int(offset), column)
                    value = NoResult(handle.sheet.name, place)
                cells.setdefault(key, value)
    absent = {name: s.key for s in PARAMS if s.key not in cells for name in s.name.both}
    if absent:
        for name, cell in named_cells(book).cells.items():
            if name in absent:
                value = plain(cell.options(err_to_str=True).value)
                if value is None and str(cell.formula or "").startswith("="):
                    value = NoResult(cell.sheet.name, cell_name(cell.row, cell.column))
                cells[absent[name]] = value
    return cells


def _unset(there: Collection[str]) -> tuple[Text, ...]:
    """Return the parameters that are missed; a whole topic less is an earlier version's sheet."""
    topics = {spec.group for spec in PARAMS if spec.key in there} or {s.group for s in PARAMS}
    return tuple(s.label for s in PARAMS if s.key not in there and s.group in topics)


def _computed(handle: TableHandle) -> frozenset[str]:
    """Return the user's own columns with formulas, and ours that formulas fill from top to end."""
    own = (name for name, column in handle.own.items() if typed_formulas(handle, column))
    width = handle.last_col - handle.first_col + 1
    row = cells(handle.sheet, handle.first_row, handle.first_col, 1, width).formula
    first = row[0] if isinstance(row[0], list | tuple) else row
    ours = (
        key
        for key, column in handle.columns.items()
        if str(first[column - handle.first_col] or "").startswith("=")
        and len(typed_formulas(handle, column)) == handle.rows
    )
    return frozenset((*own, *ours))


def _language(located: Located) -> Lang:
    votes = Counter(language(handle) for handle in located.found.values())
    return "en" if votes["en"] > votes["zh"] else "zh"
