"""Native data validations and input prompts, from the declarations."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from xlsegment.core.daycell import RECORDS_BEGIN, RECORDS_END, SERIAL_OF_EPOCH
from xlsegment.core.entry import Native
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import (
    LAST_ROW,
    ROLE_NAMES,
    ColumnSpec,
    ParamSpec,
    TableSpec,
    Validation,
)
from xlsegment.workbook.param_values import ALL, NO, YES

# Excel's own limits.
_TITLE, _PROMPT, _LIST = 32, 255, 255

LIST_NAMES = {
    "industries": Text("选项_行业门类", "list_industries"),
    "goal_metrics": Text("选项_衡量指标", "list_goal_metrics"),
}

_ERROR = Text(
    "这个值不符合本列的要求：{note}",
    "This value does not fit the column: {note}",
)
_REFUSED = Text("请检查输入", "Please check")


def _clip(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _native(rule: Validation | Native | None, lang: Lang) -> DataValidation:
    """Return the rule itself, without its texts; no rule allows anything and only prompts."""
    if rule is None:
        return DataValidation(allow_blank=True)
    if rule.type == "list":
        if rule.source:
            formula = LIST_NAMES[rule.source].in_(lang)
        else:
            choices = rule.choices if isinstance(rule, Validation) else ()
            formula = '"' + ",".join(choice.in_(lang) for choice in choices) + '"'
            if len(formula) > _LIST:
                raise ValueError(f"list of choices too long for Excel: {formula}")
        return DataValidation(type="list", formula1=formula, allow_blank=True)
    return DataValidation(
        type=rule.type,
        operator=rule.operator,
        formula1=rule.low,
        formula2=rule.high or None,
        allow_blank=True,
    )


def _with_texts(
    native: DataValidation, title: str, note: str, lang: Lang, *, stop: bool
) -> DataValidation:
    native.promptTitle = _clip(title, _TITLE)
    native.prompt = _clip(note, _PROMPT)
    native.showInputMessage = True
    if native.type:
        native.errorTitle = _REFUSED.in_(lang)
        native.error = _clip(_ERROR.in_(lang, note=note), _PROMPT)
        native.errorStyle = "stop" if stop else "warning"
        native.showErrorMessage = True
    return native


def header_prompt(column: ColumnSpec, lang: Lang) -> DataValidation:
    """Return the prompt that shows a column's meaning when its header cell is selected."""
    note = f"{ROLE_NAMES[column.role].in_(lang)}。{column.note.in_(lang)}"
    if lang == "en":
        note = f"{ROLE_NAMES[column.role].en}. {column.note.en}"
    return _with_texts(_native(None, lang), column.header.in_(lang), note, lang, stop=False)


def table_validations(table: TableSpec, lang: Lang) -> Iterator[DataValidation]:
    """Yield the validations of a table: a prompt per header, the checks of its columns.

    The checks reach to the sheet's last row, since nothing stands below a table: rows that are
    pasted or imported later are covered without any change to the sheet.
    """
    for offset, column in enumerate(table.columns):
        letter = get_column_letter(table.first_col + offset)
        prompt = header_prompt(column, lang)
        prompt.add(f"{letter}{table.header_row}")
        yield prompt
        if column.native is not None:
            check = _with_texts(
                _native(column.native, lang),
                column.header.in_(lang),
                column.note.in_(lang),
                lang,
                stop=column.native.stop,
            )
            check.add(f"{letter}{table.header_row + 1}:{letter}{LAST_ROW}")
            yield check


def param_validation(spec: ParamSpec, cell: str, lang: Lang) -> DataValidation:
    """Return the check of one parameter's value cell."""
    low = "" if spec.least is None else f"{spec.least:.15g}"
    high = "" if spec.most is None else f"{spec.most:.15g}"
    rule: Validation
    match spec.kind:
        case "choice":
            rule = Validation("list", choices=tuple(choice.label for choice in spec.choices))
        case "switch":
            rule = Validation("list", choices=(YES, NO))
        case "date":
            first, last = (day + SERIAL_OF_EPOCH for day in (RECORDS_BEGIN, RECORDS_END))
            rule = Validation("date", low=str(first), high=str(last))
        case "whole":
            rule = Validation("whole", low=low, high=high)
        case "window":
            number = f"AND(ISNUMBER({cell}),{cell}>={low},{cell}<={high})"
            native = DataValidation(
                type="custom",
                formula1=f'OR({cell}="{ALL.in_(lang)}",{number})',
                allow_blank=True,
            )
            native.add(cell)
            return _with_texts(native, spec.label.in_(lang), spec.note.in_(lang), lang, stop=True)
        case "text":
            rule = Validation("textLength", "between", low="0", high="255")
        case "money" | "rate" | "number":
            rule = Validation("decimal", low=low, high=high)
    check = _with_texts(
        _native(rule, lang), spec.label.in_(lang), spec.note.in_(lang), lang, stop=True
    )
    check.add(cell)
    return check
