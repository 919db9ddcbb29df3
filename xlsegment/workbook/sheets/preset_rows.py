"""Rows that a new workbook starts with, taken from the registries they explain."""

from __future__ import annotations

from collections.abc import Sequence

from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.core.presets import RULES_DEFAULT
from xlsegment.core.standards.industries import ALIASES, SECTIONS
from xlsegment.core.strategies import strategy_for
from xlsegment.text import Lang
from xlsegment.workbook.declare import Row
from xlsegment.workbook.param_values import shown
from xlsegment.workbook.params import PARAMS


def param_rows(lang: Lang) -> Sequence[Row]:
    """Return one row per parameter with its default."""
    return [
        {
            "group": spec.group.in_(lang),
            "param": spec.label.in_(lang),
            "value": shown(spec, spec.default, lang),
            "unit": spec.unit.in_(lang),
            "note": spec.note.in_(lang),
        }
        for spec in PARAMS
    ]


def rule_rows(lang: Lang) -> Sequence[Row]:
    """Return the default segment rules."""
    return [
        {
            "segment_id": rule.segment_id,
            "segment": rule.name.in_(lang),
            "r_min": rule.r_min,
            "r_max": rule.r_max,
            "f_min": rule.f_min,
            "f_max": rule.f_max,
            "m_min": _yuan(rule.m_min_cents),
            "m_max": _yuan(rule.m_max_cents),
            "tenure_months_max": rule.tenure_months_max,
            "features": rule.features.in_(lang),
            "keywords": rule.keywords.in_(lang),
            "owner": rule.owner.in_(lang),
        }
        for rule in RULES_DEFAULT.rules
    ]


def _yuan(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


def segment_rows(lang: Lang) -> Sequence[Row]:
    """Return the segments of the default rules, not counted yet."""
    return [
        {
            "segment_id": rule.segment_id,
            "segment": rule.name.in_(lang),
            "dimensions": rule.dimension_text(lang),
            "features": rule.features.in_(lang),
            "keywords": rule.keywords.in_(lang),
            "owner": rule.owner.in_(lang),
        }
        for rule in RULES_DEFAULT.rules
    ]


def strategy_rows(lang: Lang) -> Sequence[Row]:
    """Return the suggested strategies of the default rules."""
    strategies = [strategy_for(rule.segment_id) for rule in RULES_DEFAULT.rules]
    return [
        {
            "segment": strategy.name.in_(lang),
            "features": strategy.features.in_(lang),
            "direction": strategy.direction.in_(lang),
            "measures": strategy.measures.in_(lang),
            "owner": strategy.owner.in_(lang),
        }
        for strategy in strategies
    ]


def matrix_rows(lang: Lang) -> Sequence[Row]:
    """Return the R levels, best first."""
    return [{"r_level": LEVEL_TEXT[level].in_(lang)} for level in (3, 2, 1)]


def industry_rows(lang: Lang) -> Sequence[Row]:
    """Return the sections of the industry classification."""
    return [{"section": code, "industry": name.in_(lang)} for code, name in SECTIONS.items()]


def alias_rows(lang: Lang) -> Sequence[Row]:
    """Return the everyday names of industries; those of the other language do no harm."""
    return [
        {"alias": alias, "section": code, "section_name": SECTIONS[code].in_(lang)}
        for alias, code in ALIASES.items()
        if alias.isascii() == (lang == "en")
    ]
