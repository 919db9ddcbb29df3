"""A whole order table to one row per customer."""

from __future__ import annotations

from typing import Final, cast

from xlsegment.core.columns import AMOUNT, CUSTOMER_ID, ORDER_DATE, ORDER_ID, STATUS
from xlsegment.core.settings import SCHEME_TEXT, Scheme, Settings
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import Block, Cell, CellError, first_error
from xlsegment.excel.choices import LANGUAGE, choice, single, switch, words
from xlsegment.excel.choices import language as asked_language
from xlsegment.excel.declare import Argument, Example
from xlsegment.excel.readers import count, day, read, word
from xlsegment.excel.rules import PRESET_WORDS, RULES, given_rules, language_of
from xlsegment.text import Text

_WINDOW: Final = 180


@worksheet_function(
    summary=Text(
        "一次把整张订单表算成客户表：R、F、M、得分、八类、分层，溢出成表。",
        "A whole order table to one row per customer: R, F, M, scores, class, segment.",
    ),
    arguments=(
        Argument("customer_ids", Text("客户ID，一整列", "Customer IDs, a column")),
        Argument("dates", Text("订单日期，同样行数", "Order dates, as many rows")),
        Argument("amounts", Text("订单金额，同样行数", "Order amounts, as many rows")),
        Argument("as_of", Text("分析基准日，之后的订单不计", "Analysis date; later ones are out")),
        Argument(
            "order_ids",
            Text(
                "订单号；同号算一单，省略则每行一单",
                "Order IDs: the same ID is one order; left out, each row is one",
            ),
            optional=True,
        ),
        Argument(
            RULES.name,
            Text(
                "分层规则表的区域，或 默认、严格、八类、十一类",
                "Range of the rule table, or default, strict, eight classes, eleven classes",
            ),
            optional=True,
        ),
        Argument("headers", Text("TRUE（默认）带表头", "TRUE (default): with headers"), True),
        Argument(
            "statuses",
            Text(
                "订单状态；取消的不计，退款从 M 中扣除、不算次数",
                "Order statuses: cancelled ones do not count, refunds are taken off M",
            ),
            optional=True,
        ),
        Argument(
            "window_days",
            Text("F、M 看最近几天：180（默认）或 全部", "Window of F and M: 180 (default) or all"),
            optional=True,
        ),
        Argument(
            "merge_days",
            Text("TRUE：同一天的订单算一单", "TRUE: the orders of one day are one"),
            optional=True,
        ),
        Argument(
            "mean_amount",
            Text("TRUE：M 取每单平均", "TRUE: M is the mean per order"),
            optional=True,
        ),
        Argument(
            "details",
            Text(
                "订单表的其余列，如商品品类：完全相同的行才算重复，只计一次",
                "Other columns such as category: rows alike in everything count once",
            ),
            optional=True,
        ),
        LANGUAGE,
    ),
    returns=Text(
        "表，一客户一行；日期是序列号，请设日期格式。看不懂的行与刷新一样不计；注册月数从首次购买算起。"
        "行数不同 #VALUE!，没有可用的行 #N/A",
        "A table, a row per customer; dates are serial numbers, so format them. Rows that a "
        "refresh cannot use are left out; tenure counts from the first purchase. Lengths that "
        "differ #VALUE!, no usable row #N/A",
    ),
    examples=(
        Example(
            '=RFM_TABLE({"C1";"C1";"C2"},{45000;45020;44800},{1200;900;80},45030)',
            Text("两位客户，带表头三行", "Two customers, three rows with the headers"),
            ("", "yyyy-mm-dd", "yyyy-mm-dd"),
        ),
    ),
    spills=True,
)
def RFM_TABLE(
    customer_ids: object,
    dates: object,
    amounts: object,
    as_of: object,
    order_ids: object = None,
    rules: object = None,
    headers: object = None,
    statuses: object = None,
    window_days: object = None,
    merge_days: object = None,
    mean_amount: object = None,
    details: object = None,
    language: object = None,
) -> object:
    """One row per customer of an order table."""
    orders = _orders(
        {
            CUSTOMER_ID: customer_ids,
            ORDER_DATE: dates,
            AMOUNT: amounts,
            ORDER_ID: order_ids,
            STATUS: statuses,
        },
        details,
    )
    today = read(single(as_of), day)
    shown = switch(headers, default=True)
    window = _window(window_days)
    merged = switch(merge_days, default=False)
    mean = switch(mean_amount, default=False)
    scheme = _scheme(rules)
    ruleset = given_rules(None if scheme in ("eight", "eleven") else rules)
    for argument in (orders, today, shown, window, merged, mean, scheme, ruleset):
        if isinstance(argument, CellError):
            return argument
    lang = asked_language(language, language_of(ruleset))  # type: ignore[arg-type]
    if isinstance(lang, CellError):
        return lang
    if today is None or not orders:
        return CellError.NA
    settings = Settings(
        as_of=cast("int", today),
        window_days=cast("int | None", window),
        scheme=cast("Scheme", scheme),
        ruleset=ruleset,  # type: ignore[arg-type]
        merge_same_day=bool(merged),
        monetary_mean=bool(mean),
    )
    # pandas, which the functions of single cells do without
    from xlsegment.excel.ordertable import COLUMNS, customer_rows

    rows = customer_rows(orders, settings, lang)  # type: ignore[arg-type]
    if not rows:
        return CellError.NA
    top: list[object] = [header.in_(lang) for header in COLUMNS.values()]
    return [top, *rows] if shown else rows


def _orders(given: dict[str, object], details: object) -> dict[str, list[object]] | CellError:
    """Return the columns down to the last customer; whole sheet columns end in blanks."""
    columns = {key: Block.of(value).cells for key, value in given.items() if value is not None}
    if CUSTOMER_ID not in columns:
        return CellError.NA
    columns |= _columns(details)
    if len(set(map(len, columns.values()))) != 1:
        return CellError.VALUE
    ids = columns[CUSTOMER_ID]
    size = next((n for n in range(len(ids), 0, -1) if ids[n - 1] not in (None, "")), 0)
    columns = {key: cells[:size] for key, cells in columns.items()}
    errors = (first_error(columns[key]) for key in given if key in columns)
    error = next((error for error in errors if error is not None), None)
    return error or (columns if size else {})


def _columns(details: object) -> dict[str, list[object]]:
    if details is None:
        return {}
    block = Block.of(details)
    return {f"detail {i}": block.cells[i :: block.columns] for i in range(block.columns)}


_ALL: Final = frozenset({"全部", "all"})


def _window(value: object) -> int | CellError | None:
    cell: Cell = single(value)
    if cell is None or isinstance(cell, CellError):
        return _WINDOW if cell is None else cell
    if word(cell) in _ALL:
        return None
    found = read(cell, count)
    if found is None:
        return _WINDOW
    return found if isinstance(found, CellError) else cast("int", found) or CellError.NUM


_SCHEMES: Final = words(
    {
        "rules": PRESET_WORDS["default"],
        "strict": PRESET_WORDS["strict"],
        "eight": (*SCHEME_TEXT["eight"].both, "eight"),
        "eleven": (*SCHEME_TEXT["eleven"].both, "eleven"),
    }
)


def _scheme(rules: object) -> str | CellError:
    return choice(rules, _SCHEMES, "rules") if Block.of(rules).single else "rules"
