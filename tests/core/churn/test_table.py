"""Signals, reasons, ideas, and the table of everybody."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.core.churn.test_rhythm import sales
from xlsegment.core.churn.rhythm import PurchaseDays
from xlsegment.core.churn.risk import HIGH, LOW, MID, ChurnRules
from xlsegment.core.churn.table import cases_of, churn_table
from xlsegment.core.churn.words import IDEAS, Case, idea_of, reason_of
from xlsegment.core.days import day_date, day_number

RULES = ChurnRules()


def customers(**spend: int | None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "customer_id": list(spend),
            "recency_days": pd.array([None if c is None else 1 for c in spend.values()], "Int64"),
            "lifetime_cents": [c or 0 for c in spend.values()],
        }
    ).astype({"customer_id": object})


def steady(*ids: str) -> PurchaseDays:
    """Everybody every 10 days until day 100."""
    return PurchaseDays.of(sales(*((who, day) for who in ids for day in range(0, 101, 10))))


def table(as_of: int = 105, **given) -> pd.DataFrame:
    people = customers(a=500, b=300, c=100)
    return churn_table(people, steady("a", "b", "c"), as_of, RULES, **given)


def visits(**rows: tuple[object, ...]) -> pd.DataFrame:
    keys = ("browse_minutes", "previous_browse_minutes", "clicks", "previous_clicks")
    return pd.DataFrame(
        [{"customer_id": who, **dict(zip(keys, row, strict=True))} for who, row in rows.items()],
        dtype=object,
    )


@pytest.mark.parametrize(
    ("row", "risk"),
    [
        ((50, 100, None, None), "low"),  # half as many
        ((51, 100, None, None), "none"),
        ((100, 100, 3, 10), "low"),  # clicks alone
        ((0, 0, None, None), "none"),  # nothing to fall from
        ((None, 100, None, None), "none"),  # not known now
        (("约90", 100, 2, 1), "none"),  # not readable, and clicks rose
        ((0, 100, 0, 20), "low"),  # two figures are one signal
    ],
)
def test_far_fewer_visits_raise_the_risk_by_one_level(row, risk):
    assert table(behaviour=visits(a=row))["risk"].tolist() == [risk, "none", "none"]


def test_visits_need_the_columns_of_the_period_before():
    now = visits(a=(1, 100, 1, 100))[["customer_id", "browse_minutes", "clicks"]]

    assert table(behaviour=now)["risk"].tolist() == ["none"] * 3


def feedback(day: int, **cells: object) -> pd.DataFrame:
    row = {"customer_id": "a", "feedback_date": day_date(day).isoformat(), **cells}
    return pd.DataFrame([row], dtype=object)


def test_a_recent_complaint_raises_the_risk_until_it_is_old_or_answered():
    start = day_number(day_date(20000))
    days = PurchaseDays.of(sales(*(("a", start + day) for day in range(0, 101, 10))))
    as_of = start + 105

    def risk(said: pd.DataFrame) -> str:
        return str(churn_table(customers(a=1), days, as_of, RULES, feedback=said)["risk"][0])

    bad = feedback(as_of - 89, satisfaction=2, content="物流太慢")
    assert risk(bad) == "low"
    assert risk(feedback(as_of - 90, satisfaction=2)) == "none"
    assert risk(feedback(as_of + 1, satisfaction=1)) == "none"
    better = feedback(as_of - 1, satisfaction=5)
    assert risk(pd.concat([bad, better], ignore_index=True)) == "none"


def test_nothing_can_be_told_without_orders():
    found = churn_table(customers(a=100, b=None), None, 105, RULES)

    assert found["risk"].tolist() == ["", ""]
    assert found["times"].isna().all()
    assert cases_of(found[found["level"] > 0]) == []


def test_rows_are_the_customers_in_their_order_whoever_they_are():
    people = customers(zoe=1, a=2, nobody=None).set_axis([7, 3, 9], axis=0)
    found = churn_table(people, steady("a", "stranger"), 130, RULES)

    assert found.index.tolist() == [7, 3, 9]
    assert found["risk"].tolist() == ["", "high", ""]
    assert found["times"].tolist()[1] == 3.0


# --- words ------------------------------------------------------------------------------------


def test_a_reason_says_what_happened_with_its_numbers():
    case = Case(HIGH, 96, 1, 30.0, 45.5, True, (120.0, 30.0), (20.0, 5.0), (20000, 2.0, "delivery"))

    assert reason_of(case, RULES, "zh") == (
        "已 96 天没有购买，是平时间隔 30 天的 3.2 倍，比 90% 的间隔(45.5 天)还长；"
        "自己只有 1 次间隔，其余参照全店；浏览比上期少 75%(120→30 分钟)；"
        "点击少 75%(20→5 次)；2024-10-04 反馈不满意(满意度 2，物流配送)。"
    )
    assert reason_of(case, RULES, "en").startswith("No purchase for 96 days: 3.2 times the usual")


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (Case(LOW, 15, 9, 10.0, 20.0), "已 15 天没有购买，是平时间隔 10 天的 1.5 倍。"),
        (
            Case(LOW, 3, 9, 10.0, 20.0, browse=(9.0, 3.0)),
            "已 3 天没有购买，平时约 10 天一次，间隔还不算长；浏览比上期少 67%(9→3 分钟)。",
        ),
        (
            Case(MID, 80, 0, 40.0, 70.0),
            "已 80 天没有购买，是平时间隔 40 天的 2 倍，比 90% 的间隔(70 天)还长；"
            "只在一天买过，参照全店第一次复购的间隔。",
        ),
        (
            Case(LOW, 5, 4, 10.0, 20.0, complaint=(20000, None, "")),
            "已 5 天没有购买，平时约 10 天一次，间隔还不算长；2024-10-04 反馈不满意。",
        ),
    ],
)
def test_reasons_leave_out_what_does_not_apply(case, words):
    assert reason_of(case, RULES, "zh") == words


def test_ideas_go_by_complaint_value_first_purchase_visits_and_risk():
    texts = [idea.zh for _, idea in IDEAS]
    cases = [
        Case(HIGH, 1, 3, 1.0, 1.0, True, complaint=(1, None, "")),
        Case(HIGH, 1, 3, 1.0, 1.0, True),
        Case(MID, 1, 3, 1.0, 1.0, True),
        Case(LOW, 1, 3, 1.0, 1.0, True),
        Case(HIGH, 1, 0, 1.0, 1.0),
        Case(LOW, 1, 0, 1.0, 1.0),
        Case(HIGH, 1, 3, 1.0, 1.0, clicks=(2.0, 1.0)),
        Case(HIGH, 1, 3, 1.0, 1.0),
        Case(MID, 1, 3, 1.0, 1.0),
        Case(LOW, 1, 3, 1.0, 1.0),
    ]

    assert [idea_of(case, "zh") for case in cases] == texts
    assert len(set(texts)) == len(texts)
