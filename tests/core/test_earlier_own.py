"""Looking back: conditions on people's own columns hold as their columns are now."""

from __future__ import annotations

import pandas as pd

from xlsegment.core.earlier import Earlier
from xlsegment.core.model import segment_customers
from xlsegment.core.ruletable import rules_from_rows
from xlsegment.core.settings import Settings


def test_a_rule_with_a_condition_names_the_same_customers_as_of_an_earlier_day():
    orders = pd.DataFrame(
        {
            "order_id": ["D1", "D2", "D3"],
            "customer_id": ["A", "B", "A"],
            "order_date": ["2025-06-01", "2025-06-01", "2025-06-30"],
            "amount": [10, 10, 10],
        },
        dtype=object,
    )
    customers = pd.DataFrame({"customer_id": ["B", "A"], "投诉次数": [0, 4]}, dtype=object)
    rules = rules_from_rows(
        [{"segment": "高投诉", "conditions": "投诉次数>=3"}, {"segment": "其余", "r_min": 0}]
    )
    result = segment_customers(orders, customers, Settings(ruleset=rules))

    assert result.counted["segment_id"].tolist() == ["其余", "高投诉"]
    before = Earlier(result).segments(result.as_of - 20)
    assert before is not None
    assert before.tolist() == ["其余", "高投诉"]
