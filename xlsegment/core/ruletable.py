"""The rule table of the parameter sheet: rows to rules and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from xlsegment.core.celltext import clean_text, exact_number
from xlsegment.core.columns import (
    CONDITIONS,
    F_MAX,
    F_MIN,
    FEATURES,
    KEYWORDS,
    M_MAX,
    M_MIN,
    OWNER,
    R_MAX,
    R_MIN,
    SEGMENT,
    SEGMENT_ID,
    TENURE_MONTHS_MAX,
)
from xlsegment.core.conditions import conditions_from_text, conditions_text
from xlsegment.core.own_values import KnownColumn
from xlsegment.core.presets import RULES_DEFAULT, RULES_STRICT
from xlsegment.core.segments import EMPTY, RuleSet, SegmentRule
from xlsegment.errors import RuleBoundsError, RuleNameError, RuleValueError
from xlsegment.text import Lang, Text

_WHOLE: Final = (R_MIN, R_MAX, F_MIN, F_MAX, TENURE_MONTHS_MAX)
_MONEY: Final = (M_MIN, M_MAX)
_MOST: Final = 10**12

#: The columns of the rule table in words, for messages.
BOUND_TEXT: Final[dict[str, Text]] = {
    R_MIN: Text("R 最小天数", "R minimum days"),
    R_MAX: Text("R 最大天数", "R maximum days"),
    F_MIN: Text("F 最小次数", "F minimum orders"),
    F_MAX: Text("F 最大次数", "F maximum orders"),
    M_MIN: Text("M 最小金额", "M minimum"),
    M_MAX: Text("M 上限(不含)", "M below"),
    TENURE_MONTHS_MAX: Text("注册月数上限", "Registered months at most"),
}
_NO_NAME: Final = Text("缺少客户群体名称", "the segment has no name")
_SAME_NAME: Final = Text("名称或ID与第 {other} 行重复", "name or ID is the same as in row {other}")


def rules_from_rows(
    rows: Iterable[Mapping[str, object]], columns: Sequence[KnownColumn] | None = None
) -> RuleSet:
    """Read the rule table.

    Parameters
    ----------
    rows : iterable of mapping
        One per table row, cells under canonical keys: ``segment_id``, ``segment``, ``r_min``,
        ``r_max``, ``f_min``, ``f_max``, ``m_min``, ``m_max`` (currency units, exclusive),
        ``tenure_months_max``, ``features``, ``keywords``, ``owner``, ``conditions``. A blank
        bound is open; numbers may be text. Wholly blank rows are passed over.
    columns : sequence of KnownColumn or None
        The columns that conditions may name; None admits any.

    Returns
    -------
    RuleSet
        In table order; 其他 is added when the last row has bounds. Texts of the presets keep
        both their languages.

    Raises
    ------
    RuleValueError
        If a bound is no whole number from 0 up (M: no amount).
    RuleBoundsError
        If a lower bound is above the upper one.
    RuleNameError
        If a row has no name, or shares name or id with an earlier row.
    RuleConditionError, RuleColumnError
        If a condition is not understood, or names a column that is not there.
    """
    rules: list[SegmentRule] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        if all(_blank(cell) for cell in row.values()):
            continue
        rule = _rule(row, number, columns)
        for key in (rule.segment_id, rule.name.zh, rule.name.en):
            if seen.setdefault(key, number) != number:
                raise RuleNameError(row=number, reason=_with(_SAME_NAME, other=seen[key]))
        rules.append(rule)
    return RuleSet(tuple(rules))


def rules_to_rows(ruleset: RuleSet, lang: Lang) -> list[dict[str, object]]:
    """Return the rule table of a rule set; the inverse of `rules_from_rows`."""
    return [
        {
            SEGMENT_ID: rule.segment_id,
            SEGMENT: rule.name.in_(lang),
            R_MIN: rule.r_min,
            R_MAX: rule.r_max,
            F_MIN: rule.f_min,
            F_MAX: rule.f_max,
            M_MIN: _units(rule.m_min_cents),
            M_MAX: _units(rule.m_max_cents),
            TENURE_MONTHS_MAX: rule.tenure_months_max,
            FEATURES: rule.features.in_(lang),
            KEYWORDS: rule.keywords.in_(lang),
            OWNER: rule.owner.in_(lang),
            CONDITIONS: conditions_text(rule.conditions) or None,
        }
        for rule in ruleset.rules
    ]


def _rule(
    row: Mapping[str, object], number: int, columns: Sequence[KnownColumn] | None
) -> SegmentRule:
    bounds = {key: _bound(row.get(key), key, number) for key in (*_WHOLE, *_MONEY)}
    for low, high, strict in ((R_MIN, R_MAX, False), (F_MIN, F_MAX, False), (M_MIN, M_MAX, True)):
        below, above = bounds[low], bounds[high]
        # M's upper bound is exclusive: equal bounds hold nobody
        if (
            below is not None
            and above is not None
            and (below > above or (strict and below == above))
        ):
            raise RuleBoundsError(row=number, column=_column(low, high))
    own = row.get(CONDITIONS)
    conditions = () if _blank(own) else conditions_from_text(str(own), columns, number)
    name = _text(row.get(SEGMENT))
    if name is EMPTY:
        raise RuleNameError(row=number, reason=_NO_NAME)
    return SegmentRule(
        segment_id=_text(row.get(SEGMENT_ID)).zh or name.zh,
        name=name,
        r_min=bounds[R_MIN],
        r_max=bounds[R_MAX],
        f_min=bounds[F_MIN],
        f_max=bounds[F_MAX],
        m_min_cents=bounds[M_MIN],
        m_max_cents=bounds[M_MAX],
        tenure_months_max=bounds[TENURE_MONTHS_MAX],
        features=_text(row.get(FEATURES)),
        keywords=_text(row.get(KEYWORDS)),
        owner=_text(row.get(OWNER)),
        conditions=conditions,
    )


def _blank(cell: object) -> bool:
    return cell is None or cell != cell or not clean_text(str(cell))


def _bound(cell: object, key: str, number: int) -> int | None:
    if _blank(cell):
        return None
    value = exact_number(str(cell))
    if value is None or isinstance(cell, bool) or abs(value) > _MOST:
        raise RuleValueError(row=number, column=BOUND_TEXT[key], shown=str(cell))
    if key in _MONEY:
        return int((value * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if value < 0 or value != int(value):
        raise RuleValueError(row=number, column=BOUND_TEXT[key], shown=str(cell))
    return int(value)


def _text(cell: object) -> Text:
    """Return a cell's text; one of the presets' texts with both its languages."""
    if _blank(cell):
        return EMPTY
    text = str(cell).strip()
    return _PRESET_TEXTS.get(text, Text(text, text))


def _units(cents: int | None) -> float | int | None:
    if cents is None:
        return None
    return cents // 100 if cents % 100 == 0 else cents / 100


def _with(text: Text, **fields: object) -> Text:
    return Text(text.in_("zh", **fields), text.in_("en", **fields))


def _column(low: str, high: str) -> Text:
    a, b = BOUND_TEXT[low], BOUND_TEXT[high]
    return Text(f"{a.zh}、{b.zh}", f"{a.en}, {b.en}")


_PRESET_TEXTS: Final[dict[str, Text]] = {
    word: text
    for ruleset in (RULES_DEFAULT, RULES_STRICT)
    for rule in ruleset.rules
    for text in (rule.name, rule.features, rule.keywords, rule.owner)
    for word in text.both
}
