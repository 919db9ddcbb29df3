"""Which originals are searched for everywhere: those that are somebody's and nothing else."""

import openpyxl
import pytest
import xlsxwriter

from xlsegment.actions.mask_copy import mask_copy
from xlsegment.actions.masking.cells import MaskedCells
from xlsegment.actions.masking.wanted import wanted_originals


@pytest.mark.parametrize(
    ("value", "is_wanted"),
    [
        ("张小明", True),
        ("Max Muster", True),
        ("13812345678", True),
        ("65432100", True),  # a landline without its area code
        ("8001", False),
        ("0.3", False),
        ("-4,500元", False),
        ("2023-13-45", False),
        ("A5", False),
        ("$B$3:B5", False),
        ("e\u0301", False),  # one character, however it is written
    ],
)
def test_ordinary_values_are_masked_in_their_own_cells_alone(value, is_wanted):
    cells = MaskedCells(originals={value: ("***", "name")}, doubtful={value})

    assert bool(wanted_originals(cells, [])) == is_wanted


def test_customers_called_like_cells_do_not_stand_in_the_way_of_a_copy(tmp_path):
    path, copy = tmp_path / "book.xlsx", tmp_path / "copy.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("客户基础信息表")
    heads = ["客户ID", "姓名", "所属行业", "联系方式(手机)", "累计消费金额"]
    rows = [
        ["C1", "A5", "x", "13905716283", 59],
        ["C2", "B3:B5", "x", "59", 0.3],
        ["C3", "0.3", "x", 150, 150],
    ]
    for at, row in enumerate([heads, *rows]):
        sheet.write_row(at, 0, row)
    columns = [{"header": head} for head in heads]
    sheet.add_table(0, 0, len(rows), len(heads) - 1, {"name": "客户表", "columns": columns})
    sheet.data_validation("A5", {"validate": "list", "source": ["a", "b"]})
    book.close()

    mask_copy(path, copy)

    page = openpyxl.load_workbook(copy)["客户基础信息表"]
    assert [page.cell(row, 2).value for row in (2, 3, 4)] == ["**", "*****", "***"]
    assert [page.cell(row, 5).value for row in (2, 3, 4)] == [59, 0.3, 150]
    assert str(page.data_validations.dataValidation[0].sqref) == "A5"
