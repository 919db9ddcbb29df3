"""A vault that a passphrase has opened: what a person may do with it, each act in the log first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from xlsegment.errors import CannotRead, NotAllowed, NothingStored, UsageError
from xlsegment.errors.oserror import reason_of
from xlsegment.text import Text
from xlsegment.vault import store
from xlsegment.vault.deeds import MAY, Deed
from xlsegment.vault.entry import Entry
from xlsegment.vault.fault import Fault
from xlsegment.vault.keys import Keys, Unlocked, new_lock
from xlsegment.vault.layout import Block, Content, Part
from xlsegment.vault.log import MAX_REASON, Act, LogEntry, appended, new_salt, opened
from xlsegment.vault.passphrase import Passphrase
from xlsegment.vault.people import Person
from xlsegment.vault.records import pack, unpack
from xlsegment.vault.sealing import KEY, digest
from xlsegment.vault.seen import Seen
from xlsegment.vault.sound import Sound
from xlsegment.vault.stamp import Stamp

_OF_CUSTOMER: Final = Text("这位客户的原文", "originals of this customer")
#: Rows without an ID are nobody's: together they would be many people at once.
NO_CUSTOMER: Final = Text("客户ID不能空白", "the customer ID must not be blank")
_ORIGINALS: Final = Text("原文", "originals")
_FILE: Final = Text("第 {n} 份脱敏前的文件", "workbook number {n} as it was")


class OpenVault:
    """A vault opened by one person. Leaving its context forgets the keys.

    Made by `xlsegment.vault.api`. Every method that changes or reveals something saves the vault,
    with the log entry, before it returns; when it raises, the vault is what it was, but for the
    log entry of a refused attempt.

    Attributes
    ----------
    path
        The vault's file.
    person
        Who opened it.
    """

    def __init__(
        self,
        path: Path,
        content: Content,
        before: bytes | None,
        person: Person,
        unlocked: Unlocked,
        keys: Keys,
        *,
        least: int = 0,
    ) -> None:
        self.path = path
        self.person = person
        self._content = content
        self._before = before
        self._unlocked: Unlocked | None = unlocked
        self._keys = keys
        self._least = least

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._unlocked, self._keys = None, Keys()

    @property
    def stamp(self) -> Stamp:
        """What the workbook is to remember of the vault as it is now."""
        return Stamp.of(self._content)

    @property
    def people(self) -> tuple[Person, ...]:
        """Those on the list, without those who were removed."""
        return self._content.people.present

    # --- what everybody may do ------------------------------------------------------------------

    def deposit(
        self, entries: Iterable[Entry], original_file: Path | bytes | None, why: str = ""
    ) -> None:
        """Put originals into the vault; they are safe when this returns.

        Parameters
        ----------
        entries
            The cells that will be masked.
        original_file
            The workbook as it is now, which a manager can take out again.
        why
            For the log.
        """
        self.demand(Act.DEPOSIT, why)
        content, roster, found = self._content, self._content.people, list(entries)
        rows, files = content.rows, content.files
        if found:
            rows += (self._sealed(Part.ROWS, roster.rows, pack(found), len(found)),)
        if original_file is not None:
            data = original_file if isinstance(original_file, bytes) else _bytes(original_file)
            files += (self._sealed(Part.FILE, roster.files, data, 1),)
        self.save(replace(content, rows=rows, files=files), Deed(Act.DEPOSIT, why, (), len(found)))

    def change_passphrase(self, new: Passphrase) -> None:
        """Put the person's secret under another passphrase."""
        new.check_strength()
        self.demand(Act.PASSPHRASE)
        content, unlocked = self._content, self.unlocked
        lock = new_lock(
            self.person.id, unlocked.identity, new, content.people, content.vault, self.next
        )
        locks = {**content.locks, self.person.id: lock}
        # From here on the new lock is the one that is kept up to date.
        pinned = content.people.roots[-1].key
        self._unlocked = replace(
            unlocked, lock=lock, pinned=pinned, pinned_number=content.people.epoch
        )
        self.save(replace(content, locks=locks), Deed(Act.PASSPHRASE))

    # --- what viewers and managers may do -------------------------------------------------------

    def join_key(self, why: str = "") -> bytes:
        """Return the key of join codes; the same for the whole life of the vault."""
        self.demand(Act.JOIN, why)
        assert self._keys.rows is not None
        with self.sound():
            key = self._content.join.open(self._content.vault, self._keys.rows)
            if len(key) != KEY:
                raise Fault("关联码密钥的长度不对", "the key of join codes has the wrong length")
        self.save(self._content, Deed(Act.JOIN, why))
        return key

    def customer(self, customer: str, why: str) -> list[Entry]:
        """Return the originals of one customer, the latest of each cell."""
        if not customer.strip():
            raise UsageError(reason=NO_CUSTOMER)
        self.demand(Act.SHOW, why, [customer])
        found = [entry for entry in self._entries() if entry.row_id == customer]
        self.save(self._content, Deed(Act.SHOW, why, [customer], len(found)))
        if not found:
            raise NothingStored(file=self.path.name, what=_OF_CUSTOMER)
        return found

    # --- what managers may do -------------------------------------------------------------------

    def everything(self, why: str) -> list[Entry]:
        """Return all originals, the latest of each cell."""
        self.demand(Act.RESTORE, why)
        found = self._entries()
        if not found:
            raise NothingStored(file=self.path.name, what=_ORIGINALS)
        customers = sorted({entry.row_id for entry in found if entry.row_id})
        self.save(self._content, Deed(Act.RESTORE, why, customers, len(found)))
        return found

    def original_file(self, why: str, number: int | None = None) -> bytes:
        """Return a workbook as it was before masking: the latest, or one by its number from 1."""
        self.demand(Act.ORIGINAL, why)
        manager, files = self._keys.manager, self._content.files
        assert manager is not None
        wanted = len(files) if number is None else number
        if not 1 <= wanted <= len(files):
            what = Text(*(each.format(n=max(wanted, 1)) for each in _FILE.both))
            raise NothingStored(file=self.path.name, what=what)
        with self.sound():
            data = files[wanted - 1].open(self._content.vault, manager.files)
        self.save(self._content, Deed(Act.ORIGINAL, why, (), 1))
        return data

    def log(self, why: str = "") -> list[LogEntry]:
        """Return the log, verified from its first entry on, this look at it included."""
        self.demand(Act.EXPORT, why)
        manager = self._keys.manager
        assert manager is not None
        self.save(self._content, Deed(Act.EXPORT, why))
        with self.sound():
            return opened(
                self._content.log, manager.logs, self._content.people, self._content.vault
            )

    # --- how it is done -------------------------------------------------------------------------

    @property
    def content(self) -> Content:
        """What the vault holds."""
        return self._content

    @property
    def keys(self) -> Keys:
        """What the person's role gives them."""
        return self._keys

    @property
    def unlocked(self) -> Unlocked:
        """What the passphrase has given."""
        assert self._unlocked is not None, "the vault was closed"
        return self._unlocked

    @property
    def next(self) -> int:
        """The generation with which the vault is saved next."""
        return max(self._content.generation, self._least) + 1

    def demand(self, act: Act, why: str = "", customers: Sequence[str] = ()) -> None:
        """Refuse what the person's role does not allow, and note the attempt in the log."""
        if self.person.role not in MAY[act]:
            self.save(self._content, Deed(act, why, customers), allowed=False)
            raise NotAllowed(role=self.person.role.label, action=act.label, file=self.path.name)

    def save(
        self, content: Content, deed: Deed, *, allowed: bool = True, keys: Keys | None = None
    ) -> None:
        """Save what the vault shall hold, with one more entry in its log."""
        unlocked, generation = self.unlocked, self.next
        entry = LogEntry(
            when=dt.datetime.now(dt.UTC).replace(microsecond=0),
            person=self.person.name,
            role=self.person.role,
            act=deed.act,
            allowed=allowed,
            customers=tuple(map(_one_line, deed.customers)),
            count=deed.count,
            why=_one_line(deed.why)[:MAX_REASON],
            salt=new_salt(),
        )
        lock = unlocked.trusting(content.people, content.vault, generation)
        saved = replace(
            content,
            generation=generation,
            writer=self.person.id,
            locks={**content.locks, self.person.id: lock},
            log=appended(
                content.log, entry, author=self.person.id, identity=unlocked.identity,
                roster=content.people, vault=content.vault, generation=generation,
            ),
        )  # fmt: skip
        data = saved.packed(unlocked.identity)
        store.write(self.path, data, self._before)
        self._content, self._before = saved, digest(data)
        self._keys = keys or self._keys
        # Only now: what this computer has seen must be there.
        Seen.of(saved, self._before).remember(saved.vault)

    def _entries(self) -> list[Entry]:
        """Return all entries; of several for one cell of one row, the latest."""
        rows = self._keys.rows
        assert rows is not None
        latest: dict[tuple[str, str, str, str, str], Entry] = {}
        with self.sound():
            for block in self._content.rows:
                found = unpack(block.open(self._content.vault, rows))
                if len(found) != block.count:
                    raise Fault("原文的条数不对", "the number of originals does not fit")
                for e in found:
                    latest[e.sheet, e.column, e.row_id, e.cell, e.masked] = e
        return list(latest.values())

    def _sealed(self, part: Part, public: bytes, plain: bytes, count: int) -> Block:
        now = int(dt.datetime.now(dt.UTC).timestamp())
        return Block.sealed(
            part, self._content.vault, public, plain, generation=self.next, count=count, when=now
        )

    def sound(self) -> Sound:
        """Turn a `Fault` in the body into the error that names the file."""
        return Sound(self.path.name)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(file=path.name, reason=reason_of(error)) from error


def _one_line(text: str) -> str:
    return " ".join(text.split())
