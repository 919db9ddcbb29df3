"""The command line: ``xlsegment new | import | refresh | undo | rfm | demo``."""

from xlsegment.cli.dispatch import entry, main

__all__ = ["entry", "main"]
