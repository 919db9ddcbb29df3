"""竞品客户: the profile people filled in against the customers of this workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np
import pandas as pd

from xlsegment.actions.decide.carry import carry
from xlsegment.actions.decide.plan import Outcome, Rewrite
from xlsegment.actions.decide.quality import industry_aliases
from xlsegment.actions.decide.section import Basis
from xlsegment.core.celltext import clean_text, is_blank_text
from xlsegment.core.competitor.compare import TELLING_POINTS, Gap, compare, telling
from xlsegment.core.competitor.dimensions import (
    OurDimension,
    dimension_of_column,
    dimension_of_own_column,
    dimension_of_words,
    main_word,
    names_of,
)
from xlsegment.core.competitor.rows import TABLE, clean_profile
from xlsegment.core.header_text import fold
from xlsegment.core.levels import LEVEL_TEXT
from xlsegment.core.matrix.dimensions import DIMENSIONS
from xlsegment.core.wilson import FEW_CASES
from xlsegment.text import Lang, Text
from xlsegment.workbook.sheets import TABLES
from xlsegment.workbook.sheets.competitor import COMPETITOR
from xlsegment.workbook.sheets.competitor_columns import ALIKE, STRONGER, TOLD, WEAKER

_TITLE: Final = COMPETITOR.names[0].name
_KEY: Final = ("gap_competitor", "gap_dimension", "gap_value")
_NOBODY: Final = Text("竞品", "Competitor")
_REST: Final = Text("其余(竞品未列)", "Others (not listed)")
_SPEND: Final = Text("消费层级", "Spend level")
_GROUP: Final = Text("客户群体", "Segment")
#: Columns of the orders by whose most frequent word customers can be compared.
_MAIN: Final[Mapping[str, Text]] = {
    "channel": Text("渠道", "Channel"),
    "category": Text("商品品类", "Category"),
    "payment": Text("支付方式", "Payment"),
}
#: What else dimensions are called.
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "sex": ("gender",),
    "age": ("年龄", "age"),
    "province": ("省",),
    "spend": ("消费水平", "消费能力", "消费档次", "spending level"),
    "group": ("客户分层", "segment name"),
    "channel": ("购买渠道", "purchase channel"),
    "category": ("品类", "偏好品类", "favourite category"),
    "payment": ("付款方式",),
}
_NOTHING: Final = Text(
    "没有填竞品画像，也就没有对比", "No profile of a competitor is filled in yet"
)
_NO_GAPS: Final = Text(
    "与竞品没有超过 5 个百分点的差距", "No difference of 5 points or more from a competitor"
)
_NO_DATA: Final = Text(
    "本工作簿没有“{dimension}”的数据，无法比较。", "This workbook has no data on {dimension}."
)
_FEW: Final = Text("我方有数据的只有 {n} 人，仅供参考。", "Known of only {n} of ours: rough.")
_NONE_OF_THEIRS: Final = Text("竞品占比为 0，没有指数。", "Their share is 0, so there is no index.")
_NOT_LISTED: Final = Text("竞品画像里没有这些取值。", "Their profile has no such value.")
_MORE: Final = Text(
    "{what}：我方 {ours}，{competitor} {theirs}，我方多 {points} 个百分点：我方更吸引这类客户。",
    "{what}: ours {ours}, {competitor} {theirs}, {points} points more: we attract them more.",
)
_LESS: Final = Text(
    "{what}：我方 {ours}，{competitor} {theirs}，我方少 {points} 个百分点：对方更吸引，可争取。",
    "{what}: ours {ours}, {competitor} {theirs}, {points} points fewer: they attract them more.",
)


def decide_competitor(basis: Basis) -> Outcome:
    """Fill the comparison and its main points; people's responses stay with their values."""
    tables, lang = basis.inputs.tables, basis.lang
    profile = basis.inputs.table(TABLE)
    gaps: list[Gap] = []
    outcome = Outcome()
    if profile is not None:
        rows, findings = clean_profile(profile, _NOBODY.in_(lang))
        offers = list(_offers(basis))
        wanted = set(map(fold, rows["dimension"]))
        asked = [offer.make() for offer in offers if offer.called & wanted]
        gaps, more = compare(rows, asked, [offer.name for offer in offers if offer.there])
        outcome.findings = [*findings, *more]
    told = telling(gaps, TOLD)
    if "competitor_gaps" in tables:
        shown = pd.DataFrame(
            [_row(gap, lang) for gap in gaps],
            columns=[k for k in TABLES["competitor_gaps"].keys if k != "gap_response"],
            dtype=object,
        )
        kept = carry(tables["competitor_gaps"], shown, _KEY, ("gap_response",))
        outcome.changes.append(Rewrite("competitor_gaps", kept, _KEY))
    if "competitor_top" in tables:
        several = len({gap.competitor for gap in gaps}) > 1
        points = pd.DataFrame(
            [_point(gap, several, lang) for gap in told],
            columns=list(TABLES["competitor_top"].keys),
            dtype=object,
        )
        outcome.changes.append(Rewrite("competitor_top", points, ("told_value",)))
    none = _NO_GAPS if gaps else _NOTHING
    outcome.names[_TITLE] = _sentence(told[0], lang) if told else none.in_(lang)
    return outcome


@dataclass(frozen=True, slots=True)
class _Offer:
    """A dimension that can be asked for; it is made only when it is."""

    name: str
    called: frozenset[str]
    there: bool
    make: Callable[[], OurDimension]


