"""`xlsegment import`: an order file into a workbook, nothing lost, nothing twice."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from tests.support.orders import CDNOW
from xlsegment.actions import order_repeats, order_rows
from xlsegment.actions.import_orders import Imported, import_orders
from xlsegment.cli import main
from xlsegment.errors import (
    HeaderNotInSource,
    SameFile,
    SourceColumnsMissing,
    SourceEmpty,
    TableNotFound,
    TooManyRows,
    XlsegmentError,
)

HEADER = "订单编号,会员号,付款时间,实付金额,商品类目,订单状态"
KEYS = (
    "order_id",
    "customer_id",
    "order_date",
    "amount",
    "category",
    "channel",
    "payment",
    "status",
)


@pytest.fixture(scope="session")
def blank(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "blank.xlsx"
    assert main(["new", str(path), "--lang", "zh"]) == 0
    return path


@pytest.fixture
def book(blank, tmp_path) -> Path:
    return Path(shutil.copy(blank, tmp_path / "book.xlsx"))


def write(folder: Path, *rows: str, header: str = HEADER, name: str = "orders.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.filterwarnings("ignore:Print area cannot be set")
def table(book: Path, sheet: str = "订单明细") -> list[tuple[object, ...]]:
    """Return the body of the order table, wholly blank rows included."""
    found = openpyxl.load_workbook(book)[sheet]
    area = found.tables["订单表"].ref
    return [tuple(cell.value for cell in row) for row in found[area][1:]]


def orders(book: Path) -> list[dict[str, object]]:
    return [dict(zip(KEYS, row, strict=False)) for row in table(book)]


def notes(done: Imported) -> dict[object, int]:
    return {note.text: note.count for note in done.notes}


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


# --- what arrives -----------------------------------------------------------------------------


def test_rows_arrive_typed_in_the_columns_they_belong_to(book, tmp_path):
    path = write(tmp_path, "T1,007,2024-05-01 23:59:59,12.5,服装,交易成功")

    done = import_orders(path, book)

    assert orders(book) == [
        {
            "order_id": "T1",
            "customer_id": "007",
            "order_date": at("2024-05-01"),
            "amount": 12.5,
            "category": "服装",
            "channel": None,
            "payment": None,
            "status": "交易成功",
        }
    ]
    assert (done.added, done.before, done.after, done.sheet) == (1, 0, 1, "订单明细")
    assert not done.notes


@pytest.mark.parametrize(
    "text",
    [
        "007",
        "123456789012345678",
        "12345678901234567890123",
        "1e20",
        "0012.50",
        "3-1",
        "2024-05-01",
        "TRUE",
        "#N/A",
        "+8613800138000",
        "-1",
        "@SUM(A1)",
        "=1+1",
        '=HYPERLINK("http://x")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_ids_arrive_as_they_are_written_and_never_as_formulas(book, tmp_path, text):
    path = tmp_path / "orders.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER.split(","), [text, text, "2024-05-01", "5", text, text]])

    import_orders(path, book)

    sheet = openpyxl.load_workbook(book)["订单明细"]
    for column in (1, 2, 5, 8):
        cell = sheet.cell(5, column)
        assert cell.value == text
        assert cell.data_type == "s"
    assert [sheet.cell(5, column).number_format for column in (1, 2)] == ["@", "@"]


def test_texts_like_formulas_are_counted(book, tmp_path):
    done = import_orders(write(tmp_path, "=1+1,a,2024-05-01,5,@x,", "T2,b,2024-05-01,-5,,"), book)

    assert notes(done)[order_rows.FORMULAS] == 2  # the amount -5 is a number


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12.5", 12.5),
        ("-3", -3.0),
        ('"1,234.56"', 1234.56),
        ("¥88", 88.0),
        ("3.5万", 35000.0),
        ("0.125", 0.125),
        ("100", 100.0),
    ],
)
def test_amounts_arrive_as_numbers_unrounded(book, tmp_path, text, amount):
    import_orders(write(tmp_path, f"T1,a,2024-05-01,{text},,"), book)

    assert orders(book)[0]["amount"] == amount


@pytest.mark.parametrize(
    "text", ["2024-05-01", "2024/5/1", "20240501", "2024年5月1日", "2024-05-01T10:00:00Z", "45413"]
)
def test_dates_arrive_as_days(book, tmp_path, text):
    import_orders(write(tmp_path, f"T1,a,{text},5,,"), book)

    assert orders(book)[0]["order_date"] == at("2024-05-01")


def test_what_cannot_be_read_arrives_as_it_is_and_is_counted(book, tmp_path):
    rows = [
        "T1,a,昨天,5,,",
        "T2,b,2024-02-30,5,,",
        "T3,c,2024-05-01,五块,,",
        "T4,d,2024-05-01,1e300,,",
        "T5,,2024-05-01,5,,",
        "T6,f,,,,",
    ]

    done = import_orders(write(tmp_path, *rows), book)

    got = orders(book)
    assert [row["order_date"] for row in got[:2]] == ["昨天", "2024-02-30"]
    assert [row["amount"] for row in got[2:4]] == ["五块", "1e300"]
    assert len(got) == 6
    assert notes(done) == {
        order_rows.BAD_DATES: 2,
        order_rows.NO_DATE: 1,
        order_rows.BAD_AMOUNTS: 2,
        order_rows.NO_AMOUNT: 1,
        order_rows.NO_CUSTOMER: 1,
    }
    bad_dates = next(note for note in done.notes if note.text == order_rows.BAD_DATES)
    assert bad_dates.lines == (2, 3)


def test_excel_cells_arrive_as_they_are(book, tmp_path):
    source = openpyxl.Workbook()
    source.active.append(HEADER.split(","))
    source.active.append([1001, 7.0, at("2024-05-01 10:00"), 12.5, 3, None])
    source.active.append(["T2", "00123", 45413, "¥5", None, True])
    source.save(tmp_path / "orders.xlsx")

    import_orders(tmp_path / "orders.xlsx", book)

    got = [tuple(row.values())[:5] for row in orders(book)]
    assert got == [
        ("1001", "7", at("2024-05-01"), 12.5, "3"),
        ("T2", "00123", at("2024-05-01"), 5.0, None),
    ]


def test_cdnow_arrives_whole(book):
    done = import_orders(CDNOW, book)

    assert done.added == 6919
    with CDNOW.open(encoding="utf-8") as file:
        want = [
            (None, row["master_id"], at(row["date"]), float(row["amount"]))
            for row in csv.DictReader(file)
        ]
    assert [row[:4] for row in table(book)] == want


_EDGES = " \t\r\n\x0b\x0c\x00\xa0\u3000\u200b\u200c\u200d\u2060\ufeff"
ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30
).filter(lambda text: not text.strip(_EDGES).startswith(("'", '="')))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANY_TEXT | st.sampled_from(["_x0041_", "=A1", "-", "1E5", "0"]), min_size=1))
def test_any_text_comes_back_from_the_workbook_as_text(blank, tmp_path, texts):
    book = Path(shutil.copy(blank, tmp_path / "any.xlsx"))
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER.split(","))
        writer.writerows([f"T{i}", text, "2024-05-01", "5", text] for i, text in enumerate(texts))

    import_orders(path, book)

    want = [text.strip(_EDGES) or None for text in texts]
    got = openpyxl.load_workbook(book)["订单明细"]
    for column in (2, 5):
        cells = [got.cell(5 + i, column).value for i in range(len(want))]
        # openpyxl leaves OOXML's _xHHHH_ spelling as it is.
        assert [cell and unescape(cell) for cell in cells] == want


# --- where it arrives -------------------------------------------------------------------------


def test_rows_are_added_below_those_that_are_there(book, tmp_path):
    import_orders(write(tmp_path, "T1,a,2024-05-01,1,,", "T2,b,2024-05-02,2,,"), book)

    done = import_orders(write(tmp_path, "T3,c,2024-05-03,3,,"), book)

    assert [row["order_id"] for row in orders(book)] == ["T1", "T2", "T3"]
    assert (done.added, done.before, done.after) == (1, 2, 3)


def test_blank_rows_at_the_end_of_the_table_are_used_first(book, tmp_path):
    import_orders(write(tmp_path, *(f"T{i},a,2024-05-01,{i},," for i in range(4))), book)
    made = openpyxl.load_workbook(book)
    sheet = made["订单明细"]
    for row in (7, 8):
        for column in range(1, 9):
            sheet.cell(row, column).value = None
    made.save(book)

    import_orders(write(tmp_path, "N1,b,2024-06-01,9,,"), book)

    assert [row["order_id"] for row in orders(book)] == ["T0", "T1", "N1", None]


def test_replace_takes_the_place_of_all_rows(book, tmp_path):
    import_orders(write(tmp_path, *(f"T{i},a,2024-05-01,{i},," for i in range(9))), book)

    done = import_orders(write(tmp_path, "N1,b,2024-06-01,9,,"), book, replace=True)

    assert [row["order_id"] for row in orders(book)] == ["N1"]
    assert (done.added, done.before, done.after) == (1, 9, 1)


def own_column(book: Path, header: str, *cells: object) -> None:
    made = openpyxl.load_workbook(book)
    sheet = made["订单明细"]
    for offset, value in enumerate([header, *cells]):
        sheet.cell(4 + offset, 9).value = value
    found = sheet.tables["订单表"]
    found.ref = found.autoFilter.ref = f"A4:I{4 + max(len(cells), 1)}"
    column = openpyxl.worksheet.table.TableColumn(id=9, name=header)
    found.tableColumns.append(column)
    made.save(book)


def test_a_column_of_the_users_own_is_filled_when_the_file_has_it(book, tmp_path):
    own_column(book, "商品名称")
    header = HEADER + ",商品 名称,备注"

    import_orders(write(tmp_path, "T1,a,2024-05-01,1,,,杯子,x", header=header), book)

    assert table(book)[0] == ("T1", "a", at("2024-05-01"), 1.0, None, None, None, None, "杯子")


def test_replace_keeps_what_the_user_noted_beside_the_same_order(book, tmp_path):
    import_orders(write(tmp_path, "T1,a,2024-05-01,1,,", "T2,b,2024-05-02,2,,"), book)
    own_column(book, "我的备注", "老客", "新客")

    import_orders(write(tmp_path, "T3,c,2024-05-03,3,,", "T2,b,2024-05-02,2,,"), book, replace=True)

    assert [(row[0], row[8]) for row in table(book)] == [("T3", None), ("T2", "新客")]


def test_an_english_workbook_takes_the_same_file(tmp_path):
    book = tmp_path / "book.xlsx"
    main(["new", str(book), "--lang", "en"])

    import_orders(write(tmp_path, "T1,a,2024-05-01,1,,"), book)

    sheet = openpyxl.load_workbook(book)["Orders"]
    assert [cell.value for cell in sheet[5]][:4] == ["T1", "a", at("2024-05-01"), 1.0]


# --- what comes twice -------------------------------------------------------------------------


def test_importing_the_same_file_again_adds_nothing(book, tmp_path):
    path = write(tmp_path, "T1,a,2024-05-01 10:00,1.50,x,", "T2,b,2024/5/2,¥2,,", "T3,c,昨天,y,,")
    import_orders(path, book)
    before = book.read_bytes()

    done = import_orders(path, book)

    assert done.added == 0
    assert notes(done)[order_repeats.ALREADY] == 3
    assert book.read_bytes() == before
    assert done.snapshot is None


def test_exact_repeats_within_the_file_are_skipped_and_reported(book, tmp_path):
    row = "T1,a,2024-05-01,1,,"

    done = import_orders(write(tmp_path, row, "T2,b,2024-05-01,1,,", row, row), book)

    assert [row["order_id"] for row in orders(book)] == ["T1", "T2"]
    assert notes(done) == {order_repeats.SAME_ROW: 2}
    assert done.notes[0].lines == (4, 5)


def test_an_order_that_changed_is_imported_and_reported(book, tmp_path):
    import_orders(write(tmp_path, "T1,a,2024-05-01,1,,已发货"), book)

    done = import_orders(write(tmp_path, "T1,a,2024-05-01,1,,已退款"), book)

    assert [row["status"] for row in orders(book)] == ["已发货", "已退款"]
    assert notes(done) == {order_repeats.CHANGED: 1}


def test_lines_of_one_order_are_all_imported(book, tmp_path):
    done = import_orders(
        write(tmp_path, "T1,a,2024-05-01,1,杯,", "T1,a,2024-05-01,2,碗,", "T1,a,2024-05-01,2,碟,"),
        book,
    )

    assert done.added == 3
    assert notes(done) == {order_repeats.LINES: 2}
    assert not any(note.problem for note in done.notes)


def test_lines_that_only_other_columns_tell_apart_are_imported_with_a_warning(book, tmp_path):
    path = write(
        tmp_path, "T1,a,2024-05-01,1,,,杯", "T1,a,2024-05-01,1,,,碗", header=HEADER + ",商品名称"
    )

    done = import_orders(path, book)

    assert done.added == 2
    assert notes(done) == {order_repeats.ALIKE: 1}
    assert import_orders(path, book).added == 0


def test_one_row_that_is_there_stands_for_one_row_of_the_file_only(book, tmp_path):
    header = HEADER + ",商品名称"
    import_orders(write(tmp_path, "T1,a,2024-05-01,1,,,杯", header=header), book)

    rows = ("T1,a,2024-05-01,1,,,杯", "T1,a,2024-05-01,1,,,碗")
    done = import_orders(write(tmp_path, *rows, header=header), book)

    assert done.added == 1
    assert notes(done) == {order_repeats.ALREADY: 1, order_repeats.CHANGED: 1}


def test_rows_without_an_order_id_are_never_dropped(book, tmp_path):
    path = write(tmp_path, "a,2024-05-01,1", "a,2024-05-01,1", header="customer,date,amount")
    import_orders(path, book)

    done = import_orders(path, book)

    assert done.after == 4
    assert notes(done) == {order_repeats.UNNUMBERED: 2}


def test_an_order_id_that_a_person_typed_as_a_number_is_the_same_order(book, tmp_path):
    import_orders(write(tmp_path, "1001,7,2024-05-01,1,,"), book)
    made = openpyxl.load_workbook(book)
    made["订单明细"]["A5"].value = 1001
    made["订单明细"]["B5"].value = 7
    made.save(book)

    assert import_orders(write(tmp_path, "1001,7,2024-05-01,1,,"), book).added == 0


# --- undo and refusals ------------------------------------------------------------------------


def test_ids_that_excel_destroyed_are_imported_and_reported(book, tmp_path):
    rows = ["1.23457E+17,1.38123E+10,2024-05-01,1,,", "T2,007,2024-05-01,1,,"]
    done = import_orders(write(tmp_path, *rows), book)

    assert notes(done) == {order_rows.ROUNDED: 2}
    assert [row["customer_id"] for row in orders(book)] == ["1.38123E+10", "007"]


def test_a_time_without_a_day_is_no_date(book, tmp_path):
    path = tmp_path / "orders.xlsx"
    made = openpyxl.Workbook()
    made.active.append(["订单编号", "会员号", "付款时间", "实付金额"])
    made.active.append(["T1", "a", dt.time(10), 5])
    made.active.append(["T2", "a", 0.5, 5])
    made.active.append(["T3", "a", "10:00", 5])
    made.active["C3"].number_format = "yyyy-mm-dd"
    made.save(path)

    done = import_orders(path, book)

    assert notes(done)[order_rows.BAD_DATES] == 3
    shown = [row["order_date"] for row in orders(book)]
    assert shown == ["10:00:00", "12:00:00", "10:00"]


def test_undo_takes_an_import_back(book, tmp_path):
    before = book.read_bytes()
    import_orders(write(tmp_path, "T1,a,2024-05-01,1,,"), book)
    assert book.read_bytes() != before

    assert main(["undo", str(book)]) == 0
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("rows", "header", "given", "error"),
    [
        ([], HEADER, {}, SourceEmpty),
        ([",,,,,", " , ,,,,"], HEADER, {}, SourceEmpty),
        (["a,b,c"], "x,y,z", {}, SourceColumnsMissing),
        (["1,2,3"], "customer,date,amount", {"amount": "price"}, HeaderNotInSource),
    ],
    ids=["header only", "blank rows", "unknown headers", "wrong header given"],
)
def test_what_cannot_be_imported_leaves_the_workbook_as_it_is(
    book, tmp_path, rows, header, given, error
):
    before = book.read_bytes()

    with pytest.raises(error):
        import_orders(write(tmp_path, *rows, header=header), book, given=given)

    assert book.read_bytes() == before
    assert main(["undo", str(book)]) == 2  # nothing was done that could be undone


def test_a_workbook_without_an_order_table_is_refused(tmp_path):
    book = tmp_path / "other.xlsx"
    made = openpyxl.Workbook()
    made.active["A1"] = "hello"
    made.save(book)

    with pytest.raises(TableNotFound):
        import_orders(write(tmp_path, "T1,a,2024-05-01,1,,"), book)


def test_a_workbook_is_not_imported_into_itself(book):
    with pytest.raises(SameFile):
        import_orders(book, book)


def test_a_workbook_that_is_open_in_excel_is_refused(book, tmp_path):
    (tmp_path / f"~${book.name}").write_bytes(b"")
    before = book.read_bytes()

    with pytest.raises(XlsegmentError):
        import_orders(write(tmp_path, "T1,a,2024-05-01,1,,"), book)

    assert book.read_bytes() == before


def test_more_rows_than_a_sheet_holds_are_refused(book, tmp_path, monkeypatch):
    monkeypatch.setattr("xlsegment.actions.import_orders._MOST_ROWS", 6)

    with pytest.raises(TooManyRows):
        import_orders(write(tmp_path, *(f"T{i},a,2024-05-01,1,," for i in range(3))), book)


def test_something_below_the_table_is_never_overwritten(book, tmp_path):
    made = openpyxl.load_workbook(book)
    made["订单明细"]["B7"].value = "mine"
    made.save(book)
    before = book.read_bytes()

    with pytest.raises(XlsegmentError):
        import_orders(write(tmp_path, *(f"T{i},a,2024-05-01,1,," for i in range(5))), book)

    assert book.read_bytes() == before


# --- the command ------------------------------------------------------------------------------


def test_the_command_prints_the_guess_the_result_and_what_looked_odd(book, tmp_path, capsys):
    path = write(tmp_path, "T1,a,昨天,5,,", header="订单编号,会员号,付款时间,实付金额,总金额,备注")

    status = main(
        ["import", str(path), "--into", str(book), "--map", "amount=总金额", "--lang", "zh"]
    )

    shown = capsys.readouterr()
    assert status == 1
    assert "customer_id ← 会员号 [识别]" in shown.err
    assert "amount ← 总金额 [指定]" in shown.err
    assert "未使用的列：实付金额 · 备注" in shown.err
    assert f"! 1 {order_rows.BAD_DATES.zh}(行 2)" in shown.err
    assert shown.out.startswith("已导入 1 行")


def test_clean_orders_give_status_zero_in_english(book, tmp_path, capsys):
    path = write(tmp_path, "T1,a,2024-05-01,5,,")

    assert main(["import", str(path), "--into", str(book), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("Imported 1 row(s)")


def test_a_missing_workbook_is_refused(tmp_path, capsys):
    path = write(tmp_path, "T1,a,2024-05-01,5,,")

    assert main(["import", str(path), "--into", str(tmp_path / "none.xlsx")]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("E-201")
