"""One fuzzed workbook on its way through check, clean, mask, share-check, refresh and undo.

Whatever is in it, only our own errors may come; a refusal leaves every file as it was; what is
changed is told; what was planted is not in the masked copy; undo gives back the very bytes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import tempfile
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import TypeVar
from xml.sax.saxutils import escape

from openpyxl.utils.datetime import to_excel
from openpyxl.utils.exceptions import InvalidFileException

from tests.support.fuzzed import FOREIGN, fuzzed_book
from tests.support.fuzzed_damage import damaged
from tests.support.fuzzed_diff import NOTHING, bodies, pages, unexplained
from xlsegment.actions.check import check_file
from xlsegment.actions.clean import clean_file
from xlsegment.actions.mask_copy import mask_copy
from xlsegment.actions.masking.report import MaskReport
from xlsegment.actions.refresh import refresh_file
from xlsegment.actions.share_check import share_check_file
from xlsegment.actions.undo import undo_file
from xlsegment.cli import main as command
from xlsegment.core import patterns
from xlsegment.core.finding_kinds import KINDS
from xlsegment.errors import XlsegmentError

T = TypeVar("T")
#: What openpyxl ends with on damaged files.
_UNREADABLE = (
    *(ArithmeticError, AttributeError, LookupError, NameError, OSError, RuntimeError, SyntaxError),
    *(TypeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, InvalidFileException),
)
_ASKED = sorted(code for code in KINDS if code.startswith(("W-06", "W-07", "I-06", "I-07")))


class Run:
    """One workbook on its way."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.seed = folder, seed
        self.path, self.copy = folder / "book.xlsx", folder / "copy.xlsx"
        self.rng = Random(f"run {seed}")
        self.outcomes: Counter[str] = Counter()
        self.is_damaged = seed % 3 == 2

    def go(self) -> None:
        """Send the workbook through everything."""
        self.made = fuzzed_book(self.path, self.seed)
        if self.is_damaged:
            self.path.write_bytes(damaged(self.path.read_bytes(), self.rng))
        self.readable = _opens(self.path)
        self.before = self.path.read_bytes()
        self._check()
        cleaned = self._clean()
        self._mask()
        after_clean = self.path.read_bytes()
        refreshed = self._refresh()
        for done, state in ((refreshed, after_clean), (cleaned, self.before)):
            if done:
                undo_file(self.path)
                self.must(self.path.read_bytes() == state, "undo restores byte for byte")
        left = sorted(file.name for file in self.folder.iterdir())
        self.must(left == ["book.xlsx"], f"files left: {left}")

    def must(self, holds: bool, what: str) -> None:
        """Say what does not hold."""
        if not holds:
            raise AssertionError(f"seed {self.seed} {self.made.did}: {what}")

    def attempt(self, name: str, do: Callable[[], T]) -> T | None:
        """Do something that may be refused, and then has to leave all files as they are."""
        before = {file: file.read_bytes() for file in self.folder.iterdir()}
        try:
            result = do()
        except XlsegmentError as error:
            after = {file: file.read_bytes() for file in self.folder.iterdir()}
            self.must(before == after, f"{name} was refused and changed files: {error}")
            self.outcomes[f"{name} {error.code}"] += 1
            return None
        self.outcomes[f"{name} done"] += 1
        left = list(Path(tempfile.gettempdir()).iterdir())
        self.must(not left, f"{name} left {left}")
        return result

    def _check(self) -> None:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = command(["check", str(self.path), "--lang", self.rng.choice(("zh", "en"))])
            command(["share-check", str(self.path)])
        self.outcomes[f"check status {status}"] += 1
        self.must(status in (0, 1, 2), f"check ends with {status}")
        shown = [text for text in self.made.planted if text in said.getvalue()]
        self.must(not shown, f"shown on the terminal: {shown}")
        self.must(self.path.read_bytes() == self.before, "check only reads")

    def _clean(self) -> bool:
        accept = _ASKED if self.rng.random() < 0.3 else []
        told = self.attempt("dry run", lambda: clean_file(self.path, accept=accept, dry_run=True))
        self.must(self.path.read_bytes() == self.before, "a dry run changes nothing")
        done = self.attempt("clean", lambda: clean_file(self.path, accept=accept))
        if done is None:
            return False
        self.must(told is not None and told.by_code == done.by_code, "a dry run tells the truth")
        if done.snapshot is None:
            self.must(self.path.read_bytes() == self.before, "nothing to do, nothing written")
            return False
        cleaned = self.path.read_bytes()
        old = self.folder / "old.xlsx"
        if self.readable:
            self.must(_opens(self.path), "the cleaned file is a workbook")
            if not self.is_damaged:
                old.write_bytes(self.before)
                faults = unexplained(old, self.path)
                old.unlink()
                self.must(not faults, "silent: " + "\n  ".join(faults[:6]))
        again = self.attempt("clean again", lambda: clean_file(self.path, accept=accept))
        self.must(again is not None, "a cleaned file can be cleaned")
        assert again is not None
        # Rows that were left for the looks of some cells may go once those look like the others.
        more = again.by_code.keys() - {code for code, _ in done.left}
        self.must(not more, f"cleaned twice: {again.by_code}")
        if again.snapshot is not None:
            undo_file(self.path)
        self.must(self.path.read_bytes() == cleaned, "nothing to clean, nothing written")
        if not accept and not again.left and not again.changed:
            report = self.attempt("check", lambda: check_file(self.path))
            self.must(report is not None and report.offered == 0, "nothing offered after cleaning")
        return True

    def _mask(self) -> None:
        before = self.path.read_bytes()
        join = self.rng.random() < 0.2
        done = self.attempt("mask", lambda: mask_copy(self.path, self.copy, join=join))
        self.must(self.path.read_bytes() == before, "masking a copy only reads")
        if done is None:
            self.must(not self.copy.exists(), "no copy after a refusal")
            return
        left = _found(self.copy, self.made.planted)
        self.must(not left, f"planted and found in the copy: {left}")
        shared = self.attempt("share-check", lambda: share_check_file(self.copy))
        self.must(shared is not None and shared.clean, f"the copy is not clean: {shared}")
        if self.readable:
            self.must(_opens(self.copy), "the copy is a workbook")
            if not self.is_damaged and not done.joined:
                faults = list(_masked_elsewhere(self.path, self.copy, done))
                self.must(not faults, "masked elsewhere: " + "\n  ".join(map(str, faults[:6])))
        self.copy.unlink()

    def _refresh(self) -> bool:
        sound = self.readable and not self.is_damaged
        before = pages(self.path) if sound else {}
        # A sheet with the headers of a table of ours is one, whatever it is called.
        ours = {body.sheet for body in self.attempt("find tables", lambda: bodies(self.path)) or ()}
        done = self.attempt("refresh", lambda: refresh_file(self.path))
        if done is None:
            return False
        if self.readable:
            self.must(_opens(self.path), "the refreshed file is a workbook")
        for name, page in pages(self.path).items() if before else ():
            if name in FOREIGN and name in before and name not in ours:
                self.must(page == before[name], f"refresh changed {name}")
        return True


