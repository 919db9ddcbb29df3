"""What the criteria of the tiers may get wrong."""

from __future__ import annotations

from xlsegment.errors.base import DataError
from xlsegment.text import Text


class CriterionValueError(DataError):
    """A cell of the criteria is not what it can be."""

    code = "E-091"
    text = Text(
        "“参数”里“分层标准”表的第 {row} 行“{column}”：{reason}。文件未改动；请改正后重试。",
        'Tier criteria, row {row}, "{column}": {reason}. Nothing was changed; '
        "correct it on the parameter sheet and retry.",
    )


class CriterionRowError(DataError):
    """A criterion lacks a name or stands twice, or none has a weight."""

    code = "E-092"
    text = Text(
        "“参数”里“分层标准”表的第 {row} 行：{reason}。文件未改动；请改正后重试。",
        "Tier criteria, row {row}: {reason}. Nothing was changed; "
        "correct it on the parameter sheet and retry.",
    )
