"""Findings: what was met in the data and what was done about it; the rows of 数据检查."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from xlsegment.text import Lang, Text

Level = Literal["error", "warning", "info"]

LEVEL_TEXT: dict[Level, Text] = {
    "error": Text("错误", "Error"),
    "warning": Text("警告", "Warning"),
    "info": Text("提示", "Info"),
}

#: Rows of one code that are listed one by one; the others stand in one line with their number.
ROWS_PER_CODE = 500


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One code: how serious it is, what it means, what is done about it."""

    code: str
    level: Level
    what: Text
    done: Text


def _kind(code: str, level: Level, what: Text, done: Text) -> tuple[str, FindingKind]:
    return code, FindingKind(code, level, what, done)


_NOT_COUNTED = Text("未计入,原值未改。", "Left out of the figures; the cell is unchanged.")
_KEPT = Text("照常计算。", "Calculated as usual.")

#: Every code the core can report. 说明 lists them from here.
KINDS: dict[str, FindingKind] = dict(
    [
        _kind(
            "E-020",
            "error",
            Text(
                "日期无法识别。支持 2023-05-10、2023/5/10、2023年5月10日、20230510。",
                "Date not understood. Use 2023-05-10, 2023/5/10 or 20230510.",
            ),
            _NOT_COUNTED,
        ),
        _kind(
            "E-021",
            "error",
            Text(
                "编号被存成了数字,末几位可能已变成 0,无法恢复。",
                "The number was stored as a number; its last digits may be lost for good.",
            ),
            Text("按现值使用,请核对。", "Used as it stands; please check."),
        ),
        _kind(
            "E-022",
            "error",
            Text("金额不是可用的数。", "The amount is not a usable number."),
            _NOT_COUNTED,
        ),
        _kind(
            "E-023",
            "error",
            Text("客户ID重复。", "Duplicate customer ID."),
            Text(
                "两行填同样的结果,汇总只计一次。",
                "Both rows get the same results; summaries count one.",
            ),
        ),
        _kind(
            "W-020",
            "warning",
            Text("订单没有客户ID。", "The order has no customer ID."),
            _NOT_COUNTED,
        ),
        _kind(
            "W-021",
            "warning",
            Text("订单没有日期。", "The order has no date."),
            _NOT_COUNTED,
        ),
        _kind(
            "W-022",
            "warning",
            Text("订单没有金额。", "The order has no amount."),
            _NOT_COUNTED,
        ),
        _kind(
            "W-023",
            "warning",
            Text("订单晚于分析基准日。", "The order is later than the analysis date."),
            _NOT_COUNTED,
        ),
        _kind(
            "W-024",
            "warning",
            Text("订单整行重复。", "The whole order row is a duplicate."),
            Text("只计一次,表中保留。", "Counted once; the row stays in the table."),
        ),
        _kind(
            "I-025",
            "info",
            Text(
                "同一订单号有多行,内容不同。",
                "One order ID on several rows that differ.",
            ),
            Text(
                "视为同一订单的多行:金额相加,次数计一次。", "Taken as lines: summed, counted once."
            ),
        ),
        _kind(
            "W-026",
            "warning",
            Text("同一订单号属于不同客户。", "One order ID belongs to different customers."),
            Text("每位客户各计一次。", "Counted once for each customer."),
        ),
        _kind(
            "W-027",
            "warning",
            Text("期内净消费不大于 0。", "Net spend in the window is not above 0."),
            Text(
                "标记“净额≤0”,不参与切点计算。",
                "Tagged “Net ≤ 0” and kept out of the cut points.",
            ),
        ),
        _kind(
            "W-028",
            "warning",
            Text("客户只有退款,没有订单。", "The customer has returns but no order."),
            Text("按未购买处理,不评分。", "Treated as without purchase; no score."),
        ),
        _kind(
            "W-029",
            "warning",
            Text("客户行没有客户ID。", "The customer row has no ID."),
            Text("该行未计算。", "The row was skipped."),
        ),
        _kind(
            "W-030",
            "warning",
            Text("客户在订单里,不在客户表里。", "The customer has orders but no customer row."),
            Text("已列在客户表末尾。", "Listed at the end of the customer table."),
        ),
        _kind(
            "I-031",
            "info",
            Text("已取消的订单。", "Cancelled orders."),
            Text("不算订单。", "Not counted as orders."),
        ),
        _kind(
            "I-032",
            "info",
            Text("退款行。", "Return rows."),
            Text(
                "从期内消费中扣除,不计次数和最近购买。",
                "Netted from spend; never counted for frequency or recency.",
            ),
        ),
        _kind(
            "I-033",
            "info",
            Text("统计期内没有订单的老客户。", "Earlier customers without an order in the window."),
            Text("照常分群,不参与切点计算。", "Segmented as usual; kept out of the cut points."),
        ),
        _kind(
            "I-034",
            "info",
            Text("金额为 0 的订单。", "Orders of amount 0."),
            Text("计入次数和最近购买。", "Counted for frequency and recency."),
        ),
        _kind(
            "W-032",
            "warning",
            Text(
                "规则有 {n} 类;建议 3–6 类,超过 10 类难以执行。",
                "{n} segments; 3–6 are advised, more than 10 are hard to act on.",
            ),
            _KEPT,
        ),
        _kind(
            "I-036",
            "info",
            Text("规则有 {n} 类;建议 3–6 类。", "{n} segments; 3–6 are advised."),
            _KEPT,
        ),
        _kind(
            "W-033",
            "warning",
            Text(
                "{p} 的客户落入“其他”。请检查阈值是否有空档。",
                "{p} of the customers fall into “Other”; check the rules for gaps.",
            ),
            _KEPT,
        ),
        _kind(
            "I-037",
            "info",
            Text("没有命名规则的区域:{region}。", "No named rule covers: {region}."),
            Text("落入“其他”。", "Falls into “Other”."),
        ),
        _kind(
            "I-038",
            "info",
            Text(
                "规则重叠:{first} 与 {second}({region})。",
                "Rules overlap: {first} and {second} ({region}).",
            ),
            Text("排在前面的规则生效。", "The rule that stands first applies."),
        ),
        _kind(
            "W-039",
            "warning",
            Text(
                "规则“{name}”永远轮不到:前面的规则已全部覆盖。",
                "Rule “{name}” can never apply: earlier rules cover all of it.",
            ),
            _KEPT,
        ),
        _kind(
            "W-040",
            "warning",
            Text("最后一行不是“其他”。", "The last rule is not “Other”."),
            Text("已自动补上“其他”。", "“Other” was added at the end."),
        ),
        _kind(
            "W-041",
            "warning",
            Text(
                "规则只用了一个维度({dimension}),无法体现客户价值差异。",
                "The rules use a single dimension ({dimension}), which hides differences in value.",
            ),
            _KEPT,
        ),
        _kind(
            "W-042",
            "warning",
            Text(
                "按均值和按中位数划分,{p} 的客户八类不同。请比较后再选。",
                "Mean and median cuts put {p} of the customers in different classes; compare them.",
            ),
            _KEPT,
        ),
        _kind(
            "I-043",
            "info",
            Text("{metric} 的第 {bins} 档没有客户。", "{metric}: bin {bins} holds no customer."),
            Text("档号保留,不重新编号。", "Bins keep their numbers."),
        ),
        _kind(
            "I-044",
            "info",
            Text("没有注册日期的客户。", "Customers without a registration date."),
            Text("注册时长改用首次购买日期。", "Tenure counts from the first order instead."),
        ),
        _kind(
            "W-045",
            "warning",
            Text(
                "没有净额大于 0 的客户可供计算切点。",
                "No customer with net spend above 0 to fit cuts on.",
            ),
            Text("改用全部有订单的客户。", "All customers with orders were used instead."),
        ),
        _kind(
            "W-046",
            "warning",
            Text("注册日期无法识别。", "Registration date not understood."),
            Text("注册时长改用首次购买日期。", "Tenure counts from the first order instead."),
        ),
        _kind(
            "W-047",
            "warning",
            Text("有最近购买日期,但缺少次数或金额。", "A last order date without count or amount."),
            Text("该客户未评分。", "The customer was not scored."),
        ),
        _kind(
            "W-050",
            "warning",
            Text("活动成本为 0 或空白,无法计算 ROI。", "Cost is 0 or blank, so there is no ROI."),
            Text("ROI 留空。", "ROI was left blank."),
        ),
        _kind(
            "W-051",
            "warning",
            Text("触达人数大于目标人数,请核对。", "Reached exceeds target; please check."),
            Text("触达率照常显示。", "The rate is shown as it is."),
        ),
        _kind(
            "W-052",
            "warning",
            Text("转化人数大于触达人数,请核对。", "Converted exceeds reached; please check."),
            Text("转化率照常显示。", "The rate is shown as it is."),
        ),
        _kind(
            "W-053",
            "warning",
            Text("活动数据不是可用的数。", "A campaign figure is not a usable number."),
            Text("相关指标留空。", "The metrics that need it were left blank."),
        ),
        _kind(
            "I-054",
            "info",
            Text("活动不足 3 天。", "The campaign ran for less than 3 days."),
            Text("建议观察 3–7 天再下结论。", "Watch 3–7 days before you conclude."),
        ),
        _kind(
            "W-055",
            "warning",
            Text("活动时间无法识别。", "The campaign period was not understood."),
            Text("未判断活动天数。", "Its length was not checked."),
        ),
        _kind(
            "W-060",
            "warning",
            Text("姓名或手机号无法识别。", "A name or mobile number was not understood."),
            Text("整体打码,不显示原值。", "Masked whole; nothing of it is shown."),
        ),
        _kind(
            "W-061",
            "warning",
            Text("行为数据不是可用的数。", "A behaviour figure is not a usable number."),
            Text("相关标签未判断。", "Tags that need it were not set."),
        ),
    ]
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing met in the data.

    Attributes
    ----------
    code : str
        Key of `KINDS`.
    table : str
        Canonical key of the table: ``"orders"``, ``"customers"``, ``"rules"`` …
    row : int or None
        Position of the data row in that table, 0 = first; None = the table as a whole.
    column : str or None
        Canonical column key.
    shown : str
        What stood there, safe to show: never a name or a number of a person.
    count : int
        How many rows the finding stands for.
    fields : dict
        Values for the fields of the kind's sentence.
    """

    code: str
    table: str
    row: int | None = None
    column: str | None = None
    shown: str = ""
    count: int = 1
    fields: dict[str, object] = field(default_factory=dict)

    @property
    def kind(self) -> FindingKind:
        """The code's entry in `KINDS`."""
        return KINDS[self.code]

    @property
    def level(self) -> Level:
        """error, warning or info."""
        return self.kind.level

    def what(self, lang: Lang) -> str:
        """Return what was met, in one language."""
        fields = {
            key: value.in_(lang) if isinstance(value, Text) else value
            for key, value in self.fields.items()
        }
        text = self.kind.what.in_(lang, **fields)
        if self.row is None and self.count > 1:
            text += Text("(共 {n} 行)", " ({n} rows)").in_(lang, n=self.count)
        return text

    def done(self, lang: Lang) -> str:
        """Return what was done about it, in one language."""
        return self.kind.done.in_(lang)


def row_findings(
    code: str,
    table: str,
    rows: Sequence[int],
    *,
    column: str | None = None,
    shown: Iterable[str] = (),
) -> list[Finding]:
    """Return one finding per row, up to `ROWS_PER_CODE`, then one for all the others."""
    texts = list(shown)
    listed = [
        Finding(code, table, int(row), column, texts[i] if i < len(texts) else "")
        for i, row in enumerate(rows[:ROWS_PER_CODE])
    ]
    rest = len(rows) - len(listed)
    return [*listed, Finding(code, table, None, column, count=rest)] if rest > 0 else listed
