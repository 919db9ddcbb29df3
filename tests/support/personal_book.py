"""A workbook full of made-up people: in our tables, in columns nobody declared, in formulas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞鹏慧琳峰颖宇晨辰轩涵萱浩然雨桐"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CITIES = ("浙江省杭州市西湖区", "广东省深圳市南山区", "四川省成都市武侯区", "北京市朝阳区")

_CUSTOMER_HEADERS = [
    *("客户ID", "姓名", "所属行业", "联系方式(手机)", "累计消费金额"),
    *("身份证号", "邮箱", "地址", "备注"),
]


@dataclass(frozen=True)
class Person:
    """One customer who does not exist."""

    number: int

    @property
    def id(self) -> str:
        return f"C{self.number:07d}"

    @property
    def name(self) -> str:
        n = self.number * 7919
        given = _GIVEN[n // 20 % 32] + _GIVEN[n // 640 % 32]
        return _SURNAMES[n % 20] + given

    @property
    def mobile(self) -> str:
        return f"13{self.number * 7919 % 10**9:09d}"

    @property
    def identity(self) -> str:
        body = f"110105{1950 + self.number % 50}0{1 + self.number % 9}{10 + self.number % 18}"
        body += f"{self.number % 1000:03d}"
        rest = sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11
        return body + "10X98765432"[rest]

    @property
    def email(self) -> str:
        return f"kunde{self.number * 31:06d}@example.com"

    @property
    def address(self) -> str:
        return f"{_CITIES[self.number % 4]}文三路{self.number}号{self.number % 30 + 1}室"

    @property
    def originals(self) -> Iterator[str]:
        """Everything of this person that no shared file may hold."""
        yield from (self.name, self.mobile, self.identity, self.email, self.address)


def people(count: int) -> list[Person]:
    return [Person(number) for number in range(1, count + 1)]


def personal_book(path: Path, count: int = 20, *, ids_are_mobiles: bool = False) -> list[Person]:
    """Make the workbook and return who is in it.

    Sheets: 客户基础信息表 and 订单明细 with our tables; 回访 with a plain range that nobody
    declared; 查询 with formulas that use masked columns.
    """
    made = xlsxwriter.Workbook(path)
    customers, orders = made.add_worksheet("客户基础信息表"), made.add_worksheet("订单明细")
    visits, lookup = made.add_worksheet("回访"), made.add_worksheet("查询")
    everybody = people(count)

    def id_of(person: Person) -> str:
        return person.mobile if ids_are_mobiles else person.id

    _table(
        customers, "客户表",
        _CUSTOMER_HEADERS,
        [
            [
                id_of(p), p.name, "互联网",
                # as numbers, as people write them, and as they should be
                int(p.mobile) if p.number % 3 == 0
                else f"+86 {p.mobile[:3]}-{p.mobile[3:7]}-{p.mobile[7:]}" if p.number % 3 == 1
                else p.mobile,
                p.number * 10.5, p.identity, p.email, p.address,
                f"下周联系{p.name}，电话 {p.mobile}" if p.number % 5 == 0 else "老客户",
            ]
            for p in everybody
        ],
    )  # fmt: skip
    _table(
        orders, "订单表", ["订单号", "客户ID", "订单日期", "订单金额"],
        [[f"D{p.number:06d}", id_of(p), "2025-06-01", p.number] for p in everybody],
    )  # fmt: skip
    visits.write_row(0, 0, ["回访记录"])
    visits.write_row(1, 0, ["客户编号", "微信", "谁接的", "结果"])
    for row, p in enumerate(everybody, 2):
        visits.write_row(row, 0, [id_of(p), p.mobile, p.name, "满意"])
    first = everybody[0]
    lookup.write_formula("A1", "=客户基础信息表!B5", None, first.name)
    lookup.write_formula("A2", "=MID(客户基础信息表!D6,4,4)", None, everybody[1].mobile[3:7])
    lookup.write_formula("A3", "=A2", None, everybody[1].mobile[3:7])
    lookup.write_formula("A4", "=SUM(订单明细!D5:D24)", None, 210)
    lookup.write_formula("A5", "=LEFT(INDEX(客户表[邮箱],1),6)", None, first.email[:6])
    made.close()
    return everybody


def _table(
    sheet: xlsxwriter.worksheet.Worksheet, name: str, headers: list[str], rows: list[list[object]]
) -> None:
    for row, values in enumerate(rows, 4):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    columns = [{"header": header} for header in headers]
    last = (3 + len(rows), len(headers) - 1)
    sheet.add_table(3, 0, *last, {"name": name, "columns": columns})
