"""The sample workbook refreshed: every figure against a second, plain computation."""

import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest

from tests.support import expected, sheets
from xlsegment.workbook.sample import AS_OF
from xlsegment.workbook.sheets import SHEETS

WINDOW = 180


@pytest.fixture(scope="module")
def after(refreshed):
    return sheets.open_book(refreshed)


@pytest.fixture(scope="module")
def people(after):
    return {row["customer_id"]: row for row in sheets.rows(after, "customers")}


@pytest.fixture(scope="module")
def truth(after):
    return expected.customers(sheets.rows(after, "orders"), AS_OF, WINDOW)


def date_of(cell):
    return cell.date() if isinstance(cell, dt.datetime) else cell


def test_dates_days_counts_and_amounts(people, truth):
    assert len(truth) > 200
    for who, customer in truth.items():
        row = people[who]
        last = max(customer.days, default=None)
        assert date_of(row["last_order_date"]) == last, who
        assert row["recency_days"] == customer.recency(AS_OF), who
        assert row["frequency"] == len(customer.window_orders), who
        assert row["lifetime_frequency"] == len(customer.orders), who
        assert Decimal(str(row["monetary"])) == customer.window_net, who
        if customer.days:
            assert date_of(row["first_order_date"]) == min(customer.days), who
            assert Decimal(str(row["total_spend"])) == customer.net, who


def test_levels_and_segments_follow_the_rules(people, truth):
    checked = Counter()
    for who, customer in truth.items():
        row, r = people[who], customer.recency(AS_OF)
        f, m = len(customer.window_orders), customer.window_net
        start = expected.day_of(row["registered_on"]) or min(customer.days, default=None)
        assert row["segment"] == expected.segment(r, f, m, start, AS_OF), who
        checked[row["segment"]] += 1
        if r is not None:
            tiers = row["r_level"] + row["f_level"] + row["m_level"]
            assert row["tier_code"] == tiers == expected.levels(r, f, m), who
    assert len(checked) >= 7  # the sample shows nearly every segment


def test_scores_are_percentile_inc_quantiles(people, truth):
    values = {
        who: (c.recency(AS_OF), len(c.window_orders), float(c.window_net))
        for who, c in truth.items()
        if c.days
    }
    scores = expected.scores(values)
    assert {who: people[who]["rfm_score"] for who in values} == scores


def test_customers_without_an_order_are_told_apart(people, truth):
    without = [row for who, row in people.items() if who and who not in truth]
    assert without
    for row in without:
        assert (row["segment"], row["frequency"], row["recency_days"]) == ("未购买", 0, None)


def test_the_result_table_counts_everybody_once(after, people):
    result = sheets.rows(after, "segments")
    counts = Counter(row["segment"] for who, row in people.items() if who)
    assert {row["segment"]: row["customers"] for row in result} == {
        row["segment"]: counts[row["segment"]] for row in result
    }
    assert sum(row["customers"] for row in result) == len([who for who in people if who])
    assert sum(row["share"] for row in result) == pytest.approx(1)
    assert sum(row["monetary_share"] for row in result) == pytest.approx(1)
    spend = Counter()
    for who, row in people.items():
        if who:
            spend[row["segment"]] += Decimal(str(row["monetary"]))
    for row in result:
        assert Decimal(str(row["monetary"])) == spend[row["segment"]]


def test_customers_that_only_the_orders_know_are_added_and_listed(after, people):
    assert {"C20240101901", "C20240101902"} <= set(people)
    listed = [row for row in sheets.rows(after, "issues") if row["code"] == "W-030"]
    rows = [row["customer_id"] for row in sheets.rows(after, "customers")]
    cells = {f"A{5 + rows.index(who)}" for who in rows if who in {"C20240101901", "C20240101902"}}
    assert cells <= {row["cell"].split('"')[3] for row in listed}


