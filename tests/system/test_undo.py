"""Refreshing again changes nothing, and undo gives back the very bytes."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from tests.support import command, orders, packages, results


@pytest.mark.parametrize("name", ["demo-zh", "cdnow"])
def test_a_second_refresh_changes_the_refresh_time_and_nothing_else(outputs, name, tmp_path):
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    shutil.copy(outputs[name], first)
    command.run("refresh", first, "-o", second)
    difference = packages.compare(first, second)

    assert difference.added == difference.removed == frozenset()
    assert len(difference.changed) == 1
    (part,) = difference.changed
    before, after = packages.parts(first)[part], packages.parts(second)[part]
    sheets = packages.compare_sheets(before, after)
    assert len(sheets.cells) == 1
    assert sheets.frame_before == sheets.frame_after
    tab = {part: tab for tab, part in packages.sheet_parts(first).items()}[part]
    book = results.open_book(first)
    ((home, cell),) = book.defined_names["参数_上次刷新"].destinations
    assert (home, cell.replace("$", "")) == (tab, *sheets.cells)


def test_undo_gives_back_the_very_bytes(outputs, tmp_path):
    path = tmp_path / "book.xlsx"
    shutil.copy(outputs["small-imported"], path)
    before = path.read_bytes()

    command.run("refresh", path)
    assert path.read_bytes() != before
    command.run("undo", path, status=0)

    assert path.read_bytes() == before


def test_an_output_file_leaves_the_input_alone(outputs, tmp_path):
    path = tmp_path / "book.xlsx"
    shutil.copy(outputs["small-imported"], path)
    before = path.read_bytes()

    command.run("refresh", path, "-o", tmp_path / "out.xlsx")

    assert path.read_bytes() == before


def test_an_edit_after_the_refresh_is_undone_only_when_asked(outputs, tmp_path):
    path = tmp_path / "my book.xlsx"
    shutil.copy(outputs["small-imported"], path)
    before = path.read_bytes()
    command.run("refresh", path)
    path.write_bytes(outputs["cdnow"].read_bytes())
    edited = path.read_bytes()

    refused = command.run("undo", path, status=2)
    assert refused.err.startswith("E-045 ")
    assert path.read_bytes() == edited

    done = command.run("undo", path, "--force", lang="en", status=0)
    assert path.read_bytes() == before
    aside = Path(done.err.partition("kept in ")[2].strip())
    assert aside.suffix == ".xlsx"
    assert aside.read_bytes() == edited


def test_the_commands_that_are_suggested_can_be_copied(tmp_path):
    path = tmp_path / "my book.xlsx"
    made = command.run("new", path, lang="en", status=0)
    assert f"xlsegment refresh '{path}'" in made.err

    source = orders.cdnow_csv(tmp_path / "orders.csv", most=20)
    imported = command.run("import", source, "--into", path, lang="en")
    words = shlex.split(imported.err.partition("to take it back: ")[2])
    assert words == ["xlsegment", "undo", str(path)]
