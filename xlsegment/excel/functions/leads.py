"""Sales leads: how many become customers, how soon they are contacted."""

from __future__ import annotations

from typing import cast

from xlsegment.core.celltext import is_blank_text
from xlsegment.core.moments import hours_between, moment_of
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import Block, Cell, CellError
from xlsegment.excel.declare import Argument, Example
from xlsegment.excel.functions.campaigns import part_of
from xlsegment.excel.readers import count, read
from xlsegment.excel.spread import needed, spread
from xlsegment.text import Text


@worksheet_function(
    summary=Text(
        "线索有效率 = 30 天内成交的线索数 ÷ 线索总数。总数只算满 30 天的线索，就是成熟线索有效率。",
        "Valid rate of leads: those that paid within 30 days ÷ all. With only the leads that are "
        "30 days old as the total, it is the rate of mature leads.",
    ),
    arguments=(
        Argument("paid_within_30d", Text("30 天内成交的线索数", "Leads that paid within 30 days")),
        Argument("total", Text("线索总数", "All leads")),
    ),
    returns=Text(
        "比率；总数为 0 #DIV/0!，成交多于总数或为负 #NUM!",
        "A rate; total 0 #DIV/0!, more paid than there are, or negative, #NUM!",
    ),
    examples=(Example("=LEAD_VALID_RATE(36,240)", Text("有效率 15%", "15 % are valid"), ("0%",)),),
)
def LEAD_VALID_RATE(paid_within_30d: object, total: object) -> object:
    """Share of leads that became paying customers within 30 days."""
    return spread(part_of, needed(paid_within_30d, count), needed(total, count))


@worksheet_function(
    summary=Text(
        "线索响应时长：创建到首次联系的小时数；给整列时是已联系线索的平均值。",
        "Response time of leads: hours from creation to first contact; over a column, the mean of "
        "those that were contacted.",
    ),
    arguments=(
        Argument("created", Text("创建时间，可为整列", "When they were created, or a column")),
        Argument("contacted", Text("首次联系时间，可为整列", "First contact, or a column")),
    ),
    returns=Text(
        "小时数。单条：未联系 #N/A，联系早于创建 #NUM!；整列：二者不计入平均，都不剩时同样报错",
        "Hours. One lead: not contacted #N/A, contacted before created #NUM!. A column: neither "
        "counts for the mean; the same errors when none is left",
    ),
    examples=(
        Example(
            '=LEAD_RESPONSE_HOURS("2023-06-01 09:00","2023-06-01 11:30")',
            Text("2.5 小时", "2.5 hours"),
        ),
        Example(
            '=LEAD_RESPONSE_HOURS({45078.5;45079},{45078.75;""})',
            Text("已联系一条，6 小时", "One was contacted, after 6 hours"),
        ),
    ),
)
def LEAD_RESPONSE_HOURS(created: object, contacted: object) -> object:
    """Mean hours from creation to first contact."""
    starts, ends = Block.of(created), Block.of(contacted)
    if (starts.rows, starts.columns) != (ends.rows, ends.columns):
        return CellError.VALUE
    hours: list[float] = []
    seen = early = False
    for cells in zip(starts.cells, ends.cells, strict=True):
        start, end = (read(cell, _moment) for cell in cells)
        for cell in (start, end):
            if isinstance(cell, CellError):
                return cell
        seen = seen or start is not None or end is not None
        if start is None or end is None:
            continue
        passed = hours_between(cast("float", start), cast("float", end))
        if passed < 0:
            early = True
        else:
            hours.append(passed)
    if hours:
        return sum(hours) / len(hours)
    if not seen:
        return ""
    return CellError.NUM if early else CellError.NA


def _moment(cell: Cell) -> object:
    if isinstance(cell, bool) or cell is None:
        return CellError.VALUE
    if isinstance(cell, str) and is_blank_text(cell):
        return None
    found = moment_of(cell)
    return CellError.VALUE if found is None else found
