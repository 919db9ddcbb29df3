"""What this computer saw of a vault last, so that an older state shows.

One small file a vault in the user's data folder: numbers and hashes only, no names, no keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import platformdirs

from xlsegment.engine.atomic import Replacement
from xlsegment.errors import CannotRead, OldVault, VaultDamaged
from xlsegment.errors.oserror import reason_of
from xlsegment.text import Text
from xlsegment.vault.fault import Fault
from xlsegment.vault.layout import Content
from xlsegment.vault.sealing import HASH, KEY
from xlsegment.vault.strict import Fields, dumps, loads

_MOST: Final = 4096
_COMPUTER: Final = Text("这台电脑", "this computer")
_OLDER: Final = Text("第 {now} 版，见过第 {then} 版", "generation {now}, {then} was seen")
_OTHER: Final = Text("第 {then} 版的内容不同", "generation {then} was another one")
_LOG: Final = Text(
    "日志不再包含见过的第 {then} 条", "its log has no longer the entry {then} that was seen"
)
_ROOTS: Final = Text("签署名单的密钥变了", "the list is signed by another key")
_LIST: Final = Text("人员名单更旧", "its list of people is older")


@dataclass(frozen=True, slots=True)
class Seen:
    """The state of a vault at one time."""

    generation: int
    digest: bytes
    log: int
    head: bytes
    roots: int
    root: bytes
    changed: int

    @classmethod
    def of(cls, content: Content, digest: bytes) -> Self:
        """Return the state of a vault now."""
        people = content.people
        return cls(
            content.generation,
            digest,
            len(content.log),
            content.log[-1].hash,
            people.epoch,
            people.roots[-1].key,
            people.changed,
        )

    def older(self, content: Content, digest: bytes) -> Text | None:
        """Return why a vault is not this state or one that came after it; None if it is."""
        people = content.people
        if content.generation < self.generation:
            return _filled(_OLDER, now=content.generation, then=self.generation)
        if content.generation == self.generation and digest != self.digest:
            return _filled(_OTHER, then=self.generation)
        if len(content.log) < self.log or content.log[self.log - 1].hash != self.head:
            return _filled(_LOG, then=self.log)
        if people.epoch < self.roots or people.roots[self.roots - 1].key != self.root:
            return _ROOTS
        return _LIST if people.changed < self.changed else None

    def remember(self, vault: bytes) -> None:
        """Keep it for the next time."""
        place = _place(vault)
        if _recall(place) == self:
            return
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with Replacement(place, private=True) as replacement:
            replacement.open().write(
                dumps(
                    {
                        "generation": self.generation,
                        "digest": self.digest.hex(),
                        "log": self.log,
                        "head": self.head.hex(),
                        "roots": self.roots,
                        "root": self.root.hex(),
                        "changed": self.changed,
                    }
                )
            )


def recalled(vault: bytes) -> Seen | None:
    """Return what was seen of a vault last, None if it was never seen here."""
    return _recall(_place(vault))


def check(content: Content, digest: bytes, name: str) -> None:
    """Raise `OldVault` for a state that is older than what this computer saw."""
    seen = recalled(content.vault)
    if seen is not None and (reason := seen.older(content, digest)) is not None:
        raise OldVault(file=name, who=_COMPUTER, reason=reason)


def _place(vault: bytes) -> Path:
    home = Path(platformdirs.user_data_dir("xlsegment", appauthor=False))
    return home / "vaults" / f"{vault.hex()}.json"


def _recall(place: Path) -> Seen | None:
    try:
        with place.open("rb") as file:
            data = file.read(_MOST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotRead(file=place.name, reason=reason_of(error)) from error
    try:
        keys = ("generation", "digest", "log", "head", "roots", "root", "changed")
        fields = Fields(loads(data), *keys)
        return Seen(
            generation=fields.whole("generation"),
            digest=fields.octets("digest", HASH),
            log=fields.whole("log"),
            head=fields.octets("head", HASH),
            roots=fields.whole("roots"),
            root=fields.octets("root", KEY),
            changed=fields.whole("changed"),
        )
    except Fault as error:
        raise VaultDamaged(file=place, reason=error.reason) from error


def _filled(text: Text, **fields: object) -> Text:
    return Text(text.in_("zh", **fields), text.in_("en", **fields))
