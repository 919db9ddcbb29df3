"""Summaries of tiers and advice in cells."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.advice import PART_WORDS, PARTS
from xlsegment.core.classes import EIGHT, ELEVEN
from xlsegment.core.presets import RULES_DEFAULT, RULES_STRICT
from xlsegment.core.strategies import STRATEGIES
from xlsegment.core.summary import count_groups
from xlsegment.core.tally import tally
from xlsegment.excel.udfs import SEG_ADVICE, SEG_SUMMARY
from xlsegment.text import LANGS
from xlsegment.workbook.sheets.strategies import COLUMNS

CORE = "核心忠诚客户"


def test_a_summary_has_headers_counts_and_shares():
    tiers = [["其他"], [CORE], [CORE], ["我的层"], [None]]

    assert SEG_SUMMARY(tiers, [[100], ["300"], ["¥500.00"], [None], [7]]) == [
        ["分层", "客户数", "占比", "金额", "金额占比"],
        [CORE, 2, 0.5, 800.0, 800 / 900],
        ["我的层", 1, 0.25, 0.0, 0.0],
        ["其他", 1, 0.25, 100.0, 100 / 900],
    ]
    assert SEG_SUMMARY(tiers)[:2] == [["分层", "客户数", "占比"], [CORE, 2, 0.5]]
    assert SEG_SUMMARY(tiers, None, "en")[0] == ["Tier", "Customers", "Share"]


def test_the_sources_shares():
    names = ["A001", "A002", "A003", "A004"]
    tiers = [[name] for name, n in zip(names, (12, 20, 30, 18), strict=True) for _ in range(n)]

    assert [row[2] for row in SEG_SUMMARY(tiers)[1:]] == [0.15, 0.25, 0.375, 0.225]


@pytest.mark.parametrize(
    ("tiers", "amounts", "result"),
    [
        ([[None], [None]], None, ""),
        ([["a"], ["b"]], [[1]], "#VALUE!"),
        ([["a"], ["b"]], [[1], ["x"]], "#VALUE!"),
        ([["a"], ["b"]], [[1], ["#DIV/0!"]], "#DIV/0!"),
    ],
)
def test_what_cannot_be_summarised(tiers, amounts, result):
    assert SEG_SUMMARY(tiers, amounts) == result


def test_customers_whose_tier_is_an_error_are_counted_apart():
    assert SEG_SUMMARY([["a"], ["#N/A"], ["#VALUE!"]])[1:] == [
        ["a", 1, 1 / 3],
        ["错误值", 2, 2 / 3],
    ]


def test_without_any_spend_there_are_no_shares_of_it():
    assert SEG_SUMMARY([["a"]], [[0]])[1] == ["a", 1, 1.0, 0.0, ""]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([CORE, "其他", "我的层", "Champions"]), st.integers(-(10**9), 10**9)
        ),
        min_size=1,
    )
)
def test_functions_and_refresh_count_alike(rows):
    groups = tally(rows)
    frame = pd.DataFrame(rows, columns=["segment_id", "window_cents"])
    refreshed = count_groups(frame, "segment_id", dict.fromkeys(group.name for group in groups))

    assert sum(group.customers for group in groups) == len(rows)
    for group in groups:
        row = refreshed.loc[group.name]
        assert group.customers == row["customers"]
        assert group.share == row["share"]
        assert group.cents == row["monetary_cents"]
        assert group.spend_share == row["monetary_share"] or (
            group.spend_share is None and pd.isna(row["monetary_share"])
        )


@pytest.mark.parametrize("key", STRATEGIES)
@pytest.mark.parametrize("lang", LANGS)
def test_every_group_of_ours_has_advice_by_id_and_by_either_name(key, lang):
    for part in PARTS:
        for word in PART_WORDS[part]:
            texts = {
                SEG_ADVICE(name, word, None, lang) for name in (key, *STRATEGIES[key].name.both)
            }
            assert len(texts) == 1
            assert not texts & {"", "#N/A", "#VALUE!"}


def test_the_sources_strategies():
    assert SEG_ADVICE(CORE, "方向") == "深度绑定与价值提升"
    assert SEG_ADVICE(CORE) == "专属客服、新品优先体验、会员等级权益升级"
    assert SEG_ADVICE("新锐潜力客户", "负责人") == "*运营专员"
    assert SEG_ADVICE("A001", "关键词") == "专属权益、新品优先、深度服务绑定"


TABLE = [
    ["客户群体", "策略方向", "具体措施", "备注"],
    [CORE, "自定方向", None, "x"],
    ["我的层", "另一方向", "#N/A", None],
    [None, None, None, None],
]


@pytest.mark.parametrize(
    ("tier", "part", "advice"),
    [
        (CORE, "方向", "自定方向"),
        ("A001", "方向", "自定方向"),
        ("Core loyal", "direction", "自定方向"),
        (CORE, "措施", "专属客服、新品优先体验、会员等级权益升级"),  # blank there
        ("我的层", "方向", "另一方向"),
        ("我的层", "措施", ""),
        ("沉睡流失客户", "负责人", "*挽回专员"),
        ("谁", "方向", "#N/A"),
    ],
)
def test_the_users_table_comes_first(tier, part, advice):
    assert SEG_ADVICE(tier, part, TABLE) == advice


def test_the_headers_of_the_strategy_sheet_are_understood_in_both_languages():
    for lang in LANGS:
        header = [column.header.in_(lang) for column in COLUMNS]
        table = [header, *([CORE, *(f"{place}" for place in range(1, len(header)))],)]
        parts = [part for part in PARTS if part != "keywords"]
        answers = [SEG_ADVICE(CORE, part, table) for part in parts]
        assert sorted(answers) == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ((None,), ""),
        (("#N/A",), "#N/A"),
        ((CORE, "颜色"), "#VALUE!"),
        ((CORE, "方向", [["a", "b"]]), "#VALUE!"),
        ((CORE, "方向", [[None, None]]), "深度绑定与价值提升"),
        ((CORE, "方向", None, "klingon"), "#VALUE!"),
    ],
)
def test_what_has_no_advice(given, advice):
    assert SEG_ADVICE(*given) == advice


def test_the_part_may_differ_from_row_to_row():
    parts = [["方向"], ["owner"], [None], ["nonsense"]]

    assert SEG_ADVICE("A001", parts) == [
        ["深度绑定与价值提升"],
        ["*客户经理"],
        [SEG_ADVICE("A001", "措施")],
        ["#VALUE!"],
    ]


def test_names_are_told_apart():
    names = [
        *(rule.name for rules in (RULES_DEFAULT, RULES_STRICT) for rule in rules.rules),
        *EIGHT.values(),
        *ELEVEN.values(),
    ]

    assert {word for name in names for word in name.both} <= {
        word for strategy in STRATEGIES.values() for word in strategy.name.both
    }
