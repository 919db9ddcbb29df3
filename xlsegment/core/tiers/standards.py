"""The table 分层标准 read and checked: which criteria count, how much, and by which cuts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, cast, get_args

from xlsegment.core.celltext import clean_text, exact_number
from xlsegment.core.findings import Finding
from xlsegment.core.header_text import fold
from xlsegment.core.tiers.criteria import BETTER_TEXT, CRITERIA, Better, Criterion
from xlsegment.errors import CriterionRowError, CriterionValueError
from xlsegment.text import Lang, Text

#: Points of a criterion: 1 to 3.
MOST: Final = 3
#: More decimals of a weight or a cut are noise of a spreadsheet's arithmetic.
_DECIMALS: Final = 6
#: The columns of the table in words.
CRITERION_HEADERS: Final[Mapping[str, Text]] = {
    "weight": Text("权重(%)", "Weight (%)"),
    "better": Text("方向", "Direction"),
    "cut3": Text("得3分的界限", "Cut for 3 points"),
    "cut2": Text("得2分的界限", "Cut for 2 points"),
    "value_scores": Text("取值得分", "Points of values"),
}
_NUMBER: Final = Text("须为数字，现在是“{shown}”", "must be a number, not “{shown}”")
_NEGATIVE: Final = Text("须为 0 到 1000 的数", "must be from 0 to 1000")
_DIRECTION: Final = Text(
    "须为“越高越好”或“越低越好”", "must be “Higher is better” or “Lower is better”"
)
_BOTH: Final = Text(
    "两个界限要么都填，要么都留空(按三等分)", "give both cuts, or neither (then thirds are taken)"
)
_ORDER: Final = Text(
    "越高越好时 3 分的界限须大于 2 分的，越低越好时须小于",
    "the cut for 3 points must be above that for 2, or below it where lower is better",
)
_SCORES: Final = Text(
    "须写成“取值=分”，分为 1、2 或 3，以“；”隔开，如“高=3；中=2；低=1”",
    "must be written value=points with 1, 2 or 3 points, e.g. High=3; Mid=2; Low=1",
)
_TWICE: Final = Text("标准“{name}”与第 {other} 行重复", "“{name}” stands in row {other}, too")
_NAMELESS: Final = Text("缺少标准的名称", "the criterion has no name")
_WEIGHTLESS: Final = Text("没有一条标准的权重大于 0", "no criterion has a weight above 0")


@dataclass(frozen=True, slots=True)
class Standard:
    """One row of the table that counts.

    Attributes
    ----------
    name
        As it stands in the table.
    weight
        Above 0; only its share in the sum matters.
    better
        Whether more of it scores higher.
    cuts
        Bounds of 3 and of 2 points, inclusive; None: thirds, or only ``scores``.
    scores
        Points of values, as they are written.
    criterion
        The built-in criterion, or None.
    column
        Otherwise the column of the customer table.
    """

    name: str
    weight: Fraction
    better: Better
    cuts: tuple[float, float] | None
    scores: Mapping[str, int]
    criterion: Criterion | None = None
    column: str = ""


def default_rows(lang: Lang) -> list[dict[str, object]]:
    """Return the table as a new workbook has it."""
    return [
        {
            "criterion": criterion.name.in_(lang),
            "weight": criterion.weight,
            "better": BETTER_TEXT[criterion.better].in_(lang),
            "cut3": criterion.cuts[0] if criterion.cuts else None,
            "cut2": criterion.cuts[1] if criterion.cuts else None,
            "value_scores": criterion.scores.in_(lang) or None,
            "criterion_note": criterion.note.in_(lang),
        }
        for criterion in CRITERIA.values()
    ]


def standards_from_rows(
    rows: Iterable[Mapping[str, object]], columns: Mapping[str, str]
) -> tuple[list[Standard], list[Finding]]:
    """Read the table.

    Parameters
    ----------
    rows : iterable of mapping
        Cells under ``criterion``, ``weight``, ``better``, ``cut3``, ``cut2``, ``value_scores``.
        Wholly blank rows are passed over; a blank weight is 0.
    columns : mapping of str to str
        Folded header -> column of the customer table.

    Returns
    -------
    standards : list of Standard
        Those with a weight above 0, in table order.
    findings : list of Finding
        W-104 for names that are neither a criterion nor a column.

    Raises
    ------
    CriterionValueError
        If a cell is not what it can be.
    CriterionRowError
        If a row has no name or repeats one, or nothing has a weight.
    """
    built_in = {fold(name): c for c in CRITERIA.values() for name in c.name.both}
    seen: dict[str, int] = {}
    standards: list[Standard] = []
    findings: list[Finding] = []
    number = 0
    for number, row in enumerate(rows, start=1):
        if all(_blank(row.get(key)) for key in ("criterion", *CRITERION_HEADERS)):
            continue
        name = _text(row.get("criterion"))
        if not name:
            raise CriterionRowError(row=number, reason=_NAMELESS)
        criterion = built_in.get(fold(name))
        known_by = criterion.key if criterion else fold(name)
        if seen.setdefault(known_by, number) != number:
            raise CriterionRowError(
                row=number, reason=_with(_TWICE, name=name, other=seen[known_by])
            )
        standard = _standard(row, number, name, criterion, columns.get(fold(name), ""))
        if not standard.weight:
            continue
        if criterion is None and not standard.column:
            fields = {"name": name}
            findings.append(
                Finding("W-104", "tier_criteria", number - 1, "criterion", fields=fields)
            )
            continue
        standards.append(standard)
    if not standards and not findings:
        raise CriterionRowError(row=max(number, 1), reason=_WEIGHTLESS)
    return standards, findings


def _standard(
    row: Mapping[str, object], number: int, name: str, criterion: Criterion | None, column: str
) -> Standard:
    weight = _number(row, "weight", number)
    if weight is not None and not 0 <= weight <= 1000:
        raise CriterionValueError(row=number, column=CRITERION_HEADERS["weight"], reason=_NEGATIVE)
    better = _better(row, number, criterion)
    upper, lower = _number(row, "cut3", number), _number(row, "cut2", number)
    if (upper is None) != (lower is None):
        missing = CRITERION_HEADERS["cut3" if upper is None else "cut2"]
        raise CriterionValueError(row=number, column=missing, reason=_BOTH)
    cuts = None
    if upper is not None and lower is not None:
        if not (upper > lower if better == "high" else upper < lower):
            raise CriterionValueError(row=number, column=CRITERION_HEADERS["cut3"], reason=_ORDER)
        cuts = float(upper), float(lower)
    return Standard(
        name,
        weight or Fraction(0),
        better,
        cuts,
        _scores(row, number),
        criterion,
        "" if criterion else column,
    )


def _number(row: Mapping[str, object], key: str, number: int) -> Fraction | None:
    cell = row.get(key)
    if _blank(cell):
        return None
    value = None if isinstance(cell, bool) else exact_number(_text(cell).removesuffix("%"))
    if value is None:
        reason = _with(_NUMBER, shown=_text(cell)[:20])
        raise CriterionValueError(row=number, column=CRITERION_HEADERS[key], reason=reason)
    return round(Fraction(value), _DECIMALS)


def _better(row: Mapping[str, object], number: int, criterion: Criterion | None) -> Better:
    text = fold(_text(row.get("better")))
    if not text:
        return criterion.better if criterion else "high"
    for key in get_args(Better):
        if text in {key, *(fold(word) for word in BETTER_TEXT[cast("Better", key)].both)}:
            return cast("Better", key)
    raise CriterionValueError(row=number, column=CRITERION_HEADERS["better"], reason=_DIRECTION)


def _scores(row: Mapping[str, object], number: int) -> dict[str, int]:
    scores: dict[str, int] = {}
    for part in re.split(r"[;,、\n]", _text(row.get("value_scores"))):
        if not part.strip():
            continue
        value, equals, points = (piece.strip() for piece in part.rpartition("="))
        if not (equals and value and points in ("1", "2", "3")):
            raise CriterionValueError(
                row=number, column=CRITERION_HEADERS["value_scores"], reason=_SCORES
            )
        scores[value] = int(points)
    return scores


def _blank(cell: object) -> bool:
    return cell is None or cell != cell or not clean_text(str(cell))


def _text(cell: object) -> str:
    return "" if _blank(cell) else clean_text(str(cell))


def _with(text: Text, **fields: object) -> Text:
    return Text(text.in_("zh", **fields), text.in_("en", **fields))
