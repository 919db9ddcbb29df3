"""`xlsegment vault` from end to end, passphrases from a pipe or a terminal."""

from __future__ import annotations

import getpass
import io
import sys
import warnings

import pytest

from tests.engine import books
from tests.engine.hostile_inputs import CASES
from tests.support.small_book import small_book
from tests.support.vaults import MANAGER, MEMBER, VIEWER, passphrase_of
from xlsegment.cli.dispatch import main
from xlsegment.vault import api, keychain
from xlsegment.vault.entry import Entry
from xlsegment.vault.passphrase import Passphrase

pytestmark = pytest.mark.usefixtures("cheap")

SHEET = "客户基础信息表"


class Pipe(io.StringIO):
    """Standard input that is no terminal."""


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command with lines on standard input; return status, output and errors."""

    def run(*words, given=(), lang="zh"):
        monkeypatch.setattr(sys, "stdin", Pipe("".join(f"{line}\n" for line in given)))
        status = main(["vault", *map(str, words), "--lang", lang])
        told = capsys.readouterr()
        for line in given:
            assert line not in told.out + told.err
        return status, told.out, told.err

    return run


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "客户.xlsx"
    path.write_bytes(small_book())
    return path


def typed(person):
    return passphrase_of(person).text()


@pytest.fixture
def vault(book, run):
    """A vault with three people and one original."""
    assert run("init", book, "--person", MANAGER, given=[typed(MANAGER)])[0] == 0
    for person, role in ((VIEWER, "viewer"), (MEMBER, "member")):
        words = ("add", book, person, "--role", role, "--person", MANAGER)
        assert run(*words, given=[typed(MANAGER), typed(person)])[0] == 0
    with api.open_vault(book, MEMBER, passphrase_of(MEMBER)) as opened:
        opened.deposit([Entry(SHEET, "姓名", "C2", "B6", "=李四", "李四真名")], book)
    return book


def test_a_vault_from_its_making_to_the_exported_log(vault, run, tmp_path):
    status, out, _ = run("status", vault)
    assert status == 0
    assert "日志 4 条" in out
    assert [line.split() for line in out.splitlines()[1:4]] == [
        ["管理", MANAGER], ["查看", VIEWER], ["普通", MEMBER],
    ]  # fmt: skip

    words = ("unmask", vault, "--customer", "C2", "--person", VIEWER, "--why", "客户来电")
    status, out, _ = run(*words, given=[typed(VIEWER)])
    assert (status, out) == (0, f"{SHEET}!B6 姓名: 李四真名\n")

    words = ("unmask", vault, "--all", "--person", MANAGER, "--why", "核对")
    status, out, _ = run(*words, given=[typed(MANAGER)])
    assert status == 0
    assert "1 个单元格恢复原文" in out
    assert "李四真名" not in out

    old = tmp_path / "原来.xlsx"
    words = ("unmask", vault, "--original", old, "--person", MANAGER, "--why", "备份")
    assert run(*words, given=[typed(MANAGER)])[0] == 0
    assert old.read_bytes() == small_book()

    new = "quite another passphrase"
    assert run("passphrase", vault, "--person", VIEWER, given=[typed(VIEWER), new])[0] == 0
    assert run("rotate", vault, "--person", MANAGER, given=[typed(MANAGER)])[0] == 0
    words = ("remove", vault, VIEWER, "--person", MANAGER, "--why", "离职")
    assert run(*words, given=[typed(MANAGER)])[0] == 0
    words = ("unmask", vault, "--customer", "C2", "--person", VIEWER, "--why", "again")
    status, out, err = run(*words, given=[new])
    assert (status, out) == (2, "")
    assert err.startswith("E-078")

    log = tmp_path / "日志.csv"
    words = ("export-log", vault, "-o", log, "--person", MANAGER)
    assert run(*words, given=[typed(MANAGER)])[0] == 0
    text = log.read_text(encoding="utf-8-sig")
    assert text.count("\n") == 12
    assert "查看一位客户的原文,完成,C2,1,客户来电" in text
    assert run("export-log", vault, "--check", log)[0] == 0
    log.write_text(text.replace("客户来电", "客户要求"), encoding="utf-8-sig")
    status, out, _ = run("export-log", vault, "--check", log)
    assert status == 1
    assert "第 5 条" in out


@pytest.mark.parametrize(("lang", "said"), [("zh", "还有之后的 2 条"), ("en", "2 later entries")])
def test_a_log_whose_end_is_missing_is_said_to_be_shorter(vault, run, tmp_path, lang, said):
    log = tmp_path / "日志.csv"
    words = ("export-log", vault, "-o", log, "--person", MANAGER)
    assert run(*words, given=[typed(MANAGER)])[0] == 0
    status, whole, _ = run("export-log", vault, "--check", log, lang=lang)
    assert (status, whole.count("\n")) == (0, 1)
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-2]))

    status, out, _ = run("export-log", vault, "--check", log, lang=lang)

    assert status == 0
    assert said in out


def test_restoring_with_something_left_is_told_with_places_only(vault, run):
    with api.open_vault(vault, MANAGER, passphrase_of(MANAGER)) as opened:
        opened.deposit(
            [Entry(SHEET, "姓名", f"X{n}", f"B{n}", "某*", "某人真名") for n in range(30)], None
        )

    words = ("unmask", vault, "--all", "--person", MANAGER, "--why", "核对")
    status, out, err = run(*words, given=[typed(MANAGER)])

    assert status == 1
    assert "30 个没有恢复" in out
    assert "还有 10 个" in err
    assert "某人真名" not in out + err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("unmask", "--all", "--why", "x"), "E-080"),
        (("unmask", "--original", "o.xlsx", "--why", "x"), "E-080"),
        (("rotate",), "E-080"),
        (("export-log", "-o", "log.csv"), "E-080"),
        (("unmask", "--customer", "C9", "--why", "x"), "E-088"),
    ],
)
def test_a_viewer_is_refused_what_is_not_theirs(vault, run, tmp_path, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    before = vault.read_bytes()

    status, out, err = run(words[0], vault, *words[1:], "--person", VIEWER, given=[typed(VIEWER)])

    assert (status, out) == (2, "")
    assert err.startswith(code)
    assert vault.read_bytes() == before
    assert not (tmp_path / "o.xlsx").exists()
    assert not (tmp_path / "log.csv").exists()


@pytest.mark.parametrize("path", ["", ".", "/"])
@pytest.mark.parametrize(
    "words",
    [
        ("status",), ("init", "--person", "王"), ("rotate", "--person", "王"),
        ("unmask", "--all", "--person", "王", "--why", "x"), ("export-log", "--check", "x.csv"),
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_a_path_without_a_name_is_no_workbook(run, words, path):
    status, out, err = run(words[0], path, *words[1:], given=["a long enough passphrase"])

    assert (status, out, err[:5]) == (2, "", "E-217")


@pytest.mark.parametrize(
    "words",
    [("unmask", "--why", "x", "--original"), ("export-log", "-o")],
    ids=lambda words: words[0],
)
def test_what_is_taken_out_replaces_no_file_and_no_option_is_named_that_is_not_there(
    vault, run, tmp_path, words
):
    mine = tmp_path / "mine.csv"
    mine.write_bytes(b"mine")
    before = api.vault_of(vault).read_bytes()

    words = (words[0], vault, *words[1:], mine, "--person", MANAGER)
    status, _, err = run(*words, given=[typed(MANAGER)])

    assert (status, err[:5]) == (2, "E-137")
    assert "--force" not in err
    assert mine.read_bytes() == b"mine"
    assert api.vault_of(vault).read_bytes() == before


def test_a_person_is_refused_before_they_type_their_passphrase(vault, run):
    words = ("add", vault, VIEWER, "--role", "viewer", "--person", MANAGER)
    status, _, err = run(*words, given=[typed(MANAGER)])

    assert status == 2
    assert err.startswith("E-087")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("words", "given", "code"),
    [
        (("init", "--person", "王"), ["short"], "E-079"),
        (("init", "--person", "王"), [], "E-070"),
        (("status",), [], "E-075"),
        (("unmask", "--customer", "1", "--person", "王", "--why", "x"), [], "E-075"),
        (("unmask", "--person", "王", "--why", "x"), [], "E-070"),
        (("unmask", "--all", "--person", "王", "--why", " "), [], "E-070"),
        (("unmask", "--customer", "", "--person", "王", "--why", "x"), [], "E-070"),
        (("unmask", "--customer", " ", "--person", "王", "--why", "x"), [], "E-070"),
        (("unmask", "--all", "--number", "9", "--person", "王", "--why", "x"), [], "E-070"),
        (
            ("unmask", "--customer", "1", "--number", "1", "--person", "王", "--why", "x"),
            [],
            "E-070",
        ),
        (("unmask", "--all", "--customer", "1", "--person", "王", "--why", "x"), [], "E-070"),
        (("export-log", "--person", "王"), [], "E-070"),
        (("export-log", "-o", "x.csv"), [], "E-070"),
        (("export-log", "--check", "x.csv"), [], "E-075"),
    ],
)
def test_what_cannot_be_done_is_one_line(book, run, words, given, code, lang):
    status, out, err = run(words[0], book, *words[1:], given=given, lang=lang)

    assert (status, out) == (2, "")
    assert err.startswith(code)
    assert err.count("\n") == 1
    assert not api.exists(book)


def test_a_vault_is_made_for_a_workbook_that_is_there_and_only_once(vault, book, run, tmp_path):
    status, _, err = run("init", vault, "--person", "别人", given=["a long enough passphrase"])
    assert (status, err[:5]) == (2, "E-076")

    status, _, err = run("init", tmp_path / "没有.xlsx", "--person", "别人", given=["irrelevant"])
    assert (status, err[:5]) == (2, "E-201")


@pytest.mark.parametrize(
    "case", ["empty file", "text", "xls", "half a file", "wrong sheet checksum"]
)
def test_a_file_that_is_no_sound_workbook_gets_no_vault(book, run, tmp_path, case):
    maker, error = CASES[case]
    bad = tmp_path / "bad" / "客户.xlsx"
    bad.parent.mkdir()
    bad.write_bytes(maker(books.decorated(book).read_bytes()))

    for _ in range(2):
        status, out, err = run("init", bad, "--person", MANAGER, given=[typed(MANAGER)])
        assert (status, out, err[:5]) == (2, "", error.code)

    assert list(bad.parent.iterdir()) == [bad]


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_a_passphrase(vault, run):
    words = ("unmask", vault, "--customer", "C2", "--person", VIEWER, "--why", "x")

    assert run(*words, given=[f"\ufeff{typed(VIEWER)}\r"])[0] == 0


# --- at a terminal -------------------------------------------------------------------------------


@pytest.fixture
def terminal(monkeypatch):
    """Answer questions that show nothing of what is typed."""

    def answer(*answers):
        waiting = list(answers)
        asked = []

        def ask(prompt):
            asked.append(prompt)
            return waiting.pop(0)

        monkeypatch.setattr(getpass, "getpass", ask)
        monkeypatch.setattr(sys, "stdin", Pipe())
        monkeypatch.setattr(Pipe, "isatty", lambda _: True)
        return asked

    return answer


def test_a_new_passphrase_is_typed_twice(book, terminal, capsys):
    asked = terminal(typed(MANAGER), typed(MANAGER))

    assert main(["vault", "init", str(book), "--person", MANAGER, "--lang", "zh"]) == 0

    assert len(asked) == 2
    assert MANAGER in asked[0]


def test_two_different_ones_make_no_vault(book, terminal, capsys):
    terminal(typed(MANAGER), typed(VIEWER))

    assert main(["vault", "init", str(book), "--person", MANAGER]) == 2

    assert capsys.readouterr().err.startswith("E-070")
    assert not api.exists(book)


def test_a_terminal_that_would_show_it_is_refused(book, monkeypatch, terminal, capsys):
    terminal()

    def shows(prompt):
        warnings.warn("Can not control echo", getpass.GetPassWarning, stacklevel=1)
        return "seen by everybody"

    monkeypatch.setattr(getpass, "getpass", shows)

    assert main(["vault", "init", str(book), "--person", MANAGER, "--lang", "en"]) == 2
    assert "would show" in capsys.readouterr().err


def test_end_of_input_is_no_passphrase(book, monkeypatch, terminal, capsys):
    terminal()

    def ends(prompt):
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", ends)

    assert main(["vault", "init", str(book), "--person", MANAGER]) == 2
    assert capsys.readouterr().err.startswith("E-070")


# --- with a keyring ------------------------------------------------------------------------------


@pytest.fixture
def keyring(monkeypatch):
    kept = {}
    monkeypatch.setattr(keychain, "check", lambda: None)
    monkeypatch.setattr(keychain, "recall", lambda vault, person: kept.get((vault, person)))
    monkeypatch.setattr(
        keychain, "keep", lambda vault, person, words: kept.update({(vault, person): words})
    )
    return kept


def test_with_a_keyring_a_passphrase_is_asked_for_once(vault, run, keyring):
    words = ("unmask", vault, "--customer", "C2", "--person", VIEWER, "--why", "x", "--keyring")

    assert run(*words, given=[typed(VIEWER)])[0] == 0
    assert run(*words, given=[])[0] == 0

    for key in keyring:  # changed on another computer
        keyring[key] = Passphrase("an older passphrase")
    status, _, err = run(*words, given=[typed(VIEWER)])
    assert status == 0
    assert "已过时" in err
    assert run(*words, given=[])[0] == 0


def test_a_changed_passphrase_is_changed_in_the_keyring(vault, run, keyring):
    new = "quite another passphrase"
    words = ("passphrase", vault, "--person", VIEWER, "--keyring")

    assert run(*words, given=[typed(VIEWER), new])[0] == 0

    assert [kept.text() for kept in keyring.values()] == [new]


def test_a_wrong_passphrase_is_not_kept(vault, run, keyring):
    words = ("unmask", vault, "--customer", "C2", "--person", VIEWER, "--why", "x", "--keyring")

    assert run(*words, given=["wrong words altogether"])[0] == 2

    assert keyring == {}


def test_a_vault_that_is_made_with_a_keyring_is_kept(book, run, keyring):
    assert run("init", book, "--person", MANAGER, "--keyring", given=[typed(MANAGER)])[0] == 0

    assert len(keyring) == 1


# --- backups -------------------------------------------------------------------------------------


def test_a_backup_is_taken_up_by_a_manager_only(vault, run):
    path = api.vault_of(vault)
    backup = path.read_bytes()
    words = ("unmask", vault, "--customer", "C2", "--person", VIEWER, "--why", "x")
    assert run(*words, given=[typed(VIEWER)])[0] == 0
    path.write_bytes(backup)

    status, out, err = run("status", vault)
    assert (status, out, err[:5]) == (2, "", "E-081")
    words = ("rotate", vault, "--accept-older", "--person")
    status, _, err = run(*words, VIEWER, given=[typed(VIEWER)])
    assert (status, err[:5]) == (2, "E-081")
    assert path.read_bytes() == backup
    assert run(*words, MANAGER, given=[typed(MANAGER)])[0] == 0

    assert run("status", vault)[0] == 0
