"""Groups by sex, age, place, industry and income: worked by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsegment.core.matrix.dimensions import AGE_BANDS, DIMENSIONS, grouped
from xlsegment.core.matrix.groups import comparable, count_groups, most_different

BY_KEY = {dimension.key: dimension for dimension in DIMENSIONS}


def groups(key: str, cells: list[object], lang: str = "zh", **given: object) -> list[object]:
    dimension = BY_KEY[key]
    table = pd.DataFrame({dimension.column: pd.Series(cells, dtype=object)})
    found = grouped(dimension, table, lang, **given)
    return [] if found is None else found[0].tolist()


def counted(labels: list[str], cents: list[int], order: tuple[str, ...] = ()) -> pd.DataFrame:
    return count_groups(
        np.array(labels, dtype=object),
        np.array(cents, dtype=np.int64),
        order,
        unknown="未知",
        others="其他({n} 组)",
    )


def test_sexes_are_read_as_people_write_them():
    assert groups("sex", ["男", "女士", "F", None, "保密", "未知"]) == [
        "男", "女", "女", "未知", "未知", "未知",
    ]  # fmt: skip
    assert groups("sex", ["男"], "en") == ["Male"]


def test_ages_fall_into_bands_at_their_edges():
    ages = [0, 17, 17.9, 18, 24, 25, "34岁", 35, 65, 120]

    assert groups("age", [*ages[:6], 34, *ages[7:]]) == [
        "17岁及以下", "17岁及以下", "17岁及以下", "18–24岁", "18–24岁", "25–34岁", "25–34岁",
        "35–44岁", "65岁及以上", "65岁及以上",
    ]  # fmt: skip
    assert groups("age", [30, 121, 150, -1, None, "三十"]) == ["25–34岁", *["未知"] * 5]


def test_places_are_brought_to_one_name():
    cells = ["浙江省-杭州市", "浙江杭州", "杭州", None, "火星"]

    assert groups("province", cells) == ["浙江省", "浙江省", "浙江省", "未知", "火星"]
    assert groups("city", cells) == [*["浙江省-杭州市"] * 3, "未知", "火星"]
    assert groups("province", ["Zhejiang-Hangzhou"], "en") == ["Zhejiang"]


def test_industries_are_sections_and_own_words_count():
    cells = ["互联网", "信息传输、软件和信息技术服务业", "喵喵", "服务业"]

    section = "信息传输、软件和信息技术服务业"
    assert groups("industry", cells, aliases={"喵喵": "I"}) == [section, section, section, "服务业"]


def test_incomes_are_bands_as_entered_or_quarters_of_numbers():
    assert groups("income", ["10–20万", "10–20万", None]) == ["10–20万", "10–20万", "未知"]
    numbers = list(range(1000, 13000, 1000))  # quarters of 1,000 … 12,000: 3,750 6,500 9,250
    found = groups("income", numbers)

    assert list(dict.fromkeys(found)) == ["≤3,750", "3,750–6,500", "6,500–9,250", ">9,250"]
    assert [found.count(name) for name in dict.fromkeys(found)] == [3, 3, 3, 3]


def test_income_bands_stand_from_low_to_high():
    cells = ["30万以上", "10–20万", "10万以下", "20–30万"]
    dimension = BY_KEY["income"]

    found = grouped(dimension, pd.DataFrame({"income": cells}), "zh")

    assert found is not None
    assert list(found[1]) == ["10万以下", "10–20万", "20–30万", "30万以上"]


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.key)
def test_a_column_that_is_not_there_or_blank_gives_no_groups(dimension):
    assert grouped(dimension, pd.DataFrame({"customer_id": ["a"]}), "zh") is None
    blank = pd.DataFrame({dimension.column: [None, "", "未知"]}, dtype=object)
    assert grouped(dimension, blank, "zh") is None


def test_groups_are_counted_with_their_index():
    # 4 customers, 1,000 in all, 250 each: women 450 each, the man 100, unknown 0
    table = counted(["女", "男", "未知", "女"], [500_00, 100_00, 0, 400_00], ("男", "女"))

    assert table["group"].tolist() == ["男", "女", "未知"]
    assert table["customers"].tolist() == [1, 2, 1]
    assert table["share"].tolist() == [0.25, 0.5, 0.25]
    assert table["cents_share"].tolist() == [0.1, 0.9, 0.0]
    assert table["mean_cents"].tolist() == [10000, 45000, 0]
    assert table["index"].tolist() == [40, 180, 0]


def test_many_groups_are_folded_and_unknown_stands_last():
    labels = [f"市{i:02d}" for i in range(14) for _ in range(20 - i)] + ["未知"]

    table = counted(labels, [1] * len(labels))

    assert len(table) == 12
    assert table["group"].tolist()[-2:] == ["其他(4 组)", "未知"]
    assert table["customers"].sum() == len(labels)
    assert table["group"].tolist()[:2] == ["市00", "市01"]


def test_nothing_spent_gives_no_shares_and_no_index():
    table = counted(["a", "b"], [0, 0])

    assert table[["cents_share", "index"]].isna().all(axis=None)
    assert most_different({"x": table}, "未知") is None


def test_small_groups_do_not_make_the_difference():
    many = counted(["男"] * 30 + ["女"] * 30, [100] * 30 + [110] * 30)
    few = counted(["a"] * 31 + ["b"] * 29, [100] * 31 + [900] * 29)

    assert most_different({"few": few, "many": many}, "未知") == "many"
    assert comparable(few, "未知")["group"].tolist() == ["a"]


def test_bands_have_no_gaps():
    lasts = [last for last, _ in AGE_BANDS]

    assert lasts == sorted(lasts)
    assert len({name.zh for _, name in AGE_BANDS}) == len(AGE_BANDS)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from("abcdefghijklmn"), st.integers(-900, 9000)), min_size=1),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_rows_does_not_matter_and_sums_stay(rows, shuffle):
    mixed = list(rows)
    shuffle.shuffle(mixed)

    one, other = (counted([g for g, _ in r], [c for _, c in r]) for r in (rows, mixed))

    pd.testing.assert_frame_equal(one, other)
    assert one["customers"].sum() == len(rows)
    assert one["cents"].sum() == sum(cents for _, cents in rows)


def test_a_mobile_in_the_place_of_an_income_is_shown_masked():
    assert groups("income", ["13905716283", "1000000-5000000"]) == [
        "139****6283",
        "1000000-5000000",
    ]
