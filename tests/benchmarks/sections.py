"""What each sheet of a refresh costs: does ten times the data take ten times the time?

python -m tests.benchmarks.sections [--customers 10000 100000] [--orders 10] [--short]
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Case, Cost, cost, table

if TYPE_CHECKING:
    from xlsegment.actions.decide.plan import Inputs
    from xlsegment.actions.decide.section import Section

HERE = "tests.benchmarks.sections"
DECIDE = Case("decide", f"{HERE}:decide_all", ("pandas", "xlsegment.actions.decide"))
FASTEST = 0.05  # seconds: below it a ratio says nothing


def decide_all(customers: int, orders_each: int) -> dict[str, float]:
    """Decide everything over made-up tables; return CPU seconds by section and in all."""
    from xlsegment.actions import decide

    spent: dict[str, float] = {}

    def timed(section: Section) -> Section:
        def run(basis):
            begun = time.process_time()
            outcome = section.decide(basis)
            spent[section.key] = time.process_time() - begun
            return outcome

        return replace(section, decide=run)

    decide.SECTIONS = tuple(timed(section) for section in decide.SECTIONS)
    tables = inputs(customers, orders_each)
    begun = time.process_time()
    decide.decide(tables)
    everything = time.process_time() - begun
    return {"RFM, segments, data check": everything - sum(spent.values()), **spent}


def inputs(customers: int, orders_each: int) -> Inputs:
    """Return what a workbook with every sheet would hand over."""
    import datetime as dt

    import numpy as np
    import pandas as pd

    from xlsegment.actions.decide.plan import Inputs
    from xlsegment.workbook.params import parse_params
    from xlsegment.workbook.sheets import TABLES

    draw = np.random.default_rng(customers)
    ids = np.array([f"C{number:07d}" for number in range(customers)], dtype=object)
    count = customers * orders_each
    last = np.datetime64("2025-06-30")
    # Some customers buy ten times as often as others, and some stopped long ago.
    weight = draw.gamma(0.8, 1, customers)
    buyer = draw.choice(customers, count, p=weight / weight.sum())
    stopped = draw.exponential(90, customers).astype(int)
    back = np.minimum(stopped[buyer] + draw.exponential(200, count).astype(int), 1000)
    words = {
        "gender": ["男", "女", None],
        "industry": ["互联网", "制造业", "零售", "金融业"],
        "city": ["浙江省-杭州市", "广东省-深圳市", "上海市-上海市", "四川省-成都市"],
    }
    content = {
        "customers": {
            "customer_id": ids,
            "name": draw.choice(np.array(["王小明", "李雷", "韩梅梅"], dtype=object), customers),
            "mobile": [f"154{number:08d}" for number in range(customers)],
            "registered_on": last - 1100,
            "age": draw.integers(18, 70, customers),
            "referrals": draw.integers(0, 4, customers),
            **{k: draw.choice(np.array(v, dtype=object), customers) for k, v in words.items()},
        },
        "orders": {
            "order_id": [f"T{number:08d}" for number in range(count)],
            "customer_id": ids[buyer],
            "order_date": last - back,
            "amount": np.round(draw.lognormal(5, 1, count), 2),
            "category": draw.choice(np.array(list("ABCDE"), dtype=object), count),
            "channel": draw.choice(np.array(["天猫", "京东", "门店"], dtype=object), count),
        },
        "behaviour": {
            "customer_id": ids,
            "browse_minutes": draw.integers(0, 200, customers),
            "clicks": draw.integers(0, 30, customers),
        },
        "feedback": {
            "feedback_on": last - draw.integers(0, 300, customers // 10),
            "customer_id": ids[: customers // 10],
            "content": "物流太慢",
            "satisfaction": draw.integers(1, 6, customers // 10),
        },
    }
    frames = {}
    for key, spec in TABLES.items():
        if key in content:
            frame = pd.DataFrame(content[key])
            for column in frame.columns:
                if frame[column].dtype.kind == "M":
                    frame[column] = pd.Series(
                        frame[column].dt.to_pydatetime(), dtype=object, index=frame.index
                    )
            frames[key] = frame.astype(object).where(frame.notna(), None)
        elif key not in ("functions", "examples"):
            frames[key] = pd.DataFrame(list(spec.rows("zh")), columns=list(spec.keys), dtype=object)
    refreshed = dt.datetime(2025, 7, 1, tzinfo=dt.UTC)
    return Inputs(frames, parse_params({}), "zh", None, refreshed)


def run(sizes: list[int], orders_each: int) -> dict[int, Cost]:
    """Measure every size and print what each section took."""
    costs = {size: cost(DECIDE, size, orders_each) for size in sizes}
    small, large = costs[sizes[0]].result, costs[sizes[-1]].result
    rows = []
    for name in large:
        seconds = [costs[size].result[name] for size in sizes]
        ratio = f"{large[name] / small[name]:.1f}x" if small[name] > FASTEST else ""
        rows.append([name, *(f"{s:.2f}" for s in seconds), ratio])
    rows.append(["all", *(f"{costs[size].cpu:.2f}" for size in sizes), ""])
    rows.append(["peak MB", *(f"{costs[size].peak_mb:.0f}" for size in sizes), ""])
    header = [f"CPU s ({orders_each} orders each)", *(f"{size:,}" for size in sizes), "last/first"]
    table("Decisions by sheet", header, rows)
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--orders", type=int, default=10)
    parser.add_argument("--short", action="store_true", help="a tenth of the sizes")
    options = parser.parse_args()
    sizes = [size // 10 for size in options.customers] if options.short else options.customers
    run(sizes, options.orders)


if __name__ == "__main__":
    main()
