"""The vault of a workbook: whether there is one, making it, opening it.

All functions take the path of the workbook; the vault is the file beside it whose name is the
workbook's with ``.vault`` after it.
"""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path
from typing import Final

from xlsegment.engine.package import check_package
from xlsegment.engine.there import check_file, is_file
from xlsegment.errors import HasVault, PeopleRefused, VaultDamaged, VaultExists, WrongPassphrase
from xlsegment.text import Text
from xlsegment.vault import seen, stamp, store
from xlsegment.vault.deeds import Deed
from xlsegment.vault.fault import Fault
from xlsegment.vault.keys import (
    Identity,
    Keys,
    ManagerKeys,
    Unlocked,
    given,
    held,
    new_lock,
    trying,
)
from xlsegment.vault.layout import Block, Content, Part
from xlsegment.vault.log import Act
from xlsegment.vault.opened import OpenVault
from xlsegment.vault.passphrase import Passphrase
from xlsegment.vault.people import (
    MAX_NAME,
    PERSON_ID,
    VAULT_ID,
    Person,
    Role,
    Root,
    Roster,
)
from xlsegment.vault.sealing import KEY, Opener, Signer, digest
from xlsegment.vault.sound import Sound

_SUFFIX: Final = ".vault"
_NO_NAME: Final = Text("姓名是空的或太长", "the name is empty or too long")
_PIN: Final = Text("人员名单不是管理者签署的", "the list of people is not signed by a manager")


def vault_of(workbook: Path) -> Path:
    """Return where the vault of a workbook lies.

    Raises
    ------
    NotAFile
        The path has no name, as that of a folder may.
    """
    if not workbook.name:
        check_file(workbook)
    return workbook.with_name(workbook.name + _SUFFIX)


def exists(workbook: Path) -> bool:
    """Tell whether a workbook has a vault."""
    return is_file(vault_of(workbook))


def check_new(workbook: Path) -> None:
    """Refuse to make a vault beside one that is there, or for a workbook that is not sound.

    Raises
    ------
    VaultExists, HasVault, EngineError
        A vault that was made all the same could never be opened, or the workbook not be masked.
    """
    path = vault_of(workbook)
    if path.exists():
        raise VaultExists(file=path.name)
    if workbook.is_file():
        check_package(workbook)
        if stamp.stamp_of(workbook):
            raise HasVault(file=workbook.name, vault=path.name, name=stamp.STAMP_NAME)


def create(workbook: Path, person: str, passphrase: Passphrase) -> OpenVault:
    """Make the vault of a workbook; the person is its first manager.

    Raises
    ------
    VaultExists, HasVault, WeakPassphrase, PeopleRefused, EngineError
        No vault was made.
    """
    check_new(workbook)
    path = vault_of(workbook)
    passphrase.check_strength()
    vault = secrets.token_bytes(VAULT_ID)
    identity, rows, root = Identity.fresh(), Opener.fresh(), Signer.fresh()
    manager = ManagerKeys(root, Opener.fresh(), (Opener.fresh(),))
    keys = Keys(rows, manager)
    first = given(new_person(person, Role.MANAGER, identity), keys, vault, 1)
    roster = Roster(
        1, (Root(root.public, b""),), rows.public, manager.files.public,
        manager.logs[-1].public, (first,),
    )  # fmt: skip
    join = Block.sealed(
        Part.JOIN, vault, rows.public, secrets.token_bytes(KEY), generation=1, count=1,
        when=int(dt.datetime.now(dt.UTC).timestamp()),
    )  # fmt: skip
    lock = new_lock(first.id, identity, passphrase, roster, vault, 1)
    content = Content(
        vault, 0, first.id, roster.signed_by(root, vault), {first.id: lock}, join, (), (), ()
    )
    unlocked = Unlocked(identity, root.public, 1, lock, b"")
    opened = OpenVault(path, content, None, first, unlocked, keys)
    opened.save(content, Deed(Act.CREATE, "", (), 1))
    return open_vault(workbook, person, passphrase)


def new_person(name: str, role: Role, identity: Identity) -> Person:
    """Return a person with an identity of their own and no keys yet."""
    clean = " ".join(name.split())
    if not 0 < len(clean) <= MAX_NAME or not clean.isprintable():
        raise PeopleRefused(reason=_NO_NAME)
    return Person(
        secrets.token_bytes(PERSON_ID), clean, role, identity.exchange.public, identity.sign.public
    )


def peek(workbook: Path, *, accept_older: bool = False) -> tuple[Content, bytes]:
    """Return what a vault holds and its digest, checked as far as it is without a passphrase.

    Raises
    ------
    NoVault, VaultDamaged, ForeignVault, OldVault
        There is none, or not the one that belongs to the workbook.
    """
    path = vault_of(workbook)
    data = store.read(path)
    with Sound(path.name):
        content = Content.read(data)
    now = digest(data)
    stamp.check(stamp.stamp_of(workbook), content, path.name, accept_older=accept_older)
    if not accept_older:
        seen.check(content, now, path.name)
    return content, now


def open_vault(
    workbook: Path, person: str, passphrase: Passphrase, *, accept_older: bool = False
) -> OpenVault:
    """Open the vault of a workbook.

    Parameters
    ----------
    workbook
        The workbook; it need not be there any more.
    person
        As on the list.
    passphrase
        Theirs.
    accept_older
        Whether an older state than the last one seen will do for a manager, because only a backup
        is left. What is saved then counts as newer than anything that was seen.

    Raises
    ------
    NoVault, VaultDamaged, ForeignVault, OldVault
        There is none, or not the one that belongs to the workbook.
    WrongPassphrase
        There is no such person, or it is not their passphrase.
    """
    path = vault_of(workbook)
    content, now = peek(workbook, accept_older=accept_older)
    roster = content.people
    found = roster.named(person)
    if found is None:
        trying(passphrase)
        raise WrongPassphrase(file=path.name)
    lock = content.locks[found.id]
    try:
        unlocked = Unlocked.open(lock, content.vault, passphrase)
    except Fault as error:
        raise WrongPassphrase(file=path.name) from error
    number = unlocked.pinned_number
    pinned = 1 <= number <= roster.epoch and roster.roots[number - 1].key == unlocked.pinned
    identity = unlocked.identity
    own = (identity.exchange.public, identity.sign.public) == (found.exchange, found.verify)
    if not pinned or not own:
        raise VaultDamaged(file=path.name, reason=_PIN)
    if accept_older and found.role is not Role.MANAGER:
        # Even the log entry of a refused attempt would make the older state the latest one.
        accept_older = False
        peek(workbook)
    with Sound(path.name):
        keys = held(found, identity, roster, content.vault)
    least = _least(workbook, content.vault) if accept_older else 0
    if not accept_older:
        seen.Seen.of(content, now).remember(content.vault)
    return OpenVault(path, content, now, found, unlocked, keys, least=least)


def _least(workbook: Path, vault: bytes) -> int:
    """Return the latest generation that anything here knows of."""
    known = seen.recalled(vault)
    stamped = stamp.Stamp.read(stamp.stamp_of(workbook))
    return max(known.generation if known else 0, stamped.generation if stamped else 0)
