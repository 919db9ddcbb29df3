"""``xlsegment params``: the parameters of a workbook, and back to their defaults."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.cli.declare import DONE, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.actions.reset_params import ParamState

_ROW: Final = Text(
    "  {mark} {label}：{value}{unit}{default}", "  {mark} {label}: {value}{unit}{default}"
)
_DEFAULT: Final = Text("(默认 {value})", " (default {value})")
_BLANK: Final = Text("空白", "blank")
_LISTED: Final = Text(
    "{n} 个参数，{changed} 个不是默认值(标 *)", "{n} parameters, {changed} not at their default (*)"
)
_BACK: Final = Text("  {label}：{before} → {after}", "  {label}: {before} → {after}")
_DONE: Final = Text(
    "{path}：{n} 个参数恢复默认{tables}；刷新后生效",
    "{path}: {n} parameter(s) back to their defaults{tables}; they take effect on refresh",
)
_TABLES: Final = Text("，规则表恢复默认：{names}", ", rule tables put back: {names}")
_NOTHING: Final = Text("都已是默认值，文件未改动。", "All at their defaults; nothing was changed.")
_UNDO: Final = Text("撤销：xlsegment undo {path}", "To go back: xlsegment undo {path}")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """List the parameters, or reset them."""
    from xlsegment.actions.reset_params import list_params, reset_file
    from xlsegment.actions.shell import quoted

    if arguments.reset is None and not arguments.rules:
        _list(list_params(arguments.file), terminal)
        return DONE
    done = reset_file(
        arguments.file, arguments.reset, rules=arguments.rules, progress=terminal.stages
    )
    if not done.changed:
        terminal.say(_NOTHING)
        return DONE
    for state in done.values:
        terminal.say(
            _BACK,
            label=state.spec.label.in_(terminal.lang),
            before=_shown(state, state.value, terminal),
            after=_shown(state, state.default, terminal),
        )
    names = Text("、", ", ").in_(terminal.lang).join(t.in_(terminal.lang) for t in done.tables)
    tables = _TABLES.in_(terminal.lang, names=names) if names else ""
    terminal.say(_DONE, path=arguments.file, n=len(done.values), tables=tables)
    terminal.note(_UNDO, path=quoted(arguments.file))
    return DONE


def _list(states: list[ParamState], terminal: Terminal) -> None:
    lang = terminal.lang
    group = None
    for state in states:
        if state.spec.group != group:
            group = state.spec.group
            terminal.say(group.in_(lang))
        unit = state.spec.unit.in_(lang)
        plain = state.spec.kind not in ("rate", "switch", "date")
        default = _DEFAULT.in_(lang, value=_shown(state, state.default, terminal))
        terminal.say(
            _ROW,
            mark="*" if state.changed else " ",
            label=state.spec.label.in_(lang),
            value=_shown(state, state.value, terminal),
            unit=f" {unit}" if unit and plain else "",
            default=default if state.changed else "",
        )
    changed = sum(state.changed for state in states)
    terminal.say(_LISTED, n=len(states), changed=changed)


def _shown(state: ParamState, value: object, terminal: Terminal) -> str:
    """Return a value as the sheet shows it."""
    if value is None or value == "":
        return _BLANK.in_(terminal.lang)
    if isinstance(value, dt.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(state, float(value))
    return str(value)


def _number(state: ParamState, value: float) -> str:
    if state.spec.kind == "rate":
        return f"{value * 100:g}%"
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


COMMAND = Command(
    name="params",
    summary=Text("列出参数，或恢复默认", "list the parameters, or put them back to default"),
    description=Text(
        "列出工作簿的全部参数：当前值、单位、默认值。加 --reset 恢复默认：不写名称则全部恢复，"
        "只改参数的值；规则表只在加 --rules 时恢复；您的客户、订单等数据不动。"
        "先自动留底，可用 undo 撤销。",
        "List every parameter of a workbook: value, unit, default. With --reset they go back to "
        "their defaults, all of them unless you name some; only values change, rule tables only "
        "with --rules, your customers, orders and other data never. A snapshot is taken first and "
        "undo takes it back.",
    ),
    arguments=(
        Argument(
            ("file",),
            Text("(已关闭的)工作簿", "the (closed) workbook"),
            convert=Path,
            settings={"metavar": "FILE"},
        ),
        Argument(
            ("--reset",),
            Text(
                "恢复默认；可写参数名，不写则全部",
                "back to default; name parameters, or none for all of them",
            ),
            settings={"metavar": "NAME", "nargs": "*"},
        ),
        Argument(
            ("--rules",),
            Text(
                "把分层规则等规则表恢复默认(会替换其中的行)",
                "put rule tables back (their rows are replaced)",
            ),
            settings={"action": "store_true"},
        ),
    ),
    example="xlsegment params customers.xlsx --reset 统计窗口",
    run=run,
)
