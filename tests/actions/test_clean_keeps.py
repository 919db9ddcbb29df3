"""Cleaning changes the cells that 清洗记录 names and nothing else, whatever a workbook is like."""

import datetime as dt
import re
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.filters import FilterColumn, Filters, SortCondition, SortState

from tests.engine.books import rebuilt
from tests.support.dirty_book import dirty_book, fill
from xlsegment.actions import snapshot
from xlsegment.actions.clean import clean_file
from xlsegment.actions.undo import undo_file
from xlsegment.errors import ProtectedSheet

NOW = dt.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  shown as local time
TITLES = {
    "zh": ("客户基础信息表", "订单明细", "客户行为分析表", "数据检查", "清洗记录"),
    "en": ("Customer base info", "Orders", "Behaviour analysis", "Data check", "Cleaning log"),
}
XLSX_MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XLSM_MAIN = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ORDERS = [
    {"order_id": "D1", "customer_id": "C001", "order_date": "2023/9/1", "amount": 120.5},
    {"order_id": "D2", "customer_id": "C002", "order_date": "20230903", "amount": "80元"},
    {"order_id": "D2", "customer_id": "C002", "order_date": "20230903", "amount": "80元"},
    {"order_id": "D8", "customer_id": "T-900", "order_date": "2024年1月5日", "amount": 300},
    {"order_id": "D9", "customer_id": "C003", "order_date": dt.datetime(2024, 3, 1), "amount": 5},  # noqa: DTZ001
]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(folder))


# --- workbooks ---------------------------------------------------------------------------------


def plain(book, people):
    """Only what every one of them has: a note, a height, own colours, a column of one's own."""


def filtered(book, people):
    table = people.tables["客户表"]
    table.autoFilter.filterColumn = [FilterColumn(colId=2, filters=Filters(filter=["制造业"]))]
    for row in (5, 6, 7, 9):
        people.row_dimensions[row].hidden = True


def with_totals(book, people):
    table = people.tables["客户表"]
    right = table.ref.rpartition(":")[2].rstrip("0123456789")
    people["A10"], people["L10"] = "合计", "=SUBTOTAL(109,客户表[累计购买次数])"
    table.totalsRowCount, table.ref = 1, f"A4:{right}10"
    table.tableColumns[0].totalsRowLabel = "合计"


def with_blank_rows(book, people):
    table = people.tables["客户表"]
    right = table.ref.rpartition(":")[2].rstrip("0123456789")
    people.move_range(f"A7:{right}9", rows=2)
    table.ref = f"A4:{right}13"
    table.autoFilter.ref = table.ref


def sorted_by_name(book, people):
    people.tables["客户表"].autoFilter.sortState = SortState(
        ref="A5:AE9", sortCondition=[SortCondition(ref="B5:B9")]
    )


def protected(book, people):
    people.protection.sheet = True
    people.protection.password = "x"
    book["订单明细"].protection.sheet = True


def since_1904(book, people):
    book.epoch = CALENDAR_MAC_1904


def a_plain_range(book, people):
    del people.tables["客户表"]


def merged(book, people):
    del people.tables["客户表"]
    people.merge_cells("X8:Y8")
    people.merge_cells("A12:C12")
    people["A12"] = "以上为全部客户"


def with_formulas(book, people):
    people["D5"] = '="+86 "&"13588121947"'
    people["Z6"] = '=TEXT(DATE(2023,6,11),"yyyymmdd")'
    people["AF5"] = "=LEN(B5)"
    book["订单明细"]["D6"] = '=40*2&"元"'


def tall(book, people):
    people.row_dimensions[8].height = 42
    people["B8"].comment = Comment("老板的朋友", "我")
    people["Z5"].number_format = "yyyy年m月d日"
    people["Z6"] = dt.datetime(2023, 6, 11)  # noqa: DTZ001
    people["Z6"].number_format = "m月d日"
    people["B9"].font = openpyxl.styles.Font(bold=True, color="FFC00000")
    people["X9"].number_format = '0"岁"'


