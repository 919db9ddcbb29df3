"""竞品客户: who a competitor's customers are, filled in by people, against ours."""

from __future__ import annotations

from xlsegment.core.alone import ALONE
from xlsegment.text import Text
from xlsegment.workbook.declare import (
    ChartSpec,
    LevelFormat,
    NameSpec,
    SheetSpec,
    TableSpec,
)
from xlsegment.workbook.sheets.competitor_columns import GAPS, INPUT, STRONGER, TOLD, TOP, WEAKER
from xlsegment.workbook.sheets.lists import BLUE, YELLOW

COMPETITOR = SheetSpec(
    key="competitor",
    title=ALONE["competitor"],
    area="input",
    heading=Text("竞品客户对比", "Competitor's customers against ours"),
    caution=Text(
        "竞品数据来自调研或报告，样本和口径与我方不同，差距只是线索，不是结论；请注明数据出处。",
        "Their figures come from surveys and reports with samples of their own: a gap is a hint, "
        "no conclusion. Say where the figures are from.",
    ),
    tables=(
        TableSpec(
            "competitor",
            Text("竞品画像", "CompetitorProfile"),
            INPUT,
            Text(
                "竞品客户群体的画像，每行一项，您填写。",
                "Their customers' profile, a value per row.",
            ),
            later=True,
            fed=True,
        ),
        TableSpec(
            "competitor_top",
            Text("竞品差异要点", "CompetitorDifferences"),
            TOP,
            Text("差距最大的几项，图表用。", "The largest differences, for the chart."),
            first_col=8,
            fixed_rows=TOLD,
            min_lines=2,
            later=True,
        ),
        TableSpec(
            "competitor_gaps",
            Text("竞品对比", "CompetitorGaps"),
            GAPS,
            Text("竞品与我方逐项对比。", "Them against us, value by value."),
            first_col=13,
            later=True,
        ),
    ),
    names=(
        NameSpec(
            "finding_competitor",
            Text("结论_竞品差异", "finding_competitor"),
            "M2",
            Text("与竞品差距最大的客群", "Where our customers differ most from theirs"),
            Text("图表标题，由刷新填写。", "The chart's title, filled by refresh."),
        ),
    ),
    charts=(
        ChartSpec(
            "competitor_gaps",
            "bar",
            table="competitor_top",
            category="told_value",
            values=("told_ours", "told_theirs"),
            title_name="finding_competitor",
            alt=Text(
                "条形图：差距最大的几项，我方与竞品的占比，数据见 竞品差异要点 表。",
                "Bar chart: our share and theirs of the largest differences; data in "
                "CompetitorDifferences.",
            ),
            category_axis=Text("差异项", "Difference"),
            value_axis=Text("占比", "Share"),
            anchor="H15",
            rows=TOLD,
        ),
    ),
    formats=(
        LevelFormat("competitor_gaps", ("gap_verdict",), (STRONGER,), BLUE),
        LevelFormat("competitor_gaps", ("gap_verdict",), (WEAKER,), YELLOW),
    ),
    print_to="K",
)