def _offers(basis: Basis) -> Iterator[_Offer]:
    """Yield what our customers can be compared by."""
    lang, people = basis.lang, basis.result.counted
    customers = _customers(basis)
    orders = basis.inputs.table("orders")
    aliases = industry_aliases(basis.inputs.tables.get("industry_aliases"))
    declared = {column.key: column for column in TABLES["customers"].columns}
    for dimension in DIMENSIONS:
        also = list(_ALSO.get(dimension.key, ()))
        column = declared.get(dimension.column)
        if column is not None and dimension.key != "province":
            also += [*column.header.both, *column.aliases]
        make = partial(dimension_of_column, dimension, also, customers, lang, aliases)
        there = dimension.column in customers
        yield _offer(dimension.name, also, there, make, lang)

    def words(name: Text, also: tuple[str, ...], read: Callable[[], list[str | None]]) -> _Offer:
        def make() -> OurDimension:
            return dimension_of_words(name, also, read(), lang)

        return _offer(name, also, True, make, lang)

    names = {key: group.name.in_(lang) for key, group in basis.groups.items()}
    levels = {level: text.in_(lang) or None for level, text in LEVEL_TEXT.items()}
    yield words(_SPEND, _ALSO["spend"], lambda: [levels[int(n)] for n in people["m_level"]])
    yield words(_GROUP, _ALSO["group"], lambda: [names.get(key) for key in people["segment_id"]])
    for key, name in _MAIN.items():
        offer = words(name, _ALSO[key], partial(_main_words, basis, key))
        yield replace(offer, there=orders is not None and key in orders)
    for header in map(str, customers.columns):
        if header not in declared:
            make = partial(dimension_of_own_column, header, customers[header].tolist())
            yield _Offer(header, names_of(header), True, make)


def _offer(
    name: Text, also: Iterable[str], there: bool, make: Callable[[], OurDimension], lang: Lang
) -> _Offer:
    return _Offer(name.in_(lang), names_of(*name.both, *also), there, make)


def _customers(basis: Basis) -> pd.DataFrame:
    """Return the customer table, one row per customer that counts; blank where it has none."""
    people, table = basis.result.counted, basis.inputs.table("customers")
    if table is None:
        return pd.DataFrame(index=range(len(people)))
    customers = table.reindex(people["row"].to_numpy()).reset_index(drop=True)
    return customers.astype(object).where(customers.notna(), None)


def _main_words(basis: Basis, column: str) -> list[str | None]:
    """Return each customer's most frequent word in a column of the orders."""
    people, orders, sales = basis.result.counted, basis.inputs.table("orders"), basis.sales
    if orders is None or sales is None or column not in orders:
        return [None] * len(people)
    cells = orders[column].to_numpy(dtype=object)[sales["row"].to_numpy()]
    codes, seen = pd.factorize(cells)
    words = np.array([*map(_word, seen), None], dtype=object)[codes]
    found = main_word(sales, list(words)).reindex(people["customer_id"].to_numpy())
    return [None if word != word else str(word) for word in found]


def _word(cell: object) -> str | None:
    text = clean_text(str(cell))
    return None if is_blank_text(text) else text


def _row(gap: Gap, lang: Lang) -> dict[str, object]:
    return {
        "gap_competitor": gap.competitor,
        "gap_dimension": gap.dimension,
        "gap_value": _REST.in_(lang) if gap.value is None else gap.value,
        "our_count": gap.ours,
        "our_share": gap.our_share,
        "gap_share": gap.their_share,
        "gap_index": gap.index,
        "gap_points": gap.points,
        "gap_verdict": _verdict(gap, lang),
        "gap_note": _note(gap, lang),
    }


def _verdict(gap: Gap, lang: Lang) -> str | None:
    if gap.points is None:
        return None
    if abs(gap.points) < TELLING_POINTS - 1e-9:
        return ALIKE.in_(lang)
    return (STRONGER if gap.points > 0 else WEAKER).in_(lang)


def _note(gap: Gap, lang: Lang) -> str | None:
    said: list[str] = []
    if gap.ours is None:
        said.append(_NO_DATA.in_(lang, dimension=gap.dimension))
    elif gap.value is None:
        said.append(_NOT_LISTED.in_(lang))
    elif gap.their_share == 0:
        said.append(_NONE_OF_THEIRS.in_(lang))
    if gap.ours is not None and gap.known < FEW_CASES:
        said.append(_FEW.in_(lang, n=gap.known))
    return _joined(said, lang)


def _joined(said: Iterable[str], lang: Lang) -> str | None:
    return (" " if lang == "en" else "").join(said) or None


def _point(gap: Gap, several: bool, lang: Lang) -> dict[str, object]:
    name = f"{gap.dimension}·{gap.value}"
    return {
        "told_value": f"{gap.competitor}·{name}" if several else name,
        "told_ours": gap.our_share,
        "told_theirs": gap.their_share,
        "told_sentence": _sentence(gap, lang),
    }


def _sentence(gap: Gap, lang: Lang) -> str:
    points = gap.points or 0.0
    return (_MORE if points > 0 else _LESS).in_(
        lang,
        what=f"{gap.dimension}·{gap.value}",
        ours=f"{gap.our_share or 0:.1%}",
        theirs=f"{gap.their_share or 0:.1%}",
        competitor=gap.competitor,
        points=f"{abs(points):.1f}",
    )
