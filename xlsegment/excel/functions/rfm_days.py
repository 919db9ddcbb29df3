"""Days since the last purchase."""

from __future__ import annotations

from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import CellError
from xlsegment.excel.declare import Argument, Example
from xlsegment.excel.readers import day
from xlsegment.excel.spread import needed, spread
from xlsegment.text import Text


@worksheet_function(
    summary=Text(
        "R 天数：从最近购买日到分析基准日的整天数。",
        "Recency: whole days from the last purchase to the analysis date.",
    ),
    arguments=(
        Argument("last_date", Text("最近购买日，可为整列", "Last purchase date, or a column")),
        Argument("as_of", Text("分析基准日", "Analysis date")),
    ),
    returns=Text(
        "整天数；日期为空 #N/A，晚于基准日 #NUM!，不是日期 #VALUE!",
        "Whole days; blank date #N/A, later than the analysis date #NUM!, no date #VALUE!",
    ),
    examples=(
        Example(
            "=RFM_DAYS(DATE(2023,6,1),DATE(2023,6,30))",
            Text("29 天前购买过", "Bought 29 days before"),
        ),
    ),
)
def RFM_DAYS(last_date: object, as_of: object) -> object:
    """Whole days from the last purchase to the analysis date."""
    return spread(_days, needed(last_date, day), needed(as_of, day))


def _days(last: int, as_of: int) -> object:
    return as_of - last if last <= as_of else CellError.NUM
