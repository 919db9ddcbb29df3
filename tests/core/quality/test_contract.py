"""What holds for every rule, whatever it looks for."""

from __future__ import annotations

import string
from unicodedata import east_asian_width

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from tests.core.quality.examples import EXAMPLES
from tests.core.quality.made import any_tables, cleaned
from xlsegment.core.finding_kinds import KINDS
from xlsegment.core.finding_kinds_quality import QUALITY_KINDS
from xlsegment.core.findings import Finding
from xlsegment.core.quality.checked import check_tables
from xlsegment.core.quality.rule import Found, Merge
from xlsegment.core.quality.rules import RULES
from xlsegment.text import LANGS, Text
from xlsegment.workbook.sheets.issues import ISSUES

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
hard = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def fields_of(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def check_shape(item: Found | Merge, tables) -> None:
    """Assert what everybody who acts on a finding relies on."""
    size = len(tables.frames[item.table])
    kind = KINDS[item.code]
    for lang in LANGS:
        fields = {k: v.in_(lang) if isinstance(v, Text) else v for k, v in item.fields.items()}
        assert fields_of(kind.what.in_(lang)) <= set(fields)
        assert kind.what.in_(lang, **fields)
        assert kind.done.in_(lang)
    if isinstance(item, Merge):
        assert item.gone
        assert {item.kept, *item.gone} <= set(range(size))
        assert item.kept not in item.gone
        assert set(item.filled) <= set(tables.frames[item.table].columns)
        assert item.accept in ("auto", "ask")
        return
    rows = list(item.rows)
    assert rows == sorted(set(rows))
    assert all(type(row) is int and 0 <= row < size for row in rows)
    assert item.column is None or item.column in tables.frames[item.table].columns
    assert len(item.shown) in (0, len(rows))
    assert all(isinstance(text, str) for text in (*item.shown, *item.suggested))
    if item.values is None:
        assert item.accept == "never"
        assert not item.suggested
    else:
        assert item.accept in ("auto", "ask")
        assert len(item.values) == len(item.suggested) == len(rows)
        there = tables.frames[item.table][item.column].tolist()
        for row, value in zip(rows, item.values, strict=True):
            assert value is not None
            assert type(there[row]) is not type(value) or there[row] != value


@every_rule
def test_every_rule_has_a_key_and_a_name(rule):
    assert rule.key.isidentifier()
    assert all(word.strip() for word in rule.title.both)


def test_keys_are_told_apart():
    assert len({rule.key for rule in RULES}) == len(RULES)


@every_rule
def test_every_rule_has_an_example_that_it_finds(rule):
    example = EXAMPLES[rule.key]

    found = list(rule.find(example))

    assert found
    for item in found:
        check_shape(item, example)


def columns_of(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


@every_rule
@pytest.mark.parametrize("lang", LANGS)
def test_a_sentence_fits_on_one_line_of_the_list(rule, lang):
    width = ISSUES.tables[0].column("done").width
    for item in rule.find(EXAMPLES[rule.key]):
        if item.code not in QUALITY_KINDS:
            continue
        finding = Finding(item.code, item.table, 0, fields=item.fields)
        text = f"{finding.what(lang)} {finding.done(lang)}"
        assert columns_of(text) <= width - 2, text


def test_the_examples_bring_up_every_code():
    items = [item for rule in RULES for item in rule.find(EXAMPLES[rule.key])]

    assert set(QUALITY_KINDS) <= {item.code for item in items}


@hard
@given(any_tables())
def test_no_rule_raises_or_changes_what_it_looks_at(tables):
    before = {key: table.copy(deep=True) for key, table in tables.frames.items()}

    checked = check_tables(tables)

    for item in (*checked.founds, *checked.merges):
        check_shape(item, tables)
    for key, table in before.items():
        pd.testing.assert_frame_equal(table, tables.frames[key])


@hard
@given(any_tables())
def test_no_cell_is_written_twice(tables):
    checked = check_tables(tables)

    places = [
        (found.table, found.column, row)
        for found in checked.founds
        if found.values is not None
        for row in found.rows
    ]
    assert len(places) == len(set(places))
    gone = [(merge.table, row) for merge in checked.merges for row in merge.gone]
    assert len([place for place in gone if place[0] == "customers"]) == len(
        {place for place in gone if place[0] == "customers"}
    )


@hard
@given(any_tables())
def test_cleaned_tables_leave_nothing_to_write(tables):
    once = cleaned(tables, check_tables(tables))

    again = check_tables(once)

    assert not [f for f in again.founds if f.accept == "auto" and f.values is not None]
    assert not [merge for merge in again.merges if merge.accept == "auto"]


@every_rule
def test_tables_without_rows_or_columns_are_fine(rule):
    for tables in EXAMPLES.values():
        empty = type(tables)(
            {key: table.iloc[:0] for key, table in tables.frames.items()},
            tables.as_of,
            tables.entries,
        )
        bare = type(tables)(
            {key: table[[]] for key, table in tables.frames.items()}, tables.as_of, tables.entries
        )
        assert not list(rule.find(empty))
        assert not list(rule.find(bare))


@every_rule
def test_one_row_alone_is_fine(rule):
    for tables in EXAMPLES.values():
        for row in range(max(map(len, tables.frames.values()))):
            single = {key: table.iloc[row : row + 1] for key, table in tables.frames.items()}
            one = type(tables)(single, tables.as_of, tables.entries)
            for item in rule.find(one):
                check_shape(item, one)
