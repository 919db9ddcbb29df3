"""The tool keeps its own tags up to date and leaves all others alone."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.tags import TAGS, customer_tags, join_tags, merge_tags, split_tags


@pytest.mark.parametrize(
    "cell",
    [
        "高价值,复购",
        "高价值，复购",
        "高价值、复购",
        "高价值;复购",
        "高价值；复购",
        " 高价值 ,, 复购,高价值",
    ],
)
def test_every_separator_is_read(cell):
    assert split_tags(cell) == ["高价值", "复购"]


@pytest.mark.parametrize(
    ("cell", "keys", "merged"),
    [
        (None, [], ""),
        (None, ["high_value", "repeat"], "高价值,复购"),
        ("VIP", ["repeat"], "VIP,复购"),
        ("复购,VIP", ["repeat"], "复购,VIP"),  # right as it is: order and text stay
        ("复购、 VIP", ["repeat"], "复购、 VIP"),
        ("VIP，高价值、活跃", ["repeat", "high_value"], "VIP,高价值,复购"),
        ("高价值", [], ""),
        ("High value,mine", ["high_value"], "High value,mine"),  # either language counts
        ("活跃用户", [], "活跃用户"),  # not ours though it contains ours
        (float("nan"), ["repeat"], "复购"),
    ],
)
def test_tags_are_brought_up_to_date(cell, keys, merged):
    assert merge_tags(cell, keys, "zh") == merged


_cells = st.lists(
    st.one_of(
        st.sampled_from([t for text in TAGS.values() for t in text.both]),
        st.sampled_from(("VIP", "老王", "x y")),
    )
).map("、".join)
_keys = st.lists(st.sampled_from(sorted(TAGS)), unique=True)


@given(_cells, _keys, st.sampled_from(("zh", "en")))
def test_own_tags_survive_in_order_and_a_second_time_changes_nothing(cell, keys, lang):
    merged = merge_tags(cell, keys, lang)
    ours = {word for text in TAGS.values() for word in text.both}

    assert [t for t in split_tags(merged) if t not in ours] == [
        t for t in split_tags(cell) if t not in ours
    ]
    assert merge_tags(merged, keys, lang) == merged
    held = {key for key, text in TAGS.items() if set(text.both) & set(split_tags(merged))}
    assert held == set(keys)


def test_tags_of_a_customer_follow_from_the_results():
    people = pd.DataFrame(
        {
            "recency_days": pd.array([10, 100, 10, None, None], dtype="Int64"),
            "lifetime_frequency": [2, 1, 1, 0, 0],
            "monetary_cents": [300000, 0, -5, -100, 0],
            "window_rows": [2, 0, 2, 1, 0],
            "r_level": [3, 1, 3, 0, 0],
            "m_level": [3, 1, 1, 0, 0],
        }
    )

    assert [join_tags(keys, "zh") for keys in customer_tags(people)] == [
        "高价值,复购,活跃",
        "流失风险",
        "活跃,净额≤0",
        "净额≤0,未购买",
        "未购买",
    ]
