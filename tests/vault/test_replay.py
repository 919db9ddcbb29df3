"""Older states, foreign vaults, and several people at once."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from tests.support.vaults import MANAGER, MEMBER, VIEWER, passphrase_of
from tests.vault.conftest import ENTRIES, forget, opened
from xlsegment.actions.closed_file import opened as opened_book
from xlsegment.actions.progress import Stopwatch
from xlsegment.errors import (
    ForeignVault,
    HasVault,
    OldVault,
    VaultBusy,
    VaultChanged,
    VaultDamaged,
    VaultFull,
)
from xlsegment.vault import api, managing, seen, stamp, store
from xlsegment.vault.stamp import STAMP_NAME, Stamp, stamp_of
from xlsegment.workbook.memory import Remember
from xlsegment.workbook.template import build_workbook


@pytest.fixture
def book(workbook):
    """A workbook file that knows the state of its vault."""
    workbook.write_bytes(build_workbook("zh", False))
    with opened(workbook) as vault:
        write_stamp(workbook, vault.stamp.text)
    return workbook


def write_stamp(path, text):
    with opened_book(path, Stopwatch(None)) as book:
        Remember(book, STAMP_NAME, text).apply()
        book.save(str(path))


def test_a_workbook_whose_vault_lies_elsewhere_gets_no_second_one(book):
    before = book.read_bytes()
    path = api.vault_of(book)
    path.rename(path.with_suffix(".kept"))

    with pytest.raises(HasVault, match=STAMP_NAME):
        api.create(book, MANAGER, passphrase_of(MANAGER))

    assert not path.exists()
    assert book.read_bytes() == before


# --- older states --------------------------------------------------------------------------------


def test_an_older_file_is_found_by_the_computer_that_saw_a_later_one(workbook):
    path = api.vault_of(workbook)
    old = path.read_bytes()
    with opened(workbook, VIEWER) as vault:
        vault.customer("C1", "a look that somebody wants to hide")
    path.write_bytes(old)

    with pytest.raises(OldVault, match="第 4 版，见过第 5 版"):
        opened(workbook, VIEWER)
    with pytest.raises(OldVault):
        api.peek(workbook)
    assert path.read_bytes() == old


def test_an_older_file_is_found_by_the_workbook_on_any_computer(book, cheap):
    path = api.vault_of(book)
    old = path.read_bytes()
    with opened(book) as vault:
        managing.remove(vault, VIEWER)
        write_stamp(book, vault.stamp.text)
    path.write_bytes(old)
    forget(cheap)

    with pytest.raises(OldVault, match="工作簿"):
        opened(book, VIEWER)


def test_a_log_that_was_cut_and_written_on_is_found(workbook):
    vault = opened(workbook, VIEWER)
    with opened(workbook) as manager:
        manager.everything("audit")
    cut = vault.content
    for _ in range(5):
        cut = replace(cut, generation=cut.generation + 1, writer=vault.person.id)
    api.vault_of(workbook).write_bytes(cut.packed(vault.unlocked.identity))

    with pytest.raises(OldVault, match="日志"):
        opened(workbook)


def test_another_state_of_the_same_generation_is_found(workbook):
    path = api.vault_of(workbook)
    old = path.read_bytes()
    with opened(workbook, VIEWER) as vault:
        vault.customer("C1", "one")
    path.write_bytes(old)
    seen_then = seen.recalled(opened_anyway(workbook).content.vault)
    assert seen_then is not None
    with opened_anyway(workbook) as vault:
        vault._least = 0
        vault.customer("C1", "two")
    seen_then.remember(vault.content.vault)

    with pytest.raises(OldVault, match="内容不同"):
        opened(workbook, VIEWER)


def opened_anyway(workbook):
    return api.open_vault(workbook, MANAGER, passphrase_of(MANAGER), accept_older=True)


def test_a_list_of_people_from_before_is_found(workbook):
    before = opened(workbook).content.roster
    with opened(workbook) as vault:
        managing.add(vault, "新人", api.Role.MEMBER, passphrase_of(MEMBER))
    vault = opened(workbook, VIEWER)
    old = replace(
        vault.content,
        roster=before,
        generation=vault.content.generation + 1,
        writer=vault.person.id,
        locks={p.id: vault.content.locks[p.id] for p in vault.content.people.present[:3]},
    )
    api.vault_of(workbook).write_bytes(old.packed(vault.unlocked.identity))

    with pytest.raises(OldVault, match="名单"):
        opened(workbook)


def test_a_backup_can_be_taken_up_by_a_manager_and_counts_as_the_latest_then(book):
    path = api.vault_of(book)
    backup = path.read_bytes()
    with opened(book) as vault:
        managing.rotate(vault)
        write_stamp(book, vault.stamp.text)
        latest = vault.content.generation
    path.write_bytes(backup)
    with pytest.raises(OldVault):
        opened(book)

    with opened_anyway(book) as vault:
        managing.rotate(vault, "only the backup is left")

    assert vault.content.generation > latest
    with opened_anyway(book) as vault:
        assert vault.everything("check") == ENTRIES
        write_stamp(book, vault.stamp.text)
    with opened(book) as vault:
        assert vault.everything("check") == ENTRIES


@pytest.mark.parametrize("person", [VIEWER, MEMBER])
def test_nobody_but_a_manager_takes_up_an_older_state(workbook, person):
    path = api.vault_of(workbook)
    old = path.read_bytes()
    with opened(workbook, VIEWER) as vault:
        vault.customer("C1", "a look that somebody wants to hide")
    path.write_bytes(old)

    with pytest.raises(OldVault):
        api.open_vault(workbook, person, passphrase_of(person), accept_older=True)

    assert path.read_bytes() == old


def test_what_this_computer_remembers_holds_no_names_and_no_keys(workbook, cheap):
    (path,) = (cheap / "vaults").iterdir()
    text = path.read_text(encoding="utf-8")

    assert len(text) < 1000
    assert all(name not in text for name in (MANAGER, VIEWER, MEMBER))


@pytest.mark.parametrize("text", ["", "{}", "[" * 5000, '{"generation":-1}', "\x00" * 9999])
def test_a_damaged_memory_of_this_computer_is_told_with_its_place(workbook, cheap, text):
    (path,) = (cheap / "vaults").iterdir()
    path.write_text(text, encoding="utf-8")

    with pytest.raises(VaultDamaged) as caught:
        opened(workbook)

    assert str(path) in str(caught.value)


# --- which workbook ------------------------------------------------------------------------------


def test_a_stamp_reads_as_it_was_written(book):
    vault = opened(book)

    assert Stamp.read(vault.stamp.text) == vault.stamp
    assert stamp_of(book) == vault.stamp.text
    assert vault.stamp.text.replace("-", "").isalnum()
    assert len(vault.stamp.text) < 240


def test_the_vault_of_another_workbook_is_refused(book, tmp_path):
    other = tmp_path / "别的.xlsx"
    with api.create(other, MANAGER, passphrase_of(MANAGER)):
        shutil.copy(api.vault_of(other), api.vault_of(book))

    with pytest.raises(ForeignVault):
        opened(book)


@pytest.mark.parametrize("text", ["odd", "0-0-0-0", "x" * 200])
def test_a_stamp_that_is_none_is_refused(book, text):
    write_stamp(book, text)

    with pytest.raises(ForeignVault):
        opened(book)


def test_a_workbook_that_is_lost_or_bare_does_not_keep_its_vault_closed(workbook):
    with opened(workbook) as vault:
        assert vault.original_file("the workbook is lost")
    workbook.write_bytes(build_workbook("zh", False))
    with opened(workbook) as vault:
        assert vault.everything("check") == ENTRIES
    assert stamp_of(workbook) == ""


def test_the_workbook_and_its_vault_can_be_renamed_together(book, tmp_path):
    new = tmp_path / "改名.xlsx"
    api.vault_of(book).rename(api.vault_of(new))
    book.rename(new)

    with opened(new, VIEWER) as vault:
        assert vault.customer("C1", "check")


# --- several people at once ----------------------------------------------------------------------


def test_of_two_who_write_the_second_is_told_and_loses_nothing(workbook):
    first, second = opened(workbook), opened(workbook, MEMBER)
    first.deposit(ENTRIES[:1], None)
    after = api.vault_of(workbook).read_bytes()

    with pytest.raises(VaultChanged):
        second.deposit(ENTRIES, None)
    assert api.vault_of(workbook).read_bytes() == after

    with opened(workbook, MEMBER) as again:
        again.deposit(ENTRIES, None)


def test_who_has_waited_too_long_is_told(workbook, monkeypatch):
    path = api.vault_of(workbook)
    monkeypatch.setattr(store, "_WAIT", 0.05)
    vault = opened(workbook)
    held = store.FileLock(path.with_name(f".{path.name}.lock"))

    with held, pytest.raises(VaultBusy):
        vault.everything("why")

    assert vault.everything("why") == ENTRIES


def test_more_than_a_vault_can_hold_is_refused_before_anything_is_written(workbook, monkeypatch):
    before = api.vault_of(workbook).read_bytes()
    monkeypatch.setattr(store, "MAX_BYTES", len(before) + 100)

    with opened(workbook) as vault, pytest.raises(VaultFull):
        vault.deposit(ENTRIES, b"x" * 1000)

    assert api.vault_of(workbook).read_bytes() == before


def test_the_stamp_check_reads_the_log_at_its_place(book):
    content, _ = api.peek(book)
    text = Stamp(content.vault, content.generation, len(content.log), bytes(32)).text

    with pytest.raises(OldVault):
        stamp.check(text, content, "x")
    stamp.check(text, content, "x", accept_older=True)
    stamp.check("", content, "x")
