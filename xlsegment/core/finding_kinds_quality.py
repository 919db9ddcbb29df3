"""Codes for what the quality rules find; cleaning acts on them."""

from __future__ import annotations

from typing import Final

from xlsegment.core.finding_kind import FindingKind, kinds
from xlsegment.text import Text

_WRITTEN = Text("原值未改；清洗时按建议改写。", "Unchanged; cleaning writes what is suggested.")
_ASKED = Text(
    "原值未改；采纳后清洗才改写。", "Unchanged; cleaning writes what is suggested once accepted."
)
_LOOK = Text("未改，请核对。", "Unchanged; please check.")


def _info(code: str, what: Text, done: Text = _WRITTEN) -> FindingKind:
    return FindingKind(code, "info", what, done)


def _warning(code: str, what: Text, done: Text = _LOOK) -> FindingKind:
    return FindingKind(code, "warning", what, done)


QUALITY_KINDS: Final = kinds(
    _info(
        "I-063",
        Text(
            "日期不是 Excel 日期(文本、数字或另一种写法)。",
            "The date is no Excel date (text, a number, or written otherwise).",
        ),
    ),
    _info(
        "I-064",
        Text(
            "号码的写法不统一(带 +86、空格、短横、全角，或被存成数字)。",
            "The number is not in plain form (+86, blanks, dashes …).",
        ),
    ),
    _info(
        "I-065",
        Text(
            "姓名或邮箱里有多余的空格、不可见字符或全角字符。",
            "The name or e-mail has stray blanks or full-width characters.",
        ),
    ),
    _info(
        "I-066",
        Text(
            "行业用的是常用叫法或代码，不是 GB/T 4754-2017 门类名称。",
            "The industry is a word or code, no section of GB/T 4754-2017.",
        ),
    ),
    _info("I-067", Text("地区没有写成“省-市”。", "The region is not written as province-city.")),
    _info("I-068", Text("数存成了文本，Excel 无法计算。", "A number kept as text.")),
    _info(
        "I-069",
        Text("编号存成了数字。", "The ID is stored as a number."),
        Text(
            "仍能对上；采纳后清洗改成文本。若单元格显示前导 0，请勿采纳。",
            "It joins; once accepted, cleaning makes it text. Not if it shows zeros in front.",
        ),
    ),
    _info(
        "I-070",
        Text("关键字段(联系方式、购买记录)为空。", "A key field (contact, purchase) is blank."),
        Text("清洗时标为“待补充”。", "Cleaning marks it “To be added”."),
    ),
    _info(
        "I-071",
        Text(
            "{group}：超过半数的订单金额都是 {typical}，MAD 为 0，画不出离群界限。",
            "{group}: more than half of the amounts are {typical}; a MAD of 0 sets no limits.",
        ),
        Text("未按离群规则检查。", "Not checked."),
    ),
    _info("I-072", Text("地区写到了区县一级。", "The region names a district or county."), _ASKED),
    _warning(
        "W-064",
        Text("地区认不出来。", "The region was not recognised."),
    ),
    _warning(
        "W-065",
        Text(
            "行业不是 GB/T 4754-2017 门类，也不在行业别名表里。",
            "The industry is no section of GB/T 4754-2017 and no known alias.",
        ),
        Text("未改；请选择门类，或在别名表里加一行。", "Unchanged; choose one or add an alias."),
    ),
    _warning(
        "W-066",
        Text(
            "行业不是一个门类，可能是 {sections}。",
            "The industry is no section of its own; it may be {sections}.",
        ),
        Text(
            "未改；请选择门类(字母见“说明”)，或在别名表里加一行。",
            "Choose one (letters: see Help) or add an alias.",
        ),
    ),
    _warning(
        "W-067",
        Text("地区不能确定到市：{regions}。", "It does not tell which city: {regions}."),
        Text("未改，请补上省和市。", "Unchanged; please add it."),
    ),
    _warning(
        "W-068",
        Text(
            "同一位客户有多个客户ID(手机号或身份证号相同)。",
            "One customer under several IDs (same mobile or ID number).",
        ),
        Text(
            "清洗时并入最近活跃的一行，订单随之改归。",
            "Cleaning keeps the record active last; orders follow.",
        ),
    ),
    _warning(
        "W-069",
        Text(
            "几位客户的手机号或身份证号相同，但姓名不同，或多于 5 行。",
            "They share a number, but their names differ or they are over 5.",
        ),
        Text(
            "未合并；确是同一人时采纳，清洗才合并。",
            "Not merged unless you accept it.",
        ),
    ),
    _warning(
        "W-080",
        Text(
            "同一位客户的几行各有消费数字，没有订单可查。",
            "Rows of one customer have figures of their own and no orders.",
        ),
        Text(
            "未合并；采纳后清洗合并，并把数字相加。",
            "Not merged unless you accept it; then they add up.",
        ),
    ),
    _warning(
        "W-081",
        Text("写的是外币金额。", "The amount is in another currency."),
        Text(
            "按数值计入，没有折算；请换算成人民币。",
            "Counted as it is, not converted; please convert it.",
        ),
    ),
    _warning(
        "W-070",
        Text(
            "手机号相同，但身份证号不同：不是同一人。",
            "Same mobile number, but different ID numbers: not one person.",
        ),
        Text("不会合并，请核对号码。", "Never merged; please check the numbers."),
    ),
    _warning(
        "W-071",
        Text(
            "订单号、客户、日期、金额、状态都相同，其他列不同，像是重复导入。",
            "Same order, customer, date, amount and status: imported twice?",
        ),
        Text(
            "照常计入；采纳后清洗只留第一行。",
            "Counted; once accepted, cleaning keeps the first row.",
        ),
    ),
    _warning(
        "W-072",
        Text(
            "金额为负，但状态不是退款，或之前没有可退的订单。",
            "Negative, but the status is no return or nothing was bought before.",
        ),
        Text("按退款计算，原值未改，请核对。", "Taken as a return; unchanged, please check."),
    ),
    _warning("W-073", Text("日期晚于分析基准日 {day}。", "Later than the analysis date {day}.")),
    _warning(
        "W-074", Text("首次购买晚于最近购买。", "The first purchase is later than the last one.")
    ),
    _warning(
        "W-075",
        Text("订单早于该客户的注册日期。", "The order is older than its customer's registration."),
    ),
    _warning(
        "W-076",
        Text(
            "金额离群：{group}应在 {low} 至 {high} 之间(对数中位数 ± {k} × 1.4826 × MAD)。",
            "Far outside: {group}, {low} to {high} (median of logs ± {k} × 1.4826 × MAD).",
        ),
        Text("照常计入，请核对。", "Counted; please check."),
    ),
    _warning(
        "W-077",
        Text("像是测试账号。", "It looks like a test account."),
        Text(
            "照常计算；若是测试数据，请删除该行。", "Calculated as usual; if it is one, delete it."
        ),
    ),
    _warning(
        "W-078",
        Text(
            "客户没有任何可用字段，也没有订单。",
            "Nothing is known of the customer, and there is no order.",
        ),
        Text("列为无效客户，请补充或删除。", "Listed as invalid; fill it in or delete it."),
    ),
    _warning(
        "W-079",
        Text("不符合本列的要求：{reason}。", "It does not fit the column: {reason}."),
    ),
    FindingKind(
        "E-090",
        "error",
        Text(
            "号码超过 Excel 能保留的位数，末几位已丢失。",
            "More digits than Excel keeps; the last ones are lost.",
        ),
        Text(
            "未改，无法恢复；请从源系统按文本重新导出。",
            "Unchanged, beyond repair; export it again as text.",
        ),
    ),
)
