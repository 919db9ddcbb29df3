"""行动建议: what is drafted, what people rewrite, what stays when a problem is gone."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.actions.decide.plan_tables import FIGURES, filled, orders, run, table
from tests.actions.test_refresh_book import (  # noqa: F401  the fixtures are used by name
    NOW,
    blank,
    get,
    put,
    small,
)
from tests.actions.test_refresh_book import table as cells_of
from xlsegment.actions.refresh import refresh
from xlsegment.workbook.sheets import TABLES

PEOPLES = [column.key for column in TABLES["action_plan"].columns if column.role != "result"]
TEXTS = [column for column in PEOPLES if column not in ("action_due", "action_state")]
# Of ten who bought 100 days ago, eight bought 40 days ago and two 10 days ago.
FALL = orders(
    *[(f"c{number}", 100, 10) for number in range(10)],
    *[(f"c{number}", 40, 10) for number in range(8)],
    *[(f"c{number}", 10, 10) for number in range(2)],
)


def plan(rows=(), order_rows=FALL, remembered="", **tables):
    outcome = run(
        {"orders": order_rows, "action_plan": table("action_plan", *rows), **tables},
        remembered=remembered,
    )
    return filled(outcome, "action_plan"), outcome.remember


def by_number(rows):
    return {row["action_id"]: row for row in rows}


def test_a_fall_of_a_segments_repurchase_rate_is_drafted():
    rows, _ = plan()
    row = by_number(rows)["P01-A999"]

    # 其他: all ten stood in it 61 and 31 days ago; 8 and 2 of them ordered again
    assert row["action_problem"] == "其他近30天复购率下降75%"
    assert row["action_evidence"].startswith("近30天 20%(10 人)，前30天 80%(10 人)")
    assert "样本少(10 人)" in row["action_note"]
    assert "3–7 天" in row["action_note"]
    assert row["action_due"] == dt.date(2025, 7, 30)


def test_drafts_are_renewed_until_somebody_edits_them():
    rows, remembered = plan()
    worse = pd.concat([FALL, orders(("c9", 5, 10))], ignore_index=True)
    worse["order_id"] = [f"D{number}" for number in range(len(worse))]
    again, remembered = plan(rows, worse, remembered)
    assert by_number(again)["P01-A999"]["action_problem"] == "其他近30天复购率下降62.5%"

    for row in again:
        if row["action_id"] == "P01-A999":
            row["action_problem"] = "老客不来了"
    third, _ = plan(again, FALL, remembered)
    row = by_number(third)["P01-A999"]
    assert row["action_problem"] == "老客不来了"
    assert row["action_evidence"].startswith("近30天 20%")


@pytest.mark.parametrize("column", PEOPLES)
def test_an_edited_row_stays_when_its_problem_is_gone(column):
    rows, remembered = plan()
    typed = "X月X日" if column == "action_due" else "自己写的"
    for row in rows:
        if row["action_id"] == "P01-A999":
            row[column] = typed
    gone, marks = plan(rows, orders(("a", 1, 10)), remembered)
    assert by_number(gone)["P01-A999"][column] == typed
    assert "没有再发现" in by_number(gone)["P01-A999"]["action_note"]
    still, marks = plan(gone, orders(("a", 1, 10)), marks)
    assert by_number(still)["P01-A999"][column] == typed
    back, _ = plan(still, FALL, marks)
    assert by_number(back)["P01-A999"][column] == typed


def test_a_draft_that_nobody_touched_goes_with_its_problem():
    rows, remembered = plan()
    gone, _ = plan(rows, orders(("a", 1, 10)), remembered)

    assert "P01-A999" not in by_number(gone)


def test_rows_of_peoples_own_get_a_number_and_stay():
    own = [
        {"action_problem": "第一件事"},
        {"action_id": "U7", "action_solution": "第二件事"},
        {"action_id": "P01-A999", "action_problem": "原来的一行"},
        {"action_id": "P01-A999", "action_problem": "复制出来的一行"},
    ]
    rows, _ = plan(own)

    found = {row["action_id"]: row["action_problem"] for row in rows}
    assert found["P01-A999"] == "原来的一行"
    assert found["U8"] == "第一件事"
    assert found["U9"] == "复制出来的一行"
    assert by_number(rows)["U7"]["action_solution"] == "第二件事"


def test_a_row_with_something_in_a_column_of_peoples_own_stays():
    rows, remembered = plan()
    frame = table("action_plan", *rows).assign(备忘=[f"记{number}" for number in range(len(rows))])
    outcome = run({"orders": orders(("a", 1, 10)), "action_plan": frame}, remembered=remembered)

    assert "P01-A999" in by_number(filled(outcome, "action_plan"))


@pytest.mark.parametrize(
    "order_rows", [orders(("a", 0, 1)), orders(("a", 0, 1), ("a", 35, 1)), orders(("a", 0, 0))]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_customer_or_one_order_do_no_harm(order_rows, lang):
    outcome = run({"orders": order_rows, "action_plan": table("action_plan")}, lang=lang)
    for row in filled(outcome, "action_plan"):
        assert "nan" not in str(row).lower().replace("none", "")


def test_without_order_rows_only_what_can_be_told_is_drafted():
    outcome = run({"customers": FIGURES, "action_plan": table("action_plan")})

    assert {row["action_id"] for row in filled(outcome, "action_plan")} <= {"P11", "P12"}


# --- through the workbook ---------------------------------------------------------------------


def test_what_people_type_stays_in_every_column_wherever_its_row_goes(small):  # noqa: F811
    refresh(small, now=NOW)
    before = cells_of(small, "action_plan")
    number = before["action_id"].iloc[0]
    for column in PEOPLES:
        put(small, "action_plan", 0, column, f"自己写的{column}")
    put(small, "action_plan", len(before), "action_problem", "我自己加的一行")
    refresh(small, now=NOW)
    rows = cells_of(small, "action_plan").set_index("action_id")
    assert rows.loc[number, PEOPLES].tolist() == [f"自己写的{column}" for column in PEOPLES]

    typed = cells_of(small, "action_plan")
    for place, row in enumerate(typed.iloc[::-1].to_dict("records")):
        for key in ("action_id", *PEOPLES):
            put(small, "action_plan", place, key, row[key])
    refresh(small, now=NOW)
    after = cells_of(small, "action_plan").set_index("action_id")
    assert after.loc[number, PEOPLES].tolist() == [f"自己写的{column}" for column in PEOPLES]


def test_clearing_a_text_brings_the_draft_back(small):  # noqa: F811
    refresh(small, now=NOW)
    drafted = [get(small, "action_plan", 0, column) for column in TEXTS]
    assert all(drafted)
    for column in TEXTS:
        put(small, "action_plan", 0, column, "自己写的")
    refresh(small, now=NOW)
    for column in TEXTS:
        put(small, "action_plan", 0, column, None)
    refresh(small, now=NOW)

    assert [get(small, "action_plan", 0, column) for column in TEXTS] == drafted
