"""Personal data in texts that nobody labelled, found by its form and by its check digits.

What cannot be proven is kept out: numbers within longer ones or behind letters (orders and
products have such), bank cards without check digit, addresses without a street, names without a
word that announces them. Of random numbers, one of a hundred of 18 digits that begin like an
identity card is taken for one, and of 16 digits one of thirty for a bank card; the tests measure
both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xlsegment.core.cities import AUTONOMOUS_PREFECTURES, CITIES, PREFECTURES, PROVINCES
from xlsegment.core.mask_addresses import region_of
from xlsegment.core.mask_names import reads_as_name
from xlsegment.core.masked import HAN
from xlsegment.core.masking import MASKS
from xlsegment.core.span import Span, apply_spans, without_overlaps

_EMAIL: Final = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9!#$%&'+/=?^_`{|}~.-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}"
)
#: Neither in the midst of a longer number or code, nor of a decimal number.
_BEFORE: Final = r"(?<![A-Za-z0-9_.\-*])"
_BEHIND: Final = r"(?![A-Za-z0-9_*]|[.\-][A-Za-z0-9*])"
_MOBILE: Final = re.compile(
    rf"{_BEFORE}(?:(?:\+|00)86[ -]?|86 )?1[3-9]\d(?:(?P<gap>[ -])\d{{4}}(?P=gap)\d{{4}}|\d{{8}})"
    rf"(?![A-Za-z0-9_*]|\.0*[1-9]|-[A-Za-z0-9])",
    re.ASCII,
)
_POWER: Final = re.compile(r"(?<![\w.])1\.[3-9]\d{9}E\+?10(?!\w)", re.ASCII | re.IGNORECASE)
_IDENTITY: Final = re.compile(rf"{_BEFORE}[1-9]\d{{16}}[\dXx]{_BEHIND}", re.ASCII)
#: The numbers of 15 digits prove little; orders are as long.
_OLD_IDENTITY: Final = re.compile(rf"(?:身份证|证件)\D{{0,6}}([1-9]\d{{14}}){_BEHIND}", re.ASCII)
_CARD: Final = re.compile(
    rf"{_BEFORE}(?:\d{{4}}(?P<gap>[ -])\d{{4}}(?P=gap)\d{{4}}(?P=gap)\d{{1,4}}"
    rf"(?:(?P=gap)\d{{1,3}})?|\d{{14,19}}){_BEHIND}",
    re.ASCII,
)
_LANDLINE: Final = re.compile(
    rf"{_BEFORE}(?:\+86[ -]?|0086[ -]?)?(?:\(0\d{{2,3}}\)[ -]?|0(?:10|2\d|[3-9]\d\d)[ -])"
    rf"[2-8]\d{{2,3}} ?\d{{4}}(?:(?:转|ext\.?|x|-)\d{{1,6}})?{_BEHIND}",
    re.ASCII,
)
_STREET: Final = re.compile(
    r"(?:路|街|道|巷|弄|里|胡同|村|镇|乡|小区|花园|新村|家园|大厦|广场|公寓|苑|园).{0,14}?[0-9零一二三四五六七八九十]"
    r"|[0-9]\s*(?:号|弄|栋|幢|室|楼|单元|组)"
)
_REGION_STARTS: Final = frozenset(
    name[:2]
    for name in (
        *PROVINCES, *CITIES, *AUTONOMOUS_PREFECTURES, *PREFECTURES,
        *("北京", "上海", "天津", "重庆", "内蒙", "西藏", "广西", "宁夏", "新疆", "香港", "澳门"),
    )
)  # fmt: skip
_REGION_SIGN: Final = re.compile("[省市区州盟县]")
_ADDRESS_END: Final = re.compile(r"[，。；;！!？?、\n\r\t|\"“”<>]| {2,}|,(?!\d)")
_LONGEST_ADDRESS: Final = 80
_ANNOUNCED: Final = re.compile(
    r"(?:联系人|收货人|收件人|收款人|付款人|寄件人|经办人|姓名|户名|持卡人)"
    rf"[ 　]?[:：为是][ 　]?([{HAN}]{{2,4}})(?![{HAN}])"
)
_ADDRESSED: Final = re.compile(
    rf"(?<![{HAN}])([{HAN}]{{2,4}})(?:先生|女士|小姐|同学|老师)(?![{HAN}])"
)
#: Folders of users in paths of files are called like them.
_BREAK: Final = r"(?:[/\\]|%5C|%2F)"
_USER_FOLDER: Final = re.compile(
    rf"(?:[A-Z]:{_BREAK}(?:Users|Documents and Settings)|(?:(?<![\w.:/\\-])|file://)/(?:Users|home))"
    rf"{_BREAK}(?!(?:Public|Default|Shared|All Users){_BREAK})"
    rf"([^/\\\s*\"'<>|:?](?:(?!{_BREAK})[^*\"'<>|:?\n]){{0,63}}){_BREAK}",
    re.IGNORECASE,
)
#: Programs sign with several words, too.
_TWO_WORDS: Final = re.compile(
    r"(?!.*\b(?:Microsoft|Office|Excel|Apache|Windows|User|Admin|Group|Team|Company|Ltd|Inc|Open)\b)"
    r"[A-Z][a-z'’\-]+(?: [A-Z][a-z'’.\-]*){1,2}"
)
#: Written with an Asian keyboard; each is one character, wide or not.
_WIDE: Final = re.compile("[０-９Ａ-Ｚａ-ｚ＠．]")
_NARROW: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if _WIDE.match(chr(code))}
_HAN_WORD: Final = re.compile(f"[{HAN}]+")
_ANY_DIGIT: Final = re.compile(r"\d", re.ASCII)


def spans(text: str) -> list[Span]:
    """Return the personal data in a text, each with its kind and its mask.

    Examples
    --------
    >>> [(span.kind, span.masked) for span in spans("请电 138 1234 5678 或 li@example.com")]
    [('mobile', '138****5678'), ('email', 'l***@example.com')]
    """
    if _WIDE.search(text):
        text = text.translate(_NARROW)
    found = [*_by_form(text)] if _ANY_DIGIT.search(text) or "@" in text else []
    found += _names(text)
    found += [Span(*user.span(1), "name", "***") for user in _USER_FOLDER.finditer(text)]
    return without_overlaps(found) if len(found) > 1 else found


def masked_within(text: str) -> str:
    """Return a text with the personal data in it masked, and names that stand beside such.

    Examples
    --------
    >>> [masked_within(text) for text in ("请联系 li@example.com", "李娜13912345678", "李娜")]
    ['请联系 l***@example.com', '李*139****5678', '李娜']
    """
    found = spans(text)
    if not found:
        return text
    taken = bytearray(len(text))
    for span in found:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    beside = [
        _span("name", text, *word.span())
        for word in _HAN_WORD.finditer(text)
        if not any(taken[word.start() : word.end()]) and reads_as_name(word[0])
    ]
    return apply_spans(text, without_overlaps([*found, *beside]))


def number_span(stored: str) -> Span | None:
    """Return what a number is that stands in a cell as a number: only mobile numbers prove it."""
    match = re.fullmatch(r"1[3-9][0-9]{9}(?:\.0+)?", stored) or _POWER.fullmatch(stored)
    return _span("mobile", stored, 0, len(stored)) if match else None


def whole_name(text: str) -> list[Span]:
    """Return a text as one name when it reads as a person's: of two words in Latin letters."""
    name = text.strip()
    if not reads_as_name(name) and not _TWO_WORDS.fullmatch(name):
        return []
    return [_span("name", text, 0, len(text))]


