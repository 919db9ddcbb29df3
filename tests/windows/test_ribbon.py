"""Every button through xlwings' Windows engine, in workbooks that a stand-in for Excel serves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from tests.windows.addin import Addin
from tests.windows.excel import Excel
from tests.windows.excel_objects.application import Application
from tests.windows.excel_objects.files import load, state
from tests.windows.machine import Windows
from tests.windows.ribbon import FOLDER, NO, Ribbon
from xlsegment.actions.demo import demo
from xlsegment.actions.new import new_workbook
from xlsegment.actions.refresh import refresh_file
from xlsegment.excel.ribbon import BUTTONS
from xlsegment.text import LANGS, Lang
from xlsegment.workbook.sheets.home import LAST_REFRESH

#: The menus' language, by Windows' number.
MENUS: Final[dict[Lang, int]] = {"zh": 2052, "en": 1033}
SEMIAUTOMATIC: Final = 2
#: A refresh of the sample asks a live Excel about this often; cell by cell it would be 50,000.
MOST_CALLS: Final = 3500


@pytest.fixture(scope="module")
def ribbon(excel: Excel, addin: Addin, windows: Windows) -> Ribbon:
    return Ribbon(excel, addin, windows)


def in_file(path: Path) -> dict[str, Any]:
    """Return what a file holds, as the stand-in shows an open workbook."""
    seen: dict[str, Any] = json.loads(json.dumps(state(load(Application(), path, str(path)))))
    return seen


def comparable(seen: dict[str, Any]) -> dict[str, Any]:
    """Return cells, tables and names; of formulas not the result, for the stand-in has none."""
    cells = {
        sheet: {at: [c[0] or c[1], c[2]] for at, c in there.items()}
        for sheet, there in seen["cells"].items()
    }
    return {"cells": cells, "tables": seen["tables"], "names": seen["names"]}


def refreshed(seen: dict[str, Any]) -> dict[str, Any]:
    """Return the same without the time of the refresh, which has to be there."""
    told = comparable(seen)
    (place,) = (told["names"][name] for name in LAST_REFRESH.name.both if name in told["names"])
    sheet, at = place.removeprefix("=").replace("$", "").split("!")
    time, _ = told["cells"][sheet.strip("'")].pop(at)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d [\d:]{8}", time)
    return told


def two_tables(path: Path) -> Path:
    """Make a workbook of somebody's own: customers and orders, columns of theirs, a formula."""
    book = openpyxl.Workbook()
    people, orders = book.active, book.create_sheet("流水")
    people.title = "会员"
    for row in [
        ("客户ID", "姓名", "预算", "翻倍"),
        ("C001", "张明", 120.5, "=C2*2"),
        ("C002", "李华", None, "=C3*2"),
    ]:
        people.append(row)
    people["C2"].number_format = "¥#,##0.00"
    for row in [
        ("订单ID", "客户ID", "下单日期", "金额"),
        ("D1", "C001", "2025-06-01", 100),
        ("D2", "C001", "2025-06-20", 250.5),
        ("D3", "C002", "2025-01-05", 80),
        ("D4", "-C003", "2025-05-05", "一百"),
        ("D5", "-C003", "2025-05-06", 30),
    ]:
        orders.append(row)
    for (cell,) in orders["D2:D4"]:
        cell.number_format = "¥#,##0.00"
    people.add_table(Table(displayName="客户表", ref="A1:D3"))
    orders.add_table(Table(displayName="订单表", ref="A1:D6"))
    book.save(path)
    return path


@pytest.fixture
def own(ribbon: Ribbon, tmp_path: Path) -> dict[str, Any]:
    """Somebody's own workbook, open and as it is before a button is pressed."""
    ribbon.open(two_tables(tmp_path / "own.xlsx"), "会员.xlsx")
    ribbon.arrange(language=MENUS["zh"], active="流水", selected="B3:C4")
    return ribbon.state()


