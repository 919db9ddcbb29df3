"""Masking a workbook: which columns, what becomes of their cells, and the proof that it worked."""
