"""Orders in a text file: comma, tab, semicolon or bar separated, in whatever encoding."""

from __future__ import annotations

import csv
import io
import itertools
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlsegment.errors import NotATable, QuoteNeverClosed, SourceEmpty, ValueTooLong
from xlsegment.sources.aliases import header_hits
from xlsegment.sources.clean import CONTROL, Cleaner, clean_text
from xlsegment.sources.encodings import check_encoding, detect_encoding
from xlsegment.sources.table import (
    LONGEST_CELL,
    Cells,
    Note,
    Progress,
    SourceInfo,
    Tally,
    find_header,
    no_progress,
    unique_headers,
)
from xlsegment.text import Text

_DELIMITERS: Final = {
    ",": Text("逗号分隔", "comma separated"),
    "\t": Text("制表符分隔", "tab separated"),
    ";": Text("分号分隔", "semicolon separated"),
    "|": Text("竖线分隔", "bar separated"),
}
_WEB_PAGE: Final = (b"<html", b"<!doctype", b"<table")
_SNIFFED: Final = 1 << 16
_HEADER_WITHIN: Final = 60
_CHUNK: Final = 2_000
# Read after the last line of the file: still inside a cell, it shows a quote left open.
_END: Final = "\ue000end of file\ue000"

DAMAGED = Text("个字符无法解码，已用 � 代替", "characters could not be decoded and read as �")
RAGGED = Text(
    "行的格数多于表头，多出的未导入", "rows have more cells than the header; extras left out"
)
SHORT = Text("行的格数少于表头，缺的按空白", "rows have fewer cells than the header; read as blank")
SWALLOWED = Text(
    "个单元格里像是还有整行数据，请检查此处的引号",
    "cells seem to hold whole rows; check the quotes there",
)
CONTROLS = Text("处控制字符已去掉", "control characters removed")


@dataclass(frozen=True, slots=True)
class CsvSource:
    """A text file whose encoding, delimiter and header row are known."""

    path: Path
    encoding: str
    delimiter: str
    info: SourceInfo

    def read(self, wanted: Sequence[int], progress: Progress = no_progress) -> Cells:
        """Read the columns with these positions.

        Raises
        ------
        QuoteNeverClosed
            When the file ends inside a quoted cell: everything from there on is one cell.
        ValueTooLong
            When a wanted value does not fit a cell of a workbook.
        """
        table = _Collector(wanted, self.info, self.delimiter, self.path)
        with _long_fields(), _reading(self.path, self.encoding) as lines:
            reader = csv.reader(lines, delimiter=self.delimiter)
            rows: list[list[str]] = []
            at = array("L")
            for row in reader:
                if reader.line_num <= self.info.header_line:
                    continue
                rows.append(row)
                at.append(reader.line_num)
                if len(rows) > _CHUNK:
                    # The last one is held back: it may be the marker.
                    table.take(rows[:-1], at[:-1])
                    progress(reader.line_num)
                    rows, at = rows[-1:], at[-1:]
            _check_end(rows, at, self.path)
            table.take(rows[:-1], at[:-1])
        return table.cells()


def open_csv(path: Path, encoding: str | None = None) -> CsvSource:
    """Find out encoding, delimiter and header row of a text file.

    Parameters
    ----------
    path
        The file.
    encoding
        Its encoding when known; detected otherwise.

    Raises
    ------
    EncodingUnknown, NotATable, SourceEmpty
        When the file is not text, is no table, or holds nothing.
    """
    _refuse_binary(path)
    name, damaged = check_encoding(path, encoding) if encoding else detect_encoding(path)
    with path.open(encoding=name, errors="replace", newline="") as file:
        start = io.StringIO(file.read(_SNIFFED), newline="")
    sample = list(itertools.islice(start, _HEADER_WITHIN))
    if not any(line.strip("\ufeff\x00 \t\r\n,;|") for line in sample):
        raise SourceEmpty(file=path.name)
    delimiter = sniff_delimiter(sample)
    with _long_fields():
        reader = csv.reader(sample, delimiter=delimiter)
        rows = [(reader.line_num, row) for row in reader]
    header = find_header([row for _, row in rows], header_hits)
    if header is None:
        raise SourceEmpty(file=path.name)
    line, cells = rows[header]
    labels = unique_headers([clean_text(cell) or "" for cell in cells])
    how = Text(
        f"文本，{name.upper()}，{_DELIMITERS[delimiter].zh}",
        f"text, {name.upper()}, {_DELIMITERS[delimiter].en}",
    )
    notes = (Note(DAMAGED, damaged),) if damaged else ()
    return CsvSource(path, name, delimiter, SourceInfo(labels, line, how, False, notes))


def sniff_delimiter(sample: list[str]) -> str:
    """Return the delimiter that shows the most known headers, then the most even rows."""

    def evidence(delimiter: str) -> tuple[int, float, int]:
        with _long_fields():
            rows = [row for row in csv.reader(sample, delimiter=delimiter) if row]
        hits = max((header_hits(row) for row in rows), default=0)
        width, often = Counter(map(len, rows)).most_common(1)[0] if rows else (1, 0)
        return (hits if width > 1 else 0, often / max(len(rows), 1) if width > 1 else 0, width)

    return max(_DELIMITERS, key=evidence)


