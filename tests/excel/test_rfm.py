"""RFM in cells: known values with their reason, and what each wrong cell gives."""

from __future__ import annotations

import pytest

from xlsegment.core.presets import RULES_DEFAULT
from xlsegment.core.rule_headers import RULE_HEADERS
from xlsegment.core.ruletable import rules_to_rows
from xlsegment.excel.cells import CellError
from xlsegment.excel.udfs import RFM_CLASS, RFM_DAYS, RFM_LEVEL, RFM_SCORE, RFM_TIER

NA, VALUE, NUM, REF = CellError.NA, CellError.VALUE, CellError.NUM, CellError.REF


# --- RFM_TIER ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ((30, 5, 2000), "核心忠诚客户"),
        ((30, 5, 1999.99), "其他"),  # one cent short
        ((30, 5, 1999.999), "核心忠诚客户"),  # which is 2000.00 in cents
        ((30.9, 5, 2000), "核心忠诚客户"),  # the 31st day is not over
        ((180, 0, 0), "沉睡流失客户"),
        ((200, 0, -50.0), "沉睡流失客户"),  # gave back more than was bought in the window
        (("１２", "6", "¥2,500"), "核心忠诚客户"),
        ((12, 6, "0.25万"), "核心忠诚客户"),
        ((None, 0, 0), "未购买"),
        ((None, None, None), ""),
        (("", "", " "), ""),
        ((None, 3, 100), NA),
        ((12, None, 100), NA),
        ((12, 3, "-"), NA),
        (("#REF!", 3, 100), REF),
        ((12, 3, -2146826246), NA),
        (("soon", 3, 100), VALUE),
        ((12, True, 100), VALUE),
        ((-1, 3, 100), NUM),
        ((12, 2.5, 100), NUM),
        ((12, -3, 100), NUM),
        ((12, 3, 1e20), NUM),
    ],
)
def test_the_tier_of_one_customer(cells, name):
    assert RFM_TIER(*cells) == name


def test_a_rule_with_months_needs_the_day_of_registration():
    assert RFM_TIER(40, 1, 1500) == "其他"
    assert RFM_TIER(40, 1, 1500, None, "2023-05-01") == "其他"
    assert RFM_TIER(40, 1, 1500, None, "2023-05-01", "2023-10-31") == "新锐潜力客户"
    assert RFM_TIER(40, 1, 1500, None, "2023-05-01", "2023-11-01") == "新锐潜力客户"
    assert RFM_TIER(40, 1, 1500, None, "2023-05-01", "2023-11-02") == "其他"
    assert RFM_TIER(40, 1, 1500, None, [["2023-05-01"], [None]], 45200) == [
        ["新锐潜力客户"],
        ["其他"],
    ]


def test_presets_by_name_and_the_language_of_the_result():
    assert RFM_TIER(100, 1, 50, "严格按原文") == "沉睡流失客户"
    assert RFM_TIER(100, 1, 50, "strict", language="en") == "Sleeping or lost"
    assert RFM_TIER(100, 1, 50, "默认") == "流失风险客户"
    assert RFM_TIER(None, 0, 0, language="English") == "No purchase"
    assert RFM_TIER(12, 6, 2500, "八类") == VALUE
    assert RFM_TIER(12, 6, 2500, language="français") == VALUE


def table(lang, headers=True):
    rows = [list(row.values()) for row in rules_to_rows(RULES_DEFAULT, lang)]
    return [[h.in_(lang) for h in RULE_HEADERS.values()], *rows] if headers else rows


@pytest.mark.parametrize("headers", [True, False])
def test_the_rule_table_with_and_without_its_headers_names_as_typed(headers):
    assert RFM_TIER(12, 6, 2500, table("zh", headers)) == "核心忠诚客户"
    assert RFM_TIER(12, 6, 2500, table("en", headers)) == "Core loyal"
    assert RFM_TIER(None, 0, 0, table("en", headers)) == "No purchase"


def test_a_rule_table_may_be_short_reordered_and_the_users_own():
    rules = [
        ["R max", "客户群体", "备注"],
        [7, "本周", "x"],
        [None, "", None],
        ["３０", "本月", ""],
    ]

    assert RFM_TIER([[3], [20], [90]], [[1], [1], [1]], [[5], [5], [5]], rules) == [
        ["本周"],
        ["本月"],
        ["其他"],
    ]
    assert RFM_TIER(90, 1, 5, [["Segment", "R max"], ["This week", 7]]) == "Other"


@pytest.mark.parametrize(
    ("rules", "error"),
    [
        ([["客户群体", "R上限"], ["甲", "many"]], VALUE),
        ([["客户群体", "R下限", "R上限"], ["甲", 9, 3]], VALUE),
        ([["客户群体", "R上限"], ["甲", 3], ["甲", 9]], VALUE),
        ([["客户群体", "客户群体"], ["甲", "乙"]], VALUE),
        ([["客户群体", "R上限"], [None, None]], VALUE),
        ([["客户群体", "R上限"], ["甲", "#REF!"]], REF),
        ([[1], [2]], VALUE),
    ],
)
def test_a_rule_table_that_cannot_be_used_is_an_error(rules, error):
    assert RFM_TIER(12, 6, 2500, rules) == error


