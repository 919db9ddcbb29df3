"""What a command is: its name, its words in both languages, its arguments, what it runs.

Parser, help and errors are built from these; to add a command, write one module in
`xlsegment.cli.commands` and name it in `COMMANDS`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

DONE = 0
PROBLEMS_LISTED = 1
REFUSED = 2


class BadValue(ValueError):
    """A value of an option cannot be understood; says why in both languages."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument, as argparse knows it, with its help in both languages.

    Attributes
    ----------
    flags
        ``("file",)`` for a positional, ``("-o", "--output")`` for an option.
    help
        One sentence.
    convert
        Turns the text into a value; raises `BadValue`.
    apart_from
        Arguments with the same mark exclude each other.
    settings
        Further keywords for ``add_argument``.
    """

    flags: tuple[str, ...]
    help: Text
    convert: Callable[[str], object] | None = None
    apart_from: str = ""
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the command line.

    Attributes
    ----------
    name
        What is typed after ``xlsegment``.
    summary
        One line for the list of commands.
    description
        A paragraph for the command's own help.
    arguments
        In the order of the help.
    example
        A line that can be copied.
    run
        Does it and returns the exit status: `DONE`, `PROBLEMS_LISTED` or `REFUSED`.
    parts
        Commands of its own, one of which has to follow; ``run`` is then not called.
    """

    name: str
    summary: Text
    description: Text
    arguments: tuple[Argument, ...]
    example: str
    run: Callable[[argparse.Namespace, Terminal], int] | None = None
    parts: tuple[Command, ...] = ()
