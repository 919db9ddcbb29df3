"""客户数据收集清单: which fields to collect, from where, how often, and how complete they are."""

from __future__ import annotations

from collections.abc import Sequence

from xlsegment.core.alone import ALONE
from xlsegment.core.collection import FIELDS, KINDS_OF_DATA
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import (
    ColumnSpec,
    LevelFormat,
    NameSpec,
    Row,
    ScaleFormat,
    SheetSpec,
    TableSpec,
    Validation,
)
from xlsegment.workbook.sheets.lists import BLUE, RED, YELLOW

#: Whether the workbook has a field.
COMPLETE, INCOMPLETE, NEARLY, EMPTY, ABSENT = (
    Text("有", "Yes"),
    Text("有，不完整", "Yes, incomplete"),
    Text("近似", "Nearly"),
    Text("有列，无内容", "Column is empty"),
    Text("没有", "No"),
)


def collection_rows(lang: Lang) -> Sequence[Row]:
    """Return the fields of the source's list."""
    return [
        {
            "data_kind": field.kind.name.in_(lang),
            "field": field.name.in_(lang),
            "data_source": field.kind.source.in_(lang),
            "collected": field.kind.frequency.in_(lang),
        }
        for field in FIELDS
    ]


COLUMNS = (
    ColumnSpec(
        "data_kind",
        Text("数据类别", "Kind of data"),
        "text",
        "input",
        Text(
            "字段属于哪一类；可以改，也可以加。",
            "What kind of data it is; change or add as you like.",
        ),
        aliases=("类别", "data category"),
        example=Text("基础属性", "Basic attributes"),
        width=26,
        validation=Validation("list", choices=tuple(k.name for k in KINDS_OF_DATA), stop=False),
    ),
    ColumnSpec(
        "field",
        Text("具体字段", "Field"),
        "text",
        "input",
        Text(
            "每行一个字段。您加的字段与任一张表的列名相同，也会统计完整度。带 * 的是敏感信息。",
            "One field per row. A field of your own that is the header of a column in any table is "
            "measured, too. A * marks sensitive data.",
        ),
        aliases=("字段", "字段名称", "data field"),
        example=Text("手机号(*)", "Mobile number (*)"),
        width=26,
        required=True,
    ),
    ColumnSpec(
        "data_source",
        Text("数据来源", "Data source"),
        "text",
        "input",
        Text("从哪个系统或渠道取得。", "The system or channel it comes from."),
        aliases=("来源系统", "data origin"),
        example=Text("CRM系统、注册信息", "CRM, registration"),
        width=24,
    ),
    ColumnSpec(
        "collected",
        Text("采集频率", "How often"),
        "text",
        "input",
        Text("多久采集或更新一次。", "How often it is collected or updated."),
        aliases=("更新频率", "频率", "frequency of collection"),
        example=Text("每月更新", "Monthly"),
        width=13,
    ),
    ColumnSpec(
        "in_workbook",
        Text("本工作簿是否有", "In this workbook"),
        "text",
        "result",
        Text(
            "有；有，不完整(缺失率超过“参数”中的警戒线)；近似(用相近的列代替)；有列，无内容；没有。",
            "Yes; yes but incomplete (missing above the limit in Parameters); nearly; empty; no.",
        ),
        aliases=("是否有", "available"),
        example=COMPLETE,
        width=15,
    ),
    ColumnSpec(
        "completeness",
        Text("完整度(%)", "Completeness (%)"),
        "rate",
        "result",
        Text(
            "有内容的行 ÷ 全部行；空白、待补充、未知都算缺失。",
            "Rows that hold something / all rows; blank, to be added and unknown are missing.",
        ),
        aliases=("完整率", "complete"),
        example="97.3%",
        width=13,
    ),
    ColumnSpec(
        "missing_count",
        Text("缺失数", "Missing"),
        "count",
        "result",
        Text("缺失的行数。", "Rows that lack it."),
        aliases=("缺失行数", "missing rows"),
        example="8",
        width=10,
    ),
    ColumnSpec(
        "collection_note",
        Text("字段说明", "Where it stands"),
        "text",
        "result",
        Text("在哪张表哪一列；没有时建议加在哪里。", "Which column holds it, or where to add one."),
        aliases=("字段备注", "field note"),
        width=52,
        wrap=True,
    ),
)

COLLECTION = SheetSpec(
    key="collection",
    title=ALONE["collection"],
    area="input",
    heading=Text("客户数据收集清单", "Data collection list"),
    caution=Text(
        "只收集用得上的字段，收集前取得同意；带 * 的敏感信息加密保存、脱敏后使用。",
        "Collect only what you need, with consent; sensitive data (*) kept encrypted, used masked.",
    ),
    tables=(
        TableSpec(
            key="collection",
            name=Text("收集清单", "CollectionList"),
            columns=COLUMNS,
            rows=collection_rows,
            later=True,
            fed=True,
            min_lines=2,
            note=Text(
                "每个字段一行；前四列可以改、可以加，后四列由刷新填写。",
                "One row per field; the first four columns are yours, refresh fills the others.",
            ),
        ),
    ),
    names=(
        NameSpec(
            "finding_collection",
            Text("结论_数据完整度", "finding_collection"),
            "E2",
            Text("数据收集情况", "How complete the data are"),
            Text(
                "有多少字段齐全，由刷新填写。", "How many fields are complete; filled by refresh."
            ),
        ),
    ),
    formats=(
        LevelFormat("collection", ("in_workbook",), (COMPLETE,), BLUE),
        LevelFormat("collection", ("in_workbook",), (INCOMPLETE, NEARLY), YELLOW),
        LevelFormat("collection", ("in_workbook",), (EMPTY, ABSENT), RED),
        ScaleFormat("collection", ("completeness",), "bar"),
    ),
)
