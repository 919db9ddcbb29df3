"""The originals that must not be left anywhere, and what stands for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from xlsegment.core.masked import HAN, cell_text, is_stars
from xlsegment.core.masking import is_masked
from xlsegment.core.span import Span, apply_spans, without_overlaps
from xlsegment.privacy.digits import Digits, written
from xlsegment.privacy.literals import Literals, fold
from xlsegment.privacy.readings import closed, decoded, even, packed

_CHARACTER: Final = re.compile(f"[{HAN}]")
NUMBER_KINDS: Final = frozenset({"mobile", "identity", "card", "landline"})


class Known:
    """Originals with their masks, to be found in any text.

    Names, addresses and e-mail addresses are found within longer texts whatever their case, words
    of Latin letters only as whole words; numbers in any writing (+86, dashes, blanks, full width,
    ``.0``, ``E+10``). Left alone: values of one character, masked ones, and those that their own
    mask contains, as an address that is nothing but a region.

    Parameters
    ----------
    originals
        Value, mask and kind (a key of `MASKS`) of each; the first mask of a value counts.
    """

    def __init__(self, originals: Iterable[tuple[str, str, str]]) -> None:
        self._literals: dict[str, tuple[str, str]] = {}
        self._numbers: dict[str, tuple[str, str]] = {}
        for value, masked, kind in originals:
            self._add(str(value), masked, kind)
        self._find_literals = Literals(self._literals)
        self._find_numbers = Digits(self._numbers)
        self._masks: dict[str, str] = {}

    def _add(self, value: str, masked: str, kind: str) -> None:
        text = cell_text(value)
        if len(text) < 2 or is_stars(text) or is_masked(text):
            return
        numbers = list(written(value)) if kind in NUMBER_KINDS or text.isdigit() else []
        for number in numbers:
            self._numbers.setdefault(number, (masked, kind))
        if numbers:
            return
        for form in {value.strip(), text, *_read(value.strip())}:
            if len(form) > 1 and fold(form) not in fold(masked):
                self._literals.setdefault(fold(form), (masked, kind))

    def and_more(self, originals: Iterable[tuple[str, str, str]]) -> Known:
        """Return these originals and more; of those known already the first mask counts."""
        new = Known(())
        new._literals, new._numbers = dict(self._literals), dict(self._numbers)
        for value, masked, kind in originals:
            new._add(str(value), masked, kind)
        new._find_literals, new._find_numbers = Literals(new._literals), Digits(new._numbers)
        return new

    def __len__(self) -> int:
        return len(self._literals) + len(self._numbers)

    def find(self, text: str) -> list[Span]:
        """Return where originals stand in a text.

        Examples
        --------
        >>> known = Known([("张小明", "张**", "name"), ("13812345678", "138****5678", "mobile")])
        >>> [(span.start, span.end) for span in known.find("张小明 138-1234-5678")]
        [(0, 3), (4, 17)]
        """
        spans = [*self._words(text)]
        spans += [
            self._span(start, end, *self._numbers[found])
            for start, end, found in self._find_numbers.find(text)
        ]
        for reading in filter(None, (even(text), closed(text))):
            for span in self._words(reading.text):
                found = reading.back(span)
                if not reading.is_new(span) or _is_one(text, found):
                    spans.append(found)
        plain = decoded(text)
        if plain is not None:
            spans += [plain.back(span) for span in self.find(plain.text) if plain.is_new(span)]
        for start, end, content in packed(text):
            spans += [Span(start, end, found.kind, "***") for found in self.find(content)[:1]]
        return without_overlaps(spans) if len(spans) > 1 else spans

    def _words(self, text: str) -> Iterator[Span]:
        for start, end, found in self._find_literals.find(text):
            yield self._span(start, end, *self._literals[found])

    def _span(self, start: int, end: int, masked: str, kind: str) -> Span:
        if masked not in self._masks:
            # A mask may hold another customer's original: somebody is called like a district.
            hidden = [
                Span(first, last, kind, "*" * (last - first))
                for first, last, _ in self._find_literals.find(masked)
            ]
            self._masks[masked] = apply_spans(masked, hidden)
        return Span(start, end, kind, self._masks[masked])

    def replace(self, text: str) -> str | None:
        """Return a text with every original masked; None when it has none.

        Examples
        --------
        >>> Known([("张小明", "张**", "name")]).replace("联系张小明")
        '联系张**'
        """
        spans = self.find(text)
        return apply_spans(text, spans) if spans else None

    def number(self, stored: str) -> Span | None:
        """Return what stands for a cell that is a number, as it is stored; None for no original."""
        found = self._find_numbers.whole(stored)
        if found is None:
            return None
        return self._span(0, len(stored), *self._numbers[found])


def _read(text: str) -> Iterator[str]:
    """Yield how a text is read whose gaps do not count."""
    for reading in filter(None, (even(text), closed(text))):
        yield reading.text.strip()


def _is_one(text: str, span: Span) -> bool:
    """Tell whether what stands around gaps is one name: two characters may belong to others."""
    characters = _CHARACTER.findall(text, span.start, span.end)
    if len(characters) != 2:
        return True
    return not _CHARACTER.match(text, span.end) and not (
        span.start and _CHARACTER.match(text, span.start - 1)
    )
