"""客户反馈: what customers said, one row each time."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, SheetSpec, TableSpec, Validation
from xlsegment.workbook.sheets.lists import CUSTOMER_ID

CHANNELS = (
    Text("电话", "Phone"),
    Text("微信", "WeChat"),
    Text("问卷", "Questionnaire"),
    Text("评价", "Review"),
    Text("门店", "Store"),
    Text("邮件", "E-mail"),
)

COLUMNS = (
    ColumnSpec(
        "feedback_date",
        Text("日期", "Date"),
        "date",
        "input",
        Text("客户反馈的日期。", "When the customer said it."),
        aliases=("反馈日期", "反馈时间", "feedback date"),
        example="2025-06-12",
        width=13,
        required=True,
        entry="date",
    ),
    CUSTOMER_ID,
    ColumnSpec(
        "feedback_channel",
        Text("渠道", "Channel"),
        "text",
        "input",
        Text("反馈从哪里来。", "Where it came in."),
        aliases=("反馈渠道", "feedback channel"),
        example=CHANNELS[1],
        width=14,
        validation=Validation("list", choices=CHANNELS, stop=False),
    ),
    ColumnSpec(
        "content",
        Text("内容", "Content"),
        "text",
        "input",
        Text(
            "客户说了什么；请不要写姓名和电话，脱敏时会替换认得出的。",
            "What was said; no names or numbers, please. Masking replaces those it recognises.",
        ),
        aliases=("反馈内容", "意见", "留言", "feedback", "comment"),
        example=Text("快递太慢，希望换一家", "Delivery is late, please change the courier"),
        width=60,
        wrap=True,
    ),
    ColumnSpec(
        "satisfaction",
        Text("满意度", "Satisfaction"),
        "number",
        "input",
        Text(
            "1(很不满意)到 5(很满意)；不超过 2 视为投诉。",
            "1 (very unhappy) to 5 (very happy); up to 2 is a complaint.",
        ),
        aliases=("满意度评分", "评分", "rating", "score"),
        example="4",
        width=14,
        validation=Validation("decimal", "between", low="1", high="5"),
    ),
    ColumnSpec(
        "topic",
        Text("主题", "Topic"),
        "text",
        "result",
        Text(
            "刷新时从内容里的词认出的主题；认不出时留空。",
            "The topic that refresh recognises by the words; blank where it does not.",
        ),
        aliases=("反馈主题", "feedback topic"),
        example=Text("物流配送", "Delivery"),
        width=26,
    ),
    ColumnSpec(
        "complaint",
        Text("投诉", "Complaint"),
        "text",
        "result",
        Text(
            "满意度不超过 2，或没有满意度而内容是投诉。",
            "Satisfaction up to 2, or none and the text complains.",
        ),
        aliases=("是否投诉", "is complaint"),
        example=Text("是", "Yes"),
        width=12,
    ),
)

FEEDBACK = SheetSpec(
    key="feedback",
    title=ALONE["feedback"],
    area="input",
    heading=Text("客户反馈", "Customer feedback"),
    caution=Text(
        "主题由关键词认出，只供参考；重要的反馈请读原文。一条反馈不足以下结论。",
        "Topics are recognised by words, as a hint: read what matters. One voice proves nothing.",
    ),
    tables=(
        TableSpec(
            key="feedback",
            name=Text("反馈表", "CustomerFeedback"),
            columns=COLUMNS,
            note=Text(
                "每条反馈一行；您填写前五列，主题与投诉由刷新填写，用于服务建议和流失原因。",
                "One row per feedback; five columns are yours, refresh fills topic and complaint.",
            ),
            later=True,
            fed=True,
        ),
    ),
    personal=True,
    basis=False,
)
