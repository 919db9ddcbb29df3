"""The workbook: sheets as declarations, tables read and written in place."""
