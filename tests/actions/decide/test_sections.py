"""Every section has a sheet, a button and a place among those that can be refreshed alone."""

from __future__ import annotations

from xlsegment.actions.decide.sections import SECTIONS
from xlsegment.core.alone import ALONE
from xlsegment.workbook.sheets import SHEETS

TITLES = {sheet.key: sheet.title for sheet in SHEETS}


def test_what_can_be_refreshed_alone_are_the_sections_under_their_sheets_titles():
    assert {key: TITLES[key] for key in ALONE} == dict(ALONE)
    assert sorted(ALONE) == sorted(section.key for section in SECTIONS)


def test_every_section_fills_tables_of_its_own():
    tables = [table for section in SECTIONS for table in section.tables]

    assert all(section.tables for section in SECTIONS)
    assert len(tables) == len(set(tables))
