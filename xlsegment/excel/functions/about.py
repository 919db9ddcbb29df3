"""Which version answers: if this shows, the bridge to Python works."""

from __future__ import annotations

import xlwings as xw

from xlsegment import __version__
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.declare import Example
from xlsegment.text import Text


@worksheet_function(
    summary=Text(
        "版本：本工具 / xlwings。能显示就说明 Python 已接通。",
        "Versions: this tool / xlwings. If they show, Python is connected.",
    ),
    arguments=(),
    returns=Text("如 0.1.0 / xlwings 0.37.8", "Such as 0.1.0 / xlwings 0.37.8"),
    examples=(Example("=XS_VERSION()", Text("先用它检查安装", "Check the installation with it")),),
)
def XS_VERSION() -> object:
    """Return the versions of this tool and of xlwings."""
    return f"{__version__} / xlwings {xw.__version__}"
