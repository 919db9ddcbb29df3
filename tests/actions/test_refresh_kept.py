"""What refresh must not lose or mistake: people's formulas, deleted sheets, its own old results."""

import datetime as dt

import openpyxl
import pytest

from tests.actions.test_refresh_book import (  # noqa: F401  the fixtures are used by name
    NOW,
    blank,
    get,
    handle,
    put,
    row_of,
    small,
    table,
)
from tests.support import sheets
from tests.support.memory_excel import Formula, add_table, load, new_book
from xlsegment.actions.gather import NEWER
from xlsegment.actions.refresh import refresh, refresh_file
from xlsegment.errors import ColumnsMissing, OrdersGone, ParameterProblems
from xlsegment.workbook.sheets import SHEETS, TABLES

# --- formulas ---------------------------------------------------------------------------------

TYPED = [
    ("segments", "features"),
    ("segments", "keywords"),
    ("segments", "owner"),
    ("strategies", "features"),
    ("strategies", "direction"),
    ("strategies", "measures"),
    ("strategies", "owner"),
    ("customers", "strategy"),
    ("campaigns", "suggestion"),
]


@pytest.mark.parametrize(("key", "column"), TYPED)
def test_a_formula_in_an_editable_column_stays(small, key, column):  # noqa: F811
    refresh(small, now=NOW)
    put(small, key, 2, column, Formula('="由"&B1'))
    report = refresh(small, now=NOW)
    assert get(small, key, 2, column) == Formula('="由"&B1')
    assert isinstance(get(small, key, 2, column), Formula)
    assert not any(filled.formulas for filled in report.filled)


def test_a_formula_follows_its_row_and_computes_from_it(small):  # noqa: F811
    refresh(small, now=NOW)
    found = handle(small, "segments")
    row = row_of(small, "segments", "segment", "其他")
    at = found.first_row + row
    put(small, "segments", row, "owner", Formula(f'=E{at}&B$5&"E{at}"&首页!E{at}'))
    put(small, "params", row_of(small, "params", "param", "分层方案"), "value", "严格按原文")
    refresh(small, now=NOW)
    now = row_of(small, "segments", "segment", "其他")
    assert now != row
    moved = get(small, "segments", now, "owner")
    assert moved == f'=E{at - row + now}&B$5&"E{at}"&首页!E{at}'
    assert isinstance(moved, Formula)


def test_formulas_that_give_way_to_results_are_counted_in_the_report(small):  # noqa: F811
    refresh(small, now=NOW)
    put(small, "customers", 1, "recency_days", Formula("=TODAY()-H6"))
    put(small, "customers", 2, "recency_days", Formula("=TODAY()-H7"))
    put(small, "segments", 0, "share", Formula("=E5/SUM(E:E)"))
    report = refresh(small, now=NOW)
    replaced = {f.table.zh: [(h.zh, n) for h, n in f.formulas] for f in report.filled if f.formulas}
    header = TABLES["customers"].column("recency_days").header.zh
    share = TABLES["segments"].column("share").header.zh
    assert replaced == {"客户表": [(header, 2)], "细分结果表": [(share, 1)]}
    assert f"2 个公式已换成计算结果：{header}×2" in report.summary("zh")
    assert not isinstance(get(small, "customers", 1, "recency_days"), Formula)


# --- deleted sheets and rows ------------------------------------------------------------------


def without(content, titles, left):
    """Return the workbook as Excel leaves it once sheets were deleted."""
    book = load(content)
    impl = book.impl
    impl.sheets.items = [sheet for sheet in impl.sheets.items if sheet.name not in titles]
    for name, target in impl.defined.items():
        sheet = target.rsplit("!", 1)[0].strip("'")
        if sheet in titles:
            impl.defined[name] = left.format(sheet=sheet)
    return book


