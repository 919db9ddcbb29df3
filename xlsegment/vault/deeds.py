"""What people do with a vault: who may, and what the log is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlsegment.vault.log import Act
from xlsegment.vault.people import Role

#: Who may do what; everybody on the list may add originals and change their own passphrase.
MAY: Final[dict[Act, frozenset[Role]]] = {
    Act.DEPOSIT: frozenset((Role.MEMBER, Role.VIEWER, Role.MANAGER)),
    Act.PASSPHRASE: frozenset((Role.MEMBER, Role.VIEWER, Role.MANAGER)),
    Act.SHOW: frozenset((Role.VIEWER, Role.MANAGER)),
    Act.JOIN: frozenset((Role.VIEWER, Role.MANAGER)),
    Act.RESTORE: frozenset((Role.MANAGER,)),
    Act.ORIGINAL: frozenset((Role.MANAGER,)),
    Act.ADD: frozenset((Role.MANAGER,)),
    Act.REMOVE: frozenset((Role.MANAGER,)),
    Act.ROTATE: frozenset((Role.MANAGER,)),
    Act.EXPORT: frozenset((Role.MANAGER,)),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """What goes into the log of one act."""

    act: Act
    why: str = ""
    customers: Sequence[str] = ()
    count: int = 0