# --- levels, scores, classes ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "level"),
    [
        ((30, "R"), "高"),
        ((31, "R"), "中"),
        ((91, "recency"), "低"),
        ((5, "F"), "高"),
        ((1, "购买次数"), "低"),
        ((499.99, "M"), "低"),
        ((500, "m"), "中"),
        ((10, "R", [7, 14]), "中"),
        ((10, "R", [[7], [14]], "en"), "Mid"),
        ((10, "R", [[7, 14], [1, 2], [100, 200]]), "中"),
        ((150, "M", [[7, 14], [1, 2], [100, 200]]), "中"),
        ((10, "R", ""), "高"),  # a formula that gives nothing leaves the cuts out
        ((10, "R", [14, 7]), VALUE),
        ((10, "R", [7]), VALUE),
        ((10, "R", [7, 8, 9]), VALUE),
        ((10, "R", ["#N/A", 8]), NA),
        ((10, "X"), VALUE),
        ((10, None), NA),
        ((None, "R"), ""),
        ((-1, "R"), NUM),
        (("2023-05-10", "R"), VALUE),
    ],
)
def test_the_level_of_one_figure(cells, level):
    assert RFM_LEVEL(*cells) == level


PRINTED = [
    ["指标", "方法", "切点"],
    ["R 最近购买天数(天)", "得分: 分位数 PERCENTILE.INC", "10, 20, 30, 40"],
    ["F 购买次数(次)", "得分: 分位数 PERCENTILE.INC", "1, 2, 3, 4"],
    ["M 期内消费(元)", "得分: 分位数 PERCENTILE.INC", "100, 200, 300, 400.005"],
]


def test_metric_and_part_may_differ_from_row_to_row():
    levels = RFM_LEVEL([[12.0], [6.0], [300.0], [""]], [["R"], ["f"], ["M"], [""]])
    parts = RFM_SCORE(45, 6, 800, [["SUM", "CODE", "r", None, "nonsense"]])

    assert levels == [["高"], ["高"], ["低"], [""]]
    assert RFM_LEVEL([[12.0], [6.0]], [[""], ["X"]]) == [["#N/A"], ["#VALUE!"]]
    assert parts == [[7, "232", 2, 7, "#VALUE!"]]


def test_scores_by_the_printed_cuts_put_an_equal_value_in_the_lower_bin():
    assert RFM_SCORE(10, 4, 400.005, "CODE", PRINTED) == "545"  # 400.005 is 400.01 in cents
    assert RFM_SCORE(10, 4, 400, "CODE", PRINTED) == "544"
    assert RFM_SCORE(11, 5, 100, "CODE", PRINTED[1:]) == "451"


def test_nested_scores_use_the_cuts_of_their_group():
    nested = [
        *PRINTED,
        ["F 购买次数(次)", "得分: 分位数 PERCENTILE.INC,在 R=5 内", "10, 20, 30, 40"],
    ]

    assert RFM_SCORE(5, 4, 50, "F", nested) == 1
    assert RFM_SCORE(15, 4, 50, "F", nested) == 4


@pytest.mark.parametrize(
    ("given", "score"),
    [
        ((12, 6, 2500), 9),
        ((100, 1, 10), 3),
        ((12, 6, 2500, "CODE"), "333"),
        ((45, 6, 800, "r"), 2),
        ((45, 6, 800, "得分"), "232"),
        ((12, 6, 2500, None, " "), 9),
        ((12, 6, 2500, "X"), VALUE),
        ((12, 6, 2500, "CODE", [[10, 20], [1, 2]]), VALUE),
        ((12, 6, 2500, "CODE", [[20, 10], [1, 2], [1, 2]]), VALUE),
        ((12, 6, 2500, "CODE", [["R", "nonsense", "1, 2"]] * 3), VALUE),
        ((None, 6, 2500), NA),
        ((None, None, None), ""),
    ],
)
def test_the_score_of_one_customer(given, score):
    assert RFM_SCORE(*given) == score


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ((45, 3, 1000, 45, 3, 1000), "重要价值客户"),  # equality is good
        ((46, 3, 1000, 45, 3, 1000), "重要保持客户"),
        ((45, 2, 1000, 45, 3, 1000), "重要发展客户"),
        ((45, 3, 999.99, 45, 3, 1000), "一般价值客户"),
        ((46, 2, 1, 45, 3, 1000), "一般挽留客户"),
        ((45, 3, 592.01, "45.5", "2.67", "592.005"), "重要价值客户"),
        ((45, 3, 592, "45.5", "2.67", "592.005"), "一般价值客户"),
        ((45, 3, 1000, None, 3, 1000), NA),
        ((45, 3, 1000, "x", 3, 1000), VALUE),
        ((None, None, None, 45, 3, 1000), ""),
    ],
)
def test_the_eight_class_of_one_customer(cells, name):
    assert RFM_CLASS(*cells) == name


# --- RFM_DAYS ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("2023-06-01", "2023-06-30"), 29),
        ((45078.99, 45107.0), 29),
        (("20230601", "2023年6月1日 08:00"), 0),
        (("2023-07-01", "2023-06-30"), NUM),
        ((None, "2023-06-30"), NA),
        (("soon", "2023-06-30"), VALUE),
        ((None, None), ""),
    ],
)
def test_days_since_the_last_purchase(cells, days):
    assert RFM_DAYS(*cells) == days