def _masked_elsewhere(path: Path, copy: Path, done: MaskReport) -> Iterator[object]:
    """Yield cells outside of masked columns that changed though nothing personal stood there."""
    old, new = pages(path), pages(copy)
    masked = {(d.column.sheet, row, d.column.column) for d in done.done
              for row in range(d.column.first_row, d.column.last_row + 1)}  # fmt: skip
    originals: set[str] = set()
    for sheet, row, column in masked:
        value = old[sheet].cells.get((row, column), NOTHING).value
        if value is not None and value != new[sheet].cells[row, column].value:
            originals |= {_bare(value)}
    if list(old) != list(new):
        yield list(old), list(new)
        return
    for name, page in old.items():
        for place in page.cells.keys() | new[name].cells.keys():
            was, now = page.cells.get(place), new[name].cells.get(place)
            if was == now or (name, *place) in masked:
                continue
            if was is None or now is None:
                yield name, place, was, now
                continue
            for one, other in ((was.value, now.value), (was.note, now.note)):
                text = _bare(one)
                if isinstance(one, dt.datetime):
                    text += f" {to_excel(one)}"  # a number to the package, and maybe an ID
                # A number that is no day has no other value to openpyxl.
                known = (
                    one == "#VALUE!" or any(o in text for o in originals) or _by_form(_plain(one))
                )
                if one != other and not known:
                    yield name, place, one, other
            if was.look != now.look:
                yield name, place, was.look[:60], now.look[:60]


def _bare(value: object) -> str:
    """Return what a value says however it is written: its letters and digits."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", _plain(value)))).casefold()


def _plain(value: object) -> str:
    """Return the text of a value, in whatever fonts."""
    if isinstance(value, tuple):
        value = "".join(run for run, _ in value[1]) if value[0] == "rich" else value[1]
    return str(value)


def _by_form(text: str) -> bool:
    return bool(patterns.spans(text)) or patterns.number_span(text) is not None


def _found(path: Path, planted: set[str]) -> list[tuple[str, str]]:
    found = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            data = package.read(name)
            found += [
                (name, text)
                for text in sorted(planted)
                for form in {text.encode(), escape(text).encode(), text.encode("utf-16-le")}
                if form in data
            ]
    return found


def _opens(path: Path) -> bool:
    """Tell whether openpyxl can read a file."""
    try:
        pages(path)
    except _UNREADABLE:
        return False
    return True
