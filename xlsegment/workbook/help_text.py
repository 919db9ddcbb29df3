"""The rows of 说明, written from the declarations, so that they cannot disagree with the sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xlsegment.core.finding_kinds import KINDS
from xlsegment.core.presets import RULES_DEFAULT, RULES_STRICT
from xlsegment.errors import XlsegmentError
from xlsegment.excel.declare import CATEGORY
from xlsegment.excel.ribbon import GROUPS
from xlsegment.excel.udfs import FUNCTIONS
from xlsegment.text import Lang, Text
from xlsegment.workbook.declare import ROLE_NAMES, Row, SheetSpec
from xlsegment.workbook.param_values import shown
from xlsegment.workbook.params import PARAMS

_SHEET = Text("工作表", "Sheet")
_COLUMN = Text("列", "Column")
_PARAM = Text("参数", "Parameter")
_RULE = Text("分层规则", "Segment rule")
_CODE = Text("代码", "Code")
_FUNCTION = Text("函数", "Function")
_BUTTON = Text("按钮", "Button")
_WIZARD = Text("插入函数：{category}", "Insert function: {category}")
_TAB = Text("选项卡 {tab} › {group}", "Tab {tab} › {group}")
_ARGUMENT = Text("参数 {name}：{help}", "{name}: {help}")
_MAY_BE_LEFT_OUT = Text("(可省略)", " (optional)")
_RETURNS = Text("返回：{returns}", "Returns: {returns}")
_DEFAULT_RULES = Text("规则分群(默认)", "Rules (default)")
_STRICT_RULES = Text("严格按原文", "Strict")
_ALTERNATIVES = Text("可选：{choices}。", "Choices: {choices}.")
_DEFAULT = Text("默认 {value}", "Default {value}")
_LATEST = Text("默认 空白", "Default blank")
_REQUIRED = Text("(必须有此列)", " (required)")
_FINDINGS = Text("数据检查", "Data check")
_MESSAGES = Text("提示信息", "Messages")

_FIELD = re.compile(r"\{[^}]*\}")


def help_rows(sheets: Sequence[SheetSpec], lang: Lang) -> list[Row]:
    """Return one row per sheet, column, parameter, rule, function, button and code."""
    rows = [
        *_sheet_rows(sheets, lang),
        *_param_rows(sheets, lang),
        *_rule_rows(lang),
        *_function_rows(lang),
        *_button_rows(lang),
        *_finding_rows(lang),
        *_error_rows(lang),
    ]
    keys = ("kind", "place", "item", "filled_by", "meaning", "example")
    return [dict(zip(keys, row, strict=True)) for row in rows]


_Line = tuple[str, str, str, str, str, str]


def _sheet_rows(sheets: Sequence[SheetSpec], lang: Lang) -> Iterator[_Line]:
    for sheet in sheets:
        title = sheet.title.in_(lang)
        yield _SHEET.in_(lang), title, "", "", sheet.caution.in_(lang), ""
        for table in sheet.tables:
            name = table.name.in_(lang)
            yield _SHEET.in_(lang), title, name, "", table.note.in_(lang), ""
            for column in table.columns:
                meaning, example = column.note.in_(lang), column.example
                if column.required:
                    meaning += _REQUIRED.in_(lang)
                yield (
                    _COLUMN.in_(lang),
                    title,
                    column.header.in_(lang),
                    ROLE_NAMES[column.role].in_(lang),
                    meaning,
                    example.in_(lang) if isinstance(example, Text) else example,
                )


def _param_rows(sheets: Sequence[SheetSpec], lang: Lang) -> Iterator[_Line]:
    title = next(sheet.title for sheet in sheets if sheet.key == "params").in_(lang)
    for spec in PARAMS:
        meaning = spec.note.in_(lang)
        if spec.choices:
            joint = "、" if lang == "zh" else ", "
            labels = joint.join(choice.label.in_(lang) for choice in spec.choices)
            meaning += _ALTERNATIVES.in_(lang, choices=labels)
        value = shown(spec, spec.default, lang)
        if spec.kind == "rate" and isinstance(value, float):
            value = f"{value:.0%}"
        example = _LATEST.in_(lang) if value is None else _DEFAULT.in_(lang, value=value)
        yield (
            _PARAM.in_(lang),
            title,
            spec.label.in_(lang),
            ROLE_NAMES["input"].in_(lang),
            meaning,
            example,
        )


def _rule_rows(lang: Lang) -> Iterator[_Line]:
    for place, ruleset in ((_DEFAULT_RULES, RULES_DEFAULT), (_STRICT_RULES, RULES_STRICT)):
        for rule in ruleset.rules:
            item = f"{rule.segment_id} {rule.name.in_(lang)}".strip()
            features = rule.features.in_(lang)
            yield _RULE.in_(lang), place.in_(lang), item, "", rule.dimension_text(lang), features


def _function_rows(lang: Lang) -> Iterator[_Line]:
    place = _WIZARD.in_(lang, category=CATEGORY.zh)
    for function in FUNCTIONS:
        meaning = [function.summary.in_(lang)]
        for one in function.arguments:
            words = one.help.in_(lang) + (_MAY_BE_LEFT_OUT.in_(lang) if one.optional else "")
            meaning.append(_ARGUMENT.in_(lang, name=one.name, help=words))
        meaning.append(_RETURNS.in_(lang, returns=function.returns.in_(lang)))
        yield (
            _FUNCTION.in_(lang),
            place,
            function.name,
            "",
            "\n".join(meaning),
            function.examples[0].formula,
        )


def _button_rows(lang: Lang) -> Iterator[_Line]:
    for group in GROUPS:
        place = _TAB.in_(lang, tab=CATEGORY.in_(lang), group=group.label.in_(lang))
        for button in group.shown:
            yield _BUTTON.in_(lang), place, button.label.in_(lang), "", button.tip.in_(lang), ""


def _finding_rows(lang: Lang) -> Iterator[_Line]:
    for code, kind in sorted(KINDS.items()):
        meaning = f"{_plain(kind.what.in_(lang))} {_plain(kind.done.in_(lang))}"
        yield _CODE.in_(lang), _FINDINGS.in_(lang), code, "", meaning, ""


def _error_rows(lang: Lang) -> Iterator[_Line]:
    for error in sorted(_leaves(XlsegmentError), key=lambda leaf: leaf.code):
        yield _CODE.in_(lang), _MESSAGES.in_(lang), error.code, "", _plain(error.text.in_(lang)), ""


def _leaves(error: type[XlsegmentError]) -> Iterator[type[XlsegmentError]]:
    """Yield the errors that are raised themselves, not those that tests or users derive."""
    home = XlsegmentError.__module__.rpartition(".")[0] + "."
    below = [leaf for leaf in error.__subclasses__() if leaf.__module__.startswith(home)]
    if not below:
        yield error
    for leaf in below:
        yield from _leaves(leaf)


def _plain(text: str) -> str:
    return _FIELD.sub("…", text)
