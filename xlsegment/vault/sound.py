"""Where a fault in a vault's bytes becomes the error that names the file."""

from __future__ import annotations

from types import TracebackType

from xlsegment.errors import VaultDamaged
from xlsegment.vault.fault import Fault


class Sound:
    """Turns a `Fault` in the body into the error that names the file."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, Fault):
            raise VaultDamaged(file=self._name, reason=error.reason) from error
