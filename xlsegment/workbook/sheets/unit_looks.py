"""How figures of different units look where they stand in one column."""

from __future__ import annotations

from typing import Final

from xlsegment.core.units import UNIT_TEXT
from xlsegment.text import Text
from xlsegment.workbook.declare import ColumnSpec

#: Values by unit.
VALUES: Final[tuple[tuple[Text, str], ...]] = (
    (UNIT_TEXT["rate"], "0.0%"),
    (UNIT_TEXT["money"], "#,##0.00"),
    (UNIT_TEXT["count"], "#,##0"),
    (UNIT_TEXT["times"], "0.00"),
    (UNIT_TEXT["hours"], "0.0"),
)
#: Differences by unit.
CHANGES: Final[tuple[tuple[Text, str], ...]] = (
    (UNIT_TEXT["rate"], "+0.0%;-0.0%;0.0%"),
    (UNIT_TEXT["money"], "+#,##0.00;-#,##0.00;0.00"),
    (UNIT_TEXT["count"], "+#,##0;-#,##0;0"),
    (UNIT_TEXT["times"], "+0.00;-0.00;0.00"),
    (UNIT_TEXT["hours"], "+0.0;-0.0;0.0"),
)
#: Shares of change, whatever the unit.
CHANGE_SHARE: Final = "+0.0%;-0.0%;0.0%"


def unit_column(key: str) -> ColumnSpec:
    """Return the column that names a row's unit."""
    return ColumnSpec(
        key,
        Text("单位", "Unit"),
        "text",
        "result",
        Text(
            "本行数值的单位；百分比的目标请连同 % 一起输入。",
            "The unit of the row's figures; type percentages with their %.",
        ),
        aliases=("计量单位", "unit of measure"),
        example="%",
        width=12,
    )
