"""The command line: ``xlsegment new | import | refresh | undo | rfm | demo``."""

from xlsegment.cli.dispatch import main

__all__ = ["main"]
