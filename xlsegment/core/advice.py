"""What to do with a group, part by part: from the user's own table, else from the built-in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, get_args

from xlsegment.core.celltext import clean_text
from xlsegment.core.columns import KEYWORDS
from xlsegment.core.strategies import KEY_OF_NAME, STRATEGIES, result_texts
from xlsegment.text import Text

Part = Literal["direction", "measures", "keywords", "owner", "features"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)

#: What each part is called, as a word and as the header of a table.
PART_WORDS: Final[dict[Part, tuple[str, ...]]] = {
    "direction": ("方向", "策略方向", "策略", "direction", "strategy", "strategy direction"),
    "measures": ("措施", "具体措施", "行动措施", "具体行动", "measures", "actions"),
    "keywords": ("关键词", "策略建议关键词", "keywords"),
    "owner": ("负责人", "责任人", "跟进人", "owner", "person in charge", "responsible"),
    "features": (
        *("特征", "核心特征", "核心特征描述", "特征描述", "群体特征"),
        *("features", "key features"),
    ),
}
_GROUP_WORDS: Final = frozenset(
    {"客户群体", "客户群体名称", "群体名称", "群体", "客户层级", "分层"}
    | {"segment", "segment name", "tier", "group"}
)

#: Group name -> part -> text; groups as `found_key` spells them.
StrategyTable = Mapping[str, Mapping[Part, str]]

_KEYS: Final = {
    **{clean_text(name): key for name, key in KEY_OF_NAME.items()},
    **{key: key for key in STRATEGIES},
}
#: In small letters a name comes before an id: the id ``potential`` is not the name ``Potential``.
_KEYS_IN_SMALL: Final = {
    **{key.lower(): key for key in STRATEGIES},
    **{clean_text(name).lower(): key for name, key in KEY_OF_NAME.items()},
}


def advice(tier: str, part: Part) -> Text | None:
    """Return the built-in advice for a group.

    Parameters
    ----------
    tier : str
        Its name in either language, or its id: a rule's, an eight-class code, an eleven-class key.
    part : str
        One of `PARTS`.

    Returns
    -------
    Text or None
        None when there is no such group.

    Examples
    --------
    >>> advice("核心忠诚客户", "direction").zh, advice("champions", "owner").zh
    ('深度绑定与价值提升', '*客户经理')
    """
    key = _key(tier)
    if key is None:
        return None
    if part == "keywords":
        return result_texts(key)[KEYWORDS]
    strategy = STRATEGIES[key]
    return {
        "direction": strategy.direction,
        "measures": strategy.measures,
        "owner": strategy.owner,
        "features": strategy.features,
    }[part]


def table_of(rows: Sequence[Sequence[str]]) -> StrategyTable | None:
    """Read a strategy table with its header row.

    Parameters
    ----------
    rows : sequence of sequences of str
        The header first; the column of the groups and at least one part must be there.

    Returns
    -------
    mapping or None
        None when the header is not understood. The first row of a group counts.
    """
    header = [same(cell) for cell in rows[0]] if rows else []
    group = next((i for i, word in enumerate(header) if word in _GROUP_WORDS), None)
    columns = {
        part: header.index(word)
        for part in PARTS
        for word in reversed(PART_WORDS[part])
        if word in header
    }
    if group is None or not columns:
        return None
    table: dict[str, dict[Part, str]] = {}
    for row in rows[1:]:
        texts = {part: row[column] for part, column in columns.items() if row[column]}
        if row[group]:
            table.setdefault(same(row[group]), texts)
    return table


def found_in(table: StrategyTable, tier: str, part: Part) -> str | None:
    """Return what a table says; ``""`` where it knows the group but not the part, else None.

    A group may be asked for by its name in one language and stand there in the other, or by id.
    """
    key = _key(tier)
    names = STRATEGIES[key].name.both if key is not None else ()
    for name in (tier, *names, *(() if key is None else (key,))):
        if (texts := table.get(same(name))) is not None:
            return texts.get(part, "")
    return None


def _key(tier: str) -> str | None:
    return _KEYS.get(clean_text(tier)) or _KEYS_IN_SMALL.get(same(tier))


def same(text: str) -> str:
    """Return a name as it is compared: half width, small letters."""
    return clean_text(text).lower()
