"""Cleaning a workbook."""
