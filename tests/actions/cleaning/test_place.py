"""Cells that change take the look they need; their neighbours keep theirs."""

import openpyxl
import xlsxwriter

from xlsegment.actions.clean import clean_file

_HEADS = ["客户ID", "姓名", "所属行业", "联系方式(手机)", "首次购买时间", "累计消费金额"]
_HEADS += ["转介绍人数", "年龄"]


def book(path, rows):
    """Make a workbook of somebody else, whose columns have no formats."""
    made = xlsxwriter.Workbook(path)
    orders, customers = made.add_worksheet("订单明细"), made.add_worksheet("客户基础信息表")
    for sheet, heads, body in (
        (orders, ["订单号", "客户ID", "订单日期", "订单金额"], [["D1", "C1", "2023-05-01", 9]]),
        (customers, _HEADS, rows),
    ):
        for at, row in enumerate([heads, *body]):
            sheet.write_row(at, 0, row)
        name = "订单表" if sheet is orders else "客户表"
        columns = [{"header": head} for head in heads]
        sheet.add_table(0, 0, len(body), len(heads) - 1, {"name": name, "columns": columns})
    made.close()
    return path


def test_a_date_that_is_repaired_leaves_the_numbers_around_it_numbers(tmp_path):
    rows = [
        ["C1", "张三", "制造业", "13905716283", "2023年5月1日", 9, "2", 30],
        ["C2", "李四", "制造业", "13588121947", 139, 9, 2.5, 31],
    ]
    path = book(tmp_path / "book.xlsx", rows)

    clean_file(path)

    page = openpyxl.load_workbook(path)["客户基础信息表"]
    assert page["E2"].is_date
    assert (page["E3"].value, page["E3"].number_format) == (139, "General")
    assert (page["G3"].value, page["G3"].number_format) == (2.5, "General")
    assert page["D3"].number_format == "General"


def test_rows_that_move_up_take_the_format_of_what_is_written_with_them(tmp_path):
    twice = ["C1", "张三", "制造业", "13905716283", 139, 9, 1, 30]
    late = ["C3", "王五", "制造业", "13677778899", "2023年5月1日", 9, 1, 30]
    path = book(
        tmp_path / "book.xlsx",
        [twice, ["C2", *twice[1:]], late, ["C4", "赵六", "制造业", "13677778800", 140, 9]],
    )

    done = clean_file(path)

    assert done.rows_gone == {"客户基础信息表": 1}
    assert done.blank_rows == []
    page = openpyxl.load_workbook(path)["客户基础信息表"]
    places = {page.cell(row, 1).value: row for row in range(2, 5)}
    assert page.cell(places["C3"], 5).is_date
    others = [page.cell(row, 5) for key, row in places.items() if key != "C3"]
    assert [cell.number_format for cell in others] == ["General", "General"]
