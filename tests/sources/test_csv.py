"""Text files, clean, dirty and hostile."""

from __future__ import annotations

import contextlib
import csv as stdlib_csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.errors import (
    EncodingUnknown,
    NotATable,
    QuoteNeverClosed,
    SourceEmpty,
    SourceNotFound,
    ValueTooLong,
    XlsegmentError,
)
from xlsegment.sources import csv as csv_source
from xlsegment.sources.mapping import guess_columns
from xlsegment.sources.opening import open_source
from xlsegment.sources.table import LONGEST_CELL

HEADER = "订单编号,买家会员名,付款时间,实付金额\n"
ROW = "T001,007,2024-05-01 10:00:00,12.50\n"


def write(tmp_path, data, name="orders.csv"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def read(path, **options):
    """Return (rows, notes) of the columns that are recognised, in our order."""
    source = open_source(path, **options)
    cells = source.read(guess_columns(source.info.headers).positions)
    notes = [*source.info.notes, *cells.notes]
    return list(zip(*cells.columns, strict=True)), {note.text: note for note in notes}


EXPECTED = [("007", "T001", "2024-05-01 10:00:00", "12.50")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-32"]
)
def test_the_encoding_is_found_by_reading(tmp_path, encoding):
    assert read(write(tmp_path, (HEADER + ROW).encode(encoding))) == (EXPECTED, {})


@pytest.mark.parametrize(("given_name", "encoding"), [("big5", "big5"), ("UTF8", "utf-8-sig")])
def test_a_given_encoding_is_used(tmp_path, given_name, encoding):
    path = write(tmp_path, "訂單號,customer,日期,金額\n1,王,2024-01-02,3\n".encode(encoding))

    source = open_source(path, encoding=given_name)

    assert source.info.headers == ("訂單號", "customer", "日期", "金額")


def test_an_encoding_that_does_not_exist_is_refused(tmp_path):
    for name in ("klingon", "hex"):
        with pytest.raises(EncodingUnknown):
            open_source(write(tmp_path, HEADER + ROW), encoding=name)


def test_text_in_an_unknown_encoding_is_refused_instead_of_read_as_nonsense(tmp_path):
    rows = "".join(f"{i},Jos\xe9,2024-01-01,5\n" for i in range(50))

    with pytest.raises(EncodingUnknown):
        open_source(write(tmp_path, ("id,customer,date,amount\n" + rows).encode("cp1252")))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_in_the_middle_of_a_character_is_read_and_reported(tmp_path, encoding):
    data = (HEADER + "T001,客户张三李四王五赵六钱七孙八周九吴十,2024-05-01,1\n" * 20).encode(
        encoding
    )
    data += "T9,张".encode(encoding)[:-1]

    rows, notes = read(write(tmp_path, data))

    assert len(rows) == 21
    assert notes[csv_source.DAMAGED].count == 1
    assert notes[csv_source.DAMAGED].problem


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    assert read(write(tmp_path, (HEADER + ROW).replace(",", delimiter)))[0] == EXPECTED


def test_decimal_commas_do_not_hide_the_semicolon(tmp_path):
    text = "customer;date;amount;note\n" + "1;2024-01-02;3,50;a, b, c\n" * 5

    assert read(write(tmp_path, text))[0] == [("1", "2024-01-02", "3,50")] * 5


def test_quoted_delimiters_quotes_and_line_breaks_stay_inside_their_cell(tmp_path):
    text = 'customer,date,amount,category\n"a,b",2024-01-02,"1,234.50","say ""hi""\nthere"\n'

    rows, notes = read(write(tmp_path, text))

    assert rows == [("a,b", "2024-01-02", "1,234.50", 'say "hi"\nthere')]
    assert not notes


def test_lines_above_the_header_are_skipped(tmp_path):
    text = "支付宝交易记录明细查询\n账号:[abc@example.com]\n\n" + HEADER + ROW

    source = open_source(write(tmp_path, text))

    assert source.info.header_line == 4
    assert read(write(tmp_path, text))[0] == EXPECTED


def test_ragged_rows_keep_what_they_have_and_are_reported_with_their_lines(tmp_path):
    text = "customer,date,amount\n1,2024-01-02\n2,2024-01-03,5,more,still\n3,2024-01-04,6,,\n"

    rows, notes = read(write(tmp_path, text))

    assert rows == [
        ("1", "2024-01-02", None),
        ("2", "2024-01-03", "5"),
        ("3", "2024-01-04", "6"),
    ]
    assert notes[csv_source.SHORT].lines == (2,)
    assert notes[csv_source.RAGGED].lines == (3,)


def test_rows_with_other_delimiters_are_reported(tmp_path):
    _, notes = read(write(tmp_path, HEADER + ROW * 3 + ROW.replace(",", ";")))

    assert notes[csv_source.SHORT].lines == (5,)


def test_blank_rows_are_no_rows(tmp_path):
    assert read(write(tmp_path, HEADER + "\n,,,\n  \n" + ROW + "\n\n"))[0] == EXPECTED


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("007", "007"),
        ('"=""0012345678901234567"""', "0012345678901234567"),
        ("123456789012345678\t", "123456789012345678"),
        ("'00123", "00123"),
        ("\u3000\u200b42\xa0", "42"),
        ("1e20", "1e20"),
        ("=1+1", "=1+1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("+8613812345678", "+8613812345678"),
        ("'", "'"),
    ],
)
def test_wrappers_around_an_id_go_and_its_digits_stay(tmp_path, raw, meant):
    text = f"customer,date,amount\n{raw},2024-01-01,1\n"

    assert read(write(tmp_path, text))[0] == [(meant, "2024-01-01", "1")]


