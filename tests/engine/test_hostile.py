"""Damaged and hostile files are refused: a clear error, the file untouched, nothing left."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.engine import books
from tests.engine.hostile_inputs import CASES
from xlsegment.engine.edits import Block, PackageEdits, SheetEdits, SheetPlan
from xlsegment.engine.save import apply_edits
from xlsegment.errors import EngineError, FileMissing, NotAWorkbook


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return books.orders(tmp_path_factory.mktemp("good") / "good.xlsx").read_bytes()


def plan() -> PackageEdits:
    """Write to existing, new and dated cells, a header, and grow nothing."""
    block = Block(2, {2: ["ID", "x", 3.5], 9: [dt.date(2024, 1, 1), None, True]})
    return PackageEdits(
        [SheetPlan("订单", "订单", SheetEdits(blocks=[block])), SheetPlan("Other", "Other")]
    )


def test_the_sound_workbook_takes_the_edit(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "good.xlsx"
    path.write_bytes(good)
    apply_edits(path, path, plan())
    assert path.read_bytes() != good


def test_there_are_sixty_kinds_and_more() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_refused_and_left_alone(name: str, good: bytes, tmp_path: Path) -> None:
    make, expected = CASES[name]
    bad = make(good)
    assert bad != good
    path = tmp_path / "bad.xlsx"
    path.write_bytes(bad)
    with pytest.raises(EngineError) as caught:
        apply_edits(path, path, plan())
    assert isinstance(caught.value, expected), caught.value
    for lang in ("zh", "en"):
        message = caught.value.message(lang)  # type: ignore[arg-type]
        assert "bad.xlsx" in message or "订单" in message
        assert ("未改动" if lang == "zh" else "not changed") in message
    assert path.read_bytes() == bad
    assert [entry.name for entry in tmp_path.iterdir()] == ["bad.xlsx"]


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"gone\.xlsx"):
        apply_edits(tmp_path / "gone.xlsx", tmp_path / "o.xlsx", plan())
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(NotAWorkbook):
        apply_edits(tmp_path / "folder.xlsx", tmp_path / "o.xlsx", plan())
    assert not (tmp_path / "o.xlsx").exists()
