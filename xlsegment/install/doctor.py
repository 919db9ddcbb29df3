"""Finding out why the add-in does not work, and mending what can be mended."""

from __future__ import annotations

import locale
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlsegment.install import checks_addin, checks_excel, checks_notes, checks_python
from xlsegment.install.check import Check, Result
from xlsegment.install.facts import Facts, look
from xlsegment.install.here import this_machine
from xlsegment.install.machine import Machine
from xlsegment.install.private import without_names
from xlsegment.install.shipped import Shipped
from xlsegment.install.steps import Step
from xlsegment.text import Lang, Text

#: In the order in which things break: nothing further down works while something above does not.
CHECKS: Final[tuple[Check, ...]] = (
    *checks_excel.CHECKS,
    *checks_addin.CHECKS,
    *checks_python.CHECKS,
    *checks_notes.CHECKS,
)

_TITLE: Final = Text(
    "xlsegment {version} 诊断报告 · {system} · Python {python} · ANSI {ansi}",
    "xlsegment {version} report · {system} · Python {python} · ANSI {ansi}",
)
_WORDS: Final = {
    "good": Text("正常", "ok"),
    "bad": Text("问题", "problem"),
    "note": Text("提示", "note"),
}
_NO_PROBLEM: Final = Text("没有发现问题。", "No problem found.")
_PROBLEMS: Final = Text(
    "发现 {n} 个问题，其中 {mendable} 个可由 xlsegment doctor --fix 处理。",
    "{n} problem(s) found; xlsegment doctor --fix can mend {mendable} of them.",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A check and its answer."""

    check: Check
    result: Result

    @property
    def is_problem(self) -> bool:
        """Whether something does not work."""
        return self.result.state == "bad"

    def line(self, lang: Lang) -> str:
        """Return the line of the report."""
        mark = _WORDS[self.result.state].in_(lang)
        head = f"[{mark}] {self.check.question.in_(lang)}"
        said = self.result.error
        if said is not None:
            return f"{head}\n    {said.message(lang)}"
        fields = {
            name: value.in_(lang) if isinstance(value, Text) else value
            for name, value in self.result.fields.items()
        }
        detail = self.result.said.in_(lang, **fields)
        colon = Text("：", ": ").in_(lang) if detail else ""
        return f"{head}{colon}{detail}"


def examine(facts: Facts) -> list[Finding]:
    """Answer every question that arises on this machine."""
    found = []
    for check in CHECKS:
        if facts.machine.system in check.systems:
            result = check.look(facts)
            if result is not None:
                found.append(Finding(check, result))
    return found


def remedies(facts: Facts, findings: Iterable[Finding]) -> list[Step]:
    """Return the steps that mend what can be mended, each once."""
    steps: list[Step] = []
    for finding in findings:
        if finding.check.fix is not None and finding.result.state != "good":
            steps += [step for step in finding.check.fix(facts) if step not in steps]
    return steps


def render(facts: Facts, findings: Sequence[Finding], lang: Lang) -> str:
    """Return the report, which can be shown to anybody: no names of people or of their files."""
    machine = facts.machine
    title = _TITLE.in_(
        lang,
        version=facts.shipped.version,
        system=platform.platform(),
        python=platform.python_version(),
        ansi=locale.getencoding() if machine.ansi == "mbcs" else machine.ansi,
    )
    problems = [finding for finding in findings if finding.is_problem]
    mendable = [finding for finding in problems if finding.check.fix and finding.check.fix(facts)]
    closing = (
        _PROBLEMS.in_(lang, n=len(problems), mendable=len(mendable))
        if problems
        else _NO_PROBLEM.in_(lang)
    )
    lines = [title, *(finding.line(lang) for finding in findings), closing]
    return without_names("\n".join(lines), machine)


def report_text(lang: Lang, workbook: Path | None = None, *, machine: Machine | None = None) -> str:
    """Look at this machine and return the report, ready to be copied into a message.

    Parameters
    ----------
    lang
        The language of the report.
    workbook
        A workbook that does not work as expected; the report does not name it.
    machine
        The machine to look at; this one by default.
    """
    facts = look(machine or this_machine(), Shipped.of_package(), workbook=workbook, thorough=True)
    return render(facts, examine(facts), lang)
