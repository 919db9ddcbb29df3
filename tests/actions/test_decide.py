"""The decisions alone: tables in, tables out, no workbook."""

import datetime as dt

import pandas as pd
import pytest

from xlsegment.actions.decide import decide
from xlsegment.actions.decide.issues import Place
from xlsegment.actions.decide.plan import Fill, Inputs, Rewrite
from xlsegment.actions.decide.typed import OurTexts
from xlsegment.core.campaigns import SUGGESTIONS
from xlsegment.text import Text
from xlsegment.workbook.params import Params

NOW = dt.datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  shown as local time
AS_OF = dt.date(2025, 6, 30)


def frame(index=None, **columns):
    table = pd.DataFrame(columns, dtype=object)
    return table if index is None else table.set_axis(index, axis=0)


CUSTOMERS = frame([0, 2, 3], customer_id=["C1", "C2", "C3"], name=["张三", "李四", None])
ORDERS = frame(
    order_id=["D1", "D2", "D3", "D4"],
    customer_id=["C1", "C1", "C2", "C9"],
    order_date=["2025-06-30", "2025-06-01", "2024-01-01", "2025-05-31"],
    amount=[100, 20.5, 30, 7],
)
STRATEGIES = frame(segment=["核心忠诚客户"], direction=[None])


def run(params=None, lang="zh", remembered="", **tables):
    tables = {"customers": CUSTOMERS, "orders": ORDERS} | tables
    return decide(Inputs(tables, params or Params(), lang, None, NOW, remembered))


def change(outcome, table):
    return next(change for change in outcome.changes if change.table == table)


def test_cells_go_back_to_the_rows_they_came_from():
    outcome, report = run()
    fill = change(outcome, "customers")
    assert isinstance(fill, Fill)
    assert fill.filled.index.tolist() == [0, 2, 3]
    assert fill.filled["recency_days"].tolist() == [0, 546, None]
    assert fill.filled["monetary"].tolist() == [120.5, 0.0, 0.0]
    assert fill.appended["customer_id"].tolist() == ["C9"]
    assert (report.as_of, report.customers, report.orders) == (AS_OF, 4, 4)


@pytest.mark.parametrize(
    ("params", "zh", "en"),
    [
        (Params(monetary_mean=True), "M=每单平均", "M = mean per order"),
        (Params(merge_same_day=True), "同日订单合并", "orders of one day merged"),
    ],
)
def test_the_basis_names_what_changes_the_meaning_of_f_and_m(params, zh, en):
    for lang, words in (("zh", zh), ("en", en)):
        lines = [
            str(text)
            for name, text in run(params, lang)[0].names.items()
            if name.en.startswith("basis_")
        ]
        usual = [str(text) for name, text in run(lang=lang)[0].names.items()]
        assert lines
        assert all(words in line for line in lines)
        assert not any(words in line for line in usual)


def test_tables_that_are_not_there_are_not_decided_about():
    outcome, _ = run()
    assert {change.table for change in outcome.changes} == {"customers"}


def test_orders_alone_are_counted_although_there_is_nothing_to_fill():
    outcome, report = decide(Inputs({"orders": ORDERS}, Params(), "zh", None, NOW))
    assert outcome.changes == []
    assert report.customers == 3


def test_an_order_on_the_last_day_there_is_does_not_end_the_world():
    outcome, report = run(orders=ORDERS.assign(order_date="9999-12-31"))

    assert report.as_of == dt.date(9999, 12, 31)
    assert outcome.changes


def test_the_input_is_left_alone():
    before = CUSTOMERS.copy(deep=True), ORDERS.copy(deep=True)
    run(strategies=STRATEGIES, segments=frame(segment=["其他"], owner=["我"]))
    pd.testing.assert_frame_equal(CUSTOMERS, before[0])
    pd.testing.assert_frame_equal(ORDERS, before[1])


