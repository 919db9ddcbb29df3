"""The container of a VBA project: a compound file of version 3 (MS-CFB), the writing half."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from xlsegment.errors import UnfitSource

#: A storage by name: what is inside is another storage, or a stream's bytes.
Storage = Mapping[str, "Storage | bytes"]

_SECTOR: Final = 512
_MINI_SECTOR: Final = 64
_MINI_LIMIT: Final = 4096
_IN_HEADER: Final = 109

_FREE: Final = 0xFFFFFFFF
_END: Final = 0xFFFFFFFE
_TABLE: Final = 0xFFFFFFFD

_STORAGE, _STREAM, _ROOT = 1, 2, 5
# All nodes black: then the tree of names needs no red-black balancing (MS-CFB 2.6.4).
_BLACK: Final = 1


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    start: int = 0
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE

    def pack(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        return struct.pack(
            "<64sHBBIII36xIQ", name, len(name), self.kind, _BLACK, self.left, self.right,
            self.child, self.start, len(self.data),
        )  # fmt: skip


_NO_ENTRY: Final = struct.pack("<64sHBBIII36xIQ", b"", 0, 0, 0, _FREE, _FREE, _FREE, 0, 0)


class _Sectors:
    """Space cut into sectors, with the table that chains them."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.data = bytearray()
        self.table: list[int] = []

    def add(self, data: bytes) -> int:
        """Append a stream and return its first sector."""
        if not data:
            return _END
        first, count = len(self.table), -(-len(data) // self.size)
        self.data += data.ljust(count * self.size, b"\0")
        self.table += [*range(first + 1, first + count), _END]
        return first


def compound_file(root: Storage) -> bytes:
    """Return a compound file with these storages and streams.

    Raises
    ------
    UnfitSource
        The content is larger than the 7 MB whose table fits into the header.
    """
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _add_children(entries, root)

    sectors, mini = _Sectors(_SECTOR), _Sectors(_MINI_SECTOR)
    for entry in entries:
        if entry.kind == _STREAM:
            space = mini if len(entry.data) < _MINI_LIMIT else sectors
            entry.start = space.add(entry.data)
    entries[0].data = bytes(mini.data)
    entries[0].start = sectors.add(entries[0].data)
    mini_table = _packed(mini.table)
    mini_start = sectors.add(mini_table)
    directory = b"".join(entry.pack() for entry in entries)
    directory += _NO_ENTRY * (-len(entries) % (_SECTOR // len(_NO_ENTRY)))
    directory_start = sectors.add(directory)

    tables = list(_table_sectors(len(sectors.table)))
    if len(tables) > _IN_HEADER:
        raise UnfitSource(module="vbaProject.bin", reason="> 7 MB")
    table = _packed(sectors.table + [_TABLE] * len(tables))
    header = struct.pack(
        "<8s16x5H6x9I", bytes.fromhex("D0CF11E0A1B11AE1"), 0x3E, 3, 0xFFFE, 9, 6,
        0, len(tables), directory_start, 0, _MINI_LIMIT, mini_start, len(mini_table) // _SECTOR,
        _END, 0,
    )  # fmt: skip
    in_header = tables + [_FREE] * (_IN_HEADER - len(tables))
    return header + struct.pack(f"<{_IN_HEADER}I", *in_header) + bytes(sectors.data) + table


def _add_children(entries: list[_Entry], storage: Storage) -> int:
    """Append the entries of a storage; return the number of the one at the top of their tree."""
    numbers = []
    for name, content in storage.items():
        if isinstance(content, bytes):
            entry = _Entry(name, _STREAM, content)
            entries.append(entry)
            numbers.append(len(entries) - 1)
        else:
            entry = _Entry(name, _STORAGE)
            entries.append(entry)
            numbers.append(len(entries) - 1)
            entry.child = _add_children(entries, content)
    numbers.sort(key=lambda number: _order(entries[number].name))
    return _tree(entries, numbers)


def _order(name: str) -> tuple[int, str]:
    """Shorter names come first, whatever their letters (MS-CFB 2.6.4)."""
    return len(name), name.upper()


def _tree(entries: list[_Entry], numbers: list[int]) -> int:
    if not numbers:
        return _FREE
    middle = len(numbers) // 2
    top = entries[numbers[middle]]
    top.left = _tree(entries, numbers[:middle])
    top.right = _tree(entries, numbers[middle + 1 :])
    return numbers[middle]


def _table_sectors(used: int) -> Iterator[int]:
    """Yield the sectors that the table itself takes: it describes them as well."""
    count = 0
    while count * _SECTOR // 4 < used + count:
        yield used + count
        count += 1


def _packed(table: list[int]) -> bytes:
    filled = table + [_FREE] * (-len(table) % (_SECTOR // 4))
    return struct.pack(f"<{len(filled)}I", *filled)
