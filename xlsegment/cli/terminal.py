"""The person at the other end: their language, their screen, how long they have waited."""

from __future__ import annotations

import io
import locale
import os
import sys
import time
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, TextIO

from xlsegment.text import LANGS, Lang, Text

if TYPE_CHECKING:
    from xlsegment.actions.progress import Stage

# Nobody wants to hear about work that is over at once.
_PATIENCE: Final = 2.0
_EVERY: Final = 0.5
# A file's name may hold what would move the cursor or colour the screen.
_UNSEEN: Final = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(0x20), *range(0x7F, 0xA0))
    if chr(code) not in "\n\t"
}


class Terminal:
    """Where a command speaks: results on ``out``, everything about them on ``err``."""

    def __init__(self, lang: Lang, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.lang = lang
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._started = time.monotonic()
        self._told = float("-inf")
        self._open_line = False

    def say(self, text: Text | str, **fields: object) -> None:
        """Print a line of the result."""
        self._clear()
        print(self._words(text, fields), file=self._out)

    def note(self, text: Text | str, **fields: object) -> None:
        """Print a line about the result: a remark, a warning, an error."""
        self._clear()
        self._out.flush()  # in a log, too, it stands after what it is about
        print(self._words(text, fields), file=self._err, flush=True)

    def progress(self, text: Text | str, **fields: object) -> None:
        """Show how far long work has come: at once on a screen, after a while in a log."""
        now = time.monotonic()
        on_screen = self._err.isatty()
        if now - self._told < (_EVERY if on_screen else 5 * _PATIENCE):
            return
        if not on_screen and now - self._started < _PATIENCE:
            return
        self._told = now
        words = self._words(text, fields)
        if on_screen:
            print(f"\r\x1b[K{words}", end="", file=self._err, flush=True)
            self._open_line = True
        else:
            print(words, file=self._err, flush=True)

    def stages(self, stage: Stage, done: int, total: int, rows: int) -> None:
        """Show the stages of an action as progress."""
        part = f" {done}/{total}" if total > 1 else ""
        count = f" ({rows:,})" if rows else ""
        self.progress(f"{stage.label.in_(self.lang)} …{part}{count}")

    def _words(self, text: Text | str, fields: Mapping[str, object]) -> str:
        words = text.in_(self.lang, **fields) if isinstance(text, Text) else text
        return words.translate(_UNSEEN)

    def _clear(self) -> None:
        if self._open_line:
            print("\r\x1b[K", end="", file=self._err, flush=True)
            self._open_line = False


def survive_legacy_encodings(*streams: TextIO) -> None:
    """Print a question mark where a console cannot show a character, instead of failing."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def choose_lang(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> Lang:
    """Return the language of this call: ``--lang`` wherever it stands, else the locale."""
    for position, word in enumerate(argv):
        asked = word.removeprefix("--lang=")
        if word == "--lang" and position + 1 < len(argv):
            asked = argv[position + 1]
        for lang in LANGS:
            if asked == lang and word.startswith("--lang"):
                return lang
    wanted = next(
        (environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), ""
    )
    wanted = wanted or locale.getlocale()[0] or ""
    return "zh" if wanted.casefold().startswith(("zh", "chinese")) else "en"


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines; Chinese characters are two columns wide and break anywhere."""
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text):
        size = sum(map(columns, piece))
        if used + size > width and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()
            size = sum(map(columns, piece))
        line += piece
        used += size
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def columns(character: str) -> int:
    """Return how many columns a character takes on a screen."""
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pieces(text: str) -> list[str]:
    """Split text where a line may break: before a word, around each wide character."""
    pieces: list[str] = []
    for character in text:
        closing = unicodedata.category(character) in ("Pe", "Po", "Pf") and columns(character) == 2
        joins = pieces and (
            closing
            or (columns(character) == 1 and character != " " and columns(pieces[-1][-1]) == 1)
        )
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
