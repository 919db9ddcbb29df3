"""``xlsegment functions``: every worksheet function, or one in full."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from xlsegment.cli.declare import DONE, Argument, BadValue, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.excel.declare import Function

_ALL: Final = Text("全部列表：xlsegment functions", "all of them: xlsegment functions")
_LIST_END: Final = Text(
    "{count} 个函数。用法、参数和示例：xlsegment functions 函数名",
    "{count} functions. Arguments and examples of one: xlsegment functions NAME",
)
_OPTIONAL: Final = Text("可省略", "optional")
_RETURNS: Final = Text("返回", "Returns")
_ARGUMENTS: Final = Text("参数", "Arguments")
_EXAMPLES: Final = Text("示例", "Examples")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print the list, or one function in full."""
    from xlsegment.excel.udfs import FUNCTIONS

    if arguments.name is not None:
        _print_in_full(arguments.name, terminal)
        return DONE
    for function in FUNCTIONS:
        terminal.say(function.signature)
        terminal.say(f"    {function.summary.in_(terminal.lang)}")
    terminal.say(_LIST_END, count=len(FUNCTIONS))
    return DONE


def _print_in_full(function: Function, terminal: Terminal) -> None:
    from xlsegment.excel.examples import result_of, shown

    lang = terminal.lang
    terminal.say(function.signature)
    terminal.say(f"    {function.summary.in_(lang)}")
    if function.arguments:
        terminal.say(_ARGUMENTS)
    for argument in function.arguments:
        mark = f" ({_OPTIONAL.in_(lang)})" if argument.optional else ""
        terminal.say(f"    {argument.name}{mark}  {argument.help.in_(lang)}")
    terminal.say(_RETURNS)
    terminal.say(f"    {function.returns.in_(lang)}")
    terminal.say(_EXAMPLES)
    for example in function.examples:
        terminal.say(f"    {example.formula}")
        for line in shown(result_of(function, example), example):
            terminal.say(f"      → {line}")
        terminal.say(f"      {example.note.in_(lang)}")


def _function(name: str) -> object:
    from xlsegment.excel.udfs import FUNCTIONS

    wanted = name.strip().removeprefix("=").partition("(")[0].upper()
    for function in FUNCTIONS:
        if function.name == wanted:
            return function
    names = [function.name for function in FUNCTIONS]
    near = get_close_matches(wanted, names, n=1)
    raise BadValue(
        Text(
            f"没有函数 {name}" + (f"，是不是 {near[0]}？" if near else "，") + _ALL.zh,
            f"there is no function {name}" + (f", is it {near[0]}? " if near else "; ") + _ALL.en,
        )
    )


COMMAND = Command(
    name="functions",
    summary=Text("列出单元格函数及用法", "list the worksheet functions"),
    description=Text(
        "列出加载项带来的全部单元格函数；给出函数名时，显示它的参数、返回值和带结果的示例。"
        "不需要 Excel。",
        "List every worksheet function of the add-in; with a name, show its arguments, what it "
        "returns, and examples with their results. Needs no Excel.",
    ),
    arguments=(
        Argument(
            ("name",),
            Text("只看这一个函数", "show this function only"),
            convert=_function,
            settings={"metavar": "NAME", "nargs": "?"},
        ),
    ),
    example="xlsegment functions RFM_TIER",
    run=run,
)
