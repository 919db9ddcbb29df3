"""xlwings' own expectations of an engine, asked of ours.

The cases follow, name by name, the test-suite of xlwings 0.37 (https://github.com/xlwings/xlwings,
tests/, BSD 3-clause, Copyright Zoomer Analytics GmbH); the code here is our own. `catalogue`
lists every case and what became of it.
"""
