"""参数: the parameters, the segment rules and industry names side by side, so that all may grow."""

from __future__ import annotations

from xlsegment.core.rule_headers import RULE_ALIASES, RULE_HEADERS
from xlsegment.core.standards.industries import SECTIONS
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, Kind, SheetSpec, TableSpec, Validation
from xlsegment.workbook.sheets.preset_rows import alias_rows, param_rows, rule_rows
from xlsegment.workbook.sheets.tier_criteria import tier_criteria

PARAM_COLUMNS = (
    ColumnSpec(
        "group",
        Text("分组", "Topic"),
        "text",
        "result",
        Text(
            "参数属于哪个主题；可按它筛选。",
            "What the parameter is about; filter by it to see one topic.",
        ),
        example=Text("基本设置", "Basics"),
        width=22,
    ),
    ColumnSpec(
        "param",
        Text("参数", "Parameter"),
        "text",
        "result",
        Text("参数名称。", "The parameter's name."),
        aliases=("参数名", "参数名称", "parameter name", "param"),
        example=Text("统计窗口", "Window"),
        width=30,
    ),
    ColumnSpec(
        "value",
        Text("值", "Value"),
        "number",
        "input",
        Text(
            "您可修改的值；每个值单元格都有名称 参数_…。",
            "The value, yours to change; each value cell has the name param_…",
        ),
        aliases=("参数值", "取值", "设置值", "setting"),
        example="180",
        width=18,
    ),
    ColumnSpec(
        "unit",
        Text("单位", "Unit"),
        "text",
        "result",
        Text("值的单位。", "The value's unit."),
        example=Text("天", "days"),
        width=15,
    ),
    ColumnSpec(
        "note",
        Text("说明", "Note"),
        "text",
        "result",
        Text("参数的含义与规则。", "What it means."),
        aliases=("参数说明", "备注"),
        width=80,
        wrap=True,
    ),
)


def _bound(key: str, note: Text, kind: Kind = "count") -> ColumnSpec:
    return ColumnSpec(key, RULE_HEADERS[key], kind, "input", note, width=12)


RULE_COLUMNS = (
    ColumnSpec(
        "segment_id",
        RULE_HEADERS["segment_id"],
        "id",
        "input",
        Text("群体编号。", "The segment's number."),
        aliases=RULE_ALIASES["segment_id"],
        example="A001",
        width=13,
    ),
    ColumnSpec(
        "segment",
        RULE_HEADERS["segment"],
        "text",
        "input",
        Text(
            "群体名称；规则自上而下，先命中者为准，最后一行是“其他”。",
            "Its name; rules run top down, the first that fits wins, the last row is Other.",
        ),
        aliases=RULE_ALIASES["segment"],
        example=Text("核心忠诚客户", "Core loyal"),
        width=20,
        required=True,
    ),
    _bound(
        "r_min",
        Text("最近购买天数不小于，空白为不限。", "Recency at least; blank is no limit."),
    ),
    _bound(
        "r_max",
        Text(
            "最近购买天数不大于(含)，空白为不限。", "Recency at most (inclusive); blank: no limit."
        ),
    ),
    _bound(
        "f_min",
        Text("购买次数不小于，空白为不限。", "Frequency at least; blank is no limit."),
    ),
    _bound(
        "f_max",
        Text(
            "购买次数不大于(含)，空白为不限。", "Frequency at most (inclusive); blank is no limit."
        ),
    ),
    _bound(
        "m_min",
        Text("期内消费不小于(含)，空白为不限。", "Spend at least (inclusive); blank is no limit."),
        "money",
    ),
    _bound(
        "m_max",
        Text("期内消费小于(不含)，空白为不限。", "Spend below (exclusive); blank is no limit."),
        "money",
    ),
    ColumnSpec(
        "tenure_months_max",
        RULE_HEADERS["tenure_months_max"],
        "count",
        "input",
        Text(
            "注册不超过几个自然月；无注册日期时用首次购买时间。空白为不限。",
            "Registered within so many months, else first purchase; blank is no limit.",
        ),
        aliases=RULE_ALIASES["tenure_months_max"],
        example="6",
        width=14,
    ),
    ColumnSpec(
        "features",
        RULE_HEADERS["features"],
        "text",
        "editable",
        Text("群体特征，写入结果表。", "What marks the segment; goes to the result sheet."),
        aliases=RULE_ALIASES["features"],
        width=38,
        wrap=True,
    ),
    ColumnSpec(
        "keywords",
        RULE_HEADERS["keywords"],
        "text",
        "editable",
        Text("策略关键词，写入结果表。", "Strategy in keywords; goes to the result sheet."),
        aliases=RULE_ALIASES["keywords"],
        width=34,
        wrap=True,
    ),
    ColumnSpec(
        "owner",
        RULE_HEADERS["owner"],
        "text",
        "editable",
        Text("负责人，写入结果表。", "Owner; goes to the result sheet."),
        aliases=RULE_ALIASES["owner"],
        width=13,
    ),
    ColumnSpec(
        "conditions",
        RULE_HEADERS["conditions"],
        "text",
        "input",
        Text(
            "对客户基础信息表其他列(含您自己加的列)的条件，如 投诉次数>=3；会员等级=金卡,银卡。"
            "须同时满足；空白不满足任何条件。工作表函数不认识这些列，跳过带条件的规则。",
            "Other columns of the customer table, your own too: complaints>=3; level=gold,silver. "
            "All must hold, blank meets none. Worksheet functions pass over rules with conditions.",
        ),
        aliases=RULE_ALIASES["conditions"],
        example=Text("投诉次数>=3；会员等级=金卡,银卡", "complaints>=3; level=gold,silver"),
        width=34,
        wrap=True,
    ),
)

