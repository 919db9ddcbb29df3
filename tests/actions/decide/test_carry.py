"""What people type beside results goes with its row."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.actions.decide.carry import carry


def table(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype=object)


def test_notes_follow_their_key_and_those_without_a_row_stay_below():
    old = table(id=["a", "b", "c"], n=[1, 2, 3], note=["call", "mail", None])

    rows = carry(old, table(id=["b", "d"], n=[5, 6]), ["id"], ["note"])

    assert rows.to_dict("list") == {
        "id": ["b", "d", "a"],
        "n": [5, 6, None],
        "note": ["mail", None, "call"],
    }


def test_of_equal_rows_the_first_gives_to_the_first():
    old = table(id=["a", "a"], note=["one", "two"])

    assert carry(old, table(id=["a", "a"]), ["id"], ["note"])["note"].tolist() == ["one", "two"]


def test_a_workbook_without_the_table_or_the_column_gets_blank_cells():
    rows = table(id=["a"])

    assert carry(None, rows, ["id"], ["note"])["note"].tolist() == [None]
    assert carry(table(id=["a"]), rows, ["id"], ["note"])["note"].tolist() == [None]


def test_numbers_and_dates_keep_their_type():
    old = table(id=[1.5], note=[0])

    (note,) = carry(old, table(id=[1.5]), ["id"], ["note"])["note"]

    assert note == 0
    assert type(note) is int


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.none() | st.text(min_size=1)), max_size=12),
    st.lists(st.sampled_from("abcd"), max_size=12),
)
def test_nothing_typed_is_ever_lost_or_doubled(before, keys):
    old = table(id=[key for key, _ in before], note=[note for _, note in before])

    rows = carry(old, table(id=list(keys)), ["id"], ["note"])

    typed = sorted(note for _, note in before if note is not None and note.strip())
    assert sorted(note for note in rows["note"] if note is not None) == typed
    assert rows["id"].tolist()[: len(keys)] == list(keys)


def test_a_row_stays_while_a_column_that_people_added_holds_something():
    old = table(id=["a", "b", "c"], note=[None, None, None], 记录=["called", " ", None])

    rows = carry(old, table(id=["c"]), ["id"], ["note"], ["记录"])

    assert rows.to_dict("list") == {"id": ["c", "a"], "note": [None, None]}
