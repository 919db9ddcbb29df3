"""Built workbooks: equal to the files that ship, sound, complete, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.workbook import Workbook

from tests.support import soffice
from xlsegment.excel.ribbon import GROUPS
from xlsegment.excel.udfs import FUNCTIONS
from xlsegment.text import LANGS, Lang
from xlsegment.workbook.declare import LAST_ROW
from xlsegment.workbook.paint import PERSONAL
from xlsegment.workbook.params import PARAMS
from xlsegment.workbook.sheets import SHEETS, TABLES
from xlsegment.workbook.sheets.params import PARAMS_SHEET
from xlsegment.workbook.template import build_workbook, write_templates

TEMPLATES = Path(__file__).parents[2] / "templates"
both = pytest.mark.parametrize("lang", LANGS)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module", params=LANGS)
def built(request: pytest.FixtureRequest) -> tuple[Lang, dict[str, bytes], Workbook]:
    content = build_workbook(request.param)
    return request.param, parts(content), openpyxl.load_workbook(io.BytesIO(content))


def sheets(package: dict[str, bytes]) -> Iterator[etree._Element]:
    for name, data in package.items():
        if name.startswith("xl/worksheets/sheet"):
            yield etree.fromstring(data)


@both
def test_the_templates_that_ship_are_what_the_declarations_build(lang: Lang):
    """Rebuild them with ``python -m xlsegment.workbook.template templates`` when this fails."""
    shipped = parts((TEMPLATES / f"xlsegment_{lang}.xlsx").read_bytes())
    made = parts(build_workbook(lang))

    assert sorted(shipped) == sorted(made)
    assert [name for name in made if made[name] != shipped[name]] == []


@both
@pytest.mark.parametrize("sample", [False, True])
def test_two_builds_are_equal_byte_by_byte(lang: Lang, sample: bool):
    assert build_workbook(lang, sample) == build_workbook(lang, sample)


def test_templates_are_written_under_ascii_names(tmp_path: Path):
    paths = write_templates(tmp_path)

    assert sorted(path.name for path in paths) == ["xlsegment_en.xlsx", "xlsegment_zh.xlsx"]
    for path, lang in zip(paths, LANGS, strict=True):
        assert path.read_bytes() == build_workbook(lang)


def test_every_table_is_there_with_its_headers(built: tuple[Lang, dict[str, bytes], Workbook]):
    lang, _, book = built
    found = {
        table.displayName: (sheet.title, [column.name for column in table.tableColumns], table)
        for sheet in book.worksheets
        for table in sheet.tables.values()
    }

    assert len(found) == len(TABLES)
    for sheet in SHEETS:
        for spec in sheet.tables:
            title, headers, table = found[spec.name.in_(lang)]
            assert title == sheet.title.in_(lang)
            assert headers == [column.header.in_(lang) for column in spec.columns]
            assert table.autoFilter is not None
            assert table.tableStyleInfo.showRowStripes


def test_nothing_is_merged_and_nothing_hidden(built: tuple[Lang, dict[str, bytes], Workbook]):
    _, _, book = built

    assert all(not sheet.merged_cells.ranges for sheet in book.worksheets)
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)
    assert all(
        not dimension.hidden for sheet in book.worksheets
        for dimension in sheet.column_dimensions.values()
    )  # fmt: skip


def test_every_name_leads_to_its_cell(built: tuple[Lang, dict[str, bytes], Workbook]):
    lang, _, book = built
    titles = {sheet.key: sheet.title.in_(lang) for sheet in SHEETS}
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}

    for offset, param in enumerate(PARAMS, start=5):
        assert names[param.name.in_(lang)] == f"'{titles['params']}'!$C${offset}"
        assert book[titles["params"]].cell(offset, 2).value == param.label.in_(lang)
    for sheet in SHEETS:
        if sheet.basis:
            assert names[sheet.basis_name.in_(lang)] == f"'{sheet.title.in_(lang)}'!$A$2"
        for named in sheet.names:
            cell = book[sheet.title.in_(lang)][named.cell]
            assert names[named.name.in_(lang)] == (
                f"'{sheet.title.in_(lang)}'!${cell.column_letter}${cell.row}"
            )


def test_declared_checks_reach_to_the_last_row(built: tuple[Lang, dict[str, bytes], Workbook]):
    lang, _, book = built
    for sheet in SHEETS:
        checks = book[sheet.title.in_(lang)].data_validations.dataValidation
        found = {str(check.sqref): check for check in checks}
        for table in sheet.tables:
            for offset, column in enumerate(table.columns):
                letter = openpyxl.utils.get_column_letter(table.first_col + offset)
                assert found[f"{letter}{table.header_row}"].prompt
                if column.native is None:
                    continue
                check = found[f"{letter}{table.header_row + 1}:{letter}{LAST_ROW}"]
                assert check.type == column.native.type
                assert check.error
                assert check.prompt
                assert check.errorStyle == ("stop" if column.native.stop else "warning")


def test_ids_are_text_in_the_whole_column(built: tuple[Lang, dict[str, bytes], Workbook]):
    lang, _, book = built
    for sheet in SHEETS:
        for table in sheet.tables:
            for offset, column in enumerate(table.columns):
                letter = openpyxl.utils.get_column_letter(table.first_col + offset)
                dimension = book[sheet.title.in_(lang)].column_dimensions[letter]
                assert dimension.number_format == column.excel_format
                assert dimension.width >= column.width


def test_pages_are_set_up_for_print(built: tuple[Lang, dict[str, bytes], Workbook]):
    lang, _, book = built
    for sheet in SHEETS:
        page = book[sheet.title.in_(lang)]
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.fitToWidth == 1
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.freeze_panes == sheet.freeze
        assert "&P" in page.oddFooter.center.text
        assert page.oddFooter.right.text == "&D"
        if sheet.tables:
            assert page.print_title_rows == "$4:$4"
        if sheet.personal:
            assert page.oddFooter.left.text == PERSONAL.in_(lang)


def test_charts_read_tables_and_say_what_they_show(
    built: tuple[Lang, dict[str, bytes], Workbook],
):
    lang, package, _ = built
    charts = [data.decode() for name, data in package.items() if name.startswith("xl/charts/")]
    titles = {
        named.key: "'{}'!${}${}".format(sheet.title.in_(lang), *coordinate_from_string(named.cell))
        for sheet in SHEETS
        for named in sheet.names
    }
    specs = [chart for sheet in SHEETS for chart in sheet.charts]

    shown = Counter(
        titled.text
        for chart in charts
        for titled in etree.fromstring(chart.encode()).iterfind("{*}chart/{*}title//{*}f")
    )
    assert shown == Counter(titles[chart.title_name] for chart in specs)
    with_charts = [sheet for sheet in SHEETS if sheet.charts]
    for number, sheet in enumerate(with_charts, start=1):
        drawing = etree.fromstring(package[f"xl/drawings/drawing{number}.xml"])
        described = [node.get("descr") for node in drawing.iter("{*}cNvPr")]
        assert described == [chart.alt.in_(lang) for chart in sheet.charts]


def test_tables_have_alternative_text(built: tuple[Lang, dict[str, bytes], Workbook]):
    _, package, _ = built
    tables = [data for name, data in package.items() if name.startswith("xl/tables/")]

    assert tables
    assert all(b"altTextSummary=" in table for table in tables)


def test_no_formula_is_volatile_or_in_shorthand(built: tuple[Lang, dict[str, bytes], Workbook]):
    _, package, _ = built
    for sheet in sheets(package):
        texts = [
            node.text or ""
            for node in sheet.iter("{*}f", "{*}formula", "{*}formula1", "{*}formula2")
        ]
        assert not [t for t in texts if re.search(r"\b(NOW|TODAY|OFFSET|INDIRECT|RAND)\(|\[@", t)]


def test_the_file_says_what_it_is(built: tuple[Lang, dict[str, bytes], Workbook]):
    lang, package, book = built
    custom = {prop.name: prop.value for prop in book.custom_doc_props.props}

    assert custom == {"xlsegment.schema": 1, "xlsegment.language": lang}
    assert b"<Application>xlsegment</Application>" in package["docProps/app.xml"]


def test_help_explains_every_column_and_parameter(
    built: tuple[Lang, dict[str, bytes], Workbook],
):
    lang, _, book = built
    help_sheet = book[SHEETS[-1].title.in_(lang)]
    items = {
        (row[1], row[2]) for row in help_sheet.iter_rows(min_row=5, max_col=6, values_only=True)
    }

    for sheet in SHEETS:
        for table in sheet.tables:
            for column in table.columns:
                assert (sheet.title.in_(lang), column.header.in_(lang)) in items
    for param in PARAMS:
        assert (PARAMS_SHEET.title.in_(lang), param.label.in_(lang)) in items


def test_help_explains_every_function_and_button(built: tuple[Lang, dict[str, bytes], Workbook]):
    lang, _, book = built
    help_sheet = book[SHEETS[-1].title.in_(lang)]
    rows = {row[2]: row for row in help_sheet.iter_rows(min_row=5, max_col=6, values_only=True)}

    for function in FUNCTIONS:
        meaning, example = rows[function.name][4:]
        for text in (function.summary, function.returns, *(a.help for a in function.arguments)):
            assert text.in_(lang) in meaning
        assert all(argument.name in meaning for argument in function.arguments)
        assert example == function.examples[0].formula
    for group in GROUPS:
        for button in group.shown:
            row = rows[button.label.in_(lang)]
            assert group.label.in_(lang) in row[1]
            assert row[4] == button.tip.in_(lang)


@pytest.mark.parametrize("sample", [False, True])
def test_the_english_edition_is_english(sample: bool):
    book = openpyxl.load_workbook(io.BytesIO(build_workbook("en", sample)))
    allowed = re.compile("张小明|张|某|2023年5月10日")
    # The functions take Chinese words and answer in Chinese unless they are asked otherwise.
    book.remove(book["Formula examples"])
    chinese = [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        if row[0].value != "Function"
        for cell in row
        if isinstance(cell.value, str) and re.search("[\u4e00-\u9fff]", allowed.sub("", cell.value))
    ]

    assert chinese == []


@pytest.mark.libreoffice
@pytest.mark.filterwarnings(
    "ignore:.*extension is not supported:UserWarning"
)  # what LibreOffice adds
@both
def test_libreoffice_opens_a_new_workbook(lang: Lang, tmp_path: Path):
    path = tmp_path / "new.xlsx"
    path.write_bytes(build_workbook(lang))

    opened = soffice.recalculate(path)

    assert list(opened.sheets) == [sheet.title.in_(lang) for sheet in SHEETS]
    assert opened.errors() == []