ALIAS_COLUMNS = (
    ColumnSpec(
        "alias",
        Text("行业叫法", "Industry alias"),
        "text",
        "input",
        Text(
            "“所属行业”里的常用叫法，大小写不论。可增删改行；“服务业”之类对不上门类的不要写。",
            "What people write under Industry, in any case. Add, edit or delete rows; words that "
            "name no section, such as service, do not belong here.",
        ),
        aliases=("行业别名", "别名", "alias"),
        example=Text("互联网", "internet"),
        width=18,
        required=True,
    ),
    ColumnSpec(
        "section",
        Text("门类代码", "Section"),
        "text",
        "input",
        Text(
            "GB/T 4754-2017 的门类，A 到 T；清洗按它改写“所属行业”。",
            "The section of GB/T 4754-2017, A to T; Clean rewrites Industry by it.",
        ),
        aliases=("门类", "行业门类代码", "section code"),
        example="I",
        width=11,
        validation=Validation("list", choices=tuple(Text(code, code) for code in SECTIONS)),
        required=True,
    ),
    ColumnSpec(
        "section_name",
        Text("门类名称", "Section name"),
        "text",
        "input",
        Text("门类的名称，只供阅读。", "The section's name, only to be read."),
        example=Text("信息传输、软件和信息技术服务业", "Information, software and IT services"),
        width=36,
    ),
)

PARAMS_SHEET = SheetSpec(
    key="params",
    title=Text("参数", "Parameters"),
    area="input",
    heading=Text("参数", "Parameters"),
    caution=Text(
        "指标少而精；群体以 3–6 个为宜；改动后刷新才生效。参数请每季度复核一次。",
        "Few metrics; 3–6 segments work best; changes take effect on refresh. Review quarterly.",
    ),
    tables=(
        TableSpec(
            key="params",
            name=Text("参数表", "Parameters"),
            columns=PARAM_COLUMNS,
            rows=param_rows,
            note=Text("全部可调的数值；只改“值”一列。", "Everything adjustable; edit Value only."),
        ),
        TableSpec(
            key="rules",
            name=Text("分层规则", "SegmentRules"),
            columns=RULE_COLUMNS,
            first_col=7,
            rows=rule_rows,
            note=Text(
                "命名群体的规则，自上而下先命中者为准；可增删改行。",
                "Rules of the named segments, first match wins; add, edit or delete rows.",
            ),
        ),
        TableSpec(
            key="industry_aliases",
            name=Text("行业别名", "IndustryAliases"),
            columns=ALIAS_COLUMNS,
            first_col=21,
            rows=alias_rows,
            note=Text(
                "行业的常用叫法属于哪个门类；先查这里，再查内置的。",
                "To which section an everyday name belongs; looked up here before the built-in.",
            ),
        ),
        tier_criteria(first_col=25),
    ),
    print_to="S",
    freeze="D5",
)
