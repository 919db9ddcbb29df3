"""The command line: help, languages, exit statuses, and how it behaves when things go wrong."""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.small_book import small_book
from xlsegment.cli import dispatch
from xlsegment.cli.commands import COMMANDS
from xlsegment.cli.declare import Argument, Command
from xlsegment.cli.dispatch import main
from xlsegment.cli.terminal import Terminal, choose_lang, wrap
from xlsegment.text import LANGS, Text

ROOT = Path(__file__).parent.parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def flat(commands, before=()):
    """Yield every command, those of commands too, with the words that call it."""
    for command in commands:
        words = (*before, command.name)
        yield words, command
        yield from flat(command.parts, words)


EVERY = list(flat(COMMANDS))
NAMES = [" ".join(words) for words, _ in EVERY]

every_command = pytest.mark.parametrize(("words", "command"), EVERY, ids=NAMES)


@pytest.fixture(autouse=True)
def _english_by_default(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")


def texts(command: Command) -> list[Text]:
    return [command.summary, command.description, *(a.help for a in command.arguments)]


# --- help -------------------------------------------------------------------------------------


@every_command
@pytest.mark.parametrize("lang", LANGS)
def test_every_command_has_help_in_both_languages(words, command, lang, capsys):
    assert main([*words, "--help", "--lang", lang]) == 0

    shown = capsys.readouterr().out
    flat = re.sub(r"\s+", "", shown)
    for text in texts(command)[1:]:  # the summary stands in the list of commands
        assert re.sub(r"\s+", "", text.in_(lang)) in flat
    assert command.example in shown
    for argument in command.arguments:
        option = argument.flags[0].startswith("-")
        assert (argument.flags[0] if option else argument.settings["metavar"]) in shown


@every_command
def test_english_help_has_no_chinese_and_chinese_help_no_english_frame(words, command, capsys):
    main([*words, "--help", "--lang", "en"])
    english = capsys.readouterr().out.replace(command.example, "").replace("高/中/低", "")
    assert not CHINESE.search(english)

    main([*words, "--help", "--lang", "zh"])
    chinese = capsys.readouterr().out
    for boilerplate in ("usage:", "options:", "positional", "show this", "default:"):
        assert boilerplate not in chinese
    assert chinese.startswith("用法：")


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_of_commands_names_every_command(lang, capsys):
    assert main(["--help", "--lang", lang]) == 0

    shown = capsys.readouterr().out
    for command in COMMANDS:
        assert command.name in shown
        assert command.summary.in_(lang) in shown


@every_command
def test_every_text_is_there_in_both_languages(words, command):
    for text in texts(command):
        assert CHINESE.search(text.zh)
        assert text.en.strip()


@every_command
def test_an_option_for_several_values_may_be_given_several_times(words, command):
    several = [a for a in command.arguments if a.settings.get("nargs") == "+"]
    for argument in several:
        if argument.flags[0].startswith("-"):
            parser = argparse.ArgumentParser()
            parser.add_argument(*argument.flags, dest="given", **argument.settings)
            flag = argument.flags[0]
            assert parser.parse_args([flag, "a", "b", flag, "c"]).given == ["a", "b", "c"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_exit_status_is_explained_in_the_help_and_the_readme(lang, capsys):
    main(["--help", "--lang", lang])
    shown = capsys.readouterr().out
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (said,) = re.findall(
        r"^退出码.*$" if lang == "zh" else r"(?s)Exit status:.*?\n\n", readme, re.M
    )

    for status in ("0", "1", "2", "130"):
        assert re.search(
            rf"\b{status}\s+\w", shown.partition("退出码" if lang == "zh" else "Exit status")[2]
        )
        assert f"`{status}`" in said


def test_a_command_of_commands_lists_them_and_needs_one(capsys):
    groups = [(words, command) for words, command in EVERY if command.parts]
    assert groups

    for words, command in groups:
        assert main([*words, "--lang", "zh"]) == 2
        assert "缺少参数 COMMAND" in capsys.readouterr().err
        assert main([*words, "--help", "--lang", "zh"]) == 0
        shown = capsys.readouterr().out
        assert all(part.name in shown and part.summary.zh in shown for part in command.parts)


def test_no_command_prints_help_and_refuses(capsys):
    assert main([]) == 2

    shown = capsys.readouterr()
    assert not shown.out
    assert "usage: xlsegment" in shown.err


def test_the_version_is_printed(capsys):
    assert main(["--version"]) == 0
    assert re.fullmatch(r"xlsegment \d+\.\d+.*\n", capsys.readouterr().out)


def test_every_command_is_documented_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    missing = [name for name in NAMES if not re.search(rf"xlsegment {name}\b", readme)]

    assert not missing, f"README.md does not show: {', '.join(missing)}"


# --- usage errors -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["new"], "缺少参数 FILE", "are required: FILE"),
        (["bogus"], "bogus", "bogus"),
        (["undo", "a", "--nope"], "不认识的参数 --nope", "unrecognized arguments: --nope"),
        (["refresh", "a", "--as-of"], "后面缺少值", "expected one argument"),
        (["refresh", "a", "--as-of", "5/1"], "不是日期", "is no date"),
        (["rfm", "a", "-o", "b", "--bins", "0"], "不是正整数", "is no whole number above 0"),
        (["rfm", "a", "-o", "b", "--window", "x"], "不是正整数", "is no whole number above 0"),
        (["rfm", "a", "-o", "b", "--recency-cuts", "9,3"], "从小到大", "no ascending list"),
        (["rfm", "a", "-o", "b", "--monetary-cuts", "1,nan"], "从小到大", "no ascending list"),
        (["rfm", "a", "-o", "b", "--scheme", "q"], "的值 'q' 不可用", "invalid choice: 'q'"),
        (["import", "a", "--into", "b", "--map", "x"], "列=表头", "column=header"),
        (["import", "a", "--into", "b", "--append", "--replace"], "不能与", "not allowed with"),
        (["new", "a", "--sample=1"], "不接受值", "ignored explicit argument"),
    ],
)
def test_usage_errors_are_one_line_in_the_chosen_language(words, zh, en, capsys):
    for lang, expected in (("zh", zh), ("en", en)):
        assert main([*words, "--lang", lang]) == 2

        shown = capsys.readouterr()
        assert not shown.out
        assert shown.err.count("\n") == 1
        assert shown.err.startswith("E-070 ")
        assert expected in shown.err
        assert bool(CHINESE.search(shown.err)) == (lang == "zh")


