"""`xlsegment functions` and `xlsegment buttons`: what is declared, in both languages."""

from __future__ import annotations

import subprocess
import sys

import pytest

from xlsegment.cli.dispatch import main
from xlsegment.excel.examples import result_of, shown
from xlsegment.excel.ribbon import BUTTONS, GROUPS
from xlsegment.excel.udfs import FUNCTIONS
from xlsegment.text import LANGS

both = pytest.mark.parametrize("lang", LANGS)


@both
def test_every_function_is_listed_with_its_arguments_and_one_sentence(lang, capsys):
    assert main(["functions", "--lang", lang]) == 0

    lines = capsys.readouterr().out.splitlines()
    expected = [
        line
        for function in FUNCTIONS
        for line in (function.signature, f"    {function.summary.in_(lang)}")
    ]
    assert lines[:-1] == expected
    assert str(len(FUNCTIONS)) in lines[-1]


@both
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_one_function_is_shown_in_full(function, lang, capsys):
    assert main(["functions", function.name, "--lang", lang]) == 0

    out = capsys.readouterr().out
    assert out.startswith(f"{function.signature}\n")
    for argument in function.arguments:
        (line,) = [line for line in out.splitlines() if line.startswith(f"    {argument.name}")]
        assert argument.help.in_(lang) in line
        assert (("optional" if lang == "en" else "可省略") in line) is argument.optional
    assert function.returns.in_(lang) in out
    for example in function.examples:
        result = "".join(
            f"      → {line}\n" for line in shown(result_of(function, example), example)
        )
        assert f"    {example.formula}\n{result}      {example.note.in_(lang)}\n" in out


@pytest.mark.parametrize("typed", ["rfm_tier", "=RFM_TIER(", "RFM_TIER(12,6,2500)", " RFM_TIER "])
def test_a_function_is_found_however_it_is_typed(typed, capsys):
    assert main(["functions", typed, "--lang", "zh"]) == 0
    assert capsys.readouterr().out.startswith("RFM_TIER(")


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有函数 NOPE"), ("en", "no function NOPE")])
def test_an_unknown_function_is_refused(lang, said, capsys):
    assert main(["functions", "NOPE", "--lang", lang]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "lang", "said"),
    [
        ("RFMTIER", "zh", "没有函数 RFMTIER，是不是 RFM_TIER？全部列表"),
        ("rfm_teir", "en", "no function rfm_teir, is it RFM_TIER? all of them"),
        ("VLOOKUP", "zh", "没有函数 VLOOKUP，全部列表"),
    ],
)
def test_a_misspelt_function_is_guessed(typed, lang, said, capsys):
    assert main(["functions", typed, "--lang", lang]) == 2
    assert said in capsys.readouterr().err


@both
def test_every_button_is_listed_under_its_group(lang, capsys):
    assert main(["buttons", "--lang", lang]) == 0

    lines = capsys.readouterr().out.splitlines()
    for group in GROUPS:
        heading = next(n for n, line in enumerate(lines) if line.endswith(group.label.in_(lang)))
        inside = lines[heading + 1 : heading + 1 + 2 * len(group.shown)]
        assert inside == [
            line
            for button in group.shown
            for line in (f"    {button.label.in_(lang)}", f"        {button.tip.in_(lang)}")
        ]
    assert str(len(BUTTONS)) in lines[-1]


def test_the_lists_need_neither_pandas_nor_numpy():
    code = (
        "import sys; sys.modules.update(pandas=None, numpy=None); from xlsegment.cli import main; "
        "sys.exit(main(['functions']) + main(['functions', 'RFM_TIER']) + main(['buttons']))"
    )

    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False)

    assert done.returncode == 0
