"""Damaged compound files: read as far as they go or refused, and nothing else."""

from __future__ import annotations

import random
import struct
import zipfile
from pathlib import Path

import pytest

from tests.privacy.planted import base, in_an_object
from xlsegment.addin.cfb import compound_file
from xlsegment.errors import CannotClean
from xlsegment.privacy.binary import finds
from xlsegment.privacy.compound import CFB, streams
from xlsegment.privacy.finder import Finder
from xlsegment.privacy.known import Known
from xlsegment.privacy.places import PlaceKind
from xlsegment.privacy.scrub import scrub
from xlsegment.privacy.sharecheck import share_check
from xlsegment.privacy.unreadable import Unreadable

ADDIN = Path(__file__).parents[2] / "xlsegment" / "addin" / "xlsegment.xlam"
FINDER = Finder(Known(()), by_form=True)
#: What made reading fail with errors of their own: tables cut off, absurd sizes of sectors.
DAMAGED = {
    "only its signature": CFB,
    "a table that is cut off": CFB + b"\0" * 600 + b"1\0" * 11 + b"\0" * 600,
    "nothing but noise": CFB + random.Random(7).randbytes(2000),
    "sectors of absurd size": CFB + b"\0" * 22 + struct.pack("<2H", 40_000, 6) + b"\0" * 600,
}
_NUMBERS = (0, 1, 2, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0x7FFFFFFF, 0x80000000)


def with_object(tmp_path: Path, data: bytes) -> Path:
    pack = base()
    in_an_object(pack, b"")
    pack.parts["xl/embeddings/oleObject1.bin"] = data
    return pack.write(tmp_path / "object.xlsx")


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_object_is_refused_by_its_place(damage, tmp_path):
    source, copy = with_object(tmp_path, DAMAGED[damage]), tmp_path / "copy.xlsx"

    with pytest.raises(CannotClean) as refusal:
        scrub(source, copy, Known(()), patterns=True)

    assert "数据" in str(refusal.value)
    assert not copy.exists()


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_object_is_told_to_be_unread(damage, tmp_path):
    report = share_check(with_object(tmp_path, DAMAGED[damage]))

    assert [place.kind for place in report.unread] == [PlaceKind.EMBEDDED]


def test_a_list_of_streams_that_never_branches_is_refused():
    data = bytearray(compound_file({f"S{i:04}": b"x" for i in range(2000)}))
    at = (int.from_bytes(data[48:52], "little") + 1) * 512
    struct.pack_into("<I", data, at + 76, 1)
    for number in range(1, 2001):
        following = number + 1 if number < 2000 else 0xFFFFFFFF
        struct.pack_into("<II", data, at + 128 * number + 68, 0xFFFFFFFF, following)

    with pytest.raises(Unreadable):
        list(streams(bytes(data)))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a compound file with some of its bytes changed, mostly in its head."""
    new = bytearray(data)
    for _ in range(chance.choice((1, 2, 4, 16, 64))):
        at = chance.randrange(8, 512 if chance.random() < 0.6 else len(data))
        kind = chance.random()
        if kind < 0.4:
            new[at : at + 1] = chance.randbytes(1)
        elif kind < 0.7:
            number = chance.choice((*_NUMBERS, chance.randrange(1 << 32)))
            new[at & ~3 : (at & ~3) + 4] = number.to_bytes(4, "little")
        elif kind < 0.85:
            del new[at : at + chance.randrange(1, 600)]
        else:
            new[at:at] = chance.randbytes(chance.randrange(1, 600))
    new[:8] = CFB
    return bytes(new)


def test_no_damage_makes_reading_a_real_project_fail():
    with zipfile.ZipFile(ADDIN) as addin:
        project = addin.read("xl/vbaProject.bin")
    chance, refused = random.Random(42), 0
    for _ in range(1500):
        try:
            assert all(
                isinstance(content, bytes) for _, content in streams(damaged(project, chance))
            )
        except Unreadable:
            refused += 1

    assert 0 < refused < 1500


def test_no_damage_makes_searching_an_object_fail():
    data = compound_file({"VBA": {"M": b"\1" * 200, "dir": b"\1\2"}, "Contents": b"abc" * 90})
    chance, refused = random.Random(43), 0
    for _ in range(500):
        try:
            finds("oleObject1.bin", damaged(data, chance), FINDER)
        except Unreadable:
            refused += 1

    assert 0 < refused < 500