def test_an_unknown_language_is_refused(capsys):
    assert main(["--lang", "fr", "new", "x.xlsx"]) == 2
    assert "fr" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "zh", "undo", "none.xlsx"],
        ["undo", "--lang", "zh", "none.xlsx"],
        ["undo", "none.xlsx", "--lang=zh"],
    ],
)
def test_the_language_may_stand_anywhere(words, capsys):
    assert main(words) == 2
    assert CHINESE.search(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.Big5"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE", "LC_MESSAGES": "zh_CN"}, "zh"),
    ],
)
def test_the_language_comes_from_the_locale(environ, lang):
    assert choose_lang([], environ) == lang


@pytest.mark.parametrize(
    ("name", "lang"), [("Chinese (Simplified)_China", "zh"), ("English_United States", "en")]
)
def test_windows_locales_are_understood(name, lang, monkeypatch):
    monkeypatch.setattr("locale.getlocale", lambda: (name, "936"))

    assert choose_lang([], {}) == lang


# --- what happens when things go wrong --------------------------------------------------------


def command_that(run) -> Command:
    nothing = Text("什么都不做", "does nothing")
    return Command("probe", nothing, nothing, (), "xlsegment probe", run)


@pytest.fixture
def probe(monkeypatch):
    def use(run):
        monkeypatch.setattr(dispatch, "COMMANDS", (command_that(run),))

    return use


def test_a_bug_looks_like_a_bug(probe):
    def run(arguments, terminal):
        raise ZeroDivisionError("a bug")

    probe(run)
    with pytest.raises(ZeroDivisionError, match="a bug"):
        main(["probe"])


def test_stopping_says_that_nothing_was_changed(probe, capsys):
    def run(arguments, terminal):
        raise KeyboardInterrupt

    probe(run)

    assert main(["probe", "--lang", "zh"]) == 130
    assert capsys.readouterr().err == "E-041 已取消，文件未改动。\n"


def test_ctrl_c_after_the_end_changes_no_status():
    code = (
        "import os, signal, sys; from xlsegment.cli import dispatch; dispatch.main = lambda: 1; "
        "status = dispatch.entry(); os.kill(os.getpid(), signal.SIGINT); sys.exit(status)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)

    assert done.returncode == 1


@pytest.mark.parametrize("day", ["9999-12-31", "1949-12-31"])
def test_an_analysis_date_out_of_this_world_is_refused(day, capsys):
    assert main(["refresh", "x.xlsx", "--as-of", day, "--lang", "en"]) == 2
    assert "1950-01-01 and 2199-12-31" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["clean", "refresh", "freeze"])
