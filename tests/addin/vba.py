"""What a built add-in says, read by programs that are not ours."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

import olefile
import openpyxl

with warnings.catch_warnings():
    # It still calls what pyparsing has renamed.
    warnings.simplefilter("ignore", DeprecationWarning)
    from oletools.olevba import VBA_Parser, decompress_stream


def decompressed(data: bytes) -> bytes:
    """Return what a compressed container holds, as olevba reads it."""
    return bytes(decompress_stream(bytearray(data)))


def modules(path: Path) -> dict[str, str]:
    """Return the text of every VBA module by name, as olevba reads it."""
    parser = VBA_Parser(str(path))
    try:
        return {
            name.rpartition(".")[0]: code.replace("\r\n", "\n")
            for _, _, name, code in parser.extract_macros()
        }
    finally:
        parser.close()


def sheets(path: Path, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every sheet, as openpyxl reads a copy that is called a workbook."""
    copy = as_workbook(path, folder)
    book = openpyxl.load_workbook(copy, keep_vba=True)
    try:
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    finally:
        book.close()


def parts(path: Path) -> dict[str, bytes]:
    """Return every part of a package by name."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def as_workbook(path: Path, folder: Path) -> Path:
    """Return a copy that calls itself a workbook: openpyxl and LibreOffice open no add-ins."""
    return rewritten(
        path,
        folder / f"{path.stem}.xlsm",
        {"[Content_Types].xml": (b"ms-excel.addin.macroEnabled", b"ms-excel.sheet.macroEnabled")},
    )


def rewritten(path: Path, copy: Path, changes: dict[str, tuple[bytes, bytes]]) -> Path:
    """Return a copy of a package in which one place of some parts is different."""
    with zipfile.ZipFile(copy, "w") as new:
        for name, data in parts(path).items():
            if name in changes:
                before, after = changes[name]
                assert data.count(before) >= 1
                data = data.replace(before, after)
            new.writestr(name, data)
    return copy


def stream(path: Path, *name: str) -> bytes:
    """Return one stream of the VBA project, and prove that olefile sees nothing odd in it."""
    with olefile.OleFileIO(
        parts(path)["xl/vbaProject.bin"], raise_defects=olefile.DEFECT_UNSURE
    ) as found:
        assert not found.parsing_issues
        return found.openstream(name).read()
