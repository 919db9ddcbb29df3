"""The bytes of a vault, format 1: parsed strictly, each part in one place, nothing left over.

::

    8   b"XLSVAULT"
    1   format, 1
    8   length of the whole file
    then parts, each 1 byte kind, 8 bytes length, content; all numbers big-endian:
    1   head       JSON: id of the vault, generation, id of the last writer        once
    2   roster     Ed25519 signature by the latest root, then JSON: the people     once
    3   locks      JSON: each person's secret under their passphrase               once
    4   join       block: the key of join codes, sealed for the rows key           once
    5   rows       block: entries, sealed for the rows key                         any number
    6   file       block: a workbook as it was, sealed for the files key           any number
    7   log        generation, author, epoch, hash, signature, sealed entry        any number
    8   signature  Ed25519 of the writer over id, generation and all bytes before  once, last

A block is: generation in which it was written, number of things in it, when (seconds since 1970),
each 8 bytes, then a sealed box. A sealed box is the one-time X25519 public key (32), the nonce
(12), the AES-256-GCM ciphertext and its tag (16). See `xlsegment.vault` for the keys.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from typing import Final, Self

from xlsegment.vault.fault import Fault
from xlsegment.vault.keys import Identity, Lock
from xlsegment.vault.log import LogRecord
from xlsegment.vault.people import MAX_PEOPLE, PERSON_ID, VAULT_ID, Roster
from xlsegment.vault.sealing import (
    BOX_OVERHEAD,
    SIGNATURE,
    Context,
    Opener,
    Purpose,
    digest,
    seal,
    signed,
)
from xlsegment.vault.strict import Fields, dumps, loads

MAGIC: Final = b"XLSVAULT"
FORMAT: Final = 1
#: What a whole vault may take.
MAX_BYTES: Final = 1 << 30
_MAX_PARTS: Final = 1_000_000
_START: Final = len(MAGIC) + 1 + 8
_PART: Final = 1 + 8
_BLOCK: Final = 3 * 8


class Part(IntEnum):
    """The kinds of parts, in their order."""

    HEAD = 1
    ROSTER = 2
    LOCKS = 3
    JOIN = 4
    ROWS = 5
    FILE = 6
    LOG = 7
    SIGNATURE = 8


_KINDS: Final = frozenset(int(part) for part in Part)
_MANY: Final = {Part.ROWS, Part.FILE, Part.LOG}
_PURPOSES: Final = {
    Part.JOIN: Purpose.JOIN,
    Part.ROWS: Purpose.ROWS,
    Part.FILE: Purpose.FILE,
}


@dataclass(frozen=True, slots=True)
class Block:
    """Something sealed: the key of join codes, the entries of a deposit, a workbook.

    ``when`` is in seconds since 1970.
    """

    part: Part
    generation: int
    count: int
    when: int
    box: bytes

    def packed(self) -> bytes:
        """Return it as it stands in the file."""
        return b"".join(n.to_bytes(8) for n in (self.generation, self.count, self.when)) + self.box

    @classmethod
    def read(cls, part: Part, data: bytes) -> Self:
        """Return what bytes hold, or raise `Fault`."""
        if len(data) < _BLOCK + BOX_OVERHEAD:
            raise Fault("加密块太短", "a block is too short")
        generation, count, when = (int.from_bytes(data[at : at + 8]) for at in (0, 8, 16))
        return cls(part, generation, count, when, data[_BLOCK:])

    @classmethod
    def sealed(
        cls, part: Part, vault: bytes, public: bytes, plain: bytes, *,
        generation: int, count: int, when: int,
    ) -> Self:  # fmt: skip
        """Seal something for the holders of a key."""
        empty = cls(part, generation, count, when, b"")
        return replace(empty, box=seal(public, plain, empty._context(vault)))

    def open(self, vault: bytes, opener: Opener) -> bytes:
        """Return what was sealed, or raise `Fault`."""
        return opener.open(self.box, self._context(vault))

    def _context(self, vault: bytes) -> Context:
        more = (self.count.to_bytes(8), self.when.to_bytes(8))
        return Context(_PURPOSES[self.part], vault, self.generation, more)


@dataclass(frozen=True)
class Content:
    """What a vault holds.

    Attributes
    ----------
    vault
        Its id.
    generation
        How often it was saved.
    writer
        Id of the person who saved it last.
    roster
        The people, as bytes with the signature; see `people`.
    locks
        By the id of the person.
    join, rows, files, log
        What is sealed.
    """

    vault: bytes
    generation: int
    writer: bytes
    roster: bytes
    locks: dict[bytes, Lock]
    join: Block
    rows: tuple[Block, ...]
    files: tuple[Block, ...]
    log: tuple[LogRecord, ...]

    @cached_property
    def people(self) -> Roster:
        """The list of people, its signatures checked."""
        return Roster.read(self.roster, self.vault)

    def packed(self, writer: Identity) -> bytes:
        """Return the file, signed by its writer."""
        head = {
            "id": self.vault.hex(),
            "generation": self.generation,
            "writer": self.writer.hex(),
        }
        locks = [lock.plain() for _, lock in sorted(self.locks.items())]
        parts = [
            (Part.HEAD, dumps(head)),
            (Part.ROSTER, self.roster),
            (Part.LOCKS, dumps(locks)),
            (Part.JOIN, self.join.packed()),
            *((Part.ROWS, block.packed()) for block in self.rows),
            *((Part.FILE, block.packed()) for block in self.files),
            *((Part.LOG, record.packed()) for record in self.log),
        ]
        body = b"".join(_framed(part, data) for part, data in parts)
        total = _START + len(body) + _PART + SIGNATURE
        unsigned = MAGIC + bytes([FORMAT]) + total.to_bytes(8) + body
        signature = writer.sign.sign(self._signed(unsigned))
        return unsigned + _framed(Part.SIGNATURE, signature)

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Return what a file holds, checked as far as it can be without a passphrase.

        Raises
        ------
        Fault
            The file is no vault, or not as its last writer left it.
        """
        parts = _parts(data)
        head = Fields(loads(parts[Part.HEAD][0]), "id", "generation", "writer")
        vault = head.octets("id", VAULT_ID)
        locks = loads(parts[Part.LOCKS][0])
        if type(locks) is not list or len(locks) > MAX_PEOPLE:
            raise Fault("口令记录不对", "the records of passphrases are not what they should be")
        read = [Lock.read(each) for each in locks]
        content = cls(
            vault=vault,
            generation=head.whole("generation"),
            writer=head.octets("writer", PERSON_ID),
            roster=parts[Part.ROSTER][0],
            locks={lock.person: lock for lock in read},
            join=Block.read(Part.JOIN, parts[Part.JOIN][0]),
            rows=tuple(Block.read(Part.ROWS, each) for each in parts[Part.ROWS]),
            files=tuple(Block.read(Part.FILE, each) for each in parts[Part.FILE]),
            log=tuple(LogRecord.read(each) for each in parts[Part.LOG]),
        )
        content._check(data, parts[Part.SIGNATURE][0], len(read))
        return content

    def _check(self, data: bytes, signature: bytes, locks: int) -> None:
        writer = self.people.by_id(self.writer)
        unsigned = data[: -(_PART + SIGNATURE)]
        if writer is None or not signed(writer.verify, signature, self._signed(unsigned)):
            raise Fault("签名不对", "the signature does not fit")
        if len(self.locks) != locks or self.locks.keys() != {p.id for p in self.people.present}:
            raise Fault("口令记录与名单不符", "passphrases and people do not belong together")
        written = [self.people.changed, self.join.generation]
        written += [block.generation for block in (*self.rows, *self.files)]
        written += [record.generation for record in self.log]
        if max(written) > self.generation or not self.log:
            raise Fault("版本号不对", "the generations do not fit")

    def _signed(self, unsigned: bytes) -> Context:
        return Context(Purpose.VAULT, self.vault, self.generation, (digest(unsigned),))


