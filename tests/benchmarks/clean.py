"""Check, clean and refresh a dirty workbook, and the plainest fixes with pandas and openpyxl.

The peer rewrites dates and mobile numbers, merges customers with one number, drops repeated
orders and marks blanks: no more than a script of an afternoon does. It asks nobody, logs nothing,
knows no way back, and loses what openpyxl does not know.

python -m tests.benchmarks.clean [--orders 1000000] [--short]
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.book import size_mb
from tests.benchmarks.measure import HEADER, Case, Cost, against, cost, table
from tests.benchmarks.quality import ORDERS_EACH, WRONG

HERE = "tests.benchmarks.clean"
OURS = ("pandas", "xlsegment.engine")
MAKE = Case("make", f"{HERE}:make", OURS)
CASES = [
    Case("xlsegment clean", f"{HERE}:clean", OURS),
    Case("pandas + openpyxl", f"{HERE}:by_hand", ("pandas", "openpyxl")),
]
OTHERS = [
    Case("xlsegment check", f"{HERE}:check", OURS),
    Case("xlsegment refresh", f"{HERE}:refresh", OURS),
]


def make(path: str, rows: int) -> None:
    """Make a workbook in which one row in `WRONG` is wrong in each way."""
    import pandas as pd

    from tests.benchmarks import quality
    from tests.support.dirty_book import fill
    from xlsegment.workbook.template import build_workbook

    customers, orders = quality.make(rows)
    # One customer under two IDs, a customer without a number, an order that stands there twice.
    twice = customers.index[WRONG::WRONG]
    customers.loc[twice, ["name", "mobile"]] = customers.loc[twice - 1, ["name", "mobile"]].values
    customers.loc[customers.index[WRONG // 2 :: WRONG], "mobile"] = None
    orders = pd.concat([orders, orders.iloc[::WRONG]], ignore_index=True)
    Path(path).write_bytes(build_workbook("zh", False))
    fill(Path(path), {"customers": customers, "orders": orders})


def check(source: str, target: str) -> int:
    from xlsegment.actions.check import check_file

    return sum(check_file(Path(source)).levels.values())


def clean(source: str, target: str) -> dict[str, int]:
    from xlsegment.actions.clean import clean_file

    done = clean_file(Path(source), Path(target), force=True)
    return {"customers": done.rows_gone["客户基础信息表"], "orders": done.rows_gone["订单明细"]}


def refresh(source: str, target: str) -> int:
    from xlsegment.actions.refresh import refresh_file

    return len(refresh_file(Path(source), Path(target), force=True).findings)


def by_hand(source: str, target: str) -> dict[str, int]:
    import openpyxl
    import pandas as pd

    book = openpyxl.load_workbook(source)
    people, orders = book["客户基础信息表"], book["订单明细"]

    def read(page: Any) -> pd.DataFrame:
        heads, *lines = page.iter_rows(min_row=4, values_only=True)
        return pd.DataFrame(lines, columns=heads, dtype=object).dropna(how="all")

    def write(page: Any, frame: pd.DataFrame) -> None:
        page.delete_rows(5, page.max_row)
        for line in frame.astype(object).where(frame.notna(), None).itertuples(index=False):
            page.append(line)
        for each in page.tables.values():
            each.ref = f"A4:{each.ref.partition(':')[2].rstrip('0123456789')}{4 + len(frame)}"
            each.autoFilter.ref = each.ref

    who, bought = read(people), read(orders)
    sizes = len(who), len(bought)
    for frame, column in ((who, "注册日期"), (bought, "订单日期")):
        frame[column] = pd.to_datetime(frame[column], format="mixed", errors="coerce").dt.date
    digits = who["联系方式(手机)"].str.replace(r"\D", "", regex=True)
    who["联系方式(手机)"] = digits.str.removeprefix("86")
    bought = bought.drop_duplicates()
    last = who["客户ID"].map(bought.groupby("客户ID")["订单日期"].max())
    who = who.assign(last=pd.to_datetime(last)).sort_values("last", kind="stable")
    known = who["联系方式(手机)"].notna()
    kept = who[known].drop_duplicates("联系方式(手机)", keep="last")
    into = dict(zip(kept["联系方式(手机)"], kept["客户ID"], strict=True))
    new = dict(zip(who["客户ID"], who["联系方式(手机)"].map(into), strict=True))
    bought["客户ID"] = bought["客户ID"].map(new).fillna(bought["客户ID"])
    bought = bought.drop_duplicates()
    who = pd.concat([kept, who[~known]]).sort_index().drop(columns="last")
    who["联系方式(手机)"] = who["联系方式(手机)"].fillna("待补充")
    write(people, who)
    write(orders, bought)
    book.save(target)
    return {"customers": sizes[0] - len(who), "orders": sizes[1] - len(bought)}


def run(rows: int) -> dict[str, Cost]:
    """Measure all on copies of one file and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder  # snapshots go there
        source, target = Path(folder, "source.xlsx"), Path(folder, "target.xlsx")
        cost(MAKE, source, rows)
        costs = {case.label: cost(case, source, target) for case in CASES}
        others = {case.label: cost(case, source, target) for case in OTHERS}
        size = size_mb(source)
    gone = [spent.result for spent in costs.values()]
    assert gone[0] == gone[1], f"the two do not agree: {gone}"
    title = f"{rows // ORDERS_EACH:,} customers and {rows:,} orders, a file of {size:.1f} MB"
    table(title, HEADER, against(costs | others))
    return costs | others


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--short", action="store_true", help="a twentieth of the orders")
    options = parser.parse_args()
    run(options.orders // 20 if options.short else options.orders)


if __name__ == "__main__":
    main()
