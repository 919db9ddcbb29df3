"""Every button through xlwings' Windows engine, in workbooks that a stand-in for Excel serves."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from tests.support.earlier import earlier_book
from tests.windows.ribbon import NO, Ribbon
from tests.windows.ribbon_books import comparable, differing, in_file, refreshed, two_tables
from xlsegment.actions.refresh import refresh_file
from xlsegment.text import Lang

#: The menus' language, by Windows' number.
MENUS: Final[dict[Lang, int]] = {"zh": 2052, "en": 1033}
SEMIAUTOMATIC: Final = 2
#: A refresh of the sample asks a live Excel about this often; cell by cell it would be 50,000.
MOST_CALLS: Final = 5_500


@pytest.fixture
def own(ribbon: Ribbon, tmp_path: Path) -> dict[str, Any]:
    """Somebody's own workbook, open and as it is before a button is pressed."""
    ribbon.open(two_tables(tmp_path / "own.xlsx"), "会员.xlsx")
    ribbon.arrange(language=MENUS["zh"], active="流水", selected="B3:C4")
    return ribbon.state()


# With the sheets of the first version: all thirty take minutes under Wine.
@pytest.mark.parametrize("lang", ["zh"])
def test_a_refresh_fills_the_cells_that_the_file_engine_fills_and_undo_gives_them_back(
    lang: Lang, ribbon: Ribbon, tmp_path: Path
) -> None:
    source = tmp_path / "source.xlsx"
    source.write_bytes(earlier_book(lang, sample=True))
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
    assert differing(refreshed(after), refreshed(in_file(tmp_path / "file.xlsx")))[:20] == []
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
