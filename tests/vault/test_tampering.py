"""Files that are not what their last writer left: an error of ours, nothing revealed."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from tests.support.vaults import MANAGER, MEMBER, VIEWER, passphrase_of
from tests.vault.conftest import forget, opened
from xlsegment.errors import (
    NoVault,
    OldVault,
    VaultDamaged,
    VaultError,
    WrongPassphrase,
)
from xlsegment.vault import api, keys, log, managing, passphrase, store
from xlsegment.vault.entry import Entry
from xlsegment.vault.fault import Fault
from xlsegment.vault.layout import Content, Part
from xlsegment.vault.passphrase import Passphrase
from xlsegment.vault.people import Role, Root, root_context
from xlsegment.vault.sealing import Opener, Signer
from xlsegment.vault.strict import loads

#: Parts with nothing in them.
EMPTY = {kind: bytes([kind]) + bytes(8) for kind in range(1, 9)}


def refused(workbook) -> VaultError:
    with pytest.raises(VaultError) as caught:
        opened(workbook)
    for word in ("张三", "李四", "13812345678", passphrase_of(MANAGER).text()):
        assert word not in str(caught.value)
        assert word not in repr(caught.value.fields)
    return caught.value


def rewritten(workbook, change, person=VIEWER):
    """Let somebody on the list save what this program would not, correctly signed by them."""
    vault = opened(workbook, person)
    content = change(vault.content, vault)
    content = replace(content, generation=content.generation + 1, writer=vault.person.id)
    api.vault_of(workbook).write_bytes(content.packed(vault.unlocked.identity))


# --- from outside --------------------------------------------------------------------------------


def test_every_flipped_byte_is_found(workbook):
    path = api.vault_of(workbook)
    whole = path.read_bytes()

    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1 << (at % 8)
        with pytest.raises(Fault):
            Content.read(bytes(changed))


@pytest.mark.parametrize("seed", range(40))
def test_a_changed_file_opens_for_nobody_and_stays_as_it_is(workbook, seed):
    path = api.vault_of(workbook)
    whole = bytearray(path.read_bytes())
    luck = random.Random(seed)
    for _ in range(luck.choice((1, 1, 3, 50))):
        at = luck.randrange(len(whole))
        whole[at] ^= luck.randrange(1, 256)
    path.write_bytes(whole)

    error = refused(workbook)

    assert isinstance(error, VaultDamaged)
    assert path.read_bytes() == whole


def test_every_truncation_is_found_and_so_is_what_is_added(workbook):
    whole = api.vault_of(workbook).read_bytes()

    for size in range(len(whole)):
        with pytest.raises(Fault):
            Content.read(whole[:size])
    for more in (b"\0", b"\x08" + bytes(8), whole):
        with pytest.raises(Fault):
            Content.read(whole + more)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"XLSVAULT",
        b"XLSVAULT\x02" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        b"XLSVAULT\x01" + (2**64 - 1).to_bytes(8),
        b"XLSVAULT\x01" + (26).to_bytes(8) + b"\x01" + (2**64 - 1).to_bytes(8),
        b"XLSVAULT\x01" + (26).to_bytes(8) + b"\x01" + bytes(8),
        b"XLSVAULT\x01"
        + (17 + 9 * 8).to_bytes(8)
        + b"".join(bytes([k]) + bytes(8) for k in range(1, 9)),
        b"XLSVAULT\x01" + (17 + 9 * 1000).to_bytes(8) + (b"\x07" + bytes(8)) * 1000,
    ],
    ids=range(9),
)
def test_hostile_files_are_errors_of_ours(workbook, data):
    api.vault_of(workbook).write_bytes(data)

    assert isinstance(refused(workbook), VaultDamaged)


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 100_000,
        b'{"a":1,"a":2}',
        b'{"a":1e999}',
        b'{"a":NaN}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"b":1,"a":2}',
        b'"\\u00e9\xff"',
        b'"\\u0041"',
        b"1.0",
        b"",
    ],
)
def test_json_has_one_spelling(text):
    with pytest.raises(Fault):
        loads(text)


def test_a_file_that_is_far_too_large_is_not_read(workbook, monkeypatch):
    monkeypatch.setattr(store, "MAX_BYTES", 100)

    assert isinstance(refused(workbook), VaultDamaged)


def test_no_vault_is_told(cheap, tmp_path):
    with pytest.raises(NoVault):
        api.open_vault(tmp_path / "x.xlsx", MANAGER, passphrase_of(MANAGER))


# --- passphrases ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "typed"),
    [
        (MANAGER, passphrase_of(VIEWER)),
        (MANAGER, Passphrase("")),
        ("无此人", passphrase_of(MANAGER)),
        ("", passphrase_of(MANAGER)),
    ],
)
def test_a_wrong_passphrase_and_a_wrong_person_look_the_same(workbook, person, typed):
    before = api.vault_of(workbook).read_bytes()

    with pytest.raises(WrongPassphrase) as caught:
        api.open_vault(workbook, person, typed)

    assert str(caught.value) == str(WrongPassphrase(file="客户.xlsx.vault"))
    assert api.vault_of(workbook).read_bytes() == before


def test_an_unknown_person_costs_as_much_as_a_wrong_passphrase(workbook, monkeypatch):
    costs = []
    real = passphrase.Passphrase.key
    monkeypatch.setattr(
        passphrase.Passphrase,
        "key",
        lambda self, salt, cost: costs.append(cost) or real(self, salt, cost),
    )
    for person in (VIEWER, "无此人"):
        with pytest.raises(WrongPassphrase):
            api.open_vault(workbook, person, passphrase_of(MANAGER))

    assert len(costs) == 2
    assert costs[0] == costs[1]


@pytest.mark.parametrize("cost", [0, 1, 16, 20, 30, 62, 255])
def test_the_cost_of_a_passphrase_has_a_floor_and_a_ceiling(cost):
    """Without the fixture that lowers the floor: nothing else can."""
    with pytest.raises(Fault):
        Passphrase("three unrelated words").key(bytes(32), cost)


def test_the_real_cost_is_what_the_format_says(monkeypatch):
    asked = {}

    class Fake:
        def __init__(self, **settings):
            asked.update(settings)

        def derive(self, typed):
            return bytes(32)

    monkeypatch.setattr(passphrase, "Scrypt", Fake)
    Passphrase("three unrelated words").key(bytes(32), keys.COST)

    assert {key: asked[key] for key in "nrp"} == {"n": 2**17, "r": 8, "p": 1}
    assert passphrase.FLOOR == 17


def test_a_record_with_another_cost_is_refused(workbook, monkeypatch):
    def cheaper(content, vault):
        lock = content.locks[vault.person.id]
        return replace(content, locks={**content.locks, lock.person: replace(lock, cost=0)})

    rewritten(workbook, cheaper)

    with pytest.raises(WrongPassphrase):
        opened(workbook, VIEWER)


# --- from inside: somebody on the list, with a program of their own ------------------------------


def test_a_viewer_cannot_make_themselves_a_manager(workbook, cheap):
    def promote(content, vault):
        body = content.roster[64:].replace(b'"viewer"', b'"manager"')
        assert body != content.roster[64:]
        return replace(content, roster=content.roster[:64] + body)

    vault = opened(workbook, VIEWER)
    content = promote(vault.content, vault)
    api.vault_of(workbook).write_bytes(
        replace(content, generation=content.generation + 1, writer=vault.person.id).packed(
            vault.unlocked.identity
        )
    )
    forget(cheap)

    assert isinstance(refused(workbook), VaultDamaged)


def forged(vault, before):
    """Return a vault that a viewer has made anew: all is theirs and fits, but the root."""
    content, people = vault.content, vault.content.people
    root, rows, files = Signer.fresh(), Opener.fresh(), Opener.fresh()
    logs = tuple(Opener.fresh() for _ in range(len(before) + 1))
    mine = keys.Keys(rows, keys.ManagerKeys(root, files, logs))
    epoch = len(before) + 1
    promoted = (
        replace(p, role=Role.MANAGER) if p.id == vault.person.id else p for p in people.people
    )
    roster = replace(
        people,
        changed=content.generation + 1,
        roots=(*before, Root(root.public, bytes(64) if before else b"")),
        rows=rows.public,
        files=files.public,
        log=logs[-1].public,
        people=tuple(keys.given(p, mine, content.vault, epoch) for p in promoted),
    )
    return replace(content, roster=roster.signed_by(root, content.vault))


def test_a_viewer_cannot_put_a_root_of_their_own_in_place_of_the_managers(workbook, cheap):
    rewritten(workbook, lambda _, vault: forged(vault, ()))
    forget(cheap)

    assert Content.read(api.vault_of(workbook).read_bytes()), "it is sound but for the pin"
    for person in (MANAGER, VIEWER, MEMBER):
        with pytest.raises(VaultDamaged, match="不是管理者签署的"):
            opened(workbook, person)


def test_a_viewer_cannot_put_a_root_of_their_own_after_the_managers(workbook, cheap):
    rewritten(workbook, lambda content, vault: forged(vault, content.people.roots))
    forget(cheap)

    with pytest.raises(VaultDamaged, match="密钥的签名不对"):
        opened(workbook)


def test_a_removed_manager_cannot_go_on_from_where_they_were(workbook, cheap):
    """They still hold the old root, with which they can sign another successor."""
    second = "第二位主管"
    with opened(workbook) as vault:
        managing.add(vault, second, Role.MANAGER, passphrase_of(VIEWER))
    kept = api.open_vault(workbook, second, passphrase_of(VIEWER))
    with opened(workbook) as vault:
        managing.remove(vault, second)
    now, _ = api.peek(workbook)
    old = kept.content
    root = Signer.fresh()
    manager = keys.ManagerKeys(root, Opener.fresh(), (Opener.fresh(), Opener.fresh()))
    mine = keys.Keys(kept.keys.rows, manager)
    by = kept.keys.manager.root.sign(root_context(old.vault, 1, root.public))
    roster = replace(
        old.people,
        changed=now.generation + 1,
        roots=(*old.people.roots, Root(root.public, by)),
        files=manager.files.public,
        log=manager.logs[-1].public,
        people=tuple(keys.given(p, mine, old.vault, 2) for p in old.people.people),
    )
    api.vault_of(workbook).write_bytes(
        replace(
            old,
            generation=now.generation + 1,
            writer=kept.person.id,
            roster=roster.signed_by(root, old.vault),
            log=now.log,
        ).packed(kept.unlocked.identity)
    )

    with pytest.raises(OldVault, match="签署名单的密钥变了"):
        opened(workbook, VIEWER)
    forget(cheap)  # a computer that has never seen it, and a person who has saved since
    locks = {**old.locks, now.writer: now.locks[now.writer]}
    api.vault_of(workbook).write_bytes(
        replace(
            old,
            generation=now.generation + 1,
            writer=kept.person.id,
            roster=roster.signed_by(root, old.vault),
            log=now.log,
            locks=locks,
        ).packed(kept.unlocked.identity)
    )
    with pytest.raises(VaultDamaged, match="不是管理者签署的"):
        opened(workbook)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: replace(content, log=()),
        lambda content: replace(content, generation=1),
        lambda content: replace(content, rows=(replace(content.rows[0], generation=999),)),
    ],
    ids=["no log", "too early", "too late"],
)
def test_generations_fit_together(workbook, change):
    rewritten(workbook, lambda content, _: change(content))

    assert isinstance(refused(workbook), VaultDamaged)


def test_the_key_of_the_rows_is_the_lists_own(workbook, cheap):
    vault = opened(workbook)
    wrong = keys.Keys(Opener.fresh(), vault.keys.manager)
    people = vault.content.people
    mine = replace(
        people,
        people=tuple(
            keys.given(p, wrong, vault.content.vault, people.epoch) for p in people.people
        ),
    )
    roster = mine.signed_by(vault.keys.manager.root, vault.content.vault)
    rewritten(workbook, lambda content, _: replace(content, roster=roster), MANAGER)

    with pytest.raises(VaultDamaged):
        opened(workbook, VIEWER)


def test_locks_belong_to_the_people_on_the_list(workbook):
    def drop(content, vault):
        kept = {k: v for k, v in content.locks.items() if k == vault.person.id}
        return replace(content, locks=kept)

    rewritten(workbook, drop)

    assert isinstance(refused(workbook), VaultDamaged)


def test_somebody_elses_lock_in_place_of_ones_own_opens_nothing(workbook):
    def swap(content, vault):
        manager = content.people.named(MANAGER).id
        stolen = replace(content.locks[manager], person=vault.person.id)
        return replace(content, locks={**content.locks, vault.person.id: stolen})

    rewritten(workbook, swap)

    for typed in (MANAGER, VIEWER):
        with pytest.raises(WrongPassphrase):
            api.open_vault(workbook, VIEWER, passphrase_of(typed))


@pytest.mark.parametrize("part", [Part.ROWS, Part.FILE])
def test_blocks_are_bound_to_their_place(workbook, part):
    """A block of the file read as rows, or with another count, does not open."""
    vault = opened(workbook)
    block = vault.content.rows[0]
    for wrong in (
        replace(block, part=Part.FILE if part is Part.ROWS else Part.JOIN),
        replace(block, count=block.count + 1),
        replace(block, generation=block.generation - 1),
        replace(block, when=block.when + 1),
    ):
        with pytest.raises(Fault):
            wrong.open(vault.content.vault, vault.keys.rows)
    with pytest.raises(Fault):
        block.open(bytes(16), vault.keys.rows)
    assert block.open(vault.content.vault, vault.keys.rows)


def test_blocks_of_another_vault_do_not_open(workbook, tmp_path):
    other = tmp_path / "别的.xlsx"
    with api.create(other, MANAGER, passphrase_of(MANAGER)) as vault:
        foreign = vault.content.join
    rewritten(workbook, lambda content, _: replace(content, join=replace(foreign, generation=1)))

    with opened(workbook, VIEWER) as vault, pytest.raises(VaultDamaged):
        vault.join_key()


def test_nonces_and_one_time_keys_are_never_used_twice(workbook):
    with opened(workbook) as vault:
        for _ in range(30):
            vault.deposit([], b"same")
        boxes = [block.box for block in vault.content.files]
        managing.rotate(vault)
        boxes += [block.box for block in vault.content.files]

    assert len({box[:32] for box in boxes}) == len(boxes)
    assert len({box[32:44] for box in boxes}) == len(boxes)


def test_no_original_and_no_reason_stands_in_the_file(workbook):
    # A long one: the two bytes of C1 stand in five thousand random ones now and then.
    someone = "C20240316265"
    with opened(workbook) as vault:
        vault.deposit([Entry("客户", "姓名", someone, "B7", "王*", "王小五")], None)
    with opened(workbook, VIEWER) as vault:
        assert vault.customer(someone, "a very private reason")
    data = api.vault_of(workbook).read_bytes()

    known = ("张三", "李四", "王小五", "13812345678", someone, "a very private reason", "手机")
    for word in known:
        for encoding in ("utf-8", "utf-16-le", "gbk"):
            assert word.encode(encoding) not in data
    assert json.dumps("张三")[1:-1].encode() not in data


def test_nothing_of_the_passphrase_is_shown_or_stored(workbook, cheap):
    words = passphrase_of(MANAGER)

    assert words.text() not in repr(words) + str(words) + f"{words!r}"
    with pytest.raises(TypeError):
        __import__("pickle").dumps(words)
    for path in (api.vault_of(workbook), *cheap.rglob("*")):
        if path.is_file():
            assert words.text().encode() not in path.read_bytes()


def test_log_records_of_another_kind_are_a_fault():
    with pytest.raises(Fault):
        log.LogRecord.read(bytes(10))


def test_somebody_with_no_role_holds_no_key(workbook):
    member = opened(workbook, MEMBER)

    assert member.keys == keys.Keys(None, None)
    assert member.person.rows_key == member.person.manager_keys == b""
    assert opened(workbook, VIEWER).keys.manager is None
