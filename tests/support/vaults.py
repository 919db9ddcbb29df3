"""Vaults whose passphrases cost next to nothing; only tests can lower that floor."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlsegment.vault import keys, passphrase, seen
from xlsegment.vault.passphrase import Passphrase

MANAGER, VIEWER, MEMBER = "王主管", "李客服", "赵专员"
PASSPHRASES = {
    MANAGER: "three unrelated words",
    VIEWER: "另外四个毫不相干的词语呀",
    MEMBER: "entirely different again",
}


def passphrase_of(person: str) -> Passphrase:
    """Return a person's passphrase."""
    return Passphrase(PASSPHRASES[person])


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let passphrases cost nothing, and remember what was seen in a folder of the test's own."""
    monkeypatch.setattr(passphrase, "FLOOR", 1)
    monkeypatch.setattr(keys, "COST", 1)
    home = tmp_path / "user data"
    monkeypatch.setattr(seen.platformdirs, "user_data_dir", lambda *_, **__: str(home))
    return home
