"""What is compressed comes back whole from a decompressor that is not ours."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.addin.vba import decompressed
from xlsegment.addin.compression import compress
from xlsegment.errors import UnfitSource

CHUNK = 4096


@pytest.mark.parametrize(
    ("plain", "packed"),
    [
        pytest.param(
            b"abcdefghijklmnopqrstuv.",
            "0119B000 6162636465666768 00 696A6B6C6D6E6F70 00 717273747576 2E",
            id="3.2.1: nothing repeats",
        ),
        pytest.param(b"a" * 73, "0103B002 61 4500", id="3.2.3: one letter"),
    ],
)
def test_examples_of_the_specification_come_out_byte_for_byte(plain, packed):
    assert compress(plain) == bytes.fromhex(packed)


def test_the_specification_s_mixed_example_gets_no_longer():
    """3.2.2 takes a farther match of the same length; any match will do."""
    plain = b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"
    packed = bytes.fromhex(
        "012FB000 2361616162636465 82 6600 70 616768696A 0138 08 616B6C 0030 6D6E6F70"
        "06 71 0270 0410 72737475 76 10 7778797A 003C"
    )

    assert decompressed(packed) == plain
    assert len(compress(plain)) == len(packed)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4095, 4096, 4097, 8192, 45_000])
def test_text_of_every_length_comes_back(size):
    line = b"    If TypeOf Application.Caller Is Range Then On Error GoTo failed\r\n"
    text = (line * (size // len(line) + 1))[:size]

    assert decompressed(compress(text)) == text
    assert len(compress(text)) < size / 5 + 20


@given(st.binary(max_size=3000) | st.text("ab \r\n", max_size=9000).map(str.encode))
def test_whatever_is_compressed_comes_back(data):
    assert decompressed(compress(data)) == data


@given(st.integers(0, 2**32), st.integers(1, 3))
def test_whole_chunks_that_do_not_compress_are_kept_as_they_are(seed, chunks):
    data = Random(seed).randbytes(CHUNK * chunks)

    assert decompressed(compress(data)) == data
    assert len(compress(data)) == 1 + chunks * (2 + CHUNK)


@pytest.mark.parametrize("at", [at for bits in range(4, 12) for at in (1 << bits, (1 << bits) + 1)])
def test_a_repeat_comes_back_wherever_its_token_gets_another_width(at):
    start = Random(at).randbytes(at)

    assert decompressed(compress(start + start[:40])) == start + start[:40]


def test_a_last_chunk_that_the_format_cannot_hold_is_refused():
    """Each eight bytes that repeat nothing take nine, and a chunk holds 4096."""
    noise = Random(1).randbytes(3641)

    assert decompressed(compress(noise[:3640])) == noise[:3640]
    with pytest.raises(UnfitSource, match="E-142"):
        compress(noise)
