"""The xlwings engine for closed workbooks: lossless, no Excel needed.

Importing this package registers the engine::

    import xlwings as xw
    import xlsegment.engine

    xw.engines["xlsegment"].activate()
    book = xw.Book("customers.xlsx")
"""

from __future__ import annotations

from xlsegment.engine.registration import register_with_xlwings

register_with_xlwings()
