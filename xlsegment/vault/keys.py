"""Which secrets a person holds: their own, and those their role gives them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Final, Self

from xlsegment.vault.fault import Fault
from xlsegment.vault.passphrase import COST, SALT, Passphrase
from xlsegment.vault.people import PERSON_ID, Person, Role, Roster
from xlsegment.vault.sealing import (
    KEY,
    Context,
    Opener,
    Purpose,
    Signer,
    decrypt,
    derived,
    encrypt,
    seal,
)
from xlsegment.vault.strict import Fields

_PIN: Final = KEY + KEY + 4


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """A person's own key pairs, both from one secret."""

    secret: bytes
    exchange: Opener
    sign: Signer

    @classmethod
    def of(cls, secret: bytes) -> Self:
        """Return the pairs of a secret."""
        return cls(
            secret,
            Opener.of(derived(secret, Purpose.EXCHANGE)),
            Signer.of(derived(secret, Purpose.SIGN)),
        )

    @classmethod
    def fresh(cls) -> Self:
        """Make a new identity."""
        return cls.of(secrets.token_bytes(KEY))


@dataclass(frozen=True, slots=True)
class Lock:
    """A person's secret under their passphrase, and the root key they trust.

    Attributes
    ----------
    person
        Whose.
    generation
        When it was sealed.
    cost, salt
        What scrypt is given; both are authenticated with the box.
    box
        Secret, pinned root key and its number.
    """

    person: bytes
    generation: int
    cost: int
    salt: bytes
    box: bytes

    def context(self, vault: bytes) -> Context:
        """Return what the box is bound to."""
        more = (self.person, bytes([self.cost]), self.salt)
        return Context(Purpose.LOCK, vault, self.generation, more)

    def plain(self) -> dict[str, object]:
        """Return it as it stands in the file."""
        return {
            "person": self.person.hex(),
            "generation": self.generation,
            "cost": self.cost,
            "salt": self.salt.hex(),
            "box": self.box.hex(),
        }

    @classmethod
    def read(cls, value: object) -> Self:
        """Return what stands in the file, or raise `Fault`."""
        fields = Fields(value, "person", "generation", "cost", "salt", "box")
        cost = fields.whole("cost")
        if cost > 255:
            raise Fault("口令参数超出范围", "the cost of a passphrase is out of range")
        return cls(
            person=fields.octets("person", PERSON_ID),
            generation=fields.whole("generation"),
            cost=cost,
            salt=fields.octets("salt", SALT),
            box=fields.octets("box"),
        )


@dataclass(frozen=True, slots=True, repr=False)
class Unlocked:
    """What a passphrase gives: the identity, what it trusts, and the key to seal both anew."""

    identity: Identity
    pinned: bytes
    pinned_number: int
    lock: Lock
    key: bytes

    @classmethod
    def open(cls, lock: Lock, vault: bytes, passphrase: Passphrase) -> Self:
        """Open a lock, or raise `Fault`."""
        key = derived(passphrase.key(lock.salt, lock.cost), Purpose.LOCK)
        plain = decrypt(key, lock.box, lock.context(vault))
        if len(plain) != _PIN:
            raise Fault("口令记录的长度不对", "a passphrase's record has the wrong length")
        number = int.from_bytes(plain[2 * KEY :])
        return cls(Identity.of(plain[:KEY]), plain[KEY : 2 * KEY], number, lock, key)

    def trusting(self, roster: Roster, vault: bytes, generation: int) -> Lock:
        """Return the lock, sealed anew where a newer root is to be trusted."""
        if self.pinned_number == roster.epoch:
            return self.lock
        lock = replace(self.lock, generation=generation, box=b"")
        return _filled(lock, self.key, self.identity, roster, vault)


def new_lock(
    person: bytes,
    identity: Identity,
    passphrase: Passphrase,
    roster: Roster,
    vault: bytes,
    generation: int,
) -> Lock:
    """Put an identity under a passphrase."""
    lock = Lock(person, generation, COST, secrets.token_bytes(SALT), b"")
    key = derived(passphrase.key(lock.salt, lock.cost), Purpose.LOCK)
    return _filled(lock, key, identity, roster, vault)


def _filled(lock: Lock, key: bytes, identity: Identity, roster: Roster, vault: bytes) -> Lock:
    plain = identity.secret + roster.roots[-1].key + roster.epoch.to_bytes(4)
    return replace(lock, box=encrypt(key, plain, lock.context(vault)))


def trying(passphrase: Passphrase) -> None:
    """Take as long as opening a lock does, so that nobody learns which names are on the list."""
    passphrase.key(bytes(SALT), COST)


@dataclass(frozen=True, slots=True, repr=False)
class ManagerKeys:
    """What managers hold: the root that signs the list, the keys of workbooks and of the log.

    ``logs`` has one key for each epoch; older entries stay sealed for the older ones.
    """

    root: Signer
    files: Opener
    logs: tuple[Opener, ...]

    def packed(self) -> bytes:
        """Return the private keys, one after the other."""
        keys = (self.root.private, self.files.private, *(log.private for log in self.logs))
        return b"".join(keys)

    @classmethod
    def read(cls, data: bytes, roster: Roster) -> Self:
        """Return the keys that bytes hold, or raise `Fault` if they are not the list's."""
        keys = [data[at : at + KEY] for at in range(0, len(data), KEY)]
        if len(data) != KEY * (2 + roster.epoch):
            raise Fault("管理密钥的个数不对", "there are too many or too few managers' keys")
        found = cls(Signer.of(keys[0]), Opener.of(keys[1]), tuple(map(Opener.of, keys[2:])))
        public = (found.root.public, found.files.public, found.logs[-1].public)
        if public != (roster.roots[-1].key, roster.files, roster.log):
            raise Fault("管理密钥与名单不符", "the managers' keys are not those of the list")
        return found


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What a person's role gives them."""

    rows: Opener | None = None
    manager: ManagerKeys | None = None


def given(person: Person, keys: Keys, vault: bytes, epoch: int) -> Person:
    """Return a person with the keys of their role sealed for them."""
    rows = managers = b""
    if person.role in (Role.VIEWER, Role.MANAGER) and keys.rows is not None:
        context = _for(Purpose.ROWS_KEY, person, vault, epoch)
        rows = seal(person.exchange, keys.rows.private, context)
    if person.role is Role.MANAGER and keys.manager is not None:
        context = _for(Purpose.MANAGER_KEYS, person, vault, epoch)
        managers = seal(person.exchange, keys.manager.packed(), context)
    return replace(person, rows_key=rows, manager_keys=managers)


def held(person: Person, identity: Identity, roster: Roster, vault: bytes) -> Keys:
    """Return the keys that are sealed for a person, or raise `Fault`."""
    rows = manager = None
    if person.role in (Role.VIEWER, Role.MANAGER):
        context = _for(Purpose.ROWS_KEY, person, vault, roster.epoch)
        rows = Opener.of(identity.exchange.open(person.rows_key, context))
        if rows.public != roster.rows:
            raise Fault("密钥与名单不符", "a key is not the list's")
    if person.role is Role.MANAGER:
        context = _for(Purpose.MANAGER_KEYS, person, vault, roster.epoch)
        manager = ManagerKeys.read(identity.exchange.open(person.manager_keys, context), roster)
    return Keys(rows, manager)


def _for(purpose: Purpose, person: Person, vault: bytes, epoch: int) -> Context:
    return Context(purpose, vault, epoch, (person.id, person.role.value.encode()))
