"""Arguments that are a choice rather than data: a word of a list, yes or no, a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

from xlsegment.excel.cells import Block, Cell, CellError, plain
from xlsegment.excel.declare import Argument
from xlsegment.excel.readers import word
from xlsegment.text import Lang, Text

Choice = TypeVar("Choice")

#: Every function whose result holds words of ours takes this as its last argument.
LANGUAGE: Final = Argument(
    "language",
    Text(
        "结果文字的语言：中文（默认）或 English，也可写 zh、en",
        "Language of the words in the result: 中文 (default) or English; zh or en also work",
    ),
    optional=True,
)
_LANGUAGES: Final[dict[str, Lang]] = {
    "zh": "zh",
    "中文": "zh",
    "简体中文": "zh",
    "chinese": "zh",
    "en": "en",
    "英文": "en",
    "english": "en",
}
_SWITCHES: Final = {
    "true": True,
    "yes": True,
    "是": True,
    "1": True,
    "false": False,
    "no": False,
    "否": False,
    "0": False,
}


def words(choices: Mapping[Choice, Iterable[str]]) -> dict[str, Choice]:
    """Return which choice each word stands for, ready for `choice`."""
    return {str(word(text)): key for key, texts in choices.items() for text in texts}


def single(value: object) -> Cell:
    """Return the one cell of an argument; ``#VALUE!`` when it is more than one."""
    block = Block.of(value)
    return plain(block.cells[0]) if block.single else CellError.VALUE


def choice(value: object, known: Mapping[str, Choice], default: Choice) -> Choice | CellError:
    """Return what a word stands for: the default for blank, ``#VALUE!`` for an unknown one."""
    cell = single(value)
    if cell is None:
        return default
    if isinstance(cell, CellError):
        return cell
    return one_of(known)(cell)


def one_of(known: Mapping[str, Choice]) -> Callable[[Cell], Choice | CellError]:
    """Return the reader of a choice that may differ from row to row; see `spread`."""

    def chosen(cell: Cell) -> Choice | CellError:
        found = known.get(str(word(cell)))
        return CellError.VALUE if found is None else found

    return chosen


def language(value: object, default: Lang = "zh") -> Lang | CellError:
    """Return the language that the argument `LANGUAGE` asks for."""
    return choice(value, _LANGUAGES, default)


def switch(value: object, default: bool) -> bool | CellError:
    """Return yes or no: TRUE and FALSE, 1 and 0, 是 and 否."""
    return choice(value, _SWITCHES, default)
