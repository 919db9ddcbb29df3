"""What is written into a cell, and what it reads back as."""

# ruff: noqa: DTZ001 - cells have no time zone
from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from xlsegment.engine.content import formula_text, shown, to_content
from xlsegment.engine.edits import KEEP, ErrorValue, Formula

MOMENT = dt.datetime(2024, 2, 29, 13, 30)


@pytest.mark.parametrize(
    ("typed", "content"),
    [
        ("=A1", Formula("=A1")),
        ("=", "="),
        ("'=A1", "=A1"),
        ("'", None),
        ("''quoted'", "'quoted'"),
        ("'001", "001"),
        ("001", "001"),
        ("+1", "+1"),
        ("-1", "-1"),
        ("@SUM", "@SUM"),
        ("", None),
        (" ", " "),
        ("客户😀", "客户😀"),
    ],
)
def test_texts_are_taken_as_excel_takes_typed_ones(typed, content):
    assert to_content(typed) == content
    assert to_content(np.str_(typed)) == content


@pytest.mark.parametrize(
    ("value", "content"),
    [
        (None, None),
        (float("nan"), None),
        (np.float32("nan"), None),
        (pd.NaT, None),
        (pd.NA, None),
        (Decimal("1.5"), 1.5),
        (Decimal("nan"), None),
        (np.int8(3), 3),
        (np.bool_(True), True),
        (True, True),
        (MOMENT, MOMENT),
        (MOMENT.replace(tzinfo=dt.UTC), MOMENT),
        (pd.Timestamp(MOMENT), MOMENT),
        (np.datetime64(MOMENT, "ns"), MOMENT),
        (dt.date(2024, 2, 29), dt.date(2024, 2, 29)),
        (pd.Period("2024Q1"), "2024Q1"),
        (ErrorValue("#N/A"), ErrorValue("#N/A")),
        (KEEP, KEEP),
    ],
)
def test_every_kind_of_value_has_one_content(value, content):
    made = to_content(value)
    assert made == content
    assert type(made) is type(content)


@pytest.mark.parametrize("value", [object(), [1], {"a": 1}, b"bytes", 1j])
def test_what_no_cell_can_hold_is_refused(value):
    with pytest.raises(TypeError, match="cannot hold"):
        to_content(value)


@pytest.mark.parametrize(
    ("content", "value", "formula"),
    [
        (None, None, ""),
        (5, 5.0, "5"),
        (0.1, 0.1, "0.1"),
        (True, True, "TRUE"),
        ("text", "text", "text"),
        (Formula("=A1"), None, "=A1"),
        (ErrorValue("#N/A"), ErrorValue("#N/A"), "#N/A"),
        (dt.date(2024, 1, 1), dt.datetime(2024, 1, 1), None),
        (dt.datetime(2024, 1, 1, 12), dt.datetime(2024, 1, 1, 12), "45292.5"),
    ],
)
def test_pending_contents_read_as_the_saved_ones_would(content, value, formula):
    assert shown(content) == value
    assert type(shown(content)) is type(value)
    if formula is not None:
        assert formula_text(content) == formula
