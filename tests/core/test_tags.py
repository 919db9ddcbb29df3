"""The tool keeps its own tags up to date and leaves all others alone."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.behaviour import behaviour_tags
from xlsegment.core.tag_columns import customer_tags
from xlsegment.core.tags import TAGS, join_tags, merge_tags, split_tags


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
    ("cell", "holds", "merged"),
    [
        (None, {}, ""),
        (None, {"high_value": True, "repeat": True, "active": False}, "高价值,复购"),
        ("VIP", {"repeat": True}, "VIP,复购"),
        ("复购,VIP", {"repeat": True}, "复购,VIP"),  # right as it is: order and text stay
        ("复购、 VIP", {"repeat": True}, "复购、 VIP"),
        ("VIP，高价值、活跃", {"repeat": True, "active": False}, "VIP,高价值,复购"),
        ("高价值", {"high_value": False}, ""),
        ("高价值", {}, "高价值"),  # its figure is unknown
        ("高互动,低活跃,高复购,VIP", {"active": True}, "高互动,低活跃,高复购,VIP,活跃"),
        ("High value,mine", {"high_value": True}, "High value,mine"),  # either language counts
        ("活跃用户", {"active": False}, "活跃用户"),  # not ours though it contains ours
        (float("nan"), {"repeat": True}, "复购"),
    ],
)
def test_tags_are_brought_up_to_date(cell, holds, merged):
    assert merge_tags(cell, holds, "zh") == merged


_cells = st.lists(
    st.one_of(
        st.sampled_from([t for text in TAGS.values() for t in text.both]),
        st.sampled_from(("VIP", "老王", "x y")),
    )
).map("、".join)
_holds = st.dictionaries(st.sampled_from(sorted(TAGS)), st.booleans())


@given(_cells, _holds, st.sampled_from(("zh", "en")))
def test_own_tags_survive_in_order_and_a_second_time_changes_nothing(cell, holds, lang):
    merged = merge_tags(cell, holds, lang)
    managed = {word for key in holds for word in TAGS[key].both}

    assert [t for t in split_tags(merged) if t not in managed] == [
        t for t in split_tags(cell) if t not in managed
    ]
    assert merge_tags(merged, holds, lang) == merged
    held = {key for key in holds if set(TAGS[key].both) & set(split_tags(merged))}
    assert held == {key for key, is_so in holds.items() if is_so}


PEOPLE = pd.DataFrame(
    {
        "recency_days": pd.array([10, 100, 10, None, None, None], dtype="Int64"),
        "lifetime_frequency": [2, 1, 1, 0, 0, 0],
        "monetary_cents": [300000, 0, -5, -100, 0, 0],
        "window_rows": [2, 0, 2, 1, 0, 0],
        "r_level": [3, 1, 3, 0, 0, 0],
        "m_level": [3, 1, 1, 0, 0, 0],
        "incomplete": [False, False, False, False, False, True],
    }
)


def test_tags_of_a_customer_follow_from_the_results():
    assert [join_tags(holds, "zh") for holds in customer_tags(PEOPLE)] == [
        "高价值,复购,活跃",
        "流失风险",
        "活跃,净额≤0",
        "净额≤0,未购买",
        "未购买",
        "",
    ]


def test_of_incomplete_figures_only_the_purchase_is_known():
    *_, never, incomplete = customer_tags(PEOPLE)
    assert never["high_value"] is False
    assert incomplete == {"no_purchase": False}
    assert customer_tags(PEOPLE, from_orders=False)[-2] == {"no_purchase": True}


def test_no_column_manages_a_word_of_the_other():
    figures = ("browse_minutes", "clicks", "quarterly_orders", "repurchase_days", "monetary")
    (behaviour,) = behaviour_tags(pd.DataFrame([dict.fromkeys(figures, 0.0)]))
    customer = customer_tags(PEOPLE)[0]
    assert merge_tags("高互动,低活跃,高复购,VIP", customer, "zh").startswith(
        "高互动,低活跃,高复购,VIP"
    )
    assert merge_tags("复购,活跃,我的", behaviour, "zh").startswith("复购,活跃,我的")
