"""Masks: formats people know, nothing leaks, doing it twice changes nothing."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.mask_names import COMPOUND_SURNAMES, mask_name
from xlsegment.core.mask_phones import mask_mobile
from xlsegment.core.masked import Masked
from xlsegment.core.masking import MASKS, NAME_PRESETS, mask_column, name_mask


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张小明", "张**"),
        ("张李小明", "张***"),
        ("欧阳修", "欧阳*"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧*"),  # too short to be a family name alone
        ("司馬光", "司馬*"),
        ("王", "*"),
        ("张 三", "张*"),
        ("张　三", "张*"),
        (" 张三 ", "张*"),
        ("John Smith", "J*** S****"),
        ("J. Smith", "J* S****"),
        ("J Smith", "* S****"),
        ("O'Brien", "O******"),
        ("Ｊｏｈｎ", "J***"),
        ("김철수", "김**"),
        ("买买提·艾力江", "买**·***"),
        ("淳于意", "淳于*"),
        ("买买提•艾力江", "买**•***"),
        ("古丽．巴哈尔", "古*·***"),  # a full-width point
        ("佐々木", "佐**"),
        ("阿·艾力", "*·**"),
        ("爱新觉罗·玄烨", "爱***·**"),
        ("", ""),
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
    ],
)
def test_names(name, masked):
    got = mask_name(name)

    assert got.text == masked
    assert got.understood


@pytest.mark.parametrize(
    ("preset", "masks"),
    [
        ("surname", ["张**", "欧阳**", "买**·***", "J*** S****"]),
        ("surname_one_star", ["张*", "欧阳*", "买**·***", "J*** S****"]),
        ("hidden_surname", ["*某", "*某", "*某", "J*** S****"]),
    ],
)
def test_presets_of_names(preset, masks):
    names = ["张小明", "欧阳娜娜", "买买提·艾力江", "John Smith"]

    assert [mask_name(name, preset).text for name in names] == masks


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13812345678", "138****5678"),
        (13812345678, "138****5678"),
        (13812345678.0, "138****5678"),
        (np.float64(13812345678), "138****5678"),
        (np.int64(13812345678), "138****5678"),
        ("13812345678.0", "138****5678"),
        ("1.3812345678E+10", "138****5678"),
        ("+8613812345678", "138****5678"),
        ("+86 138-1234-5678", "138****5678"),
        ("0086 138 1234 5678", "138****5678"),
        ("86-13812345678", "138****5678"),
        ("(+86)138 1234 5678", "138****5678"),
        ("013812345678", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("138‑1234‑5678", "138****5678"),  # a hyphen that does not break
        ("91234567", "91****67"),
        ("+852 9123 4567", "91****67"),
        ("00853-61234567", "61****67"),
        ("0912345678", "0912***678"),
        ("+886 912 345 678", "0912***678"),
        ("", ""),
        (None, ""),
    ],
)
def test_mobiles(number, masked):
    got = mask_mobile(number)

    assert got.text == masked
    assert got.understood


@pytest.mark.parametrize(
    "number",
    [
        "95588",
        "010-62345678",
        "1381234567",
        "138123456789",
        "12345678901",
        "13812345678转8",
        "见备注",
        -5,
        True,
        "1.38E+99",
        "xxxx",
        "138****5678转8",
        dt.time(3),
        object(),
        b"x",
    ],
)
def test_what_is_no_mobile_is_masked_whole_and_said(number):
    got = mask_mobile(number)

    assert set(got.text) == {"*"}
    assert not got.understood


@pytest.mark.parametrize(
    "name",
    [
        "张三(VIP)",
        "13812345678",
        "张三/李四",
        "a@b.c",
        5,
        object(),
        dt.date(2023, 1, 1),
        "张三1",
        "张" * 99,
    ],
)
def test_what_is_no_name_is_masked_whole_and_said(name):
    got = mask_name(name)

    assert set(got.text) == {"*"}
    assert not got.understood


@pytest.mark.parametrize(
    "masked",
    [
        *("张*", "张**", "欧阳**", "*某", "J*** S****", "买**·***", "*", "***"),
        *("张*明", "张**明", "欧阳*娜", "*明", "**明", "佐**"),
    ],
)
def test_masked_names_stay(masked):
    assert mask_name(masked).text == masked


@pytest.mark.parametrize(
    "masked",
    [
        *("138****5678", "91****67", "0912***678", "*****"),
        *("138 **** 5678", "138-****-5678", "+86 138****5678", "0086-138-****-5678"),
        *("86138****5678", "+852 91****67", "1380***5678", "138xxxx5678", "138xxxx5678".upper()),
        *("*******5678", "138********", "+86 *** 5678"),
    ],
)
def test_masked_mobiles_stay_however_they_are_written(masked):
    assert mask_mobile(masked) == Masked(masked)


def test_full_width_stars_are_stars():
    assert mask_mobile("138＊＊＊＊5678") == Masked("138****5678")
    assert mask_name("张＊明") == Masked("张*明")


@pytest.mark.parametrize(
    "almost", ["李明*", "13812345***", "138*2345678", "Jo*n", "欧阳娜*", "王*小明", "138xx345678"]
)
def test_what_only_looks_masked_is_not_passed_through(almost):
    for mask in MASKS.values():
        assert set(mask.apply(almost).text) == {"*"}


_cells = st.one_of(
    st.text(),
    st.text(alphabet="张欧阳司马娜 ·•.JohnSmith'-", min_size=1),
    st.text(alphabet="0123456789+- （）.eE１２", min_size=1),
    st.text(alphabet="0158*＊+- x张明々", min_size=1),
    st.sampled_from(sorted(COMPOUND_SURNAMES)).map(lambda s: s + "娜"),
    st.integers(),
    st.floats(),
    st.dates(),
    st.none(),
    st.booleans(),
    st.binary(),
    st.lists(st.integers()),
)


_masks = {**MASKS, **{preset: name_mask(preset) for preset in NAME_PRESETS}}


@pytest.mark.parametrize("key", sorted(_masks))
@given(cell=_cells)
def test_no_mask_raises_leaks_or_changes_its_own_result(key, cell):
    mask = _masks[key].apply
    masked = mask(cell).text

    assert mask(masked).text == masked
    text = "" if cell is None or cell != cell else str(cell).strip()
    if masked and not {"*", "＊"} & set(text) and "x" * 3 not in text.casefold():
        assert "*" in masked
        assert masked != text
        hidden = len(masked) - sum(c not in "*·•・．‧ " for c in masked)
        assert hidden >= 1
    if not masked:
        assert not text or text.isspace() or not text.isprintable() or cell == ""


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_four_digits_of_a_mobile_are_never_shown(number):
    assert mask_mobile(number).text == number[:3] + "****" + number[7:]


def test_a_column_tells_which_cells_were_masked_whole():
    texts, whole = mask_column(["13812345678", None, "95588"], mask_mobile)

    assert texts == ["138****5678", "", "*****"]
    assert whole == [2]
