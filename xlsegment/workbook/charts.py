"""Native charts over the tables: bars, columns, lines, stacked columns, doughnuts.

A chart's title is read from a cell, so that refresh can state the finding there without touching
the chart itself.
"""

from __future__ import annotations

from openpyxl.chart import BarChart, DoughnutChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines, TextAxis
from openpyxl.chart.data_source import (
    AxDataSource,
    NumDataSource,
    NumFmt,
    NumRef,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.text import Text as ChartText
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.drawing.text import Font as DrawingFont
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from xlsegment.text import Lang
from xlsegment.workbook.declare import ChartSpec, ColumnSpec, NameSpec, TableSpec
from xlsegment.workbook.styles import FONT, INK, LINE, MUTED, PARTS, SERIES, SLICES

WIDTH_CM, HEIGHT_CM = 19, 9
_HOLE = 55  # percent
Chart = BarChart | LineChart | DoughnutChart


def _sizes(spec: ChartSpec) -> tuple[int, int]:
    """Return the size of the title's letters and of all others."""
    return (10, 8) if spec.to else (12, 9)


def _letters(size: int, *, bold: bool = False, color: str = INK) -> CharacterProperties:
    """Return character properties; the East Asian font is named too, or Chinese falls back."""
    face = DrawingFont(typeface=FONT)
    return CharacterProperties(sz=size * 100, b=bold, solidFill=color, latin=face, ea=face, cs=face)


def _rich(size: int, *, bold: bool = False, color: str = INK) -> RichText:
    properties = ParagraphProperties(defRPr=_letters(size, bold=bold, color=color))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=_letters(size, bold=bold))])


def _axis_title(text: str, size: int) -> Title:
    run = RegularTextRun(t=text, rPr=_letters(size, color=MUTED))
    properties = ParagraphProperties(defRPr=_letters(size, color=MUTED))
    title = Title(tx=ChartText(rich=RichText(p=[Paragraph(pPr=properties, r=[run])])))
    title.overlay = False
    return title


def _title_from(sheet_title: str, name: NameSpec, size: int, lang: Lang) -> Title:
    column = "".join(c for c in name.cell if c.isalpha())
    row = "".join(c for c in name.cell if c.isdigit())
    cache = StrData(ptCount=1, pt=[StrVal(idx=0, v=name.label.in_(lang))])
    reference = StrRef(f=f"'{sheet_title}'!${column}${row}", strCache=cache)
    title = Title(tx=ChartText(strRef=reference), txPr=_rich(size, bold=True))
    title.overlay = False
    return title


def _empty_chart(spec: ChartSpec) -> Chart:
    if spec.kind == "line":
        return LineChart()
    if spec.kind == "doughnut":
        return DoughnutChart(holeSize=_HOLE, varyColors=True)
    chart = BarChart()
    chart.type = "bar" if spec.kind == "bar" else "col"
    chart.gapWidth = 45
    if spec.kind == "stacked":
        chart.grouping = "stacked"
        chart.overlap = 100
    return chart


def _series(sheet: Worksheet, spec: ChartSpec, table: TableSpec, index: int) -> Series:
    """Return one series, its name, categories and values all read from the table's cells."""

    def cells(key: str, first: int, last: int) -> str:
        column = table.col_index(key)
        return str(Reference(sheet, min_col=column, min_row=first, max_col=column, max_row=last))

    key, head = spec.values[index], table.header_row
    last = head + spec.rows
    series = Series(
        val=NumDataSource(numRef=NumRef(f=cells(key, head + 1, last))),
        cat=_categories(table.column(spec.category), cells(spec.category, head + 1, last)),
        tx=SeriesLabel(strRef=StrRef(f=cells(key, head, head))),
    )
    color = (PARTS if spec.kind == "stacked" else SERIES)[index]
    if spec.kind == "doughnut":
        series.dPt = [
            DataPoint(idx=i, spPr=_filled(slice_), bubble3D=False)
            for i, slice_ in enumerate(SLICES[: spec.rows])
        ]
    elif spec.kind == "line":
        series.graphicalProperties = GraphicalProperties(
            ln=LineProperties(solidFill=color, w=28575)
        )
        series.marker = Marker(symbol="circle", size=5, spPr=_filled(color))
        series.smooth = False
    else:
        series.graphicalProperties = _filled(color)
        series.invertIfNegative = False
    return series


