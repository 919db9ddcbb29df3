"""What other programs say: read in their encoding, and asked for what matters."""

from __future__ import annotations

import dataclasses
import locale
import re
import sys
import tomllib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import pytest

from tests.install.world import Programs, World
from xlsegment.install import windows
from xlsegment.install.machine import Answer
from xlsegment.install.probe import NEEDED, load_all

ROOT = Path(__file__).parents[2]


class ThisMachine(Programs):
    """Really runs what it is given."""

    def run(self, command: Sequence[str] | str, seconds: float) -> Answer:
        return windows.run(command, seconds)


def test_programs_that_write_in_the_code_page_are_understood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(locale, "getencoding", lambda: "cp936")
    code = "import sys; sys.stderr.buffer.write('拒绝访问。'.encode({!r})); sys.exit(5)"

    for encoding in ("cp936", "utf-8"):
        answer = windows.run([sys.executable, "-c", code.format(encoding)], 60)
        assert answer == Answer(5, err="拒绝访问。")


def test_everything_that_the_package_needs_is_tried() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(NEEDED) == {re.split(r"[=<>]", each)[0] for each in declared["dependencies"]}


def test_what_cannot_be_loaded_is_named_with_its_version(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pandas").mkdir()
    (tmp_path / "pandas" / "__init__.py").write_text("import _gone\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    machine = dataclasses.replace(world.machine, programs=ThisMachine())

    broken = load_all(machine, Path(sys.executable))

    assert broken is not None
    assert broken.requirements == (f"pandas=={metadata.version('pandas')}",)
    assert broken.reason == "pandas: No module named '_gone'"
    monkeypatch.delenv("PYTHONPATH")
    assert load_all(machine, Path(sys.executable)) is None
