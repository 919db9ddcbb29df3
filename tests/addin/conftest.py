"""The add-in as built from the package's declarations, and one from small declarations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.addin import small
from tests.support.office import Office
from xlsegment.addin.build import FILE, addin, build_addin


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("built") / FILE
    path.write_bytes(build_addin())
    return path


@pytest.fixture(scope="session")
def small_addin(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("small") / FILE
    path.write_bytes(addin(small.NAME, small.FUNCTIONS, small.GROUPS))
    return path


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[Office]:
    with Office() as running:
        yield running
