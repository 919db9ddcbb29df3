"""A masked copy of customers with names, mobiles, IDs, e-mail and postal addresses.

Beside it: openpyxl with the same masks on the declared columns alone, which leaves every other
place as it is and proves nothing.

python -m tests.benchmarks.masking [--customers 10000] [--short]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.book import size_mb
from tests.benchmarks.measure import HEADER, Case, Cost, against, cost, table
from tests.support.personal_book import personal_book

HERE = "tests.benchmarks.masking"
OURS = Case("xlsegment, masked and proven", f"{HERE}:with_ours", ("xlsegment.actions.mask_copy",))
PEER = Case("openpyxl, columns only", f"{HERE}:with_openpyxl", ("openpyxl",))
CHECK = Case("share check of the copy", f"{HERE}:check", ("xlsegment.privacy.sharecheck",))
_KINDS = {2: "name", 4: "mobile", 6: "identity", 7: "email", 8: "address"}


def with_ours(source: str, target: str) -> None:
    from xlsegment.actions.mask_copy import mask_copy

    mask_copy(Path(source), Path(target), force=True)


def with_openpyxl(source: str, target: str) -> None:
    import openpyxl

    from xlsegment.core.masking import MASKS

    book = openpyxl.load_workbook(source)
    for row in book["客户基础信息表"].iter_rows(min_row=5):
        for column, kind in _KINDS.items():
            row[column - 1].value = MASKS[kind].apply(row[column - 1].value).text
    book.save(target)


def check(path: str) -> int:
    """Return how much personal data is left."""
    from xlsegment.privacy.sharecheck import share_check

    return sum(hit.count for hit in share_check(Path(path)).hits)


def run(customers: int) -> dict[str, Cost]:
    """Measure both on the same file and print the table."""
    costs, left = {}, []
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "source.xlsx"), Path(folder, "target.xlsx")
        personal_book(source, customers)
        for case in (OURS, PEER):
            costs[case.label] = cost(case, source, target)
            left.append(f"{cost(CHECK, target).result:,}")
        title = f"{customers:,} customers, a file of {size_mb(source):.1f} MB"
    rows = [[*line, count] for line, count in zip(against(costs), left, strict=True)]
    table(title, [*HEADER, "values left"], rows)
    assert left[0] == "0"
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--short", action="store_true", help="a fifth of the customers")
    options = parser.parse_args()
    run(options.customers // 5 if options.short else options.customers)


if __name__ == "__main__":
    main()
