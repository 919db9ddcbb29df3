"""What a refresh did: what was filled, what was skipped and why, what was met in the data."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from xlsegment.actions.progress import Stage
from xlsegment.actions.shell import quoted
from xlsegment.core.findings import Finding
from xlsegment.text import Lang, Text

_TITLE = Text("刷新完成", "Refreshed")
_BASIS = Text("口径", "Basis")
_FILLED = Text("已填写", "Filled")
_SKIPPED = Text("未填写", "Skipped")
_SEGMENTS = Text("客户群体", "Segments")
_ISSUES = Text("数据检查", "Data check")
_FILLED_ROW = Text(
    "{table}(工作表“{sheet}”)：{rows} 行，{columns} 列{added}",
    "{table} (sheet “{sheet}”): {rows} row(s), {columns} column(s){added}",
)
_ADDED = Text("，新增 {n} 行", ", {n} new row(s)")
_REPLACED = Text(
    "{n} 个公式已换成计算结果：{columns}", "{n} formula(s) gave way to results: {columns}"
)
_COUNTS = Text(
    "错误 {error} 条，提醒 {warning} 条，信息 {info} 条",
    "{error} error(s), {warning} warning(s), {info} note(s)",
)
_FINDING = Text("{code}×{n} {what}", "{code} x{n} {what}")
_WROTE = Text("已保存到 {file}", "Saved to {file}")
_UNDO = Text(
    "原文件已存快照，撤销：xlsegment undo {file}",
    "The file as it was is kept; to go back: xlsegment undo {file}",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """One table that was written.

    ``formulas`` names the columns in which formulas gave way to results, and how many.
    """

    table: Text
    sheet: str
    rows: int
    columns: int
    added: int = 0
    formulas: tuple[tuple[Text, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was left as it is, and why."""

    what: Text
    why: Text


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """One line of the result."""

    name: str
    customers: int
    share: float


@dataclass(slots=True)
class Report:
    """The outcome of a refresh.

    Attributes
    ----------
    as_of : date
        The analysis date that was used.
    basis : Text
        Analysis date, window, scheme and every cut in one line.
    customers, orders : int
        Customers and valid orders that were counted.
    segments : list of SegmentCount
        Customers per segment, in the order of the scheme.
    filled, skipped : list
        What was written; what was not, with the reason.
    findings : list of Finding
        What stands in 数据检查.
    seconds : dict
        How long each stage took.
    file, snapshot : Path or None
        The file written and the snapshot that undo goes back to, for `refresh_file`.
    """

    as_of: dt.date
    basis: Text
    customers: int
    orders: int
    segments: list[SegmentCount]
    filled: list[Filled] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seconds: dict[Stage, float] = field(default_factory=dict)
    file: Path | None = None
    snapshot: Path | None = None

    @property
    def exit_status(self) -> int:
        """0 when all is well, 1 when 数据检查 lists errors or warnings."""
        return int(any(finding.level != "info" for finding in self.findings))

    def summary(self, lang: Lang) -> str:
        """Return the report as text to print."""
        return "\n".join(self._lines(lang))

    def _lines(self, lang: Lang) -> Iterator[str]:
        colon = Text("：", ": ").in_(lang)
        yield _TITLE.in_(lang)
        yield f"{_BASIS.in_(lang)}{colon}{self.basis.in_(lang)}"
        yield f"{_SEGMENTS.in_(lang)}{colon}"
        for segment in self.segments:
            yield f"  {segment.name}  {segment.customers:,}  {segment.share:.1%}"
        yield f"{_FILLED.in_(lang)}{colon}"
        for filled in self.filled:
            added = _ADDED.in_(lang, n=filled.added) if filled.added else ""
            row = _FILLED_ROW.in_(
                lang,
                table=filled.table.in_(lang),
                sheet=filled.sheet,
                rows=filled.rows,
                columns=filled.columns,
                added=added,
            )
            yield f"  {row}"
            if filled.formulas:
                columns = (f"{header.in_(lang)}×{n}" for header, n in filled.formulas)
                total = sum(n for _, n in filled.formulas)
                listed = Text("、", ", ").in_(lang).join(columns)
                yield f"    {_REPLACED.in_(lang, n=total, columns=listed)}"
        if self.skipped:
            yield f"{_SKIPPED.in_(lang)}{colon}"
        for skipped in self.skipped:
            yield f"  {skipped.what.in_(lang)}{colon}{skipped.why.in_(lang)}"
        levels = Counter[str]({"error": 0, "warning": 0, "info": 0})
        by_code = Counter[str]()
        for finding in self.findings:
            levels[finding.level] += finding.count
            by_code[finding.code] += finding.count
        yield f"{_ISSUES.in_(lang)}{colon}{_COUNTS.in_(lang, **levels)}"
        first = {finding.code: finding for finding in reversed(self.findings)}
        for code, count in by_code.items():
            what = first[code].what(lang)
            yield f"  {_FINDING.in_(lang, code=code, n=count, what=what)}"
        if self.file is not None:
            yield _WROTE.in_(lang, file=self.file)
            if self.snapshot is not None:
                yield _UNDO.in_(lang, file=quoted(self.file))
