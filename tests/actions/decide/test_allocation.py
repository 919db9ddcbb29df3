"""资源配置: what is said about an adjustment points at the row where it stands afterwards."""

from __future__ import annotations

from tests.actions.decide.test_tiers import frame, rows, run


def test_an_adjustment_that_is_no_number_is_listed_where_its_row_stands_from_now_on():
    sorted_by_hand = [{"tier": "低价值", "adjustment": "许多"}, {"tier": "高价值"}]

    outcome = run(allocation=frame(sorted_by_hand, "allocation"))

    (finding,) = [f for f in outcome.findings if f.code == "W-108"]
    assert rows(outcome, "allocation")["adjustment"].tolist().index("许多") == finding.row
