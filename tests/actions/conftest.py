"""A refreshed sample workbook, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlsegment.actions.refresh import refresh_file
from xlsegment.workbook.template import build_workbook


@pytest.fixture(scope="session")
def sample() -> bytes:
    """The sample workbook as it is made."""
    return build_workbook("zh", True)


@pytest.fixture
def book(tmp_path: Path, sample: bytes) -> Path:
    """A copy of the sample workbook."""
    path = tmp_path / "客户.xlsx"
    path.write_bytes(sample)
    return path


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory, sample: bytes) -> Path:
    """The sample workbook after a refresh."""
    path = tmp_path_factory.mktemp("refreshed") / "客户.xlsx"
    path.write_bytes(sample)
    refresh_file(path)
    return path
