"""Workbooks that nobody would make on purpose: no crash, no silent change, nobody left in a copy.

A seed is a workbook. The suite runs the first ones; for many more say which in the environment:
``XLSEGMENT_FUZZ=0:5000 pytest tests/system/test_fuzz_quality.py``. With ``-s`` it ends with how
often what happened.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter

import pytest

from tests.support import validator
from tests.support.fuzzed import fuzzed_book
from tests.support.fuzzed_run import Run
from xlsegment.actions import snapshot
from xlsegment.actions.clean import clean_file
from xlsegment.actions.mask_copy import mask_copy
from xlsegment.actions.refresh import refresh_file

FIRST, _, LAST = os.environ.get("XLSEGMENT_FUZZ", "0:10").partition(":")
#: They once ended in a traceback: a table with one and a half header rows, bytes that are no UTF-8,
#: the largest number of all, a style beyond every number, an encoding that nobody knows.
FOUND = (812, 1385, 3124, 3188, 3443)
SEEDS = (*range(int(FIRST), int(LAST)), *FOUND)
#: Sound files with little mess in them, so that every action finds something to do.
VALIDATED = (6, 16, 17, 24)


@pytest.fixture(scope="module")
def outcomes():
    counted = Counter()
    yield counted
    print("", *(f"{name}: {count}" for name, count in sorted(counted.items())), sep="\n  ")


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """Return a folder for temporary files, in which nothing may be left."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_no_crash_no_silent_change(seed, tmp_path, scratch, outcomes):
    (tmp_path / "work").mkdir()
    run = Run(tmp_path / "work", seed)

    run.go()

    outcomes += run.outcomes
    # Thousands of them would fill the disk.
    shutil.rmtree(tmp_path)
    shutil.rmtree(snapshot.home(), ignore_errors=True)


@pytest.mark.node
@pytest.mark.slow
def test_what_comes_out_is_as_sound_as_what_went_in(tmp_path):
    made = []
    for seed in VALIDATED:
        path, copy = tmp_path / f"{seed}.xlsx", tmp_path / f"{seed}-copy.xlsx"
        before = tmp_path / f"{seed}-before.xlsx"
        fuzzed_book(path, seed)
        shutil.copy(path, before)
        clean_file(path)
        mask_copy(path, copy)
        refresh_file(path)
        made.append((before, path, copy))

    found: dict[str, Counter[object]] = {}
    for fault in validator.faults(*(path for paths in made for path in paths)):
        found.setdefault(fault.file, Counter())[fault.kind] += 1
    for before, *after in made:
        old = found.get(str(before), Counter())
        assert [found.get(str(path), Counter()) - old for path in after] == [Counter(), Counter()]
