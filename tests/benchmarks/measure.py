"""Measure one piece of work in a process of its own: CPU seconds, and the most memory it held.

Wall-clock time depends on what else the machine does, so ratios are taken of CPU seconds.
Importing the libraries comes before the clock starts.
"""

from __future__ import annotations

import importlib
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Case:
    """One contender: a function of this package by name, and the modules it needs."""

    label: str
    function: str
    modules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took, and what the function returned."""

    cpu: float
    wall: float
    peak_mb: float
    result: Any


def cost(case: Case, *arguments: object) -> Cost:
    """Run a case in a new interpreter."""
    order = json.dumps({**asdict(case), "arguments": [_plain(value) for value in arguments]})
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.measure", order],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table."""
    print(f"\n{title}\n")
    for row in [header, ["---"] * len(header), *rows]:
        print("| " + " | ".join(row) + " |")


def against(costs: dict[str, Cost]) -> list[list[str]]:
    """Return table rows with the ratio of each contender to the first."""
    first = next(iter(costs.values()))
    return [
        [
            label,
            f"{spent.cpu:.2f}",
            f"{spent.wall:.2f}",
            f"{spent.peak_mb:.0f}",
            f"{spent.cpu / first.cpu:.1f}x",
            f"{spent.peak_mb / first.peak_mb:.1f}x",
        ]
        for label, spent in costs.items()
    ]


HEADER = ["", "CPU s", "wall s", "peak MB", "CPU, to the first", "memory, to the first"]


def _peak_mb() -> float:
    """Return the peak of this program; ru_maxrss alone would count what started it."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        assert found
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def _main(order: dict[str, Any]) -> None:
    for name in order["modules"]:
        importlib.import_module(name)
    module, _, function = order["function"].partition(":")
    work = getattr(importlib.import_module(module), function)
    cpu, wall = time.process_time(), time.perf_counter()
    result = work(*order["arguments"])
    spent = Cost(time.process_time() - cpu, time.perf_counter() - wall, _peak_mb(), result)
    print(json.dumps(asdict(spent)))


if __name__ == "__main__":
    _main(json.loads(sys.argv[1]))
