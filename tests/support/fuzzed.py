"""Workbooks that nobody would make on purpose, one for each seed, and what is personal in them."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import openpyxl
import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from tests.support.fuzzed_cells import Cell, Formula, cell
from tests.support.personal_book import Person
from tests.support.small_book import small_book
from xlsegment.text import LANGS, Lang
from xlsegment.workbook.sheets import SHEET_OF_TABLE, TABLES

#: Sheets that are none of ours.
FOREIGN = ("回访", "Sheet'1", "<&>")
_FILLED = ("customers", "orders", "behaviour", "campaigns")
#: What shows by its form alone that it is personal, wherever it stands.
_BY_FORM = ("mobile", "identity", "email")


@dataclass
class Fuzzed:
    """A workbook that was made.

    Attributes
    ----------
    path
        The file.
    planted
        Texts that no masked copy may hold.
    did
        What is special about it.
    """

    path: Path
    planted: set[str] = field(default_factory=set)
    did: list[str] = field(default_factory=list)


def fuzzed_book(path: Path, seed: int) -> Fuzzed:
    """Make the workbook of a seed; one in thirty is a template that was filled and spoilt."""
    rng = Random(seed)
    made = Fuzzed(path)
    if rng.random() < 1 / 30:
        _spoilt_template(made, rng)
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what xlsxwriter would rather not write
            _Maker(made, rng).make()
        if rng.random() < 0.25:
            made.did.append("saved by openpyxl")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of dates that are none
                openpyxl.load_workbook(path, rich_text=True).save(path)
    return made


def _spoilt_template(made: Fuzzed, rng: Random) -> None:
    made.did.append("template")
    book = openpyxl.load_workbook(io.BytesIO(small_book(full=True)))
    everybody = _people(rng)
    for sheet in book.worksheets:
        for _ in range(rng.randrange(4)):
            row, column = rng.randrange(1, 14), rng.randrange(1, 16)
            at = sheet.cell(row, column)
            if not isinstance(at, openpyxl.cell.MergedCell):
                value = cell(rng, rng.choice(("mobile", "name", "amount")), everybody[0], 0.8)
                value = value[0] if isinstance(value, Formula) else value
                at.value = "".join(c for c in value if c >= " ") if type(value) is str else value
    if rng.random() < 0.2:
        del book[rng.choice(book.sheetnames[1:])]
        made.did.append("a sheet is missing")
    book.save(made.path)


def _people(rng: Random) -> list[Person]:
    first = rng.randrange(1, 5000)
    return [Person(first + n) for n in range(rng.choice((1, 3, 6, 9, 12)))]


class _Maker:
    def __init__(self, made: Fuzzed, rng: Random) -> None:
        self.made, self.rng = made, rng
        self.lang: Lang = rng.choice((*LANGS, "zh"))
        self.people = _people(rng)
        self.mess = rng.choice((0.0, 0.05, 0.15, 0.4, 0.9))
        self.old_dates = rng.random() < 0.15
        options = {
            "date_1904": self.old_dates, "default_date_format": "yyyy-mm-dd",
            "constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False,
        }  # fmt: skip
        self.book = xlsxwriter.Workbook(made.path, options)
        self.looks = [
            self.book.add_format(look)
            for look in ({"bold": True}, {"bg_color": "#FFFF00"}, {"num_format": "@"},
                         {"num_format": "yyyy年m月d日"}, {"num_format": "0.00"}, {"locked": False})
        ]  # fmt: skip

    def chance(self, share: float, what: str) -> bool:
        """Tell whether something happens, and note that it does."""
        happens = self.rng.random() < share
        if happens:
            self.made.did.append(what)
        return happens

    def make(self) -> None:
        """Write the whole workbook."""
        rng = self.rng
        self.made.did += [f"mess {self.mess}", *(["1904"] if self.old_dates else [])]
        keys = [key for key in _FILLED if rng.random() < (0.95, 0.9, 0.3, 0.2)[_FILLED.index(key)]]
        rng.shuffle(keys)
        for key in keys or ["customers"]:
            self._table(key)
        if self.chance(0.4, "another sheet"):
            self._foreign()
        if self.chance(0.2, "defined names"):
            first = self.book.worksheets()[0].get_name()
            self.book.define_name("我的名字", f"='{first}'!$A$5")
            self.book.define_name("常数", '="x&y"')
        if self.chance(0.15, "properties"):
            self.made.planted.add(self.people[0].email)
            self.book.set_properties({"author": self.people[0].email, "comments": "<&>"})
        self.book.close()

    def _headers(self, key: str) -> list[tuple[str, str]]:
        """Return key and header of each column, as people rename, lose, add and repeat them."""
        rng, spec = self.rng, TABLES[key]
        columns = [c for c in spec.columns if c.role == "input" or rng.random() < 0.25]
        if self.chance(0.15, "a column is missing"):
            columns.pop(rng.randrange(len(columns)))
        if self.chance(0.2, "columns in another order"):
            rng.shuffle(columns)
        heads = [(c.key, c.header.in_(self.lang)) for c in columns]
        if self.chance(0.25, "other headers"):
            at = rng.randrange(len(heads))
            other = rng.choice((*columns[at].aliases, "随便", f" {heads[at][1]} ", "姓名2"))
            heads[at] = (columns[at].key, other)
        if self.chance(0.3, "own columns"):
            heads.insert(
                rng.randrange(len(heads) + 1), ("own", rng.choice(("备注", "微信", "Own")))
            )
        if self.chance(0.1, "a column without a header"):
            heads.insert(rng.randrange(1, len(heads) + 1), ("own", ""))
        return heads

    def _table(self, key: str) -> None:
        rng, spec = self.rng, TABLES[key]
        sheet = self.book.add_worksheet(self._name(SHEET_OF_TABLE[key].title.in_(self.lang)))
        top, left = rng.choice(((3, 0), (3, 0), (0, 0), (6, 2)))
        heads = self._headers(key)
        rows = self._rows(key, [k for k, _ in heads])
        as_table = rng.random() < 0.75
        totals = as_table and bool(rows) and self.chance(0.2, "totals row")
        if not as_table and self.chance(0.15, "a header twice"):
            heads[-1] = ("own", heads[0][1])
        for number, (_, header) in enumerate(heads):
            sheet.write(top, left + number, header)
        self._write(sheet, top + 1, left, rows)
        if as_table:
            last = (top + max(len(rows), 1) + totals, left + len(heads) - 1)
            columns = [{"header": h or f"列{n}"} for n, (_, h) in enumerate(heads)]
            if totals:
                columns[-1] |= {"total_function": "count"}
                columns[0] |= {"total_string": "合计"}
            name = spec.name.in_(self.lang) if rng.random() < 0.9 else f"T_{key}"
            options = {"name": name, "columns": columns, "total_row": totals,
                       "autofilter": rng.random() < 0.7}  # fmt: skip
            sheet.add_table(top, left, *last, options)
        elif self.chance(0.3, "filter"):
            sheet.autofilter(top, left, top + len(rows), left + len(heads) - 1)
        self._decorate(sheet, top, len(rows), left, len(heads))

    def _name(self, wanted: str) -> str:
        return wanted if self.rng.random() < 0.93 else f"{wanted[:20]} (2)"

    def _rows(self, key: str, keys: list[str]) -> list[list[Cell]]:
        rng = self.rng
        count = rng.choice((0, 1, 2, len(self.people), len(self.people) * 2))
        rows = []
        for number in range(count):
            person = (self.people[number % len(self.people)] if key == "customers" and number % 5
                      else rng.choice(self.people))  # fmt: skip
            row = [cell(rng, k, person, self.mess) for k in keys]
            self.made.planted |= {text for c in row for text in self._claims(c, person)}
            rows.append(row)
        if rows and self.chance(0.25, "a row twice"):
            rows.insert(rng.randrange(len(rows) + 1), list(rng.choice(rows)))
        if rows and self.chance(0.2, "a blank row"):
            rows.insert(rng.randrange(len(rows)), [None] * len(keys))
        if rows and self.chance(0.1, "a blank column"):
            at = rng.randrange(len(keys))
            for row in rows:
                row[at] = None
        return rows

    def _claims(self, value: Cell, person: Person) -> list[str]:
        """Return what of a cell nobody may find in a copy."""
        known = [getattr(person, form) for form in _BY_FORM]
        return [text for text in known if isinstance(value, str) and text == value.strip()]

    def _write(self, sheet: Worksheet, top: int, left: int, rows: list[list[Cell]]) -> None:
        looks = self.rng.random() < 0.2
        columns = [self.rng.choice((None, None, None, *self.looks)) for _ in range(40)]
        for at, row in enumerate(rows, top):
            for number, value in enumerate(row):
                look = columns[number] if looks else None
                if looks and self.rng.random() < 0.05:
                    look = self.rng.choice(self.looks)
                self._cell(sheet, at, left + number, value, look)

    def _cell(self, sheet: Worksheet, row: int, column: int, value: Cell, look: object) -> None:
        if isinstance(value, Formula):
            sheet.write_formula(row, column, value[0], look, value[1])
        elif isinstance(value, str):
            if len(value) > 2 and self.rng.random() < 0.01 and value.strip():
                sheet.write_rich_string(row, column, self.looks[0], value[:1], value[1:], " ")
            else:
                sheet.write_string(row, column, value, look)
        elif isinstance(value, dt.time | dt.datetime):
            sheet.write_datetime(row, column, value, look)
        elif value is None:
            sheet.write_blank(row, column, None, look or self.looks[0])
        else:
            sheet.write(row, column, value, look)

    def _decorate(self, sheet: Worksheet, top: int, count: int, left: int, width: int) -> None:
        rng, below = self.rng, top + count + 4
        someone = rng.choice(self.people)
        row = top + 1 + rng.randrange(max(count, 1))
        if top and self.chance(0.5, "title"):
            sheet.write_string(0, 0, rng.choice(("客户", "导出 2025-06-01", someone.mobile)))
        if self.chance(0.1, "comment"):
            sheet.write_comment(row, left, f"电话 {someone.mobile}", {"author": "x"})
            self.made.planted.add(someone.mobile)
        if self.chance(0.1, "merged cells"):
            sheet.merge_range(below, left, below + 1, left + 2, "合并 " + someone.email)
            self.made.planted.add(someone.email)
        if self.chance(0.1, "hidden sheet"):
            sheet.very_hidden() if rng.random() < 0.5 else sheet.hide()
        if self.chance(0.1, "hidden rows and columns"):
            sheet.set_row(row, None, None, {"hidden": True})
            sheet.set_column(left + width, left + width, None, None, {"hidden": True})
        if self.chance(0.1, "header and footer"):
            sheet.set_header(f"&L{someone.mobile}&R&P")
            self.made.planted.add(someone.mobile)
        if self.chance(0.1, "validation"):
            sheet.data_validation(row, left, row, left, {"validate": "list", "source": ["a", "b"]})
        if self.chance(0.1, "format rule"):
            sheet.conditional_format(
                top, left, top + 5, left + 1,
                {"type": "formula", "criteria": "=$A$5>1", "format": self.looks[1]},
            )  # fmt: skip
        if self.chance(0.1, "formulas beside"):
            reference = f"={chr(65 + left)}{row + 1}"
            sheet.write_formula(below, left + width + 1, reference, None, 1)
            sheet.write_formula(row, left + width + 1, reference, None, 1)
        if self.chance(0.05, "protected"):
            sheet.protect("x")

    def _foreign(self) -> None:
        rng, someone = self.rng, self.rng.choice(self.people)
        name = rng.choice((*FOREIGN, "数据检查", "清洗记录"))
        sheet = self.book.add_worksheet(name)
        sheet.write_row(1, 1, ["客户编号", "手机", rng.choice(("备注", "谁接的"))])
        for row, person in enumerate(self.people, 2):
            sheet.write_string(row, 1, person.id)
            sheet.write_string(row, 2, person.mobile)
            sheet.write_string(row, 3, f"打给{person.mobile}，{person.email}")
            self.made.planted |= {person.mobile, person.email}
        for _ in range(rng.randrange(12)):
            place = xl_cell_to_rowcol(f"{rng.choice('GHJ')}{rng.randrange(1, 20)}")
            self._cell(sheet, *place, cell(rng, "amount", someone, 0.9), None)
        sheet.write_formula("K1", "=COUNTA(B3:B9)", None, 3)
