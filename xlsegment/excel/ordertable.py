"""Orders to one row per customer, with every figure and label that a refresh writes.

Imported only when it is called: it needs pandas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from xlsegment.core.behaviour import fill_behaviour
from xlsegment.core.cells import customer_cells
from xlsegment.core.column_cells import as_objects
from xlsegment.core.columns import (
    CUSTOMER_ID,
    F_LEVEL,
    FIRST_ORDER_DATE,
    FREQUENCY,
    LAST_ORDER_DATE,
    LIFETIME_FREQUENCY,
    M_LEVEL,
    MONETARY,
    QUARTERLY_ORDERS,
    R_LEVEL,
    RECENCY_DAYS,
    REPURCHASE_DAYS,
    RFM_CLASS,
    RFM_SCORE,
    SEGMENT,
    TIER_CODE,
    TOTAL_SPEND,
)
from xlsegment.core.daycell import serial_of
from xlsegment.core.days import day_number
from xlsegment.core.model import segment_customers
from xlsegment.core.settings import Settings
from xlsegment.text import Lang, Text

#: The columns, under the headers that the workbook's sheets have.
COLUMNS: Final[dict[str, Text]] = {
    CUSTOMER_ID: Text("客户ID", "Customer ID"),
    FIRST_ORDER_DATE: Text("首次购买时间", "First purchase date"),
    LAST_ORDER_DATE: Text("最近购买日期", "Last purchase date"),
    RECENCY_DAYS: Text("最近购买天数", "Recency (days)"),
    FREQUENCY: Text("购买次数", "Frequency (orders in window)"),
    MONETARY: Text("期内消费", "Monetary (in window)"),
    LIFETIME_FREQUENCY: Text("累计购买次数", "Lifetime orders"),
    TOTAL_SPEND: Text("累计消费金额", "Total spend"),
    QUARTERLY_ORDERS: Text("购买频次(次/季度)", "Orders (per quarter)"),
    REPURCHASE_DAYS: Text("复购周期(天)", "Repurchase cycle (days)"),
    R_LEVEL: Text("R档", "R level"),
    F_LEVEL: Text("F档", "F level"),
    M_LEVEL: Text("M档", "M level"),
    TIER_CODE: Text("分档组合", "Tier code"),
    RFM_SCORE: Text("RFM得分", "RFM score"),
    RFM_CLASS: Text("八类", "Eight class"),
    SEGMENT: Text("客户群体", "Segment"),
}
_DATES: Final = (FIRST_ORDER_DATE, LAST_ORDER_DATE)


def customer_rows(
    orders: Mapping[str, Sequence[object]], settings: Settings, lang: Lang
) -> list[list[object]]:
    """Return one row per customer, by id, in the order of `COLUMNS`.

    Parameters
    ----------
    orders : mapping
        Cells by canonical column: ``customer_id``, ``order_date``, ``amount``; ``order_id`` and
        ``status`` if there are any.
    settings : Settings
        With the analysis date.
    lang : {"zh", "en"}
        Language of levels, classes and segments.

    Returns
    -------
    list of list
        Cells; dates as Excel's serial numbers, blanks as ``""``.

    Raises
    ------
    DataError
        If the amounts are too large to be summed.
    """
    columns = {key: as_objects(cells) for key, cells in orders.items()}
    frame = pd.DataFrame(columns, dtype=object)  # pandas' own kind of text takes not every text
    result = segment_customers(frame, None, settings)
    if not len(result.customers):
        return []
    cells = customer_cells(result, None, lang)
    behaviour, _ = fill_behaviour(
        cells[[CUSTOMER_ID]],
        result.orders,
        as_of=result.as_of,
        window_days=settings.window_days,
        merge_same_day=settings.merge_same_day,
        lang=lang,
    )
    table = pd.concat([cells, behaviour], axis=1)
    shown = (
        [_serial(cell) if key in _DATES else _shown(cell) for cell in table[key].tolist()]
        for key in COLUMNS
    )
    return [list(row) for row in zip(*shown, strict=True)]


def _shown(cell: object) -> object:
    return "" if cell is None or cell != cell else cell


def _serial(cell: object) -> object:
    if cell is None or cell != cell:
        return ""
    return serial_of(day_number(cell))  # type: ignore[arg-type]
