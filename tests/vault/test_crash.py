"""Whatever fails, and whenever: the old vault or the new one is there, whole."""

from __future__ import annotations

import contextlib
import os

import pytest

from tests.support.vaults import MANAGER, passphrase_of
from tests.vault.conftest import ENTRIES, FILE, forget, opened
from xlsegment.engine import atomic
from xlsegment.errors import CannotWrite, VaultExists, XlsegmentError
from xlsegment.vault import api, managing, seen, store
from xlsegment.vault.layout import Content
from xlsegment.vault.people import Role

CHANGES = {
    "deposit": lambda vault: vault.deposit(ENTRIES, FILE),
    "show": lambda vault: vault.customer("C1", "why"),
    "add": lambda vault: managing.add(vault, "新人", Role.VIEWER, passphrase_of(MANAGER)),
    "remove": lambda vault: managing.remove(vault, "李客服"),
    "rotate": managing.rotate,
    "passphrase": lambda vault: vault.change_passphrase(passphrase_of(MANAGER)),
}


class Stopped(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", [OSError, Stopped])
def test_a_failure_at_any_step_leaves_the_old_vault_or_the_new_one(
    workbook, cheap, monkeypatch, change, kind
):
    """Every call of the operating system that writes fails in turn, until none does."""
    path = api.vault_of(workbook)
    before, steps = path.read_bytes(), 0
    for nth in range(1, 50):
        path.write_bytes(before)
        forget(cheap)
        vault, calls = opened(workbook), 0

        def stepping(real, nth=nth):
            def step(*args, **kwargs):
                nonlocal calls
                calls += 1
                if calls == nth:
                    raise kind(28, "No space left on device")
                return real(*args, **kwargs)

            return step

        with monkeypatch.context() as patch:
            for name in ("replace", "fsync", "open"):
                patch.setattr(atomic.os, name, stepping(getattr(os, name)))
            with contextlib.suppress(XlsegmentError, OSError, Stopped):
                CHANGES[change](vault)
        steps = max(steps, calls)
        after = path.read_bytes()
        assert after == before or Content.read(after).generation > Content.read(before).generation
        assert not list(path.parent.glob("*.tmp"))
        if calls < nth:  # it got through
            assert after != before
            break
        assert opened(workbook).everything("still there")[:3] == ENTRIES
    assert steps >= 4


def test_a_full_disk_is_an_error_of_ours_and_the_vault_is_the_old_one(workbook, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    before = api.vault_of(workbook).read_bytes()
    with opened(workbook) as vault:
        monkeypatch.setattr(atomic.os, "fsync", full)
        with pytest.raises(CannotWrite):
            vault.deposit(ENTRIES, FILE)

    assert api.vault_of(workbook).read_bytes() == before


def test_nothing_is_revealed_where_this_computer_cannot_remember(workbook, monkeypatch):
    """The vault is saved by then; what it reveals is not handed out."""

    def fail(*_):
        raise OSError(30, "Read-only file system")

    with opened(workbook) as vault:
        monkeypatch.setattr(seen.Seen, "remember", fail)
        with pytest.raises(OSError, match="Read-only"):
            vault.everything("why")


def test_making_a_vault_leaves_none_or_a_whole_one(cheap, tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(CannotWrite):
            api.create(path, MANAGER, passphrase_of(MANAGER))

    assert not api.exists(path)
    with api.create(path, MANAGER, passphrase_of(MANAGER)) as vault:
        assert vault.person.name == MANAGER


def test_a_vault_that_somebody_makes_meanwhile_is_not_replaced(tmp_path):
    path = tmp_path / "a.xlsx.vault"
    path.write_bytes(b"somebody else's")

    with pytest.raises(VaultExists):
        store.write(path, b"ours", None)

    assert path.read_bytes() == b"somebody else's"