def test_force_lets_a_result_take_the_place_of_a_file_and_goes_with_it_only(
    name, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path / "home"))
    book, out = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book.write_bytes(small_book())
    out.write_bytes(b"precious")

    assert main([name, str(book), "-o", str(out)]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("E-131")
    assert out.read_bytes() == b"precious"
    assert main([name, str(book), "-o", str(out), "--force"]) != 2
    assert main([name, str(book), "--force"]) == 2
    assert "--force goes with -o only" in capsys.readouterr().err
    assert book.read_bytes() == small_book()


@pytest.mark.parametrize("status", [0, 1, 2])
def test_the_status_of_a_command_is_passed_on(probe, status):
    probe(lambda arguments, terminal: status)

    assert main(["probe"]) == status


def test_a_new_command_needs_nothing_but_its_declaration(monkeypatch, capsys):
    said = []
    hello = Command(
        "hello",
        Text("问好", "say hello"),
        Text("向某人问好。", "Say hello to somebody."),
        (Argument(("name",), Text("名字", "the name"), settings={"metavar": "NAME"}),),
        "xlsegment hello Ann",
        lambda arguments, terminal: said.append(arguments.name) or 0,
    )
    monkeypatch.setattr(dispatch, "COMMANDS", (*COMMANDS, hello))

    assert main(["hello", "Ann"]) == 0
    assert said == ["Ann"]
    assert main(["--help"]) == 0
    assert "say hello" in capsys.readouterr().out


def test_a_reader_that_goes_away_is_no_error():
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        f"{sys.executable} -m xlsegment rfm --help | true; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )

    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_a_console_that_cannot_show_chinese_does_not_crash():
    done = subprocess.run(
        [sys.executable, "-m", "xlsegment", "--help", "--lang", "zh"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252"},
        check=False,
    )

    assert done.returncode == 0
    assert b"xlsegment" in done.stdout
    assert not done.stderr


# --- progress and wrapping --------------------------------------------------------------------


class Screen(io.StringIO):
    def __init__(self, tty: bool) -> None:
        super().__init__()
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_progress_shows_at_once_on_a_screen_and_makes_room_for_the_result(clock):
    out, err = Screen(True), Screen(True)
    terminal = Terminal("en", out, err)

    terminal.progress("reading")
    terminal.progress("reading more")  # too soon
    terminal.say("done")

    assert err.getvalue() == "\r\x1b[Kreading\r\x1b[K"
    assert out.getvalue() == "done\n"


def test_progress_waits_two_seconds_in_a_log(clock):
    err = Screen(False)
    terminal = Terminal("en", Screen(False), err)

    terminal.progress("reading")
    assert not err.getvalue()
    clock[0] += 2.5
    terminal.progress("still reading")

    assert err.getvalue() == "still reading\n"


def test_chinese_is_wrapped_by_its_width_and_punctuation_stays_with_its_word():
    lines = wrap("客户细分，结果表 and some English words。", 10)

    assert lines == ["客户细", "分，结果表", "and some", "English", "words。"] or all(
        sum(2 if ord(c) > 0x2000 else 1 for c in line) <= 12 for line in lines
    )
    assert "".join(lines).replace(" ", "") == "客户细分，结果表andsomeEnglishwords。"
    assert not any(line.startswith((",", "。")) for line in lines)


def test_a_word_longer_than_the_line_stays_whole():
    assert wrap("a " + "x" * 20 + " b", 10) == ["a", "x" * 20, "b"]


def test_an_empty_text_is_one_empty_line():
    assert wrap("", 10) == [""]


def test_a_log_keeps_the_order_of_results_and_remarks(tmp_path: Path) -> None:
    """Both streams into one file, where the first is written in large blocks."""
    code = (
        "from xlsegment.cli.terminal import Terminal\n"
        "it = Terminal('en')\n"
        "it.say('step'); it.note('refused'); it.say('end')"
    )
    buffered = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    with (tmp_path / "log").open("w+") as log:
        command = [sys.executable, "-c", code]
        subprocess.run(command, stdout=log, stderr=log, env=buffered, check=True)

    assert (tmp_path / "log").read_text().split() == ["step", "refused", "end"]


def test_a_files_name_cannot_move_the_cursor_or_colour_the_screen() -> None:
    out = io.StringIO()
    Terminal("en", out, out).say(Text("{f}", "{f}"), f="a\x1b[31m\r\x9b2J\tb\nc")

    assert out.getvalue() == "a\ufffd[31m\ufffd\ufffd2J\tb\nc\n"
