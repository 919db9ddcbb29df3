"""A stand-in for the Excel that xlwings' Windows engine talks to: one workbook from an .xlsx file.

What it is: the part of Excel's object model that xlwings and our actions call, served over COM
by a process of its own. Where a writer can go wrong it does what Excel does: text that looks like
a formula or a number becomes one, an apostrophe keeps it text, dates and money come back as such
because of their format, errors are error codes, tables swallow what they grow over, a protected
sheet refuses, a header cell is text. A member that is not here fails with its name and is
remembered in ``Trace.missing``; nothing answers with a silent None.

What it is not: Excel. It computes no formula (a new one shows 0, an old one keeps what the file
says), has no window, no events, no formats but number formats, no undo, no filters. That a
member behaves here as in Excel is written down from Excel's documentation and from what
xlwings relies on; no Excel has confirmed it.

``com`` serves the objects and needs Windows; the objects themselves are plain Python.
"""
