"""What is wrong with the bytes of a vault, before it is known which file they are from."""

from __future__ import annotations

from xlsegment.text import Text


class Fault(ValueError):
    """The bytes are not what an untouched vault holds; says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.reason = Text(zh, en)
        super().__init__(en)
