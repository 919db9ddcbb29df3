"""The log: before anything is revealed, in one chain, and where it is broken."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.vaults import MANAGER, MEMBER, VIEWER
from tests.vault.conftest import ENTRIES, forget, opened
from xlsegment.errors import NotAllowed, UsageError, VaultDamaged, XlsegmentError
from xlsegment.vault import api, store
from xlsegment.vault.deeds import Deed
from xlsegment.vault.log import Act, LogEntry, appended, check_signatures, new_salt
from xlsegment.vault.logtable import first_broken, rows_in, to_csv
from xlsegment.vault.people import Role


def resigned(workbook, log):
    """Let a viewer save a vault with another log, correctly signed by them."""
    vault = opened(workbook, VIEWER)
    content = replace(
        vault.content, log=tuple(log(vault.content.log)), writer=vault.person.id,
        generation=vault.content.generation + 1,
    )  # fmt: skip
    api.vault_of(workbook).write_bytes(content.packed(vault.unlocked.identity))


def test_an_entry_says_who_when_what_which_and_why(workbook):
    start = dt.datetime.now(dt.UTC).replace(microsecond=0)
    with opened(workbook, VIEWER) as vault:
        vault.customer("C1", "客户来电\n核对")
    with opened(workbook) as vault:
        entry = vault.log()[-2]

    assert (entry.person, entry.role, entry.act) == (VIEWER, Role.VIEWER, Act.SHOW)
    assert (entry.customers, entry.count, entry.why) == (("C1",), 2, "客户来电 核对")
    assert start <= entry.when <= dt.datetime.now(dt.UTC)
    assert entry.when.tzinfo is dt.UTC


def test_restoring_everything_names_every_customer(workbook):
    with opened(workbook) as vault:
        vault.everything("audit")
        assert vault.log()[-2].customers == ("C1", "C2")


@pytest.mark.parametrize("reveal", ["customer", "everything", "original_file", "log", "join_key"])
def test_nothing_is_revealed_that_is_not_in_the_log(workbook, monkeypatch, reveal):
    def fail(*_):
        raise OSError("disk full")

    before = api.vault_of(workbook).read_bytes()
    calls = {
        "customer": ("C1", "why"), "everything": ("why",), "original_file": ("why",),
        "log": (), "join_key": (),
    }  # fmt: skip
    with opened(workbook) as vault:
        monkeypatch.setattr(store, "write", fail)
        with pytest.raises(OSError, match="full"):
            getattr(vault, reveal)(*calls[reveal])

    assert api.vault_of(workbook).read_bytes() == before


def test_a_vault_that_cannot_be_written_reveals_nothing(workbook):
    path = api.vault_of(workbook)
    path.chmod(0o444)
    try:
        for person in (MANAGER, VIEWER, MEMBER):
            with opened(workbook, person) as vault:
                with pytest.raises(XlsegmentError, match="E-211"):
                    vault.customer("C1", "why")
                with pytest.raises(XlsegmentError, match="E-211"):
                    vault.everything("why")
    finally:
        path.chmod(0o644)


@pytest.mark.parametrize(
    ("change", "number"),
    [
        (lambda log: log[1:], 1),
        (lambda log: (*log[:1], *log[2:]), 2),
        (lambda log: (log[0], log[2], log[1], *log[3:]), 2),
        (lambda log: (*log[:2], log[1], *log[2:]), 3),
        (lambda log: (*log[:3], replace(log[3], author=log[0].author[::-1])), 4),
        (lambda log: (*log[:3], replace(log[3], hash=bytes(32))), 4),
        (lambda log: (*log[:3], replace(log[3], box=log[3].box[:-1] + b"\0")), 4),
        (lambda log: (*log[:3], replace(log[3], epoch=9)), 4),
    ],
    ids=["first gone", "one gone", "swapped", "twice", "author", "hash", "content", "epoch"],
)
def test_a_changed_log_says_where_it_is_broken(workbook, cheap, change, number):
    resigned(workbook, change)
    forget(cheap)

    with opened(workbook) as vault, pytest.raises(VaultDamaged, match=f"第 {number} 条"):
        vault.log()


def test_nobody_can_log_in_anothers_name(workbook, cheap):
    vault = opened(workbook, VIEWER)
    content = vault.content
    manager = content.people.named(MANAGER)
    entry = LogEntry(
        dt.datetime.now(dt.UTC),
        MANAGER,
        Role.MANAGER,
        Act.RESTORE,
        True,
        ("C1",),
        1,
        "",
        new_salt(),
    )
    forged = appended(
        content.log, entry, author=manager.id, identity=vault.unlocked.identity,
        roster=content.people, vault=content.vault, generation=content.generation,
    )  # fmt: skip
    resigned(workbook, lambda _: forged)
    forget(cheap)

    with opened(workbook) as manager, pytest.raises(VaultDamaged, match="第 5 条"):
        manager.log()


def test_signatures_can_be_checked_without_being_able_to_read(workbook):
    content, _ = api.peek(workbook)

    check_signatures(content.log, content.people, content.vault)


def test_an_attempt_that_was_refused_names_what_was_asked(workbook):
    with opened(workbook, MEMBER) as vault, pytest.raises(NotAllowed):
        vault.customer("C2", "just curious")

    with opened(workbook) as vault:
        entry = vault.log()[-2]
    assert (entry.allowed, entry.customers, entry.why) == (False, ("C2",), "just curious")


# --- as a table ----------------------------------------------------------------------------------


@pytest.fixture
def exported(workbook):
    with opened(workbook, VIEWER) as vault:
        vault.customer("C1", '=cmd|" /C calc"!A0, with a comma')
    with opened(workbook) as vault:
        vault.everything("-1 audit")
        return vault.log(), vault.content.log


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_exported_log_is_as_the_vaults(exported, lang):
    entries, log = exported

    text = to_csv(entries, lang)

    assert first_broken(text, log) is None
    assert first_broken(text) is None
    assert rows_in(text) == len(log)
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == len(entries) + 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_every_changed_cell_of_an_exported_log_is_found(exported):
    entries, log = exported
    rows = list(csv.reader(io.StringIO(to_csv(entries, "zh"))))

    for at in range(1, len(rows)):
        for column in range(len(rows[at])):
            changed = [list(row) for row in rows]
            changed[at][column] += "1"
            out = io.StringIO()
            csv.writer(out).writerows(changed)
            assert first_broken(out.getvalue(), log) == at


@pytest.mark.parametrize("drop", range(1, 5))
def test_a_row_that_is_missing_is_found(exported, drop):
    entries, log = exported
    lines = to_csv(entries, "en").splitlines(keepends=True)
    del lines[drop]

    assert first_broken("".join(lines), log) == drop


def test_a_whole_other_log_is_found_by_the_vault(exported):
    entries, log = exported
    other = [replace(entries[0], why="another"), *entries[1:]]

    assert first_broken(to_csv(other, "zh")) is None
    assert first_broken(to_csv(other, "zh"), log) == 1


def test_a_row_about_rows_without_an_id_is_as_it_was(workbook):
    with opened(workbook) as vault:
        vault.save(vault.content, Deed(Act.SHOW, "before blank IDs were refused", [""], 2))
        entries = vault.log()

    text = to_csv(entries, "zh")

    assert first_broken(text, vault.content.log) is None
    assert first_broken(text.replace("blank IDs", "blank ids"), vault.content.log) == 5


def test_a_row_that_names_very_many_customers_is_as_it_was(exported):
    entries, _ = exported
    many = replace(entries[0], customers=tuple(f"C{n:09}" for n in range(20_000)))
    limit = csv.field_size_limit()

    assert first_broken(to_csv([many], "zh")) is None
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize("person", [VIEWER, MANAGER])
@pytest.mark.parametrize("customer", ["", "  "])
def test_nobody_sees_all_rows_without_an_id_at_once(workbook, person, customer):
    with opened(workbook) as vault:
        vault.deposit([replace(ENTRIES[0], row_id=customer)], None)
    before = api.vault_of(workbook).read_bytes()

    with opened(workbook, person) as vault, pytest.raises(UsageError, match="客户ID"):
        vault.customer(customer, "why")

    assert api.vault_of(workbook).read_bytes() == before


@given(st.text())
def test_any_text_is_checked_without_an_accident(text):
    assert first_broken(text) is not None


TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=30)


@given(TEXT, st.lists(TEXT.filter(bool), max_size=3), TEXT, st.booleans())
def test_any_entry_survives_the_table(person, customers, why, allowed):
    entry = LogEntry(
        dt.datetime.now(dt.UTC), person, Role.VIEWER, Act.SHOW, allowed, tuple(customers), 3, why,
        new_salt(),
    )  # fmt: skip

    assert first_broken(to_csv([entry], "zh")) is None
    assert LogEntry.read(entry.packed()) == entry