def _categories(column: ColumnSpec, cells: str) -> AxDataSource:
    if column.kind == "month":
        return AxDataSource(numRef=NumRef(f=cells))
    return AxDataSource(strRef=StrRef(f=cells))


def _filled(color: str) -> GraphicalProperties:
    return GraphicalProperties(solidFill=color, ln=LineProperties(solidFill="FFFFFF"))


def _labels(number_format: str, size: int, *, percent: bool = False) -> DataLabelList:
    return DataLabelList(
        numFmt=number_format,
        showVal=not percent,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=percent,
        txPr=_rich(size),
    )


def _finish_axes(
    chart: BarChart | LineChart,
    spec: ChartSpec,
    category_format: str,
    number_format: str,
    lang: Lang,
) -> None:
    _, size = _sizes(spec)
    line = GraphicalProperties(ln=LineProperties(solidFill="B8C1CA"))
    if not spec.to:  # where charts share a page, the categories speak for themselves
        chart.x_axis.title = _axis_title(spec.category_axis.in_(lang), size)
    chart.y_axis.title = _axis_title(spec.value_axis.in_(lang), size)
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = _rich(size, color=MUTED)
        axis.spPr = line
        axis.majorTickMark = "none"
    chart.x_axis.numFmt = NumFmt(formatCode=category_format, sourceLinked=False)
    chart.y_axis.numFmt = NumFmt(formatCode=number_format, sourceLinked=False)
    chart.y_axis.scaling.min = None if spec.kind == "line" or spec.signed else 0
    chart.x_axis.tickLblPos = "low"
    chart.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=LINE))
    )
    if spec.kind == "bar":
        # First row on top, as in the table; every row named, the values below.
        chart.x_axis.scaling.orientation = "maxMin"
        if isinstance(chart.x_axis, TextAxis):
            chart.x_axis.tickLblSkip = 1
        chart.y_axis.crosses = "max"
        if spec.to:  # its room is for the rows; each bar carries its value
            chart.y_axis.delete = True
            chart.y_axis.majorGridlines = None


def add_chart(
    sheet: Worksheet,
    data_sheet: Worksheet,
    spec: ChartSpec,
    table: TableSpec,
    title: tuple[Worksheet, NameSpec],
    lang: Lang,
) -> None:
    """Put one declared chart on a sheet.

    Parameters
    ----------
    sheet, data_sheet
        Where the chart stands, and where its table stands.
    title
        The sheet and the named cell that the chart's title shows.
    """
    chart = _empty_chart(spec)
    chart.series = [_series(data_sheet, spec, table, i) for i in range(len(spec.values))]
    large, small = _sizes(spec)
    chart.title = _title_from(title[0].title, title[1], large, lang)
    column = table.column(spec.values[0])
    rate = column.kind == "rate"
    if not isinstance(chart, DoughnutChart):
        category = table.column(spec.category)
        axis = "0%" if rate else column.number_format or "#,##0"
        _finish_axes(chart, spec, category.excel_format, axis, lang)
    if spec.kind == "doughnut":
        chart.dataLabels = _labels("0%;;", small, percent=True)
    elif spec.kind != "line":
        # Nothing for zero; a change shows its sign.
        signs = "0.0%;-0.0%;" if rate else "#,##0;-#,##0;"
        chart.dataLabels = _labels(signs, small)
    chart.legend = _legend(spec, small)
    # A month without a campaign says nothing; the line goes on to the next that has one.
    chart.display_blanks = "span" if len(spec.values) > 1 and spec.kind == "line" else "gap"
    chart.roundedCorners = False
    if spec.to:
        place = TwoCellAnchor(editAs="oneCell", _from=_corner(spec.anchor), to=_corner(spec.to))
        chart.anchor = place  # type: ignore[assignment]  # its types know names of cells only
        sheet.add_chart(chart)
        return
    chart.width = WIDTH_CM
    chart.height = HEIGHT_CM
    sheet.add_chart(chart, spec.anchor)


def _legend(spec: ChartSpec, size: int) -> Legend | None:
    if spec.kind == "doughnut":
        return Legend(legendPos="r", txPr=_rich(size))
    if len(spec.values) > 1:
        return Legend(legendPos="b", txPr=_rich(size))
    return None


def _corner(cell: str) -> AnchorMarker:
    """Return the upper left corner of a cell."""
    letters, row = coordinate_from_string(cell)
    return AnchorMarker(col=column_index_from_string(letters) - 1, row=row - 1)
