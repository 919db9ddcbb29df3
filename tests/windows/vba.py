"""Runs a VBA function of the add-in in Python: texts, comparisons, If, Exit; what xlwings uses.

The functions that decide which program Excel starts shall be taken from the add-in, not retyped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

#: What VBA's compiler knows on a 64-bit Windows.
_COMPILER: Final = {"App": "Microsoft Excel", "Mac": False, "VBA7": True, "Win64": True}
_LIBRARY: Final[dict[str, Any]] = {
    "Chr": chr,
    "Replace": lambda text, old, new: text.replace(old, new),
    "UCase": str.upper,
    "InStr": lambda text, part: text.find(part) + 1,
    "vbCrLf": "\r\n",
}
_TOKEN: Final = re.compile(r'"(?:[^"]|"")*"|<>|<=|>=|:=|[A-Za-z_]\w*|\d+|\.|\S')
_WORDS: Final = {"And": "and", "Or": "or", "Not": "not", "<>": "!=", "&": "+"}


class VbaError(Exception):
    """What ``Err.Raise`` raised."""


class _Text(str):
    """A text that compares with True and False, as VBA's do."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return (
            self.lower() == str(other).lower()
            if isinstance(other, bool)
            else str.__eq__(self, other)
        )

    def __ne__(self, other: object) -> bool:
        return not self == other


def function(module: str, name: str, world: dict[str, Any]) -> Callable[..., Any]:
    """Return a function of a module; ``world`` is what it may ask of others, and is shared."""
    found = re.search(
        rf"^(?:Public |Private )?(?:Function|Sub) {name}\((.*?)\).*?\n(.*?)^End (?:Function|Sub)",
        module,
        re.MULTILINE | re.DOTALL,
    )
    assert found is not None, f"no function {name}"
    parameters = [_parameter(text) for text in found[1].split(",") if text.strip()]
    source = [f"def {name}({', '.join(parameters)}):", "    _result = _Text()"]
    depth = 1
    for line in _compiled(found[2]):
        depth -= line.startswith(("ElseIf ", "Else", "End If"))
        if statement := _statement(line, name):
            source.append("    " * depth + statement)
        depth += line.startswith(("If ", "ElseIf ", "Else")) and not line.startswith("End")
        if line.startswith(("If ", "ElseIf ", "Else")):
            # So that a branch with declarations only is one.
            source.append("    " * depth + "pass")
    source.append("    return _result")
    for known, value in _LIBRARY.items():
        world.setdefault(known, value)
    world.setdefault("_Text", _Text)
    world.setdefault("_raise", _raise)
    exec("\n".join(source), world)
    made: Callable[..., Any] = world[name]
    return made


def _raise(*given: Any, Description: str = "") -> None:  # noqa: N803
    raise VbaError(Description or given)


def _parameter(text: str) -> str:
    name, _, rest = text.replace("Optional ", "").replace("ByVal ", "").strip().partition(" ")
    default = rest.partition("=")[2].strip()
    return f"{name}={default}" if default else name


def _compiled(body: str) -> Iterator[str]:
    """Yield the statements that the compiler sees: one a line, without comments."""
    taken: list[bool] = []
    done: list[bool] = []
    for line in re.sub(r" _\n", " ", body).splitlines():
        text = _without_comment(line).strip()
        if text.startswith("#If "):
            done.append(_holds(text[4:]))
            taken.append(done[-1])
        elif text.startswith("#ElseIf "):
            taken[-1] = not done[-1] and _holds(text[8:])
            done[-1] |= taken[-1]
        elif text == "#Else":
            taken[-1] = not done[-1]
        elif text.startswith("#End If"):
            taken.pop()
            done.pop()
        elif text and all(taken):
            yield text


def _without_comment(line: str) -> str:
    return re.sub(r"""^((?:[^"']|"(?:[^"]|"")*")*)'.*""", r"\1", line)


def _holds(condition: str) -> bool:
    expression = _expression(condition.removesuffix("Then").strip(), "")
    return bool(eval(expression, {"_Text": _Text, **_COMPILER}))


def _statement(line: str, name: str) -> str | None:
    """Return a statement in Python; None for what Python needs no word for."""
    if line.startswith("Dim ") or line == "End If":
        return None
    if line in ("Exit Function", "Exit Sub"):
        return "return _result"
    if line == "Else":
        return "else:"
    if branch := re.fullmatch(r"(If|ElseIf) (.*) Then", line):
        return f"{'if' if branch[1] == 'If' else 'elif'} {_expression(branch[2], name)}:"
    if line.startswith("Err.Raise "):
        return f"_raise({_expression(line[10:], name).replace(': =', '=')})"
    given = re.fullmatch(r"(\w+) = (.*)", line)
    assert given is not None, f"not understood: {line}"
    target = "_result" if given[1] == name else given[1]
    value = _expression(given[2], name, assigned=True)
    return f"{target} = {value}"


def _expression(text: str, name: str, *, assigned: bool = False) -> str:
    tokens = _TOKEN.findall(text)
    out = []
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        if token.startswith('"'):
            text = token[1:-1].replace('""', '"')
            out.append(f"_Text({text!r})")
        elif token == "=" and not assigned:
            out.append("==")
        elif token == ":=":
            out.append("=")
        elif token == name and following != "(":
            out.append("_result")
        else:
            out.append(_WORDS.get(token, token))
    return " ".join(out)
