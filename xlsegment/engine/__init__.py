"""The xlwings engine for closed workbooks: lossless, no Excel needed."""
