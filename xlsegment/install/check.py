"""What one check of the doctor is: a question, a look at the facts, perhaps a remedy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from xlsegment.errors import InstallError
from xlsegment.install.facts import Facts
from xlsegment.install.machine import System
from xlsegment.install.steps import Step
from xlsegment.text import Text

NOTHING = Text("", "")
State = Literal["good", "bad", "note"]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one question: fine, a problem with its error, or something to know."""

    state: State
    said: Text = NOTHING
    error: InstallError | None = None
    fields: dict[str, object] = field(default_factory=dict)


def good(said: Text | None = None, **fields: object) -> Result:
    """Answer that all is well."""
    return Result("good", said or NOTHING, fields=fields)


def bad(error: InstallError) -> Result:
    """Answer with a problem; the error says what to do."""
    return Result("bad", error=error)


def note(said: Text, **fields: object) -> Result:
    """Answer with something to know."""
    return Result("note", said, fields=fields)


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes
    ----------
    code
        Of the error it finds; of the check itself (``I-...``) where it only notes something.
    question
        What it asks.
    look
        Answers from the facts; None where the question does not arise.
    fix
        The steps that mend it; None where people have to.
    systems
        On which it makes sense.
    """

    code: str
    question: Text
    look: Callable[[Facts], Result | None]
    fix: Callable[[Facts], Sequence[Step]] | None = None
    systems: tuple[System, ...] = ("windows", "macos")
