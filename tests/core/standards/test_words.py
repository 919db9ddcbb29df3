"""Industries, names and numbers as they should stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsegment.core.standards.industries import (
    _ALIASES,
    ALIASES,
    SECTIONS,
    SEVERAL,
    may_mean,
    section_of,
)
from xlsegment.core.standards.names import plain_email, plain_name
from xlsegment.core.standards.numbers import real_number, text_identifier

cells = st.one_of(st.text(), st.integers(-(10**20), 10**20), st.floats(), st.none(), st.booleans())


@pytest.mark.parametrize(
    ("written", "section"),
    [
        ("互联网", "I"),
        ("互联网行业", "I"),
        ("IT", "I"),
        ("ＩＴ", "I"),
        ("I", "I"),
        ("i65", "I"),
        ("I6510", "I"),
        ("I 信息传输、软件和信息技术服务业", "I"),
        ("信息传输,软件和信息技术服务业", "I"),
        ("批发零售业", "F"),
        ("教育行业", "P"),
        ("Internet", "I"),
        ("wholesale and retail trade", "F"),
        ("互联网/IT", "I"),
        ("批发/零售", "F"),
        ("计算机、通信和其他电子设备制造业", "C"),  # a division of the section
        ("软件和信息技术服务业", "I"),
        ("K12", "P"),  # tuition; division 12 is none of K
        ("K70", "K"),
        ("K71", None),
        ("I6", None),
        ("银行业", "J"),  # 业 of 银行, no 行业
        ("污水处理", "D"),
        ("律师事务所", "L"),
        ("互联网/金融", None),
        ("汽车/维修", None),
        ("服务业", None),  # no section of GB/T 4754
        ("电商", None),
        ("A 制造业", None),  # the letter says something else than the name
        ("U", None),
        ("火星业", None),
        ("", None),
        (None, None),
        (65, None),
    ],
)
def test_sections(written, section):
    assert section_of(written) == section


def test_the_workbooks_own_aliases_go_first():
    assert section_of("电商", {"电商": "F"}) == "F"
    assert section_of("互联网", {"互联网": "L"}) == "L"
    assert section_of("互联网", {"互联网": "Ω"}) == "I"


def test_every_section_is_known_by_its_letter_and_both_names():
    assert "".join(SECTIONS) == "ABCDEFGHIJKLMNOPQRST"
    for letter, text in SECTIONS.items():
        assert [section_of(word) for word in (letter, *text.both)] == [letter] * 3


def test_no_everyday_word_is_listed_under_two_sections():
    words = [word for section in _ALIASES.values() for word in section.split()]

    assert len(words) == len(ALIASES)


def test_every_number_of_a_division_belongs_to_one_section():
    for number in range(1, 98):
        assert sum(section_of(f"{s}{number:02}") == s for s in SECTIONS) == 1
    assert not any(section_of(f"{s}{number}") for s in SECTIONS for number in ("00", "98"))


def test_aliases_name_one_section_and_what_names_several_is_none():
    assert set(ALIASES.values()) <= set(SECTIONS)
    assert not set(ALIASES) & set(SEVERAL)
    for word, letters in SEVERAL.items():
        assert set(letters) <= set(SECTIONS)
        assert section_of(word) is None
        assert may_mean(word) == letters


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (" 张　三 ", "张三"),
        ("张三\u200b", "张三"),
        ("Ｊｏｈｎ  Smith", "John Smith"),
        ("JOHN smith", "JOHN smith"),  # the case of Latin letters is theirs
        ("买买提．艾力", "买买提·艾力"),
        ("﨑", "﨑"),  # rare characters are no full-width signs
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_names(written, name):
    assert plain_name(written) == name


def test_emails():
    assert plain_email(" ａnn@mail.cn ") == "ann@mail.cn"
    assert plain_email("no mail") is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("￥12,500.00", 12500),
        ("3.5万", 35000),
        ("(20)", -20),
        ("0.1", 0.1),
        ("34岁", 34),
        ("34周岁", 34),
        ("1e300", None),
        ("n/a", None),
        ("待补充", None),
        (7, None),
        (True, None),
    ],
)
def test_numbers_from_texts(cell, number):
    assert real_number(cell) == number


@pytest.mark.parametrize(
    ("cell", "text"),
    [(1001.0, "1001"), (7, "7"), (1.5, None), (-1, None), (1e15, None), ("7", None), (True, None)],
)
def test_identifiers_from_numbers(cell, text):
    assert text_identifier(cell) == text


@given(cells)
def test_any_cell_is_taken_and_the_result_stands(cell):
    for standard in (plain_name, plain_email):
        result = standard(cell)
        assert result is None or standard(result) == result
    assert real_number(real_number(cell)) is None
    assert text_identifier(text_identifier(cell)) is None
    assert section_of(cell) in (None, *SECTIONS)
