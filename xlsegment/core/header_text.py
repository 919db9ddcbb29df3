"""What is left of a header when blanks, punctuation and unit remarks are taken away."""

from __future__ import annotations

import re
import unicodedata

_PARENTHESES = re.compile(r"[(\[{<【〔《「][^()\[\]{}<>【】〔〕《》「」]*[)\]}>】〕》」]")

# Only these may be dropped together with their parentheses. "购买次数(去年)" is another column
# than 购买次数, so a remark that is not in this list stays part of the header.
_REMARKS = frozenset(
    {
        *(
            "元",
            "万元",
            "人民币",
            "rmb",
            "cny",
            "yuan",
            "¥",
            "$",
            "%",
            "天",
            "日",
            "次",
            "人",
            "个",
        ),
        *("days", "day", "times", "orders", "people", "count", "min", "minutes", "岁", "月"),
        *("年", "个"),
        *("分钟/月", "分钟", "次/月", "次/季度", "次/季", "minutes/month", "min/month", "/month"),
        *("clicks/month", "orders/quarter", "times/quarter", "times/month", "per month"),
        *("必填", "选填", "可选", "required", "optional", "文本", "text", "日期", "date", "数值"),
        *("yyyy-mm-dd", "yyyy/mm/dd", "年-月-日", "自动", "自动填写", "auto", "可编辑", "editable"),
    }
)


def fold(header: object) -> str:
    """Reduce a header to its letters and digits: NFKC, lower case, no blanks, no punctuation.

    Examples
    --------
    >>> fold(" 客户 ID ")
    '客户id'
    >>> fold("Customer_ID (required)")
    'customerid'
    >>> fold("购买次数(去年)")
    '购买次数去年'
    """
    if header is None:
        return ""
    text = unicodedata.normalize("NFKC", str(header)).casefold().strip().lstrip("'")
    kept = _PARENTHESES.sub(_keep_unless_remark, text)
    return "".join(c for c in kept if c.isalnum()) or "".join(c for c in text if c.isalnum())


def _keep_unless_remark(match: re.Match[str]) -> str:
    inside = match.group()[1:-1].strip()
    return " " if inside in _REMARKS else match.group()
