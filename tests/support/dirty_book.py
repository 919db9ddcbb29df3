"""A workbook with the mess of real exports: several channels, several writings, people twice."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import xlwings as xw

import xlsegment.engine  # noqa: F401  registers the engine
from tests.support.earlier import earlier_book
from xlsegment.text import Lang
from xlsegment.workbook.locate import locate
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.write import prepare_fill

INPUTS = frozenset({"customers", "orders", "behaviour"})

CUSTOMERS = (
    {
        "customer_id": "C001",
        "name": " 王小明 ",
        "industry": "互联网",
        "mobile": "+86 139-0571-6283",
        "registered_on": "2023/5/10",
        "city": "浙江省-杭州市",
    },
    {
        "customer_id": "C002",
        "name": "李丽",
        "industry": "服务业",
        "mobile": "13588121947",
        "registered_on": "20230611",
    },
    # The first customer once more, from another shop, and the more active of the two.
    {
        "customer_id": "T-900",
        "name": "王小明",
        "mobile": "１３９０５７１６２８３",
        "registered_on": "2023年7月1日",
        "email": "wxm@example.com",
    },
    {"customer_id": "C003", "name": "赵敏", "industry": "制造业", "mobile": None},
    {"customer_id": "C004", "name": "测试", "mobile": "13712349876", "age": 150},
)
BEHAVIOUR = (
    {"customer_id": "C001", "browse_minutes": 30, "clicks": 4},
    {"customer_id": "T-900", "browse_minutes": 90},
)
# Two channels: GBK with Chinese dates, UTF-8 with compact ones.
SHOP = (
    "订单编号,客户ID,下单日期,金额,渠道\n"
    "D1,C001,2023年9月1日,120.50,天猫\n"
    "D2,C002,2023年9月3日,80,天猫\n"
    "D3,C003,2023/10/2,60,天猫\n"
)
APP = (
    "订单号,客户ID,订单日期,订单金额,渠道\n"
    "D8,T-900,20240105,300,小程序\n"
    "D9,T-900,20240301,45.5,小程序\n"
    "D4,C004,20240302,9.9,小程序\n"
)


def fill(path: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Write rows into tables of a closed workbook, as people paste them."""
    app = xw.engines["xlsegment"].apps.add(add_book=False)
    book = app.books.open(str(path))
    nothing = pd.DataFrame(index=range(0), dtype=object)
    for key, records in rows.items():
        handle = locate(book, [TABLES[key]], inputs=INPUTS).require(key)
        for step in prepare_fill(handle, nothing, pd.DataFrame(records, dtype=object)):
            step.apply()
    book.save()
    app.quit()


def dirty_book(path: Path, lang: Lang = "zh") -> Path:
    """Make a workbook with dirty customers; its orders come by import."""
    path.write_bytes(_filled(lang))
    return path


@functools.cache
def _filled(lang: Lang) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dirty.xlsx")
        path.write_bytes(earlier_book(lang))
        fill(path, {"customers": CUSTOMERS, "behaviour": BEHAVIOUR})
        return path.read_bytes()
