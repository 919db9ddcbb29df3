"""看板: what the tiles and pictures say, by hand, also where there is nothing to say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.support import sheets
from xlsegment.actions.decide import decide
from xlsegment.actions.decide.plan import Fill, Inputs, Outcome
from xlsegment.actions.demo import demo
from xlsegment.errors import NoUsableOrdersError
from xlsegment.text import LANGS, Lang
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.dashboard import DASHBOARD
from xlsegment.workbook.sheets.dashboard_names import REVIEW, TILES, TITLES
from xlsegment.workbook.sheets.home import HOME_REVIEW

NOW = dt.datetime(2025, 7, 1, 9, 30)  # noqa: DTZ001  shown as local time
OURS = [table.key for table in DASHBOARD.tables]
# Two who buy again and one who does not; the window of 180 days begins after 2025-01-01.
ORDERS = [
    ("A", "2025-06-30", 300, "茶"),
    ("A", "2025-06-01", 200, "茶"),
    ("A", "2025-05-01", 100, "咖啡"),
    ("A", "2025-04-01", 100, "茶"),
    ("A", "2025-03-01", 100, "茶"),
    ("B", "2025-04-15", 100, "咖啡"),
    ("B", "2025-02-01", 50, "茶"),
    ("C", "2024-06-01", 50, "茶"),
]


def run(
    orders: list[tuple[str, str, float, str]] | None = None,
    *,
    lang: Lang = "zh",
    params: Params | None = None,
    **more: pd.DataFrame,
) -> Outcome:
    """Decide about a workbook that has the dashboard."""
    columns = ["customer_id", "order_date", "amount", "category"]
    tables = {
        "orders": pd.DataFrame(ORDERS if orders is None else orders, columns=columns, dtype=object),
        **{key: pd.DataFrame(columns=list(TABLES[key].keys), dtype=object) for key in OURS},
        **more,
    }
    return decide(Inputs(tables, params or Params(), lang, dt.date(2025, 6, 30), NOW))[0]


def rows(outcome: Outcome, table: str) -> pd.DataFrame:
    (found,) = (change.rows for change in outcome.changes if change.table == table)
    return found


def tile(outcome: Outcome, key: str) -> object:
    return outcome.names[next(spec.name for spec in TILES if spec.key == f"tile_{key}")]


def title(outcome: Outcome, key: str) -> str:
    return str(outcome.names[next(spec.name for spec in TITLES if spec.key == f"title_{key}")])


def test_the_tiles_are_the_numbers_counted_by_hand():
    outcome = run()

    assert tile(outcome, "customers") == 3
    assert tile(outcome, "spend") == 1000
    assert tile(outcome, "orders") == 8
    assert tile(outcome, "per_order") == 125
    assert tile(outcome, "active") == pytest.approx(1 / 3)  # A 0 days, B 76, C over 90
    assert tile(outcome, "repurchase") == pytest.approx(1 / 3)  # since June began: A of A, B, C
    assert tile(outcome, "lead_rate") is None  # there are no leads


def test_a_tile_named_like_a_metric_of_the_goals_has_its_number():
    orders = [*ORDERS, ("D", "2025-06-20", 80, "茶"), ("B", "2025-06-05", 60, "茶")]
    named = ["活跃客户占比", "复购率"]
    goals = pd.DataFrame({"metric": named, "goal_scope": "全部"}, dtype=object)

    outcome = run(orders, goals=goals)

    (filled,) = (c for c in outcome.changes if isinstance(c, Fill) and c.table == "goals")
    values = list(filled.filled["goal_value"])
    assert values == pytest.approx([3 / 4, 2 / 3])  # D is active, but did not come back
    assert [tile(outcome, "active"), tile(outcome, "repurchase")] == values


def test_the_heat_maps_count_customers_by_hand():
    outcome = run()

    rf = rows(outcome, "dash_rf").set_index("recency_level")
    assert rf.loc["高"].tolist() == [1, 0, 0]  # A: five orders in the window
    assert rf.loc["中"].tolist() == [0, 1, 0]  # B: two
    assert rf.loc["低"].tolist() == [0, 0, 1]  # C: none
    bought = rows(outcome, "dash_categories").set_index("top_category")
    assert bought.loc["茶"].tolist() == [1, 1, 0]  # C bought before the window
    assert bought.loc["咖啡"].tolist() == [1, 1, 0]


def test_titles_change_with_the_data():
    before, after = (
        run(),
        run([*ORDERS, ("D", "2025-06-02", 10, "酒"), ("E", "2025-06-03", 1, "酒")]),
    )
    more = run([*ORDERS, *((who, "2025-06-02", 10, "酒") for who in "DEF")])

    assert title(before, "categories") == "“咖啡”买的人最多：2 人，其中高频 50.0%"
    assert title(before, "categories") == title(after, "categories")
    assert title(more, "categories") == "“酒”买的人最多：3 人，其中高频 0.0%"
    assert title(before, "rf_heat") != title(more, "rf_heat")


def test_conversion_is_shown_by_month_with_its_change():
    campaigns = pd.DataFrame(
        [
            {"campaign": "春", "period": "2025-04-01", "reached": 100, "converted": 20},
            {"campaign": "夏", "period": "2025-06-01~06-18", "reached": 100, "converted": 15},
        ],
        dtype=object,
    )

    outcome = run(campaigns=campaigns)

    shown = rows(outcome, "dash_conversion").set_index("start_month")["campaign_rate"]
    assert len(shown) == 24
    assert shown.index[-1] == dt.date(2025, 6, 1)
    assert shown.dropna().tolist() == [0.2, 0.15]
    assert title(outcome, "conversion") == "2025-06 活动转化率 15.0%，比上一次低 5.0 个百分点"


def test_leads_are_shown_by_source_and_the_smallest_share_a_slice():
    leads = pd.DataFrame(
        [
            {"lead_id": f"L{i}", "lead_source": source, "created_at": dt.datetime(2025, 5, 1)}  # noqa: DTZ001
            for i, source in enumerate(["官网"] * 4 + list("甲乙丙丁戊己"))
        ],
        dtype=object,
    ).reindex(columns=list(TABLES["leads"].keys))

    outcome = run(leads=leads)

    shown = rows(outcome, "dash_sources")
    assert shown["lead_count"].tolist() == [4, 1, 1, 1, 1, 2]
    assert shown["lead_source"].tolist()[0] == "官网"
    assert shown["lead_source"].tolist()[-1] == "其余来源"
    assert title(outcome, "sources") == "“官网”带来的线索最多，占 10 条的 40.0%"
    assert tile(outcome, "lead_rate") == 0


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "orders",
    [
        [("A", "2025-06-30", 10, "")],
        [("A", "2025-06-30", 10, "茶")],
        [("A", "2025-06-30", 10, "茶"), ("B", "2025-06-30", 10, "茶")],
        [("A", "2025-06-30", -10, "茶")],
        [(who, "2025-06-30", 0, "茶") for who in "ABCDEF"],
    ],
)
def test_little_or_odd_data_give_blank_cells_and_words_never_a_crash(orders, lang: Lang):
    outcome = run(orders, lang=lang)

    for key in OURS:
        cells = rows(outcome, key)
        assert list(cells) == list(TABLES[key].keys)
        assert len(cells) <= (TABLES[key].fixed_rows or 0)
        for cell in cells.to_numpy().ravel():
            assert cell is None or (cell == cell and cell not in (float("inf"), "nan", "NaN"))
    for spec in TITLES:
        assert str(outcome.names[spec.name])
    for spec in TILES:
        value = outcome.names[spec.name]
        assert value is None or value == value


def test_figures_typed_without_orders_make_a_dashboard_too():
    customers = pd.DataFrame(
        {
            "customer_id": ["A", "B"],
            "last_order_date": ["2025-06-30", "2025-01-01"],
            "frequency": [3, 1],
            "monetary": [500, 20],
        },
        dtype=object,
    )
    tables = {
        "customers": customers,
        **{key: pd.DataFrame(columns=list(TABLES[key].keys), dtype=object) for key in OURS},
    }

    outcome, _ = decide(Inputs(tables, Params(), "zh", None, NOW))

    assert tile(outcome, "customers") == 2
    assert "没有订单" in title(outcome, "categories")
    assert rows(outcome, "dash_rf")["high_frequency"].sum() == 0


def test_nothing_at_all_is_refused_as_ever():
    with pytest.raises(NoUsableOrdersError):
        decide(Inputs({}, Params(), "zh", None, NOW))


def test_tables_that_were_deleted_are_not_decided_about():
    tables = {"orders": pd.DataFrame(ORDERS, columns=["customer_id", "order_date", "amount", "x"])}
    tables["dash_rf"] = pd.DataFrame(columns=list(TABLES["dash_rf"].keys), dtype=object)

    outcome, _ = decide(Inputs(tables, Params(), "zh", None, NOW))

    assert [change.table for change in outcome.changes if change.table in OURS] == ["dash_rf"]


def test_an_overdue_review_is_a_hint_and_a_sentence_on_both_pages():
    due = run(params=Params(reviewed_on=dt.date(2025, 1, 1)))
    done = run(params=Params(reviewed_on=dt.date(2025, 6, 30)))

    (hint,) = (finding for finding in due.findings if finding.code == "I-160")
    assert hint.level == "info"
    assert "181" in hint.what("zh")
    for name in (REVIEW.name, HOME_REVIEW.name):
        assert "181 天没有复核" in str(due.names[name])
        assert "2025-06-30" in str(done.names[name])
    assert not [finding for finding in done.findings if finding.code == "I-160"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dashboard") / "sample.xlsx"
    demo(path, "zh")
    return path


def test_every_chart_of_the_sample_has_something_to_show(sample: Path):
    book = openpyxl.load_workbook(sample)
    names = {named.key: named for page in (DASHBOARD,) for named in page.names}

    for chart in DASHBOARD.charts:
        shown = sheets.rows(book, chart.table)
        for value in chart.values:
            assert sum(row[value] is not None for row in shown) >= 3, chart.key
    for spec in TILES:
        assert isinstance(book["看板"][spec.cell].value, int | float), spec.key
    for key in ("sources", "conversion", "tiers", "churn", "moves", "rf_heat", "categories"):
        named = names[f"title_{key}"]
        assert book["看板"][named.cell].value != named.label.zh
