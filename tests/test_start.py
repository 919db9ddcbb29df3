"""The package and its help start without loading anything heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    *("pandas", "numpy", "narwhals", "xlwings", "openpyxl", "lxml", "python_calamine", "pyarrow"),
    *("cryptography", "filelock", "keyring", "olefile", "sklearn", "scipy", "threadpoolctl"),
}


def loaded_by(code: str) -> set[str]:
    """Run code in a new interpreter; return the top-level packages it has loaded."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, io, contextlib\n"
            "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
            + "".join(f"    {line}\n" for line in code.splitlines())
            + "print(*sorted({name.partition('.')[0] for name in sys.modules}))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import xlsegment",
        "import xlsegment.errors",
        "from xlsegment.cli import main\nmain(['--help'])",
        "from xlsegment.cli import main\nmain(['--version'])",
        "from xlsegment.cli import main\nmain(['refresh', '--help'])",
        "from xlsegment.cli import main\nmain(['vault', 'unmask', '--help'])",
        "from xlsegment.cli import main\nmain(['--lang', 'en', 'rfm', '--help'])",
    ],
)
def test_starting_loads_nothing_heavy(code):
    loaded = loaded_by(code)

    assert "xlsegment" in loaded
    assert loaded & HEAVY == set()
