"""The sheets that are filled by themselves, too: key -> title, in the order of their menu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from xlsegment.text import Text

#: One line here gives a sheet its button and its place in ``refresh --only``.
ALONE: Final[Mapping[str, Text]] = {
    "dashboard": Text("看板", "Dashboard"),
    "behaviour": Text("客户行为分析表", "Behaviour analysis"),
    "feedback": Text("客户反馈", "Feedback"),
    "campaigns": Text("营销活动效果评估表", "Campaign evaluation"),
    "leads": Text("销售线索", "Leads"),
    "lead_metrics": Text("线索分析", "Lead analysis"),
    "competitor": Text("竞品客户", "Competitor customers"),
    "collection": Text("客户数据收集清单", "Data collection list"),
    "ltv": Text("客户生命周期价值", "Customer lifetime value"),
    "matrices": Text("价值矩阵", "Value matrices"),
    "tiers": Text("客户分层管理表", "Tier management"),
    "allocation": Text("资源配置", "Allocation"),
    "churn": Text("流失预警", "Churn warning"),
    "migration": Text("分层迁移", "Migration"),
    "clusters": Text("客户聚类", "Clusters"),
    "goals": Text("分析目标", "Goals"),
    "action_plan": Text("行动建议", "Action plan"),
    "tracking": Text("策略执行与效果", "Tracking"),
    "track_progress": Text("策略进度", "Progress"),
}
