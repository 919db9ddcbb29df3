import datetime as dt
import errno
import os
import stat

import pytest

from xlsegment.actions import snapshot
from xlsegment.actions.closed_file import replaced
from xlsegment.actions.progress import Stopwatch
from xlsegment.actions.undo import undo_file
from xlsegment.engine import atomic
from xlsegment.engine.atomic import Replacement
from xlsegment.errors import (
    CannotWrite,
    ChangedSince,
    FileChanged,
    FileMissing,
    NothingToUndo,
    ReadOnlyFile,
    SnapshotFailed,
    WorkbookOpen,
)

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(tmp_path / "d"))
    path = tmp_path / "客户.xlsx"
    path.write_bytes(b"one")
    return path


def later(minutes):
    return NOW + dt.timedelta(minutes=minutes)


def change(book, content, moment=NOW):
    """Do what a refresh does to a file: take a snapshot, replace, seal."""
    taken = snapshot.take(book, moment)
    with Replacement(book) as replacement:
        replacement.open().write(content)
    return snapshot.seal(taken, book)


def test_undo_goes_back_step_by_step_byte_for_byte(book):
    book.chmod(0o640)
    change(book, b"two")
    change(book, b"three", later(1))

    undone = undo_file(book, now=later(2))
    assert (undone.left, undone.replaced.read_bytes()) == (1, b"three")
    assert book.read_bytes() == b"two"
    assert undo_file(book, now=later(3)).taken == NOW
    assert book.read_bytes() == b"one"
    assert stat.S_IMODE(book.stat().st_mode) == 0o640
    with pytest.raises(NothingToUndo):
        undo_file(book, now=later(4))


def test_what_was_edited_since_is_not_undone_without_force(book):
    change(book, b"two")
    book.write_bytes(b"mine")
    with pytest.raises(ChangedSince, match="--force"):
        undo_file(book, now=later(1))
    assert book.read_bytes() == b"mine"

    undone = undo_file(book, force=True, now=later(2))
    assert book.read_bytes() == b"one"
    assert undone.replaced.read_bytes() == b"mine"
    assert undone.replaced.suffix == ".xlsx"  # so that it can be opened


def test_a_snapshot_of_a_run_that_was_killed_is_not_used_blindly(book):
    snapshot.take(book, NOW)
    book.write_bytes(b"who knows")
    with pytest.raises(ChangedSince):
        undo_file(book, now=later(1))


def test_a_file_that_somebody_saves_meanwhile_is_not_taken_for_ours(book):
    taken = snapshot.take(book, NOW)
    with Replacement(book) as replacement:
        replacement.open().write(b"ours")
    book.write_bytes(b"theirs")
    assert snapshot.seal(taken, book).written == ""


def test_two_snapshots_in_one_instant_do_not_replace_each_other(book):
    change(book, b"two")
    snapshot.take(book, NOW)
    assert [s.path.read_bytes() for s in snapshot.snapshots(book, NOW)] == [b"two", b"one"]


def test_only_the_user_can_read_a_snapshot(book):
    book.chmod(0o644)
    taken = snapshot.take(book, NOW)
    assert stat.S_IMODE(taken.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(taken.path.parent.stat().st_mode) == 0o700


def test_the_name_of_the_workbook_is_not_in_the_data_folder(book):
    taken = snapshot.take(book, NOW)
    assert "客户" not in str(taken.path)


def test_ten_are_kept_for_each_workbook(book, tmp_path):
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"o")
    snapshot.take(other, NOW)
    for minute in range(15):
        book.write_bytes(str(minute).encode())
        snapshot.take(book, later(minute))
    kept = snapshot.snapshots(book, later(20))
    assert [s.path.read_bytes() for s in kept] == [str(m).encode() for m in range(14, 4, -1)]
    assert len(snapshot.snapshots(other, later(20))) == 1


@pytest.mark.parametrize("action", ["take", "undo", "nothing to undo"])
def test_none_is_kept_for_more_than_seven_days(book, tmp_path, action):
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"o")
    snapshot.take(other, NOW)
    moment = later(60 * 24 * 7 + 1)
    if action == "take":
        snapshot.take(book, moment)
    elif action == "undo":
        folder = snapshot.folder_of(other)
        copies = {path: path.read_bytes() for path in folder.iterdir()}
        change(book, b"two", moment)
        folder.mkdir()
        for path, content in copies.items():
            path.write_bytes(content)
        undo_file(book, now=moment)
    else:
        with pytest.raises(NothingToUndo):
            undo_file(book, now=moment)
    assert not snapshot.folder_of(other).exists()


def test_half_a_copy_of_a_killed_run_goes_with_the_others(book):
    folder = snapshot.folder_of(book)
    folder.mkdir(parents=True)
    half = folder / ".20261101T000000000000-abcdef.tmp"
    for moment, there in ((later(-60 * 24 * 6), True), (later(-60 * 24 * 8), False)):
        half.write_bytes(b"PK")
        os.utime(half, (moment.timestamp(),) * 2)
        snapshot.take(book, NOW)
        assert half.exists() == there


def test_a_snapshot_that_is_too_old_is_not_used(book):
    change(book, b"two")
    with pytest.raises(NothingToUndo):
        undo_file(book, now=later(60 * 24 * 7 + 1))
    assert book.read_bytes() == b"two"
    assert not snapshot.folder_of(book).exists()


