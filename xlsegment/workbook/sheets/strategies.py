"""策略表: what to do for each segment, editable."""

from __future__ import annotations

from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, SheetSpec, TableSpec
from xlsegment.workbook.sheets.preset_rows import strategy_rows

COLUMNS = (
    ColumnSpec(
        "segment",
        Text("客户群体", "Segment"),
        "text",
        "editable",
        Text("群体名称，须与分层规则中的名称一致。", "The segment's name as in the rules."),
        aliases=("客户群体名称", "群体名称", "群体", "segment name"),
        example=Text("核心忠诚客户", "Core loyal"),
        width=22,
        required=True,
    ),
    ColumnSpec(
        "features",
        Text("核心特征", "Key features"),
        "text",
        "editable",
        Text("群体特征；您改写的内容保留。", "What marks the segment; your own text stays."),
        aliases=("核心特征描述", "特征描述", "群体特征", "features"),
        width=44,
        wrap=True,
    ),
    ColumnSpec(
        "direction",
        Text("策略方向", "Direction"),
        "text",
        "editable",
        Text(
            "一句话的策略方向；会写入客户表的“策略建议”。",
            "The strategy in one line; it goes into the customers' Strategy column.",
        ),
        aliases=("策略", "策略建议", "strategy", "strategy direction"),
        example=Text("深度绑定与价值提升", "Close ties and more value"),
        width=30,
        wrap=True,
    ),
    ColumnSpec(
        "measures",
        Text("具体措施", "Measures"),
        "text",
        "editable",
        Text("产品、营销、服务三方面的措施。", "Measures in product, marketing and service."),
        aliases=("措施", "行动措施", "具体行动", "actions"),
        example=Text(
            "专属客服、新品优先体验、会员等级权益升级", "Personal service, new products first"
        ),
        width=60,
        wrap=True,
    ),
    ColumnSpec(
        "owner",
        Text("负责人", "Owner"),
        "text",
        "editable",
        Text("谁负责执行。", "Who carries it out."),
        aliases=("责任人", "跟进人", "person in charge", "responsible"),
        example=Text("*客户经理", "*Account manager"),
        width=24,
    ),
)

STRATEGIES = SheetSpec(
    key="strategies",
    title=Text("策略表", "Strategies"),
    area="track",
    heading=Text("策略表", "Strategies"),
    caution=Text(
        "策略要在团队的人力和预算之内；先做最重要的一两个群体。",
        "Keep strategies within the team's means; start with the one or two segments that matter.",
    ),
    tables=(
        TableSpec(
            key="strategies",
            name=Text("策略表", "Strategies"),
            columns=COLUMNS,
            rows=strategy_rows,
            note=Text(
                "每个群体一行；可直接改写，刷新只补空白。",
                "One row per segment; edit freely, refresh fills only what is blank.",
            ),
        ),
    ),
)
