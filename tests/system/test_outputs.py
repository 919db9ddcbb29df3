"""Whatever the commands write opens anywhere and shows no error."""

from __future__ import annotations

import pytest

from tests.support import soffice, validator

REFRESHED = ["demo-zh", "demo-en", "cdnow"]

# The validator takes minutes over thousands of rows that differ in nothing it looks at.
VALIDATED = ["new-zh", "new-en", "demo-zh", "demo-en", "small-imported", "small"]


@pytest.mark.node
def test_the_open_xml_validator_finds_nothing_in_any_output(outputs):
    assert validator.faults(*(outputs[name] for name in VALIDATED)) == []


def test_openxml_audit_finds_nothing_in_any_output(outputs):
    assert validator.audit(outputs[name] for name in [*VALIDATED, "cdnow"]) == []


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
