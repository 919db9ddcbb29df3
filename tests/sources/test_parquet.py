"""Order files in Parquet."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from xlsegment.errors import NotATable, ParquetNotInstalled, SourceEmpty
from xlsegment.sources.mapping import guess_columns
from xlsegment.sources.opening import open_source


def write(tmp_path, columns):
    path = tmp_path / "orders.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def read(path):
    source = open_source(path)
    cells = source.read(guess_columns(source.info.headers).positions)
    return list(zip(*cells.columns, strict=True)), cells


def test_cells_keep_their_types_and_their_digits(tmp_path):
    path = write(
        tmp_path,
        {
            "order_id": [1234567890123456789, 2],
            "customer": ["007", None],
            "date": [dt.date(2024, 1, 2), None],
            "amount": [Decimal("1.10"), Decimal("12345678901234.56")],
        },
    )

    rows, _ = read(path)

    assert rows == [
        ("007", "1234567890123456789", dt.date(2024, 1, 2), "1.10"),
        (None, 2, None, "12345678901234.56"),
    ]


def test_missing_numbers_are_blank(tmp_path):
    path = write(tmp_path, {"customer": ["a"], "date": ["2024-01-01"], "amount": [float("nan")]})

    assert read(path)[0] == [("a", "2024-01-01", None)]


def test_rows_that_differ_in_other_columns_have_other_prints(tmp_path):
    path = write(
        tmp_path,
        {
            "customer": ["a"] * 3,
            "date": ["2024-01-01"] * 3,
            "amount": [1] * 3,
            "goods": [["x"], ["y"], ["y"]],
        },
    )

    prints = list(read(path)[1].prints)

    assert prints[0] != prints[1] == prints[2]


def test_a_file_without_rows_is_refused(tmp_path):
    with pytest.raises(SourceEmpty):
        open_source(write(tmp_path, {"customer": pa.array([], pa.string())}))


def test_a_damaged_file_is_refused(tmp_path):
    path = write(tmp_path, {"customer": ["a"]})
    path.write_bytes(path.read_bytes()[:-4] + b"oops")

    with pytest.raises(NotATable):
        open_source(path)


def test_without_pyarrow_the_message_says_what_to_install(tmp_path, monkeypatch):
    path = write(tmp_path, {"customer": ["a"]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(ParquetNotInstalled):
        open_source(path)
