"""What stops a look at the parameters, or their reset."""

from __future__ import annotations

from xlsegment.errors.base import UsageError
from xlsegment.text import Text


class UnknownParameter(UsageError):
    """A parameter given by the caller is none of ours."""

    code = "E-164"
    text = Text(
        "没有“{name}”这个参数。文件未改动。相近的有：{near}；全部见 xlsegment params 文件名。",
        "There is no parameter “{name}”. Nothing was changed. Near ones: {near}; xlsegment params "
        "FILE lists them all.",
    )