CASES = (
    *(plain, filtered, with_totals, with_blank_rows, sorted_by_name, since_1904),
    *(a_plain_range, merged, with_formulas, tall),
)


def made(path, lang="zh", case=plain):
    dirty_book(path, lang)
    fill(path, {"orders": ORDERS})
    book = openpyxl.load_workbook(path)
    case(book, book[TITLES[lang][0]])
    book.save(path)
    return path


# --- what is compared --------------------------------------------------------------------------


def content(cell):
    return getattr(cell.value, "text", cell.value)


def look(cell):
    note = cell.comment.text if cell.comment else None
    style = (cell.font.b, cell.font.color and cell.font.color.rgb, cell.fill.fgColor.rgb)
    return (*style, cell.protection.locked, note)


def rows_of(page):
    """Return the filled rows below the header: their number, and header -> cell."""
    heads = {cell.column: cell.value or get_column_letter(cell.column) for cell in page[4]}
    return [
        (row[0].row, {heads.get(c.column, str(c.column)): c for c in row})
        for row in page.iter_rows(min_row=5)
        if any(cell.value is not None for cell in row)
    ]


def same_row(before, after):
    return before[1][next(iter(before[1]))].value == after[1][next(iter(after[1]))].value


def changes(before, after):
    """Return (rows that went, cells that changed) of a sheet; everything else must be alike."""
    gone, changed, left = [], [], rows_of(after)
    for row in rows_of(before):
        # The first row of two that are the same stays.
        if not left or not same_row(row, left[0]):
            gone.append(str(next(iter(row[1].values())).value))
            continue
        now = left.pop(0)
        heights = [page.row_dimensions[r[0]] for page, r in ((before, row), (after, now))]
        assert heights[0].height == heights[1].height
        assert heights[0].hidden == heights[1].hidden
        for head, cell in row[1].items():
            other = now[1][head]
            assert look(cell) == look(other), (row[0], head)
            if cell.value != shifted(other.value, now[0], row[0]):
                changed.append((str(next(iter(row[1].values())).value), head))
            elif cell.value is not None:
                assert cell.number_format == other.number_format, (row[0], head)
    assert not left, "rows that were not there"
    return gone, changed


def shifted(value, here, there):
    """Return a formula of one's own row as it would stand in another."""
    known = isinstance(value, str) and value.startswith("=")
    return value.replace(f"B{here})", f"B{there})") if known else value


def frame(page):
    """Return what a sheet has besides its rows of data."""
    rules = [
        (str(area.sqref), rule.formula, rule.type)
        for area in page.conditional_formatting
        for rule in area.rules
    ]
    widths = {key: each.width for key, each in page.column_dimensions.items()}
    checks = sorted((str(v.sqref), v.formula1) for v in page.data_validations.dataValidation)
    return (
        [[cell.value for cell in row] for row in page.iter_rows(max_row=4)],
        sorted(map(str, page.merged_cells.ranges)),
        (page.protection.sheet, page.protection.password, page.freeze_panes),
        *(rules, widths, checks, page.print_title_rows),
    )


def compare(before_path, after_path, lang):
    keep = {"keep_vba": after_path.suffix == ".xlsm"}
    before = openpyxl.load_workbook(before_path, **keep)
    after = openpyxl.load_workbook(after_path, **keep)
    assert before.sheetnames == after.sheetnames
    assert before.epoch == after.epoch
    assert set(before.defined_names) == set(after.defined_names)
    *data, issues, log = TITLES[lang]
    entries = list(after[log].iter_rows(min_row=5, max_col=5, values_only=True))
    for page in before:
        other = after[page.title]
        assert frame(page) == frame(other)
        if page.title in data:
            gone, changed = changes(page, other)
            named = [(e[3], e[4]) for e in entries if e[2] == page.title]
            assert sorted(gone) == sorted(row for row, head in named if head is None)
            cells = {(row, head) for row, head in named if head}
            assert set(changed) <= cells
            # Of a row that goes, what is not kept is named, too.
            assert {(row, head) for row, head in cells if row not in gone} <= set(changed)
        elif page.title not in (issues, log):
            cells = [[content(cell) for cell in row] for row in page.iter_rows()]
            assert cells == [[content(cell) for cell in row] for row in other.iter_rows()]
    return before, after


