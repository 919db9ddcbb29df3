"""Behaviour tags in cells."""

from __future__ import annotations

import dataclasses

import pytest

from xlsegment.core.behaviour_rules import DEFAULT_THRESHOLDS
from xlsegment.excel.udfs import BEHAVIOR_CYCLE, BEHAVIOR_ORDERS, BEHAVIOR_TAGS
from xlsegment.text import LANGS
from xlsegment.workbook.params import PARAMS
from xlsegment.workbook.sheets.preset_rows import param_rows


def test_the_sources_three_rows():
    columns = ([[120], [30], [200]], [[15], [5], [25]], [[3], [1], [5]], [[45], [90], [30]])
    spend = [[900], [100], [5000]]

    assert BEHAVIOR_TAGS(*columns, spend) == [
        ["高活跃,高复购"],
        ["低活跃,流失风险"],
        ["高价值,高互动"],
    ]
    assert BEHAVIOR_TAGS(120, 15, 3, 45, None, None, "en") == "Highly active,Frequent repurchase"


@pytest.mark.parametrize(
    ("row", "tags"),
    [
        ((None, None, None, None), ""),
        ((None, None, 0, None), "流失风险"),
        ((120, None, None, None), ""),
        (("１２０", "15次", "3", "45"), "#VALUE!"),
        (("１２０", "15", "3", "45"), "高活跃,高复购"),
        ((-1, 15, 3, 45), "#NUM!"),
        (("#REF!", 15, 3, 45), "#REF!"),
        ((100, 10, 3, 60), "高活跃,高复购"),  # every bound is inclusive
        ((99.9, 10, 3, 60.1), ""),
    ],
)
def test_rows(row, tags):
    assert BEHAVIOR_TAGS(*row) == tags


@pytest.mark.parametrize("lang", LANGS)
def test_the_rows_of_the_parameter_sheet_are_thresholds(lang):
    names = [f"tag_{field.name}" for field in dataclasses.fields(DEFAULT_THRESHOLDS)]
    labels = [spec.label.in_(lang) for spec in PARAMS if spec.key in names]
    rows = [[*row.values()] for row in param_rows(lang) if row["param"] in labels]

    assert [spec.key for spec in PARAMS if spec.key in names] == names
    assert BEHAVIOR_TAGS(120, 15, 3, 45, None, rows) == "高活跃,高复购"
    rows[0][2] = 121
    assert BEHAVIOR_TAGS(120, 15, 3, 45, None, rows) == "高复购"
    earlier = [row[1:] for row in rows]  # without the topic
    assert BEHAVIOR_TAGS(120, 15, 3, 45, None, earlier) == "高复购"


@pytest.mark.parametrize(
    ("thresholds", "tags"),
    [
        ([[121], [10], [30], [5], [20], [3], [60], [90], [2000]], "高复购"),
        ([[121, 10, 30, 5, 20, 3, 60, 90, 2000]], "高复购"),
        ([[None]] * 9, "高活跃,高复购"),
        ([[121], [10]], "#VALUE!"),
        (121, "#VALUE!"),
        ([["x"]] * 9, "#VALUE!"),
        ([[-1]] * 9, "#NUM!"),
        ([["#N/A"]] * 9, "#N/A"),
    ],
)
def test_thresholds(thresholds, tags):
    assert BEHAVIOR_TAGS(120, 15, 3, 45, None, thresholds) == tags


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ([["2023-01-01"], [44972.0], ["2023年4月1日"]], 45.0),
        ([["2023-01-01", "2023-02-01", "2023-02-01"]], 31.0),  # one day counts once
        ([["2023-01-01"], [None], ["2023-02-01"]], 31.0),
        ("2023-01-01", "#N/A"),
        ([["2023-01-01"], ["2023-01-01"]], "#N/A"),
        ([[None], ["-"]], ""),
        ([["2023-01-01"], ["soon"]], "#VALUE!"),
        ([["2023-01-01"], ["#REF!"]], "#REF!"),
    ],
)
def test_repurchase_cycle(dates, days):
    assert BEHAVIOR_CYCLE(dates) == days


@pytest.mark.parametrize(
    ("dates", "as_of", "ids", "orders"),
    [
        # 90 days that end on 30 June begin on 2 April
        ([["2023-04-01"], ["2023-04-02"], ["2023-06-30"], ["2023-07-01"]], "2023-06-30", None, 2),
        ([["2023-06-01"]] * 3, "2023-06-30", [["a"], ["a"], ["b"]], 2),
        ([["2023-06-01"]] * 3, "2023-06-30", [["a"], [None], [None]], 3),
        ([["2022-06-01"]], "2023-06-30", None, 0),
        ([[None]], "2023-06-30", None, ""),
        ([["2023-06-01"]], None, None, "#N/A"),
        ([["2023-06-01"]], "soon", None, "#VALUE!"),
        ([["2023-06-01"]], [["2023-06-30"], [None]], None, "#VALUE!"),
        ([["2023-06-01"]] * 2, "2023-06-30", [["a"]], "#VALUE!"),
        ([["2023-06-01"]], "2023-06-30", "#N/A", "#N/A"),
    ],
)
def test_orders_of_a_quarter(dates, as_of, ids, orders):
    assert BEHAVIOR_ORDERS(dates, as_of, ids) == orders
