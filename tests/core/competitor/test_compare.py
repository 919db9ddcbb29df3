"""Shares of theirs against ours: worked by hand, recomputed by pandas, in any order."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.competitor import compare as comparing
from xlsegment.core.competitor.compare import Gap, telling
from xlsegment.core.competitor.dimensions import (
    dimension_of_column,
    dimension_of_own_column,
    dimension_of_words,
    main_word,
)
from xlsegment.core.matrix.dimensions import DIMENSIONS
from xlsegment.text import Text

BY_KEY = {dimension.key: dimension for dimension in DIMENSIONS}
CUSTOMERS = pd.DataFrame(
    {
        "gender": ["男", "女", "女性", "女", "未知", None],
        "age": [17, 25, "34", 35, None, 150],
        "city": ["杭州", "浙江省-杭州市", "上海", "北京市-北京市", None, "火星"],
        "industry": ["互联网", "零售", "I", None, "餐饮", "服务业"],
    },
    dtype=object,
)


def rows(*given: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"row": i, "competitor": "甲", "dimension": d, "value": v, "share": s}
            for i, (d, v, s) in enumerate(given)
        ]
    )


def compare(profile, dimensions):
    return comparing.compare(profile, dimensions, [d.name for d in dimensions if d.known.any()])


def column(key: str, *also: str):
    return dimension_of_column(BY_KEY[key], also, CUSTOMERS, "zh", {})


def test_sexes_by_hand():
    gaps, findings = compare(rows(("性别", "女", 0.5), ("性别", "男", 0.5)), [column("sex")])

    # of the four whose sex is known three are women
    assert [(g.value, g.ours, g.known, g.our_share, g.index, g.points) for g in gaps] == [
        ("女", 3, 4, 0.75, 150.0, 25.0),
        ("男", 1, 4, 0.25, 50.0, -25.0),
    ]
    assert findings == []


def test_values_are_read_as_the_cells_are():
    profile = rows(
        ("性别", "女士", 0.5),
        ("城市", "浙江杭州", 0.3),
        ("所在城市", "沪", 0.3),
        ("行业", "IT", 0.1),
        ("行业", "信息传输、软件和信息技术服务业", 0.1),
    )
    gaps, findings = compare(
        profile, [column("sex"), column("city", "所在城市"), column("industry")]
    )
    ours = {(g.dimension, g.value): g.ours for g in gaps}

    assert ours["性别", "女士"] == 3
    assert ours["城市", "浙江杭州"] == 2
    assert ours["行业", "IT"] == ours["行业", "信息传输、软件和信息技术服务业"] == 2
    assert [(f.code, f.row) for f in findings] == [("I-142", 2)]


def test_ages_by_any_bands():
    profile = rows(
        ("年龄", "25岁以下", 0.3), ("年龄", "26–34", 0.4), ("年龄", ">34", 0.3), ("年龄", "老年", 0)
    )
    gaps, findings = compare(profile, [column("age", "年龄")])

    # 150 is no age; 17 and 25 / 34 / 35
    assert {g.value: g.ours for g in gaps} == {"25岁以下": 2, "26–34": 1, ">34": 1, "老年": 0}
    assert {g.known for g in gaps} == {4}
    assert gaps[-1].index is None
    assert [f.code for f in findings] == ["I-142"]


def test_what_they_do_not_list_is_one_row():
    gaps, _ = compare(rows(("性别", "女", 0.6)), [column("sex")])

    assert gaps[-1] == Gap("甲", "性别", None, 1, 4, None)
    assert gaps[-1].points is None


def test_a_column_of_people_s_own():
    cells = ["VIP", "vip ", "普通", None, 3, 12]
    level = dimension_of_own_column("会员等级", cells)
    profile = rows(("会员等级", "ＶＩＰ", 0.5), ("会员等级", "1-5", 0.2), ("会员等级", "12", 0.3))
    gaps, findings = compare(profile, [level])

    assert {g.value: (g.ours, g.known) for g in gaps} == {
        "ＶＩＰ": (2, 5), "1-5": (1, 5), "12": (1, 5), None: (1, 5),
    }  # fmt: skip
    assert findings == []


def test_an_unknown_dimension_is_listed_with_those_that_are_known():
    nobody = dimension_of_words(Text("渠道", "Channel"), (), [None] * 6, "zh")
    gaps, findings = compare(rows(("星座", "狮子座", 0.1)), [column("sex"), nobody])

    assert gaps == []
    (finding,) = findings
    assert finding.code == "W-147"
    assert finding.what("zh") == "认不出维度“星座”。可用：性别。"


def test_without_data_of_ours_there_is_no_figure():
    nobody = dimension_of_words(Text("渠道", "Channel"), (), [None] * 6, "zh")
    (gap,), findings = compare(rows(("channel", "天猫", 0.4)), [nobody])

    assert (gap.ours, gap.our_share, gap.index, gap.points) == (None, None, None, None)
    assert findings == []
    empty = dimension_of_column(BY_KEY["sex"], (), pd.DataFrame(index=range(0)), "zh", {})
    assert compare(rows(("性别", "女", 0.4)), [empty])[0][0].our_share is None


def test_the_largest_differences_first_and_none_that_says_little():
    gaps = [Gap("甲", "性别", str(n), n, 100, 0.5) for n in (50, 54, 55, 30, 90)]

    assert [g.value for g in telling([*gaps, Gap("甲", "性别", None, 9, 9, None)], 3)] == [
        "90", "30", "55",
    ]  # fmt: skip


def test_the_main_word_is_that_of_most_orders_and_of_equals_the_one_used_last():
    orders = pd.DataFrame({"customer_id": list("AAABBCDD"), "order_day": [1, 9, 2, 4, 3, 1, 5, 5]})
    words = ["天猫", "京东", "天猫", "门店", "京东", None, "b", "a"]

    assert main_word(orders, words).to_dict() == {"A": "天猫", "B": "门店", "D": "a"}
    assert main_word(orders.iloc[:0], []).empty


shares = st.lists(st.sampled_from(["男", "女", None, "?"]), min_size=1, max_size=30)


@settings(max_examples=50)
@given(shares, st.floats(0.01, 0.99))
def test_it_is_what_pandas_counts(sexes, share):
    words = [s if s in ("男", "女") else None for s in sexes]
    ours = dimension_of_words(Text("性别", "Sex"), (), words, "zh")
    profile = rows(("性别", "男", share), ("性别", "女", 1 - share))
    expected = pd.Series(words, dtype=object).value_counts(normalize=True).to_dict()
    for order in (profile, profile.iloc[::-1]):
        gaps, _ = compare(order, [ours])

        assert {g.value: g.our_share for g in gaps} == {
            name: expected.get(name, 0.0) if expected else None for name in ("男", "女")
        }
        for gap in gaps:
            if gap.our_share is not None:
                assert gap.points == pytest.approx(100 * (gap.our_share - (gap.their_share or 0)))


def test_customers_in_any_order_give_the_same():
    shuffled = CUSTOMERS.sample(frac=1, random_state=random.Random(3).randrange(99))
    profile = rows(("性别", "女", 0.5), ("年龄段", "18-34", 0.6))
    both = []
    for customers in (CUSTOMERS, shuffled.reset_index(drop=True)):
        dimensions = [
            dimension_of_column(BY_KEY[k], (), customers, "zh", {}) for k in ("sex", "age")
        ]
        both.append(compare(profile, dimensions))

    assert both[0] == both[1]
