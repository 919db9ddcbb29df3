"""客户生命周期价值 through the decisions: historic to the cent, forecast where there can be one."""

from __future__ import annotations

import builtins
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.actions.decide.value_tables import by, cdnow_orders, codes, frame, orders, rows, run
from tests.core.lifetime.cdnow import END, cdnow_log
from xlsegment.actions.decide import sections
from xlsegment.actions.decide.ltv import ltv_of
from xlsegment.actions.decide.section import Basis
from xlsegment.core.lifetime.forecast import Horizon, Models, fit_models, forecast
from xlsegment.workbook.params import Params

CUSTOMERS = frame(
    [
        {"customer_id": "C1", "name": "张三", "profit_contribution": 40},
        {"customer_id": "C2", "name": "李四", "profit_contribution": None},
        {"customer_id": "C3", "name": None, "profit_contribution": "?"},
    ]
)
ORDERS = orders(
    ("C1", "2025-06-30", 100.10), ("C1", "2025-06-01", 20.05), ("C1", "2025-06-02", -10.05),
    ("C2", "2024-01-01", 30), ("C9", "2025-05-31", 7),
)  # fmt: skip


@pytest.fixture(scope="module")
def cdnow():
    return run(orders=cdnow_orders(), customers=frame((), "customers"))


def test_historic_values_are_net_spend_to_the_cent():
    found = by(run(customers=CUSTOMERS, orders=ORDERS), "ltv", "customer_id")

    assert {who: row["ltv_historic"] for who, row in found.items()} == {
        "C1": 110.10, "C2": 30.0, "C9": 7.0, "C3": 0.0,
    }  # fmt: skip
    assert list(found) == ["C1", "C2", "C9", "C3"]  # the most valuable first
    assert found["C1"]["masked_name"] == "张*"
    assert found["C3"]["ltv_note"] == "没有订单"
    assert found["C3"]["ltv_level"] is None


def test_refunds_of_somebody_without_an_order_are_in_the_rows_and_in_the_sums():
    refunded = pd.concat([ORDERS, orders(("C3", "2025-06-03", -4.5))], ignore_index=True)
    outcome = run(customers=CUSTOMERS, orders=refunded)

    assert by(outcome, "ltv", "customer_id")["C3"]["ltv_historic"] == -4.5
    assert sum(row["ltv_historic"] for row in rows(outcome, "ltv_segments")) == 147.1 - 4.5
    said = by(outcome, "ltv_facts", "ltv_item")["历史价值合计"]["ltv_value"]
    assert said == "142.60 元，3 位有订单的客户"


def test_without_enough_history_nothing_is_predicted_and_the_reason_is_said():
    outcome = run(customers=CUSTOMERS, orders=ORDERS)

    row = by(outcome, "ltv", "customer_id")["C1"]
    for key in ("p_alive", "expected_purchases", "expected_spend", "ltv_predicted"):
        assert row[key] is None
    assert row["ltv_total"] == 110.10
    assert row["ltv_note"] == "未预测，原因见“估算依据”"
    facts = by(outcome, "ltv_facts", "ltv_item")
    assert "买过两天以上的客户只有 1 位，至少要 100 位" in facts["预计价值合计"]["ltv_value"]
    assert codes(outcome) == ["I-123"]
    assert not outcome.skipped


def test_profit_is_what_was_entered_or_follows_from_the_margin():
    plain = by(run(customers=CUSTOMERS, orders=ORDERS), "ltv", "customer_id")
    margin = run(Params(ltv_margin=0.3), customers=CUSTOMERS, orders=ORDERS)
    found = by(margin, "ltv", "customer_id")

    assert [plain[who]["ltv_profit"] for who in ("C1", "C2")] == [40.0, None]
    assert [found[who]["ltv_profit"] for who in ("C1", "C2", "C9")] == [40.0, 9.0, 2.1]
    assert found["C2"]["ltv_total"] == 9.0
    assert found["C2"]["ltv_historic"] == 30.0
    assert by(margin, "ltv_facts", "ltv_item")["价值口径"]["ltv_value"] == "毛利(毛利率 30.0%)"


