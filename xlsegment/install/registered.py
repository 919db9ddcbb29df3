"""What Excel notes about add-ins in the registry, and which of it speaks of ours."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xlsegment.install.machine import Key, Registry, RegistryValue
from xlsegment.install.places import ADDIN, OPTIONS

_EXCEL: Final = Key("HKCU", r"Software\Microsoft\Office\16.0\Excel")
MANAGER: Final = _EXCEL.below("Add-in Manager")
DISABLED: Final = _EXCEL.below(r"Resiliency\DisabledItems")

_OURS: Final = re.compile(rf'(?:^|[\\/"]){re.escape(ADDIN)}(?:$|["\s])', re.IGNORECASE)
_OPEN: Final = re.compile(r"OPEN(\d*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of the registry."""

    key: Key
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a value of the registry shall be; None deletes it."""

    key: Key
    name: str
    value: str | None


def names_ours(text: str) -> bool:
    """Tell whether a path or a command line names our add-in."""
    return _OURS.search(text) is not None


def texts_of(value: RegistryValue) -> list[str]:
    """Return the texts in a value; those of a disabled item are packed in bytes.

    Excel writes three numbers (the kind of item, then how many bytes its path and its title take)
    and the two texts in UTF-16.
    """
    if isinstance(value, str):
        return [value]
    if not isinstance(value, bytes) or len(value) < 12:
        return []
    _, *lengths = struct.unpack_from("<3I", value)
    if 12 + sum(lengths) <= len(value):
        path = value[12 : 12 + lengths[0]]
        title = value[12 + lengths[0] : 12 + sum(lengths)]
        return [part.decode("utf-16-le", "replace").rstrip("\0") for part in (path, title)]
    return [value[12:].decode("utf-16-le", "replace").rstrip("\0")]


def find_disabled(registry: Registry) -> tuple[Entry, ...]:
    """Return the items by which Excel keeps our add-in from loading."""
    return tuple(
        Entry(DISABLED, name)
        for name, value in registry.values(DISABLED).items()
        if any(map(names_ours, texts_of(value)))
    )


def find_registered(registry: Registry) -> tuple[Entry, ...]:
    """Return the entries that make Excel open our add-in from elsewhere, or offer to."""
    opened = [Entry(OPTIONS, name) for name, text in _opens(registry) if names_ours(text)]
    listed = [Entry(MANAGER, name) for name in registry.values(MANAGER) if names_ours(name)]
    return (*opened, *listed)


def forget(registry: Registry) -> list[Change]:
    """Return what takes our add-in off Excel's lists and leaves the others working."""
    changes = [Change(e.key, e.name, None) for e in find_registered(registry) if e.key != OPTIONS]
    changes += [Change(entry.key, entry.name, None) for entry in find_disabled(registry)]
    before = list(_opens(registry))
    kept = [text for _, text in before if not names_ours(text)]
    if len(kept) == len(before):
        return changes
    # Excel stops reading at the first gap, so that the rest has to move up.
    for place, (name, text) in enumerate(before):
        if place >= len(kept):
            changes.append(Change(OPTIONS, name, None))
        elif kept[place] != text:
            changes.append(Change(OPTIONS, name, kept[place]))
    return changes


def _opens(registry: Registry) -> Iterator[tuple[str, str]]:
    """Yield the add-ins that Excel opens, in its order: OPEN, OPEN1, OPEN2..."""
    found = [
        (int(match[1] or 0), name, value)
        for name, value in registry.values(OPTIONS).items()
        if (match := _OPEN.fullmatch(name)) and isinstance(value, str)
    ]
    for _, name, text in sorted(found):
        yield name, text
