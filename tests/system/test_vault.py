"""Masked in place, moved about, and back: the workbook and its vault together."""

from __future__ import annotations

import openpyxl
import pytest

from tests.support.personal_book import personal_book
from tests.support.vaults import MANAGER, VIEWER, cheap, passphrase_of
from xlsegment.actions.mask_in_place import mask_in_place
from xlsegment.actions.unmask import original_file, unmask_file
from xlsegment.vault import api, managing
from xlsegment.vault.people import Role

__all__ = ["cheap"]


def cells(path):
    return {
        (sheet.title, cell.coordinate): (cell.value, cell.data_type, cell.number_format)
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def opened(path, person=MANAGER):
    return api.open_vault(path, person, passphrase_of(person))


@pytest.fixture
def masked(cheap, tmp_path):
    """A workbook full of personal data, masked in place; its cells and bytes from before."""
    path = tmp_path / "客户.xlsx"
    people = personal_book(path)
    before, content = cells(path), path.read_bytes()
    with api.create(path, MANAGER, passphrase_of(MANAGER)) as vault:
        managing.add(vault, VIEWER, Role.VIEWER, passphrase_of(VIEWER))
        mask_in_place(path, vault, why="test")
    return path, people, before, content


def test_what_was_masked_comes_back_cell_by_cell(masked):
    path, _, before, _ = masked
    after = cells(path)
    assert after != before

    with opened(path) as vault:
        places = {(entry.sheet, entry.cell) for entry in vault.everything("where")}
        done = unmask_file(path, vault, "test")

    assert done.restored == len(places) > 20
    assert done.left == ()
    back = cells(path)
    # Free text in which originals stood is cleaned with the whole file: see the file as it was.
    differing = {key for key in before if back.get(key) != before[key]}
    assert not differing & places
    assert all(after[key] == back[key] for key in differing)


def test_the_file_as_it_was_is_byte_for_byte_the_same(masked, tmp_path):
    path, _, _, content = masked
    with opened(path) as vault:
        original_file(vault, tmp_path / "原来.xlsx", "test")

    assert (tmp_path / "原来.xlsx").read_bytes() == content


def test_a_viewer_sees_the_originals_of_one_customer_and_nobody_elses(masked):
    path, people, _, _ = masked
    with opened(path) as vault:
        known = {entry.row_id for entry in vault.everything("test") if entry.row_id}
    with opened(path, VIEWER) as vault:
        for customer in sorted(known)[:5]:
            shown = [str(entry.original) for entry in vault.customer(customer, "test")]
            assert sum(person.name in shown for person in people) <= 1
            assert shown


def test_masking_again_after_restoring_keeps_every_way_back(masked):
    path = masked[0]
    for _ in range(2):
        with opened(path) as vault:
            unmask_file(path, vault, "test")
            back = cells(path)
        with opened(path) as vault:
            mask_in_place(path, vault, why="again")

    with opened(path) as vault:
        assert unmask_file(path, vault, "test").left == ()
    assert cells(path) == back
