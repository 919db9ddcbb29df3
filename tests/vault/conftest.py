"""A vault with three people and some originals, at no cost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.vaults import MANAGER, MEMBER, VIEWER, cheap, passphrase_of
from xlsegment.vault import api, managing
from xlsegment.vault.entry import Entry
from xlsegment.vault.people import Role

__all__ = ["cheap"]

ENTRIES = [
    Entry("客户", "姓名", "C1", "B5", "张*", "张三"),
    Entry("客户", "手机", "C1", "C5", "138****5678", 13812345678.0, "", "0"),
    Entry("客户", "姓名", "C2", "B6", "李*", "李四", "=A1", "@"),
]
FILE = b"PK the workbook as it was, with \xe5\xbc\xa0\xe4\xb8\x89 in it"


@pytest.fixture
def workbook(cheap: Path, tmp_path: Path) -> Path:
    """The path of a workbook that has a vault; the vault does not need the file."""
    path = tmp_path / "客户.xlsx"
    with api.create(path, MANAGER, passphrase_of(MANAGER)) as vault:
        managing.add(vault, VIEWER, Role.VIEWER, passphrase_of(VIEWER))
        managing.add(vault, MEMBER, Role.MEMBER, passphrase_of(MEMBER))
        vault.deposit(ENTRIES, FILE)
    return path


def opened(workbook: Path, person: str = MANAGER) -> api.OpenVault:
    return api.open_vault(workbook, person, passphrase_of(person))


def forget(cheap: Path) -> None:
    """Let this computer be one that has never seen the vault."""
    shutil.rmtree(cheap, ignore_errors=True)
