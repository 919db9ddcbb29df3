"""What this package brings along for Excel."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import resources
from typing import Self

from xlsegment import __version__
from xlsegment.install.places import ADDIN


@dataclass(frozen=True, slots=True)
class Shipped:
    """The version of the package and the add-in that belongs to it."""

    version: str
    addin: bytes

    @classmethod
    def of_package(cls) -> Self:
        """Return what lies in the package, be it unpacked or in a wheel."""
        return cls(__version__, resources.files("xlsegment.addin").joinpath(ADDIN).read_bytes())

    @property
    def sha256(self) -> str:
        """The add-in's fingerprint."""
        return sha256(self.addin)


def sha256(content: bytes) -> str:
    """Return a fingerprint."""
    return hashlib.sha256(content).hexdigest()
