"""The passphrase in the operating system's own keyring, for those who want that.

Needs the extra ``keyring``. Only keyrings that the operating system encrypts are used; those of
that package's that write a plain file are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsegment.errors import UsageError
from xlsegment.text import Text
from xlsegment.vault.passphrase import Passphrase

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

#: Modules of the keyrings that an operating system encrypts.
SYSTEMS: Final = (
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)
_NOT_INSTALLED: Final = Text(
    '没有安装 keyring：pip install "xlsegment[keyring]"，或不用 --keyring',
    'keyring is not installed: pip install "xlsegment[keyring]", or do without --keyring',
)
_NONE_HERE: Final = Text(
    "这台电脑没有可用的系统密钥环；请不用 --keyring",
    "this computer has no keyring of the operating system; do without --keyring",
)
_REFUSED: Final = Text(
    "系统密钥环拒绝了；请解锁后再试，或不用 --keyring",
    "the keyring of the operating system refused; unlock it, or do without --keyring",
)


def recall(vault: bytes, person: str) -> Passphrase | None:
    """Return the passphrase that was kept, None if none was."""
    backend = _backend()
    from keyring.errors import KeyringError

    try:
        kept = backend.get_password(_service(vault), person)
    except KeyringError as error:
        raise UsageError(reason=_REFUSED) from error
    return None if kept is None else Passphrase(kept)


def keep(vault: bytes, person: str, passphrase: Passphrase) -> None:
    """Keep a passphrase for the next time."""
    backend = _backend()
    from keyring.errors import KeyringError

    try:
        backend.set_password(_service(vault), person, passphrase.text())
    except KeyringError as error:
        raise UsageError(reason=_REFUSED) from error


def check() -> None:
    """Raise an error if there is no keyring to use."""
    _backend()


def _backend() -> KeyringBackend:
    try:
        import keyring
    except ImportError as error:
        raise UsageError(reason=_NOT_INSTALLED) from error
    chosen = keyring.get_keyring()
    for backend in getattr(chosen, "backends", [chosen]):
        if type(backend).__module__.startswith(SYSTEMS):
            found: KeyringBackend = backend
            return found
    raise UsageError(reason=_NONE_HERE)


def _service(vault: bytes) -> str:
    return f"xlsegment vault {vault.hex()}"
