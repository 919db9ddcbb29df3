"""The log: who did what, when, to which customers, and why.

Each entry is sealed for the managers, signed by the person who acted, and hashed together with
the entry before it. Anybody on the list can add one; nobody can change, drop or reorder one
without breaking the signatures of all that follow.
"""

from __future__ import annotations

import datetime as dt
import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Self

from xlsegment.text import Text
from xlsegment.vault.fault import Fault
from xlsegment.vault.keys import Identity
from xlsegment.vault.people import PERSON_ID, Role, Roster
from xlsegment.vault.sealing import (
    HASH,
    SIGNATURE,
    Context,
    Opener,
    Purpose,
    digest,
    seal,
    signed,
)
from xlsegment.vault.strict import Fields, dumps, loads

MAX_REASON: Final = 2000
_MAX_CUSTOMERS: Final = 2_000_000
_MAX_UNPACKED: Final = 256 << 20
_SALT: Final = 16
_HEAD: Final = 8 + PERSON_ID + 4 + HASH + SIGNATURE

#: What stands for the hash before the first entry.
START: Final = bytes(HASH)


class Act(Enum):
    """What somebody did. The keys stand in the file."""

    CREATE = "create"
    DEPOSIT = "deposit"
    SHOW = "show"
    RESTORE = "restore"
    ORIGINAL = "original"
    JOIN = "join"
    ADD = "add"
    REMOVE = "remove"
    PASSPHRASE = "passphrase"
    ROTATE = "rotate"
    EXPORT = "export"

    @property
    def label(self) -> Text:
        """What was done, in words."""
        return _ACTS[self]


_ACTS: Final = {
    Act.CREATE: Text("建立保险库", "create the vault"),
    Act.DEPOSIT: Text("存入原文", "deposit originals"),
    Act.SHOW: Text("查看一位客户的原文", "see one customer's originals"),
    Act.RESTORE: Text("恢复全部原文", "restore all originals"),
    Act.ORIGINAL: Text("取出脱敏前的文件", "take out the file as it was"),
    Act.JOIN: Text("使用关联码密钥", "use the key of join codes"),
    Act.ADD: Text("添加人员", "add a person"),
    Act.REMOVE: Text("移除人员", "remove a person"),
    Act.PASSPHRASE: Text("更改口令", "change a passphrase"),
    Act.ROTATE: Text("更换密钥", "rotate the keys"),
    Act.EXPORT: Text("导出日志", "export the log"),
}


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What one entry says.

    Attributes
    ----------
    when
        In UTC.
    person, role
        Who, and what they were then.
    act
        What was asked for.
    allowed
        Whether it was done; else it was refused.
    customers
        Whose originals were revealed or asked for.
    count
        How many cells, people or files it was about.
    why
        What the person gave as the reason.
    salt
        Random, so that the hash tells nobody what the entry says.
    """

    when: dt.datetime
    person: str
    role: Role
    act: Act
    allowed: bool
    customers: tuple[str, ...] = field(repr=False)
    count: int
    why: str
    salt: bytes

    def packed(self) -> bytes:
        """Return what is hashed and sealed."""
        return dumps(
            {
                "when": self.when.isoformat(),
                "person": self.person,
                "role": self.role.value,
                "act": self.act.value,
                "allowed": self.allowed,
                "customers": list(self.customers),
                "count": self.count,
                "why": self.why,
                "salt": self.salt.hex(),
            }
        )

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Return the entry that bytes hold, or raise `Fault`."""
        keys = (
            "when", "person", "role", "act", "allowed", "customers", "count", "why", "salt"
        )  # fmt: skip
        fields = Fields(loads(data), *keys)
        customers = fields.many("customers", _MAX_CUSTOMERS)
        try:
            return cls(
                when=dt.datetime.fromisoformat(fields.text("when", 40)),
                person=fields.text("person", MAX_REASON),
                role=Role(fields.text("role", 20)),
                act=Act(fields.text("act", 20)),
                allowed=fields.flag("allowed"),
                customers=tuple(str(each) for each in customers),
                count=fields.whole("count"),
                why=fields.text("why", MAX_REASON),
                salt=fields.octets("salt", _SALT),
            )
        except ValueError as error:
            raise Fault("日志内容无法读取", "the log cannot be read") from error


