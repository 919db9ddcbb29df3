"""Masks for personal data: enough left to recognise a row, never the value itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from numbers import Integral, Real
from typing import Final, Literal

import pandas as pd

from xlsegment.core.celltext import clean_text
from xlsegment.text import Text

NamePreset = Literal["surname", "surname_one_star", "hidden_surname"]

#: Family names of two characters; any other Chinese name has one.
COMPOUND_SURNAMES: Final = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊"
        "赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文"
        "司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正"
        "宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘"
        "左丘东门西门第五歐陽東方獨孤聞人諸葛尉遲赫連濮陽公孫鐘離"
        "鍾離長孫鮮於東郭萬俟司馬南宮軒轅",
    )
)


@dataclass(frozen=True, slots=True)
class Masked:
    """One masked value; ``understood`` is False when it had to be masked whole."""

    text: str
    understood: bool = True


@dataclass(frozen=True, slots=True)
class Mask:
    """One kind of mask."""

    key: str
    label: Text
    apply: Callable[[object], Masked]


def mask_name(value: object, preset: NamePreset = "surname") -> Masked:
    """Mask a person's name.

    Parameters
    ----------
    value : object
        The cell.
    preset : {"surname", "surname_one_star", "hidden_surname"}
        张**, 张* or *某 for 张小明.

    Returns
    -------
    Masked
        Chinese: the family name stays (欧阳**). Latin: the first letter of each word (J*** S****).
        Names with dots: the first character (买**·***). A single character becomes a star; a
        masked name (also 张*明 and **明) stays as it is; anything else is masked whole.

    Examples
    --------
    >>> [mask_name(n).text for n in ("张小明", "欧阳娜娜", "John Smith", "买买提·艾力", "王")]
    ['张**', '欧阳**', 'J*** S****', '买**·**', '*']
    """
    text = _text(value)
    if not text or _NAME_MASKED.fullmatch(text):
        return Masked(text)
    if _HAN_NAME.fullmatch(text):
        return Masked(_han_name(text, preset))
    if _DOTTED_NAME.fullmatch(text):
        return Masked("*某" if preset == "hidden_surname" else _dotted_name(text))
    if _LATIN_NAME.fullmatch(text):
        words = text.split(" ")
        return Masked(" ".join(_latin_word(word) for word in words))
    return _whole(text)


def mask_mobile(value: object) -> Masked:
    """Mask a mobile number.

    Parameters
    ----------
    value : object
        The cell: text or a number. +86, 0086, blanks, dashes, full width and the ``.0`` or
        ``1.38E+10`` of a number column are understood.

    Returns
    -------
    Masked
        Mainland 138****5678; Hong Kong and Macau (8 digits) 91****67; Taiwan (10 digits)
        0912***678. A number that is masked already stays as it is, however it is written
        (+86 138-xxxx-5678, *******5678); anything else is masked whole.

    Examples
    --------
    >>> [mask_mobile(n).text for n in ("+86 138-1234-5678", 13812345678.0, "91234567", "95588")]
    ['138****5678', '138****5678', '91****67', '*****']
    """
    text = _text(value)
    if not text or _is_masked_mobile(text):
        return Masked(text)
    digits = _mobile_digits(text)
    if digits is None:
        return _whole(text)
    if len(digits) == 11:
        return Masked(f"{digits[:3]}****{digits[7:]}")
    if len(digits) == 8:
        return Masked(f"{digits[:2]}****{digits[6:]}")
    return Masked(f"{digits[:4]}***{digits[7:]}")


#: One entry per kind of personal data; ``name`` uses the default preset.
MASKS: Final[dict[str, Mask]] = {
    "name": Mask("name", Text("姓名", "Name"), mask_name),
    "mobile": Mask("mobile", Text("手机", "Mobile"), mask_mobile),
}


def mask_column(
    values: Iterable[object], mask: Callable[[object], Masked]
) -> tuple[list[str], list[int]]:
    """Mask a column.

    Parameters
    ----------
    values : iterable
        The cells.
    mask : callable
        `mask_name`, `mask_mobile` or the ``apply`` of an entry of `MASKS`.

    Returns
    -------
    texts : list of str
        The masked cells, empty where blank.
    whole : list of int
        Positions of the cells that were not understood and are masked whole.
    """
    masked = [mask(value) for value in values]
    return [m.text for m in masked], [i for i, m in enumerate(masked) if not m.understood]


# --- names ------------------------------------------------------------------------------------

_HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇々"
_DOT: Final = "·•・．‧"
_HAN_NAME: Final = re.compile(f"[{_HAN}]{{1,6}}")
_DOTTED_NAME: Final = re.compile(f"[{_HAN}]+(?:[{_DOT}][{_HAN}]+)+")
_ANY_LETTER: Final = r"[^\W\d_]"
_LETTER: Final = rf"(?![{_HAN}]){_ANY_LETTER}"
_LATIN_WORD: Final = rf"{_LETTER}(?:{_LETTER}|['’.\-])*"
_LATIN_NAME: Final = re.compile(rf"{_LATIN_WORD}(?: {_LATIN_WORD})*")
_NAME_MASKED: Final = re.compile(
    rf"\*+[{_HAN}]?|(?:[{_HAN}]|{'|'.join(sorted(COMPOUND_SURNAMES))})\*+[{_HAN}]?"
    rf"|{_ANY_LETTER}?\*+(?: {_ANY_LETTER}?\*+)*|{_ANY_LETTER}?\**(?:[{_DOT}]\*+)+"
)
_HAN_GAP: Final = re.compile(f"(?<=[{_HAN}]) +(?=[{_HAN}])")


def _han_name(text: str, preset: NamePreset) -> str:
    if len(text) == 1:
        return "*"
    if preset == "hidden_surname":
        return "*某"
    kept = text[:2] if len(text) > 2 and text[:2] in COMPOUND_SURNAMES else text[:1]
    return kept + ("*" if preset == "surname_one_star" else "*" * (len(text) - len(kept)))


def _dotted_name(text: str) -> str:
    """Keep the very first character, every dot and the length of each part."""
    stars = re.sub(f"[^{_DOT}]", "*", text)
    return text[0] + stars[1:] if stars[1] == "*" else stars


def _latin_word(word: str) -> str:
    return "*" if len(word) == 1 else word[0] + "*" * (len(word) - 1)


# --- mobile numbers ---------------------------------------------------------------------------

_DIALLING_CODE: Final = re.compile(r"(?:\+|00)(?:86|85[23]|886)|86(?=1)")
_MOBILE_MASKED: Final = re.compile(r"[0-9*]*\*{3}[0-9*]*|[0-9x]*x{3}[0-9x]*", re.IGNORECASE)
#: Hides no more than three of eleven digits, but in their midst, as some systems do.
_FOUR_AND_FOUR: Final = re.compile(r"[0-9]{4}(?:\*{3,}|x{3,})[0-9]{4}", re.IGNORECASE)
_MOST_SHOWN: Final = 7
_PUNCTUATION: Final = re.compile(r"[\s\-‐-―().]")
_FLOAT: Final = re.compile(r"\d+\.0*|\d(?:\.\d+)?e\+?\d{1,2}", re.IGNORECASE)
_MAINLAND: Final = re.compile(r"(?:\+?86|0086|0)?(1[3-9]\d{9})")
_HONG_KONG_MACAU: Final = re.compile(r"(?:\+?|00)85[23](\d{8})|([4-9]\d{7})")
_TAIWAN: Final = re.compile(r"(?:\+?|00)8860?(9\d{8})|0(9\d{8})")


def _is_masked_mobile(text: str) -> bool:
    """Tell whether a number hides enough of itself; stars alone hide everything."""
    if not text.strip("*"):
        return True
    number = _PUNCTUATION.sub("", text)
    code = _DIALLING_CODE.match(number)
    number = number[code.end() :] if code else number
    if _FOUR_AND_FOUR.fullmatch(number):
        return True
    shown = sum(c.isdigit() for c in number)
    if not shown and "*" not in number:  # a word of x and nothing else
        return False
    return shown <= _MOST_SHOWN and _MOBILE_MASKED.fullmatch(number) is not None


def _mobile_digits(text: str) -> str | None:
    if _FLOAT.fullmatch(text):
        text = format(Decimal(text), "f").partition(".")[0]
    number = _PUNCTUATION.sub("", text)
    if not number.isascii():
        return None
    if match := _MAINLAND.fullmatch(number):
        return match[1]
    if match := _HONG_KONG_MACAU.fullmatch(number):
        return match[1] or match[2]
    if match := _TAIWAN.fullmatch(number):
        return "0" + (match[1] or match[2])
    return None


# --- both -------------------------------------------------------------------------------------

#: Stars say how long a value was, up to this.
_LONGEST: Final = 11
#: Stands for an object that no cell can hold; it is masked whole.
_NO_CELL: Final = "?"


def _whole(text: str) -> Masked:
    return Masked("*" * min(len(text), _LONGEST), understood=False)


def _text(value: object) -> str:
    """Return the cell as clean text; an object that no cell can hold is shown as nothing."""
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, str):
        return _HAN_GAP.sub("", " ".join(clean_text(value).split()))
    if isinstance(value, Integral):  # also NumPy's
        return str(int(value))
    if isinstance(value, Real):
        number = float(value)
        return "" if number != number else format(number, ".0f") if number % 1 == 0 else str(number)
    return str(value) if isinstance(value, (Decimal, date)) else _NO_CELL
