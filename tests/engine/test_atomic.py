"""Saving is all or nothing, whatever happens, and keeps what the file had around it."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from tests.engine import books
from xlsegment.engine import atomic, draft
from xlsegment.engine.atomic import Replacement
from xlsegment.engine.edits import Block
from xlsegment.errors import (
    CannotWrite,
    FileChanged,
    FolderMissing,
    ReadOnlyFile,
    ReadOnlyFolder,
    WorkbookOpen,
)

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions and signals")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return books.decorated(tmp_path / "book.xlsx")


def only(path: Path) -> bool:
    return [entry.name for entry in path.parent.iterdir()] == [path.name]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_stay(path: Path, mode: int) -> None:
    path.chmod(mode)
    books.write(path, "Data", Block(2, {2: [1]}))
    assert path.stat().st_mode & 0o777 == mode


@POSIX
def test_a_new_file_gets_ordinary_permissions(path: Path, tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        out = books.write(path, "Data", Block(2, {2: [1]}), out=tmp_path / "new.xlsx")
    finally:
        os.umask(old)
    assert out.stat().st_mode & 0o777 == 0o640


@POSIX
def test_the_file_behind_a_link_is_replaced(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "link.xlsx"
    link.symlink_to(path)
    before = path.read_bytes()
    books.write(link, "Data", Block(2, {2: [1]}))
    assert link.is_symlink()
    assert path.read_bytes() != before


@POSIX
def test_a_read_only_file_stays(path: Path) -> None:
    path.chmod(0o444)
    before = path.read_bytes()
    with pytest.raises(ReadOnlyFile, match=r"book\.xlsx"):
        books.write(path, "Data", Block(2, {2: [1]}))
    assert path.read_bytes() == before
    assert only(path)


@POSIX
@pytest.mark.parametrize("there", [False, True])
def test_a_read_only_folder_is_told(path: Path, tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    if there:
        (folder / "o.xlsx").touch()
    folder.chmod(0o555)
    try:
        with pytest.raises(ReadOnlyFolder, match=r"o\.xlsx.*shut"):
            books.write(path, "Data", Block(2, {2: [1]}), out=folder / "o.xlsx")
    finally:
        folder.chmod(0o755)


@POSIX
def test_a_read_only_folder_has_a_name_however_it_is_reached(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, link = tmp_path / "shut", tmp_path / "link.xlsx"
    folder.mkdir()
    link.symlink_to(folder / "o.xlsx")
    folder.chmod(0o555)
    monkeypatch.chdir(folder)
    try:
        for target in (Path("o.xlsx"), link):
            with pytest.raises(ReadOnlyFolder, match="shut"):
                atomic.check_target(target)
    finally:
        folder.chmod(0o755)


def test_a_folder_that_is_not_there_is_told(path: Path, tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="nowhere"):
        books.write(path, "Data", Block(2, {2: [1]}), out=tmp_path / "nowhere" / "o.xlsx")


@pytest.mark.parametrize("lock", ["~$book.xlsx", ".~lock.book.xlsx#"])
def test_a_workbook_that_is_open_stays(path: Path, lock: str) -> None:
    path.with_name(lock).write_bytes(b"")
    before = path.read_bytes()
    with pytest.raises(WorkbookOpen) as caught:
        books.write(path, "Data", Block(2, {2: [1]}))
    assert caught.value.fields["lock"] == lock
    assert path.read_bytes() == before
    out = books.write(path, "Data", Block(2, {2: [1]}), out=path.with_name("other.xlsx"))
    assert out.exists()


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left"), ValueError("bug"), KeyboardInterrupt()]
)
def test_a_failure_while_writing_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = path.read_bytes()

    def fail(self: draft.Draft, out: BinaryIO) -> None:
        out.write(b"PK")
        raise error

    monkeypatch.setattr(draft.Draft, "write", fail)
    with pytest.raises(CannotWrite if isinstance(error, OSError) else type(error)):
        books.write(path, "Data", Block(2, {2: [1]}))
    assert path.read_bytes() == before
    assert only(path)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_at_the_end_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(atomic.os, step, fail)
    with pytest.raises(CannotWrite, match="in use elsewhere"):
        books.write(path, "Data", Block(2, {2: [1]}))
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert only(path)


def test_a_file_that_somebody_saves_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def save() -> None:
        with Replacement(path) as replacement:
            replacement.open().write(b"ours")
            path.write_bytes(b"theirs")

    with pytest.raises(FileChanged):
        save()
    assert path.read_bytes() == b"theirs"
    assert only(path)


class FullDisk:
    """A file on a disk that is full: what it holds back cannot be written any more."""

    def __init__(self, file: BinaryIO, stage: str) -> None:
        self._file, self._stage = file, stage

    def write(self, data: bytes) -> int:
        if self._stage == "write":
            raise OSError(errno.ENOSPC, "No space left on device")
        return self._file.write(data)

    def flush(self) -> None:
        if self._stage == "flush":
            raise OSError(errno.ENOSPC, "No space left on device")
        self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def close(self) -> None:
        self._file.close()
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("stage", ["write", "flush", "close"])
def test_a_full_disk_is_told_in_both_languages_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def opened(*words: Any, **settings: Any) -> FullDisk:
        return FullDisk(open(*words, **settings), stage)

    monkeypatch.setattr(atomic, "open", opened, raising=False)
    with pytest.raises(CannotWrite) as caught, Replacement(path) as replacement:
        replacement.open().write(b"new")

    assert "磁盘空间不足" in caught.value.message("zh")
    assert "the disk is full" in caught.value.message("en")
    assert path.read_bytes() == b"old"
    assert only(path)


@POSIX
def test_what_is_being_written_is_for_the_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with Replacement(path) as replacement:
        replacement.open()
        (temporary,) = tmp_path.iterdir()
        assert temporary.stat().st_mode & 0o777 == 0o600


@POSIX
@pytest.mark.parametrize("lock", ["~$al.xlsx", ".~lock.real.xlsx#"])
def test_a_link_is_followed_and_locks_beside_either_count(tmp_path: Path, lock: str) -> None:
    (tmp_path / "there").mkdir()
    real = tmp_path / "there" / "real.xlsx"
    real.write_bytes(b"old")
    link = tmp_path / "al.xlsx"
    link.symlink_to(real)
    with Replacement(link) as replacement:
        replacement.open().write(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"

    (link if lock.startswith("~$") else real).with_name(lock).touch()
    with pytest.raises(WorkbookOpen), Replacement(link):
        pass


def test_a_file_is_ours_until_somebody_else_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with Replacement(path) as replacement:
        replacement.open().write(b"ours")
    assert atomic.placed_by_us(path)
    path.write_bytes(b"theirs")
    assert not atomic.placed_by_us(path)


def test_nothing_is_written_before_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with Replacement(path):
        assert not list(tmp_path.iterdir())
    assert not path.exists()


VICTIM = """
import signal, sys
from pathlib import Path
from xlsegment.engine.edits import Block, PackageEdits, SheetEdits, SheetPlan
from xlsegment.engine.save import apply_edits
path = Path(sys.argv[1])
value = 0
if hasattr(signal, "SIGHUP"):  # ignored where the tests run without a terminal
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
print("ready", flush=True)
while True:
    value += 1
    block = Block(2, {2: [value] * 4000, 3: [f"text {value}"] * 4000})
    plan = [SheetPlan("Data", "Data", SheetEdits(blocks=[block]))]
    plan += [SheetPlan(name, name) for name in ("Look", "Chart")]
    apply_edits(path, path, PackageEdits(plan))
