"""Who may do what, who is on the list, and what leaves with whom."""

from __future__ import annotations

import pytest

from tests.support.vaults import MANAGER, MEMBER, VIEWER, passphrase_of
from tests.vault.conftest import ENTRIES, FILE, opened
from xlsegment.errors import (
    NotAllowed,
    PeopleRefused,
    VaultExists,
    WeakPassphrase,
    WrongPassphrase,
)
from xlsegment.vault import api, managing
from xlsegment.vault.deeds import MAY
from xlsegment.vault.log import Act
from xlsegment.vault.passphrase import Passphrase
from xlsegment.vault.people import Role

SECOND = "第二位主管"
NEW = Passphrase("a new and long enough one")

ACTS = {
    Act.DEPOSIT: lambda vault: vault.deposit(ENTRIES, FILE),
    Act.PASSPHRASE: lambda vault: vault.change_passphrase(NEW),
    Act.SHOW: lambda vault: vault.customer("C1", "why"),
    Act.JOIN: lambda vault: vault.join_key(),
    Act.RESTORE: lambda vault: vault.everything("why"),
    Act.ORIGINAL: lambda vault: vault.original_file("why"),
    Act.ADD: lambda vault: managing.add(vault, SECOND, Role.MANAGER, NEW),
    Act.REMOVE: lambda vault: managing.remove(vault, VIEWER),
    Act.ROTATE: managing.rotate,
    Act.EXPORT: lambda vault: vault.log(),
}
EVERY = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)


def test_every_act_has_a_rule_and_words():
    assert ACTS.keys() == MAY.keys() == set(Act) - {Act.CREATE}
    assert all(text.strip() for act in Act for text in act.label.both)


@EVERY
@pytest.mark.parametrize("person", [MANAGER, VIEWER, MEMBER])
def test_a_role_allows_what_it_allows_and_refusals_are_logged(workbook, act, person):
    role = {MANAGER: Role.MANAGER, VIEWER: Role.VIEWER, MEMBER: Role.MEMBER}[person]
    with opened(workbook, person) as vault:
        before = len(vault.content.log)
        if role in MAY[act]:
            ACTS[act](vault)
        else:
            with pytest.raises(NotAllowed):
                ACTS[act](vault)

    changed = act is Act.PASSPHRASE and person == MANAGER
    typed = NEW if changed else passphrase_of(MANAGER)
    with api.open_vault(workbook, MANAGER, typed) as vault:
        (entry,) = vault.log()[before:-1]
    assert (entry.act, entry.person, entry.role) == (act, person, role)
    assert entry.allowed is (role in MAY[act])


def test_a_closed_vault_has_forgotten_its_keys(workbook):
    with opened(workbook) as vault:
        pass

    with pytest.raises(AssertionError):
        vault.everything("too late")
    assert vault.keys.rows is None
    assert vault.keys.manager is None


def test_a_person_who_was_removed_opens_nothing_and_all_keys_are_new(workbook):
    with opened(workbook) as vault:
        old = vault.content
        managing.remove(vault, VIEWER, "离职")
        new = vault.content

    with pytest.raises(WrongPassphrase):
        api.open_vault(workbook, VIEWER, passphrase_of(VIEWER))
    assert new.people.epoch == 2
    for name in ("rows", "files", "log"):
        assert getattr(new.people, name) != getattr(old.people, name)
    assert new.people.roots[0] == old.people.roots[0]
    gone = next(person for person in new.people.people if person.name == VIEWER)
    assert (gone.role, gone.rows_key, gone.manager_keys) == (Role.GONE, b"", b"")


def test_what_a_removed_person_kept_does_not_open_what_came_later(workbook):
    viewer = opened(workbook, VIEWER)
    with opened(workbook) as vault:
        managing.remove(vault, VIEWER)
        vault.deposit(ENTRIES, FILE)
        for block in vault.content.rows:
            with pytest.raises(ValueError, match="verify"):
                block.open(vault.content.vault, viewer.keys.rows)


