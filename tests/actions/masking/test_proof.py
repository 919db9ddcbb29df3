"""The last look at a file: originals in every encoding and form, and no false alarm."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from xlsegment.actions.masking.cells import MaskedCells
from xlsegment.actions.masking.proof import left_over
from xlsegment.actions.masking.wanted import wanted_originals

ORIGINALS = ["张小明", "13812345678", "A&B <李娜>", "li.na@example.com", "Bo", "62345678", "王芳"]


def package(path: Path, content: bytes, part: str = "xl/sharedStrings.xml") -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(part, content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "<t>联系张小明吧</t>".encode(),
        "张小明".encode("utf-16-le") + b"\0\0",
        b"\0\1" + "王芳".encode("utf-16-be"),
        b"<t>A&amp;B &lt;\xe6\x9d\x8e\xe5\xa8\x9c&gt;</t>",
        b"<v>13812345678</v>",
        b"<v>9913812345678001</v>",
        b"<t>Bo and 62345678</t>",
        b'<a href="mailto:li.na@example.com"/>',
        b"x" * ((1 << 24) - 4) + "张小明".encode() + b"y" * 100,
    ],
    ids=["utf-8", "utf-16-le", "utf-16-be", "escaped", "number", "within", "short", "mail", "cut"],
)
def test_an_original_is_found_wherever_it_stands(tmp_path, content):
    found = left_over(package(tmp_path / "a.xlsx", content), ORIGINALS)

    assert found.keys() == {"xl/sharedStrings.xml"}


@pytest.mark.parametrize(
    "content",
    [
        "<t>张** 138****5678 李娜</t>".encode(),
        b"<t>Bob 862345678 1623456789</t>",
        b'<x type="Bo"/><Bo>1</Bo>',
        b"<t>" + b"1381234567 8" * 3,
        b"",
    ],
    ids=["masked", "pieces of longer words", "markup", "broken up", "empty"],
)
def test_what_is_no_original_raises_no_alarm(tmp_path, content):
    assert left_over(package(tmp_path / "a.xlsx", content), ORIGINALS) == {}


def test_names_of_parts_and_the_comment_are_looked_at_too(tmp_path):
    path = package(tmp_path / "a.xlsx", b"", "xl/王芳.bin")
    with zipfile.ZipFile(path, "a") as made:
        made.comment = b"13812345678"

    assert left_over(path, ORIGINALS).keys() == {"xl/王芳.bin", "[comment]"}


def test_words_of_the_workbook_itself_are_nobodys():
    cells = MaskedCells()
    cells.originals = {
        "客户": ("**", "name"),
        "张小明": ("张**", "name"),
        "华东": ("**", "name"),
        "见附件": ("***", "mobile"),
        "13812345678": ("138****5678", "mobile"),
    }
    cells.doubtful = {"客户", "华东", "见附件"}

    wanted = {value for value, _, _ in wanted_originals(cells, ["华东区", "姓名"])}

    assert wanted == {"张小明", "见附件", "13812345678"}
