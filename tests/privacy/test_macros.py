"""Macro code is read back as it was compressed; anything else is told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.addin.vba import decompressed
from xlsegment.addin.compression import compress
from xlsegment.privacy.macros import BadContainer, decompress, sources

_CODE = b'Attribute VB_Name = "M"\r\n' + b"x = 1 ' again and again\r\n" * 400


@given(st.text("abc ()=\r\n", max_size=9000).map(str.encode))
def test_what_our_writer_compresses_comes_back(data):
    assert decompress(compress(data)) == data


def test_it_reads_what_others_read():
    packed = compress(_CODE)

    assert decompress(packed) == decompressed(packed) == _CODE


def test_code_is_found_behind_what_stands_before_it():
    assert list(sources("VBA/M", b"\x01\x16\x03" * 9 + compress(_CODE))) == [_CODE]


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(data):
    try:
        decompress(b"\x01" + data)
    except BadContainer:
        return


def test_what_is_no_container_is_refused():
    with pytest.raises(BadContainer):
        decompress(b"\x02abc")