def _framed(part: Part, data: bytes) -> bytes:
    return bytes([part]) + len(data).to_bytes(8) + data


def _parts(data: bytes) -> dict[Part, list[bytes]]:
    """Return the parts by their kind, in their order."""
    if data[: len(MAGIC)] != MAGIC:
        raise Fault("不是保险库文件", "it is no vault")
    if data[len(MAGIC) : len(MAGIC) + 1] != bytes([FORMAT]):
        raise Fault("是更新的版本写的格式", "a newer version has written it")
    if int.from_bytes(data[len(MAGIC) + 1 : _START]) != len(data):
        raise Fault("长度不对", "it has not the length it should have")
    parts: dict[Part, list[bytes]] = {part: [] for part in Part}
    at, last, count = _START, Part.HEAD, 0
    while at < len(data):
        if at + _PART > len(data) or data[at] not in _KINDS:
            raise Fault("部件不对", "a part is not what it should be")
        part, size = Part(data[at]), int.from_bytes(data[at + 1 : at + _PART])
        at += _PART
        count += 1
        if size > len(data) - at or part < last or count > _MAX_PARTS:
            raise Fault("部件不对", "a part is not what it should be")
        parts[part].append(data[at : at + size])
        at, last = at + size, part
    if any(len(parts[part]) != 1 for part in Part if part not in _MANY):
        raise Fault("部件缺失或重复", "a part is missing or there twice")
    return parts
