"""Who is on a vault's list, what they may do, and the public keys; signed by the managers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Final, Self

from xlsegment.text import Text
from xlsegment.vault.fault import Fault
from xlsegment.vault.sealing import (
    BOX_OVERHEAD,
    KEY,
    SIGNATURE,
    Context,
    Purpose,
    Signer,
    digest,
    signed,
)
from xlsegment.vault.strict import Fields, dumps, loads

VAULT_ID: Final = 16
PERSON_ID: Final = 8
MAX_PEOPLE: Final = 1000
MAX_ROTATIONS: Final = 10_000
MAX_NAME: Final = 100


class Role(Enum):
    """What a person may do. The values stand in the file."""

    MEMBER = "member"
    VIEWER = "viewer"
    MANAGER = "manager"
    GONE = "removed"

    @property
    def label(self) -> Text:
        """The role in words."""
        return _ROLES[self]


_ROLES: Final = {
    Role.MEMBER: Text("普通", "member"),
    Role.VIEWER: Text("查看", "viewer"),
    Role.MANAGER: Text("管理", "manager"),
    Role.GONE: Text("已移除", "removed"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One person.

    Attributes
    ----------
    id, name, role
        Who.
    exchange, verify
        Public keys: what is sealed for this person, what this person signed.
    rows_key
        The key of the rows, sealed for viewers and managers; else empty.
    manager_keys
        The managers' keys, sealed for managers; else empty.
    """

    id: bytes
    name: str
    role: Role
    exchange: bytes
    verify: bytes
    rows_key: bytes = b""
    manager_keys: bytes = b""

    def is_called(self, name: str) -> bool:
        """Tell whether this is the person's name, however it is typed."""
        return self.role is not Role.GONE and folded(self.name) == folded(name)


def folded(name: str) -> str:
    """Return a name as it is compared."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


@dataclass(frozen=True, slots=True)
class Root:
    """A key that signs the list, and the signature of the one before it."""

    key: bytes
    by: bytes


@dataclass(frozen=True, slots=True)
class Roster:
    """The list of people and the public keys of one epoch.

    Attributes
    ----------
    changed
        The generation in which the list was last changed.
    roots
        Each signs the one after it; the last signs the list. A rotation adds one.
    rows, files, log
        Public keys that original cells, workbooks and log entries are sealed for.
    people
        In the order in which they came, those that were removed included: they signed entries of
        the log.
    """

    changed: int
    roots: tuple[Root, ...]
    rows: bytes
    files: bytes
    log: bytes
    people: tuple[Person, ...]

    @property
    def epoch(self) -> int:
        """How often keys were rotated, from 1 on."""
        return len(self.roots)

    @property
    def present(self) -> tuple[Person, ...]:
        """Those who were not removed."""
        return tuple(person for person in self.people if person.role is not Role.GONE)

    def named(self, name: str) -> Person | None:
        """Return the person of a name."""
        return next((person for person in self.people if person.is_called(name)), None)

    def by_id(self, wanted: bytes) -> Person | None:
        """Return the person of an id, removed or not."""
        return next((person for person in self.people if person.id == wanted), None)

    def signed_by(self, root: Signer, vault: bytes) -> bytes:
        """Return the list as it stands in the file: signature, then content."""
        body = dumps(
            {
                "changed": self.changed,
                "roots": [{"key": r.key.hex(), "by": r.by.hex()} for r in self.roots],
                "rows": self.rows.hex(),
                "files": self.files.hex(),
                "log": self.log.hex(),
                "people": [_plain(person) for person in self.people],
            }
        )
        return root.sign(_context(vault, self, body)) + body

    @classmethod
    def read(cls, data: bytes, vault: bytes) -> Self:
        """Return the list that bytes hold, its signatures checked, or raise `Fault`.

        That its roots are the managers' own is known only to who has a pinned one.
        """
        signature, body = data[:SIGNATURE], data[SIGNATURE:]
        top = Fields(loads(body), "changed", "roots", "rows", "files", "log", "people")
        roots = [Fields(each, "key", "by") for each in top.many("roots", MAX_ROTATIONS)]
        roster = cls(
            changed=top.whole("changed"),
            roots=tuple(Root(r.octets("key", KEY), r.octets("by", 0, SIGNATURE)) for r in roots),
            rows=top.octets("rows", KEY),
            files=top.octets("files", KEY),
            log=top.octets("log", KEY),
            people=tuple(_person(each) for each in top.many("people", MAX_PEOPLE)),
        )
        roster._check(vault)
        if not signed(roster.roots[-1].key, signature, _context(vault, roster, body)):
            raise Fault("人员名单的签名不对", "the list of people is not signed as it should be")
        return roster

    def _check(self, vault: bytes) -> None:
        names = [folded(person.name) for person in self.present]
        ids = [person.id for person in self.people]
        if not self.roots or len(set(names)) != len(names) or len(set(ids)) != len(ids):
            raise Fault("人员名单有重复或缺失", "the list of people has repetitions or gaps")
        if not any(person.role is Role.MANAGER for person in self.people):
            raise Fault("人员名单里没有管理者", "the list of people has no manager")
        for number in range(1, len(self.roots)):
            before, root = self.roots[number - 1], self.roots[number]
            if not signed(before.key, root.by, root_context(vault, number, root.key)):
                raise Fault("密钥的签名不对", "a key is not signed by the one before it")


def root_context(vault: bytes, number: int, key: bytes) -> Context:
    """Return what a root signs of the one that follows it."""
    return Context(Purpose.ROOT, vault, number, (key,))


def _context(vault: bytes, roster: Roster, body: bytes) -> Context:
    return Context(Purpose.ROSTER, vault, roster.changed, (digest(body),))


def _plain(person: Person) -> dict[str, str]:
    return {
        "id": person.id.hex(),
        "name": person.name,
        "role": person.role.value,
        "exchange": person.exchange.hex(),
        "verify": person.verify.hex(),
        "rows_key": person.rows_key.hex(),
        "manager_keys": person.manager_keys.hex(),
    }


def _person(value: object) -> Person:
    keys = ("id", "name", "role", "exchange", "verify", "rows_key", "manager_keys")
    fields = Fields(value, *keys)
    role = fields.text("role", 20)
    if role not in {each.value for each in Role}:
        raise Fault("人员名单里有不认识的角色", "the list of people has an unknown role")
    return Person(
        id=fields.octets("id", PERSON_ID),
        name=fields.text("name", MAX_NAME),
        role=Role(role),
        exchange=fields.octets("exchange", KEY),
        verify=fields.octets("verify", KEY),
        rows_key=fields.octets("rows_key", 0, KEY + BOX_OVERHEAD),
        manager_keys=fields.octets("manager_keys"),
    )
