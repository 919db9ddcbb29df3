"""Compound files are read by olefile, which reports every defect it knows."""

from __future__ import annotations

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.addin.cfb import compound_file
from xlsegment.errors import UnfitSource

# Where a stream moves to other sectors, or needs one more.
SIZES = st.sampled_from([0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 20_000])
NAMES = st.text("abcXYZ_0", min_size=1, max_size=31)


def read(data: bytes) -> dict[tuple[str, ...], bytes]:
    with olefile.OleFileIO(data, raise_defects=olefile.DEFECT_UNSURE) as found:
        assert not found.parsing_issues
        # The table has an entry for every sector, its own ones as well.
        assert found.num_fat_sectors * 128 >= len(data) // 512 - 1
        return {tuple(path): found.openstream(path).read() for path in found.listdir()}


@given(st.dictionaries(NAMES.map(str.upper), SIZES, max_size=40))
def test_every_stream_comes_back_whatever_its_size(sizes):
    streams = {name: name.encode()[:1] * size for name, size in sizes.items()}

    found = read(compound_file({"Inside": streams, "Stream": b"x"}))

    assert found == {("Stream",): b"x"} | {("Inside", name): streams[name] for name in streams}


def test_storages_may_stand_in_storages():
    data = compound_file({"A": {"B": {"C": b"deep"}, "D": b"x" * 5000}, "E": b"top"})

    assert read(data) == {("A", "B", "C"): b"deep", ("A", "D"): b"x" * 5000, ("E",): b"top"}


@given(st.sets(NAMES.map(str.upper), min_size=1, max_size=60))
def test_every_name_is_found_on_the_way_that_windows_takes(names):
    """Windows walks the tree instead of reading all: shorter names left, then by letters."""
    with olefile.OleFileIO(compound_file(dict.fromkeys(names, b"x"))) as found:
        entries = [entry for entry in found.direntries if entry is not None]
        for name in names:
            at = entries[0].sid_child
            while entries[at].name != name:
                here = entries[at].name
                left = (len(name), name) < (len(here), here)
                at = entries[at].sid_left if left else entries[at].sid_right
                assert at != olefile.NOSTREAM


def test_a_table_that_fills_its_last_sector_needs_no_other():
    for sectors in range(120, 132):
        content = b"x" * 512 * sectors

        assert read(compound_file({"S": content})) == {("S",): content}


def test_more_than_the_header_can_list_is_refused():
    with pytest.raises(UnfitSource, match="E-142"):
        compound_file({"S": bytes(8_000_000)})
