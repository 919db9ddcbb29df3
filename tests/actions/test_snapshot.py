import datetime as dt
import stat

import pytest

from xlsegment.actions import snapshot
from xlsegment.actions.undo import undo_file
from xlsegment.errors import FileMissing, NothingToUndo, SnapshotFailed, WorkbookOpen

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(tmp_path / "d"))
    path = tmp_path / "客户.xlsx"
    path.write_bytes(b"one")
    return path


def later(minutes):
    return NOW + dt.timedelta(minutes=minutes)


def test_undo_goes_back_step_by_step_byte_for_byte(book):
    book.chmod(0o640)
    snapshot.take(book, NOW)
    book.write_bytes(b"two")
    snapshot.take(book, later(1))
    book.write_bytes(b"three")

    undone = undo_file(book, now=later(2))
    assert (undone.left, undone.replaced.read_bytes()) == (1, b"three")
    assert book.read_bytes() == b"two"
    assert undo_file(book, now=later(3)).taken == NOW
    assert book.read_bytes() == b"one"
    assert stat.S_IMODE(book.stat().st_mode) == 0o640
    with pytest.raises(NothingToUndo):
        undo_file(book)


def test_two_snapshots_in_one_instant_do_not_replace_each_other(book):
    snapshot.take(book, NOW)
    book.write_bytes(b"two")
    snapshot.take(book, NOW)
    assert [s.path.read_bytes() for s in snapshot.snapshots(book)] == [b"two", b"one"]


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
    kept = snapshot.snapshots(book)
    assert [s.path.read_bytes() for s in kept] == [str(m).encode() for m in range(14, 4, -1)]
    assert len(snapshot.snapshots(other)) == 1


def test_none_is_kept_for_more_than_seven_days(book, tmp_path):
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"o")
    snapshot.take(other, NOW)
    snapshot.take(book, later(60 * 24 * 7 + 1))
    assert snapshot.snapshots(other) == []
    assert not snapshot.folder_of(other).exists()


def test_the_space_is_limited_and_the_copy_just_taken_always_stays(book, monkeypatch):
    monkeypatch.setattr(snapshot, "KEEP_BYTES", 7)
    for minute in range(3):
        book.write_bytes(b"xyz")
        snapshot.take(book, later(minute))
    assert len(snapshot.snapshots(book)) == 2
    book.write_bytes(b"x" * 100)
    snapshot.take(book, later(9))
    assert [s.size for s in snapshot.snapshots(book)] == [100]


def test_undo_works_however_little_space_is_allowed(book, monkeypatch):
    monkeypatch.setattr(snapshot, "KEEP_BYTES", 1)
    monkeypatch.setattr(snapshot, "KEEP", 1)
    snapshot.take(book, NOW)
    book.write_bytes(b"two")
    undo_file(book, now=later(60 * 24 * 8))
    assert book.read_bytes() == b"one"


def test_no_snapshot_no_change(book, monkeypatch):
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: str(book))
    with pytest.raises(SnapshotFailed, match="E-043"):
        snapshot.take(book, NOW)


def test_undo_refuses_what_is_open_or_gone(book):
    snapshot.take(book, NOW)
    lock = book.with_name(f"~${book.name}")
    lock.touch()
    with pytest.raises(WorkbookOpen):
        undo_file(book)
    lock.unlink()
    book.unlink()
    with pytest.raises(FileMissing):
        undo_file(book)


def test_a_restore_that_fails_leaves_the_file_and_nothing_else(book, monkeypatch):
    taken = snapshot.take(book, NOW)
    book.write_bytes(b"two")

    def refuse(self, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(snapshot.Path, "replace", refuse)
    with pytest.raises(SnapshotFailed, match="Permission denied"):
        snapshot.restore(taken, book)
    assert book.read_bytes() == b"two"
    assert [p.name for p in book.parent.iterdir() if p.is_file()] == [book.name]
