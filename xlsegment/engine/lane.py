"""The lane for the usual case: neighbouring columns that exist in every row get new contents.

One search per row finds all its cells at once. Where a row is anything else (a cell missing, a
formula, a rich text) the block is left to the splicer that takes rows one by one; both give the
same bytes.
"""

from __future__ import annotations

import re
from itertools import chain, repeat
from typing import Final

from xlsegment.engine.splice import Writer

_ROW: Final = re.compile(rb'<row r="(\d+)"')
_CELL: Final = (
    rb'%b%b"( s="\d+")?(?: t="\w+")?'
    rb"(?:/>|>(?:<v>[^<]*</v>|<is><t[^>]*>[^<]*</t></is>)?</c>)"
)


class Lane:
    """Splices blocks of whole rows for one writer."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.last_row = 0
        self._made: tuple[list[bytes], re.Pattern[bytes], bytes] | None = None

    def run(self, block: bytes, out: list[bytes]) -> int:
        """Splice the rows at the head of a block into ``out``; return how far they reach."""
        writer, chunk = self._writer, self._writer.chunk
        if chunk is None or not chunk.dense or b"<f" in block:
            return 0
        keys = chunk.keys
        pattern, template = self._prepared(keys)
        numbers = _ROW.findall(block)
        expected = [b"%d" % row for row in range(writer.next, writer.next + len(numbers))]
        if not numbers or numbers != expected:
            return 0
        found = list(pattern.finditer(block))
        if [match[1] for match in found] != numbers:
            return 0
        done = at = 0
        while at < len(found) and chunk is not None and chunk.dense and chunk.keys == keys:
            first = writer.next
            run = found[at : at + chunk.row2 - first + 1]
            for match, tails in zip(run, chunk.rows[first - chunk.row1 :], strict=False):
                number, *styles = match.groups(b"")
                cells = chain.from_iterable(zip(repeat(number), styles, tails, strict=False))
                out += (block[done : match.start()], template % tuple(cells))
                done = match.end()
            at += len(run)
            self.last_row = first + len(run) - 1
            writer.passed(self.last_row)
            chunk = writer.chunk
            if writer.next != self.last_row + 1:  # rows between two edits stay as they are
                break
        end = block.find(b"</row>", done) + 6
        out.append(block[done:end])
        return end

    def _prepared(self, keys: list[bytes]) -> tuple[re.Pattern[bytes], bytes]:
        """Return the pattern of a row's old cells and the template of the new ones."""
        if self._made is None or self._made[0] != keys:
            pattern = b"".join(
                _CELL % (key, rb"\1" if k else rb"(\d+)") for k, key in enumerate(keys)
            )
            template = b"".join(key + b'%b"%b%b' for key in keys)
            self._made = (keys, re.compile(pattern), template)
        return self._made[1], self._made[2]