@pytest.mark.parametrize(
    ("scheme", "groups", "first"),
    [
        ("rules", 8, "核心忠诚客户"),
        ("strict", 5, "核心忠诚客户"),
        ("eight", 8, "重要价值客户"),
        ("eleven", 11, "冠军客户"),
    ],
)
def test_every_scheme_shows_all_its_groups_in_order_also_the_empty_ones(scheme, groups, first):
    outcome, report = run(Params(scheme=scheme), segments=frame(segment=[None]))
    rows = change(outcome, "segments").rows
    assert isinstance(change(outcome, "segments"), Rewrite)
    named = rows[rows["segment_id"] != "A000"]
    assert len(named) == groups
    assert named["segment"].iloc[0] == first
    assert rows["customers"].sum() == report.customers == 4
    assert (rows["segment"].tolist()[-1], rows["customers"].tolist()[-1]) == ("未购买", 1)


def test_group_names_are_found_again_in_either_language():
    typed = frame(segment=["Core loyal"], owner=["Ms Li"], features=["mine"])
    outcome, _ = run(segments=typed)
    row = change(outcome, "segments").rows.iloc[0]
    assert (row["owner"], row["features"]) == ("Ms Li", "mine")


def test_a_group_that_was_renamed_is_found_by_its_id():
    typed = frame(segment_id=["A001"], segment=["铁杆"], owner=["李"])
    outcome, report = run(segments=typed)
    assert change(outcome, "segments").rows.iloc[0]["owner"] == "李"
    assert report.skipped == []


def cells_of(outcome, table):
    return change(outcome, table).rows.reset_index(drop=True)


def test_texts_typed_for_a_group_wait_until_its_scheme_is_back():
    outcome, report = run(segments=frame(segment=[None]))
    first = cells_of(outcome, "segments")
    first.loc[0, "owner"] = "李"
    first.loc[1, "features"] = "*经理"  # one of our own texts, but not of this cell
    outcome, report = run(Params(scheme="eight"), remembered=outcome.remember, segments=first)
    eight = cells_of(outcome, "segments")
    assert eight["segment_id"].tolist()[9:] == ["A001", first.loc[1, "segment_id"]]
    waiting = eight.iloc[9]
    assert waiting[["customers", "share", "dimensions", "owner"]].tolist() == [
        0,
        0.0,
        "当前方案未使用",
        "李",
    ]
    assert report.skipped == []
    again, _ = run(Params(scheme="eight"), remembered=outcome.remember, segments=eight)
    pd.testing.assert_frame_equal(cells_of(again, "segments"), eight)
    assert again.remember == outcome.remember
    back = cells_of(run(remembered=again.remember, segments=eight)[0], "segments")
    pd.testing.assert_frame_equal(back, first)


def test_rows_without_typed_texts_go_with_their_scheme():
    never_refreshed = frame(segment=["核心忠诚客户", "其他"], owner=["李", "*助理"])
    rows = cells_of(run(Params(scheme="eight"), segments=never_refreshed)[0], "segments")
    assert rows["segment"].tolist()[9:] == ["核心忠诚客户"]


@pytest.mark.parametrize(
    ("table", "column", "typed"),
    [
        ("segments", "owner", "*经理"),
        ("segments", "keywords", "新客激励、使用引导、快速转化"),
        ("strategies", "owner", "*客户经理"),
        ("strategies", "direction", "激活与挽回"),
        ("campaigns", "suggestion", SUGGESTIONS["none"].zh),
    ],
)
def test_a_text_of_ours_that_somebody_chose_for_another_cell_stays(table, column, typed):
    given = {
        "segments": frame(segment=["核心忠诚客户"] * 0),
        "strategies": frame(segment=["稳定普通客户"]),
        "campaigns": frame(campaign=["甲"], target=[10], reached=[5], converted=[1], cost=[1]),
    }[table]
    row = 2 if table == "segments" else 0

    def after(cells, remembered=""):
        outcome, _ = run(remembered=remembered, **{table: cells})
        found = change(outcome, table)
        if isinstance(found, Rewrite):
            return found.rows.reset_index(drop=True), outcome.remember
        return cells.assign(**found.filled), outcome.remember

    cells, remembered = after(given)
    ours = cells.loc[row, column]
    assert ours != typed
    cells.loc[row, column] = typed
    for _ in range(2):
        cells, remembered = after(cells, remembered)
        assert cells.loc[row, column] == typed
    cells.loc[row, column] = None
    cells, _ = after(cells, remembered)
    assert cells.loc[row, column] == ours


