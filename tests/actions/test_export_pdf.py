"""A closed workbook as a PDF: the dashboard on one page, and what happens where it cannot be."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.support.small_book import small_book
from xlsegment.actions import libreoffice
from xlsegment.actions.export_pdf import export_pdf
from xlsegment.actions.refresh import refresh_file
from xlsegment.errors import (
    FileExists,
    FileMissing,
    NoOffice,
    NotPdf,
    PdfFailed,
    SheetsNotThere,
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "示例 工作簿.xlsx"
    path.write_bytes(small_book(full=True))
    refresh_file(path)
    return path


@pytest.fixture
def book(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "示例 工作簿.xlsx"))


def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    """Put a script in the place of LibreOffice."""
    script = tmp_path / "office"
    script.write_text(f"#!/bin/sh\n{lines}\n")
    script.chmod(0o755)
    monkeypatch.setattr(libreoffice, "find_program", lambda: script)


def text_of(pdf: Path) -> str:
    told = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True)
    return "".join(told.stdout.decode().split())


def pages(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True)
    return int(next(line.split()[1] for line in told.stdout.splitlines() if "Pages" in line))


@pytest.mark.libreoffice
def test_the_dashboard_is_one_page_and_says_what_the_data_say(book: Path):
    before = book.read_bytes()

    done = export_pdf(book)

    assert (done.file, done.sheets) == (book.with_suffix(".pdf"), ("看板",))
    assert pages(done.file) == 1
    text = text_of(done.file)
    finding = openpyxl.load_workbook(book)["首页"]["A15"].value
    assert finding.split("”")[1].replace(" ", "") in text  # as its cell says now
    assert "各群体占比" not in text
    assert "联系方式" not in text
    assert book.read_bytes() == before


@pytest.mark.libreoffice
def test_other_sheets_can_be_asked_for(book: Path, tmp_path: Path):
    done = export_pdf(book, tmp_path / "two.pdf", sheets=["图表", "策略表"])

    assert done.sheets == ("图表", "策略表")
    text = text_of(done.file)
    assert "策略方向" in text
    assert "客户总数" not in text


def test_without_libreoffice_an_error_says_what_is_missing(book: Path, monkeypatch):
    monkeypatch.setattr(libreoffice, "find_program", lambda: None)

    with pytest.raises(NoOffice, match="LibreOffice"):
        export_pdf(book)

    assert not book.with_suffix(".pdf").exists()


def test_libreoffice_is_looked_for_on_the_path_and_where_it_usually_is(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    usual = tmp_path / "usual"
    monkeypatch.setitem(libreoffice._USUAL, sys.platform, (str(usual),))
    assert libreoffice.find_program() is None

    usual.touch()
    assert libreoffice.find_program() == usual
    (on_path := tmp_path / "soffice").touch(mode=0o755)
    assert libreoffice.find_program() == on_path


@pytest.mark.skipif(sys.platform == "win32", reason="its stand-in is a shell script")
def test_a_program_that_never_ends_is_stopped_with_all_it_has_started(
    book: Path, tmp_path: Path, monkeypatch
):
    program(tmp_path, monkeypatch, f"sleep 600 & echo $! > {tmp_path}/pid; wait")

    with pytest.raises(PdfFailed, match="1 秒"):
        libreoffice.to_pdf(book, tmp_path, book.name, timeout=1)

    child = (tmp_path / "pid").read_text().strip()
    asked = ["ps", "-o", "stat=", "-p", child]
    left = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    assert left == "" or left.startswith("Z")  # ended, whether or not anybody has asked how


@pytest.mark.skipif(sys.platform == "win32", reason="its stand-in is a shell script")
@pytest.mark.parametrize("lines", ["exit 0", "exit 1", "kill -9 $$"])
def test_a_program_that_makes_nothing_leaves_nothing(
    book: Path, tmp_path: Path, monkeypatch, lines: str
):
    program(tmp_path, monkeypatch, lines)

    with pytest.raises(PdfFailed, match="没有得到 PDF"):
        export_pdf(book)

    assert sorted(p.name for p in tmp_path.iterdir()) == ["office", book.name]


def test_what_cannot_be_is_refused_before_anything_is_made(book: Path, monkeypatch):
    monkeypatch.setattr(libreoffice, "find_program", lambda: None)
    pdf = book.with_suffix(".pdf")
    with pytest.raises(NotPdf):
        export_pdf(book, book.with_suffix(".png"))
    with pytest.raises(FileMissing):
        export_pdf(book.with_name("none.xlsx"))
    with pytest.raises(SheetsNotThere, match=r"没有的表.*看板"):
        export_pdf(book, sheets=["没有的表"])
    pdf.write_bytes(b"mine")
    with pytest.raises(FileExists):
        export_pdf(book)
    with pytest.raises(NoOffice):
        export_pdf(book, force=True)
    assert pdf.read_bytes() == b"mine"
