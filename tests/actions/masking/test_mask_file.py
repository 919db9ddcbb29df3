"""Masked copies and masking in place: nothing is left, and whatever goes wrong nothing appears."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.engine import books
from tests.support.personal_book import Person, personal_book
from tests.support.vaults import MANAGER, cheap, passphrase_of
from xlsegment.actions import mask_copy as copying
from xlsegment.actions import snapshot
from xlsegment.actions.freeze import freeze_file
from xlsegment.actions.mask_copy import mask_copy
from xlsegment.actions.mask_in_place import mask_in_place
from xlsegment.actions.masking import maskedfile
from xlsegment.actions.masking.cells import MaskedCells
from xlsegment.actions.masking.find import Wish
from xlsegment.actions.share_check import share_check_file
from xlsegment.actions.undo import undo_file
from xlsegment.cli.dispatch import main
from xlsegment.errors import (
    CannotClean,
    FileChanged,
    FileExists,
    FileMissing,
    NotAFile,
    NotAWorkbook,
    NothingToUndo,
    OtherExtension,
    SameFile,
    StillPersonal,
    StillThere,
)
from xlsegment.vault import api
from xlsegment.vault.stamp import stamp_of

__all__ = ["cheap"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "客户.xlsx"


@pytest.fixture
def people(place: Path) -> list[Person]:
    return personal_book(place)


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Whatever happens, nothing may be left where temporary files lie."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def left(path: Path, people: list[Person]) -> list[str]:
    with zipfile.ZipFile(path) as package:
        data = b"\0".join(package.read(name) for name in package.namelist())
    originals = [original for person in people for original in person.originals]
    return [o for o in originals if any(o.encode(e) in data for e in ("utf-8", "utf-16-le"))]


def rows(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path, data_only=True)[sheet].values)


# --- formulas ----------------------------------------------------------------------------------


def with_formulas(place: Path, person: Person) -> None:
    """Add formulas that show a person and read no masked column."""
    book = openpyxl.load_workbook(place)
    sheet = book.create_sheet("另算")
    sheet["A1"], sheet["B1"] = person.mobile[:4], person.mobile[4:]
    sheet["C1"], sheet["C2"], sheet["C3"] = "=A1&B1", f"={int(person.mobile) - 8}+8", "=1+1"
    book.save(place)
    shown = {"C1": f't="str"><f>A1&amp;B1</f><v>{person.mobile}</v>',
             "C2": f"><f>{int(person.mobile) - 8}+8</f><v>{person.mobile}</v>",
             "C3": "><f>1+1</f><v>2</v>"}  # fmt: skip
    with zipfile.ZipFile(place) as package:
        members = {name: package.read(name) for name in package.namelist()}
    part = "xl/worksheets/sheet5.xml"
    text = members[part].decode()
    for cell, xml in shown.items():
        formula = str(sheet[cell].value)[1:].replace("&", "&amp;")
        old = f'<c r="{cell}"><f>{formula}</f><v></v></c>'
        text = text.replace(old.replace("<v></v>", "<v />"), old)
        assert old in text
        text = text.replace(old, f'<c r="{cell}" {xml}</c>'.replace('" >', '">'))
    members[part] = text.encode()
    with zipfile.ZipFile(place, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)


def test_a_formula_that_would_show_an_original_again_is_replaced(people, place, tmp_path):
    person = people[4]
    with_formulas(place, person)

    report = mask_copy(place, tmp_path / "b.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["另算"]
    masked = f"{person.mobile[:3]}****{person.mobile[-4:]}"
    assert [sheet[cell].value for cell in ("C1", "C2", "C3")] == [masked, masked, "=1+1"]
    assert [(d.formulas, d.column.kind) for d in report.done if d.column.sheet == "另算"] == [
        (2, "mobile")
    ]


# --- copies ------------------------------------------------------------------------------------


def test_a_copy_holds_no_original_and_the_workbook_is_what_it_was(people, place, tmp_path):
    before = place.read_bytes()
    copy = tmp_path / "外发.xlsx"

    report = mask_copy(place, copy)

    assert place.read_bytes() == before
    assert len(left(place, people)) == 100
    assert left(copy, people) == []
    assert share_check_file(copy).clean
    assert (report.file, report.masked, report.whole, report.forgotten) == (copy, 140, 0, 4)
    assert rows(copy, "客户基础信息表")[8][8].startswith(f"下周联系{people[4].name[0]}**，电话 13")
    assert rows(copy, "客户基础信息表")[4][8] == "老客户"


def test_masking_a_copy_again_changes_no_value(people, place, tmp_path):
    mask_copy(place, tmp_path / "b.xlsx", join=True)

    again = mask_copy(tmp_path / "b.xlsx", tmp_path / "c.xlsx", join=True)

    assert (again.masked, again.scrubbed.total, again.joined) == (0, 0, ())
    for sheet in ("客户基础信息表", "订单明细", "回访", "查询"):
        assert rows(tmp_path / "b.xlsx", sheet) == rows(tmp_path / "c.xlsx", sheet)


def test_codes_agree_between_copies_of_one_key_and_not_otherwise(people, place, tmp_path):
    codes = []
    for name, key in (("a", b"k" * 32), ("b", b"k" * 32), ("c", None)):
        mask_copy(place, tmp_path / f"{name}.xlsx", key=key, join=True)
        codes.append([row[9] for row in rows(tmp_path / f"{name}.xlsx", "客户基础信息表")[4:]])

    assert codes[0] == codes[1] != codes[2]


def test_a_copy_is_never_put_over_a_file_without_being_told_to(people, place, tmp_path):
    copy = tmp_path / "外发.xlsx"
    copy.write_bytes(b"mine")

    with pytest.raises(FileExists):
        mask_copy(place, copy)
    assert copy.read_bytes() == b"mine"

    mask_copy(place, copy, force=True)
    assert left(copy, people) == []


def test_what_was_in_the_place_of_a_copy_leaves_no_snapshot(people, place, tmp_path):
    copy = tmp_path / "外发.xlsx"
    personal_book(copy, 3)
    snapshot.take(copy, snapshot.dt.datetime.now(snapshot.dt.UTC))

    mask_copy(place, copy, force=True)

    assert not snapshot.folder_of(copy).is_dir() or not list(snapshot.folder_of(copy).iterdir())
    with pytest.raises(NothingToUndo):
        undo_file(copy)


@pytest.mark.parametrize(
    ("target", "error"),
    [("客户.xlsx", SameFile), ("./客户.xlsx", SameFile), ("b.xlsm", OtherExtension)],
)
def test_a_target_that_will_not_do_is_refused(people, place, target, error):
    before = place.read_bytes()

    with pytest.raises(error):
        mask_copy(place, place.parent / target, force=True)

    assert place.read_bytes() == before


def test_a_file_that_is_no_workbook_is_told_so_before_its_name_is_looked_at(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text("姓名,手机\n", encoding="utf-8")

    with pytest.raises(NotAWorkbook, match=r"t\.txt"):
        mask_copy(path, tmp_path / "o.xlsx")

    assert not (tmp_path / "o.xlsx").exists()


def test_a_folder_cannot_become_the_copy(people, place):
    with pytest.raises(NotAFile, match="文件夹"):
        mask_copy(place, place.parent, force=True)


def test_a_link_to_the_workbook_is_the_workbook(people, place, tmp_path):
    link = tmp_path / "link.xlsx"
    link.symlink_to(place)

    with pytest.raises(SameFile):
        mask_copy(place, link, force=True)


def test_a_number_in_groups_of_digits_is_looked_for_elsewhere(place, tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["姓名", "银行卡号"],
        *(["赵钱", f"6222 0212 3456 {n} 126"] for n in range(7000, 7004)),
    ):
        book.active.append(row)
    book.create_sheet("旧")["B2"] = "卡 6222021234567002126 已停"
    book.save(place)

    mask_copy(place, tmp_path / "b.xlsx")

    assert "7002" not in openpyxl.load_workbook(tmp_path / "b.xlsx")["旧"]["B2"].value


def test_what_cannot_be_cleaned_is_told_of_the_workbook_by_its_name(people, place, tmp_path):
    with zipfile.ZipFile(place, "a") as package:
        package.writestr("xl/media/a.bin", people[0].mobile)

    with pytest.raises(CannotClean, match=r"客户\.xlsx"):
        mask_copy(place, tmp_path / "b.xlsx")


def test_a_workbook_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileMissing):
        mask_copy(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    with pytest.raises(FileMissing):
        share_check_file(tmp_path / "a.xlsx")


def test_an_original_that_the_last_look_finds_means_no_file(people, place, tmp_path, monkeypatch):
    monkeypatch.setattr(maskedfile, "left_over", lambda *_: {"xl/odd.bin": 2})

    with pytest.raises(StillThere, match=r"xl/odd\.bin"):
        mask_copy(place, tmp_path / "b.xlsx")

    assert not (tmp_path / "b.xlsx").exists()


def test_what_the_share_check_finds_means_no_file_and_names_the_place(
    people, place, tmp_path, monkeypatch
):
    # as if masking had missed the cells it planned
    monkeypatch.setattr(maskedfile, "mask_cells", lambda *_: MaskedCells())

    with pytest.raises(StillPersonal, match=r"客户基础信息表!B5 姓名×20") as caught:
        mask_copy(place, tmp_path / "b.xlsx")

    assert not (tmp_path / "b.xlsx").exists()
    assert not any(original in str(caught.value) for p in people for original in p.originals)


def test_a_copy_that_cannot_be_written_leaves_nothing(people, place, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying.shutil, "copyfileobj", fail)
    before = sorted(tmp_path.iterdir())

    with pytest.raises(Exception, match="E-"):
        mask_copy(place, tmp_path / "b.xlsx")

    assert sorted(tmp_path.iterdir()) == before


def test_what_is_in_the_making_is_for_the_user_alone(people, place, tmp_path, monkeypatch):
    seen: list[int] = []
    share_check = maskedfile.check_nothing_left

    def look(file, *others):
        seen.append(file.parent.stat().st_mode & 0o777)
        return share_check(file, *others)

    monkeypatch.setattr(maskedfile, "check_nothing_left", look)
    mask_copy(place, tmp_path / "b.xlsx")

    assert os.name == "nt" or seen == [0o700]


def test_a_column_that_is_kept_stays_and_is_no_reason_to_refuse(place, tmp_path):
    personal_book(place, 3)
    book = openpyxl.load_workbook(place)
    shops = ["白云山店长", "高新店", "马甸店", "金街店", "方庄店"]
    keepers = ["白小云", "高大山", "马小跳", "金多多", "方圆圆"]
    book.create_sheet("门店").append(["门店", "店长"])
    for row in zip(shops, keepers, strict=True):
        book["门店"].append(row)
    book.save(place)

    mask_copy(place, tmp_path / "a.xlsx")
    mask_copy(place, tmp_path / "b.xlsx", wish=Wish(keep=("店长",)))

    assert [row[1] for row in rows(tmp_path / "a.xlsx", "门店")[1:]] == [
        f"{keeper[0]}**" for keeper in keepers
    ]
    assert [row[1] for row in rows(tmp_path / "b.xlsx", "门店")[1:]] == keepers
    assert not share_check_file(tmp_path / "b.xlsx").clean, "whoever checks it is told"


@pytest.mark.skipif(os.name == "nt", reason="signals of Windows cannot be sent to one process")
def test_a_process_that_is_asked_to_end_leaves_no_original_behind(place, tmp_path, scratch):
    people = personal_book(place, 3000)
    words = [sys.executable, "-m", "xlsegment", "mask", str(place), "-o", str(tmp_path / "b.xlsx")]
    started = subprocess.Popen(words, env={**os.environ, "TMPDIR": str(scratch)})
    try:
        while not list(scratch.glob("*/cells/*.xlsx")) and started.poll() is None:
            time.sleep(0.01)
        assert len(people) == 3000
        started.terminate()
        assert started.wait(60) != 0
    finally:
        started.kill()

    assert list(scratch.iterdir()) == []
    assert not (tmp_path / "b.xlsx").exists()


def test_originals_in_corners_go_too_and_macros_stay(place, tmp_path):
    people = personal_book(place)
    book = openpyxl.load_workbook(place)
    sheet = book["订单明细"]
    sheet["A5"].comment = openpyxl.comments.Comment(f"找{people[0].name}", people[1].name)
    sheet.oddHeader.center.text = people[2].name
    book.properties.creator = people[3].name
    hidden = book.create_sheet("旧")
    hidden.sheet_state = "veryHidden"
    hidden["C3"] = f"{people[4].email};{people[4].address}"
    book.save(place)

    report = mask_copy(place, tmp_path / "b.xlsx")

    assert left(tmp_path / "b.xlsx", people) == []
    assert {sort.name for sort, _ in report.scrubbed.replaced} >= {"COMMENT", "PROPERTY"}


def test_a_corner_that_cannot_be_cleaned_means_no_copy_and_the_place_is_named(place, tmp_path):
    people = personal_book(place)
    odd = {"xl/odd/thing.bin": b"\x01" + people[0].mobile.encode() + b"\x02"}
    books.rebuilt(place, lambda parts: parts.update(odd))

    with pytest.raises(CannotClean, match="thing"):
        mask_copy(place, tmp_path / "b.xlsx")

    assert not (tmp_path / "b.xlsx").exists()


# --- in place ----------------------------------------------------------------------------------


def test_in_place_the_originals_go_into_the_vault_first(people, place, cheap):
    before = place.read_bytes()
    freeze_file(place, ["SUM"])  # leaves a snapshot with originals
    frozen = place.read_bytes()
    assert before != frozen
    with api.create(place, MANAGER, passphrase_of(MANAGER)) as vault:
        report = mask_in_place(place, vault, why="外发前")

    assert left(place, people) == []
    assert report.snapshots == 1
    assert report.vault == api.vault_of(place)
    with pytest.raises(NothingToUndo):
        undo_file(place)
    with api.open_vault(place, MANAGER, passphrase_of(MANAGER)) as vault:
        assert vault.original_file("核对") == frozen
        entries = {(e.sheet, e.cell): e for e in vault.everything("核对")}
    mobile = entries["客户基础信息表", "D7"]
    assert (mobile.original, mobile.row_id) == (float(people[2].mobile), people[2].id)
    assert len(entries) > report.masked  # and the notes that tell of somebody
    assert stamp_of(place)


def test_without_a_vault_nothing_is_kept(people, place):
    report = mask_in_place(place, None)

    assert report.vault is None
    assert left(place, people) == []
    assert [p.name for p in place.parent.iterdir()].count(place.name + ".vault") == 0


def test_where_there_is_nothing_to_mask_nothing_is_written(people, place, cheap):
    mask_in_place(place, None)
    before = (place.read_bytes(), place.stat().st_mtime_ns)
    with api.create(place, MANAGER, passphrase_of(MANAGER)) as vault:
        generation = vault.stamp.generation
        report = mask_in_place(place, vault)
        assert vault.stamp.generation == generation

    assert report.masked == 0
    assert (place.read_bytes(), place.stat().st_mtime_ns) == before


def test_a_vault_that_refuses_leaves_the_workbook_alone(people, place, cheap, monkeypatch):
    before = place.read_bytes()
    with api.create(place, MANAGER, passphrase_of(MANAGER)) as vault:
        monkeypatch.setattr(
            type(vault), "deposit", lambda *_, **__: (_ for _ in ()).throw(FileMissing(file="x"))
        )
        with pytest.raises(FileMissing):
            mask_in_place(place, vault)

    assert place.read_bytes() == before


def test_a_workbook_that_somebody_changed_meanwhile_is_left_alone(
    people, place, cheap, monkeypatch
):
    with api.create(place, MANAGER, passphrase_of(MANAGER)) as vault:
        deposit = type(vault).deposit

        def meanwhile(self, *given, **more):
            deposit(self, *given, **more)
            place.write_bytes(b"somebody else's")

        monkeypatch.setattr(type(vault), "deposit", meanwhile)
        with pytest.raises(FileChanged):
            mask_in_place(place, vault)

    assert place.read_bytes() == b"somebody else's"


# --- at the terminal ---------------------------------------------------------------------------


def run(*words: object, typed: str = "", monkeypatch: pytest.MonkeyPatch | None = None) -> int:
    if monkeypatch is not None:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main([str(word) for word in words])


def test_the_command_tells_by_column_and_never_a_value(people, place, tmp_path, capsys):
    copy = tmp_path / "b.xlsx"

    assert run("mask", place, "-o", copy, "--join-code", "--lang", "zh") == 0

    told = capsys.readouterr()
    assert "客户基础信息表 › 姓名(姓名)：20 个" in told.out
    assert "回访 › 微信(手机，自动发现)：20 个" in told.out
    assert "4 个公式用到脱敏的列" in told.err
    assert "关联码" in told.err
    assert "去标识化" in told.err
    assert not any(o in told.out + told.err for p in people for o in p.originals)


def test_share_check_says_by_exit_status_whether_there_is_anything(people, place, tmp_path, capsys):
    assert run("share-check", place, "--lang", "en") == 1
    found = capsys.readouterr().out
    mask_copy(place, tmp_path / "b.xlsx")
    assert run("share-check", tmp_path / "b.xlsx", "--lang", "en") == 0

    assert "cell 客户基础信息表!B5: Name, 20" in found
    assert not any(o in found for p in people for o in p.originals)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "-o"),
        (("-o", "b.xlsx", "--in-place"), "not allowed with"),
        (("-o", "b.xlsx", "--no-way-back"), "--in-place"),
        (("--in-place", "--force", "--no-way-back"), "-o"),
        (("--in-place",), "E-071"),
        (("-o", "b.xlsx", "--also", "回访"), "SHEET!COLUMN=KIND"),
        (("-o", "b.xlsx", "--also", "回访!结果=血型"), "E-068"),
        (("-o", "b.xlsx", "--keep", "姓名"), "E-069"),
    ],
)
def test_words_that_do_not_fit_are_refused(
    people, place, tmp_path, monkeypatch, capsys, words, told
):
    monkeypatch.chdir(tmp_path)
    before = place.read_bytes()

    assert run("mask", place, *words, "--lang", "en") == 2

    assert told in capsys.readouterr().err
    assert place.read_bytes() == before
    assert not (tmp_path / "b.xlsx").exists()


def test_in_place_with_a_vault_asks_for_somebody_and_their_passphrase(
    people, place, cheap, monkeypatch, capsys
):
    api.create(place, MANAGER, passphrase_of(MANAGER))
    before = place.read_bytes()

    assert run("mask", place, "--in-place") == 2
    assert "--person" in capsys.readouterr().err
    words = ("mask", place, "--in-place", "--person", MANAGER, "--why", "外发")
    assert run(*words, typed="wrong passphrase\n", monkeypatch=monkeypatch) == 2
    assert place.read_bytes() == before
    typed = passphrase_of(MANAGER).text() + "\n"
    assert run(*words, "--lang", "zh", typed=typed, monkeypatch=monkeypatch) == 0

    told = capsys.readouterr()
    assert "保险库" in told.err
    assert typed.strip() not in told.out + told.err
    assert left(place, people) == []


def test_codes_come_from_the_vault_where_there_is_one(people, place, cheap, monkeypatch, tmp_path):
    with api.create(place, MANAGER, passphrase_of(MANAGER)):
        pass
    codes = []
    for name in ("a", "b"):
        words = ("mask", place, "-o", tmp_path / f"{name}.xlsx", "--join-code", "--person", MANAGER)
        typed = passphrase_of(MANAGER).text() + "\n"
        assert run(*words, typed=typed, monkeypatch=monkeypatch) == 0
        codes.append([row[9] for row in rows(tmp_path / f"{name}.xlsx", "客户基础信息表")[4:]])

    assert codes[0] == codes[1]


def test_cities_stay_however_they_are_written_and_an_address_among_them_goes(place, tmp_path):
    book = openpyxl.Workbook()
    cities = ["上海市-上海市", "浙江省-杭州市", "四川省-成都市", "襄樊", "朝阳区"]
    for row in (["客户ID", "城市", "地址"], *([f"C{i}", city] for i, city in enumerate(cities))):
        book.active.append(row)
    book.active["B7"], book.active["C6"] = "浙江省杭州市文三路1号", "北京市朝阳区建国路88号"
    book.save(place)

    mask_copy(place, tmp_path / "副本.xlsx")

    table = rows(tmp_path / "副本.xlsx", "Sheet")[1:]
    assert [row[1] for row in table] == [*cities, "浙江省杭州市***"]
    assert table[4][2] == "北京市朝阳区***"
    assert share_check_file(tmp_path / "副本.xlsx").clean
