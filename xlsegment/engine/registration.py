"""Telling xlwings about the engine, at once or as soon as xlwings is loaded.

The write side of this package needs 12 MB; xlwings brings pandas and takes another 115 MB and
half a second. So importing `xlsegment.engine` does not load xlwings: when it is there already
the engine is registered at once, else at the moment somebody imports it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

from xlsegment.engine.engine import ENGINE, NAME


def register_with_xlwings() -> None:
    """Add the engine to ``xlwings.engines`` now or when xlwings is imported."""
    if "xlwings" in sys.modules:
        _add_engine(sys.modules["xlwings"])
    else:
        sys.meta_path.insert(0, _WaitForXlwings())


def _add_engine(xlwings: ModuleType) -> None:
    if NAME not in xlwings.engines.engines_by_name:
        xlwings.engines.add(xlwings.Engine(impl=ENGINE))


class _WaitForXlwings(MetaPathFinder):
    """Finds xlwings where it is, and registers the engine right after it has loaded."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != "xlwings":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _ThenRegister(spec.loader)
        return spec


class _ThenRegister(Loader):
    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        module.__loader__ = self._loader
        self._loader.exec_module(module)
        _add_engine(module)