def test_what_we_wrote_into_a_cell_is_renewed():
    campaign = frame(campaign=["甲"], target=[10], reached=[5], converted=[1], cost=[1])
    outcome, _ = run(campaigns=campaign)
    campaign = campaign.assign(**change(outcome, "campaigns").filled)
    english, _ = run(lang="en", remembered=outcome.remember, campaigns=campaign)
    (suggestion,) = change(english, "campaigns").filled["suggestion"]
    assert suggestion in {text.en for text in SUGGESTIONS.values()}


def test_a_customers_strategy_follows_its_segment_unless_it_was_typed():
    outcome, _ = run(Params(as_of=AS_OF))
    done = CUSTOMERS.assign(**change(outcome, "customers").filled)
    wrote = done["strategy"].tolist()
    done.loc[0, "strategy"] = "激活与挽回"  # of another segment
    later, _ = run(Params(as_of=dt.date(2026, 6, 30)), remembered=outcome.remember, customers=done)
    now = change(later, "customers").filled
    assert now.loc[0, "strategy"] == "激活与挽回"
    done.loc[0, "strategy"] = wrote[0]
    later, _ = run(Params(as_of=dt.date(2026, 6, 30)), remembered=outcome.remember, customers=done)
    assert change(later, "customers").filled.loc[0, "strategy"] != wrote[0]


def test_the_strict_preset_is_checked_too():
    codes = {f.code for f in run(Params(scheme="strict"))[0].findings if f.table == "rules"}
    assert "I-037" in codes
    assert not {f.row for f in run(Params(scheme="strict"))[0].findings if f.table == "rules"} - {
        None
    }
    assert not [f for f in run(Params(scheme="eight"))[0].findings if f.table == "rules"]


def test_the_basis_says_that_figures_are_of_the_lifetime():
    customers = frame(
        customer_id=["C1"],
        last_order_date=["2025-06-30"],
        lifetime_frequency=[3],
        total_spend=[9],
    )
    outcome, report = decide(Inputs({"customers": customers}, Params(), "zh", None, NOW))
    assert "F、M 用累计数" in report.basis.zh
    assert "lifetime figures" in report.basis.en
    assert "W-062" in {f.code for f in outcome.findings}


def test_spend_of_a_customer_without_orders_is_unknown_and_the_typed_tag_stays():
    row = frame(
        customer_id=["C20230815003"],
        browse_minutes=[200],
        clicks=[25],
        quarterly_orders=[5],
        repurchase_days=[30],
        behaviour_tags=["高价值,高互动"],
    )
    for tables in ({}, {"customers": frame(customer_id=["C20230815003", "C1"])}):
        (tags,) = change(run(behaviour=row, **tables)[0], "behaviour").filled["behaviour_tags"]
        assert tags.startswith("高价值,高互动")


def test_behaviour_rows_are_added_only_where_nobody_keeps_the_table():
    nothing = frame(customer_id=[], browse_minutes=[])
    added = change(run(behaviour=nothing)[0], "behaviour").appended
    assert added["customer_id"].tolist() == ["C1", "C2", "C9"]
    kept = frame(customer_id=["C2"], browse_minutes=[5])
    assert change(run(behaviour=kept)[0], "behaviour").appended is None


