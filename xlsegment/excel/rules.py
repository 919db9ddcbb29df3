"""The argument ``rules``: the rule table's range, with or without its headers, or a preset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from xlsegment.core.columns import SEGMENT
from xlsegment.core.header_text import fold
from xlsegment.core.presets import RULES_DEFAULT, RULES_STRICT
from xlsegment.core.rule_headers import RULE_ALIASES, RULE_HEADERS
from xlsegment.core.ruletable import rules_from_rows
from xlsegment.core.segments import RuleSet
from xlsegment.excel.cells import Block, Cell, CellError
from xlsegment.excel.choices import choice, words
from xlsegment.excel.declare import Argument
from xlsegment.excel.readers import text
from xlsegment.text import Lang, Text

RULES: Final = Argument(
    "rules",
    Text(
        "分层规则表的区域（可含表头），或 默认、严格；省略为默认规则",
        "Range of the rule table (headers or not), or default, strict; default if left out",
    ),
    optional=True,
)
Preset = Literal["default", "strict"]
PRESET_WORDS: Final[Mapping[Preset, tuple[str, ...]]] = {
    "default": ("默认", "默认规则", "分层规则", "default", "rules"),
    "strict": ("严格", "严格按原文", "strict", "strict (a001–a004)"),
}
PRESETS: Final[Mapping[Preset, RuleSet]] = {"default": RULES_DEFAULT, "strict": RULES_STRICT}

_WORDS: Final = words(PRESET_WORDS)
_KEYS: Final[dict[str, str]] = {
    **{fold(name): key for key in RULE_HEADERS for name in (*RULE_ALIASES.get(key, ()), key)},
    **{fold(name): key for key, header in RULE_HEADERS.items() for name in header.both},
}


def given_rules(value: object) -> RuleSet | CellError:
    """Return the rules that the argument `RULES` stands for; names as they were typed.

    Raises
    ------
    DataError
        If the table cannot be used.
    """
    if Block.of(value).single:
        preset = choice(value, _WORDS, "default")
        return preset if isinstance(preset, CellError) else PRESETS[preset]
    rows = Block.of(value).table()
    for row in rows:
        for cell in row:
            if isinstance(cell, CellError):
                return cell
    keys, rows = _headed(rows)
    if keys is None:
        return CellError.VALUE
    texts = [[None if cell is None else text(cell) for cell in row] for row in rows]
    typed = [dict(zip(keys, row, strict=False)) for row in texts]
    ruleset = rules_from_rows(typed)
    names = [str(row[SEGMENT]) for row in typed if row.get(SEGMENT) is not None]
    if not names:
        return CellError.VALUE
    renamed = [
        replace(rule, name=Text(name, name))
        for rule, name in zip(ruleset.rules, names, strict=False)
    ]
    return RuleSet((*renamed, *ruleset.rules[len(names) :]))


def language_of(ruleset: RuleSet) -> Lang:
    """Return the language of the names in a rule set, for the words that are not in it."""
    named = ruleset.named or ruleset.rules
    return "en" if all(rule.name.zh.isascii() for rule in named) else "zh"


def _headed(rows: list[list[Cell]]) -> tuple[Sequence[str] | None, list[list[Cell]]]:
    """Return the columns' keys and the rows below the headers; None for no rule table."""
    found = [_KEYS.get(fold(cell), "") for cell in rows[0]]
    if SEGMENT in found:
        return (None, []) if _repeats(found) else (found, rows[1:])
    if 1 < len(found) <= len(RULE_HEADERS) and not any(found):
        return tuple(RULE_HEADERS), rows
    return None, []


def _repeats(keys: list[str]) -> bool:
    known = [key for key in keys if key]
    return len(known) != len(set(known))
