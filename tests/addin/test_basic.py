"""LibreOffice imports the project, compiles our modules and runs them.

It shows an error value that comes from Basic as ``Error 2042`` (the number of ``xlErrNA``), where
Excel shows ``#N/A``; a text that was not turned into an error would show as that text.
"""

from __future__ import annotations

import re

import pytest

from tests.addin import vba
from tests.addin.basic import CHINESE, ENGLISH, TAIWAN, runnable
from xlsegment.addin.build import FUNCTIONS_MODULE
from xlsegment.addin.project import PROJECT
from xlsegment.errors import NoWorkbookOpen, PythonDidNotStart
from xlsegment.excel.declare import CATEGORY
from xlsegment.excel.ribbon import GROUPS
from xlsegment.excel.udfs import FUNCTIONS

pytestmark = pytest.mark.uno

SHEET = "xlsegment.conf"  # has room beside its two columns
BUTTONS = [button for group in GROUPS for button in group.buttons]
ERRORS = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
}


@pytest.fixture
def run(libreoffice):
    """Do steps in a document and return their answers."""
    return lambda path, steps: libreoffice.run(path, PROJECT, steps)


@pytest.fixture
def probe(run):
    """Call one procedure of the probe and return its answer."""
    return lambda path, procedure, *arguments: run(
        path, [("call", f"Probe.{procedure}", list(arguments))]
    )[0]


@pytest.fixture(scope="module")
def english(built, tmp_path_factory):
    return runnable(built, tmp_path_factory.mktemp("english"), ENGLISH)


@pytest.fixture(scope="module")
def little(small_addin, tmp_path_factory):
    return runnable(small_addin, tmp_path_factory.mktemp("little"), ENGLISH)


def test_it_imports_every_module_of_the_built_file_with_its_text(run, built, tmp_path):
    (found,) = run(vba.as_workbook(built, tmp_path), [("modules",)])
    written = vba.modules(built)

    assert set(found) == set(written)
    for name in written:
        assert words_of(found[name]) == words_of(written[name])


def words_of(text: str) -> list[str]:
    """Return the words of all lines but those that LibreOffice adds or keeps to itself."""
    added = ("Attribute ", "Rem Attribute ", "Option VBASupport", "Option ClassModule")
    return "\n".join(line for line in text.splitlines() if not line.startswith(added)).split()


@pytest.mark.parametrize(("language", "lang"), [(ENGLISH, "en"), (CHINESE, "zh"), (TAIWAN, "zh")])
def test_labels_and_tips_follow_the_language_of_excel(run, built, tmp_path, language, lang):
    path = runnable(built, tmp_path, language)
    steps = [("call", "Probe.Label", ["xsTab"])]
    for group in GROUPS:
        steps.append(("call", "Probe.Label", [group.id]))
        for button in group.buttons:
            steps.append(("call", "Probe.Label", [button.id]))
            steps.append(("call", "Probe.Tip", [button.id]))

    expected = ["客户分层" if lang == "zh" else "Segment"]
    for group in GROUPS:
        expected.append(group.label.in_(lang))
        for button in group.buttons:
            expected += [button.label.in_(lang), button.tip.in_(lang)]
    assert run(path, steps) == expected


def test_every_button_reaches_python_with_its_own_command(run, english):
    answers = run(english, [("call", "Probe.Press", [button.id, "none"]) for button in BUTTONS])

    assert answers == [
        f"from xlsegment.excel.ribbon import press; press('{button.id}')\n|" for button in BUTTONS
    ]


def test_after_a_button_the_status_bar_is_given_back_and_esc_stops_no_macro(probe, english):
    planned, _, esc = probe(english, "PressThenFree", "btnRefresh").partition("|")

    assert re.fullmatch(r"[78] XlSegRibbon\.XlSeg_FreeStatusBar", planned)
    assert esc == "False"  # LibreOffice knows only two of Excel's three ways


@pytest.mark.parametrize(("language", "lang"), [(ENGLISH, "en"), (CHINESE, "zh")])
def test_a_python_that_does_not_start_is_told_in_the_language_of_excel(
    probe, built, tmp_path, language, lang
):
    answer = probe(runnable(built, tmp_path, language), "Press", "btnRefresh", "btnRefresh")

    said = answer.partition("|")[2]
    assert said == f"E-149 {PythonDidNotStart.text.in_(lang)}\n\nno DLL\n"


