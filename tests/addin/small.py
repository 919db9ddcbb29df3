"""Three functions and three buttons: what the add-in's layers are tried on."""

from __future__ import annotations

from typing import Any

from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.declare import Argument, Button, Example, Function, Group
from xlsegment.text import Text

HELP = Text("帮助", "Help")
EXAMPLES = (Example("=1", HELP),)

NAME = __name__


@worksheet_function(
    summary=Text("两个“参数”", 'Two "arguments" ÷ one “'),
    arguments=(
        Argument("value", Text("第一个 <&>", "The first <&>")),
        Argument("kind", Text("第二个", "The second"), optional=True),
    ),
    returns=HELP,
    examples=EXAMPLES,
)
def TRY_TWO(value: object, kind: object = None) -> object:  # noqa: N802 - the Excel name
    """Give back what came."""
    return value


@worksheet_function(summary=HELP, arguments=(), returns=HELP, examples=EXAMPLES)
def TRY_NONE() -> object:  # noqa: N802
    """Need nothing."""
    return 1


@worksheet_function(
    summary=HELP,
    arguments=tuple(Argument(f"argument_{n}", HELP) for n in range(1, 13)),
    returns=HELP,
    examples=EXAMPLES,
)
def TRY_TWELVE(  # noqa: N802
    argument_1: object,
    argument_2: object,
    argument_3: object,
    argument_4: object,
    argument_5: object,
    argument_6: object,
    argument_7: object,
    argument_8: object,
    argument_9: object,
    argument_10: object,
    argument_11: object,
    argument_12: object,
) -> object:
    """Have a long line."""
    return argument_1


FUNCTIONS: tuple[Function, ...] = (
    TRY_TWO.declared,
    TRY_NONE.declared,
    TRY_TWELVE.declared,
)


def nothing(*_: Any) -> None:
    """Stand for what a button does."""


GROUPS = (
    Group(
        "grpOne",
        Text("一", "One"),
        (
            Button(
                "btnBig",
                Text("大", "Big"),
                Text("大按钮 <&>", "A big <&>"),
                "Undo",
                nothing,
                "large",
            ),
            Button("btnFree", Text("自由", "Free"), HELP, "Help", nothing, needs_book=False),
        ),
    ),
    Group("grpTwo", Text("二", "Two"), (Button("btnLast", HELP, HELP, "Help", nothing),)),
)
