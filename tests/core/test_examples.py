"""The examples in the docstrings hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import xlsegment.core

MODULES = sorted(info.name for info in pkgutil.iter_modules(xlsegment.core.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples(name):
    module = importlib.import_module(f"xlsegment.core.{name}")

    assert doctest.testmod(module).failed == 0
