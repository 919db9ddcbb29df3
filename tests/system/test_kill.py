"""A refresh killed at any moment leaves the old file or the new one, never a damaged one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from tests.support.command import ROOT

KILLS = 20


@pytest.mark.slow
def test_a_killed_refresh_never_leaves_a_damaged_file(outputs, tmp_path):
    path = tmp_path / "book.xlsx"
    shutil.copy(outputs["small-imported"], path)

    done = subprocess.run(
        [sys.executable, "-m", "tests.system.killer", str(path), str(KILLS), "2026"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    counts = re.search(r"killed (\d+) finished (\d+) replaced (\d+)", done.stdout)
    assert counts is not None
    killed, finished, replaced = map(int, counts.groups())
    assert killed + finished == KILLS
    # The moments have to be spread over the work, before and after the file is replaced.
    assert killed >= KILLS // 4
    assert replaced >= finished
