"""行动建议: the problems that the figures show, drafted as a plan that people rewrite."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec, SheetSpec, TableSpec, Validation

#: States that may be chosen; others may be typed.
STATES = (
    Text("未开始", "Not started"),
    Text("进行中", "Running"),
    Text("已完成", "Done"),
    Text("不处理", "Will not do"),
)

COLUMNS = (
    ColumnSpec(
        "action_id",
        Text("编号", "No."),
        "text",
        "result",
        Text(
            "问题的编号，刷新靠它认出这一行，请不要改；您自己加的行留空，刷新会编号。",
            "Refresh knows the row by it, please leave it; rows of your own get one when it is "
            "blank.",
        ),
        aliases=("行动编号", "问题编号", "action no"),
        example="P01-A001",
        width=20,
    ),
    ColumnSpec(
        "action_problem",
        Text("问题定位", "Problem"),
        "text",
        "editable",
        Text("核心问题，一句话。", "The problem in one sentence."),
        aliases=("问题", "核心问题", "problem found"),
        example=Text(
            "高价值客户近30天复购率下降15%",
            "Repurchase rate of valuable customers down by 15% in the last 30 days",
        ),
        width=32,
        wrap=True,
    ),
    ColumnSpec(
        "action_evidence",
        Text("依据(数字)", "Evidence"),
        "text",
        "result",
        Text("这个判断所依据的数字。", "The figures it rests on."),
        aliases=("依据", "数据依据", "figures"),
        width=40,
        wrap=True,
    ),
    ColumnSpec(
        "action_cause",
        Text("原因分析", "Causes"),
        "text",
        "editable",
        Text(
            "草稿只列常见原因，须核实后改写。",
            "The draft lists usual causes only: check them and rewrite.",
        ),
        aliases=("原因", "可能原因", "reason"),
        example=Text("新品类推荐相关性低", "Recommendations of new products do not fit"),
        width=40,
        wrap=True,
    ),
    ColumnSpec(
        "action_solution",
        Text("解决方案", "Solution"),
        "text",
        "editable",
        Text("具体措施；要在团队的人力和预算之内。", "What to do, within the team's means."),
        aliases=("方案", "具体方案", "改进措施", "solutions"),
        example=Text("通过CRM做个性化新品推荐", "Personal recommendations through the CRM"),
        width=44,
        wrap=True,
    ),
    ColumnSpec(
        "action_owner",
        Text("负责人", "Owner"),
        "text",
        "editable",
        Text("谁负责。", "Who is responsible."),
        aliases=("责任人", "责任分工", "person in charge"),
        example=Text("*经理", "*Manager"),
        width=16,
    ),
    ColumnSpec(
        "action_due",
        Text("完成时间", "Due"),
        "date",
        "editable",
        Text(
            "第一次列出时填 30 天后，之后不再改动；请按实际调整。",
            "Thirty days ahead when first listed, never changed afterwards; set your own.",
        ),
        aliases=("完成日期", "时间节点", "截止时间", "deadline"),
        example="2025-07-30",
        width=13,
    ),
    ColumnSpec(
        "action_state",
        Text("状态", "State"),
        "text",
        "input",
        Text(
            "可选：未开始、进行中、已完成、不处理，也可自己写。",
            "Not started, running, done, will not do, or your own words.",
        ),
        aliases=("行动状态", "处理状态", "action state"),
        example=STATES[1],
        width=12,
        validation=Validation("list", choices=STATES, stop=False),
    ),
    ColumnSpec(
        "action_note",
        Text("提示", "Caution"),
        "text",
        "result",
        Text(
            "样本少、波动大时的提醒；问题不再出现时也写在这里。",
            "Cautions on few customers and single points; says when a problem is gone.",
        ),
        aliases=("注意", "提醒", "action note"),
        width=40,
        wrap=True,
    ),
)

ACTION_PLAN = SheetSpec(
    key="action_plan",
    title=ALONE["action_plan"],
    area="track",
    heading=Text("行动建议", "Action plan"),
    caution=Text(
        "草稿由数字得出，原因须核实；一个点的起伏不足以下结论，至少看 3–7 天。",
        "Drafts come from figures, causes need checking; one point is no trend, watch 3–7 days.",
    ),
    tables=(
        TableSpec(
            key="action_plan",
            name=Text("行动建议表", "ActionPlan"),
            columns=COLUMNS,
            min_lines=3,
            tall_rows=24,
            note=Text(
                "从数字中发现的问题与建议；您改写的内容、自己加的行都会保留。",
                "Problems found in the figures; what you rewrite and rows you add stay.",
            ),
            later=True,
        ),
    ),
    freeze="C5",
)
