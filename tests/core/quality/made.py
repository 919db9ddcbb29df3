"""Tables for the rules: written by hand, and by hypothesis, with the entries of the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
from hypothesis import strategies as st

from xlsegment.core.quality.checked import Checked
from xlsegment.core.quality.tables import Tables
from xlsegment.text import Lang
from xlsegment.workbook.sheets import TABLES

AS_OF = dt.date(2025, 6, 30)
ENTRIES = {
    key: {column.key: column.entry for column in TABLES[key].columns if column.entry}
    for key in ("customers", "orders", "behaviour", "campaigns")
}
ORDER = ("order_id", "customer_id", "order_date", "amount", "status")


def frame(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """Return rows as a sheet holds them."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    table = [[row.get(column) for column in columns] for row in rows]
    return pd.DataFrame(table, columns=columns, dtype=object)


def tables(
    customers: Sequence[dict[str, object]] | None = None,
    orders: Sequence[Sequence[object]] | None = None,
    lang: Lang = "zh",
    **industries: str,
) -> Tables:
    """Return the tables that are given, orders as `ORDER`."""
    frames = {}
    if customers is not None:
        frames["customers"] = frame(customers)
    if orders is not None:
        frames["orders"] = frame([dict(zip(ORDER, row, strict=False)) for row in orders])
    return Tables(frames, AS_OF, ENTRIES, industries, lang)


def cleaned(before: Tables, checked: Checked) -> Tables:
    """Return what cleaning by itself makes of tables."""
    frames = {key: table.copy() for key, table in before.frames.items()}
    for found in checked.founds:
        if found.accept == "auto" and found.values is not None and found.column is not None:
            column = frames[found.table].columns.get_loc(found.column)
            for row, value in zip(found.rows, found.values, strict=True):
                frames[found.table].iat[row, column] = value
    gone: dict[str, list[int]] = {}
    for merge in checked.merges:
        if merge.accept == "auto":
            table = frames[merge.table]
            for name, value in merge.filled.items():
                table.iat[merge.kept, table.columns.get_loc(name)] = value
            gone.setdefault(merge.table, []).extend(merge.gone)
    for key, rows in gone.items():
        left = [row for row in range(len(frames[key])) if row not in set(rows)]
        frames[key] = frames[key].iloc[left]
    return Tables(frames, before.as_of, before.entries, before.industries, before.lang)


# --- by hypothesis ----------------------------------------------------------------------------

_DAYS = st.dates(dt.date(1890, 1, 1), dt.date(2035, 1, 1))
_DATES = st.one_of(
    _DAYS,
    _DAYS.map(lambda d: dt.datetime.combine(d, dt.time(23, 59, 59, 999))),
    _DAYS.map(str),
    _DAYS.map(lambda d: f"{d.year}/{d.month}/{d.day} 8:05"),
    _DAYS.map(lambda d: f"{d.year}年{d.month}月{d.day}日"),
    _DAYS.map(lambda d: f"{d:%Y%m%d}"),
    _DAYS.map(lambda d: int(f"{d:%Y%m%d}")),
    _DAYS.map(lambda d: (d - dt.date(1899, 12, 30)).days + 0.25),
    st.sampled_from(["2023-02-30", "２０２３－０５－１０", "20230510 14:30", "soon", "45000", 5]),
)
_PHONES = st.sampled_from(
    [
        "13905716283",
        "+86 139-0571-6283",
        "0086 13905716283",
        "１３９０５７１６２８３",
        13905716283,
        13905716283.0,
        "1.3905716283E+10",
        "1.39E+10",
        "139****6283",
        "13800138000",
        "010-62345678",
        "13905716283/13905716284",
        "13905716284",
    ]
)
_IDENTITIES = st.sampled_from(
    [
        "11010519491231002X",
        "11010519491231002x",
        "110105 19491231 002X",
        110105194912310000,
        110105491231002,
        "110105194912310000",
        "1.10105E+17",
        "1***************2X",
        "440524188001010014",
    ]
)
_NAMES = st.sampled_from(
    [
        "张三",
        " 张　三 ",
        "李四",
        "Ｊｏｈｎ Smith",
        "买买提．艾力",
        "张*",
        "测试",
        "test01",
        "aaa",
        7,
    ]
)
_REGIONS = st.sampled_from(
    ["浙江省-杭州市", "浙江杭州", "杭州", "朝阳区", "襄樊", "义乌", "浙江", "火星", "Zhejiang", 571]
)
_INDUSTRIES = st.sampled_from(["互联网", "服务业", "I65", "制造业", "火星业", "Internet", "T", 9])
_AMOUNTS = st.sampled_from(
    [100, 99.5, "￥1,200", "3.5万", "(20)", -5, "-5", 0, "n/a", 1e15, "12%", "34岁", 150]
)
_EMAILS = st.sampled_from(["ann@mail.cn", " ａnn@mail.cn", "test@example.com", "no mail"])
_HOSTILE = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(),
    st.integers().map(lambda n: n * 10**60),
    st.text(max_size=12),
    st.datetimes(),
    st.sampled_from(
        ["", " ", "待补充", "To be added", "\x00", "=1+1", "#N/A", "\ud800", "*" * 40, "nan", "－"]
    ),
    st.sampled_from([pd.NA, pd.NaT, float("inf"), 10**400, dt.time(8), b"x", ("a",), 1 + 2j]),
)
_IDS = st.sampled_from(
    ["C1", "C2", "C3", "Ｃ１", 1001, 1001.0, "1001", "TEST1", "13905716283", None]
)
_CELLS = {
    "id": _IDS,
    "name": _NAMES,
    "mobile": _PHONES,
    "identity": _IDENTITIES,
    "email": _EMAILS,
    "date": _DATES,
    "region": _REGIONS,
    "industry": _INDUSTRIES,
}


def cells(entry: str) -> st.SearchStrategy[object]:
    """Cells of a column: mostly what people write there, and anything else."""
    usual = _CELLS.get(entry, _AMOUNTS)
    return st.one_of(usual, usual, st.none(), _HOSTILE)


@st.composite
def any_tables(draw: st.DrawFn) -> Tables:
    """Tables of any kind of cell, with columns and whole tables missing."""
    frames = {}
    for key in ("customers", "orders"):
        entries = {**ENTRIES[key], "status": "", "segment": "", "银行卡号": "identity"}
        names = draw(st.lists(st.sampled_from(sorted(entries)), unique=True, max_size=len(entries)))
        size = draw(st.integers(0, 6))
        columns = {
            name: draw(st.lists(cells(entries[name]), min_size=size, max_size=size))
            for name in names
        }
        if draw(st.integers(0, 9)):
            index = pd.Index(range(3, 3 + size))
            frames[key] = pd.DataFrame(
                {n: pd.Series(c, index=index, dtype=object) for n, c in columns.items()},
                index=index,
            )
    lang = draw(st.sampled_from(["zh", "en"]))
    return Tables(frames, AS_OF, ENTRIES, {"火星业": "T", "坏": "Ω"}, lang)
