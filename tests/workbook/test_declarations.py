"""Contracts that every declared sheet, table, column, name and parameter keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import get_args

import pytest

from xlsegment.core import columns as core_columns
from xlsegment.core.header_text import fold
from xlsegment.text import LANGS, Lang, Text
from xlsegment.workbook.declare import (
    HEADER_ROW,
    NUMBER_FORMATS,
    Area,
    ColumnSpec,
    LevelFormat,
    ParamSpec,
    SheetSpec,
    TableSpec,
)
from xlsegment.workbook.params import PARAMS
from xlsegment.workbook.sheets import SHEET_OF_TABLE, SHEETS, TABLES
from xlsegment.workbook.validations import LIST_NAMES

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
each_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
each_table = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.key)
each_column = pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{t.key}.{c.key}" for t, c in COLUMNS]
)
each_param = pytest.mark.parametrize("param", PARAMS, ids=lambda param: param.key)

# What Excel allows as a name: no cell address in either notation, no operators, no blanks.
NAME = re.compile(r"[^\W\d][\w.]*", re.UNICODE)
ADDRESS = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[Rr]\d*|[Cc]\d*")
CELL = re.compile(r"[A-Z]{1,3}[1-9]\d*")


def names() -> Iterator[Text]:
    """Yield everything that shares the workbook's one space of names: tables and names."""
    yield from (table.name for table in TABLES.values())
    yield from (named.name for sheet in SHEETS for named in sheet.names)
    yield from (sheet.basis_name for sheet in SHEETS if sheet.basis)
    yield from (param.name for param in PARAMS)
    yield from LIST_NAMES.values()


def bilingual(text: Text) -> bool:
    return all(part == part.strip() and part for part in text.both)


def test_sheets_stand_in_the_agreed_order():
    assert [sheet.title.zh for sheet in SHEETS] == [
        "首页",
        "看板",
        "参数",
        "客户基础信息表",
        "订单明细",
        "客户行为分析表",
        "营销活动效果评估表",
        "销售线索",
        "客户反馈",
        "竞品客户",
        "客户数据收集清单",
        "客户细分结果表",
        "客户分层管理表",
        "客户生命周期价值",
        "价值矩阵",
        "客户聚类",
        "流失预警",
        "分层迁移",
        "线索分析",
        "资源配置",
        "图表",
        "分析目标",
        "策略表",
        "行动建议",
        "策略执行与效果",
        "策略进度",
        "数据检查",
        "清洗记录",
        "公式示例",
        "说明",
    ]


def test_sheets_of_an_area_stand_together():
    areas = [sheet.area for sheet in SHEETS]

    assert [area for area, _ in groupby(areas)] == list(get_args(Area))


def test_the_source_columns_keep_their_words_and_order():
    def headers(table: str, count: int) -> list[str]:
        return [column.header.zh for column in TABLES[table].columns[:count]]

    assert headers("customers", 7) == [
        "客户ID", "姓名", "所属行业", "联系方式(手机)", "首次购买时间", "累计消费金额", "客户标签",
    ]  # fmt: skip
    assert headers("behaviour", 6) == [
        "客户ID", "浏览时长(分钟/月)", "点击次数(次/月)", "购买频次(次/季度)", "复购周期(天)",
        "行为标签",
    ]  # fmt: skip
    assert headers("campaigns", 10) == [
        "活动名称", "活动时间", "目标客户数", "触达客户数", "触达率", "转化客户数", "转化率",
        "活动成本(元)", "活动ROI", "优化方向",
    ]  # fmt: skip
    assert headers("segments", 8) == [
        "客户群体ID", "客户群体名称", "细分维度组合", "核心特征描述", "客户数量(人)", "占比(%)",
        "策略建议关键词", "负责人",
    ]  # fmt: skip
    assert headers("strategies", 5) == ["客户群体", "核心特征", "策略方向", "具体措施", "负责人"]


@pytest.mark.parametrize("lang", LANGS)
def test_names_are_valid_and_unique_whatever_their_case(lang: Lang):
    found = [name.in_(lang) for name in names()]

    assert [name for name in found if not NAME.fullmatch(name) or len(name) > 255] == []
    assert [name for name in found if ADDRESS.fullmatch(name)] == []
    assert [name for name, n in Counter(map(str.casefold, found)).items() if n > 1] == []


@each_sheet
def test_a_sheet_has_a_title_that_excel_accepts_and_explains_itself(sheet: SheetSpec):
    for title in sheet.title.both:
        assert 0 < len(title) <= 31
        assert not set(title) & set("[]:*?/\\'")
    assert bilingual(sheet.heading)
    assert bilingual(sheet.caution)


