"""What every object of the stand-in shares: members by name, what was called, what was missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar


class ExcelError(Exception):
    """What Excel refuses: run-time error 1004 to whoever called."""


class Missing(Exception):
    """A member that the stand-in has not."""


@dataclass(slots=True)
class Trace:
    """What was asked of the workbook.

    Attributes
    ----------
    calls
        Members asked for, and how often.
    writes
        Calls that changed cells, tables or names.
    fail_at
        The write that is to fail, counted from 1.
    missing, faults
        Members asked for in vain; errors of the stand-in itself.
    settings
        What was set on the application, in order.
    """

    calls: Counter[str] = field(default_factory=Counter)
    writes: int = 0
    fail_at: int | None = None
    missing: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    settings: list[tuple[str, Any]] = field(default_factory=list)

    def write(self) -> None:
        """Count a write; fail if this is the one."""
        self.writes += 1
        if self.writes == self.fail_at:
            raise ExcelError("the write that the test asked to fail")


class ExcelObject:
    """Members are the attributes whose names begin with a capital letter, in whatever case asked.

    ``_Default`` is what an object does when it is called, iteration what ``For Each`` goes through.
    """

    #: Excel's id of the interface, where xlwings looks at it.
    iid: ClassVar[str | None] = None
    trace: Trace

    @classmethod
    @cache
    def members(cls) -> dict[str, str]:
        """Return member name in lower case -> member name."""
        names = [name for name in dir(cls) if name[0].isupper() or name == "_Default"]
        found = {name.lower(): name for name in names}
        # What pywin32 makes of properties whose arguments are all optional.
        found |= {f"get{name}".lower(): name for name in names if optional(getattr(cls, name))}
        return found

    def find(self, name: str) -> str:
        """Return the member that is meant by a name."""
        found = self.members().get(name.lower())
        if found is None:
            self.trace.missing.append(f"{type(self).__name__}.{name}")
            raise Missing(self.trace.missing[-1])
        return found


def asked_without_arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a property whose arguments are all optional: asking for it is calling it."""
    function.optional = True  # type: ignore[attr-defined]
    return function


def optional(member: object) -> bool:
    """Tell whether asking for a member is calling it."""
    return getattr(member, "optional", False)


class Collection(ExcelObject):
    """Objects by number, from 1, or by name."""

    def __init__(self, trace: Trace, items: Callable[[], list[Any]], parent: ExcelObject) -> None:
        self.trace = trace
        self._items = items
        self.Parent = parent

    Parent: ExcelObject

    @property
    def Count(self) -> int:
        return len(self._items())

    def Item(self, key: Any) -> Any:
        items = self._items()
        if isinstance(key, int | float):
            if not 1 <= key <= len(items):
                raise ExcelError(f"no item {key} of {len(items)}")
            return items[int(key) - 1]
        for item in items:
            if item.Name.casefold() == str(key).casefold():
                return item
        raise ExcelError("no item of this name")

    _Default = Item

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items())
