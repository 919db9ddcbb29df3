"""What the commands that read an order file share: options, and telling what was understood."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.cli.commands.values import column_is_header
from xlsegment.cli.declare import Argument
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.core.findings import Finding
    from xlsegment.sources.mapping import Guess
    from xlsegment.sources.table import Note, Source

MAP: Final = Argument(
    ("--map",),
    Text(
        "指定列：customer_id、order_id、order_date、amount、category、channel、payment、status;"
        "可重复。表头留空表示不读这一列",
        "name a column: customer_id, order_id, order_date, amount, category, channel, payment, "
        "status; may be repeated. An empty header leaves the column out",
    ),
    convert=column_is_header,
    settings={"metavar": "column=header", "action": "append", "default": []},
)
SOURCE_OPTIONS: Final = (
    Argument(
        ("--sheet",),
        Text("订单文件中的工作表", "the sheet of the order file"),
        settings={"metavar": "NAME"},
    ),
    Argument(
        ("--encoding",),
        Text(
            "订单文件的编码；默认识别 UTF-8、GB18030、UTF-16",
            "the encoding of the order file; UTF-8, GB18030 and UTF-16 are found",
        ),
        settings={"metavar": "ENC"},
    ),
)

_HOW: Final = {
    "given": Text("指定", "given"),
    "known": Text("识别", "recognised"),
    "part": Text("推测，请核对", "a guess, please check"),
}


def print_source(terminal: Terminal, path: Path, source: Source, guess: Guess) -> None:
    """Print how the file was understood and which header is which column."""
    terminal.note(
        Text("{file}：{how}，表头在第 {line} 行", "{file}: {how}, headers in line {line}"),
        file=path.name,
        how=source.info.how.in_(terminal.lang),
        line=source.info.header_line,
    )
    for match in guess.matches:
        others = Text("(也可能是 {others})", " (or {others})").in_(
            terminal.lang, others=" · ".join(match.others)
        )
        terminal.note(
            Text("  {column} ← {header} [{how}]{others}", "  {column} ← {header} [{how}]{others}"),
            column=match.column,
            header=match.header,
            how=_HOW[match.how].in_(terminal.lang),
            others=others if match.others else "",
        )
    if guess.unused:
        terminal.note(
            Text("  未使用的列：{unused}", "  columns not used: {unused}"),
            unused=" · ".join(guess.unused),
        )


def print_notes(terminal: Terminal, notes: Sequence[Note]) -> bool:
    """Print what looked odd; tell whether any of it is a problem."""
    for note in notes:
        lines = ", ".join(map(str, note.lines))
        more = Text(" 等", " …").in_(terminal.lang) if note.count > len(note.lines) else ""
        where = Text("(行 {lines}{more})", " (lines {lines}{more})")
        terminal.note(
            f"{'!' if note.problem else '·'} {note.count} {note.text.in_(terminal.lang)}"
            + (where.in_(terminal.lang, lines=lines, more=more) if note.lines else "")
        )
    return any(note.problem for note in notes)


def print_findings(terminal: Terminal, findings: Sequence[Finding]) -> bool:
    """Print what was met in the data, a line per kind; tell whether any of it is a problem."""
    counts = Counter[tuple[str, str]]()
    for finding in findings:
        words = dataclasses.replace(finding, count=1).what(terminal.lang)
        counts[finding.code, f"{words} {finding.done(terminal.lang)}"] += finding.count
    grave = {finding.code for finding in findings if finding.level != "info"}
    for (code, words), count in counts.items():
        terminal.note(f"{'!' if code in grave else '·'} {code}×{count} {words}")
    return bool(grave)