@pytest.mark.parametrize(
    ("title", "left"),
    [
        *((spec.title.zh, "#REF!$A$15") for spec in SHEETS),
        ("首页", "{sheet}!#REF!"),
        ("首页", "'{sheet}'!$A$15"),
    ],
)
def test_any_single_sheet_may_be_deleted(sample, title, left):
    report = refresh(without(sample, {title}, left), now=NOW)
    named = {name for skip in report.skipped for name in skip.what.both}
    spec = next(spec for spec in SHEETS if spec.title.zh == title)
    untouched = spec.key in ("help", "examples", "cleaning_log")
    told = [table for table in spec.tables if table.key not in NEWER]
    lost = set() if untouched else {table.name.zh for table in told}
    assert lost <= named
    # Sheets that older workbooks do without are missed by their named cells alone.
    assert bool(named) is bool(lost or spec.basis or spec.names)
    assert not spec.basis or lost or "命名单元格" in named
    assert report.filled


def test_what_stood_in_a_deleted_sheet_is_written_nowhere_else(sample):
    book = without(sample, {"图表"}, "#REF!$A$15")
    before = {sheet.name: sheet.used_range.value for sheet in book.sheets}
    refresh(book, now=NOW)
    refresh(book, now=NOW)
    home = book.sheets["首页"]
    assert [home.range(cell).value for cell in ("A14", "A21", "B22", "A24")] == [
        "结论", "表头颜色", "可选填写", "工作表(鼠标停在名称上看用途)",
    ]  # fmt: skip
    assert home.used_range.shape == (len(before["首页"]), len(before["首页"][0]))


def test_the_example_tables_are_never_taken_for_the_customers(sample):
    """One of them has the very headers of the customer table."""
    book = without(sample, {"客户基础信息表"}, "#REF!$A$15")
    examples = next(sheet for sheet in book.impl.sheets.items if sheet.name == "公式示例")
    examples.name = "函数"
    report = refresh(book, now=NOW)
    assert "客户表" in {skip.what.zh for skip in report.skipped}


def test_several_sheets_may_be_deleted(sample):
    gone = {"首页", "图表", "参数", "策略表", "数据检查", "说明"}
    report = refresh(without(sample, gone, "#REF!$B$3"), now=NOW)
    assert {"参数表", "策略表", "问题表", "命名单元格"} <= {s.what.zh for s in report.skipped}
    assert "个已被删除" in report.summary("zh")


def test_a_deleted_sheet_of_a_file_is_no_error(book):
    source = openpyxl.load_workbook(book)
    del source["首页"]
    for name, defined in source.defined_names.items():
        if "首页" in defined.attr_text:
            source.defined_names[name].attr_text = "#REF!$A$15"
    source.save(book)
    report = refresh_file(book, now=NOW)
    assert "命名单元格" in {skip.what.zh for skip in report.skipped}


def test_a_deleted_parameter_row_means_its_default_and_is_reported(small):  # noqa: F811
    row = row_of(small, "params", "param", "统计窗口")
    put(small, "params", row, "param", None)
    put(small, "params", row, "value", None)
    small.impl.defined["参数_统计窗口"] = "参数!#REF!"
    report = refresh(small, now=NOW)
    assert "180" in report.basis.zh
    assert any("统计窗口" in skip.why.zh for skip in report.skipped)


# --- old results are not input ----------------------------------------------------------------


def clear_orders(book):
    found = handle(book, "orders")
    cells = found.sheet.impl.cells_
    for at in [at for at in cells if at[0] > found.header_row]:
        del cells[at]


def test_orders_that_lack_a_column_are_an_error_and_nothing_is_changed(small):  # noqa: F811
    refresh(small, now=NOW)
    found = handle(small, "orders")
    found.sheet.impl.cells_[(found.header_row, found.columns["amount"])] = "实付(分)"
    small.app.impl.writes = 0
    with pytest.raises(ColumnsMissing, match=r"E-011.*订单金额"):
        refresh(small, now=NOW)
    assert small.app.impl.writes == 0


def test_orders_known_only_by_their_headers_may_lack_no_column_either():
    customers = [["客户ID", "最近购买日期", "购买次数", "期内消费"], ["C1", "2025-01-01", 2, 30]]
    orders = [["订单号", "客户ID", "下单的那天", "订单金额"], ["D1", "C1", "2025-02-01", 10]]
    book = new_book(客户=customers, 我的订单=orders)
    with pytest.raises(ColumnsMissing, match="订单日期"):
        refresh(book, now=NOW)
    add_table(book.sheets[1].impl, "订单_2025", "A1:D2")
    with pytest.raises(ColumnsMissing, match="订单日期"):
        refresh(book, now=NOW)