def new_salt() -> bytes:
    """Return the salt of a new entry."""
    return secrets.token_bytes(_SALT)


def hashed(before: bytes, entry: LogEntry) -> bytes:
    """Return the hash of an entry and all before it."""
    return digest(before, entry.packed())


@dataclass(frozen=True, slots=True)
class LogRecord:
    """An entry as it stands in the file.

    Attributes
    ----------
    generation
        With which it was saved.
    author
        Id of the person who signed it.
    epoch
        Which of the log's keys it is sealed for, from 1 on.
    hash
        Of this entry and the hash before it.
    signature
        Of the author.
    box
        What it says, sealed.
    """

    generation: int
    author: bytes
    epoch: int
    hash: bytes
    signature: bytes
    box: bytes

    def packed(self) -> bytes:
        """Return it as it stands in the file."""
        numbers = self.generation.to_bytes(8) + self.author + self.epoch.to_bytes(4)
        return numbers + self.hash + self.signature + self.box

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Return what bytes hold, or raise `Fault`."""
        if len(data) < _HEAD:
            raise Fault("日志记录太短", "an entry of the log is too short")
        at = 8 + PERSON_ID
        return cls(
            generation=int.from_bytes(data[:8]),
            author=data[8:at],
            epoch=int.from_bytes(data[at : at + 4]),
            hash=data[at + 4 : at + 4 + HASH],
            signature=data[at + 4 + HASH : _HEAD],
            box=data[_HEAD:],
        )

    def sealed_in(self, vault: bytes, place: int) -> Context:
        """Return what the box is bound to."""
        more = (place.to_bytes(8), self.author, self.epoch.to_bytes(4))
        return Context(Purpose.LOG, vault, self.generation, more)

    def signed_in(self, vault: bytes, place: int, before: bytes) -> Context:
        """Return what the author signs."""
        sealed = self.sealed_in(vault, place)
        more = (*sealed.more, before, self.hash, digest(self.box))
        return Context(Purpose.SIGN, vault, self.generation, more)


def appended(
    log: Sequence[LogRecord],
    entry: LogEntry,
    *,
    author: bytes,
    identity: Identity,
    roster: Roster,
    vault: bytes,
    generation: int,
) -> tuple[LogRecord, ...]:
    """Return a log with one more entry, sealed and signed."""
    before = log[-1].hash if log else START
    record = LogRecord(generation, author, roster.epoch, hashed(before, entry), b"", b"")
    box = seal(roster.log, zlib.compress(entry.packed()), record.sealed_in(vault, len(log)))
    whole = LogRecord(generation, author, roster.epoch, record.hash, b"", box)
    signature = identity.sign.sign(whole.signed_in(vault, len(log), before))
    done = LogRecord(generation, author, roster.epoch, record.hash, signature, box)
    return (*log, done)


def check_signatures(log: Sequence[LogRecord], roster: Roster, vault: bytes) -> None:
    """Raise `Fault` with the number of the first entry that is not as its author left it."""
    before = START
    for place, record in enumerate(log):
        author = roster.by_id(record.author)
        context = record.signed_in(vault, place, before)
        if author is None or not signed(author.verify, record.signature, context):
            raise _broken(place)
        before = record.hash


def opened(
    log: Sequence[LogRecord], keys: Sequence[Opener], roster: Roster, vault: bytes
) -> list[LogEntry]:
    """Return what a log says, every signature and hash checked, or raise `Fault`."""
    check_signatures(log, roster, vault)
    entries, before = list[LogEntry](), START
    for place, record in enumerate(log):
        if not 1 <= record.epoch <= len(keys):
            raise _broken(place)
        packed = keys[record.epoch - 1].open(record.box, record.sealed_in(vault, place))
        entry = LogEntry.read(_unpacked(packed))
        if hashed(before, entry) != record.hash:
            raise _broken(place)
        entries.append(entry)
        before = record.hash
    return entries


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(data, _MAX_UNPACKED)
    except zlib.error as error:
        raise Fault("日志内容无法读取", "the log cannot be read") from error
    if not unpacker.eof or unpacker.unused_data:
        raise Fault("日志内容无法读取", "the log cannot be read")
    return plain


def _broken(place: int) -> Fault:
    return Fault(f"日志从第 {place + 1} 条起对不上", f"the log is broken from entry {place + 1} on")
