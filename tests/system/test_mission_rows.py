"""The rows printed in the source documents come out to the digit."""

from __future__ import annotations

import shutil

import pytest

from tests.support import command, results
from tests.support.fill import fill_table

CAMPAIGNS = [
    # name, period, target, reached, converted, cost, net profit -> reach, conversion, ROI
    (("618大促", "2023-06-01~06-18", 10000, 8500, 1275, 50000, 77500), (0.85, 0.15, 1.55)),
    (("新品试用活动", "2023-07-10~07-25", 5000, 3200, 480, 20000, 24000), (0.64, 0.15, 1.2)),
]
TYPED = "增加移动端推送力度"

SEGMENTS = {
    "A001": (
        "核心忠诚客户",
        "高频次、高消费、稳定复购,转介绍意愿强",
        "专属权益、新品优先、深度服务绑定",
        "*经理",
    ),
    "A002": (
        "新锐潜力客户",
        "新客、高客单价、对功能互动积极,成长空间大",
        "新客激励、使用引导、快速转化",
        "*专员",
    ),
    "A003": (
        "稳定普通客户",
        "定期消费、客单价中等,忠诚度一般",
        "标准化服务、交叉销售、提升复购频次",
        "*助理",
    ),
    "A004": (
        "沉睡流失客户",
        "长期未消费,低频次,流失风险高",
        "唤醒激励、流失调研、挽回优惠",
        "*专员",
    ),
}


@pytest.fixture(scope="module")
def refreshed(outputs, tmp_path_factory):
    path = tmp_path_factory.mktemp("mission") / "mission.xlsx"
    shutil.copy(outputs["small-imported"], path)
    headers = ["活动名称", "活动时间", "目标客户数", "触达客户数", "转化客户数"]
    headers += ["活动成本(元)", "净利润"]
    rows = [dict(zip(headers, given, strict=True)) for given, _ in CAMPAIGNS]
    rows[0]["优化方向"] = TYPED
    fill_table(path, "活动表", rows)
    command.run("refresh", path)
    return path


@pytest.mark.parametrize("number", range(len(CAMPAIGNS)))
def test_the_campaigns_of_the_source_come_out_to_the_digit(refreshed, number):
    row = results.table(refreshed, "活动表").iloc[number]
    given, expected = CAMPAIGNS[number]

    assert row["活动名称"] == given[0]
    assert (row["触达率"], row["转化率"], row["活动ROI"]) == expected


def test_what_a_person_typed_stays_and_what_is_missing_is_suggested(refreshed):
    suggestions = results.table(refreshed, "活动表")["优化方向"]

    assert suggestions[0] == TYPED
    assert suggestions[1]


def test_the_segments_carry_the_texts_of_the_source(refreshed):
    table = results.table(refreshed, "细分结果表").set_index("客户群体ID")

    for key, (name, features, keywords, owner) in SEGMENTS.items():
        row = table.loc[key]
        assert row["客户群体名称"] == name
        assert row["核心特征描述"] == features
        assert row["策略建议关键词"] == keywords
        assert row["负责人"] == owner
    assert table.loc["A001", "细分维度组合"] == "R≤30天, F≥5次, M≥2000元"
