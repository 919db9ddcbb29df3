"""数据检查: one row per finding, with a link to the cell it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsegment.actions.answers import Answers, Question
from xlsegment.actions.decide.shown import shown_safely
from xlsegment.core.finding_kind import LEVEL_TEXT
from xlsegment.core.findings import Finding
from xlsegment.text import Lang, Text
from xlsegment.workbook.handle import TableHandle, cell_name

if TYPE_CHECKING:
    import pandas as pd

_SENTENCES = Text("{what}{done}", "{what} {done}")
_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding points to."""

    sheet: str
    cell: str

    @property
    def link(self) -> str:
        """The formula of a link that jumps there."""
        target = f"#'{self.sheet.replace(chr(39), chr(39) * 2)}'!{self.cell}"
        return '=HYPERLINK("' + target.replace('"', '""') + f'","{self.cell}")'


def sorted_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with the gravest first, then by code, table and row."""

    def rank(finding: Finding) -> tuple[int, str, str, int]:
        row = -1 if finding.row is None else finding.row
        return _RANK[finding.level], finding.code, finding.table, row

    return sorted(findings, key=rank)


def issue_rows(
    findings: Sequence[Finding],
    handles: Mapping[str, TableHandle],
    offsets: Mapping[str, pd.Index[int]],
    lang: Lang,
    answers: Answers,
) -> pd.DataFrame:
    """Return the rows of 数据检查.

    Parameters
    ----------
    findings : sequence of Finding
        What was met; its rows count the table's filled rows from 0.
    handles : mapping of str to TableHandle
        Where the tables stand.
    offsets : mapping of str to Index
        For each table the offset of its filled rows below the header.
    lang : "zh" or "en"
        The language to write in.
    answers : Answers
        What people have answered so far; it stays with the finding it was given for.
    """
    import pandas as pd

    titles = {key: handle.sheet.name for key, handle in handles.items()}
    rows = []
    for finding in sorted_findings(findings):
        place = place_of(finding, handles, offsets, titles)
        asked = question_of(finding, place)
        rows.append(
            {
                "level": LEVEL_TEXT[finding.level].in_(lang),
                "code": finding.code,
                "sheet": place.sheet if place else "",
                "cell": place.link if place else "",
                "found": _found(finding),
                "suggested": finding.suggested,
                "accept": answers.shown(asked, lang, auto=finding.accept == "auto"),
                "done": _SENTENCES.in_(lang, what=finding.what(lang), done=finding.done(lang)),
            }
        )
    columns = ("level", "code", "sheet", "cell", "found", "suggested", "accept", "done")
    return pd.DataFrame(rows, columns=list(columns), dtype=object)


def question_of(finding: Finding, place: Place | None) -> Question:
    """Return what 数据检查 asks about a finding."""
    sheet, cell = (place.sheet, place.cell) if place else ("", "")
    return Question.of(finding.code, sheet, cell, _found(finding), finding.suggested)


def _found(finding: Finding) -> str:
    return finding.shown if finding.masked else shown_safely(finding.shown)


def place_of(
    finding: Finding,
    handles: Mapping[str, TableHandle],
    offsets: Mapping[str, pd.Index[int]],
    titles: Mapping[str, str],
) -> Place | None:
    """Return the cell that a finding is about, None where its table is not there."""
    handle = handles.get(finding.table)
    if handle is None:
        return None
    column = {**handle.own, **handle.columns}.get(finding.column or "", handle.first_col)
    row = handle.header_row
    if finding.row is not None:
        filled = offsets[finding.table]
        # A row that this refresh adds stands below the last filled one.
        beyond = finding.row - len(filled)
        last = int(filled[-1]) if len(filled) else -1
        offset = int(filled[finding.row]) if beyond < 0 else last + 1 + beyond
        row = handle.first_row + offset
    return Place(titles[finding.table], cell_name(row, column))
