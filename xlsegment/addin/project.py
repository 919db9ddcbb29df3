"""The streams of a VBA project (MS-OVBA 2.2): sources only, so Excel compiles it when it loads."""

from __future__ import annotations

import struct
import uuid
from collections.abc import Sequence
from typing import Final

from xlsegment.addin.cfb import compound_file
from xlsegment.addin.compression import compress
from xlsegment.addin.encryption import encrypt
from xlsegment.addin.module import Module

#: The project's name in the editor.
PROJECT: Final = "xlsegment"

_CODE_PAGE: Final = 1252
_ENGLISH: Final = 0x409
# Version 0xFFFF says that no compiled code is kept beside the sources (2.3.4.1).
_NO_CACHE: Final = bytes.fromhex("CC61 FFFF 00 0000")
_ID: Final = f"{{{uuid.uuid5(uuid.NAMESPACE_DNS, 'xlsegment.xlam')}}}".upper()

# Found by their GUIDs wherever they are; the paths are where they usually stand.
_REFERENCES: Final = (
    (
        "stdole",
        r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#"
        r"C:\Windows\System32\stdole2.tlb#OLE Automation",
    ),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
        r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#"
        "Microsoft Office 16.0 Object Library",
    ),
)


def vba_project(modules: Sequence[Module]) -> bytes:
    """Return ``vbaProject.bin`` with these modules; their texts are ASCII."""
    sources = {module.name: compress(module.text().encode("ascii")) for module in modules}
    return compound_file(
        {
            "VBA": {"_VBA_PROJECT": _NO_CACHE, "dir": compress(_dir(modules)), **sources},
            "PROJECT": _project(modules),
            "PROJECTwm": _name_map(modules),
        }
    )


def _dir(modules: Sequence[Module]) -> bytes:
    """Return what the project is made of (2.3.4.2)."""
    parts = [
        _record(0x01, struct.pack("<I", 1)),  # a 32-bit project; 64-bit Excel reads it as well
        _record(0x02, struct.pack("<I", _ENGLISH)),
        _record(0x14, struct.pack("<I", _ENGLISH)),
        _record(0x03, struct.pack("<H", _CODE_PAGE)),
        _record(0x04, PROJECT.encode("ascii")),
        _text(0x05, 0x40, ""),  # description
        _record(0x06) + _record(0x3D),  # help file, twice
        _record(0x07, bytes(4)),  # help topic
        _record(0x08, bytes(4)),  # flags
        struct.pack("<HIIH", 0x09, 4, 1, 0),  # version 1.0
        _text(0x0C, 0x3C, ""),  # constants for conditional compilation
    ]
    for name, library in _REFERENCES:
        parts.append(_text(0x16, 0x3E, name))
        encoded = library.encode("ascii")
        parts.append(_record(0x0D, struct.pack("<I", len(encoded)) + encoded + bytes(6)))
    parts.append(_record(0x0F, struct.pack("<H", len(modules))))
    parts.append(_record(0x13, b"\xff\xff"))
    for module in modules:
        parts += [
            _text(0x19, 0x47, module.name),
            _text(0x1A, 0x32, module.name),  # its stream
            _text(0x1C, 0x48, ""),  # description
            _record(0x31, bytes(4)),  # where its text starts: nothing compiled stands before it
            _record(0x1E, bytes(4)),  # help topic
            _record(0x2C, b"\xff\xff"),
            _record(0x21 if module.kind == "standard" else 0x22),
            _record(0x2B),
        ]
    return b"".join(parts) + _record(0x10)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", kind, len(data)) + data


def _text(kind: int, unicode_kind: int, text: str) -> bytes:
    return _record(kind, text.encode("ascii")) + _record(unicode_kind, text.encode("utf-16-le"))


def _project(modules: Sequence[Module]) -> bytes:
    """Return the project's properties (2.3.1): no password, not locked, visible."""
    lines = [f'ID="{_ID}"']
    for module in modules:
        if module.is_document:
            lines.append(f"Document={module.name}/&H00000000")
        else:
            lines.append(f"{'Class' if module.kind == 'class' else 'Module'}={module.name}")
    lines += [
        f'Name="{PROJECT}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{encrypt(_ID, bytes(4))}"',
        f'DPB="{encrypt(_ID, bytes(1))}"',
        f'GC="{encrypt(_ID, bytes([0xFF]))}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return ("\r\n".join(lines) + "\r\n").encode("ascii")


def _name_map(modules: Sequence[Module]) -> bytes:
    """Return the names in the code page and in Unicode (2.3.3)."""
    names = (module.name for module in modules)
    pairs = (f"{name}\0".encode("ascii") + f"{name}\0".encode("utf-16-le") for name in names)
    return b"".join(pairs) + b"\0\0"
