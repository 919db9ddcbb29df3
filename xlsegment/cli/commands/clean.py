"""``xlsegment clean``: standardise, merge and complete what is in a workbook."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.cli.commands import values
from xlsegment.cli.declare import DONE, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.actions.clean import Cleaned

_DONE: Final = Text("已清洗 {path}：{n} 处改动", "Cleaned {path}: {n} change(s)")
_WOULD: Final = Text("{path}：会有 {n} 处改动", "{path}: {n} change(s) would be made")
_NOTHING: Final = Text(
    "没有可清洗的内容，没有写入任何文件。", "There is nothing to clean; nothing was written."
)
_DECIDE: Final = Text(
    "  {n} 处要您决定：在“数据检查”的“采纳”列填“是”，再清洗一次",
    "  {n} for you to decide: type Yes under Accept in Data check and clean again",
)
_DECIDE_BY_CODE: Final = Text(
    "  {n} 处要您决定(没有“数据检查”工作表)：用 xlsegment check 查看，再用 --accept {codes} 采纳",
    "  {n} for you to decide (there is no Data check here): look with xlsegment check, then take "
    "them with --accept {codes}",
)
_DRY: Final = Text("没有写入任何文件。", "Nothing was written.")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Clean and print what was changed and what was left."""
    from xlsegment.actions.clean import clean_file

    done = clean_file(
        arguments.file,
        arguments.output,
        accept=arguments.accept,
        skip=arguments.skip,
        dry_run=arguments.dry_run,
        force=values.forced(arguments),
        progress=terminal.stages,
    )
    if not done.changed:
        _left(terminal, done)
        terminal.say(_NOTHING)
        return DONE
    terminal.say(_WOULD if arguments.dry_run else _DONE, path=done.file, n=f"{done.changed:,}")
    _changes(terminal, done)
    _left(terminal, done)
    if arguments.dry_run:
        terminal.note(_DRY)
    else:
        _next(terminal, done)
    return DONE


def _changes(terminal: Terminal, done: Cleaned) -> None:
    for code, count in done.by_code.most_common():
        terminal.say(f"  {code}×{count:,} {done.what[code].in_(terminal.lang)}")
    for sheet, rows in done.rows_gone.items():
        terminal.say(
            Text("  “{sheet}”移除 {n} 行{blank}", "  {n} row(s) left “{sheet}”{blank}"),
            sheet=sheet,
            n=f"{rows:,}",
            blank=Text(
                "；行上有批注、格式或引用，原处留为空行",
                "; notes, formats or references are tied to rows, so blank rows stand there",
            ).in_(terminal.lang)
            if sheet in done.blank_rows
            else "",
        )


def _left(terminal: Terminal, done: Cleaned) -> None:
    reasons = Counter[Text]()
    for (_, why), count in done.left.items():
        reasons[why] += count
    for why, count in reasons.items():
        terminal.note(
            Text("  未改 {n} 处：{why}", "  {n} left: {why}"),
            n=f"{count:,}",
            why=why.in_(terminal.lang),
        )
    if done.unclear:
        terminal.note(
            Text(
                "  “采纳”列有 {n} 处看不懂，当作没有填：请填“是”或“否”",
                "  {n} under Accept not understood and taken for blank: type Yes or No",
            ),
            n=f"{done.unclear:,}",
        )
    if done.waiting:
        asked = {row.finding.code for row in done.rows if row.finding.accept == "ask"}
        terminal.note(
            _DECIDE if done.is_listed else _DECIDE_BY_CODE,
            n=f"{done.waiting:,}",
            codes=" ".join(sorted(asked)),
        )


def _next(terminal: Terminal, done: Cleaned) -> None:
    from xlsegment.actions.shell import quoted

    terminal.note(
        Text(
            "每处改动都在“清洗记录”里。下一步：xlsegment refresh {path}",
            "Every change stands in Cleaning log. Next: xlsegment refresh {path}",
        ),
        path=quoted(Path(done.file)),
    )
    if done.snapshot is not None:
        terminal.note(
            Text("撤销：xlsegment undo {path}", "To take it back: xlsegment undo {path}"),
            path=quoted(Path(done.file)),
        )


def _codes(flag: str, help_text: Text) -> Argument:
    return Argument(
        (flag,),
        help_text,
        convert=str.upper,
        settings={"metavar": "CODE", "nargs": "+", "action": "extend", "default": []},
    )


COMMAND = Command(
    name="clean",
    summary=Text("清洗：统一写法、合并重复、补标缺失", "standardise, merge duplicates, mark gaps"),
    description=Text(
        "就地清洗：日期、号码、姓名、行业、地区统一写法，同一客户的多个编号并入最近活跃的一个"
        "(订单随之改)，完全重复的订单移除，关键字段的空白填“待补充”。拿不准的不动，等您在"
        "“数据检查”的“采纳”列填“是”。公式不动。每处改动记入“清洗记录”；先算完再写，"
        "写之前自动留底，可用 undo 撤销。",
        "Clean in place: dates, numbers, names, industries and regions are written alike, several "
        "IDs of one customer become the one that was active last (orders follow), exact "
        "duplicates of orders go, blanks in key fields are marked. What is doubtful stays until "
        "you type Yes under Accept in Data check. Formulas stay. Every change goes into Cleaning "
        "log; everything is calculated before anything is written, and undo takes it back.",
    ),
    arguments=(
        Argument(
            ("file",),
            Text("(已关闭的)工作簿", "the (closed) workbook"),
            convert=Path,
            settings={"metavar": "FILE"},
        ),
        Argument(
            ("-o", "--output"),
            Text("写到另一个文件，原文件不动", "write to another file and leave this one alone"),
            convert=Path,
            settings={"metavar": "OUT"},
        ),
        values.FORCE,
        _codes(
            "--accept",
            Text(
                "采纳这些代码的全部建议(“采纳”填了“否”的除外)",
                "take all suggestions of these codes (but for rows answered No)",
            ),
        ),
        _codes("--skip", Text("不处理这些代码", "leave these codes alone")),
        Argument(
            ("--dry-run",),
            Text("只说要改什么，什么都不写", "tell what would be changed, write nothing"),
            settings={"action": "store_true"},
        ),
    ),
    example="xlsegment clean customers.xlsx --dry-run",
    run=run,
)
