"""Settings of Excel that are changed for a while and always come back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw


@dataclass(frozen=True, slots=True)
class Setting:
    """One property of one object and the value it has for a while."""

    owner: object
    name: str
    value: object


@contextmanager
def kept(*settings: Setting) -> Iterator[None]:
    """Change settings one by one; each comes back, whatever happens to the others.

    xlwings' own ``App.properties`` leaves those changed that were set before one that fails.
    """
    with ExitStack() as stack:
        for setting in settings:
            before = getattr(setting.owner, setting.name)
            # Noted first: a setting that fails may have been made all the same.
            stack.callback(setattr, setting.owner, setting.name, before)
            setattr(setting.owner, setting.name, setting.value)
        yield


@contextmanager
def quiet(app: xw.App) -> Iterator[None]:
    """Keep Excel from drawing, calculating and running others' macros while cells are written."""
    with kept(
        Setting(app, "screen_updating", False),
        Setting(app, "enable_events", False),
        Setting(app, "calculation", "manual"),
    ):
        yield
