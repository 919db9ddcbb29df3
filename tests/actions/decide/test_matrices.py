"""价值矩阵 through the decisions: counts that add up, texts of people's own, groups, titles."""

from __future__ import annotations

import pytest

from tests.actions.decide.value_tables import by, codes, frame, orders, rows, run
from xlsegment.core.matrix.matrices import MATRICES
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import TABLES

WORTH, SPEND = (matrix.name.zh for matrix in MATRICES)

# Six customers as of 2025-06-30. C1 and C2 spend most in the window: their M is good.
ORDERS = orders(
    ("C1", "2025-06-20", 3000), ("C1", "2025-06-10", 2000),  # own cycle 10 days: due today
    ("C2", "2025-05-01", 2500), ("C2", "2025-04-01", 2500),  # cycle 30, 60 days ago: urgent
    ("C3", "2025-06-29", 10), ("C4", "2025-01-05", 20), ("C5", "2023-01-01", 10),
)  # fmt: skip
CUSTOMERS = frame(
    {"customer_id": f"C{i}", "gender": sex, "age": age, "city": city, "need_urgency": urgency}
    for i, sex, age, city, urgency in (
        (1, "男", 30, "浙江杭州", None),
        (2, "女", 45, "浙江-杭州", None),
        (3, "女", 30, None, "迫切"),
        (4, None, 150, "上海", "一般"),
        (5, "女", None, "上海", "马上"),
        (6, "男", 20, "上海", None),
    )
)
BEHAVIOUR = frame(
    [
        {"customer_id": "C1", "browse_minutes": 5, "clicks": 1},
        {"customer_id": "C4", "browse_minutes": 200, "clicks": 30},
    ]
)
GIVEN = {"customers": CUSTOMERS, "orders": ORDERS, "behaviour": BEHAVIOUR}


@pytest.fixture
def outcome():
    return run(**GIVEN)


def test_every_customer_stands_in_one_cell_of_each_matrix(outcome):
    cells = rows(outcome, "matrix_cells")

    assert len(cells) == TABLES["matrix_cells"].fixed_rows == 10
    for matrix in MATRICES:
        mine = [row for row in cells if row["matrix"] == matrix.name.zh]
        assert sum(row["customers"] for row in mine) == 6
        assert sum(row["spend"] for row in mine) == 10040
        assert sum(row["share"] for row in mine) == pytest.approx(1)
    people = rows(outcome, "ltv")
    for row in cells:
        key = next(matrix.key for matrix in MATRICES if matrix.name.zh == row["matrix"])
        cell = None if row["cell"] == "未能归类" else row["cell"]
        assert sum(person[key] == cell for person in people) == row["customers"]


def test_cells_follow_value_visits_cycles_and_what_was_entered(outcome):
    people = by(outcome, "ltv", "customer_id")

    need = {who: row["spend_need"] for who, row in people.items()}
    # as of 2025-06-29: 9 days of C1's cycle of 10; C2 59 of 30; C3, C4 as entered; C5 bought
    # once, 910 days ago, beyond three usual cycles
    assert need == {
        "C1": "高价值一般", "C2": "高价值迫切", "C3": "低价值迫切", "C4": "低价值一般",
        "C5": "低价值一般", "C6": None,
    }  # fmt: skip
    active = {who: row["worth_activity"][-3:] if row["worth_activity"] else None
              for who, row in people.items()}  # fmt: skip
    # C1 hardly clicks although bought lately; C4 clicks although not; C3 has no visits
    assert active == {
        "C1": "低活跃", "C2": "低活跃", "C3": "高活跃", "C4": "高活跃", "C5": "低活跃", "C6": None,
    }  # fmt: skip


def test_the_grid_holds_the_same_numbers(outcome):
    cells = by(outcome, "matrix_cells", "matrix", "cell")
    grid = by(outcome, "matrix_grid", "grid_row")

    assert len(grid) == 4
    assert grid[f"{SPEND}：高价值"]["grid_high"] == cells[SPEND, "高价值迫切"]["customers"] == 1
    assert grid[f"{SPEND}：高价值"]["grid_low"] == cells[SPEND, "高价值一般"]["customers"] == 1
    assert grid[f"{WORTH}：低价值"]["grid_high"] == cells[WORTH, "低价值高活跃"]["customers"]


def test_an_urgency_that_means_nothing_is_listed(outcome):
    found = [f for f in outcome.findings if f.code == "W-120"]

    assert [(f.table, f.row, f.column) for f in found] == [("customers", 4, "need_urgency")]


def test_parameters_move_the_bounds():
    wide = by(run(Params(need_from=0.5, need_until=1000), **GIVEN), "ltv", "customer_id")

    assert wide["C1"]["spend_need"] == "高价值迫切"
    assert wide["C5"]["spend_need"] == "低价值迫切"


