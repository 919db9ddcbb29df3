from __future__ import annotations

from pathlib import Path

import pytest

from tests.install.world import World, make_world


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A Windows machine whose user has a Chinese name and a space in many paths."""
    return make_world(tmp_path / "C drive")
