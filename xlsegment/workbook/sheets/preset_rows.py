"""Rows that a new workbook starts with, taken from the registries they explain."""

from __future__ import annotations

from collections.abc import Sequence

from xlsegment.text import Lang
from xlsegment.workbook.declare import Row
from xlsegment.workbook.param_values import shown
from xlsegment.workbook.params import PARAMS
from xlsegment.workbook.sheets.lists import INDUSTRIES


def param_rows(lang: Lang) -> Sequence[Row]:
    """Return one row per parameter with its default."""
    return [
        {
            "param": spec.label.in_(lang),
            "value": shown(spec, spec.default, lang),
            "unit": spec.unit.in_(lang),
            "note": spec.note.in_(lang),
        }
        for spec in PARAMS
    ]


def rule_rows(lang: Lang) -> Sequence[Row]:
    """Return the default segment rules."""
    return []


def help_rows(lang: Lang) -> Sequence[Row]:
    """Return the help text."""
    return []


def industry_rows(lang: Lang) -> Sequence[Row]:
    """Return the sections of the industry classification."""
    return [{"section": code, "industry": name.in_(lang)} for code, name in INDUSTRIES]
