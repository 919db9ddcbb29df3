"""What a sheet is made of: the words that every sheet, table, column and parameter is declared in.

Everything that reads, writes, builds or explains a workbook follows these declarations, so a new
column or parameter is one new line in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from xlsegment.core.entry import ENTRIES, Native
from xlsegment.text import Lang, Text

Kind = Literal["id", "text", "date", "month", "money", "count", "days", "rate", "number", "tags"]
Role = Literal["input", "optional", "result", "editable"]
Area = Literal["start", "input", "output", "track", "check", "help"]
Row = Mapping[str, object]

HEADER_ROW: Final = 4  # below title, basis and caution
LAST_ROW: Final = 1_048_576  # Excel's last row

NUMBER_FORMATS: Mapping[Kind, str] = {
    "id": "@",  # text: long numbers and leading zeros survive
    "text": "General",
    "tags": "General",
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm",  # holds the first day of the month
    "money": "#,##0.00",
    "count": "#,##0",
    "days": "#,##0",
    "rate": "0.0%",
    "number": "General",
}
ROLE_NAMES: Mapping[Role, Text] = {
    "input": Text("您填写", "You fill in"),
    "optional": Text("可选填写", "Optional, you fill in"),
    "result": Text("刷新时计算", "Filled by refresh"),
    "editable": Text("刷新时建议,您改过的保留", "Suggested by refresh, your edits stay"),
}


@dataclass(frozen=True, slots=True)
class Validation:
    """A native data validation. ``stop`` refuses the entry, otherwise Excel warns and asks."""

    type: Literal["list", "whole", "decimal", "date", "textLength"]
    operator: Literal["between", "equal", "greaterThanOrEqual"] = "between"
    low: str = ""
    high: str = ""
    choices: tuple[Text, ...] = ()
    source: str = ""
    stop: bool = True


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One table column.

    ``aliases`` are further headers under which the column is recognised; the headers of both
    languages always are. ``note`` says what the column means and by which rule it is filled.
    ``computes`` tells that texts which begin with ``=`` are formulas; elsewhere they stay texts.
    ``entry`` is a key of `xlsegment.core.entry.ENTRIES`: by it Excel checks what is typed, the
    quality rules check and standardise what stands there, and masking knows personal data.
    ``validation`` is for what only this column allows.
    """

    key: str
    header: Text
    kind: Kind
    role: Role
    note: Text
    aliases: tuple[str, ...] = ()
    example: str | Text = ""
    width: float = 14.0
    validation: Validation | None = None
    required: bool = False
    number_format: str = ""
    wrap: bool = False
    computes: bool = False
    entry: str = ""

    @property
    def personal(self) -> str:
        """The kind of personal data it holds, a key of `xlsegment.core.masking.MASKS`."""
        return ENTRIES[self.entry].personal if self.entry else ""

    @property
    def native(self) -> Validation | Native | None:
        """What Excel checks while people type."""
        return self.validation or (ENTRIES[self.entry].native if self.entry else None)

    @property
    def excel_format(self) -> str:
        """The number format of the column's cells."""
        return self.number_format or NUMBER_FORMATS[self.kind]


