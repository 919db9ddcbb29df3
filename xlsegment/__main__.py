"""``python -m xlsegment``."""

import sys

from xlsegment.cli import main

if __name__ == "__main__":
    sys.exit(main())