class _Collector:
    """Takes rows a chunk at a time, keeps the wanted columns and counts what is odd."""

    def __init__(self, wanted: Sequence[int], info: SourceInfo, delimiter: str, path: Path) -> None:
        self._wanted = wanted
        self._headers = info.headers
        self._delimiter = delimiter
        self._path = path
        self._columns: list[list[object]] = [[] for _ in wanted]
        self._cleaners = [Cleaner() for _ in wanted]
        self._lines = array("L")
        self._prints = array("q")
        self._last_line = info.header_line
        self._ragged = Tally(RAGGED)
        self._short = Tally(SHORT)
        self._swallowed = Tally(SWALLOWED)
        self._controls = Tally(CONTROLS, problem=False)

    def take(self, rows: list[list[str]], lines: array[int]) -> None:
        """Add rows; ``lines`` holds the line of the file at which each ends."""
        if not rows:
            return
        self._look_for_open_quotes(rows, lines)
        width = len(self._headers)
        if set(map(len, rows)) != {width}:
            rows, lines = self._even(rows, lines, width)
            if not rows:
                return
        prints = array("q", map(hash, map(tuple, rows)))
        raw = list(zip(*rows, strict=True))
        picked = [raw[position] for position in self._wanted]
        for column, position in zip(picked, self._wanted, strict=True):
            self._check_values(column, lines, self._headers[position])
        cleaned = [cleaner.column(c) for cleaner, c in zip(self._cleaners, picked, strict=True)]
        kept = [any(cells) for cells in zip(*cleaned, strict=True)]
        if not all(kept):
            cleaned = [list(itertools.compress(column, kept)) for column in cleaned]
            lines = array("L", itertools.compress(lines, kept))
            prints = array("q", itertools.compress(prints, kept))
        for column_so_far, more in zip(self._columns, cleaned, strict=True):
            column_so_far.extend(more)
        self._lines.extend(lines)
        self._prints.extend(prints)

    def cells(self) -> Cells:
        """Return everything taken."""
        tallies = (self._ragged, self._short, self._swallowed, self._controls)
        notes = tuple(note for tally in tallies for note in tally.notes())
        return Cells(self._columns, self._lines, self._prints, notes)

    def _even(
        self, rows: list[list[str]], lines: array[int], width: int
    ) -> tuple[list[list[str]], array[int]]:
        """Drop blank rows and bring the others to the header's width."""
        even: list[list[str]] = []
        kept = array("L")
        for row, line in zip(rows, lines, strict=True):
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > width:
                if any(cell.strip() for cell in row[width:]):
                    self._ragged.add(line)
                row = row[:width]
            elif len(row) < width:
                self._short.add(line)
                row = row + [""] * (width - len(row))
            even.append(row)
            kept.append(line)
        return even, kept

    def _check_values(self, column: Sequence[str], lines: array[int], header: str) -> None:
        """Refuse what no cell can hold; count control characters."""
        if max(map(len, column)) > LONGEST_CELL:
            at = next(i for i, cell in enumerate(column) if len(cell) > LONGEST_CELL)
            raise ValueTooLong(
                file=self._path.name, line=lines[at], column=header, length=len(column[at])
            )
        if CONTROL.search("".join(column)):
            for cell, line in zip(column, lines, strict=True):
                if CONTROL.search(cell):
                    self._controls.add(line, len(CONTROL.findall(cell)))

    def _look_for_open_quotes(self, rows: list[list[str]], lines: array[int]) -> None:
        """Count cells that reach over lines which look like rows of their own."""
        before, self._last_line = self._last_line, lines[-1]
        if lines[-1] - before == len(rows):
            return
        least = max(len(self._headers) - 2, 1)
        for row, line in zip(rows, lines, strict=True):
            for cell in row:
                if "\n" in cell:
                    inner = cell.split("\n")[1:]
                    if any(piece.count(self._delimiter) >= least for piece in inner):
                        self._swallowed.add(line)


def _refuse_binary(path: Path) -> None:
    """Refuse what is not text: pictures, programs, archives."""
    with path.open("rb") as file:
        start = file.read(_SNIFFED)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith(_WEB_PAGE):
        reason = Text(
            "是网页，请在 Excel 中打开并另存", "it is a web page; open it in Excel and save it"
        )
        raise NotATable(file=path.name, reason=reason)
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return
    odd = sum(start.count(bytes([code])) for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a")
    if odd * 20 > len(start):
        raise NotATable(file=path.name, reason=Text("内容不是文本", "its content is not text"))


def _check_end(rows: list[list[str]], lines: array[int], path: Path) -> None:
    """Refuse a file that ends inside a quoted cell."""
    if not rows or rows[-1] != [_END]:
        last = rows[-1] if rows else [""]
        spanned = last[-1].count("\n")
        raise QuoteNeverClosed(file=path.name, line=max(lines[-1] - spanned, 1) if lines else 1)


@contextmanager
def _reading(path: Path, encoding: str) -> Iterator[Iterator[str]]:
    """Open a text file as lines, with a marker after the last one."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        yield itertools.chain(_ended(file), [_END])


def _ended(lines: Iterator[str]) -> Iterator[str]:
    """Give the last line its line end, so that the marker starts a line of its own."""
    line = "\n"
    for line in lines:
        yield line if line.endswith(("\n", "\r")) else line + "\n"


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let the csv module read cells of any length; the limit is its only global."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)