def test_the_forecast_of_cdnow_is_the_models(cdnow):
    log = cdnow_log()
    history = log.history(END)
    models = fit_models(history)
    assert isinstance(models, Models)
    made = forecast(models, history, Horizon.of_months(12))
    found = by(cdnow, "ltv", "customer_id")

    assert len(found) == 2357
    for place, who in list(enumerate(log.customers))[::97]:
        row = found[who]
        assert row["ltv_predicted"] == pytest.approx(made.cents[place] / 100, abs=0.006)
        assert row["expected_purchases"] == pytest.approx(made.purchases[place], abs=0.006)
        assert row["expected_spend"] == pytest.approx(made.spend[place] / 100, abs=0.006)
        if history.frequency[place]:
            assert row["p_alive"] == pytest.approx(made.alive[place], abs=6e-5)
        else:
            assert row["p_alive"] is None
            assert row["ltv_note"].startswith("只买过一天")
    total = sum(Decimal(str(row["ltv_historic"])) for row in found.values())
    assert total == Decimal(int(cdnow_log().cents.sum())) / 100


def test_the_basis_prints_parameters_cuts_and_the_back_test(cdnow):
    facts = by(cdnow, "ltv_facts", "ltv_item")

    assert "BG/NBD(周)：r 0.254，α 5.447，a 0.607，b 2.647" in facts["模型参数"]["ltv_value"]
    assert "2,357 位" in facts["历史价值合计"]["ltv_value"]
    assert facts["回测"]["ltv_value"].startswith("只用到 1997-12-31 为止的订单，预测其后 181 天")
    assert facts["回测：消费"]["ltv_value"] == "预计 42,888 元，实际 42,867 元，误差 +0.0%"
    assert facts["回测：购买次数"]["ltv_value"] == "预计 1,164 次，实际 1,151 次，误差 +1.1%"
    assert facts["次数与客单价"]["ltv_value"] == "相关系数 0.07"
    assert "72,249 元，12 个月(到 1999-06-30)" in facts["预计价值合计"]["ltv_value"]
    assert "回测只有 181 天，预测 365 天" in facts["预计价值合计"]["ltv_reading"]
    assert codes(cdnow) == []


def test_levels_are_printed_and_segments_cross_them(cdnow):
    found = rows(cdnow, "ltv")
    levels = [row["ltv_level"] for row in found]
    segments = rows(cdnow, "ltv_segments")

    assert levels.count("高") == 472  # PERCENTILE.INC at 0.8 of 2,357 values leaves 472 above
    assert levels == sorted(levels, key="高中低".index)  # as the rows go by value
    cut = by(cdnow, "ltv_facts", "ltv_item")["LTV 切点"]["ltv_value"]
    lowest = min(row["ltv_total"] for row in found if row["ltv_level"] == "高")
    assert float(cut.split("高：大于 ")[1].split(" 元")[0]) < lowest
    for key, level in (("ltv_high", "高"), ("ltv_mid", "中"), ("ltv_low", "低")):
        assert sum(row[key] for row in segments) == levels.count(level)
    assert sum(row["customers"] for row in segments) == 2357
    assert sum(row["ltv_predicted"] for row in segments) == pytest.approx(72249.09, abs=0.05)
    text = next(str(t) for name, t in cdnow.names.items() if name.en == "finding_ltv")
    assert text.endswith("老客户未来 12 个月预计再带来 72,249 元")


def test_a_year_at_a_discount_is_worth_less(cdnow):
    less = run(Params(ltv_discount=0.1), orders=cdnow_orders(), customers=None)

    total = sum(row["ltv_predicted"] for row in rows(less, "ltv"))
    assert total == pytest.approx(68771, rel=0.001)


