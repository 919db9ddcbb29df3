"""A passphrase, and the key that scrypt makes of it."""

from __future__ import annotations

import unicodedata
from typing import Final

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from xlsegment.errors import WeakPassphrase
from xlsegment.text import Text
from xlsegment.vault.fault import Fault
from xlsegment.vault.sealing import KEY

#: Powers of two. Below the floor guessing is cheap; above the ceiling a hostile file could make
#: us allocate gigabytes (2^19 takes 512 MB). Part of the format: nothing outside sets them.
FLOOR: Final = 17
CEILING: Final = 19
COST: Final = 17
SALT: Final = 32
MIN_LENGTH: Final = 12
_MIN_DIFFERENT: Final = 5
_MAX_LENGTH: Final = 1024
_BLOCK: Final = 8  # scrypt's r
_LANES: Final = 1  # scrypt's p

_SHORT: Final = Text(
    "只有 {n} 个字符，至少要 {least} 个", "it has {n} characters and needs at least {least}"
)
_UNIFORM: Final = Text(
    "不同的字符只有 {n} 个，至少要 {least} 个",
    "it has only {n} different characters and needs at least {least}",
)
_LONG: Final = Text("超过 {most} 个字符", "it is longer than {most} characters")


class Passphrase:
    """What a person types, in one spelling; never shown by anything that prints objects.

    Parameters
    ----------
    typed
        The text. Characters that look the same are made the same (Unicode NFC), so that it does
        not matter on which system it is typed.
    """

    __slots__ = ("_text",)

    def __init__(self, typed: str) -> None:
        self._text = unicodedata.normalize("NFC", typed)

    def __repr__(self) -> str:
        return "Passphrase(…)"

    def __reduce__(self) -> str:
        raise TypeError("a passphrase is not to be stored")

    def check_strength(self) -> None:
        """Refuse a new passphrase that is too easy to guess."""
        different = len(set(self._text))
        if len(self._text) < MIN_LENGTH:
            raise WeakPassphrase(reason=_filled(_SHORT, n=len(self._text), least=MIN_LENGTH))
        if different < _MIN_DIFFERENT:
            raise WeakPassphrase(reason=_filled(_UNIFORM, n=different, least=_MIN_DIFFERENT))
        if len(self._text) > _MAX_LENGTH:
            raise WeakPassphrase(reason=_filled(_LONG, most=_MAX_LENGTH))

    def text(self) -> str:
        """Return it as it is, for the operating system's keyring."""
        return self._text

    def key(self, salt: bytes, cost: int) -> bytes:
        """Return the key that scrypt makes of it, with 2 to the power of ``cost`` rounds."""
        if not FLOOR <= cost <= CEILING:
            raise Fault("口令参数超出范围", "the cost of a passphrase is out of range")
        # Lone surrogates can be typed on some systems; they are bytes like all others.
        typed = self._text[:_MAX_LENGTH].encode("utf-8", "surrogatepass")
        return Scrypt(salt=salt, length=KEY, n=1 << cost, r=_BLOCK, p=_LANES).derive(typed)


def _filled(text: Text, **fields: object) -> Text:
    return Text(text.in_("zh", **fields), text.in_("en", **fields))
