"""Parts of which nobody knows what they hold: searched where they show it, refused otherwise."""

from __future__ import annotations

import bz2
import gzip
import random
import zlib

import pytest

from tests.privacy.planted import SHEET, base
from xlsegment.errors import CannotClean
from xlsegment.privacy.known import Known
from xlsegment.privacy.places import PlaceKind
from xlsegment.privacy.scrub import scrub
from xlsegment.privacy.sharecheck import share_check

NOISE = random.Random(5).randbytes(400)
KNOWN = Known([("张小明", "张**", "name")])
SAID = "客户 张小明 13957163029"
#: Parts that nothing can be said of: packed in ways of their own, or raw records.
UNKNOWN = {
    "noise": NOISE,
    "packed otherwise": bz2.compress(SAID.encode()),
    "packed without a head": zlib.compress(SAID.encode())[2:-4],
    "records": b"\1\2\3\0\0\x80\x99" * 30,
}
#: Parts that ordinary workbooks have, as they begin.
USUAL = {
    "xl/media/image1.gif": ("image", b"GIF89a" + NOISE),
    "xl/media/image2.bmp": ("image", b"BM" + NOISE),
    "xl/media/image3.tiff": ("image", b"II*\0" + NOISE),
    "xl/media/image4.wmf": ("image", b"\xd7\xcd\xc6\x9a" + NOISE),
    "xl/media/image5.emf": ("image", b"\1\0\0\0" + NOISE),
    "xl/media/image6.webp": ("", b"RIFF\1\2\3\4WEBP" + NOISE),
    "xl/media/hdphoto1.wdp": ("hdphoto", b"II\xbc\1" + NOISE),
    "xl/media/media1.mp4": ("video", b"\0\0\0\x18ftypmp42" + NOISE),
    "xl/printerSettings/printerSettings1.bin": ("printerSettings", b"P\0r\0" + NOISE),
    "xl/activeX/activeX1.bin": ("activeXControlBinary", NOISE),
    "xl/fonts/font1.fntdata": ("font", NOISE),
    "docProps/thumbnail.wmf": ("image", b"\1\0\t\0" + NOISE),
    "[trash]/0000.dat": ("", b"\0" * 900),
    "xl/notes.txt": ("", "第一行\r\n第二行".encode()),
    "xl/notes.csv": ("", "姓名,手机\r\n".encode("gb18030")),
    "xl/notes.dat": ("", "这里什么也没有".encode("utf-16-le")),
    "xl/nothing.dat": ("", b""),
}


def with_part(tmp_path, data, *, kind="x", name="xl/foo/bar.dat"):
    pack = base()
    if kind:
        pack.add(name, data, kind, "application/octet-stream", SHEET)
    else:
        pack.parts[name] = data
    return pack.write(tmp_path / "source.xlsx")


@pytest.mark.parametrize("what", UNKNOWN)
def test_a_part_that_nobody_can_search_is_refused_by_name(what, tmp_path):
    source = with_part(tmp_path, UNKNOWN[what], kind="")

    with pytest.raises(CannotClean, match=r"xl/foo/bar\.dat"):
        scrub(source, tmp_path / "copy.xlsx", KNOWN, patterns=True)

    assert [(p.kind, p.part) for p in share_check(source).unread] == [
        (PlaceKind.OTHER, "xl/foo/bar.dat")
    ]


@pytest.mark.parametrize("pack", [zlib.compress, gzip.compress], ids=["zlib", "gzip"])
def test_what_is_packed_in_an_unknown_part_is_looked_into(pack, tmp_path):
    source = with_part(tmp_path, pack(SAID.encode()))

    with pytest.raises(CannotClean):
        scrub(source, tmp_path / "copy.xlsx", KNOWN, patterns=True)

    assert {hit.kind for hit in share_check(source).hits} == {"mobile"}


def test_what_is_packed_and_names_nobody_stays(tmp_path):
    source = with_part(tmp_path, zlib.compress("说明书".encode() * 9))

    assert not scrub(source, tmp_path / "copy.xlsx", KNOWN, patterns=True).total


@pytest.mark.parametrize("name", USUAL)
def test_what_ordinary_workbooks_hold_passes(name, tmp_path):
    kind, data = USUAL[name]
    source = with_part(tmp_path, data, kind=kind, name=name)

    assert scrub(source, tmp_path / "copy.xlsx", KNOWN, patterns=True).dropped == ()
