"""``python -m xlsegment``."""

import sys

from xlsegment.cli import entry

if __name__ == "__main__":
    sys.exit(entry())
