"""Whatever the commands write opens anywhere and shows no error."""

from __future__ import annotations

import pytest

from tests.support import packages, results, soffice, validator
from xlsegment.text import LANGS
from xlsegment.workbook.sheets import SHEETS

REFRESHED = ["demo-zh", "demo-en", "cdnow"]

# The validator takes minutes over thousands of rows that differ in nothing it looks at; what is
# English in the refreshed sample is so in the new workbook, too.
VALIDATED = ["new-en", "demo-zh"]
AUDITED = ["new-zh", *VALIDATED, "small", "cdnow"]


@pytest.mark.node
def test_the_open_xml_validator_finds_nothing_in_any_output(outputs):
    assert validator.faults(*(outputs[name] for name in VALIDATED)) == []


def test_openxml_audit_finds_nothing_in_any_output(outputs):
    assert validator.audit(outputs[name] for name in AUDITED) == []


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("name", ["new-zh", *REFRESHED])
def test_libreoffice_computes_every_formula_without_an_error(outputs, name):
    recalculated = soffice.recalculate(outputs[name])

    assert recalculated.errors() == []
    assert len(recalculated.sheets) >= 11
    assert all(recalculated.sheets.values())


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("name", ["demo-zh", "demo-en"])
def test_the_workbook_prints_and_no_page_is_empty(outputs, name, tmp_path):
    pages = soffice.render(outputs[name], tmp_path)

    # A page without anything on it compresses to less than any page with a line of text.
    assert len(pages) >= 11
    assert min(page.stat().st_size for page in pages) > 1000


@pytest.mark.parametrize("lang", LANGS)
def test_the_example_formulas_outlive_a_refresh_with_their_results(outputs, lang):
    refreshed, new = outputs[f"demo-{lang}"], outputs[f"new-{lang}"]
    number = next(n for n, spec in enumerate(SHEETS, start=1) if spec.key == "examples")
    part = f"xl/worksheets/sheet{number}.xml"

    assert packages.parts(refreshed)[part] == packages.parts(new)[part]
    # Nobody is made to compute what their program does not know.
    assert not results.open_book(refreshed).calculation.fullCalcOnLoad
