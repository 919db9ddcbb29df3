"""客户基础信息表: one row per customer, the source's seven columns, then what refresh fills."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, LevelFormat, SheetSpec, TableSpec
from xlsegment.workbook.sheets.customer_optional import OPTIONAL
from xlsegment.workbook.sheets.customer_results import RESULTS
from xlsegment.workbook.sheets.lists import CUSTOMER_ID, LEVELS

SOURCE = (
    CUSTOMER_ID,
    ColumnSpec(
        "name",
        Text("姓名", "Name"),
        "text",
        "input",
        Text(
            "真实姓名。对外使用请看“姓名(脱敏)”列。",
            "Real name. For sharing use the column Name (masked).",
        ),
        aliases=(
            "客户姓名",
            "客户名称",
            "会员姓名",
            "联系人",
            "收货人",
            "full name",
            "customer name",
            "contact name",
        ),
        example=Text("张*", "J***"),
        width=20,
        entry="name",
    ),
    ColumnSpec(
        "industry",
        Text("所属行业", "Industry"),
        "text",
        "input",
        Text(
            "按国民经济行业分类 GB/T 4754-2017 的门类选择；也可填常用叫法(如 互联网)。",
            "A section of GB/T 4754-2017; an everyday name (e.g. Internet) is allowed too.",
        ),
        aliases=("行业", "客户行业", "行业分类", "industry sector", "sector"),
        example=Text("互联网", "Internet"),
        width=36,
        entry="industry",
    ),
    ColumnSpec(
        "mobile",
        Text("联系方式(手机)", "Contact (mobile)"),
        "id",
        "input",
        Text(
            "11 位手机号，以文本保存。对外使用请看“手机(脱敏)”列。",
            "An 11-digit mobile number kept as text. For sharing use Mobile (masked).",
        ),
        aliases=(
            "手机",
            "手机号",
            "手机号码",
            "联系方式",
            "联系电话",
            "电话",
            "mobile",
            "phone",
            "mobile phone",
            "phone number",
            "contact",
            "cell phone",
        ),
        example="138****5678",
        width=19,
        entry="mobile",
    ),
    ColumnSpec(
        "first_order_date",
        Text("首次购买时间", "First purchase date"),
        "date",
        "input",
        Text(
            "第一笔有效订单的日期；有订单明细时由刷新填写。",
            "Date of the first valid order; refresh fills it when there are orders.",
        ),
        aliases=(
            "首次购买日期",
            "首购时间",
            "首购日期",
            "首单日期",
            "first order date",
            "first purchase",
        ),
        example="2023-05-10",
        entry="date",
    ),
    ColumnSpec(
        "total_spend",
        Text("累计消费金额", "Total spend"),
        "money",
        "input",
        Text(
            "全部有效订单金额减退款，两位小数；有订单明细时由刷新填写。",
            "All valid orders less returns, two decimals; refresh fills it when there are orders.",
        ),
        aliases=(
            "累计消费",
            "消费总额",
            "总消费金额",
            "累计金额",
            "lifetime spend",
            "total amount",
            "lifetime value to date",
        ),
        example="12500.00",
        width=16,
        entry="amount",
    ),
    ColumnSpec(
        "tags",
        Text("客户标签", "Tags"),
        "tags",
        "editable",
        Text(
            "特征标签，用“,”分隔。刷新只增减工具自己的标签，您加的标签保留。",
            "Feature tags separated by “,”. Refresh manages only its own tags; yours stay.",
        ),
        aliases=("标签", "用户标签", "customer tags", "labels"),
        example=Text("高价值,复购", "High value,Repeat"),
        width=30,
    ),
)

CUSTOMERS = SheetSpec(
    key="customers",
    title=Text("客户基础信息表", "Customer base info"),
    area="input",
    heading=Text("客户基础信息表", "Customer base info"),
    caution=Text(
        "含个人信息：仅限授权人员查看，对外请用脱敏列。先看“数据检查”，再下结论。",
        "Contains personal data: authorised people only, share the masked columns. "
        "Read Data check before you conclude.",
    ),
    tables=(
        TableSpec(
            key="customers",
            name=Text("客户表", "Customers"),
            columns=SOURCE + RESULTS + OPTIONAL,
            note=Text(
                "每位客户一行；蓝色表头您填写，绿色表头由刷新填写。",
                "One row per customer; blue headers are yours, green ones are filled by refresh.",
            ),
        ),
    ),
    formats=tuple(
        LevelFormat("customers", ("r_level", "f_level", "m_level"), (level,), colour)
        for level, colour in LEVELS
    ),
    personal=True,
    print_to="V",
)