def test_the_space_is_limited_and_the_copy_just_taken_always_stays(book, monkeypatch):
    monkeypatch.setattr(snapshot, "KEEP_BYTES", 7)
    for minute in range(3):
        book.write_bytes(b"xyz")
        snapshot.take(book, later(minute))
    assert len(snapshot.snapshots(book, later(9))) == 2
    book.write_bytes(b"x" * 100)
    snapshot.take(book, later(9))
    assert [s.size for s in snapshot.snapshots(book, later(9))] == [100]


def test_undo_works_however_little_space_is_allowed(book, monkeypatch):
    monkeypatch.setattr(snapshot, "KEEP_BYTES", 1)
    monkeypatch.setattr(snapshot, "KEEP", 1)
    change(book, b"two")
    undo_file(book, now=later(1))
    assert book.read_bytes() == b"one"


def test_no_snapshot_no_change(book, monkeypatch):
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(book))
    with pytest.raises(SnapshotFailed, match="E-043"):
        snapshot.take(book, NOW)


# Excel writes over the first two characters of a name of more than six.
@pytest.mark.parametrize("lock", ["~$customers.xlsx", "~$stomers.xlsx", ".~lock.customers.xlsx#"])
def test_undo_refuses_what_is_open(book, lock):
    book = book.rename(book.with_name("customers.xlsx"))
    change(book, b"two")
    book.with_name(lock).touch()
    with pytest.raises(WorkbookOpen):
        undo_file(book, now=NOW)
    assert book.read_bytes() == b"two"


def test_undo_refuses_what_is_gone(book):
    change(book, b"two")
    book.unlink()
    with pytest.raises(FileMissing):
        undo_file(book, now=NOW)


def test_undo_leaves_a_read_only_file(book):
    change(book, b"two")
    book.chmod(0o444)
    with pytest.raises(ReadOnlyFile):
        undo_file(book, now=NOW)
    assert book.read_bytes() == b"two"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_undo_restores_the_file_behind_a_link(book):
    change(book, b"two")
    link = book.with_name("link.xlsx")
    link.symlink_to(book)
    undo_file(link, now=NOW)
    assert link.is_symlink()
    assert book.read_bytes() == b"one"


def test_a_restore_that_fails_leaves_the_file_and_nothing_else(book, monkeypatch):
    taken = change(book, b"two")

    def refuse(*paths):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(atomic.os, "replace", refuse)
    with pytest.raises(CannotWrite, match="no permission"):
        snapshot.restore(taken, book)
    assert book.read_bytes() == b"two"
    assert [p.name for p in book.parent.iterdir() if p.is_file()] == [book.name]


# --- a file that is replaced, and what may go wrong on the way ----------------------------------


def put(book, content):
    with Replacement(book) as replacement:
        replacement.open().write(content)


def copies(book):
    return [path.suffix for path in snapshot.folder_of(book).iterdir()]


def test_what_somebody_else_saves_meanwhile_is_never_reverted(book):
    def write():
        book.write_bytes(b"theirs")
        raise FileChanged(file=book.name)

    with pytest.raises(FileChanged):
        replaced(book, write, Stopwatch(None))
    assert book.read_bytes() == b"theirs"
    with pytest.raises(NothingToUndo):
        undo_file(book)
    (kept,) = snapshot.folder_of(book).iterdir()  # it may be the only copy
    assert kept.read_bytes() == b"one"


def test_the_loser_of_two_refreshes_does_not_revert_the_winner(book):
    def lose():
        replaced(book, lambda: put(book, b"winner"), Stopwatch(None))
        book.write_bytes(b"winner")  # by another process, as far as this one can tell
        raise FileChanged(file=book.name)

    with pytest.raises(FileChanged):
        replaced(book, lose, Stopwatch(None))
    assert book.read_bytes() == b"winner"
    undo_file(book)
    assert book.read_bytes() == b"one"


def test_what_we_wrote_is_taken_back_when_the_rest_fails(book):
    def write():
        put(book, b"two")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replaced(book, write, Stopwatch(None))
    assert book.read_bytes() == b"one"
    assert copies(book) == []


def test_a_new_file_is_taken_back_too(book):
    new = book.with_name("new.xlsx")

    def write():
        put(new, b"two")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replaced(new, write, Stopwatch(None))
    assert not new.exists()


def test_a_file_that_goes_meanwhile_stays_as_a_copy(book):
    def write():
        book.unlink()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replaced(book, write, Stopwatch(None))
    assert not book.exists()
    assert copies(book) == [".xlsx"]


def test_an_output_that_is_saved_while_its_snapshot_is_taken_is_not_overwritten(book, monkeypatch):
    take = snapshot.take

    def slow(workbook, now):
        taken = take(workbook, now)
        workbook.write_bytes(b"theirs")
        return taken

    monkeypatch.setattr(snapshot, "take", slow)
    with pytest.raises(FileChanged):
        replaced(book, lambda: put(book, b"ours"), Stopwatch(None))
    assert book.read_bytes() == b"theirs"


def test_a_full_disk_is_told_when_the_snapshot_cannot_be_taken(book, monkeypatch):
    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(snapshot.shutil, "copyfileobj", full)
    with pytest.raises(SnapshotFailed) as caught:
        snapshot.take(book, NOW)
    assert "磁盘空间不足" in caught.value.message("zh")
    assert copies(book) == []
