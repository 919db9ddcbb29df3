"""Parameters listed and put back to their defaults: values only, and every time undoable."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.support import sheets
from xlsegment.actions import snapshot
from xlsegment.actions.new import new_workbook
from xlsegment.actions.reset_params import RULE_TABLES, list_params, reset_file
from xlsegment.actions.undo import undo_file
from xlsegment.cli.dispatch import main
from xlsegment.errors import TableNotFound, UnknownParameter
from xlsegment.text import LANGS, Lang
from xlsegment.workbook.declare import HEADER_ROW
from xlsegment.workbook.params import PARAMS
from xlsegment.workbook.sheets import TABLES

DEFAULTS = {spec.label.zh: spec for spec in PARAMS}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = str(tmp_path / "home")
    monkeypatch.setattr(snapshot.platformdirs, "user_data_dir", lambda *a, **k: folder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_workbook(tmp_path / "参数.xlsx", "zh")


def value_cell(book: Workbook, label: str) -> openpyxl.cell.Cell:
    table = TABLES["params"]
    (row,) = (
        row
        for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + len(PARAMS))
        if book["参数"].cell(row, table.col_index("param")).value == label
    )
    found: openpyxl.cell.Cell = book["参数"].cell(row, table.col_index("value"))
    return found


def typed(path: Path, values: dict[str, object]) -> None:
    book = openpyxl.load_workbook(path)
    for label, value in values.items():
        value_cell(book, label).value = value
    book.save(path)


def shown(path: Path, *labels: str) -> list[object]:
    book = openpyxl.load_workbook(path)
    return [value_cell(book, label).value for label in labels]


@pytest.mark.parametrize("lang", LANGS)
def test_a_new_workbook_is_at_its_defaults(tmp_path: Path, lang: Lang):
    path = new_workbook(tmp_path / "new.xlsx", lang)
    before = path.read_bytes()

    states = list_params(path)
    done = reset_file(path)

    assert [state.spec for state in states] == list(PARAMS)
    assert not any(state.changed for state in states)
    assert not done.changed
    assert path.read_bytes() == before


def test_what_was_typed_goes_back_and_undo_brings_the_file_back_byte_for_byte(path: Path):
    typed(path, {"统计窗口": "全部", "打分档数": 7, "嵌套打分": "是", "触达率目标": 0.8})
    before = path.read_bytes()

    done = reset_file(path)

    assert {state.spec.key for state in done.values} == {
        "window_days", "bins", "nested", "target_reach",
    }  # fmt: skip
    assert shown(path, "统计窗口", "打分档数", "嵌套打分", "触达率目标") == [180, 5, "否", None]
    undo_file(path)
    assert path.read_bytes() == before


def test_only_the_named_ones_go_back_in_either_language(path: Path):
    typed(path, {"统计窗口": 90, "打分档数": 7, "R高档上限": 20})

    reset_file(path, ["打分档数", "Window"])

    assert shown(path, "统计窗口", "打分档数", "R高档上限") == [180, 5, 20]


def test_a_value_that_cannot_be_used_goes_back_too(path: Path):
    typed(path, {"打分档数": "很多"})

    assert [state.value for state in reset_file(path).values] == ["很多"]

    assert shown(path, "打分档数") == [5]


def test_the_date_of_the_last_review_stays_unless_it_is_named(path: Path):
    typed(path, {"上次复核日期": dt.datetime(2025, 6, 1)})  # noqa: DTZ001

    assert not reset_file(path).changed
    assert reset_file(path, ["上次复核日期"]).changed
    assert shown(path, "上次复核日期") == [None]


def test_rule_tables_go_back_only_when_asked_and_nothing_else_does(path: Path):
    book = openpyxl.load_workbook(path)
    rules = TABLES["rules"]
    cell = book["参数"].cell(HEADER_ROW + 1, rules.col_index("f_min"))
    default, cell.value = cell.value, 99
    book["客户基础信息表"]["A5"] = "C1"
    book.save(path)
    typed(path, {"打分档数": 7})

    reset_file(path)
    first = sheets.rows(openpyxl.load_workbook(path), "rules")[0]
    assert first["f_min"] == 99

    typed(path, {"打分档数": 7})
    done = reset_file(path, None, rules=True)
    assert done.tables == (rules.name,)
    book = openpyxl.load_workbook(path)
    assert sheets.rows(book, "rules")[0]["f_min"] == default
    assert value_cell(book, "打分档数").value == 7
    assert book["客户基础信息表"]["A5"].value == "C1"


def test_every_table_of_rules_has_rows_to_go_back_to():
    assert set(RULE_TABLES) <= set(TABLES)
    assert all(TABLES[key].rows("zh") for key in RULE_TABLES)


def test_a_name_that_is_none_of_ours_is_refused_with_the_nearest(path: Path):
    before = path.read_bytes()

    with pytest.raises(UnknownParameter, match="统计窗口"):
        reset_file(path, ["统计窗囗"])

    assert path.read_bytes() == before


def test_a_parameter_whose_row_is_gone_is_found_by_its_name(path: Path):
    book = openpyxl.load_workbook(path)
    cell = value_cell(book, "打分档数")
    book["参数"].cell(cell.row, TABLES["params"].col_index("param")).value = "我的说法"
    cell.value = 8
    book.save(path)

    reset_file(path)

    assert openpyxl.load_workbook(path)["参数"][cell.coordinate].value == 5


def test_a_workbook_without_parameters_is_refused(tmp_path: Path):
    path = tmp_path / "mine.xlsx"
    openpyxl.Workbook().save(path)

    with pytest.raises(TableNotFound):
        list_params(path)


def test_the_command_lists_marks_and_resets(path: Path, capsys: pytest.CaptureFixture[str]):
    typed(path, {"统计窗口": 90})

    assert main(["params", str(path), "--lang", "zh"]) == 0
    listed = capsys.readouterr().out
    assert "基本设置" in listed
    assert "* 统计窗口：90 天(默认 180)" in listed
    assert "  缺失率警戒线：5%" in listed

    assert main(["params", str(path), "--reset", "--lang", "zh"]) == 0
    assert "统计窗口：90 → 180" in capsys.readouterr().out
    assert main(["params", str(path), "--reset", "--lang", "en"]) == 0
    assert "nothing was changed" in capsys.readouterr().out