"""


def start(path: Path) -> subprocess.Popen[bytes]:
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert victim.stdout is not None
    victim.stdout.readline()
    return victim


def stop(victim: subprocess.Popen[bytes], number: int) -> int:
    victim.send_signal(number)
    victim.communicate(timeout=60)
    return victim.returncode


def check_whole(path: Path) -> None:
    """The file is sound, and all its rows come from one save."""
    sheet = books.parts(path)["xl/worksheets/sheet1.xml"]
    assert len(set(sheet.split(b"text ")[1:])) <= 4000
    numbers = {piece.split(b"<")[0] for piece in sheet.split(b"<t>text ")[1:]}
    assert len(numbers) <= 1
    with zipfile.ZipFile(path) as archive:
        assert len(archive.namelist()) > 20


@POSIX
@pytest.mark.slow
def test_killed_at_any_moment_the_file_is_never_damaged(path: Path) -> None:
    chance = random.Random(2)
    for _ in range(60):
        victim = start(path)
        time.sleep(chance.uniform(0, 0.12))
        assert stop(victim, signal.SIGKILL) == -signal.SIGKILL
        check_whole(path)


@POSIX
@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP] if os.name != "nt" else []
)
def test_asked_to_end_it_cleans_up(path: Path, number: int) -> None:
    chance = random.Random(number)
    for _ in range(4):
        victim = start(path)
        time.sleep(chance.uniform(0.02, 0.1))
        assert stop(victim, number) != 0
        check_whole(path)
        assert only(path)