def test_control_characters_are_removed_and_counted(tmp_path):
    rows, notes = read(write(tmp_path, HEADER.encode() + b"T\x000\x0001,007,2024-05-01,5\n"))

    assert rows == [("007", "T001", "2024-05-01", "5")]
    assert notes[csv_source.CONTROLS].count == 2
    assert not notes[csv_source.CONTROLS].problem


def test_a_quote_left_open_to_the_end_is_refused_with_its_line(tmp_path):
    text = 'customer,date,amount,note\n1,2024-01-01,5,\n2,2024-01-02,6,"oops\n3,2024-01-03,7,\n'

    with pytest.raises(QuoteNeverClosed) as caught:
        read(write(tmp_path, text))

    assert caught.value.fields["line"] == 3


def test_a_quote_that_swallows_whole_rows_is_reported(tmp_path):
    text = 'customer,date,amount,note\n2,2024-01-02,6,"oops\n3,2024-01-03,7,\n4,2024-01-04,8,"\n'

    rows, notes = read(write(tmp_path, text))

    assert len(rows) == 1
    assert notes[csv_source.SWALLOWED].count == 1


def test_a_value_no_cell_can_hold_is_refused_with_its_line(tmp_path):
    path = write(tmp_path, HEADER + ROW + f"T2,{'x' * 1_000_000},2024-01-01,5\n")

    with pytest.raises(ValueTooLong) as caught:
        read(path)

    assert caught.value.fields["line"] == 3
    assert caught.value.fields["length"] == 1_000_000


def test_a_long_value_in_a_column_nobody_reads_does_no_harm(tmp_path):
    text = "customer,date,amount,html\n1,2024-01-01,5," + "y" * (LONGEST_CELL * 5) + "\n"

    assert read(write(tmp_path, text))[0] == [("1", "2024-01-01", "5")]


def test_the_field_limit_of_the_csv_module_is_left_as_it_was(tmp_path):
    before = stdlib_csv.field_size_limit()

    read(write(tmp_path, HEADER + ROW))

    assert stdlib_csv.field_size_limit() == before


def test_repeated_and_empty_headers_can_be_named(tmp_path):
    source = open_source(write(tmp_path, "customer,date,金额,金额,\n1,2024-01-01,5,6,7\n"))

    assert source.info.headers == ("customer", "date", "金额", "金额 (2)", "#5")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n\n", b" , , \n,,\n", b"\xff\xfe"])
def test_a_file_without_anything_is_refused(tmp_path, data):
    with pytest.raises(SourceEmpty):
        open_source(write(tmp_path, data))


def test_a_header_alone_is_a_file_without_rows(tmp_path):
    assert read(write(tmp_path, HEADER)) == ([], {})


def test_no_line_end_after_the_last_row_is_fine(tmp_path):
    assert read(write(tmp_path, HEADER + ROW.rstrip()))[0] == EXPECTED


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_every_system_work(tmp_path, ending):
    assert read(write(tmp_path, (HEADER + ROW * 2).replace("\n", ending)))[0] == EXPECTED * 2


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 20,
        b"<html><table><tr><td>1</td></tr></table></html>",
        b"\xef\xbb\xbf<!DOCTYPE html><table></table>",
        b"PK\x03\x04 not really",
        b"PAR1 not really",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    ],
    ids=["bytes", "png", "html", "doctype", "zip", "parquet", "ole"],
)
def test_what_is_no_table_is_refused_whatever_its_name(tmp_path, data):
    with pytest.raises(NotATable):
        open_source(write(tmp_path, data))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(SourceNotFound):
            open_source(path)


def test_chunks_join_without_a_seam(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_source, "_CHUNK", 3)
    for count in range(12):
        text = "customer,date,amount\n" + "".join(f"{i},2024-01-01,5\n" for i in range(count))

        rows, notes = read(write(tmp_path, text))

        assert [row[0] for row in rows] == [str(i) for i in range(count)]
        assert not notes


def test_progress_is_told_while_reading(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_source, "_CHUNK", 2)
    told: list[int] = []

    source = open_source(write(tmp_path, HEADER + ROW * 9))
    source.read([0], told.append)

    assert told == sorted(told)
    assert len(told) >= 3


CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="'\ufffd\ufffe\uffff"),
    max_size=12,
)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=30), st.sampled_from([",", "\t", ";"]))
def test_whatever_the_csv_module_wrote_comes_back(tmp_path_factory, rows, delimiter):
    path = tmp_path_factory.mktemp("csv") / "orders.csv"
    out = io.StringIO(newline="")
    writer = stdlib_csv.writer(out, delimiter=delimiter)
    writer.writerow(["customer", "date", "amount", "category"])
    writer.writerows(["c", "2024-01-01", a, b] for a, b in rows)
    path.write_bytes(out.getvalue().encode("utf-8-sig"))

    got, notes = read(path)

    edges = " \t\r\n\x0b\x0c\x00\xa0\u3000\u200b\u200c\u200d\u2060\ufeff"
    plain = [
        tuple(None if not (c := cell.strip(edges)) else c for cell in row)
        for row in rows
        if not any(cell.strip(edges).startswith('="') for cell in row)
    ]
    if len(plain) == len(rows):
        assert [row[2:] for row in got] == plain
    assert not notes


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_clear_refusal(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bytes") / "orders.csv"
    path.write_bytes(data)
    with contextlib.suppress(XlsegmentError):
        source = open_source(path)
        source.read(range(len(source.info.headers)))
