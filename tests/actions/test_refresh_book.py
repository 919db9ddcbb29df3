"""Refreshing an open workbook, as a button in Excel will: what people typed and did to it."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.memory_excel import Failure, Formula, add_sheet, add_table, load, new_book
from xlsegment.actions.refresh import refresh
from xlsegment.errors import NoRoomBelow, NothingToRefresh, ParameterProblems, TableNotFound
from xlsegment.workbook.locate import locate
from xlsegment.workbook.read import read_table
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.template import build_workbook
from xlsegment.workbook.write import prepare_fill

ALL = frozenset(TABLES)
NOW = dt.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  shown as local time


@pytest.fixture
def live(sample):
    return load(sample)


ROWS = {
    "customers": [
        {"customer_id": f"C{i}", "name": name, "mobile": f"1380000{i:04}"}
        for i, name in enumerate(("张三", "李四", "王小五", "赵六", "欧阳娜", "Ann Lee"))
    ],
    "orders": [
        {"order_id": f"D{i}-{n}", "customer_id": f"C{i}", "order_date": day, "amount": amount}
        for i, days, amount in (
            (0, ("2025-06-30", "2025-06-20", "2025-06-01", "2025-05-01", "2025-04-01"), 500),
            (1, ("2025-06-25", "2025-06-10", "2025-05-20", "2025-04-20", "2025-03-20"), 450.5),
            (2, ("2025-03-25",), 99),
            (3, ("2024-06-25",), 20),
            (4, ("2025-06-25", "2025-06-01"), 400),
        )
        for n, day in enumerate(days)
    ],
    "campaigns": [
        {"campaign": f"活动{i}", "target": 100, "reached": 50 + i, "converted": 10 - i, "cost": 9}
        for i in range(4)
    ],
    "behaviour": [
        {"customer_id": f"C{i}", "browse_minutes": 40 * i, "clicks": 6 * i} for i in range(4)
    ],
}


@pytest.fixture(scope="session")
def blank():
    return build_workbook("zh", False)


@pytest.fixture
def small(blank):
    """A new workbook into which somebody has put a few rows."""
    book = load(blank)
    for key, rows in ROWS.items():
        found = handle(book, key)
        frame = pd.DataFrame(rows, dtype=object)
        nothing = pd.DataFrame(index=range(0), dtype=object)
        for step in prepare_fill(found, nothing, frame):
            step.apply()
    book.app.impl.writes = 0
    return book


def handle(book, key):
    return locate(book, [TABLES[key]], inputs=ALL).found[key]


def table(book, key):
    return read_table(handle(book, key))


def cell(book, key, row, column):
    """Return the address of a cell: (sheet, row, column)."""
    found = handle(book, key)
    return found.sheet.impl, (found.first_row + row, found.columns[column])


def put(book, key, row, column, value):
    sheet, at = cell(book, key, row, column)
    sheet.cells_[at] = value


def get(book, key, row, column):
    sheet, at = cell(book, key, row, column)
    return sheet.cells_.get(at)


def row_of(book, key, column, value):
    return table(book, key)[column].tolist().index(value)


EDITABLE = [
    ("customers", "strategy"),
    ("campaigns", "suggestion"),
    ("segments", "features"),
    ("segments", "keywords"),
    ("segments", "owner"),
    ("strategies", "features"),
    ("strategies", "direction"),
    ("strategies", "measures"),
    ("strategies", "owner"),
    ("tier_summary", "tier_service"),
    ("rules", "features"),
    ("rules", "keywords"),
    ("rules", "owner"),
]


def test_the_list_of_editable_columns_is_complete():
    declared = {
        (key, column.key)
        for key, spec in TABLES.items()
        for column in spec.columns
        if column.role == "editable" and column.kind != "tags" and column.key != "segment"
    }
    answered = {("issues", "accept")}  # what is typed there is tied to its finding
    # tests of their own: these stay by problem, by matrix cell, by the name of the cluster
    apart = {key for key in declared if key[0] in ("action_plan", "matrix_cells", "clusters")}
    assert declared == {*EDITABLE, *answered, *apart}


@pytest.mark.parametrize(("key", "column"), EDITABLE)
def test_what_a_person_typed_survives_and_clearing_it_brings_the_suggestion_back(
    small, key, column
):
    refresh(small, now=NOW)
    suggested = get(small, key, 2, column)
    assert suggested
    put(small, key, 2, column, "张经理本人的话")
    refresh(small, now=NOW)
    assert get(small, key, 2, column) == "张经理本人的话"
    if key != "rules":  # those are input: refresh never writes them
        put(small, key, 2, column, None)
        refresh(small, now=NOW)
        assert get(small, key, 2, column) == suggested


@pytest.mark.parametrize(
    ("key", "column"), [("customers", "tags"), ("behaviour", "behaviour_tags")]
)
def test_tags_of_the_users_own_survive(small, key, column):
    refresh(small, now=NOW)
    ours = get(small, key, 2, column)
    put(small, key, 2, column, f"老板的朋友,{ours}")
    refresh(small, now=NOW)
    assert get(small, key, 2, column) == f"老板的朋友,{ours}"


def test_an_edited_strategy_flows_to_the_customers_and_can_be_edited_again(small):
    refresh(small, now=NOW)
    strategy = row_of(small, "strategies", "segment", "核心忠诚客户")
    mine, typed = [
        row
        for row, name in enumerate(table(small, "customers")["segment"])
        if name == "核心忠诚客户"
    ][:2]
    put(small, "customers", typed, "strategy", "这一位我亲自跟")
    for text in ("第一版", "第二版", "第三版"):
        put(small, "strategies", strategy, "direction", text)
        refresh(small, now=NOW)
        assert get(small, "customers", mine, "strategy") == text
        assert get(small, "customers", typed, "strategy") == "这一位我亲自跟"


def test_an_owner_edited_in_the_rules_flows_to_the_result_and_can_be_edited_again(small):
    refresh(small, now=NOW)
    for owner in ("王五", "赵六"):
        put(small, "rules", 0, "owner", owner)
        refresh(small, now=NOW)
        assert get(small, "segments", 0, "owner") == owner


def test_rows_of_another_scheme_stay_in_the_strategy_table(small):
    refresh(small, now=NOW)
    put(small, "strategies", 0, "measures", "我写的措施")
    put(small, "params", row_of(small, "params", "param", "分层方案"), "value", "八类")
    report = refresh(small, now=NOW)
    strategies = table(small, "strategies")
    assert len(report.segments) in (8, 9)
    assert strategies["measures"].tolist()[0] == "我写的措施"
    assert {"核心忠诚客户", "重要价值客户", "一般挽留客户"} <= set(strategies["segment"])


def test_a_formula_in_a_column_of_the_users_stays_a_formula(small):
    put(small, "campaigns", 0, "suggestion", Formula('=IF(E5<0.5,"加强","保持")'))
    put(
        small, "customers", 0, "total_spend", Formula("=SUMIFS(订单表[订单金额],订单表[客户ID],A5)")
    )
    refresh(small, now=NOW)
    assert isinstance(get(small, "campaigns", 0, "suggestion"), Formula)
    assert isinstance(get(small, "customers", 0, "total_spend"), Formula)


def test_a_refresh_no_longer_masks_in_place_and_says_so(small):
    # else people who chose it would believe that no original is left
    put(small, "params", row_of(small, "params", "param", "脱敏方式"), "value", "就地")
    with pytest.raises(ParameterProblems, match="脱敏方式"):
        refresh(small, now=NOW)
    assert table(small, "customers")["name"].notna().any()


def test_masking_turned_off_fills_nothing(small):
    put(small, "params", row_of(small, "params", "param", "脱敏方式"), "value", "关闭")
    refresh(small, now=NOW)
    assert table(small, "customers")["masked_name"].isna().all()


@pytest.mark.parametrize("mode", ["脱敏列", "关闭"])
def test_numbers_nobody_can_read_are_listed_once_masked_or_not(small, mode):
    put(small, "params", row_of(small, "params", "param", "脱敏方式"), "value", mode)
    for row, mobile in enumerate((95588, "1.38E+10", 138123456780000000)):
        put(small, "customers", row, "mobile", mobile)
    refresh(small, now=NOW)
    issues = table(small, "issues")
    codes = [code for code in issues["code"] if code in ("E-090", "W-060", "W-079")]
    assert sorted(codes) == ["E-090", "E-090", "W-060"]


def test_a_workbook_that_people_have_worked_on_gives_the_same_result(live):
    refresh(live, now=NOW)
    expected = table(live, "customers").set_index("customer_id")
    counts = table(live, "segments").set_index("segment")["customers"]

    source = {
        key: read_table(handle(load(build_workbook("zh", True)), key))
        for key in ("customers", "orders", "params", "rules")
    }
    headers = {
        "customers": {
            "customer_id": "Customer ID",
            "registered_on": "注册日期 ",
            "name": "客户姓名",
        },
        "orders": {
            "customer_id": "会员号",
            "amount": "金额(元)",
            "order_date": "Order date",
            "order_id": "订单编号",
            "status": "状态",
            "category": "类目",
            "channel": "来源渠道",
            "payment": "Payment",
        },
        "params": {"param": "参数", "value": "值"},
        "rules": {c.key: c.header.en for c in TABLES["rules"].columns},
    }
    book = new_book(封面=[["二季度客户分析"], ["张经理"]])
    for number, (key, names) in enumerate(headers.items()):
        frame = source[key][list(reversed(names))]
        rows = [["我的备注", *(names[k] for k in frame.columns)]]
        # The same remark in every order: else no two rows of an order would be equal.
        rows += [
            ["注" if key == "orders" else f"注{i}", *row]
            for i, row in enumerate(frame.values.tolist())
        ]
        sheet = add_sheet(book.impl, f"数据{number}", rows, at=(3 + number, 2 + number))
        if key == "orders":  # one is still a table, under a name of the user's
            add_table(sheet, "订单_2025", f"C4:K{3 + len(rows)}")

    report = refresh(book, now=NOW)

    people = table(book, "customers").set_index("customer_id")
    assert people["我的备注"].tolist()[:3] == ["注0", "注1", "注2"]
    for column in ("recency_days", "frequency", "monetary", "tier_code", "rfm_score", "segment"):
        assert people[column].tolist() == expected[column].tolist(), column
    assert {s.name: s.customers for s in report.segments} == counts.to_dict()
    skipped = {skip.what.zh for skip in report.skipped}
    assert {"活动表", "行为表", "策略表", "问题表", "细分结果表"} <= skipped


def test_refreshing_such_a_workbook_twice_changes_nothing():
    rows = [["客户ID", "姓名"], ["C1", "张三"], ["C2", "李四"]]
    orders = [["客户ID", "订单日期", "订单金额"], ["C1", "2025-01-01", 10], ["C9", "2025-02-01", 5]]
    book = new_book(客户=rows, 订单=orders)
    refresh(book, now=NOW)
    first = {sheet.name: dict(sheet.impl.cells_) for sheet in book.sheets}
    refresh(book, now=NOW)
    assert {sheet.name: sheet.impl.cells_ for sheet in book.sheets} == first
    assert table(book, "customers")["customer_id"].tolist() == ["C1", "C2", "C9"]


def test_aggregated_columns_are_enough_and_are_left_as_they_were_typed():
    rows = [
        ["客户ID", "最近购买日期", "购买次数", "累计消费金额"],
        ["C1", "2025-06-20", 6, 3000],
        ["C2", "2024年6月1日", 1, "100"],
        ["C3", None, None, None],
    ]
    book = new_book(客户=rows)
    report = refresh(book, now=NOW)
    people = table(book, "customers")
    assert people["recency_days"].tolist() == [0, 384, None]
    assert people["segment"].tolist() == ["核心忠诚客户", "沉睡流失客户", "未购买"]
    assert people["最近购买日期" if "最近购买日期" in people else "last_order_date"].tolist() == [
        "2025-06-20",
        "2024年6月1日",
        None,
    ]
    assert people["total_spend"].tolist() == [3000, "100", None]
    assert "monetary" not in people
    assert report.customers == 3


def test_an_english_workbook_is_filled_in_english():
    book = load(build_workbook("en", True))
    refresh(book, now=NOW)
    people = table(book, "customers")
    assert {"High", "Mid", "Low"} == set(people["r_level"].dropna())
    assert "Core loyal" in set(people["segment"])
    assert set(table(book, "issues")["level"]) <= {"Error", "Warning", "Info", "Note"}


def test_nothing_to_work_on_is_said_before_anything_is_written():
    with pytest.raises(TableNotFound, match="客户表"):
        refresh(new_book(我的=[["名字", "电话"], ["张", 1]]), now=NOW)
    empty = load(build_workbook("zh", False))
    before = [dict(sheet.impl.cells_) for sheet in empty.sheets]
    with pytest.raises(NothingToRefresh):
        refresh(empty, now=NOW)
    assert [sheet.impl.cells_ for sheet in empty.sheets] == before


def test_parameters_that_cannot_be_used_stop_it(small):
    put(small, "params", row_of(small, "params", "param", "R高档上限"), "value", "很多")
    with pytest.raises(ParameterProblems, match="R高档上限"):
        refresh(small, now=NOW)
    assert small.app.impl.writes == 0


def test_something_in_the_way_stops_it_before_the_first_write(small):
    found = handle(small, "issues")
    found.sheet.impl.cells_[(found.last_row + 3, 2)] = "我的备忘"
    with pytest.raises(NoRoomBelow, match="数据检查"):
        refresh(small, now=NOW)
    assert small.app.impl.writes == 0


def test_excel_is_left_as_it_was_also_after_a_failure(small):
    small.app.impl.fail_at = 20
    with pytest.raises(Failure):
        refresh(small, now=NOW)
    assert small.app.impl.screen_updating is True
    assert small.app.impl.calculation == "automatic"


def test_the_number_of_calls_to_excel_does_not_depend_on_the_number_of_rows():
    calls = []
    for size in (50, 500):
        customers = [["客户ID", "姓名"], *[[f"C{i}", "张三"] for i in range(size)]]
        orders = [
            ["客户ID", "订单日期", "订单金额"],
            *[[f"C{i % size}", f"2025-01-{i % 28 + 1:02}", i] for i in range(3 * size)],
        ]
        book = new_book(客户=customers, 订单=orders)
        add_table(book.sheets[0].impl, "客户表", f"A1:B{size + 1}")
        add_table(book.sheets[1].impl, "订单表", f"A1:C{3 * size + 1}")
        refresh(book, now=NOW)
        calls.append(book.app.impl.calls)
    assert calls[0] == calls[1]
