"""Company rules and security settings that decide whether the add-in may run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xlsegment.install.machine import Hive, Key, Registry
from xlsegment.text import Text

_EXCEL: Final = r"Microsoft\Office\16.0\Excel\Security"
_COMMON: Final = r"Microsoft\Office\16.0\Common"
# Where a company sets rules, then where the user's own choice stands.
_RULES: Final[tuple[tuple[Hive, str], ...]] = (
    ("HKCU", r"Software\Policies"),
    ("HKLM", r"Software\Policies"),
    ("HKCU", r"Software\Policies\Microsoft\Cloud\Office\16.0\Software"),
)
_CHOICE: Final[tuple[tuple[Hive, str], ...]] = (("HKCU", "Software"),)
_DEFENDER: Final = r"Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_NO_CHILDREN: Final = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
_NO_WIN32: Final = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"
_BLOCK: Final = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One value that forbids something when it is one of ``when``.

    Attributes
    ----------
    server
        Whether it stops Python from being started rather than the add-in from loading.
    """

    path: str
    name: str
    when: tuple[int, ...]
    means: Text
    server: bool = False
    company_only: bool = False


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        _COMMON,
        "VBAOff",
        (1,),
        Text("整个 Office 停用了 VBA", "VBA is switched off for all of Office"),
        company_only=True,
    ),
    Rule(
        _EXCEL,
        "DisableAllAddins",
        (1,),
        Text("禁用所有加载项", "all add-ins are disabled"),
    ),
    Rule(
        _EXCEL,
        "RequireAddinSig",
        (1,),
        Text("加载项必须有受信任的签名", "add-ins must be signed by a trusted publisher"),
    ),
    Rule(
        rf"{_EXCEL}\Trusted Locations",
        "AllLocationsDisabled",
        (1,),
        Text(
            "停用了所有受信任位置，XLSTART 里的宏也被阻止",
            "all trusted locations are disabled, so macros in XLSTART are blocked, too",
        ),
    ),
    Rule(
        _DEFENDER,
        _NO_CHILDREN,
        (_BLOCK,),
        Text(
            "禁止 Office 启动其他程序(ASR)",
            "Office may not start other programs (attack surface reduction)",
        ),
        server=True,
        company_only=True,
    ),
    Rule(
        _DEFENDER,
        _NO_WIN32,
        (_BLOCK,),
        Text(
            "禁止宏调用系统函数(ASR)",
            "macros may not call system functions (attack surface reduction)",
        ),
        server=True,
        company_only=True,
    ),
)


def forbidding(registry: Registry) -> tuple[Rule, ...]:
    """Return the rules that are in force on this machine."""
    return tuple(rule for rule in RULES if any(_matches(registry, rule)))


def _matches(registry: Registry, rule: Rule) -> Iterator[bool]:
    for hive, root in _RULES if rule.company_only else (*_RULES, *_CHOICE):
        values = {
            name.casefold(): value
            for name, value in registry.values(Key(hive, rf"{root}\{rule.path}")).items()
        }
        found = values.get(rule.name.casefold())
        # Defender keeps its numbers as text.
        yield str(found) in {str(number) for number in rule.when}
