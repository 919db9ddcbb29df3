"""The analysis date on the parameter sheet."""

import datetime as dt

import openpyxl
import xlwings as xw

import xlsegment.engine  # noqa: F401  registers the engine
from xlsegment.actions.import_orders import import_orders
from xlsegment.actions.new import new_workbook
from xlsegment.actions.refresh import refresh_file


def test_the_analysis_date_is_filled_in_and_moves_on_until_somebody_types_one(tmp_path):
    """A blank date gets the latest order's; new orders move it; a typed one stays."""
    path = tmp_path / "book.xlsx"
    new_workbook(path, "zh")

    def shown() -> dt.date:
        book = openpyxl.load_workbook(path)
        sheet, cell = next(iter(book.defined_names["参数_分析基准日"].destinations))
        return book[sheet][cell.replace("$", "")].value.date()

    def buy(*days: str) -> None:
        orders = tmp_path / "orders.csv"
        lines = [f"T{day},C1,{day},10" for day in days]
        orders.write_text("\n".join(["订单号,客户ID,订单日期,订单金额", *lines]), encoding="utf-8")
        import_orders(orders, path)
        refresh_file(path)

    buy("2025-03-01")
    assert shown() == dt.date(2025, 3, 1)
    buy("2025-04-02")
    assert shown() == dt.date(2025, 4, 2)
    refresh_file(path, as_of=dt.date(2025, 3, 15))
    assert shown() == dt.date(2025, 4, 2)

    xw.engines["xlsegment"].activate()
    book = xw.Book(path)
    book.names["参数_分析基准日"].refers_to_range.value = dt.datetime(2025, 3, 31)  # noqa: DTZ001
    book.save()
    book.close()
    buy("2025-05-03")
    assert shown() == dt.date(2025, 3, 31)
