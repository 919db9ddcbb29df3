"""What is put into a vault comes out exactly as it was, for any cell value."""

from __future__ import annotations

import datetime as dt
import json
import math
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.vaults import MANAGER, MEMBER, VIEWER
from tests.vault.conftest import ENTRIES, FILE, opened
from xlsegment.errors import NothingStored
from xlsegment.vault import managing, records
from xlsegment.vault.entry import Entry, shown
from xlsegment.vault.fault import Fault
from xlsegment.vault.records import pack, unpack

# Texts of any kind, halves of characters included: a cell cut by another program may hold one.
TEXTS = st.text(st.characters(codec=None, categories=None), max_size=40)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**5000), 10**5000),
    st.floats(),
    TEXTS,
    st.sampled_from(["'abc", "=1+1", "''", "\x00", "\ud83d", "001", "TRUE", "", " ", "1e5"]),
    st.datetimes(),
    st.datetimes(timezones=st.just(dt.UTC)),
    st.dates(),
)
ANY_ENTRY = st.builds(
    Entry,
    sheet=TEXTS,
    column=TEXTS,
    row_id=TEXTS,
    cell=TEXTS,
    masked=TEXTS,
    original=VALUES,
    formula=TEXTS,
    number_format=TEXTS,
    kind=TEXTS,
)


def same(one: Entry, other: Entry) -> bool:
    """Tell whether two entries are one another's exact copies; NaN is no other than NaN."""
    a, b = one.original, other.original
    alike = type(a) is type(b) and (
        (a == b and math.copysign(1, a) == math.copysign(1, b)) or (a != a and b != b)
        if isinstance(a, float)
        else a == b
    )
    texts = ("sheet", "column", "row_id", "cell", "masked", "formula", "number_format", "kind")
    return alike and all(getattr(one, name) == getattr(other, name) for name in texts)


@given(st.lists(ANY_ENTRY, max_size=5))
def test_any_entry_comes_back_with_its_exact_value_and_type(entries):
    back = unpack(pack(entries))

    assert len(back) == len(entries)
    assert all(map(same, entries, back))


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(value=VALUES, formula=TEXTS, code=TEXTS)
def test_the_round_trip_through_the_file_is_the_identity(workbook, value, formula, code):
    entry = Entry("表", "列", "客户 1", "D9", "***", value, formula, code)
    with opened(workbook, MEMBER) as vault:
        vault.deposit([entry], None)

    with opened(workbook, VIEWER) as vault:
        (back,) = vault.customer("客户 1", "test")

    assert same(entry, back)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_entries_are_a_fault(data):
    with pytest.raises(Fault):
        unpack(data)


@pytest.mark.parametrize(
    "rows", [[[1]], [["a"] * 11], [["a"] * 8 + ["odd", "x"]], {"a": 1}, "text", 5]
)
def test_rows_of_another_shape_are_a_fault(rows):
    with pytest.raises(Fault):
        unpack(zlib.compress(json.dumps(rows).encode()))


def test_a_bomb_is_a_fault(monkeypatch):
    monkeypatch.setattr(records, "MAX_UNPACKED", 1000)
    with pytest.raises(Fault):
        unpack(zlib.compress(b"[" + b" " * 100_000 + b"]"))


def test_a_deposit_is_found_again_and_the_file_is_the_same_bytes(workbook):
    with opened(workbook) as vault:
        assert vault.everything("check") == ENTRIES
        assert vault.original_file("check") == FILE
        assert vault.original_file("check", 1) == FILE
        for number in (0, 2, -1):
            with pytest.raises(NothingStored):
                vault.original_file("check", number)


def test_of_two_originals_of_one_cell_the_later_counts(workbook):
    newer = Entry("客户", "姓名", "C1", "B5", "张*", "张五")
    with opened(workbook, MEMBER) as vault:
        vault.deposit([newer], None)

    with opened(workbook, VIEWER) as vault:
        names = [e.original for e in vault.customer("C1", "check") if e.column == "姓名"]

    assert names == ["张五"]


def test_a_customer_who_is_not_there_is_told(workbook):
    with opened(workbook, VIEWER) as vault, pytest.raises(NothingStored):
        vault.customer("C9", "check")


def test_what_prints_an_entry_does_not_show_the_original():
    assert "张三" not in repr(ENTRIES[0])
    assert "13812345678" not in repr(ENTRIES[1])


@pytest.mark.parametrize(
    ("value", "formula", "text"),
    [
        (13812345678.0, "", "13812345678"),
        (True, "", "TRUE"),
        (None, "=A1", " (=A1)"),
        (dt.datetime.fromisoformat("2023-05-10"), "", "2023-05-10"),
        (dt.datetime.fromisoformat("2023-05-10 08:30"), "", "2023-05-10 08:30:00"),
        (1.5, "", "1.5"),
        ("张三", "", "张三"),
    ],
)
def test_an_original_is_shown_as_people_read_it(value, formula, text):
    assert shown(Entry("s", "c", "i", "A1", "*", value, formula)) == text


def test_join_keys_stay_and_are_32_bytes(workbook):
    with opened(workbook) as vault:
        key = vault.join_key()
        managing.rotate(vault)
        assert vault.join_key() == key
    with opened(workbook, VIEWER) as vault:
        assert vault.join_key() == key
    assert len(key) == 32
    assert MANAGER in {person.name for person in opened(workbook).people}