def test_a_complaint_makes_a_need_urgent():
    said = frame(
        [{"feedback_date": "2025-06-01", "customer_id": "C1", "content": "x", "satisfaction": 1}]
    )

    people = by(run(**GIVEN, feedback=said), "ltv", "customer_id")

    assert people["C1"]["spend_need"] == "高价值迫切"


def test_what_is_said_later_without_a_rating_does_not_make_an_old_complaint_new():
    said = frame(
        [
            {"feedback_date": "2025-01-01", "customer_id": "C1", "satisfaction": 1},
            {"feedback_date": "2025-06-01", "customer_id": "C1", "content": "咨询"},
        ]
    )

    people = by(run(**GIVEN, feedback=said), "ltv", "customer_id")

    assert people["C1"]["spend_need"] == "高价值一般"


def test_what_people_wrote_under_what_to_do_stays_in_both_languages():
    first = run(**GIVEN)
    table = frame(rows(first, "matrix_cells"))
    suggested = table.loc[1, "matrix_advice"]
    table.loc[0, "matrix_advice"] = "请老板亲自打电话"

    again = run(**GIVEN, remembered=first.remember, matrix_cells=table.iloc[::-1])
    english = run(lang="en", **GIVEN, remembered=first.remember, matrix_cells=table)

    assert rows(again, "matrix_cells")[0]["matrix_advice"] == "请老板亲自打电话"
    assert rows(again, "matrix_cells")[1]["matrix_advice"] == suggested
    assert rows(english, "matrix_cells")[0]["matrix_advice"] == "请老板亲自打电话"
    assert rows(english, "matrix_cells")[1]["matrix_advice"].startswith("Win back first")


def test_groups_add_up_in_every_dimension(outcome):
    found = rows(outcome, "demographics")
    names = list(dict.fromkeys(row["dimension"] for row in found))

    assert names == ["性别", "年龄段", "省份", "城市"]
    for name in names:
        mine = [row for row in found if row["dimension"] == name]
        assert sum(row["customers"] for row in mine) == 6
        assert sum(row["spend"] for row in mine) == 10040
    groups = by(outcome, "demographics", "dimension", "group")
    men = groups["性别", "男"]
    assert (men["customers"], men["spend"], men["spend_mean"]) == (2, 5000.0, 2500.0)
    # 10,040 / 6 each on average: 2,500 is 149.4 % of it
    assert men["group_index"] == pytest.approx(149.402, abs=0.001)
    assert groups["年龄段", "未知"]["customers"] == 2
    assert groups["城市", "浙江省-杭州市"]["customers"] == 2
    assert men["group_note"] == "人数少，仅供参考"


def test_customers_only_the_orders_know_are_unknown():
    outcome = run(customers=CUSTOMERS.iloc[:2], orders=ORDERS)

    groups = by(outcome, "demographics", "dimension", "group")
    assert groups["性别", "未知"]["customers"] == 3


def test_the_chart_shows_the_dimension_that_differs_most_and_says_how():
    people = frame(
        {"customer_id": f"C{i}", "gender": "男" if i % 2 else "女", "age": 30 if i < 40 else 50}
        for i in range(80)
    )
    bought = orders(*((f"C{i}", "2025-06-01", 500 if i < 40 else 100) for i in range(80)))

    outcome = run(customers=people, orders=bought)

    bars = rows(outcome, "demographic_bars")
    assert len(bars) == TABLES["demographic_bars"].fixed_rows
    assert [(row["bar_group"], row["bar_mean"]) for row in bars[:3]] == [
        ("25–34岁", 500.0), ("45–54岁", 100.0), (None, None),
    ]  # fmt: skip
    titles = {name.en: text for name, text in outcome.names.items()}
    assert titles["finding_groups"] == "按年龄段差异最大：25–34岁 客均 500 元，45–54岁 客均 100 元"


def test_titles_say_which_class_holds_the_spend(outcome):
    titles = {name.en: text for name, text in outcome.names.items()}

    assert "占累计消费的" in titles["finding_four"]
    assert titles["finding_groups"] == "没有可比较的分组"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_customer_columns_there_are_no_groups_and_nothing_breaks(lang):
    outcome = run(lang=lang, orders=orders(("C1", "2025-06-01", 0)), customers=None)

    assert rows(outcome, "demographics") == []
    assert all(row["bar_group"] is None for row in rows(outcome, "demographic_bars"))
    for row in rows(outcome, "matrix_cells"):
        assert row["spend_share"] is None
    titles = {name.en: text for name, text in outcome.names.items()}
    assert titles["finding_four"] == {"zh": "暂无数据", "en": "No data yet"}[lang]


def test_the_findings_of_both_sheets_have_codes_of_their_own(outcome):
    assert set(codes(outcome)) == {"W-120", "I-123"}
