"""Damaged and hostile workbooks: refused in one line, with the file left as it was."""

from __future__ import annotations

import pytest

from tests.support import command
from tests.support.fill import fill_table
from tests.support.hostile import HOSTILE
from xlsegment.cli import main


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    path = tmp_path_factory.mktemp("good") / "book.xlsx"
    command.run("new", path, status=0)
    rows = [
        {"订单号": f"T{number}", "客户ID": "C1", "订单日期": "2025-06-01", "订单金额": 100 + number}
        for number in range(5)
    ]
    fill_table(path, "订单表", rows)
    return path.read_bytes()


def test_the_sound_workbook_they_are_made_from_is_refreshed(good, tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(good)

    assert main(["refresh", str(path)]) in (0, 1)


def test_there_are_at_least_sixty_kinds():
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_bad_workbook_is_refused_in_one_line_and_left_alone(good, kind, tmp_path, capsys):
    path = tmp_path / "book.xlsx"
    bad = HOSTILE[kind](good)
    path.write_bytes(bad)

    status = main(["refresh", str(path), "--lang", "zh"])

    said = capsys.readouterr()
    assert status == 2, said.out + said.err
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("E-")
    assert path.read_bytes() == bad
    assert [file.name for file in tmp_path.iterdir()] == ["book.xlsx"]