# --- and kept ----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_only_what_is_logged_changes(tmp_path, case):
    path = made(tmp_path / "客户.xlsx", case=case)
    before = tmp_path / "之前.xlsx"
    before.write_bytes(path.read_bytes())
    done = clean_file(path, now=NOW)
    assert done.changed
    compare(before, path, "zh")
    assert clean_file(path, now=NOW).changed == 0
    undo_file(path)
    assert path.read_bytes() == before.read_bytes()


def test_protected_sheets_are_refused(tmp_path):
    path = made(tmp_path / "客户.xlsx", case=protected)
    before = path.read_bytes()
    with pytest.raises(ProtectedSheet, match="客户基础信息表"):
        clean_file(path)
    assert path.read_bytes() == before


def test_an_english_workbook_with_macros(tmp_path):
    path = made(tmp_path / "customers.xlsx", "en")

    def enable_macros(parts):
        kinds = parts["[Content_Types].xml"]
        assert XLSX_MAIN in kinds
        parts["[Content_Types].xml"] = kinds.replace(XLSX_MAIN, XLSM_MAIN)

    rebuilt(path, enable_macros)
    path = path.rename(tmp_path / "customers.xlsm")
    before = tmp_path / "before.xlsm"
    before.write_bytes(path.read_bytes())
    clean_file(path, now=NOW)
    compare(before, path, "en")
    log = openpyxl.load_workbook(path)["Cleaning log"]
    heads = {cell.value for cell in openpyxl.load_workbook(path)["Customer base info"][4]}
    assert {row[4].value for row in log.iter_rows(min_row=5) if row[2].value != "Orders"} & heads
    with zipfile.ZipFile(path) as package:
        assert XLSM_MAIN in package.read("[Content_Types].xml")


def test_dates_since_1904_are_the_days_that_they_say(tmp_path):
    path = made(tmp_path / "客户.xlsx", case=since_1904)
    clean_file(path, now=NOW)
    book = openpyxl.load_workbook(path)
    assert book["订单明细"]["C5"].value == dt.datetime(2023, 9, 1)  # noqa: DTZ001
    assert book["清洗记录"]["A5"].value == NOW


def test_a_filter_keeps_hiding_the_rows_it_hid(tmp_path):
    path = made(tmp_path / "客户.xlsx", case=filtered)
    done = clean_file(path, now=NOW)
    page = openpyxl.load_workbook(path)["客户基础信息表"]
    assert "客户基础信息表" in done.blank_rows
    assert page["A8"].value == "C003"
    assert [row for row in range(5, 10) if page.row_dimensions[row].hidden] == [5, 6, 7, 9]
    (kept,) = page.tables["客户表"].autoFilter.filterColumn
    assert kept.filters.filter == ["制造业"]


def test_totals_stand_below_the_rows_that_are_left(tmp_path):
    path = made(tmp_path / "客户.xlsx", case=with_totals)
    clean_file(path, now=NOW)
    page = openpyxl.load_workbook(path)["客户基础信息表"]
    table = page.tables["客户表"]
    bottom = int(re.sub(r"\D", "", table.ref.partition(":")[2]))
    assert (page.cell(bottom, 1).value, table.totalsRowCount) == ("合计", 1)
    assert page.cell(bottom, 12).value == "=SUBTOTAL(109,客户表[累计购买次数])"
