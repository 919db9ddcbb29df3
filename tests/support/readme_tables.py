"""The tables of README.md that are written from the declarations.

``python -m tests.support.readme_tables`` writes them anew between their marks; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from xlsegment.errors import NoWorkbookOpen, PythonDidNotStart, XlsegmentError
from xlsegment.excel.examples import result_of, rows_of, shown
from xlsegment.excel.ribbon import GROUPS
from xlsegment.excel.udfs import FUNCTIONS
from xlsegment.text import LANGS, Lang, Text

README: Final = Path(__file__).parents[2] / "README.md"
_BLOCK: Final = re.compile(r"(<!-- (\w+) (zh|en)[^>]*-->\n).*?(<!-- end -->)", re.DOTALL)
_FIELD: Final = re.compile(r"\{[^}]*\}")
_ROOMS: Final = ("xlsegment.errors.excel", "xlsegment.errors.install")
_SIZE: Final = Text("{rows} 行 × {columns} 列的表", "a table, {rows} × {columns}")

_Rows = Iterator[tuple[str, ...]]


def functions(lang: Lang) -> _Rows:
    """Yield every worksheet function with its first example."""
    yield ("函数", "作用", "示例", "结果") if lang == "zh" else (
        "Function", "What it does", "Example", "Result"
    )  # fmt: skip
    for function in FUNCTIONS:
        example = function.examples[0]
        result = result_of(function, example)
        rows = rows_of(result)
        size = _SIZE.in_(lang, rows=len(rows), columns=len(rows[0]))
        value = size if isinstance(result, list) else shown(result, example)[0]
        yield (
            f"`{function.name}`",
            _plain(function.summary.in_(lang)),
            f"`{example.formula}`",
            _plain(value),
        )


def buttons(lang: Lang) -> _Rows:
    """Yield every button of the ribbon."""
    yield ("组", "按钮", "作用") if lang == "zh" else ("Group", "Button", "What it does")
    for group in GROUPS:
        for button in group.shown:
            yield group.label.in_(lang), button.label.in_(lang), _plain(button.tip.in_(lang))


def messages(lang: Lang) -> _Rows:
    """Yield every message of the buttons and of the installation."""
    yield ("代码", "提示") if lang == "zh" else ("Code", "Message")
    for error in sorted(_leaves(), key=lambda leaf: leaf.code):
        yield error.code, _plain(_FIELD.sub("…", error.text.in_(lang)))


def _leaves() -> Iterator[type[XlsegmentError]]:
    yield from (NoWorkbookOpen, PythonDidNotStart)
    waiting = [XlsegmentError]
    while waiting:
        error = waiting.pop()
        waiting += error.__subclasses__()
        if "code" in vars(error) and error.__module__ in _ROOMS:
            yield error


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return re.sub(r"([*|_<])", r"\\\1", text)


TABLES: Final[dict[str, Callable[[Lang], _Rows]]] = {
    "functions": functions,
    "buttons": buttons,
    "messages": messages,
}


def markdown(name: str, lang: Lang) -> str:
    """Return one table."""
    head, *rows = TABLES[name](lang)
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def marks(text: str) -> list[tuple[str, Lang]]:
    """Return which tables a text holds."""
    return [
        (found[2], lang) for found in _BLOCK.finditer(text) for lang in LANGS if lang == found[3]
    ]


def refreshed(text: str) -> str:
    """Return a text with all its tables written anew."""
    return _BLOCK.sub(lambda found: found[1] + markdown(found[2], _lang(found[3])) + found[4], text)


def _lang(code: str) -> Lang:
    return next(lang for lang in LANGS if lang == code)


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