@pytest.mark.parametrize("lang", LANGS)
def test_a_refresh_fills_the_cells_that_the_file_engine_fills_and_undo_gives_them_back(
    lang: Lang, ribbon: Ribbon, tmp_path: Path
) -> None:
    source = new_workbook(tmp_path / "source.xlsx", lang, sample=True)
    refresh_file(source, tmp_path / "file.xlsx")
    ribbon.open(source, f"示例 {lang}.xlsx")
    orders = list(ribbon.state()["cells"])[3]
    ribbon.arrange(
        language=MENUS[lang],
        active=orders,
        selected="B7:C9",
        settings={"Calculation": SEMIAUTOMATIC, "StatusBar": "busy"},
    )
    before = ribbon.state()

    assert ribbon.press("btnRefresh") == []
    assert ribbon.calls() < MOST_CALLS

    after = ribbon.state()
    assert refreshed(after) == refreshed(in_file(tmp_path / "file.xlsx"))
    assert (after["active"], after["selected"]) == (orders, before["selected"])
    told = after["settings"].pop("StatusBar")
    assert told.startswith(
        {"zh": "客户分层：刷新完成，303 位客户", "en": "Segment: refreshed, 303"}[lang]
    )
    assert after["settings"] == {k: v for k, v in before["settings"].items() if k != "StatusBar"}

    if lang == "zh":
        assert ribbon.press("btnUndo") == []
        back = ribbon.state()
        assert comparable(back) == comparable(before)
        assert back["formats"] == before["formats"]  # of cells that are empty again, too


def test_the_status_bar_tells_the_stages(ribbon: Ribbon, own: dict[str, Any]) -> None:
    ribbon.press("btnRefresh")

    told = ribbon.ask("history", setting="StatusBar")
    stages = [
        int(found[1]) for line in told if (found := re.match(r"客户分层：(\d)/6 ", str(line)))
    ]
    assert sorted(set(stages)) == [1, 2, 3, 4, 5, 6]
    assert stages == sorted(stages)
    assert ribbon.ask("history", setting="ScreenUpdating")[0] is False
    assert ribbon.ask("history", setting="Calculation")[0] == -4135


def test_own_columns_money_and_formulas_stay_and_typed_dates_are_read(
    ribbon: Ribbon, own: dict[str, Any]
) -> None:
    assert ribbon.press("btnRefresh") == []

    people = ribbon.state()["cells"]["会员"]
    assert [people[at] for at in ("C2", "D2", "D3")] == [
        own["cells"]["会员"][at] for at in ("C2", "D2", "D3")
    ]
    by_header = {people[f"{column}1"][1]: column for column in "EFGHIJKLMNOPQRSTUVWXYZ"
                 if f"{column}1" in people}  # fmt: skip
    assert people[by_header["期内消费"] + "2"][1] == 350.5
    # Met in the orders only; it must not become a formula.
    assert people["A4"][:2] == [None, "-C003"]


def nothing(ribbon: Ribbon) -> None:
    """Leave everything as it is."""


def locked(ribbon: Ribbon) -> None:
    ribbon.arrange(protected=["会员"])


def read_only(ribbon: Ribbon) -> None:
    ribbon.arrange(read_only=True)


def failing(ribbon: Ribbon) -> None:
    ribbon.arrange(fail_at=5)


def failing_last(ribbon: Ribbon) -> None:
    # Putting back what was written comes after it, and must not fail, too.
    ribbon.arrange(fail_at=13)


def no_manual_calculation(ribbon: Ribbon) -> None:
    ribbon.arrange(stubborn=["Calculation"])


