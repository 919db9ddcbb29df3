"""xlwings knows the engine whoever is imported first, and is not loaded for nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "imports",
    [
        "import xlsegment.engine, xlwings",
        "import xlwings, xlsegment.engine",
        "from xlsegment.engine.save import apply_edits; import xlwings",
        "import xlsegment.engine.app, xlwings",
    ],
)
def test_the_engine_is_there_in_any_order(imports):
    code = f"{imports}\ne = xlwings.engines\nprint([x.name for x in e].count('xlsegment'))"
    code += "\nprint(e['xlsegment'].type, xlwings.__spec__.loader.__class__.__name__)"
    assert run(code).split() == ["1", "desktop", "SourceFileLoader"]


def test_the_write_side_does_not_load_xlwings_or_pandas():
    code = "import sys, xlsegment.engine.save\n"
    code += "print([m for m in ('xlwings', 'pandas', 'numpy', 'openpyxl') if m in sys.modules])"
    assert run(code) == "[]"