def test_the_others_keep_their_passphrases_after_a_rotation(workbook):
    with opened(workbook) as vault:
        for _ in range(3):
            managing.rotate(vault, "quarterly")

    with opened(workbook, VIEWER) as vault:
        assert [e.original for e in vault.customer("C2", "check")] == ["李四"]
    with opened(workbook) as vault:
        assert vault.everything("check") == ENTRIES
        assert vault.original_file("check") == FILE
        assert len(vault.log()) == 4 + 3 + 1 + 2 + 1
    with opened(workbook, MEMBER) as vault:
        vault.deposit(ENTRIES, None)


def test_a_new_manager_can_do_what_the_first_can(workbook):
    with opened(workbook) as vault:
        managing.add(vault, SECOND, Role.MANAGER, NEW)
    with api.open_vault(workbook, SECOND, NEW) as vault:
        assert vault.everything("check") == ENTRIES
        managing.remove(vault, MANAGER)
        assert next(entry.person for entry in vault.log()) == MANAGER
        with pytest.raises(PeopleRefused, match="最后一位"):
            managing.remove(vault, SECOND)


def test_the_last_manager_and_oneself_stay(workbook):
    with opened(workbook) as vault:
        with pytest.raises(PeopleRefused, match="最后一位"):
            managing.remove(vault, MANAGER)
        managing.add(vault, SECOND, Role.MANAGER, NEW)
        with pytest.raises(PeopleRefused, match="自己"):
            managing.remove(vault, MANAGER)
        with pytest.raises(PeopleRefused, match="没有"):
            managing.remove(vault, "无此人")


@pytest.mark.parametrize("name", [VIEWER, f" {VIEWER} ", "王主管"])
def test_a_name_stands_on_the_list_once(workbook, name):
    with opened(workbook) as vault, pytest.raises(PeopleRefused, match="已有"):
        managing.add(vault, name, Role.MEMBER, NEW)


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\x00b", "a\x1b[31m"])
def test_a_name_is_something_that_can_be_read(workbook, name):
    with opened(workbook) as vault, pytest.raises(PeopleRefused):
        managing.add(vault, name, Role.MEMBER, NEW)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("short", "5"), ("elevenchars", "11"), ("aaaaaaaaaaaaaaaa", "1"), ("口" * 2000, "1")],
)
def test_weak_passphrases_are_refused_with_the_reason(workbook, typed, said):
    weak = Passphrase(typed)
    with opened(workbook) as vault:
        with pytest.raises(WeakPassphrase, match=said) as caught:
            managing.add(vault, "新人", Role.MEMBER, weak)
        with pytest.raises(WeakPassphrase):
            vault.change_passphrase(weak)
    assert typed not in str(caught.value)


def test_a_vault_is_not_made_twice(workbook):
    before = api.vault_of(workbook).read_bytes()

    with pytest.raises(VaultExists):
        api.create(workbook, "别人", NEW)

    assert api.vault_of(workbook).read_bytes() == before


def test_a_weak_passphrase_makes_no_vault(cheap, tmp_path):
    with pytest.raises(WeakPassphrase):
        api.create(tmp_path / "a.xlsx", MANAGER, Passphrase("short"))

    assert not api.exists(tmp_path / "a.xlsx")


def test_a_passphrase_is_the_same_however_it_is_composed(cheap, tmp_path):
    path = tmp_path / "a.xlsx"
    with api.create(path, MANAGER, Passphrase("cafe\u0301 au lait et pain")):
        pass

    with api.open_vault(path, MANAGER, Passphrase("caf\u00e9 au lait et pain")) as vault:
        assert vault.person.name == MANAGER


def test_a_changed_passphrase_opens_and_the_old_one_does_not(workbook):
    with opened(workbook, VIEWER) as vault:
        vault.change_passphrase(NEW)
        assert vault.customer("C1", "still open")

    with pytest.raises(WrongPassphrase):
        opened(workbook, VIEWER)
    with api.open_vault(workbook, VIEWER, NEW) as vault:
        assert vault.customer("C1", "check")


def test_each_save_names_the_latest_root_that_a_person_has_seen(workbook):
    with opened(workbook) as vault:
        managing.rotate(vault)
    with opened(workbook, VIEWER) as vault:
        assert vault.unlocked.pinned_number == 1
        vault.customer("C1", "check")
    with opened(workbook, VIEWER) as vault:
        assert vault.unlocked.pinned_number == 2
