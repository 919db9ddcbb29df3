"""The argparse parser, built from the declarations, speaking one language throughout."""

from __future__ import annotations

import argparse
import functools
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NoReturn, cast

from xlsegment import __version__
from xlsegment.cli.declare import Argument, BadValue, Command
from xlsegment.cli.terminal import wrap
from xlsegment.errors import UsageError
from xlsegment.text import LANGS, Lang, Text

_ABOUT: Final = Text(
    "在 Excel 工作簿里做客户分层：订单进去，RFM 分档、客户群体、脱敏、指标和策略建议出来。",
    "Customer segmentation in Excel workbooks: orders in, RFM tiers, segments, masked fields, "
    "metrics and strategies out.",
)
_STATUS: Final = Text(
    "退出码：0 完成；1 完成，但列出了数据问题；2 拒绝执行，什么都没改；"
    "130 被 Ctrl+C 中断，什么都没改。",
    "Exit status: 0 done; 1 done, with data problems listed; 2 refused, nothing was changed; "
    "130 stopped by Ctrl+C, nothing was changed.",
)
_EXAMPLE: Final = Text("示例：", "Example:")
_USAGE: Final = Text("用法：", "usage: ")
_COMMANDS: Final = Text("命令", "commands")
_POSITIONALS: Final = Text("位置参数", "arguments")
_OPTIONS: Final = Text("选项", "options")
_HELP: Final = Text("显示本帮助", "show this help")
_VERSION: Final = Text("显示版本号", "show the version")
_LANG: Final = Text("语言；默认按系统语言", "language; by default that of the system")
_SEE: Final = Text("{reason}(用法见 {prog} --help)", "{reason} (see {prog} --help)")

# What argparse says, and how to say it in Chinese. A wording that is not here (a later Python)
# is passed on as it is.
_ARGPARSE: Final = (
    (r"the following arguments are required: (.*)", "缺少参数 {0}"),
    (r"unrecognized arguments: (.*)", "不认识的参数 {0}"),
    (r"one of the arguments (.*) is required", "必须给出其中一个参数：{0}"),
    (r"argument (.*?): not allowed with argument (.*)", "参数 {0} 不能与 {1} 同时使用"),
    (r"argument (.*?): expected one argument", "参数 {0} 后面缺少值"),
    (r"argument (.*?): expected at (?:least|most) one argument", "参数 {0} 的值个数不对"),
    (r"argument (.*?): expected \d+ arguments?", "参数 {0} 的值个数不对"),
    (r"argument (.*?): ignored explicit argument (.*)", "参数 {0} 不接受值 {1}"),
    (
        r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)",
        "参数 {0} 的值 {1} 不可用，可选：{2}",
    ),
    (r"ambiguous option: (.*) could match (.*)", "参数 {0} 有歧义，可能是 {1}"),
    (r"argument (.*?): (.*)", "参数 {0}：{1}"),
)


def build_parser(commands: Iterable[Command], lang: Lang) -> argparse.ArgumentParser:
    """Return the parser for all commands in one language."""
    parser = _Parser(
        lang,
        prog="xlsegment",
        description=_ABOUT.in_(lang),
        epilog=_STATUS.in_(lang),
    )
    options = parser.add_argument_group(_OPTIONS.in_(lang))
    _add_common(options, lang)
    options.add_argument(
        "--version", action="version", version=f"xlsegment {__version__}", help=_VERSION.in_(lang)
    )
    _add_commands(parser, "command", commands, lang)
    return parser


def _add_commands(
    parser: _Parser, dest: str, commands: Iterable[Command], lang: Lang, *, required: bool = False
) -> None:
    subparsers = parser.add_subparsers(
        title=_COMMANDS.in_(lang),
        dest=dest,
        metavar="COMMAND",
        required=required,
        parser_class=cast("type[_Parser]", functools.partial(_Parser, lang)),
    )
    for command in commands:
        _add_command(subparsers, command, lang)


def _add_command(
    subparsers: argparse._SubParsersAction[_Parser], command: Command, lang: Lang
) -> None:
    parser = subparsers.add_parser(
        command.name,
        help=command.summary.in_(lang),
        description=command.description.in_(lang),
        epilog=f"{_EXAMPLE.in_(lang)}\n  {command.example}",
    )
    positionals = parser.add_argument_group(_POSITIONALS.in_(lang))
    options = parser.add_argument_group(_OPTIONS.in_(lang))
    exclusive: dict[str, Any] = {}
    for argument in command.arguments:
        group: Any = options if argument.flags[0].startswith("-") else positionals
        if argument.apart_from:
            if argument.apart_from not in exclusive:
                exclusive[argument.apart_from] = options.add_mutually_exclusive_group()
            group = exclusive[argument.apart_from]
        _add_argument(group, argument, lang)
    _add_common(options, lang)
    if command.parts:
        _add_commands(parser, "part", command.parts, lang, required=True)
    else:
        parser.set_defaults(run=command.run)


def _add_argument(group: Any, argument: Argument, lang: Lang) -> None:
    settings = dict(argument.settings)
    if argument.convert is not None:
        settings["type"] = _converter(argument.convert, lang)
    group.add_argument(*argument.flags, help=argument.help.in_(lang), **settings)


def _add_common(group: Any, lang: Lang) -> None:
    group.add_argument("-h", "--help", action="help", help=_HELP.in_(lang))
    group.add_argument("--lang", choices=LANGS, default=argparse.SUPPRESS, help=_LANG.in_(lang))


def _converter(convert: Callable[[str], object], lang: Lang) -> Callable[[str], object]:
    """Let a conversion's reason through to the message, in the right language."""

    def converted(text: str) -> object:
        try:
            return convert(text)
        except BadValue as error:
            raise argparse.ArgumentTypeError(error.reason.in_(lang)) from error

    return converted


class _Parser(argparse.ArgumentParser):
    """A parser that raises our errors and says everything in one language."""

    def __init__(self, lang: Lang, **settings: Any) -> None:
        self._lang = lang
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: _Formatter(lang, prog),
            **settings,
        )

    def error(self, message: str) -> NoReturn:
        reason = _translated(message) if self._lang == "zh" else message
        raise UsageError(reason=_SEE.in_(self._lang, reason=reason, prog=self.prog))


class _Formatter(argparse.HelpFormatter):
    """Help whose usage line is translated and whose Chinese text is broken where it should."""

    def __init__(self, lang: Lang, prog: str) -> None:
        super().__init__(prog, max_help_position=32)
        self._lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(
            usage, actions, groups, _USAGE.in_(self._lang) if prefix is None else prefix
        )

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs: Sequence[str] = text.split("\n")
        lines = [line for part in paragraphs for line in _hanging(part, width - len(indent))]
        return "\n".join(indent + line for line in lines)


def _hanging(paragraph: str, width: int) -> list[str]:
    """Break a paragraph, keeping the blanks it starts with; a line to copy is never broken."""
    if paragraph.startswith("  "):
        return [paragraph]
    return wrap(paragraph, width)


def _translated(message: str) -> str:
    for pattern, chinese in _ARGPARSE:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return chinese.format(*found.groups())
    return message
