"""RFM, tiers and segments straight from an order file, without a workbook."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.actions.csv_out import print_csv, write_csv
from xlsegment.actions.output import check_output
from xlsegment.actions.progress import Progress, Stage, Stopwatch
from xlsegment.core.columns import (
    CUSTOMER_ID,
    F_SCORE,
    FREQUENCY,
    M_SCORE,
    MONETARY,
    MONETARY_CENTS,
    R_SCORE,
    RECENCY_DAYS,
    SEGMENT,
    SEGMENT_ID,
    TIER_CODE,
)
from xlsegment.core.cuts import METRICS, Cut, Metric, Purpose, fixed_cut
from xlsegment.core.days import day_date, day_number
from xlsegment.core.findings import Finding
from xlsegment.core.level_columns import tier_code
from xlsegment.core.levels import DEFAULT_LEVELS
from xlsegment.core.model import Result, segment_customers
from xlsegment.core.settings import Scheme, Settings
from xlsegment.core.strategies import strategy_for
from xlsegment.engine.atomic import Replacement, check_target
from xlsegment.engine.there import same_file, taken
from xlsegment.errors import NotCsv, SameFile, SourceEmpty
from xlsegment.sources.mapping import Guess, guess_columns
from xlsegment.sources.opening import open_source
from xlsegment.sources.table import Note, Source
from xlsegment.text import Lang

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = (
    CUSTOMER_ID,
    RECENCY_DAYS,
    FREQUENCY,
    MONETARY,
    R_SCORE,
    F_SCORE,
    M_SCORE,
    TIER_CODE,
    SEGMENT,
)
STDOUT: Final = Path("-")
# A spreadsheet takes text that starts so for a formula; tabs and line ends hide one behind them.
# Full-width signs are half width in an id long before.
_FORMULA_LIKE: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
# Without a customer table every customer is known from the orders only.
_NOT_NEWS: Final = "W-030"


@dataclass(frozen=True, slots=True)
class RfmOptions:
    """The choices of one run.

    Attributes
    ----------
    as_of
        The analysis date; the day of the latest order when None.
    window_days
        How far F and M look back; None for all.
    bins, nested
        How scores are fitted.
    scheme
        What the segment column holds.
    cuts
        Fixed score cuts, ascending: days, orders, money. Exactly two for a metric are its level
        cuts (高/中/低) too; with any other number the tier code uses the default levels.
    """

    as_of: dt.date | None = None
    window_days: int | None = 180
    bins: int = 5
    nested: bool = False
    scheme: Scheme = "rules"
    cuts: Mapping[Metric, Sequence[Decimal]] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """The same for the core."""
        scores = tuple(_fixed("score", metric, edges) for metric, edges in self.cuts.items())
        levels = {cut.metric: cut for cut in DEFAULT_LEVELS}
        for metric, edges in self.cuts.items():
            if len(edges) == 2:
                levels[metric] = _fixed("level", metric, edges)
        return Settings(
            as_of=None if self.as_of is None else day_number(self.as_of),
            window_days=self.window_days,
            scheme=self.scheme,
            levels=tuple(levels[metric] for metric in METRICS),
            bins=self.bins,
            nested=self.nested,
            score_fixed=scores,
        )


@dataclass(frozen=True, slots=True)
class RfmReport:
    """What a run found.

    Attributes
    ----------
    customers
        How many rows were written.
    as_of
        The analysis date that was used.
    cuts
        Every cut as a printed line.
    segments
        Name and number of customers, the largest first.
    notes, findings
        What was noticed in the file, and in its data.
    """

    customers: int
    as_of: dt.date
    cuts: tuple[str, ...]
    segments: tuple[tuple[str, int], ...]
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]


def rfm_file(
    orders: Path,
    out: Path,
    options: RfmOptions,
    *,
    lang: Lang,
    force: bool = False,
    given: Mapping[str, str] | None = None,
    flags: Mapping[str, str] | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    on_open: Callable[[Source, Guess], None],
    progress: Progress | None = None,
) -> RfmReport:
    """Compute one row per customer from an order file and write them as CSV.

    Parameters
    ----------
    orders
        A CSV, Excel or Parquet file.
    out
        The ``.csv`` to write, UTF-8 with a byte order mark, in the order of the customer ids;
        ``-`` for standard output.
    options
        The choices.
    lang
        The language of tier codes and segment names.
    force
        Whether an existing file may be replaced.
    given, flags, sheet, encoding
        How to read the file when that is known; the options that name its columns.
    on_open
        Told how the file was understood before anything is read.
    progress
        Told of the stages.

    Returns
    -------
    RfmReport
        Counts, cuts and what was noticed.

    Raises
    ------
    XlsegmentError
        Nothing was written.
    """
    today = dt.datetime.now().astimezone().date()
    settings = dataclasses.replace(options.settings, latest_day=day_number(today))
    if out != STDOUT:
        taken(out)
    # From here on nobody else may make or change the file.
    replacement = None if out == STDOUT else Replacement(out)
    if replacement is not None:
        _check_out(out, orders, force=force)

    watch = Stopwatch(progress)
    source = open_source(orders, sheet=sheet, encoding=encoding)
    guess = guess_columns(source.info.headers, given, flags=flags)
    on_open(source, guess)
    with watch.stage(Stage.READ):
        frame, notes = _read(source, guess, watch)
    if frame.empty:
        raise SourceEmpty(file=orders.name)

    with watch.stage(Stage.COMPUTE):
        result = segment_customers(frame, settings=settings)
        table = rfm_rows(result, lang)

    with watch.stage(Stage.WRITE):
        if replacement is None:
            print_csv(table)
        else:
            with replacement:
                write_csv(table, replacement.open())
    counts = Counter(table[SEGMENT])
    return RfmReport(
        customers=len(table),
        as_of=day_date(result.as_of),
        cuts=tuple(" · ".join(row.values()) for row in result.cuts.describe(lang)),
        segments=tuple(counts.most_common()),
        notes=(*source.info.notes, *notes),
        findings=tuple(found for found in result.findings if found.code != _NOT_NEWS),
    )


def rfm_rows(result: Result, lang: Lang) -> pd.DataFrame:
    """Return the columns of the CSV, one row per customer in the order of the ids.

    ``monetary`` has two decimals, ``recency_days`` is empty without an order, and an id that a
    spreadsheet would take for a formula gets an apostrophe in front.
    """
    import pandas as pd

    people = result.counted.sort_values(CUSTOMER_ID, kind="stable")
    names = {key: strategy_for(key).name.in_(lang) for key in people[SEGMENT_ID].unique()}
    columns = {
        CUSTOMER_ID: [_safe(str(key)) for key in people[CUSTOMER_ID]],
        RECENCY_DAYS: people[RECENCY_DAYS].astype(object).where(people[RECENCY_DAYS].notna(), ""),
        FREQUENCY: people[FREQUENCY],
        MONETARY: [_money(int(cents)) for cents in people[MONETARY_CENTS]],
        R_SCORE: people[R_SCORE],
        F_SCORE: people[F_SCORE],
        M_SCORE: people[M_SCORE],
        TIER_CODE: tier_code(people, lang),
        SEGMENT: people[SEGMENT_ID].map(names),
    }
    return pd.DataFrame(columns, index=people.index)[list(COLUMNS)].reset_index(drop=True)


def _check_out(out: Path, orders: Path, *, force: bool) -> None:
    if same_file(out, orders):
        raise SameFile(file=out.name)
    if out.suffix.lower() != ".csv":
        raise NotCsv(file=out.name or out)
    check_output(out, force=force)
    check_target(out)


def _read(source: Source, guess: Guess, watch: Stopwatch) -> tuple[pd.DataFrame, list[Note]]:
    """Read the order columns, with one more that tells lines apart which only look alike."""
    import pandas as pd

    cells = source.read(guess.positions, lambda rows: watch.tell(Stage.READ, 0, 1, rows))
    series = {
        column: pd.Series(values, dtype=object)
        for column, values in zip(guess.columns, cells.columns, strict=True)
    }
    frame = pd.DataFrame({**series, "print": pd.Series(list(cells.prints), dtype="int64")})
    return frame, list(cells.notes)


def _fixed(purpose: Purpose, metric: Metric, edges: Sequence[Decimal]) -> Cut:
    unit = 100 if metric == "M" else 1
    exact = [Fraction(edge) * unit for edge in edges]
    return fixed_cut(purpose, metric, exact)


def _safe(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA_LIKE) else text


def _money(cents: int) -> str:
    sign, whole = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{whole // 100}.{whole % 100:02d}"