def no_rows(lang: Lang) -> Sequence[Row]:
    """Return no rows: the table starts empty."""
    return ()


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One Excel table (ListObject): nothing ever stands below it, so it may grow.

    ``later`` tables are those that workbooks of earlier versions do without; ``fed`` ones are
    what people fill: half of the columns that are not results are enough to know them by.
    """

    key: str
    name: Text
    columns: tuple[ColumnSpec, ...]
    note: Text
    header_row: int = HEADER_ROW
    first_col: int = 1
    rows: Callable[[Lang], Sequence[Row]] = no_rows
    min_lines: int = 1  # rows are made this high, for texts that refresh fills in
    tall_rows: int = 0  # so many rows are made that high, for rows that refresh adds
    fixed_rows: int | None = None  # chart data: always exactly this many rows
    later: bool = False
    fed: bool = False

    def column(self, key: str) -> ColumnSpec:
        """Return the column with this key."""
        return next(column for column in self.columns if column.key == key)

    def col_index(self, key: str) -> int:
        """Return the sheet column (1-based) in which the column stands in our own templates."""
        return self.first_col + [column.key for column in self.columns].index(key)

    @property
    def last_col(self) -> int:
        """The sheet column (1-based) of the last column in our own templates."""
        return self.first_col + len(self.columns) - 1

    @property
    def keys(self) -> tuple[str, ...]:
        """The column keys in order."""
        return tuple(column.key for column in self.columns)


@dataclass(frozen=True, slots=True)
class NameSpec:
    """One cell with a workbook-wide defined name, which refresh fills.

    ``labelled`` is the cell beside it that shows the label; without one it speaks for itself.
    """

    key: str
    name: Text
    cell: str
    label: Text
    note: Text
    kind: Kind = "text"
    labelled: str = ""


@dataclass(frozen=True, slots=True)
class LevelFormat:
    """A fill for the cells of a column whose text is one of ``texts``: the text itself stays."""

    table: str
    columns: tuple[str, ...]
    texts: tuple[Text, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class ScaleFormat:
    """Data bars or a colour scale over number columns: the numbers themselves stay."""

    table: str
    columns: tuple[str, ...]
    style: Literal["bar", "heat"]


@dataclass(frozen=True, slots=True)
class UnitFormat:
    """Number formats by the unit that another column of the row names: rates show as percent."""

    table: str
    columns: tuple[str, ...]
    unit: str
    looks: tuple[tuple[Text, str], ...]


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A native chart over columns of a table, its title taken from a cell that refresh fills.

    ``title_name`` is the key of any sheet's named cell. ``to`` is the cell below the lower right
    corner of a chart that fills a part of a page with others; without it a chart has one size.
    ``signed`` values may be below zero; the axis of all other bars and columns begins there.
    """

    key: str
    kind: Literal["bar", "column", "line", "stacked", "doughnut"]
    table: str
    category: str
    values: tuple[str, ...]
    title_name: str
    alt: Text
    category_axis: Text
    value_axis: Text
    anchor: str
    rows: int  # table rows the chart covers; blank ones stay empty
    to: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One sheet: its tab, its three lines above the tables, its tables and decorations."""

    key: str
    title: Text
    area: Area
    heading: Text
    caution: Text
    tables: tuple[TableSpec, ...] = ()
    names: tuple[NameSpec, ...] = ()
    charts: tuple[ChartSpec, ...] = ()
    formats: tuple[LevelFormat | ScaleFormat | UnitFormat, ...] = ()
    personal: bool = False
    basis: bool = True
    one_page: bool = False
    print_to: str = ""  # letter of the last column printed; empty: the last one of the tables
    freeze: str = "B5"

    @property
    def basis_name(self) -> Text:
        """The defined name of the line that states date, window, scheme and cuts."""
        return Text(f"口径_{self.title.zh}", f"basis_{self.key}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a parameter may take: a code for the program, words for people."""

    code: str
    label: Text


ParamKind = Literal[
    "date", "whole", "window", "money", "number", "rate", "choice", "switch", "text"
]


#: A century of days or orders; more money than anybody takes.
_MOST: Final = {"whole": 36_500.0, "number": 1e12, "money": 1e12}


@dataclass(frozen=True, slots=True)
class ParamSpec:
    """One parameter: a row of the parameter table whose value cell has a defined name."""

    key: str
    label: Text
    kind: ParamKind
    default: object
    unit: Text
    note: Text
    group: Text
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def least(self) -> float | None:
        """The smallest number it can be, like `most`."""
        if self.low is None and self.kind in _MOST:
            return -_MOST[self.kind]
        return self.low

    @property
    def most(self) -> float | None:
        """The largest number it can be; where none is declared, what nobody means to exceed."""
        return _MOST.get(self.kind) if self.high is None else self.high

    @property
    def name(self) -> Text:
        """The defined name of the value cell."""
        return Text(f"参数_{self.label.zh}", f"param_{self.key}")
