"""Masks, and which kind of personal data a cell holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from xlsegment.core.masked import Masked
from xlsegment.core.masking import MASKS, NAME_PRESETS, kind_named, kind_of, mask_any
from xlsegment.excel.boundary import worksheet_function
from xlsegment.excel.cells import Cell, CellError
from xlsegment.excel.choices import LANGUAGE
from xlsegment.excel.choices import language as asked_language
from xlsegment.excel.declare import Argument, Example
from xlsegment.excel.readers import as_it_is, text
from xlsegment.excel.spread import allowed, optional, spread
from xlsegment.text import LANGS, Text

_AUTO: Final = frozenset({"自动", "auto", "automatic"})
_KINDS: Final = {
    lang: (" / " if lang == "en" else "、").join(mask.label.in_(lang) for mask in MASKS.values())
    for lang in LANGS
}
_PRESETS: Final = {
    lang: (" / " if lang == "en" else "、").join(NAME_PRESETS.values()) for lang in LANGS
}


@worksheet_function(
    summary=Text(
        "脱敏：张**、138****5678、1***************2X 等；看不懂的内容全部遮住，已脱敏的不变。",
        "Mask personal data: 张**, 138****5678 and so on. What is not understood is masked whole; "
        "what is masked stays.",
    ),
    arguments=(
        Argument("value", Text("要脱敏的单元格，可为整列", "The cell to mask, or a column")),
        Argument(
            "kind",
            Text(
                f"自动（默认）或 {_KINDS['zh']}；姓名还可写样式：{_PRESETS['zh']}",
                f"auto (default) or {_KINDS['en']}; for names also a style: {_PRESETS['en']}",
            ),
            optional=True,
        ),
    ),
    returns=Text(
        "脱敏后的文字，不会是原值；空白为空，未知的类型 #VALUE!",
        "The masked text, never the value itself; blank stays blank, an unknown kind is #VALUE!",
    ),
    examples=(
        Example('=PII_MASK("13812345678")', Text("138****5678", "138****5678")),
        Example('=PII_MASK("欧阳娜娜","姓名")', Text("欧阳**", "欧阳**")),
        Example('=PII_MASK("张小明","*某")', Text("*某", "*某")),
    ),
)
def PII_MASK(value: object, kind: object = None) -> object:
    """Mask personal data."""
    return spread(_masked, allowed(value, as_it_is), optional(kind, _mask_named))


def _masked(cell: Cell, apply: Callable[[object], Masked] | None) -> object:
    return (apply or mask_any)(cell).text


def _mask_named(cell: Cell) -> object:
    wanted = str(text(cell))
    if wanted.lower() in _AUTO:
        return mask_any
    mask = kind_named(wanted)
    return CellError.VALUE if mask is None else mask.apply


@worksheet_function(
    summary=Text(
        f"识别个人信息：{_KINDS['zh']}；身份证和银行卡要校验位正确才算。拿不准的为空。",
        f"Tell the kind of personal data: {_KINDS['en']}. ID and bank card numbers need a correct "
        "check digit; blank where nothing is sure.",
    ),
    arguments=(
        Argument("value", Text("要识别的单元格，可为整列", "The cell to look at, or a column")),
        LANGUAGE,
    ),
    returns=Text("类型，如“手机”；不是或拿不准时为空", "The kind, or blank where nothing is sure"),
    examples=(
        Example('=PII_KIND("010-62345678")', Text("座机", "座机 (landline)")),
        Example('=PII_KIND("11010519491231002X","en")', Text("ID number", "ID number")),
    ),
)
def PII_KIND(value: object, language: object = None) -> object:
    """Tell the kind of personal data in a cell."""
    lang = asked_language(language)
    if isinstance(lang, CellError):
        return lang

    def named(cell: Cell) -> object:
        mask = kind_of(cell)
        return "" if mask is None else mask.label.in_(lang)

    return spread(named, allowed(value, as_it_is))
