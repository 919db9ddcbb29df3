"""客户数据收集清单: the source's list to the letter, and how complete this workbook is."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.actions.test_refresh_book import (  # noqa: F401  the fixtures are used by name
    NOW,
    blank,
    get,
    handle,
    put,
    row_of,
    small,
    table,
)
from xlsegment.actions.decide import decide
from xlsegment.actions.decide.plan import Inputs
from xlsegment.actions.refresh import refresh
from xlsegment.core.collection import FIELDS
from xlsegment.text import LANGS
from xlsegment.workbook.params import Params
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.collection import collection_rows

CUSTOMERS = pd.DataFrame(
    {
        "customer_id": ["C1", "C2", "C3", "C4"],
        "name": ["张三", None, "待补充", "李四"],
        "gender": ["女", "未知", "男", "女"],
        "age": [30, 31, 32, 33],
        "total_spend": [None, None, None, None],
        "会员等级": ["金", "-", "金", "金"],
    },
    dtype=object,
)
ORDERS = pd.DataFrame(
    {
        "order_id": ["D1", "D2"],
        "customer_id": ["C1", "C9"],
        "order_date": ["2025-06-30", "2025-06-01"],
        "amount": [5, 6],
        "category": [None, "食品"],
    },
    dtype=object,
)


def run(fields, lang="zh", params=None, **more):
    tables = {"customers": CUSTOMERS, "orders": ORDERS, **more}
    rows = [row if isinstance(row, dict) else {"field": row} for row in fields]
    tables["collection"] = pd.DataFrame(rows, columns=list(TABLES["collection"].keys), dtype=object)
    outcome, _ = decide(Inputs(tables, params or Params(), lang, None, NOW))
    filled = [change.filled for change in outcome.changes if change.table == "collection"]
    return (filled[0] if filled else None), outcome


def states(fields, **more):
    filled, _ = run(fields, **more)
    keys = ("in_workbook", "completeness", "missing_count")
    return [tuple(row) for row in filled[list(keys)].to_numpy().tolist()]


def test_the_list_of_the_source_to_the_letter():
    rows = collection_rows("zh")
    kinds = {}
    for row in rows:
        key = (row["data_kind"], row["data_source"], row["collected"])
        kinds.setdefault(key, []).append(row["field"])

    assert {key: "、".join(names) for key, names in kinds.items()} == {
        ("基础属性", "CRM系统、注册信息", "一次性采集"): (
            "客户ID、姓名(*)、性别、年龄、手机号(*)、所在城市"
        ),
        ("交易行为", "ERP系统、电商平台", "实时采集"): "订单日期、订单金额、订单商品品类、支付方式",
        ("行为偏好", "用户行为分析系统", "每日采集"): (
            "登录频次、功能使用时长、浏览页面类型、互动行为(点赞/评论)"
        ),
        (
            "价值贡献",
            "财务系统、CRM系统",
            "每月更新",
        ): "累计消费金额、利润贡献、复购次数、转介绍人数",
    }


@pytest.mark.parametrize("field", [field for field in FIELDS if field.table])
def test_every_field_with_a_column_leads_to_one(field):
    column = TABLES[field.table].column(field.column)

    assert field.name.zh
    assert column.role != "editable"


def test_completeness_by_hand():
    # C9, known from the orders only, gets a row of its own
    assert states(["客户ID", "姓名(*)", "性别", "年龄", "手机号(*)"]) == [
        ("有", 1.0, 0),
        ("有，不完整", 0.4, 3),
        ("有，不完整", 0.6, 2),
        ("有，不完整", 0.8, 1),
        ("没有", None, None),
    ]
    assert states(["订单日期", "订单商品品类", "累计消费金额", "复购次数"]) == [
        ("有", 1.0, 0),
        ("有，不完整", 0.5, 1),
        ("有，不完整", 0.4, 3),  # C2, C3 and C4 have not bought
        ("有", 1.0, 0),
    ]


def test_the_limit_of_the_parameters_decides_what_is_incomplete():
    params = Params(missing_limit=0.4)

    assert [s[0] for s in states(["性别", "姓名"], params=params)] == ["有", "有，不完整"]
    _, outcome = run(["性别", "姓名"], params=params)
    (finding,) = [f for f in outcome.findings if f.code == "I-143"]
    assert "60%" in finding.what("zh")


def test_fields_of_people_s_own_are_found_in_any_table():
    behaviour = pd.DataFrame(
        {"customer_id": ["C1", "C2"], "登录频次": [3, None], "clicks": [1, 2]}, dtype=object
    )
    filled, _ = run(
        ["会员等级", "登录频次", "互动行为(点赞/评论)", "客户层级"], behaviour=behaviour
    )

    assert filled["completeness"].tolist() == [0.6, 0.5, 1.0, None]
    assert filled["in_workbook"].tolist() == ["有，不完整", "有，不完整", "近似", "没有"]
    assert "以点击次数代替" in filled["collection_note"].iloc[2]
    # C1 and C2 of five
    assert "全部 5 位客户中只有 2 位有行" in filled["collection_note"].iloc[2]


def test_a_column_of_the_field_s_own_name_goes_before_one_that_comes_near_to_it():
    behaviour = pd.DataFrame(
        {"customer_id": ["C1"], "browse_minutes": [3], "功能使用时长": [None]}, dtype=object
    )
    filled, _ = run(["功能使用时长", "复购次数"], behaviour=behaviour)

    assert filled["in_workbook"].tolist() == ["有列，无内容", "有"]
    assert "“功能使用时长”列" in filled["collection_note"].iloc[0]
    assert "累计购买次数减 1" in filled["collection_note"].iloc[1]


def test_a_field_that_is_nowhere_says_where_it_belongs():
    rows = [
        {"field": "登录频次", "data_kind": "行为偏好"},
        {"field": "微信昵称", "data_kind": "社交"},
        {"field": None, "data_kind": "基础属性"},
    ]
    filled, outcome = run(rows)

    assert filled["collection_note"].tolist() == [
        "没有这一列；可在“客户行为分析表”加一列“登录频次”",
        "没有这一列；可在“客户基础信息表”加一列“微信昵称”",
        "请填字段名称",
    ]
    title = next(v for n, v in outcome.names.items() if n.en == "finding_collection")
    assert title == "2 个字段：0 个齐全，0 个不完整，0 个近似，2 个没有数据"


@pytest.mark.parametrize("lang", LANGS)
def test_the_whole_list_without_any_table_of_its_fields(lang):
    behaviour = pd.DataFrame(columns=["customer_id", "clicks"], dtype=object)
    filled, _ = run([dict(row) for row in collection_rows(lang)], lang=lang, behaviour=behaviour)

    assert len(filled) == len(FIELDS)
    assert filled["collection_note"].notna().all()
    texts = [str(cell) for cell in filled.to_numpy().ravel()]
    assert not {"nan", "inf"} & set(texts)


def test_rows_that_this_refresh_adds_to_the_behaviour_table_count_already():
    empty = pd.DataFrame(columns=["customer_id", "clicks"], dtype=object)
    added = pd.DataFrame({"customer_id": ["C1", "C9"], "clicks": [None, None]}, dtype=object)

    first, again = (run(["互动行为(点赞/评论)"], behaviour=b)[0] for b in (empty, added))

    assert first.to_dict() == again.to_dict()
    assert first["in_workbook"].tolist() == ["有列，无内容"]


def test_no_list_no_change():
    assert run([])[0] is None


# --- through the workbook ---------------------------------------------------------------------

TYPED = [c.key for c in TABLES["collection"].columns if c.role != "result"]


def test_what_people_type_into_any_column_stays(small):  # noqa: F811
    refresh(small, now=NOW)
    for column in TYPED:
        put(small, "collection", 3, column, f"自己写的 {column}")
    refresh(small, now=NOW)

    for column in TYPED:
        assert get(small, "collection", 3, column) == f"自己写的 {column}"
    assert len(table(small, "collection")) == len(FIELDS)


def test_results_follow_the_fields_when_they_are_sorted_and_rows_are_added(small):  # noqa: F811
    refresh(small, now=NOW)
    before = table(small, "collection").to_dict("records")
    for place, row in enumerate(reversed(before)):
        for key in TYPED:
            put(small, "collection", place, key, row[key])
    put(small, "collection", len(before), "field", "活动名称")
    found = handle(small, "collection")
    found.table.resize(found.table.range.resize(len(before) + 2))
    refresh(small, now=NOW)

    after = table(small, "collection").to_dict("records")
    assert [row["in_workbook"] for row in after[:-1]] == [
        row["in_workbook"] for row in reversed(before)
    ]
    assert (after[-1]["in_workbook"], after[-1]["completeness"]) == ("有", 1.0)


def test_a_second_refresh_finds_what_the_first_one_found(small):  # noqa: F811
    refresh(small, now=NOW)
    first = table(small, "collection").to_dict("records")
    refresh(small, now=NOW)

    assert table(small, "collection").to_dict("records") == first
    row = row_of(small, "collection", "field", "累计消费金额")
    # five of six have bought
    assert first[row]["missing_count"] == 1
