"""Every code says what was met and what was done, in both languages."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import xlsegment
from xlsegment.core.finding_kind import LEVEL_TEXT
from xlsegment.core.finding_kinds import KINDS
from xlsegment.core.findings import Finding, row_findings
from xlsegment.text import Text

SOURCES = {
    path: path.read_text(encoding="utf-8") for path in Path(xlsegment.__file__).parent.rglob("*.py")
}


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_code_is_complete_and_alike_in_both_languages(code):
    kind = KINDS[code]

    assert kind.code == code
    assert {"E": "error", "W": "warning", "I": "info"}[code[0]] == kind.level
    assert kind.level in LEVEL_TEXT
    for text in (kind.what, kind.done):
        assert all(word.strip() for word in text.both)
        fields = [{f for _, f, _, _ in string.Formatter().parse(w) if f} for w in text.both]
        assert fields[0] == fields[1]


def test_every_declared_code_is_used_and_the_core_uses_no_other():
    def codes(paths) -> set[str]:
        return set(re.findall(r'"([EWI]-\d{3})"', "\n".join(SOURCES[path] for path in paths)))

    users = [path for path in SOURCES if not path.name.startswith("finding_kind")]

    assert set(KINDS) <= codes(users)
    assert codes(path for path in users if path.parent.name == "core") <= set(KINDS)


def test_fields_are_filled_in_the_language_asked_for():
    finding = Finding("W-039", "rules", 2, fields={"name": Text("甲", "A")})

    assert "“甲”" in finding.what("zh")
    assert "“A”" in finding.what("en")


def test_few_rows_are_listed_one_by_one():
    found = row_findings("E-020", "orders", [3, 5], column="order_date", shown=["x"])

    assert [(f.row, f.shown, f.count) for f in found] == [(3, "x", 1), (5, "", 1)]
    assert row_findings("E-020", "orders", []) == []


def test_what_a_group_is_called_by_mistake_is_masked_in_the_sentence():
    group = Text("李娜13912345678", "li@example.com")
    finding = Finding(
        "W-076", "orders", 1, fields={"group": group, "low": "1", "high": "1,234,567.00", "k": 5}
    )

    assert "李*139****5678" in finding.what("zh")
    assert "l***@example.com" in finding.what("en")
    assert "1,234,567.00" in finding.what("zh")
