"""Checks of the way from Excel to Python: settings, interpreter, package, library, start."""

from __future__ import annotations

from typing import Final

from xlsegment.errors import (
    DllUnusable,
    InterpreterMissing,
    PackageUnusable,
    PathNotAnsi,
    ServerBlocked,
)
from xlsegment.install import plan
from xlsegment.install.check import Check, Result, bad, good
from xlsegment.install.checks_addin import put_back
from xlsegment.install.checks_excel import join
from xlsegment.install.facts import Facts
from xlsegment.install.places import dll_name
from xlsegment.install.servercommand import PATIENCE, is_ready
from xlsegment.install.steps import InstallPackage, Step
from xlsegment.text import Text

_NOWHERE: Final = Text("(没有设置)", "(not set)")
_NOT_THERE: Final = Text("文件不存在，可能被杀毒软件删除", "it is missing; antivirus?")
_OTHER: Final = Text(
    "内容与 xlwings 发布的不同，可能被改动", "it is not what xlwings has shipped; was it altered?"
)
_NOT_LOADED: Final = Text("无法载入，可能被杀毒软件拦截", "it cannot be loaded; antivirus?")
_SLOW: Final = Text("{seconds} 秒内没有起来", "it did not come up within {seconds} s")


def _encodable(facts: Facts) -> Result | None:
    if facts.named is None:
        return None
    fits = facts.machine.fits_ansi(facts.named)
    return good() if fits else bad(PathNotAnsi(path=facts.named))


def _found(facts: Facts) -> Result:
    if facts.named is None:
        return bad(InterpreterMissing(path=_NOWHERE))
    there = facts.probe is not None
    return (
        good(Text("{p}", "{p}"), p=facts.named)
        if there
        else bad(InterpreterMissing(path=facts.named))
    )


def _loads(facts: Facts) -> Result | None:
    probe = facts.probe
    if probe is None:
        return None
    if probe.reason:
        return bad(PackageUnusable(path=facts.named, reason=probe.reason))
    if facts.broken is not None:
        return bad(PackageUnusable(path=facts.named, reason=facts.broken.reason))
    said = f"Python {probe.python} ({probe.bits}), xlsegment {probe.xlsegment}"
    return good(Text(said, said))


def _install_again(facts: Facts) -> list[Step]:
    if facts.named is None:
        return []
    ours = f"xlsegment=={facts.shipped.version}"
    lost = facts.broken.requirements if facts.broken else (ours,)
    return [InstallPackage(facts.named, plan.reinstall(facts, *lost))]


def _library(facts: Facts) -> Result | None:
    if facts.probe is None or facts.probe.reason:
        return None
    dll = facts.dll
    name = dll.name if dll else dll_name(facts.excel.bits if facts.excel else 64)
    if dll is None or dll.path is None:
        return bad(DllUnusable(file=name, reason=_NOT_THERE))
    if not dll.sound:
        return bad(DllUnusable(file=name, reason=_OTHER))
    if dll.answer is not None and dll.answer.status != 0:
        return bad(DllUnusable(file=name, reason=_NOT_LOADED))
    return good(Text(name, name))


def _place_library(facts: Facts) -> list[Step]:
    return plan.from_xlwings(facts, facts.named) if facts.named else []


def _starts(facts: Facts) -> Result | None:
    blocking = [rule.means for rule in facts.rules if rule.server]
    if blocking:
        return bad(ServerBlocked(reason=join(blocking)))
    if facts.start is None:
        return None
    if is_ready(facts.start):
        return good()
    slow = Text(*(each.format(seconds=f"{PATIENCE:.0f}") for each in _SLOW.both))
    reason = slow if facts.start.status is None else facts.start.last_words
    return bad(ServerBlocked(reason=reason))


CHECKS: Final = (
    Check(
        InterpreterMissing.code,
        Text("设置里的 Python 在吗", "Is the Python of the settings there"),
        _found,
        put_back,
    ),
    Check(
        PathNotAnsi.code,
        Text("路径能用本机 ANSI 代码页表示吗", "Do the paths fit the ANSI code page"),
        _encodable,
        put_back,
        systems=("windows",),
    ),
    Check(
        PackageUnusable.code,
        Text("它能载入 xlsegment 吗", "Can it load xlsegment"),
        _loads,
        _install_again,
    ),
    Check(
        DllUnusable.code,
        Text("xlwings 的 DLL 完好、能载入吗", "Is the DLL of xlwings sound"),
        _library,
        _place_library,
        systems=("windows",),
    ),
    Check(
        ServerBlocked.code,
        Text("Excel 用的启动命令行通吗", "Does the command line that Excel uses work"),
        _starts,
        systems=("windows",),
    ),
)
