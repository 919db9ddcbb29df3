"""The headers of the rule table, in the template's order, and the names people give them."""

from __future__ import annotations

from typing import Final

from xlsegment.core.columns import (
    CONDITIONS,
    F_MAX,
    F_MIN,
    FEATURES,
    KEYWORDS,
    M_MAX,
    M_MIN,
    OWNER,
    R_MAX,
    R_MIN,
    SEGMENT,
    SEGMENT_ID,
    TENURE_MONTHS_MAX,
)
from xlsegment.text import Text

RULE_HEADERS: Final[dict[str, Text]] = {
    SEGMENT_ID: Text("客户群体ID", "Segment ID"),
    SEGMENT: Text("客户群体", "Segment"),
    R_MIN: Text("R下限", "R min"),
    R_MAX: Text("R上限", "R max"),
    F_MIN: Text("F下限", "F min"),
    F_MAX: Text("F上限", "F max"),
    M_MIN: Text("M下限", "M min"),
    M_MAX: Text("M上限", "M max"),
    TENURE_MONTHS_MAX: Text("注册月数上限", "Tenure months max"),
    FEATURES: Text("核心特征", "Key features"),
    KEYWORDS: Text("策略关键词", "Keywords"),
    OWNER: Text("负责人", "Owner"),
    CONDITIONS: Text("自定义条件", "Own conditions"),
}
RULE_ALIASES: Final[dict[str, tuple[str, ...]]] = {
    SEGMENT_ID: ("群体ID", "群体编号"),
    SEGMENT: ("客户群体名称", "群体名称", "群体", "segment name"),
    TENURE_MONTHS_MAX: ("注册月数", "tenure months"),
    FEATURES: ("核心特征描述", "特征描述", "features"),
    KEYWORDS: ("策略建议关键词", "关键词", "strategy keywords"),
    OWNER: ("责任人", "responsible"),
    CONDITIONS: ("自定义维度", "其他条件", "conditions"),
}
