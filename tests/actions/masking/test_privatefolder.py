"""A private folder goes with its process, also with one that is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from xlsegment.actions.masking.privatefolder import private_folder

# Fills a folder, says where it is, and waits to be killed.
KILLED = """
import sys
from xlsegment.actions.masking.privatefolder import private_folder
with private_folder() as folder:
    (folder / "people.xlsx").write_bytes(b"names")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def begun() -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_what_a_killed_process_left_is_removed_by_the_next_one():
    process, left = begun()
    end(process)
    assert (left / "people.xlsx").is_file()

    with private_folder() as folder:
        assert not left.exists()
        assert folder.is_dir()

    assert not folder.exists()


def test_the_folder_of_a_process_at_work_stays():
    process, used = begun()
    try:
        with private_folder():
            assert (used / "people.xlsx").is_file()
    finally:
        end(process)


def test_folders_of_others_are_left_alone(place, monkeypatch):
    (foreign := place / "xlsegment-private-foreign").mkdir()
    (foreign / "lock").touch()
    (link := place / "xlsegment-private-link").symlink_to(foreign)
    monkeypatch.setattr(os, "getuid", lambda: 12345)

    with private_folder():
        assert foreign.is_dir()
        assert link.is_symlink()
