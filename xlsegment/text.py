"""Bilingual text: every sentence a person reads exists in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Chinese and English, possibly with ``{fields}``."""

    zh: str
    en: str

    def in_(self, lang: Lang, **fields: object) -> str:
        """Return the sentence in one language with its fields filled in."""
        template = self.zh if lang == "zh" else self.en
        return template.format(**fields) if fields else template

    @property
    def both(self) -> tuple[str, str]:
        """The Chinese and the English wording."""
        return (self.zh, self.en)
