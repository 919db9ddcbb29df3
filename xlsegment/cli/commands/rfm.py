"""``xlsegment rfm``: RFM straight from an order file, without a workbook."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from xlsegment.cli.commands import values
from xlsegment.cli.commands.source import (
    SOURCE_OPTIONS,
    print_findings,
    print_notes,
    print_source,
)
from xlsegment.cli.declare import DONE, PROBLEMS_LISTED, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.core.cuts import Metric

_COLUMNS = {
    "customer_id": ("--customer-id", Text("客户编号所在的列", "the column of customer ids")),
    "order_id": ("--order-id", Text("订单号所在的列", "the column of order ids")),
    "order_date": ("--date", Text("订单日期所在的列", "the column of order dates")),
    "amount": ("--amount", Text("金额所在的列", "the column of amounts")),
    "status": ("--status", Text("订单状态所在的列", "the column of order states")),
}


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Compute, write the table, print the cuts."""
    from xlsegment.actions.rfm_file import RfmOptions, rfm_file

    fixed: tuple[tuple[Metric, Sequence[Decimal] | None], ...] = (
        ("R", arguments.recency_cuts),
        ("F", arguments.frequency_cuts),
        ("M", arguments.monetary_cuts),
    )
    given = {column: getattr(arguments, column) for column in _COLUMNS}
    done = rfm_file(
        arguments.orders,
        arguments.output,
        RfmOptions(
            as_of=arguments.as_of,
            window_days=arguments.window,
            bins=arguments.bins,
            nested=arguments.nested,
            scheme=arguments.scheme,
            cuts={metric: cuts for metric, cuts in fixed if cuts is not None},
        ),
        lang=terminal.lang,
        force=arguments.force,
        given={column: header for column, header in given.items() if header is not None},
        flags={column: flag for column, (flag, _) in _COLUMNS.items()},
        sheet=arguments.sheet,
        encoding=arguments.encoding,
        on_open=lambda source, guess: print_source(terminal, arguments.orders, source, guess),
        progress=terminal.stages,
    )
    problems = print_notes(terminal, done.notes)
    problems |= print_findings(terminal, done.findings)
    terminal.note(
        Text("分析基准日 {as_of}；切点：", "Analysis date {as_of}; cuts:"), as_of=done.as_of
    )
    for line in done.cuts:
        terminal.note(f"  {line}")
    terminal.note(
        Text("{count} 位客户 → {out}", "{count} customers → {out}"),
        count=f"{done.customers:,}",
        out=arguments.output,
    )
    for name, count in done.segments:
        terminal.note(f"  {name}  {count:,}  {count / done.customers:.1%}")
    return PROBLEMS_LISTED if problems else DONE


COMMAND = Command(
    name="rfm",
    summary=Text(
        "不经工作簿，直接从订单文件计算 RFM", "RFM from an order file, without a workbook"
    ),
    description=Text(
        "从 CSV、Excel 或 Parquet 订单文件计算每位客户的 RFM、分档和客户群体，写成 CSV:"
        "customer_id, recency_days, frequency, monetary, r, f, m, tier_code, segment。"
        "所用切点打印到 stderr。固定切点：R 天数 ≤ 切点归较好一侧，F、M ≥ 切点归较高一档，"
        "档数 = 切点数 + 1;某个维度恰好给两个切点时，它们也是该维度高/中/低的界线，"
        "否则 tier_code 用默认界线(R 30/90 天，F 2/5 次，M 500/2000 元)。"
        "以 = + - @ 开头的编号前加 ',以免被表格软件当成公式。",
        "Compute RFM, tiers and segments per customer from a CSV, Excel or Parquet order file "
        "and write a CSV: customer_id, recency_days, frequency, monetary, r, f, m, tier_code, "
        "segment. The cuts used go to stderr. Fixed cuts: R days at or below a cut belong to "
        "the better side, F and M at or above it to the higher bin; bins are cuts plus one. "
        "Exactly two cuts for a dimension are its high/mid/low bounds too; otherwise tier_code "
        "uses the defaults (R 30/90 days, F 2/5 orders, M 500/2000). Ids that start with "
        "= + - @ get a ' in front, so that a spreadsheet does not take them for formulas.",
    ),
    arguments=(
        Argument(
            ("orders",),
            Text(
                "订单文件：CSV、xlsx、xls 或 Parquet", "the order file: CSV, xlsx, xls or Parquet"
            ),
            convert=Path,
            settings={"metavar": "ORDERS"},
        ),
        Argument(
            ("-o", "--output"),
            Text("要写的 .csv(带 BOM 的 UTF-8)；- 为标准输出", "the .csv to write; - is stdout"),
            convert=Path,
            settings={"metavar": "OUT.csv", "required": True},
        ),
        values.FORCE,
        *(
            Argument((flag,), help_text, settings={"metavar": "COL", "dest": column})
            for column, (flag, help_text) in _COLUMNS.items()
        ),
        Argument(
            ("--as-of",),
            Text(
                "分析基准日；默认最后一笔订单的日期", "analysis date; the latest order by default"
            ),
            convert=values.day,
            settings={"metavar": "DATE"},
        ),
        Argument(
            ("--window",),
            Text(
                "F 和 M 的统计天数，all 为全部(默认 180)",
                "days that F and M look back, or all (default 180)",
            ),
            convert=values.window,
            settings={"metavar": "DAYS", "default": 180},
        ),
        Argument(
            ("--bins",),
            Text("得分档数 2–9(默认 5)", "score bins, 2 to 9 (default 5)"),
            convert=values.whole,
            settings={"metavar": "N", "default": 5},
        ),
        Argument(
            ("--nested",),
            Text("F 在 R 内、M 在 R×F 内分档", "score F within R, M within R and F"),
            settings={"action": "store_true"},
        ),
        Argument(
            ("--scheme",),
            Text(
                "分群方案：命名规则(默认)、八类、十一类、严格按原文",
                "named rules (default), eight classes, eleven classes, or the strict preset",
            ),
            settings={"choices": ("rules", "eight", "eleven", "strict"), "default": "rules"},
        ),
        *(
            Argument(
                (f"--{name}-cuts",),
                Text(f"{letter} 的固定切点，如 {example}", f"fixed cuts of {letter}, as {example}"),
                convert=values.cuts,
                settings={"metavar": "A,B,…"},
            )
            for name, letter, example in (
                ("recency", "R", "30,90"),
                ("frequency", "F", "2,5"),
                ("monetary", "M", "500,2000"),
            )
        ),
        *SOURCE_OPTIONS,
    ),
    example="xlsegment rfm orders.csv -o rfm.csv --as-of 2025-06-30 --window 365",
    run=run,
)
