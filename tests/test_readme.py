"""What README.md shows is run: commands, Python, and the files it points to.

Blocks run from top to bottom in one folder, so an example may use what an earlier one made. The
folder holds ``orders.csv`` (real orders with Chinese headers). In a ``console`` block a line that
starts with ``$`` is a command; lines below it, if any, are its output, in which ``...`` stands for
anything. Commands that install are run by ``.ci/run``; here they are only compared, and those for
Windows (``powershell`` blocks) are only parsed. Tables of functions, buttons and messages are
written from the declarations by ``python -m tests.support.readme_tables``.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support import orders, readme_tables
from xlsegment.cli.commands import COMMANDS
from xlsegment.cli.parser import build_parser
from xlsegment.excel.ribbon import BUTTONS, GROUPS
from xlsegment.excel.udfs import FUNCTIONS
from xlsegment.text import LANGS
from xlsegment.workbook.sheets import SHEETS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

MAIN_JOB = 'python -m venv .venv && .venv/bin/pip install ".[models]" && .venv/bin/xlsegment demo'
TESTS = '.venv/bin/pip install ".[test]" && .venv/bin/python -m pytest'


@dataclass(frozen=True, slots=True)
class Snippet:
    """One fenced block of the README."""

    language: str
    text: str


def snippets(*languages: str) -> list[Snippet]:
    blocks = re.finditer(r"^```(\w+)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return [Snippet(block[1], block[2]) for block in blocks if block[1] in languages]


def commands(text: str) -> list[tuple[str, str]]:
    """Return (command, expected output) pairs of a console block."""
    pairs: list[tuple[str, str]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            pairs.append((line[2:], ""))
        elif pairs:
            command, output = pairs[-1]
            pairs[-1] = (command, f"{output}{line}\n")
    return pairs


def run_command(command: str, expected: str, folder: Path) -> None:
    words = shlex.split(command, comments=True)
    assert Path(words[0]).name == "xlsegment", f"only xlsegment commands are run: {command}"
    done = subprocess.run(
        [sys.executable, "-m", "xlsegment", *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
    )
    # 1 says that the data has problems, which the sample has on purpose.
    assert done.returncode in (0, 1), f"{command}\n{done.stdout}{done.stderr}"
    if expected.strip():
        got = "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines())
        matches = doctest.OutputChecker().check_output(
            expected.strip() + "\n", got.strip() + "\n", doctest.ELLIPSIS
        )
        assert matches, f"{command}\nexpected:\n{expected}\ngot:\n{got}"


def run_python(text: str, names: dict[str, object]) -> None:
    if ">>>" not in text:
        exec(compile(text, "README.md", "exec"), names)
        return
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    example = doctest.DocTestParser().get_doctest(text, names, "README.md", "README.md", 0)
    said: list[str] = []
    runner.run(example, out=said.append, clear_globs=False)
    names.update(example.globs)
    assert not runner.failures, "".join(said)


def test_the_readme_gives_the_two_commands():
    shown = [line.removeprefix("$ ") for line in README.splitlines()]

    assert MAIN_JOB in shown
    assert TESTS in shown


def test_the_readme_examples_run_as_shown(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    orders.cdnow_csv(tmp_path / "orders.csv")
    names: dict[str, object] = {"__name__": "readme"}

    for snippet in snippets("console", "python"):
        if snippet.language == "python":
            run_python(snippet.text, names)
            continue
        for command, expected in commands(snippet.text):
            if command not in (MAIN_JOB, TESTS):
                run_command(command, expected, tmp_path)


def test_the_readme_points_to_files_that_exist():
    targets = set(re.findall(r"\]\(([^)#\s]+)", README))
    local = {target for target in targets if not target.startswith("https://")}

    assert not [target for target in local if not (ROOT / target).exists()]


def test_the_tables_are_what_the_declarations_say():
    """Write them anew with ``python -m tests.support.readme_tables`` when this fails."""
    assert sorted(readme_tables.marks(README)) == sorted(
        (name, lang) for name in readme_tables.TABLES for lang in LANGS
    )
    assert readme_tables.refreshed(README) == README


def test_every_function_and_button_is_documented_in_both_languages():
    chinese, english = README.split("\n## English\n")

    for text, lang in ((chinese, "zh"), (english, "en")):
        for function in FUNCTIONS:
            assert f"| `{function.name}` |" in text
        for shown in (one for group in GROUPS for one in group.shown):
            assert f"| {shown.label.in_(lang)} |" in text
        for button in BUTTONS.values():  # those in menus by the name of their sheet
            assert button.label.in_(lang) in text


def test_groups_of_buttons_and_the_number_of_sheets_are_as_they_are():
    chinese, english = README.split("\n## English\n")
    zh, en = ([group.label.in_(lang) for group in GROUPS] for lang in LANGS)

    assert f"里面五组：{'、'.join(zh)}。" in chinese
    assert f"with the groups {', '.join(en[:-1])} and {en[-1]}." in re.sub(r"\s+", " ", english)
    assert len(zh) == 5
    assert re.findall(r"(\d+) 个工作表，图表", chinese) == [str(len(SHEETS))]
    assert re.findall(r"(\d+) sheets, charts", english) == [str(len(SHEETS))]


def test_windows_commands_are_ones_that_exist():
    parser = build_parser(COMMANDS, "zh")
    lines = [line for block in snippets("powershell") for line in block.text.splitlines()]

    assert "python install_addin.py" in lines
    for line in lines:
        program, *words = shlex.split(line)
        if program == "xlsegment":
            parser.parse_args(words)
        else:
            assert line in ("python install_addin.py", "pip install .")


def test_links_inside_the_readme_lead_to_headings():
    headings = re.findall(r"^#{2,3} (.+)$", README, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}

    assert set(re.findall(r"\]\(#([^)]+)\)", README)) - anchors == set()
    assert len(anchors) == len(headings)


def test_the_readme_says_that_excel_has_not_opened_it_yet_and_what_to_look_at():
    for heading, last in (("十分钟检查", "12. 点 **诊断**"), ("Ten-minute check", "12. Doctor")):
        (steps,) = re.findall(rf"^##+ [^\n]*{heading}\n(.*?)(?=^##|\Z)", README, re.M | re.S)
        assert re.findall(r"^(\d+)\. ", steps, re.MULTILINE) == [str(n) for n in range(1, 13)]
        assert last in steps
    assert "真正的 Microsoft Excel 和 WPS 还没有打开过" in README
    assert "no real Microsoft Excel and no WPS has opened" in README
