"""Start refreshes of one workbook and kill each at a random moment: killer.py FILE KILLS SEED.

Everything is imported once and every refresh is a fork, so that the moments lie in the work and
not in the start of the interpreter. Prints how many were killed, how many had finished, and how
often the file was the new one; ends with an error as soon as it is neither old nor whole.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import zipfile
from pathlib import Path

from xlsegment.cli import main


def refresh(path: Path) -> int:
    """Start a refresh in a child and return its process number."""
    child = os.fork()
    if child == 0:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os._exit(main(["refresh", str(path)]))
    return child


def refresh_to_the_end(path: Path) -> float:
    """Refresh and return how long it took."""
    started = time.perf_counter()
    _, status = os.waitpid(refresh(path), 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1)
    return time.perf_counter() - started


def check(path: Path, old: bytes) -> bool:
    """Tell whether the file is a new one; it has to be the old one or a whole new one."""
    if path.read_bytes() == old:
        return False
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        assert "xl/workbook.xml" in package.namelist()
    return True


def run(path: Path, kills: int, seed: int) -> None:
    old = path.read_bytes()
    assert main(["refresh", str(path)]) in (0, 1)
    path.write_bytes(old)
    whole = refresh_to_the_end(path)
    moments = random.Random(seed)
    outcomes: list[int] = []
    replaced = 0

    for _ in range(kills):
        path.write_bytes(old)
        child = refresh(path)
        # Most moments lie where the snapshot and the file are written, towards the end.
        time.sleep(whole * moments.triangular(0.0, 1.2, 1.0))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        outcomes.append(os.waitstatus_to_exitcode(status))
        replaced += check(path, old)
        # Follow the machine as its load changes, so that about half are killed in their work.
        whole *= 1.03 if outcomes[-1] == -signal.SIGKILL else 0.97

    # What the killed ones left behind must not be in the way of the next.
    path.write_bytes(old)
    refresh_to_the_end(path)
    assert check(path, old)
    killed = outcomes.count(-signal.SIGKILL)
    print(f"killed {killed} finished {kills - killed} replaced {replaced}")


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