@pytest.mark.parametrize("how", ["cleared", "deleted"])
def test_old_results_are_not_taken_for_figures_of_another_date(small, how):  # noqa: F811
    refresh(small, now=NOW)
    if how == "cleared":
        clear_orders(small)
    else:
        orders = handle(small, "orders").sheet.name
        items = small.impl.sheets.items
        items[:] = [sheet for sheet in items if sheet.name != orders]
    small.app.impl.writes = 0
    with pytest.raises(OrdersGone, match=r"E-016.*2025-06-30"):
        refresh(small, as_of=dt.date(2025, 9, 30), now=NOW)
    put(small, "params", row_of(small, "params", "param", "统计窗口"), "value", 90)
    with pytest.raises(OrdersGone):
        refresh(small, now=NOW)
    assert small.app.impl.writes == 0


def test_on_their_own_date_old_results_still_hold(small):  # noqa: F811
    before = refresh(small, now=NOW)
    clear_orders(small)
    after = refresh(small, now=NOW)
    assert (after.orders, after.segments) == (before.orders, before.segments)
    assert "订单表" in {skip.what.zh for skip in after.skipped}
    assert table(small, "monthly")["net_spend"].isna().all()
    with pytest.raises(OrdersGone):
        refresh(small, as_of=dt.date(2025, 9, 30), now=NOW)


def test_totals_of_the_users_own_may_take_their_place(small):  # noqa: F811
    refresh(small, now=NOW)
    clear_orders(small)
    for row in range(len(table(small, "customers"))):
        put(small, "customers", row, "last_order_date", dt.datetime(2025, 9, 1))  # noqa: DTZ001
        put(small, "customers", row, "frequency", 7 + row)
        put(small, "customers", row, "lifetime_frequency", None)
        put(small, "customers", row, "monetary", 100)
        put(small, "customers", row, "total_spend", None)
    report = refresh(small, as_of=dt.date(2025, 9, 30), now=NOW)
    assert report.orders == sum(7 + row for row in range(6))
    kpi = small.names["指标_订单数"].refers_to_range.value
    assert kpi == report.orders
    assert table(small, "monthly")["net_spend"].isna().all()
    refresh(small, as_of=dt.date(2025, 10, 30), now=NOW)


# --- what 数据检查 shows, parameters, cuts ----------------------------------------------------


def test_a_name_or_a_phone_in_a_date_or_amount_is_not_shown(small):  # noqa: F811
    put(small, "orders", 0, "order_date", "张三丰")
    put(small, "orders", 1, "order_date", "13800138000")
    put(small, "orders", 2, "amount", "+86 138-0013-8000 李四")
    put(small, "orders", 3, "order_date", "2025-13-40")
    refresh(small, now=NOW)
    found = [text for text in table(small, "issues")["found"] if text]
    assert "2025-13-40" in found
    assert "张**" in found
    assert not any(secret in text for text in found for secret in ("三丰", "0013", "李四"))


def test_a_parameter_formula_without_a_result_is_named(book):
    source = openpyxl.load_workbook(book)
    sheet = source["参数"]
    cell = next(row[2] for row in sheet.iter_rows() if row[1].value == "统计窗口")
    cell.value = "=90*2"
    source.save(book)
    with pytest.raises(ParameterProblems, match=rf"统计窗口.*参数.*{cell.coordinate}"):
        refresh_file(book, now=NOW)


def test_printed_cuts_have_hardly_more_decimals_than_money(book):
    refresh_file(book, now=NOW)
    printed = sheets.rows(sheets.open_book(book), "cuts")
    for row in printed:
        for text in row["cut_values"].split(", "):
            # a third or fourth only where two would put an amount on the other side
            assert len(text.partition(".")[2]) <= 4


def test_the_first_of_the_sample_is_tagged_as_in_the_form(sample):
    book = load(sample)
    refresh(book, now=NOW)
    first = table(book, "behaviour").iloc[0]
    assert (first["customer_id"], first["behaviour_tags"]) == ("C20230815001", "高活跃,高复购")
    person = table(book, "customers").iloc[0]
    assert person["total_spend"] == 12500
