"""Damaged and hostile workbooks: refused in one line, with the file left as it was."""

from __future__ import annotations

import pytest

from tests.engine import books
from tests.engine.hostile_inputs import CASES
from tests.support import command, results
from tests.support.fill import fill_table
from tests.support.hostile import HOSTILE, prefixed_sheet
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


@pytest.fixture(scope="module")
def any_book(tmp_path_factory):
    return books.orders(tmp_path_factory.mktemp("any") / "any.xlsx").read_bytes()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_bad_workbook_of_ours_is_refused_in_one_line(good, kind, tmp_path, capsys):
    check_refusal(HOSTILE[kind](good), tmp_path, capsys)


@pytest.mark.parametrize("kind", CASES)
def test_a_bad_file_is_refused_in_one_line(any_book, kind, tmp_path, capsys):
    make, _ = CASES[kind]

    check_refusal(make(any_book), tmp_path, capsys)


def check_refusal(bad, tmp_path, capsys):
    """Refresh a bad file: exit status 2, one line that says why, the file as it was."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(bad)

    status = main(["refresh", str(path), "--lang", "zh"])

    said = capsys.readouterr()
    assert status == 2, said.out + said.err
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("E-")
    assert path.read_bytes() == bad
    assert [file.name for file in tmp_path.iterdir()] == ["book.xlsx"]


def test_prefixed_xml_is_refused_or_filled_like_any_other(good, tmp_path, capsys):
    plain, prefixed = tmp_path / "plain.xlsx", tmp_path / "prefixed.xlsx"
    plain.write_bytes(good)
    prefixed.write_bytes(prefixed_sheet(good))
    main(["refresh", str(plain)])

    if main(["refresh", str(prefixed)]) == 2:
        assert prefixed.read_bytes() == prefixed_sheet(good)
    else:
        assert results.table(prefixed, "客户表").equals(results.table(plain, "客户表"))