@pytest.mark.parametrize("lang", LANGS)
def test_sheet_titles_are_unique(lang: Lang):
    titles = [sheet.title.in_(lang).casefold() for sheet in SHEETS]

    assert len(set(titles)) == len(titles)


@each_sheet
def test_tables_of_a_sheet_stand_side_by_side_with_a_gap(sheet: SheetSpec):
    tables = sorted(sheet.tables, key=lambda table: table.first_col)

    # Elsewhere only where the table never grows: nothing may stand below one.
    assert all(table.header_row == HEADER_ROW or table.fixed_rows for table in tables)
    for left, right in pairwise(tables):
        assert right.first_col >= left.last_col + 2


@each_sheet
def test_named_cells_and_decorations_lead_somewhere(sheet: SheetSpec):
    titles = {named.key for page in SHEETS for named in page.names}

    assert all(CELL.fullmatch(named.cell) for named in sheet.names)
    assert len({named.cell for named in sheet.names}) == len(sheet.names)
    for named in sheet.names:
        assert bilingual(named.label)
        assert bilingual(named.note)
    for look in sheet.formats:
        assert set(look.columns) <= set(TABLES[look.table].keys)
        assert SHEET_OF_TABLE[look.table] is sheet
        if isinstance(look, LevelFormat):
            assert look.texts
    for chart in sheet.charts:
        assert {chart.category, *chart.values} <= set(TABLES[chart.table].keys)
        assert chart.title_name in titles
        assert len(chart.values) <= 6
        assert bilingual(chart.alt)
        assert bilingual(chart.category_axis)
        assert bilingual(chart.value_axis)


@each_table
@pytest.mark.parametrize("lang", LANGS)
def test_headers_of_a_table_are_unique_whatever_their_case(table: TableSpec, lang: Lang):
    headers = [column.header.in_(lang).casefold() for column in table.columns]

    assert len(set(headers)) == len(headers)
    assert len(set(table.keys)) == len(table.keys)


@each_table
def test_no_two_columns_of_a_table_answer_to_the_same_header(table: TableSpec):
    answers = Counter(
        word
        for column in table.columns
        for word in {fold(word) for word in (*column.header.both, *column.aliases)}
    )

    assert [word for word, columns in answers.items() if columns > 1] == []


@each_table
@pytest.mark.parametrize("lang", LANGS)
def test_preset_rows_fit_the_columns(table: TableSpec, lang: Lang):
    rows = table.rows(lang)

    assert all(set(row) <= set(table.keys) for row in rows)
    if table.fixed_rows is not None:
        assert len(rows) <= table.fixed_rows
    assert bilingual(table.note)


@each_column
def test_a_column_is_declared_in_full(table: TableSpec, column: ColumnSpec):
    assert bilingual(column.header)
    assert bilingual(column.note)
    assert not set("".join(column.header.both)) & set("[]#'\n")
    assert column.kind in NUMBER_FORMATS
    assert column.excel_format
    assert all(alias.strip() == alias and alias for alias in column.aliases)


@each_column
@pytest.mark.parametrize("lang", LANGS)
def test_a_header_fits_on_two_lines(table: TableSpec, column: ColumnSpec, lang: Lang):
    header = column.header.in_(lang)
    digits = sum(2.0 if ord(letter) > 0x2E7F else 1.1 for letter in header)

    assert digits <= 2 * (column.width - 1)


def test_prompts_are_short_enough_to_be_shown_whole():
    for _, column in COLUMNS:
        assert max(len(part) for part in column.header.both) <= 32
        assert max(len(part) for part in column.note.both) <= 200


def test_columns_that_the_core_knows_carry_its_keys():
    known = {
        value
        for name, value in vars(core_columns).items()
        if name.isupper() and isinstance(value, str)
    }
    ours = set(TABLES["customers"].keys) | set(TABLES["orders"].keys)
    people = {
        "gender", "age", "city", "id_number", "email", "address", "profit_contribution",
        "referrals", "income", "need_urgency",
    }  # fmt: skip

    assert ours - people <= known


@each_param
def test_a_parameter_is_declared_in_full(param: ParamSpec):
    assert bilingual(param.label)
    assert bilingual(param.note)
    assert bool(param.choices) == (param.kind == "choice")
    if param.choices:
        assert param.default in {choice.code for choice in param.choices}
    assert len({choice.code for choice in param.choices}) == len(param.choices)
    for lang in LANGS:
        # Excel's limit for a list that is written out.
        joined = ",".join(choice.label.in_(lang) for choice in param.choices)
        assert len(joined) <= 253
        assert all("," not in choice.label.in_(lang) for choice in param.choices)


def test_parameters_are_unique():
    for labels in zip(*(param.label.both for param in PARAMS), strict=True):
        assert len({fold(label) for label in labels}) == len(labels)
