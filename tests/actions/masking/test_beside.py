"""Cells of no masked column: what was taken out of them is in the vault and comes back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.personal_book import personal_book
from tests.support.vaults import MANAGER, cheap, passphrase_of
from xlsegment.actions.mask_copy import mask_copy
from xlsegment.actions.mask_in_place import mask_in_place
from xlsegment.actions.unmask import unmask_file
from xlsegment.vault import api
from xlsegment.vault.entry import Entry

__all__ = ["cheap"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workbook with people in notes, below a table and as a loose number."""
    path = tmp_path / "客户.xlsx"
    first, second, *_ = personal_book(path)
    book = openpyxl.load_workbook(path)
    sheet = book["客户基础信息表"]
    note = sheet.cell(5, 9, f"{second.name} 的电话也可以打：{first.mobile}")
    note.number_format = "@"
    extra = book.create_sheet("随手记")
    extra["A1"] = f"{first.name} 改了地址：{second.address}"
    extra["C3"] = int(first.mobile)
    extra["C4"] = f'="请找{first.name}"'
    book.save(path)
    return path


def cells(path: Path) -> dict[tuple[str, str], tuple[object, str]]:
    return {
        (sheet.title, cell.coordinate): (cell.value, cell.number_format)
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def mask(path: Path) -> list[Entry]:
    with api.create(path, MANAGER, passphrase_of(MANAGER)) as vault:
        mask_in_place(path, vault)
        return vault.everything("test")


def test_every_cell_comes_back_but_for_words_in_formulas(place, cheap):
    before = cells(place)
    mask(place)
    masked = cells(place)
    assert {("客户基础信息表", "I5"), ("随手记", "A1"), ("随手记", "C3")} <= {
        at for at, cell in masked.items() if cell != before[at]
    }

    with api.open_vault(place, MANAGER, passphrase_of(MANAGER)) as vault:
        done = unmask_file(place, vault, "test")

    after = cells(place)
    assert done.left == ()
    assert {at for at, cell in after.items() if cell != before[at]} == {("随手记", "C4")}


def test_a_note_belongs_to_the_customer_of_its_row(place, cheap):
    entries = {(entry.sheet, entry.cell): entry for entry in mask(place)}

    note = entries["客户基础信息表", "I5"]
    assert (note.column, note.row_id) == ("备注", entries["客户基础信息表", "B5"].row_id)
    assert "**" in note.masked
    assert entries["随手记", "A1"].row_id == ""


def test_a_mask_of_which_more_was_taken_out_is_noted_as_it_stands(tmp_path, cheap):
    path = tmp_path / "客户.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ("客户ID", "地址"),
        ("C1", "朝阳区"),  # not understood: masked whole, and looked for everywhere
        ("C2", "北京市朝阳区建国路88号"),
    ):
        book.active.append(row)
    book.save(path)
    before = cells(path)
    mask_copy(path, tmp_path / "副本.xlsx")

    entries = {entry.cell: entry for entry in mask(path)}
    assert entries["B3"].masked == cells(path)["Sheet", "B3"][0] == "北京市******"
    with api.open_vault(path, MANAGER, passphrase_of(MANAGER)) as vault:
        unmask_file(path, vault, "test")
    assert cells(path) == before
