"""`xlsegment demo`: a filled workbook, and where to look."""

from __future__ import annotations

import re

import openpyxl
import pytest

from xlsegment.cli import main
from xlsegment.workbook.sheets import SHEETS


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.filterwarnings("ignore:Print area cannot be set")
def test_the_demo_is_filled_and_says_where_to_look(tmp_path, lang, capsys):
    path = tmp_path / "demo.xlsx"

    assert main(["demo", "-o", str(path), "--lang", lang]) == 0

    shown = capsys.readouterr().out
    printed = {name.strip(): int(n.replace(",", "")) for name, n in _counts(shown)}
    titles = {spec.key: spec.title.in_(lang) for spec in SHEETS}
    for key in ("home", "segments", "customers", "charts", "issues"):
        assert titles[key] in shown
    sheet = openpyxl.load_workbook(path)[titles["segments"]]
    written = {row[1]: row[4] for row in sheet.iter_rows(min_row=5, values_only=True) if row[1]}
    assert printed == written
    assert sum(printed.values()) > 100


def _counts(shown: str) -> list[tuple[str, str]]:
    return re.findall(r"^  (.+?)  ([\d,]+)  [\d.]+%$", shown, re.MULTILINE)


def test_an_existing_demo_stays(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "xlsegment-demo.xlsx").write_text("mine")

    assert main(["demo"]) == 2
    assert (tmp_path / "xlsegment-demo.xlsx").read_text() == "mine"


def test_a_demo_that_is_stopped_leaves_nothing(tmp_path, monkeypatch, capsys):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("xlsegment.actions.demo.refresh_file", stop)

    assert main(["demo", "-o", str(tmp_path / "demo.xlsx")]) == 130
    assert not list(tmp_path.iterdir())


def test_force_replaces_a_demo_and_undo_brings_it_back(tmp_path):
    path = tmp_path / "demo.xlsx"
    path.write_text("mine")

    assert main(["demo", "-o", str(path), "--force"]) == 0
    assert main(["undo", str(path)]) == 0
    assert path.read_text() == "mine"
