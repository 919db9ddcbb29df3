"""What managers change: who is on the list, and all the keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlsegment.errors import PeopleRefused
from xlsegment.text import Text
from xlsegment.vault.api import new_person
from xlsegment.vault.deeds import Deed
from xlsegment.vault.keys import Identity, Keys, ManagerKeys, given, new_lock
from xlsegment.vault.layout import Block, Content
from xlsegment.vault.log import Act
from xlsegment.vault.opened import OpenVault
from xlsegment.vault.passphrase import Passphrase
from xlsegment.vault.people import MAX_PEOPLE, MAX_ROTATIONS, Person, Role, Root, root_context
from xlsegment.vault.sealing import Opener, Signer

_THERE: Final = Text("名单上已有“{name}”", "“{name}” is on the list already")
_NOT_THERE: Final = Text("名单上没有“{name}”", "there is no “{name}” on the list")
_LAST: Final = Text(
    "“{name}”是最后一位管理者；请先添加另一位",
    "“{name}” is the last manager; add another one first",
)
_SELF: Final = Text(
    "您不能移除自己，否则新密钥还在您手里；请由另一位管理者来做",
    "you cannot remove yourself, since you would hold the new keys; another manager has to do it",
)
_MANY: Final = Text("人数已到上限", "there are as many people as there can be")
_OFTEN: Final = Text("更换密钥的次数已到上限", "keys cannot be rotated any more often")


def check_new(vault: OpenVault, name: str, why: str = "") -> None:
    """Refuse a person who cannot be added, before they type anything."""
    vault.demand(Act.ADD, why)
    people = vault.content.people
    if people.named(name) is not None:
        raise _refused(_THERE, name)
    if len(people.people) >= MAX_PEOPLE:
        raise _refused(_MANY, name)


def add(vault: OpenVault, name: str, role: Role, passphrase: Passphrase, why: str = "") -> None:
    """Put a person on the list, with a passphrase of their own."""
    check_new(vault, name, why)
    content, roster = vault.content, vault.content.people
    passphrase.check_strength()
    manager = vault.keys.manager
    assert manager is not None
    identity = Identity.fresh()
    person = new_person(name, role, identity)
    sealed = given(person, vault.keys, content.vault, roster.epoch)
    changed = replace(roster, changed=vault.next, people=(*roster.people, sealed))
    lock = new_lock(person.id, identity, passphrase, changed, content.vault, vault.next)
    saved = replace(
        content,
        roster=changed.signed_by(manager.root, content.vault),
        locks={**content.locks, person.id: lock},
    )
    vault.save(saved, Deed(Act.ADD, _about(name, why), (), 1))


def remove(vault: OpenVault, name: str, why: str = "") -> None:
    """Take a person off the list and rotate all keys at once."""
    vault.demand(Act.REMOVE, why)
    people = vault.content.people
    found = people.named(name)
    if found is None:
        raise _refused(_NOT_THERE, name)
    managers = [person for person in people.present if person.role is Role.MANAGER]
    if managers == [found]:
        raise _refused(_LAST, name)
    if found == vault.person:
        raise _refused(_SELF, name)
    _rotate(vault, Deed(Act.REMOVE, _about(name, why), (), 1), without=found)


def rotate(vault: OpenVault, why: str = "") -> None:
    """Encrypt everything anew under new keys, for all who are on the list."""
    vault.demand(Act.ROTATE, why)
    _rotate(vault, Deed(Act.ROTATE, why))


def _rotate(vault: OpenVault, deed: Deed, without: Person | None = None) -> None:
    old, content = vault.keys, vault.content
    roster = content.people
    assert old.rows is not None
    assert old.manager is not None
    if roster.epoch >= MAX_ROTATIONS:
        raise _refused(_OFTEN, "")
    root, rows, files = Signer.fresh(), Opener.fresh(), Opener.fresh()
    keys = Keys(rows, ManagerKeys(root, files, (*old.manager.logs, Opener.fresh())))
    assert keys.manager is not None
    epoch = roster.epoch + 1
    context = root_context(content.vault, roster.epoch, root.public)
    people = [
        replace(person, role=Role.GONE) if person == without else person for person in roster.people
    ]
    changed = replace(
        roster,
        changed=vault.next,
        roots=(*roster.roots, Root(root.public, old.manager.root.sign(context))),
        rows=rows.public,
        files=files.public,
        log=keys.manager.logs[-1].public,
        people=tuple(given(person, keys, content.vault, epoch) for person in people),
    )
    gone = without.id if without is not None else None
    saved = Content(
        vault=content.vault,
        generation=content.generation,
        writer=content.writer,
        roster=changed.signed_by(root, content.vault),
        locks={person: lock for person, lock in content.locks.items() if person != gone},
        join=_anew(vault, content.join, old.rows, rows),
        rows=tuple(_anew(vault, block, old.rows, rows) for block in content.rows),
        files=tuple(_anew(vault, block, old.manager.files, files) for block in content.files),
        log=content.log,
    )
    vault.save(saved, deed, keys=keys)


def _anew(vault: OpenVault, block: Block, old: Opener, new: Opener) -> Block:
    with vault.sound():
        plain = block.open(vault.content.vault, old)
    return Block.sealed(
        block.part, vault.content.vault, new.public, plain,
        generation=vault.next, count=block.count, when=block.when,
    )  # fmt: skip


def _about(name: str, why: str) -> str:
    return f"{name}: {why}" if why else name


def _refused(reason: Text, name: str) -> PeopleRefused:
    return PeopleRefused(reason=Text(*(each.format(name=name) for each in reason.both)))
