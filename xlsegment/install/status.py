"""What is installed where, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlsegment.install.doctor import examine
from xlsegment.install.facts import Facts
from xlsegment.install.private import without_names
from xlsegment.install.shipped import sha256
from xlsegment.text import Lang, Text

_NONE: Final = Text("没有", "none")
_NOT_SET: Final = Text("没有设置", "not set")
_YES: Final = Text("会：Excel 启动时自动载入", "yes: Excel loads it when it starts")
_NO: Final = Text("不会({codes})，详见 xlsegment doctor", "no ({codes}); see xlsegment doctor")
_LABELS: Final = {
    "package": Text("程序包", "package"),
    "excel": Text("Excel", "Excel"),
    "addin": Text("加载项", "add-in"),
    "fingerprint": Text("SHA-256", "SHA-256"),
    "python": Text("Python", "Python"),
    "environment": Text("独立环境", "own environment"),
    "settings": Text("设置文件", "settings"),
    "dll": Text("DLL", "DLL"),
    "loads": Text("Excel 会载入吗", "would load"),
}


def render_status(facts: Facts, lang: Lang) -> str:
    """Return the lines of ``xlsegment status``."""
    lines = [f"{_LABELS[key].in_(lang)}: {value}" for key, value in _lines(facts, lang)]
    return without_names("\n".join(lines), facts.machine)


def _lines(facts: Facts, lang: Lang) -> Iterator[tuple[str, object]]:
    none = _NONE.in_(lang)
    yield "package", facts.shipped.version
    excel = facts.excel
    yield "excel", f"{excel.version or excel.path} {excel.bits or ''}".strip() if excel else none
    yield "addin", facts.places.addin if facts.addin else none
    if facts.addin:
        same = "=" if facts.addin.sha256 == sha256(facts.shipped.addin) else "≠"
        yield "fingerprint", f"{facts.addin.sha256} {same} {facts.shipped.version}"
    probe = facts.probe
    said = f" ({probe.python}, xlsegment {probe.xlsegment or none})" if probe else ""
    yield "python", f"{facts.named or _NOT_SET.in_(lang)}{said}"
    environment = facts.manifest.environment if facts.manifest else ""
    yield "environment", environment or none
    if facts.said:
        yield "settings", facts.places.conf or facts.places.addin
    if facts.dll:
        yield "dll", facts.dll.path or none
    codes = [each.check.code for each in examine(facts) if each.is_problem]
    yield "loads", _NO.in_(lang, codes=", ".join(codes)) if codes else _YES.in_(lang)
