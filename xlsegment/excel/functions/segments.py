"""Summaries of segments, and what to do with each."""

from __future__ import annotations

from typing import Final, cast

from xlsegment.core.advice import PART_WORDS, Part, StrategyTable, advice, found_in, table_of
from xlsegment.core.tally import tally
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import Block, Cell, CellError
from xlsegment.excel.choices import LANGUAGE, one_of, words
from xlsegment.excel.choices import language as asked_language
from xlsegment.excel.declare import Argument, Example
from xlsegment.excel.readers import cents, read, text
from xlsegment.excel.spread import needed, optional, spread
from xlsegment.text import Text

_HEADERS: Final = (
    Text("分层", "Tier"),
    Text("客户数", "Customers"),
    Text("占比", "Share"),
    Text("金额", "Amount"),
    Text("金额占比", "Amount share"),
)
_WITHOUT_AMOUNTS: Final = 3
#: Customers whose tier is an error value: they count, or the shares would be wrong.
_ERROR_TIER: Final = Text("错误值", "Errors")


@worksheet_function(
    summary=Text(
        "按分层汇总：客户数、占比、金额、金额占比，带表头溢出成表。",
        "Summarise tiers: customers, share, amount and its share, as a table with headers.",
    ),
    arguments=(
        Argument(
            "tiers",
            Text(
                "每位客户的分层，一整列，每人一行；空白不计",
                "Each customer's tier, one row a customer; blanks do not count",
            ),
        ),
        Argument(
            "amounts",
            Text("同样行数的金额；空白为 0", "Amounts, as many as tiers; blank is 0"),
            optional=True,
        ),
        LANGUAGE,
    ),
    returns=Text(
        "表：分层、客户数、占比、金额、金额占比；分层为错误值的客户单列一行，金额中的错误值原样返回",
        "A table; customers whose tier is an error have a row of their own, an error among the "
        "amounts is passed on",
    ),
    examples=(
        Example(
            '=SEG_SUMMARY({"核心忠诚客户";"其他";"核心忠诚客户"},{3000;200;800})',
            Text("两层：2 人 95%，1 人 5%", "Two tiers: 2 customers with 95 %, 1 with 5 %"),
            ("", "0", "0.0%", "#,##0.00", "0.0%"),
        ),
    ),
    spills=True,
)
def SEG_SUMMARY(tiers: object, amounts: object = None, language: object = None) -> object:
    """Count customers and amounts per tier."""
    lang = asked_language(language)
    if isinstance(lang, CellError):
        return lang
    groups = Block.of(tiers)
    spend = Block.of([[None]] * len(groups.cells) if amounts is None else amounts)
    if len(spend.cells) != len(groups.cells):
        return CellError.VALUE
    rows: list[tuple[str, int]] = []
    for cell, amount in zip(groups.cells, spend.cells, strict=True):
        tier = read(cell, text)
        if tier is None:
            continue
        paid = read(amount, cents)
        if isinstance(paid, CellError):
            return paid
        named = _ERROR_TIER.in_(lang) if isinstance(tier, CellError) else str(tier)
        rows.append((named, cast("int", paid or 0)))
    if not rows:
        return ""
    width = _WITHOUT_AMOUNTS if amounts is None else len(_HEADERS)
    table: list[list[object]] = [[header.in_(lang) for header in _HEADERS]]
    for group in tally(rows):
        shown = "" if group.spend_share is None else group.spend_share
        table.append([group.name, group.customers, group.share, group.cents / 100, shown])
    return [row[:width] for row in table]


@worksheet_function(
    summary=Text(
        "某一分层的策略建议：方向、措施、关键词、负责人或特征。",
        "Advice for a tier: direction, measures, keywords, owner or features.",
    ),
    arguments=(
        Argument(
            "tier",
            Text(
                "分层名称或编号，如 核心忠诚客户、A001，八类、十一类也可；可为整列",
                "The tier's name or id, also of the eight and eleven classes; or a column",
            ),
        ),
        Argument(
            "part",
            Text(
                "措施（默认）、方向、关键词、负责人 或 特征",
                "measures (default), direction, keywords, owner or features",
            ),
            optional=True,
        ),
        Argument(
            "strategy_table",
            Text(
                "您自己的策略表（含表头），其中有的内容优先",
                "Your own strategy table with its header row; what it says comes first",
            ),
            optional=True,
        ),
        LANGUAGE,
    ),
    returns=Text(
        "一句建议；没有这一分层 #N/A，看不懂的部分或表头 #VALUE!",
        "One line; no such tier #N/A, a part or a header that is not understood #VALUE!",
    ),
    examples=(
        Example(
            '=SEG_ADVICE("核心忠诚客户","方向")',
            Text("深度绑定与价值提升", "深度绑定与价值提升 (close ties and more value)"),
        ),
        Example(
            '=SEG_ADVICE("A001","measures",,"en")',
            Text("英文的具体措施", "The measures in English"),
        ),
    ),
)
def SEG_ADVICE(
    tier: object, part: object = None, strategy_table: object = None, language: object = None
) -> object:
    """Return what to do with a tier."""
    lang = asked_language(language)
    table = _strategies(strategy_table)
    for read_argument in (lang, table):
        if isinstance(read_argument, CellError):
            return read_argument

    def advised(name: str, part: Part | None) -> object:
        wanted = part or "measures"
        typed = found_in(cast("StrategyTable", table), name, wanted)
        if typed:
            return typed
        known = advice(name, wanted)
        if known is not None:
            return known.in_(lang)  # type: ignore[arg-type]
        return CellError.NA if typed is None else ""

    return spread(advised, needed(tier, text), optional(part, one_of(_PARTS)))


_PARTS: Final = words(PART_WORDS)


def _strategies(value: object) -> StrategyTable | CellError:
    if value is None:
        return {}
    rows = Block.of(value).table()
    if all(cell is None for row in rows for cell in row):
        return {}
    table = table_of([[_typed(cell) for cell in row] for row in rows])
    return CellError.VALUE if table is None else table


def _typed(cell: Cell) -> str:
    """Return what a person wrote; an error value is nothing, the built-in advice stands in."""
    return "" if cell is None or isinstance(cell, CellError) else str(text(cell))
