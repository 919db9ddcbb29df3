"""The log as a table that people read and anybody can check: the chain stands in it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from xlsegment.text import Lang, Text
from xlsegment.vault.fault import Fault
from xlsegment.vault.log import START, Act, LogEntry, LogRecord, hashed
from xlsegment.vault.people import Role

HEADERS: Final = (
    Text("序号", "No."),
    Text("时间(UTC)", "When (UTC)"),
    Text("人员", "Person"),
    Text("角色", "Role"),
    Text("操作", "Act"),
    Text("结果", "Result"),
    Text("客户ID", "Customer IDs"),
    Text("数量", "Count"),
    Text("原因", "Why"),
    Text("随机数", "Salt"),
    Text("哈希", "Hash"),
)
_DONE: Final = Text("完成", "done")
_REFUSED: Final = Text("拒绝", "refused")
# A spreadsheet program would take such a text for a formula.
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_BETWEEN: Final = "\n"


def to_csv(entries: Sequence[LogEntry], lang: Lang) -> str:
    """Return the log as CSV; the last column holds the hash of the row and all above it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([header.in_(lang) for header in HEADERS])
    before = START
    for number, entry in enumerate(entries, 1):
        before = hashed(before, entry)
        row = (
            str(number),
            entry.when.isoformat(),
            entry.person,
            entry.role.label.in_(lang),
            entry.act.label.in_(lang),
            (_DONE if entry.allowed else _REFUSED).in_(lang),
            _BETWEEN.join(entry.customers),
            str(entry.count),
            entry.why,
            entry.salt.hex(),
            before.hex(),
        )
        writer.writerow([_safe(cell) for cell in row])
    return out.getvalue()


def rows_in(text: str) -> int:
    """Return how many entries an exported log has, whatever they say."""
    return max(len(_rows(text)), 1) - 1


def first_broken(text: str, log: Sequence[LogRecord] = ()) -> int | None:
    """Return the number of the first row of an exported log that is not as it was, None if none.

    Parameters
    ----------
    text
        What `to_csv` gave.
    log
        The vault's log, whose hashes the rows must have, too, as far as it goes.
    """
    try:
        rows = _rows(text)[1:]
    except csv.Error:
        return 1
    before = START
    for number, row in enumerate(rows, 1):
        entry = _entry(number, row)
        if entry is None or row[-1] not in [hashed(before, each).hex() for each in _meant(entry)]:
            return number
        before = bytes.fromhex(row[-1])
        if log and (number > len(log) or log[number - 1].hash != before):
            return number
    return None if rows else 1


def _rows(text: str) -> list[list[str]]:
    # One cell names all customers whose originals were put back. The limit is of the process.
    before = csv.field_size_limit(2**31 - 1)
    try:
        return list(csv.reader(io.StringIO(text), strict=True))
    finally:
        csv.field_size_limit(before)


def _meant(entry: LogEntry) -> tuple[LogEntry, ...]:
    """Return what a row may stand for: nobody, and rows without an ID, are the same blank cell."""
    return (entry,) if entry.customers else (entry, replace(entry, customers=("",)))


def _entry(number: int, row: Sequence[str]) -> LogEntry | None:
    if len(row) != len(HEADERS):
        return None
    no, when, person, role, act, result, customers, count, why, salt, _ = map(_plain, row)
    roles = {word: each for each in Role for word in each.label.both}
    acts = {word: each for each in Act for word in each.label.both}
    known = role in roles and act in acts and result in (*_DONE.both, *_REFUSED.both)
    if no != str(number) or not known:
        return None
    try:
        return LogEntry(
            when=dt.datetime.fromisoformat(when),
            person=person,
            role=roles[role],
            act=acts[act],
            allowed=result in _DONE.both,
            customers=tuple(customers.split(_BETWEEN)) if customers else (),
            count=int(count),
            why=why,
            salt=bytes.fromhex(salt),
        )
    except (ValueError, Fault):
        return None


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def _plain(cell: str) -> str:
    return cell.removeprefix("'")