def test_every_issue_links_to_a_cell_that_is_there(after):
    for row in sheets.rows(after, "issues"):
        target, shown = row["cell"].removeprefix("=HYPERLINK(").strip(")").split(",")
        sheet, cell = target.strip('"').removeprefix("#").rsplit("!", 1)
        assert sheet.strip("'") == row["sheet"]
        assert cell == shown.strip('"')
        assert row["sheet"] in after.sheetnames


def test_names_and_mobiles_are_masked_beside_the_originals(people):
    row = people["C20230815002"]
    assert (row["name"], row["masked_name"]) == ("徐欣", "徐*")
    assert (row["mobile"], row["masked_mobile"]) == ("15486019580", "154****9580")
    assert (people["C20230815001"]["masked_name"]) == "张*"  # masked already


def test_no_name_or_number_of_a_person_leaves_the_customer_sheet(after):
    secrets = {
        str(row[key])
        for row in sheets.rows(after, "customers")
        for key in ("name", "mobile")
        if row[key] and "*" not in str(row[key]) and len(str(row[key])) > 1
    }
    for sheet in after.worksheets:
        if sheet.title != "客户基础信息表":
            cells = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
            assert not secrets & cells, sheet.title


def test_the_sources_own_campaigns_and_behaviour_come_out_to_the_digit(after):
    campaigns = {row["campaign"]: row for row in sheets.rows(after, "campaigns")}
    first, second = campaigns["618大促"], campaigns["新品试用活动"]
    assert (first["reach_rate"], first["conversion_rate"], first["roi"]) == (0.85, 0.15, 1.55)
    assert (second["reach_rate"], second["conversion_rate"], second["roi"]) == (0.64, 0.15, 1.2)
    assert first["suggestion"] == "增加移动端推送力度"
    rows = [
        [v for k, v in row.items() if k != "behaviour_tags" and not k.startswith("previous_")]
        for row in sheets.rows(after, "behaviour")[:3]
    ]
    assert rows == [
        ["C20230815001", 120, 15, 3, 45, None],
        ["C20230815002", 30, 5, 1, 90, None],
        ["C20230815003", 200, 25, 5, 30, None],
    ]


def test_chart_tables_agree_with_the_customers(after, people, truth):
    months = sheets.rows(after, "monthly")
    assert len(months) == 24
    assert date_of(months[-1]["month"]) == AS_OF.replace(day=1)
    total = sum(Decimal(str(row["net_spend"])) for row in months if row["net_spend"] is not None)
    first = date_of(months[0]["month"])
    if all(min(c.days, default=AS_OF) >= first for c in truth.values()):
        assert total == sum(c.net for c in truth.values())
    for row in sheets.rows(after, "rf_matrix"):
        for key, level in (("f_high", "高"), ("f_mid", "中"), ("f_low", "低")):
            assert row[key] == sum(
                p["r_level"] == row["r_level"] and p["f_level"] == level
                for who, p in people.items()
                if who
            )


def test_every_sheet_states_its_basis_with_all_cuts_where_it_rests_on_them(after):
    without = {spec.title.zh for spec in SHEETS if not spec.basis}
    assert without == {"客户反馈", "清洗记录", "公式示例", "说明"}
    for sheet in after.worksheets:
        if sheet.title not in without:
            for part in ("2025-06-30", "180 天", "规则"):
                assert part in sheet["A2"].value
    for title in ("客户基础信息表", "客户细分结果表", "图表"):
        for part in ("30/90", "2/5", "500/2000", "得分", "八类"):
            assert part in after[title]["A2"].value


def test_the_home_page_shows_the_key_figures(after, people):
    home = after["首页"]
    assert home["A12"].value == len([who for who in people if who])
    assert home["F12"].value == sum(
        row["level"] in ("错误", "警告") for row in sheets.rows(after, "issues")
    )
    assert home["A15"].value.startswith("“沉睡流失客户”人数最多")
    assert home["B19"].value
