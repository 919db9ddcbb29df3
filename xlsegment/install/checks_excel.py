"""Checks of Excel itself and of the rules it obeys."""

from __future__ import annotations

from typing import Final

from xlsegment.errors import (
    ExcelIsOther,
    ExcelRunning,
    NoExcelHere,
    PolicyBlocks,
    ScriptMissing,
)
from xlsegment.install import plan
from xlsegment.install.check import NOTHING, Check, Result, bad, good, note
from xlsegment.install.excelprogram import is_excel
from xlsegment.install.facts import Facts
from xlsegment.install.places import SCRIPT
from xlsegment.install.steps import Step
from xlsegment.text import Text

_FOUND: Final = Text("{version} {bits}{spills}", "{version} {bits}{spills}")
_BITS: Final = Text("{bits} 位", "{bits} bits")
_SPILLS: Final = Text("，公式结果可以溢出", ", formulas can spill")
_SPILLS_NOT: Final = Text(
    "，公式结果不能溢出：表格函数请按数组公式输入(Ctrl+Shift+Enter)",
    ", formulas cannot spill: enter table functions as array formulas (Ctrl+Shift+Enter)",
)
_UNKNOWN: Final = Text("版本未知", "version unknown")
_HIDDEN: Final = Text(
    "，但没有窗口：请在任务管理器里结束它", ", without a window: end it in the Task Manager"
)
_RUNNING: Final = Text(
    "正在运行(进程号 {pids})；修复前请关闭", "running (process {pids}); close it before mending"
)
_AUTOMATION: Final = Text(
    "已就位；若按钮没有反应，请在 系统设置→隐私与安全性→自动化 中允许 Excel",
    "in place; if buttons do nothing, allow Excel under System Settings, Privacy & Security, "
    "Automation",
)


def _installed(facts: Facts) -> Result:
    excel = facts.excel
    if excel is None:
        return bad(NoExcelHere())
    spills = {True: _SPILLS, False: _SPILLS_NOT, None: NOTHING}[excel.spills]
    return good(
        _FOUND,
        version=excel.version or _UNKNOWN,
        bits=Text(*(each.format(bits=excel.bits) for each in _BITS.both)) if excel.bits else "",
        spills=spills,
    )


def _itself(facts: Facts) -> Result | None:
    if not facts.taken:
        return None
    return good() if is_excel(facts.taken) else bad(ExcelIsOther(path=facts.taken))


def _allowed(facts: Facts) -> Result:
    blocking = [rule.means for rule in facts.rules if not rule.server]
    return bad(PolicyBlocks(rules=join(blocking))) if blocking else good()


def _script(facts: Facts) -> Result:
    return good(_AUTOMATION) if facts.script else bad(ScriptMissing(file=SCRIPT))


def _place_script(facts: Facts) -> list[Step]:
    return plan.from_xlwings(facts, facts.named) if facts.named else []


def _windows(facts: Facts) -> Result | None:
    if not facts.running:
        return None
    hidden = all(each.hidden for each in facts.running)
    pids = pids_of(facts)
    return bad(ExcelRunning(pids=pids, hidden=_HIDDEN)) if hidden else note(_RUNNING, pids=pids)


def pids_of(facts: Facts) -> str:
    """List the processes of Excel."""
    return ", ".join(str(each.pid) for each in facts.running)


def running(facts: Facts) -> ExcelRunning:
    """Return the error that asks for Excel to be closed."""
    hidden = all(each.hidden for each in facts.running)
    return ExcelRunning(pids=pids_of(facts), hidden=_HIDDEN if hidden else "")


def join(texts: list[Text]) -> Text:
    """List texts in both languages."""
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))


CHECKS: Final = (
    Check(
        NoExcelHere.code,
        Text("装了 Microsoft Excel 吗", "Is Microsoft Excel installed"),
        _installed,
        systems=("windows", "macos", "other"),
    ),
    Check(
        ExcelIsOther.code,
        Text("系统认的 Excel 是 Excel 吗(不是 WPS)", "Does the system take Excel for Excel"),
        _itself,
        systems=("windows",),
    ),
    Check(
        PolicyBlocks.code,
        Text("安全设置允许加载项运行吗", "Do the security settings allow the add-in"),
        _allowed,
        systems=("windows",),
    ),
    Check(
        ScriptMissing.code,
        Text("macOS 的启动脚本在吗", "Is the macOS script in place"),
        _script,
        _place_script,
        systems=("macos",),
    ),
    Check(
        ExcelRunning.code,
        Text("有没有看不见的 Excel", "Is there an Excel that nobody sees"),
        _windows,
    ),
)