@pytest.mark.parametrize(
    ("spoil", "button", "code"),
    [
        (locked, "btnRefresh", "E-004"),
        (read_only, "btnRefresh", "E-005"),
        (failing, "btnRefresh", "E-042"),
        (failing_last, "btnRefresh", "E-042"),
        (no_manual_calculation, "btnRefresh", "E-04"),
        (nothing, "btnUndo", "E-"),
        (nothing, "btnParams", "E-001"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_everything_as_it_was(
    spoil: Callable[[Ribbon], None], button: str, code: str, ribbon: Ribbon, own: dict[str, Any]
) -> None:
    spoil(ribbon)
    (told,) = ribbon.press(button)

    assert code in told
    assert "Traceback" not in told
    assert comparable(ribbon.state()) == comparable(own)
    ribbon.arrange()
    assert ribbon.state()["settings"] == own["settings"]
    assert ribbon.state()["selected"] == own["selected"]


def test_a_workbook_that_was_never_saved_has_to_be(ribbon: Ribbon, tmp_path: Path) -> None:
    ribbon.open(two_tables(tmp_path / "own.xlsx"), "工作簿1", saved=False)
    before = ribbon.state()
    (told,) = ribbon.press("btnRefresh")
    assert "E-002" in told
    assert ribbon.state() == before


def test_a_foreign_workbook_is_left_alone(ribbon: Ribbon, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "foreign.xlsx")
    ribbon.open(tmp_path / "foreign.xlsx", "别的.xlsx")
    before = ribbon.state()
    (told,) = ribbon.press("btnRefresh")
    assert "E-001" in told
    assert ribbon.state() == before


def test_undo_asks_before_it_takes_later_edits_away(ribbon: Ribbon, own: dict[str, Any]) -> None:
    ribbon.press("btnRefresh")
    ribbon.arrange(cells={"会员": {"F2": "我改的"}, "流水": {"B2": "C002"}})
    edited = ribbon.state()

    (asked,) = ribbon.press("btnUndo", answer=NO)
    assert "撤销" in asked
    assert comparable(ribbon.state()) == comparable(edited)

    ribbon.press("btnUndo")
    back = comparable(ribbon.state())
    assert back["cells"]["流水"].pop("B2")[0] == "C002"  # nothing the run had written
    expected = comparable(own)
    expected["cells"]["流水"].pop("B2")
    assert back == expected


def parameters(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    ribbon.open(sample, "示例.xlsx")
    assert ribbon.press("btnParams") == []
    assert ribbon.state()["active"] == "参数"


def functions(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    assert ribbon.press("btnFx") == []
    texts = [str(cell[1]) for sheet in ribbon.state()["cells"].values() for cell in sheet.values()]
    assert any("RFM_TIER" in text for text in texts)


def doctor(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    books = ribbon.ask("books")
    assert ribbon.press("btnDoctor") == []
    assert len(ribbon.ask("books")) == len(books) + 1
    ((report),) = ribbon.state()["cells"].values()
    assert any("Python" in str(cell[1]) for cell in report.values())


def about(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    (told,) = ribbon.press("btnHelp")
    assert "xlsegment" in told
    assert "snapshots" in told


def new(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    ribbon.arrange(chosen=rf"{FOLDER}\新的.xlsx")
    assert ribbon.press("btnNew") == []
    assert ribbon.ask("books")[0] == "新的.xlsx"
    ribbon.arrange(chosen=rf"{FOLDER}\新的.xlsx")
    (told,) = ribbon.press("btnNew")
    assert "E-006" in told


def made_up(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    ribbon.arrange(chosen=rf"{FOLDER}\样例.xlsx")
    assert ribbon.press("btnSample") == []
    assert ribbon.ask("books")[0] == "样例.xlsx"
    demo(sample.with_name("demo.xlsx"), "zh")
    assert refreshed(ribbon.state()) == refreshed(in_file(sample.with_name("demo.xlsx")))


def import_orders(ribbon: Ribbon, windows: Windows, sample: Path) -> None:
    orders = sample.with_name("订单.csv")
    orders.write_text("订单ID,客户ID,下单日期,金额\nD9,C009,2025-06-30,99.5\n", encoding="gbk")
    ribbon.open(two_tables(sample.with_name("own.xlsx")), "会员2.xlsx")
    before = ribbon.state()
    assert ribbon.press("btnImport") == []  # Cancel was clicked
    assert comparable(ribbon.state()) == comparable(before)

    ribbon.arrange(chosen=windows.copy_in(orders, rf"{FOLDER}\订单.csv"))
    assert ribbon.press("btnImport") == []
    rows = ribbon.state()["cells"]["流水"]
    assert [rows[f"{column}7"][1] for column in "ABCD"] == ["D9", "C009", 45838.0, 99.5]
    assert ribbon.press("btnUndo") == []
    assert comparable(ribbon.state()) == comparable(before)


CASES: Final[dict[str, Callable[[Ribbon, Windows, Path], None] | None]] = {
    "btnNew": new,
    "btnSample": made_up,
    "btnImport": import_orders,
    "btnRefresh": None,  # above
    "btnParams": parameters,
    "btnUndo": None,  # above
    "btnFx": functions,
    "btnDoctor": doctor,
    "btnHelp": about,
}


def test_every_button_has_a_case() -> None:
    assert CASES.keys() == BUTTONS.keys()


@pytest.mark.parametrize("button", [button for button, case in CASES.items() if case is not None])
def test_the_button_does_what_it_says(
    button: str, ribbon: Ribbon, windows: Windows, tmp_path: Path
) -> None:
    case = CASES[button]
    assert case is not None
    sample = new_workbook(tmp_path / "sample.xlsx", "zh")
    ribbon.open(sample, f"{button}.xlsx")
    case(ribbon, windows, sample)
