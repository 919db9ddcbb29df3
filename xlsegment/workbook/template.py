"""Build a workbook from the declarations: `build_workbook` gives the bytes of an .xlsx file."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.custom import IntProperty, StringProperty
from openpyxl.styles import NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from xlsegment.text import LANGS, Lang
from xlsegment.workbook.charts import add_chart
from xlsegment.workbook.conditional import add_format
from xlsegment.workbook.dashboard_page import LAST_ROW_OF_PAGE, fill_dashboard
from xlsegment.workbook.declare import HEADER_ROW, LAST_ROW, Row, SheetSpec
from xlsegment.workbook.example_page import fill_examples
from xlsegment.workbook.finish import Extras, finish
from xlsegment.workbook.home_page import fill_home
from xlsegment.workbook.paint import paint_head, paint_page, paint_params, paint_table
from xlsegment.workbook.sheets import SHEET_OF_TABLE, SHEETS, TABLES
from xlsegment.workbook.styles import font
from xlsegment.workbook.validations import LIST_NAMES

SCHEMA = 1
# The calculation engine of Excel 2019 to 365. One that is older than Excel's own, or the flag that
# openpyxl sets, would make Excel calculate everything on opening: without the add-in, every
# example of 公式示例 would turn into #NAME?.
CALCULATION = 191029
# A fixed moment, so that equal declarations give equal files.
BUILT = dt.datetime(2025, 1, 1)  # noqa: DTZ001 (document properties carry no zone)

Content = Mapping[str, Sequence[Row]]


def build_workbook(lang: Lang, sample: bool = False) -> bytes:
    """Return a new workbook in one language.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of sheets, headers and texts.
    sample : bool
        Fill the input tables with fictional data; results stay empty until a refresh.

    Returns
    -------
    bytes
        An .xlsx file; equal calls give equal bytes.
    """
    content: Content = {}
    if sample:
        from xlsegment.workbook.sample import sample_rows

        content = sample_rows(lang)
    book = _new_book()
    sheets = {spec.key: book.create_sheet(spec.title.in_(lang)) for spec in SHEETS}
    for spec in SHEETS:
        _fill_sheet(book, sheets[spec.key], spec, content, lang)
    fill_home(sheets["home"], lang)
    fill_dashboard(sheets["dashboard"], lang)
    results = fill_examples(sheets["examples"], lang)
    _add_charts(sheets, lang)
    _name_lists(book, sheets, lang)
    _describe(book, lang)
    return finish(_package(book), _extras(lang, results))


def _new_book() -> Workbook:
    book = Workbook()
    book.calculation = CalcProperties(calcId=CALCULATION, fullCalcOnLoad=False)
    for sheet in list(book.worksheets):
        book.remove(sheet)
    normal = NamedStyle("Normal", font=font())
    # openpyxl has no public way to set the workbook's default font.
    book._fonts[0] = normal.font  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = normal.font  # type: ignore[attr-defined]
    return book


def _fill_sheet(
    book: Workbook, sheet: Worksheet, spec: SheetSpec, content: Content, lang: Lang
) -> None:
    paint_page(sheet, spec, lang)
    paint_head(sheet, spec, lang)
    for table in spec.tables:
        rows = content.get(table.key) or table.rows(lang)
        paint_table(sheet, table, rows, lang)
    if spec.key == "params":
        for name, cell in paint_params(sheet, TABLES["params"], lang):
            _define(book, name, sheet, cell)
    if spec.basis:
        _define(book, spec.basis_name.in_(lang), sheet, "A2")
    for named in spec.names:
        _define(book, named.name.in_(lang), sheet, named.cell)
    for look in spec.formats:
        add_format(sheet, TABLES[look.table], look, lang)


def _define(book: Workbook, name: str, sheet: Worksheet, cells: str) -> None:
    parts = [_absolute(cell) for cell in cells.split(":")]
    book.defined_names[name] = DefinedName(name, attr_text=f"'{sheet.title}'!{':'.join(parts)}")


def _absolute(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"


def _add_charts(sheets: Mapping[str, Worksheet], lang: Lang) -> None:
    titles = {named.key: (sheets[spec.key], named) for spec in SHEETS for named in spec.names}
    for spec in SHEETS:
        for chart in spec.charts:
            add_chart(
                sheets[spec.key],
                sheets[SHEET_OF_TABLE[chart.table].key],
                chart,
                TABLES[chart.table],
                titles[chart.title_name],
                lang,
            )


def _name_lists(book: Workbook, sheets: Mapping[str, Worksheet], lang: Lang) -> None:
    for key, name in LIST_NAMES.items():
        table = TABLES[key]
        letter = get_column_letter(table.first_col + 1)
        first = table.header_row + 1
        last = table.header_row + len(table.rows(lang))
        sheet = sheets[SHEET_OF_TABLE[key].key]
        _define(book, name.in_(lang), sheet, f"{letter}{first}:{letter}{last}")


def _describe(book: Workbook, lang: Lang) -> None:
    about = book.properties
    about.creator = "xlsegment"
    about.title = SHEETS[0].heading.in_(lang)
    about.language = "zh-CN" if lang == "zh" else "en"
    about.created = about.modified = BUILT
    # The type stubs of openpyxl do not know custom properties.
    custom = book.custom_doc_props  # type: ignore[attr-defined]
    custom.append(IntProperty(name="xlsegment.schema", value=SCHEMA))
    custom.append(StringProperty(name="xlsegment.language", value=lang))


def _package(book: Workbook) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # Not Workbook.save, which would stamp the present time into the file.
        ExcelWriter(book, archive).save()
    return out.getvalue()


def _extras(lang: Lang, results: Mapping[str, object]) -> Extras:
    text_cells = {}
    kept = {}
    fixed = {}
    for number, spec in enumerate(SHEETS, start=1):
        fixed[number] = LAST_ROW_OF_PAGE if spec.key == "dashboard" else HEADER_ROW
        if spec.key == "examples":
            kept[number] = results
        if not spec.tables:
            continue
        ranges = [
            f"{letter}{table.header_row + 1}:{letter}{LAST_ROW}"
            for table in spec.tables
            for column in table.columns
            if column.excel_format == "@"
            for letter in [get_column_letter(table.col_index(column.key))]
        ]
        text_cells[number] = " ".join(ranges)
    titles = {named.key: named.label for spec in SHEETS for named in spec.names}
    charts = tuple(
        tuple((titles[chart.title_name].in_(lang), chart.alt.in_(lang)) for chart in spec.charts)
        for spec in SHEETS
        if spec.charts
    )
    tables = {table.name.in_(lang): table.note.in_(lang) for table in TABLES.values()}
    return Extras(charts, tables, text_cells, fixed, kept)


def write_templates(folder: Path) -> list[Path]:
    """Write the empty workbook of each language into a folder, as ``xlsegment_<lang>.xlsx``."""
    paths = []
    for lang in LANGS:
        path = folder / f"xlsegment_{lang}.xlsx"
        path.write_bytes(build_workbook(lang))
        paths.append(path)
    return paths


if __name__ == "__main__":  # python -m xlsegment.workbook.template templates
    write_templates(Path(sys.argv[1]))
