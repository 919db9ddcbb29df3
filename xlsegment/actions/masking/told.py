"""What masking and the share check found, in words for people: where, what kind, how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from xlsegment.actions.masking.columns import ID
from xlsegment.core.masking import MASKS
from xlsegment.text import Lang, Text

if TYPE_CHECKING:
    from xlsegment.actions.masking.cells import Done
    from xlsegment.actions.masking.report import MaskReport
    from xlsegment.privacy.results import ShareReport

_ID: Final = Text("客户ID，改为关联码", "customer IDs, now join codes")
_COLUMN: Final = Text(
    "  {sheet} › {header}({kind}{found})：{masked} 个{whole}",
    "  {sheet} › {header} ({kind}{found}): {masked}{whole}",
)
_FOUND: Final = Text("，自动发现", ", found by looking")
_WHOLE: Final = Text(
    "，其中 {n} 个看不懂，整体遮住", ", of which {n} were not understood and are masked whole"
)
_ELSEWHERE: Final = Text("  其他位置 › {place}({kind})：{n} 处", "  {place} ({kind}): {n}")
_DROPPED: Final = Text("  去掉的部件 › {place}", "  left out: {place}")
_FORGOTTEN: Final = Text(
    "{n} 个公式用到脱敏的列：结果已清空，打开时由 Excel 重新计算。",
    "{n} formula(s) use masked columns: their results are blank until Excel opens the file.",
)
_COMMON: Final = Text(
    "{n} 个值与表头用词相同，只在所在单元格脱敏，别处不找。",
    "{n} value(s) are words of the headers, too: masked in their cells, not looked for elsewhere.",
)
_JOINED: Final = Text("加了“关联码”列：{sheets}。", "Join codes were added to: {sheets}.")
_UNREAD: Final = Text(
    "看不了里面的内容，请自己看一眼：{place}", "Nobody looked into this, please do: {place}"
)
_NOTHING: Final = Text("没有发现个人信息。", "No personal data was found.")
_HIT: Final = Text("  {place}：{kind} {n} 处", "  {place}: {kind}, {n}")
#: What masks still tell; the README says it at length.
STILL_PERSONAL: Final = Text(
    "这是去标识化，不是不可识别：姓、手机前三后四位、所在城市、消费和日期合起来仍可能认出本人，请按个人信息保管。",
    "De-identified does not mean unrecognisable: family name, seven digits of the mobile, city, "
    "spending and dates together may still tell who it is. Keep it as personal data.",
)


def kind_name(kind: str) -> Text:
    """Return what people call a kind of personal data."""
    if kind == ID:
        return _ID
    mask = MASKS.get(kind)
    return Text(kind, kind) if mask is None else mask.label


def mask_lines(report: MaskReport, lang: Lang) -> Iterator[str]:
    """Yield what was masked where, one line each."""
    for done in report.done:
        yield _column(done, lang)
    elsewhere: Counter[tuple[str, str]] = Counter()
    for (sort, kind), count in report.scrubbed.replaced.items():
        elsewhere[sort.value.in_(lang), kind_name(kind).in_(lang)] += count
    for (where, kind), count in elsewhere.items():
        yield _ELSEWHERE.in_(lang, place=where, kind=kind, n=f"{count:,}")
    for place in report.scrubbed.dropped:
        yield _DROPPED.in_(lang, place=place.in_(lang))


def mask_notes(report: MaskReport, lang: Lang) -> Iterator[str]:
    """Yield what people should know about the result."""
    if report.joined:
        yield _JOINED.in_(lang, sheets=("、" if lang == "zh" else ", ").join(report.joined))
    if report.forgotten:
        yield _FORGOTTEN.in_(lang, n=f"{report.forgotten:,}")
    if report.common:
        yield _COMMON.in_(lang, n=f"{report.common:,}")
    for place in report.unread:
        yield _UNREAD.in_(lang, place=place.in_(lang))
    yield STILL_PERSONAL.in_(lang)


def share_lines(report: ShareReport, lang: Lang) -> Iterator[str]:
    """Yield what the share check found, one line each; one line, too, where it was nothing."""
    if report.clean:
        yield _NOTHING.in_(lang)
    for hit in report.hits:
        kind = kind_name(hit.kind).in_(lang)
        yield _HIT.in_(lang, place=hit.place.in_(lang), kind=kind, n=f"{hit.count:,}")


def unread_lines(report: ShareReport, lang: Lang) -> Iterator[str]:
    """Yield what the share check could not look into."""
    for place in report.unread:
        yield _UNREAD.in_(lang, place=place.in_(lang))


def _column(done: Done, lang: Lang) -> str:
    column = done.column
    return _COLUMN.in_(
        lang,
        sheet=column.sheet,
        header=column.header,
        kind=kind_name(column.kind).in_(lang),
        found=_FOUND.in_(lang) if column.origin == "detected" else "",
        masked=f"{done.masked:,}",
        whole=_WHOLE.in_(lang, n=f"{done.whole:,}") if done.whole else "",
    )