@pytest.mark.parametrize("needs_book", [True, False])
def test_without_a_workbook_a_button_says_so_or_gets_an_empty_one(
    probe, built, tmp_path, needs_book
):
    button = next(button for button in BUTTONS if button.needs_book == needs_book)
    folder = tmp_path / "patched"
    folder.mkdir()
    path = runnable(
        built, folder, replace={"ActiveWorkbook Is Nothing": "True", "Workbooks.Add": "said = 1"}
    )

    command, _, said = probe(path, "Press", button.id, "none").partition("|")

    if needs_book:
        assert not command
        assert said == f"E-148 {NoWorkbookOpen.text.en}\n"
    else:
        assert f"press('{button.id}')" in command
        assert said == "1"


def test_every_function_calls_its_own_python_function_from_a_cell(run, english):
    given = [function for function in FUNCTIONS if function.arguments]
    steps = []
    for row, function in enumerate(given, 1):
        arguments = ";".join(
            '"where"' if number == 0 else str(number)
            for number, argument in enumerate(function.arguments)
            if not argument.optional or number == 0
        )
        steps.append(("formula", SHEET, f"J{row}", f"={function.name}({arguments})"))

    assert run(english, steps) == [
        f"{FUNCTIONS_MODULE}.{function.name}/{len(function.arguments) - 1}" for function in given
    ]


def test_error_values_come_into_cells_as_errors(run, english):
    function = next(
        function
        for function in FUNCTIONS
        if len([a for a in function.arguments if not a.optional]) == 1
    )
    answers = run(
        english,
        [
            ("formula", SHEET, f"J{row}", f'={function.name}("{text}")')
            for row, text in enumerate(ERRORS, 1)
        ],
    )

    assert answers == [f"Error {number}" for number in ERRORS.values()]


def test_basic_itself_takes_the_seven_for_errors_and_all_other_texts_for_texts(run, little):
    others = ["#SPILL!", "#N/A ", "N/A", "#n/a", "", "#VALUE!!", "高"]

    answers = run(little, [("call", "Probe.Out", [text]) for text in [*ERRORS, *others]])

    assert answers == [
        *(f"True Error {number}" for number in ERRORS.values()),
        *(f"False {text}" for text in others),
    ]


def test_errors_in_a_row_are_turned_one_by_one(probe, little):
    assert probe(little, "OutRow", "#N/A", "x") == "True False x"


def test_errors_in_a_block_are_turned_one_by_one(run, little):
    (answer,) = run(little, [("array", SHEET, "J1:L2", "=TRY_NONE()")])

    assert answer == [["Error 2042", "text", "Error 2007"], ["5", "#NUM! ", "Error 2000"]]


def test_what_goes_wrong_on_the_way_is_value_and_never_a_text(run, little):
    (answer,) = run(little, [("formula", SHEET, "J1", '=TRY_TWO("raise")')])

    assert answer == f"Error {ERRORS['#VALUE!']}"


def test_the_cells_of_a_range_go_to_python_and_several_areas_are_refused(probe, little):
    assert probe(little, "In_", "A1:B2") == "False True 2"
    assert probe(little, "In_", "A1") == "False False 2"
    assert probe(little, "In_", "A1:A2,B1:B2") == "refused 13"


@pytest.mark.parametrize(("language", "lang"), [(ENGLISH, "en"), (CHINESE, "zh")])
@pytest.mark.parametrize("refusals", [0, 1])
def test_the_function_wizard_learns_every_function_even_if_excel_refuses_at_first(
    probe, built, tmp_path, language, lang, refusals
):
    """Excel refuses hidden workbooks: then the add-in is shown for a moment and hidden again."""
    path = runnable(built, tmp_path, language)

    answer = probe(path, "Register", refusals)

    shown, _, registered = answer.partition("\n")
    assert shown == ("False True " if refusals else "")
    book = path.name
    assert registered.rstrip("\n").split("\n") == [
        "|".join(
            [
                f"'{book}'!{function.name}",
                function.summary.in_(lang),
                CATEGORY.in_(lang),
                *(argument.help.in_(lang) for argument in function.arguments),
            ]
        )
        for function in FUNCTIONS
    ]


def test_a_refusal_that_stays_is_not_asked_again(run, english):
    assert run(
        english, [("call", "Probe.Register", [99]), ("call", "XlSegHelp.XlSegRegister", [])]
    ) == ["False True \n", True]
