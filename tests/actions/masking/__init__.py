"""Masking a workbook."""
