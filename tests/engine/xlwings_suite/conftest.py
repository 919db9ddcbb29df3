"""Workbooks for the suite, behind our engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import xlwings as xw

import xlsegment.engine  # noqa: F401  registers the engine


@pytest.fixture(autouse=True)
def _engine() -> Iterator[None]:
    """Make ours the active engine for one test, and close what the test leaves open."""
    before = xw.engines.active
    xw.engines["xlsegment"].activate()
    yield
    for app in list(xw.apps):
        app.quit()
    xw.engines.active = before


@pytest.fixture
def app() -> xw.App:
    return xw.App(visible=False, add_book=False)


@pytest.fixture
def book(app: xw.App) -> xw.Book:
    """A new workbook with the sheets Sheet1, Sheet2, Sheet3."""
    new = app.books.add()
    new.sheets.add(after=1)
    new.sheets.add(after=2)
    new.sheets[0].activate()
    return new


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    return book.sheets[0]
