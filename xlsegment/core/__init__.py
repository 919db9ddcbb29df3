"""The pure part: tables in, tables out. No files, no clock, no network, no Excel."""
