"""Masks for personal data: enough left to recognise a row, never the value itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from xlsegment.core.celltext import TO_FILL
from xlsegment.core.identity_numbers import is_identity_number, passes_luhn
from xlsegment.core.mask_addresses import is_masked_address, mask_address, region_of
from xlsegment.core.mask_emails import is_email, is_masked_email, mask_email
from xlsegment.core.mask_names import NamePreset, is_masked_name, mask_name, reads_as_name
from xlsegment.core.mask_numbers import (
    is_masked_card,
    is_masked_identity,
    is_shortened,
    mask_card,
    mask_identity,
)
from xlsegment.core.mask_phones import (
    is_masked_landline,
    is_masked_mobile,
    is_surely_landline,
    is_surely_mobile,
    mask_landline,
    mask_mobile,
)
from xlsegment.core.masked import Masked, bare_number, cell_text
from xlsegment.text import Text


@dataclass(frozen=True, slots=True)
class Mask:
    """One kind of personal data and its mask.

    Attributes
    ----------
    key
        Short, for code and settings.
    label
        What people call it.
    apply
        Masks a cell; never raises, never returns a value of two characters or more as it was,
        and leaves alone what it or another system has masked.
    recognises
        Whether a clean text that nobody labelled is surely of this kind.
    is_masked
        Whether a clean text hides enough already.
    words
        What else people call it, in small letters.
    """

    key: str
    label: Text
    apply: Callable[[object], Masked]
    recognises: Callable[[str], bool]
    is_masked: Callable[[str], bool]
    words: tuple[str, ...] = ()


def _is_identity(text: str) -> bool:
    return is_identity_number(bare_number(text).upper())


#: Of the networks: Amex, Diners, JCB; Visa; Mastercard; UnionPay and others. Numbers of orders are
#: as long, and one of ten has a correct check digit, too.
_ISSUED: Final = re.compile(
    r"3[47]\d{13}|3[068]\d{12}|35\d{14}|4\d{12}(?:\d{3})?|5\d{15}|6\d{15,18}", re.ASCII
)


def _is_card(text: str) -> bool:
    number = bare_number(text)
    return _ISSUED.fullmatch(number) is not None and passes_luhn(number)


#: One entry per kind of personal data, the surest to recognise first; ``name`` uses the default
#: preset.
MASKS: Final[dict[str, Mask]] = {
    mask.key: mask
    for mask in (
        Mask(
            "email",
            Text("邮箱", "E-mail"),
            mask_email,
            is_email,
            is_masked_email,
            ("email", "mail", "电子邮箱", "邮件"),
        ),
        Mask(
            "identity",
            Text("身份证", "ID number"),
            mask_identity,
            _is_identity,
            is_masked_identity,
            ("id", "id card", "身份证号"),
        ),
        Mask(
            "mobile",
            Text("手机", "Mobile"),
            mask_mobile,
            is_surely_mobile,
            is_masked_mobile,
            ("mobile phone", "phone", "手机号", "联系方式"),
        ),
        Mask(
            "landline",
            Text("座机", "Landline"),
            mask_landline,
            is_surely_landline,
            is_masked_landline,
            ("telephone", "固定电话", "电话"),
        ),
        Mask(
            "card",
            Text("银行卡", "Bank card"),
            mask_card,
            _is_card,
            is_masked_card,
            ("card", "银行卡号"),
        ),
        Mask(
            "address",
            Text("地址", "Address"),
            mask_address,
            lambda text: region_of(text) != "",
            is_masked_address,
            ("住址",),
        ),
        Mask("name", Text("姓名", "Name"), mask_name, reads_as_name, is_masked_name, ("名字",)),
    )
}


#: What the presets of names make of 张小明, which is also how people ask for them.
NAME_PRESETS: Final[dict[NamePreset, str]] = {
    "surname": "张**",
    "surname_one_star": "张*",
    "hidden_surname": "*某",
}


def name_mask(preset: NamePreset) -> Mask:
    """Return the mask of names by one of its presets.

    Examples
    --------
    >>> [name_mask(preset).apply("欧阳娜娜").text for preset in NAME_PRESETS]
    ['欧阳**', '欧阳*', '*某']
    """
    apply = partial(mask_name, preset=preset)
    return replace(MASKS["name"], apply=apply, words=(NAME_PRESETS[preset],))


def kind_named(word: str) -> Mask | None:
    """Return the kind that people call so, in either language; None when there is none.

    Names have presets, which are called by what becomes of 张小明.

    Examples
    --------
    >>> kind_named("手机").key, kind_named("Bank card").key, kind_named("血型")
    ('mobile', 'card', None)
    >>> kind_named("张*").apply("王小明").text
    '王*'
    """
    wanted = cell_text(word).lower()
    for preset, shown in NAME_PRESETS.items():
        if wanted == shown:
            return name_mask(preset)
    for mask in MASKS.values():
        known = (mask.key, *(text.lower() for text in mask.label.both), *mask.words)
        if wanted in known:
            return mask
    return None


def kind_of(value: object) -> Mask | None:
    """Return the kind of personal data that a cell surely holds; None when nothing tells.

    Parameters
    ----------
    value : object
        The cell. Identity cards count with a correct check character and bank cards with a correct
        check digit only; names with a common family name.

    Examples
    --------
    >>> [kind_of(value).key for value in ("13812345678", "a@b.cn", "张小明")]
    ['mobile', 'email', 'name']
    """
    text = cell_text(value)
    return None if is_shortened(value) or is_masked(text) else _surest(text)


def _surest(text: str) -> Mask | None:
    return next((mask for mask in MASKS.values() if mask.recognises(text)), None)


def is_masked(text: str) -> bool:
    """Tell whether a clean text is masked already, as any kind."""
    # no mask is made without these, which saves asking each kind
    if "*" not in text and text.lower().count("x") < 3:
        return False
    return any(mask.is_masked(text) for mask in MASKS.values())


def mask_any(value: object) -> Masked:
    """Mask a cell whose kind nobody named.

    Parameters
    ----------
    value : object
        The cell.

    Returns
    -------
    Masked
        By its kind where that is sure; anything else as a name, or whole where it cannot be one.

    Examples
    --------
    >>> [mask_any(value).text for value in ("13812345678", "John Shaw", "买买提·艾力", "VIP-1")]
    ['138****5678', 'J*** S***', '买**·**', '*****']
    """
    text = cell_text(value)
    if is_masked(text):
        return Masked(text)
    kind = None if is_shortened(value) else _surest(text)
    return (kind or MASKS["name"]).apply(value)


def mask_column(
    values: Iterable[object], mask: Callable[[object], Masked]
) -> tuple[list[str], list[int]]:
    """Mask a column.

    Parameters
    ----------
    values : iterable
        The cells.
    mask : callable
        `mask_name` or the ``apply`` of an entry of `MASKS`.

    Returns
    -------
    texts : list of str
        The masked cells, empty where blank.
    whole : list of int
        Positions of the cells that were not understood and are masked whole.
    """
    # 待补充 says that there is nothing to mask
    masked = [Masked(v) if isinstance(v, str) and v in TO_FILL.both else mask(v) for v in values]
    return [m.text for m in masked], [i for i, m in enumerate(masked) if not m.understood]