def test_without_scipy_historic_values_are_filled_and_the_reason_is_said(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name.partition(".")[0] == "scipy":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    outcome = run(orders=cdnow_orders(), customers=None)

    first = rows(outcome, "ltv")[0]
    assert first["ltv_historic"] == 6552.70
    assert first["ltv_predicted"] is None
    assert [skipped.what.zh for skipped in outcome.skipped] == ["预计客户价值"]
    assert "xlsegment[models]" in outcome.skipped[0].why.zh
    assert codes(outcome) == ["I-123"]


def test_summed_columns_alone_give_historic_values():
    people = frame(
        [
            {"customer_id": "C1", "last_order_date": "2025-06-01", "frequency": 3,
             "total_spend": 900},
            {"customer_id": "C2", "last_order_date": "2025-01-01", "frequency": 1,
             "total_spend": 100},
        ]
    )  # fmt: skip

    outcome = run(customers=people)

    found = by(outcome, "ltv", "customer_id")
    assert [found[who]["ltv_historic"] for who in ("C1", "C2")] == [900.0, 100.0]
    assert "没有订单明细" in by(outcome, "ltv_facts", "ltv_item")["预计价值合计"]["ltv_value"]


def test_equal_customers_are_on_one_level():
    many = orders(*((f"C{i}", "2025-06-01", 50) for i in range(9)))

    levels = {row["ltv_level"] for row in rows(run(orders=many), "ltv")}

    assert levels == {"低"}


def test_frequent_buyers_who_spend_more_a_time_raise_a_warning():
    # the more purchase days (2 to 7), the more each costs
    many = orders(
        *(
            (f"C{i}", str((pd.Timestamp("2024-01-01") + pd.Timedelta(days=20 * n + i % 13)).date()),
             100.0 * (i % 6 + 1))
            for i in range(150)
            for n in range(i % 6 + 2)
        )
    )  # fmt: skip

    assert "W-121" in codes(run(orders=many))


def test_other_sheets_get_a_frame_in_the_order_of_the_customers(monkeypatch):
    seen: dict[str, pd.DataFrame] = {}

    def spy(basis: Basis):
        seen["ltv"] = basis.once(ltv_of)
        seen["people"] = basis.result.counted
        return sections.SECTIONS[0].decide(basis)

    swapped = tuple(type(s)(s.key, spy) if s.key == "ltv" else s for s in sections.SECTIONS)
    monkeypatch.setattr("xlsegment.actions.decide.SECTIONS", swapped)
    run(customers=CUSTOMERS, orders=ORDERS)

    assert seen["ltv"].index.equals(seen["people"].index)
    assert seen["ltv"]["customer_id"].tolist() == ["C1", "C2", "C3", "C9"]
    assert seen["ltv"]["historic_cents"].tolist() == [11010, 3000, 0, 700]
    assert seen["ltv"]["predicted_cents"].isna().all()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "given",
    [
        orders(("C1", "2025-06-30", 5)),
        orders(("C1", "2025-06-30", 0)),
        orders(("C1", "2025-06-30", 5), ("C1", "2025-06-30", -5)),
        orders(("C1", "2025-06-30", 5), ("C2", "2025-06-29", -5)),
        orders(("C1", "9999-12-31", 5), ("C2", "1970-01-01", 5)),
        orders(*((f"C{i}", day, 9) for i in range(120) for day in ("2025-01-01", "2025-03-01"))),
        orders(*((f"C{i}", d, 9) for i in range(120) for d in ("2024-01-01", "2025-03-01"))),
    ],
    ids=["one order", "free", "given back", "only returns", "far", "regular", "rare"],
)
def test_small_and_odd_tables_give_blank_cells_and_reasons(given, lang):
    outcome = run(lang=lang, orders=given, customers=None)

    cells = [
        cell
        for change in outcome.changes
        for row in change.rows.to_dict("records")
        for cell in row.values()
    ]
    assert not any(isinstance(cell, float) and abs(cell) in (float("inf"),) for cell in cells)
    assert not any(isinstance(cell, float) and cell != cell for cell in cells)
    assert not any("nan" in str(cell).lower() or "inf " in str(cell) for cell in cells)


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(shuffle):
    listed = ORDERS.to_dict("records")
    shuffle.shuffle(listed)

    mixed = run(customers=CUSTOMERS, orders=frame(listed))

    assert rows(mixed, "ltv") == rows(run(customers=CUSTOMERS, orders=ORDERS), "ltv")
