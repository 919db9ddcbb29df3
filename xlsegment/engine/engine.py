"""What xlwings registers: the engine's name, and how values pass through it.

Nothing here needs xlwings, so that the engine can be registered while xlwings is being loaded.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from xlsegment.engine.edits import ErrorValue

if TYPE_CHECKING:
    from xlsegment.engine.app import Apps

NAME: Final = "xlsegment"


class Engine:
    """What xlwings needs to know about this way of reaching a workbook."""

    name = NAME
    # "desktop" keeps xlwings on its plain path: whole ranges, no JSON, no remote snapshots.
    type = "desktop"

    @cached_property
    def apps(self) -> Apps:
        """The open apps."""
        from xlsegment.engine.app import Apps  # needs xlwings, which may only be loading

        return Apps()

    @staticmethod
    def prepare_xl_data_element(value: Any, options: dict[str, Any]) -> Any:
        """Leave the value as it is: `Range.raw_value` makes the content, once.

        Reading ``'=A1`` twice would make the text a formula after all.
        """
        return value

    @staticmethod
    def clean_value_data(
        data: list[list[Any]], datetime_builder: Any, empty_as: Any, number_builder: Any,
        err_to_str: bool,
    ) -> list[list[Any]]:  # fmt: skip
        """Apply xlwings' reading options to raw values."""

        def clean(value: Any) -> Any:
            kind = type(value)
            if kind is float:
                return value if number_builder is None else number_builder(value)
            if value is None or value == "":
                return empty_as
            if kind is str or kind is bool:
                return value
            if kind is ErrorValue:
                return value.text if err_to_str else None
            return datetime_builder(
                year=value.year, month=value.month, day=value.day, hour=value.hour,
                minute=value.minute, second=value.second, microsecond=value.microsecond,
                tzinfo=None,
            )  # fmt: skip

        return [[clean(value) for value in row] for row in data]


ENGINE: Final = Engine()