def test_orders_per_quarter_are_merged_by_day_as_the_frequency_is():
    twice = ORDERS.assign(order_date=["2025-06-30", "2025-06-30", "2024-01-01", "2025-05-31"])
    table = frame(customer_id=["C1"], browse_minutes=[5])
    for merged, count in ((False, 2), (True, 1)):
        params = Params(merge_same_day=merged)
        outcome, _ = run(params, orders=twice, behaviour=table)
        assert change(outcome, "behaviour").filled["quarterly_orders"].tolist() == [count]
        assert change(outcome, "customers").filled["frequency"].tolist()[0] == count


def test_months_before_the_first_order_are_blank_not_zero():
    rows = change(run(monthly=frame(month=[None]))[0], "monthly").rows
    assert rows["month"].tolist()[-1] == dt.date(2025, 6, 1)
    spend = rows["net_spend"].tolist()
    assert spend[:6] == [None] * 6
    assert spend[6] == 30.0  # January 2024
    assert spend[7:-2] == [0.0] * (24 - 9)
    assert spend[-2:] == [7.0, 120.5]


def test_the_finding_of_the_month_is_about_a_month_that_is_over():
    (names,) = [
        {name.zh: value for name, value in run(Params(as_of=day))[0].names.items()}
        for day in (dt.date(2025, 6, 15),)
    ]
    assert names["结论_月度消费"].startswith("2025-05 净消费 7 元")


def test_customers_without_details_are_found_before_and_after_they_are_added():
    first = [f for f in run()[0].findings if f.code == "W-030"]
    after = frame(customer_id=["C1", "C2", "C3", "C9"], name=["张三", "李四", None, None])
    second = [f for f in run(customers=after)[0].findings if f.code == "W-030"]
    assert [f.row for f in first] == [3]
    assert first == second


def test_too_many_missing_key_fields_are_a_warning():
    customers = CUSTOMERS.assign(mobile=[None, "13800000000", "13800000001"])
    outcome, _ = run(customers=customers)
    (finding,) = [f for f in outcome.findings if f.code == "W-031"]
    # contacts of C1 and the added C9, purchase of C3, of four customers
    assert finding.fields == {"contact": "50.0%", "purchase": "25.0%", "limit": "5%"}
    outcome, _ = run(Params(missing_limit=0.4), customers=customers)
    assert "W-031" in {f.code for f in outcome.findings}  # the mean of both is below
    outcome, _ = run(Params(missing_limit=0.5), customers=customers)
    assert "W-031" not in {f.code for f in outcome.findings}


def test_a_link_survives_quotes_in_the_name_of_the_sheet():
    place = Place('王\'s "表"', "B5")
    assert place.link == '=HYPERLINK("#\'王\'\'s ""表""\'!B5","B5")'


def test_only_what_was_written_into_a_cell_is_ours():
    cell, other = ("t", "1", "owner"), ("t", "2", "owner")
    first = OurTexts("")
    assert first.keep(cell, "默认", Text("建议", "hint"), "zh", ["默认"]) == "建议"
    assert first.keep(other, "建议甲", Text("建议", "hint"), "zh", ["默认"]) == "建议甲"
    then = OurTexts(first.fingerprints)
    assert then.keep(cell, "建议", Text("新的", "new"), "zh") == "新的"
    assert then.keep(other, "建议", Text("建议", "hint"), "zh") == "建议"
    assert OurTexts(then.fingerprints).keep(other, "建议", Text("新", "new"), "zh") == "建议"
    assert OurTexts(first.fingerprints).keep(cell, "默认", Text("a", "b"), "zh", ["默认"]) == "默认"


def test_what_is_remembered_is_bounded_however_many_cells_there_are():
    ours = OurTexts("")
    for number in range(2000):
        ours.written(("t", str(number)), "x")
    assert len(ours.fingerprints) <= 10_000
    assert OurTexts(ours.fingerprints).keep(("t", "3"), "x", Text("y", "y"), "zh") == "y"