def _by_form(text: str) -> Iterator[Span]:
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield from _sure("email", text, match.start(), match.end())
    for match in _IDENTITY.finditer(text):
        yield from _sure("identity", text, match.start(), match.end())
    for match in _OLD_IDENTITY.finditer(text):
        yield from _sure("identity", text, match.start(1), match.end(1))
    for pattern in (_MOBILE, _POWER):
        for match in pattern.finditer(text):
            yield from _sure("mobile", text, match.start(), match.end())
    for match in _CARD.finditer(text):
        yield from _sure("card", text, match.start(), match.end())
    for match in _LANDLINE.finditer(text):
        yield from _sure("landline", text, match.start(), match.end())
    yield from _addresses(text)


def _sure(kind: str, text: str, start: int, end: int) -> Iterator[Span]:
    mask = MASKS[kind]
    found = text[start:end]
    if mask.recognises(found) and not mask.is_masked(found):
        yield _span(kind, text, start, end)


def _span(kind: str, text: str, start: int, end: int) -> Span:
    return Span(start, end, kind, MASKS[kind].apply(text[start:end]).text)


def _addresses(text: str) -> Iterator[Span]:
    if not _REGION_SIGN.search(text):
        return
    at = 0
    while at + 4 < len(text):
        region = region_of(text[at:]) if text[at : at + 2] in _REGION_STARTS else ""
        if not region:
            at += 1
            continue
        behind = at + len(region)
        stop = _ADDRESS_END.search(text, behind, at + _LONGEST_ADDRESS)
        end = stop.start() if stop else min(len(text), at + _LONGEST_ADDRESS)
        if _STREET.search(text, behind, end):
            end = at + len(text[at:end].rstrip())
            yield Span(at, end, "address", f"{region}***")
        at = max(end, behind)


def _names(text: str) -> Iterator[Span]:
    for pattern in (_ANNOUNCED, _ADDRESSED):
        for match in pattern.finditer(text):
            if reads_as_name(match[1]):
                yield _span("name", text, match.start(1), match.end(1))
