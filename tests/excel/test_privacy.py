"""Masks and kinds of personal data in cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.masking import MASKS
from xlsegment.excel.udfs import PII_KIND, PII_MASK


def test_the_sources_masks():
    values = [["张三"], ["13812345678"], ["欧阳娜娜"], ["John Shaw"], ["买买提·艾力江"]]
    masks = [["张*"], ["138****5678"], ["欧阳**"], ["J*** S***"], ["买**·***"]]

    assert PII_MASK(values) == masks
    assert PII_MASK(masks) == masks


@pytest.mark.parametrize("kind", [None, "", "自动", "auto"])
def test_without_a_kind_the_value_tells(kind):
    assert PII_MASK(13812345678.0, kind) == "138****5678"
    assert PII_MASK("11010519491231002X", kind) == "1***************2X"


@pytest.mark.parametrize(
    ("style", "masks"),
    [
        ("张**", ["王**", "欧阳**", "J*** S***"]),
        ("张*", ["王*", "欧阳*", "J*** S***"]),
        ("＊某", ["*某", "*某", "J*** S***"]),
    ],
)
def test_styles_of_names_are_asked_for_by_what_they_look_like(style, masks):
    names = [["王小明"], ["欧阳娜娜"], ["John Shaw"]]

    assert PII_MASK(names, style) == [[mask] for mask in masks]
    assert PII_MASK(PII_MASK(names, style), style) == [[mask] for mask in masks]


def test_a_kind_for_each_row():
    values = [["王芳"], ["010-62345678"], ["w@b.cn"], ["6222021234567890123"]]
    kinds = [["姓名"], ["座机"], ["E-mail"], ["Bank card"]]

    assert PII_MASK(values, kinds) == [["王*"], ["010-******78"], ["***@b.cn"], ["*" * 15 + "0123"]]


@pytest.mark.parametrize(
    ("value", "kind", "result"),
    [
        (None, None, ""),
        (" ", "手机", ""),
        ("#N/A", "手机", "#N/A"),
        ("张三", "血型", "#VALUE!"),
        ("张三", "#REF!", "#REF!"),
        ("95588", "手机", "*****"),
        ("张*", "手机", "**"),
    ],
)
def test_what_is_no_value_of_its_kind(value, kind, result):
    assert PII_MASK(value, kind) == result


@pytest.mark.parametrize("mask", MASKS.values(), ids=lambda mask: mask.key)
def test_every_kind_is_known_in_both_languages(mask):
    for word in mask.label.both:
        assert PII_MASK("??", word) == "**"


@given(
    st.one_of(st.text(min_size=2), st.integers(), st.floats(allow_nan=False, allow_infinity=False)),
    st.sampled_from([None, *(mask.label.zh for mask in MASKS.values())]),
)
def test_nothing_passes_and_masking_twice_changes_nothing(value, kind):
    masked = PII_MASK(value, kind)

    assert isinstance(masked, str)
    if not masked.startswith("#"):
        assert PII_MASK(masked, kind) == masked
        hidden = {"*", "＊", "x", "X", "ｘ", "Ｘ"} & set(str(value))
        assert hidden or not masked or (masked != str(value) and "*" in masked)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("13812345678", "手机", "Mobile"),
        ("11010519491231002X", "身份证", "ID number"),
        ("110105194912310021", "", ""),
        ("4111111111111111", "银行卡", "Bank card"),
        ("4111111111111112", "", ""),
        ("w@b.cn", "邮箱", "E-mail"),
        ("张小明", "姓名", "Name"),
        ("138****5678", "", ""),
        (12500, "", ""),
        (None, "", ""),
        ("#N/A", "#N/A", "#N/A"),
    ],
)
def test_kinds(value, zh, en):
    assert PII_KIND(value) == zh
    assert PII_KIND(value, "English") == en


def test_an_unknown_language_is_no_language():
    assert PII_KIND("13812345678", "tlh") == "#VALUE!"
