"""RFM in cells: known values with their reason, and what each wrong cell gives."""

from __future__ import annotations

import pytest

from xlsegment.core.presets import RULES_DEFAULT
from xlsegment.core.rule_headers import RULE_HEADERS
from xlsegment.core.ruletable import rules_to_rows
from xlsegment.excel.cells import CellError
from xlsegment.excel.udfs import RFM_CLASS, RFM_DAYS, RFM_LEVEL, RFM_SCORE, RFM_TABLE, RFM_TIER

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


# --- days and the whole table -----------------------------------------------------------------


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


IDS = [["C1"], ["C1"], ["C1"], ["C2"], ["C3"]]
DATES = [["2023-01-01"], ["2023-06-01"], ["2023-06-21"], [45000], ["2023-06-25"]]
AMOUNTS = [[100], ["¥1,200"], [900], [80], [50]]
ORDERS = [["1"], ["2"], ["2"], ["3"], ["4"]]
STATUSES = [["已完成"], [""], [None], ["已完成"], ["已取消"]]


def spilled(*more, **options):
    header, *rows = RFM_TABLE(IDS, DATES, AMOUNTS, "2023-06-30", *more, **options)
    return {row[0]: dict(zip(header, row, strict=True)) for row in rows}


def test_one_row_per_customer():
    found = spilled(ORDERS, statuses=STATUSES)

    assert list(found) == ["C1", "C2"]  # a cancelled order makes no customer
    one = found["C1"]
    assert (one["最近购买天数"], one["购买次数"], one["期内消费"]) == (9, 1, 2100.0)
    assert (one["累计购买次数"], one["累计消费金额"], one["复购周期(天)"]) == (2, 2200.0, 85.5)
    assert (one["首次购买时间"], one["最近购买日期"]) == (44927, 45098)
    assert one["客户群体"] == "新锐潜力客户"  # months count from the first purchase
    assert found["C2"]["复购周期(天)"] == ""


def test_options_of_the_table():
    assert spilled()["C1"]["购买次数"] == 2  # without order ids each row is one
    assert spilled(window_days="全部")["C1"]["购买次数"] == 3
    assert spilled(window_days=10)["C1"]["购买次数"] == 1
    assert spilled(mean_amount=True)["C1"]["期内消费"] == 1050.0
    assert spilled(None, "八类")["C1"]["客户群体"] == "重要价值客户"
    assert spilled(None, "eleven", language="en")["C1"]["Segment"] != ""
    assert RFM_TABLE(IDS, DATES, AMOUNTS, "2023-06-30", headers=False)[0][0] == "C1"
    same_day = RFM_TABLE([["A"], ["A"]], [[45000], [45000]], [[1], [2]], 45001, merge_days=True)
    assert same_day[1][4] == same_day[1][8] == 1  # in the window, in the quarter


def test_rows_alike_in_everything_count_once():
    ids, dates, amounts = [["A"], ["A"]], [[45000], [45000]], [[59], [59]]

    alike = RFM_TABLE(ids, dates, amounts, 45001, [["1"], ["1"]])
    apart = RFM_TABLE(ids, dates, amounts, 45001, [["1"], ["1"]], details=[["茶"], ["咖啡"]])

    assert (alike[1][5], apart[1][5]) == (59.0, 118.0)


def test_half_a_sign_left_by_an_export_that_cuts_texts_does_no_harm():
    half = "\N{SPARKLES}茶\ud83d"

    found = RFM_TABLE([["A"], [half]], [[45000]] * 2, [[1], [2]], 45001, details=[[half], ["茶"]])

    assert [row[0] for row in found[1:]] == ["A", "\N{SPARKLES}茶\N{REPLACEMENT CHARACTER}"]


def test_blank_rows_below_and_rows_nobody_can_read_are_left_out():
    ids = [*IDS, ["C9"], [None], [""]]
    dates = [*DATES, ["someday"], [None], [None]]
    amounts = [*AMOUNTS, [5], [None], [None]]

    plain = RFM_TABLE(IDS, DATES, AMOUNTS, "2023-06-30")

    assert RFM_TABLE(ids, dates, amounts, "2023-06-30") == plain


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ((IDS, DATES[:-1], AMOUNTS, 45107), VALUE),
        ((IDS, DATES, AMOUNTS, "soon"), VALUE),
        ((IDS, DATES, AMOUNTS, None), NA),
        (([[None]], [[None]], [[None]], 45107), NA),
        ((None, None, None, 45107), NA),
        (([["A"]], [["x"]], [[1]], 45107), NA),
        (([["A"]], [[45000]], [["#DIV/0!"]], 45107), CellError.DIV0),
        (([["A"]], [[45000]], [[1]], 45107, None, "nonsense"), VALUE),
        (([["A"]], [[45000]], [[1]], 45107, None, None, "maybe"), VALUE),
        (([["A"]], [[45000]], [[1]], 45107, None, None, None, None, 0), NUM),
    ],
)
def test_what_gives_no_table(given, error):
    assert RFM_TABLE(*given) == error
