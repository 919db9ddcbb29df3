"""Columns of 客户基础信息表 that models use when somebody fills them in."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, Validation
from xlsegment.workbook.sheets.lists import COUNT, DAY, SEXES

OPTIONAL = (
    ColumnSpec(
        "gender",
        Text("性别", "Sex"),
        "text",
        "optional",
        Text("客户性别。", "The customer's sex."),
        aliases=("gender",),
        example=Text("女", "Female"),
        width=10,
        validation=Validation("list", choices=SEXES, stop=False),
    ),
    ColumnSpec(
        "age",
        Text("年龄", "Age"),
        "count",
        "optional",
        Text("周岁。", "Age in whole years."),
        aliases=("客户年龄", "岁数", "age (years)"),
        example="34",
        width=10,
        validation=Validation("whole", "between", low="0", high="120", stop=False),
    ),
    ColumnSpec(
        "city",
        Text("所在城市", "City"),
        "text",
        "optional",
        Text("省-市。", "Province-city."),
        aliases=("城市", "地区", "所在地", "region"),
        example=Text("浙江省-杭州市", "Zhejiang-Hangzhou"),
        width=18,
    ),
    ColumnSpec(
        "registered_on",
        Text("注册日期", "Registered on"),
        "date",
        "optional",
        Text(
            "注册会员的日期，用于判断新客；空缺时用首次购买时间代替。",
            "Date of registration, tells new customers; first purchase stands in when blank.",
        ),
        aliases=(
            "注册时间",
            "开户日期",
            "加入日期",
            "registration date",
            "sign up date",
            "joined on",
        ),
        example="2025-03-01",
        validation=DAY,
    ),
    ColumnSpec(
        "id_number",
        Text("身份证号", "ID number"),
        "id",
        "optional",
        Text("敏感信息，非必要不收集。", "Sensitive: do not collect it without need."),
        aliases=("身份证", "身份证号码", "证件号码", "national id"),
        width=22,
    ),
    ColumnSpec(
        "email",
        Text("邮箱", "E-mail"),
        "text",
        "optional",
        Text("电子邮箱。", "E-mail address."),
        aliases=("电子邮箱", "邮件", "邮箱地址", "email address", "mail"),
        width=24,
    ),
    ColumnSpec(
        "address",
        Text("地址", "Address"),
        "text",
        "optional",
        Text("联系地址或收货地址。", "Postal or delivery address."),
        aliases=("联系地址", "收货地址", "详细地址", "postal address"),
        width=28,
    ),
    ColumnSpec(
        "profit_contribution",
        Text("利润贡献", "Profit contribution"),
        "money",
        "optional",
        Text("该客户累计带来的利润，可为负。", "Profit the customer has brought; may be negative."),
        aliases=("利润", "累计利润", "profit"),
        example="3200.00",
        width=15,
    ),
    ColumnSpec(
        "referrals",
        Text("转介绍人数", "Referrals"),
        "count",
        "optional",
        Text("由该客户介绍来的新客户数。", "New customers this customer brought in."),
        aliases=("转介绍", "推荐人数", "referred customers"),
        example="2",
        validation=COUNT,
    ),
)
