"""What tables and settings handed to the core may get wrong."""

from __future__ import annotations

from xlsegment.errors.base import DataError
from xlsegment.text import Text


class MissingColumnsError(DataError):
    """A table handed to the core lacks columns."""

    code = "E-024"
    text = Text(
        "表“{table}”缺少列：{columns}。文件未改动；请补上这些列后重试。",
        'Table "{table}" lacks column(s): {columns}. Nothing was changed; add them and retry.',
    )


class AmountsTooLargeError(DataError):
    """The amounts add up to more than can be summed exactly."""

    code = "E-025"
    text = Text(
        "订单金额合计过大，无法精确计算。文件未改动；请检查金额的单位。",
        "The order amounts add up to too much to be exact. Nothing was changed; check their unit.",
    )


class NoUsableOrdersError(DataError):
    """Neither orders nor aggregated columns give a single purchase date."""

    code = "E-026"
    text = Text(
        "没有可用的订单日期，无法确定分析基准日。文件未改动；请先导入订单，或填写分析基准日。",
        "No usable order date, so no analysis date. Nothing was changed; "
        "import orders first or fill in the analysis date.",
    )


class SettingError(DataError):
    """A setting is outside its range."""

    code = "E-027"
    text = Text(
        "参数“{name}”不能是“{value}”：{reason}。文件未改动。",
        'Setting "{name}" cannot be "{value}": {reason}. Nothing was changed.',
    )


class CutsError(DataError):
    """Printed cut points cannot be read back."""

    code = "E-028"
    text = Text(
        "切点无法使用({metric})：{reason}。文件未改动；请清空切点后重新刷新。",
        "Cut points cannot be used ({metric}): {reason}. Nothing was changed; "
        "clear them and refresh again.",
    )


class ElevenClassesNeedFiveBinsError(DataError):
    """The eleven-class map is defined for 125 codes only."""

    code = "E-029"
    text = Text(
        "十一类方案只定义在 5 档得分(125 个组合)上，现在是 {bins} 档。"
        "文件未改动；请把得分档数改为 5,或换一个分层方案。",
        "The eleven classes are defined for 5 bins (125 codes) only; there are {bins}. "
        "Nothing was changed; set the bins to 5 or choose another scheme.",
    )


class RuleBoundsError(DataError):
    """A segment rule has its lower bound above its upper one."""

    code = "E-030"
    text = Text(
        "分层规则第 {row} 行({column})：下限大于上限。文件未改动；请在“参数”里改正这一行。",
        "Segment rule row {row} ({column}): the lower bound is above the upper one. "
        "Nothing was changed; correct the row on the parameter sheet.",
    )


class RuleValueError(DataError):
    """A cell of the rule table is not a number it can be."""

    code = "E-031"
    text = Text(
        "分层规则第 {row} 行“{column}”不是可用的数：{shown}。文件未改动；请改正后重试。",
        'Segment rule row {row}, "{column}" is not a usable number: {shown}. '
        "Nothing was changed; correct it and retry.",
    )


class RuleNameError(DataError):
    """A segment rule lacks a name, or two rules share one."""

    code = "E-032"
    text = Text(
        "分层规则第 {row} 行：{reason}。文件未改动；请在“参数”里改正这一行。",
        "Segment rule row {row}: {reason}. Nothing was changed; "
        "correct the row on the parameter sheet.",
    )


class RuleConditionError(DataError):
    """A condition of a segment rule cannot be understood."""

    code = "E-093"
    text = Text(
        "分层规则第 {row} 行的自定义条件“{shown}”看不懂：{reason}。文件未改动；"
        "请在“参数”里改正这一行。",
        "Segment rule row {row}: the own condition “{shown}” is not understood: {reason}. "
        "Nothing was changed; correct the row on the parameter sheet.",
    )


class RuleColumnError(DataError):
    """A condition of a segment rule names a column that the customer table lacks."""

    code = "E-094"
    text = Text(
        "分层规则第 {row} 行的自定义条件用到了客户基础信息表里没有的列“{column}”；"
        "能用的有：{columns}。文件未改动；请改正列名，或在客户基础信息表里加上这一列。",
        "Segment rule row {row}: an own condition names the column “{column}”, which the "
        "customer table lacks; there are: {columns}. Nothing was changed; correct the name or "
        "add the column to the customer table.",
    )
