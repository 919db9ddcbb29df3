"""What may be wrong with the shape of a workbook."""

from __future__ import annotations

from xlsegment.errors.base import WorkbookError
from xlsegment.text import Text


class TableNotFound(WorkbookError):
    """A table is neither there by name nor can its headers be seen anywhere."""

    code = "E-010"
    text = Text(
        "没有找到表“{table}”(至少需要列：{columns}；最接近的是 {near})。文件未改动。"
        "请恢复表名或列名；也可用“新建”另起一份。",
        "Table “{table}” was not found (it needs at least: {columns}; nearest is {near}). Nothing "
        "was changed. Restore the table name or the headers, or start a new workbook.",
    )


class ColumnsMissing(WorkbookError):
    """A table was found by its name, but columns it cannot do without are not in it."""

    code = "E-011"
    text = Text(
        "工作表“{sheet}”的表“{table}”缺少列：{columns}(最接近的现有列：{near})。文件未改动。"
        "请改回列名后重试。",
        "Table “{table}” on sheet “{sheet}” lacks column(s): {columns} (nearest present: {near}). "
        "Nothing was changed. Correct the headers and try again.",
    )


class NothingToRefresh(WorkbookError):
    """Neither customers nor orders hold a single row."""

    code = "E-012"
    text = Text(
        "“{table}”没有数据，文件未改动。请先粘贴或导入，再刷新。",
        "“{table}” is empty; nothing was changed. Paste or import data first, then refresh.",
    )


class NoRoomBelow(WorkbookError):
    """A table has to grow over cells that are not empty."""

    code = "E-013"
    text = Text(
        "工作表“{sheet}”的表“{table}”需要增加 {rows} 行，但下方 {cell} 处有内容，文件未改动。"
        "请把它移到别处后重试。",
        "Table “{table}” on sheet “{sheet}” needs {rows} more row(s), but there is something in "
        "{cell} below it; nothing was changed. Move it away and try again.",
    )


class NoRoomRight(WorkbookError):
    """Result columns have to be added over cells that are not empty."""

    code = "E-014"
    text = Text(
        "工作表“{sheet}”的表“{table}”需要在右侧增加 {columns} 列，但 {cell} 处有内容，文件未改动。"
        "请把它移到别处后重试。",
        "Table “{table}” on sheet “{sheet}” needs {columns} more column(s) on its right, but there "
        "is something in {cell}; nothing was changed. Move it away and try again.",
    )


class ParameterProblems(WorkbookError):
    """Values on the parameter sheet cannot be used."""

    code = "E-015"
    text = Text(
        "“参数”中有 {n} 个值无法使用：{problems}。文件未改动；请改正后再刷新。",
        "{n} value(s) on the parameter sheet cannot be used: {problems}. Nothing was changed; "
        "correct them and refresh again.",
    )


class OrdersGone(WorkbookError):
    """Figures that came from orders would be used for another date, the orders being gone."""

    code = "E-016"
    text = Text(
        "“{table}”没有订单，客户表里的数字是上次刷新从订单算出的，只对当时的基准日 {date} "
        "和当时的参数有效。文件未改动。请先恢复订单；若要改用您自己汇总的数字，"
        "请填入 最近购买日期、购买次数、期内消费 后再刷新。",
        "“{table}” holds no orders, and the figures in the customer table were computed from them "
        "by an earlier refresh: they hold for its date {date} and its parameters only. Nothing "
        "was changed. Restore the orders; to use totals of your own, put them into Last purchase "
        "date, Frequency and Monetary first.",
    )
