"""The three obfuscated values mean: not locked, no password, visible."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.addin import vba
from xlsegment.addin.encryption import encrypt

ID = "{0A1B2C3D-0000-4000-8000-123456789ABC}"


def decrypt(project_id: str, text: str) -> bytes:
    """Undo it the way a reader does (MS-OVBA 2.4.3.3)."""
    data = bytes.fromhex(text)
    seed, version, key = data[0], data[0] ^ data[1], data[0] ^ data[2]
    assert version == 2
    assert key == sum(project_id.encode()) % 256
    plain, out = key, []
    for at in range(3, len(data)):
        plain = data[at] ^ (data[at - 2] + plain) % 256
        out.append(plain)
    out = out[(seed & 6) // 2 :]
    length = int.from_bytes(bytes(out[:4]), "little")
    assert length == len(out) - 4
    return bytes(out[4:])


@given(st.binary(min_size=1, max_size=40))
def test_a_reader_gets_the_value_back(data):
    assert decrypt(ID, encrypt(ID, data)) == data


def test_the_project_is_open_to_everybody(small_addin):
    project = vba.stream(small_addin, "PROJECT").decode("ascii")
    (identity,) = re.findall(r'^ID="(.*)"\r$', project, re.M)
    values = dict(re.findall(r'^(CMG|DPB|GC)="(.*)"\r$', project, re.M))

    assert decrypt(identity, values["CMG"]) == bytes(4)
    assert decrypt(identity, values["DPB"]) == bytes(1)
    assert decrypt(identity, values["GC"]) == b"\xff"
