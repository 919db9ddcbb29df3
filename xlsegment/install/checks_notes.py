"""What is no fault, but is asked about when something does not work."""

from __future__ import annotations

from typing import Final

from xlsegment.install.check import Check, Result, good, note
from xlsegment.install.facts import Facts
from xlsegment.install.steps import RemoveFile, Step
from xlsegment.text import Text


def _pythons(facts: Facts) -> Result | None:
    if len(facts.others.pythons) < 2:
        return None
    return note(
        Text(
            "有 {n} 个：{paths}。Excel 只用上面设置里的那一个",
            "{n}: {paths}. Excel uses only the one of the settings above",
        ),
        n=len(facts.others.pythons),
        paths="; ".join(map(str, facts.others.pythons)),
    )


def _xlwings(facts: Facts) -> Result | None:
    if not facts.others.xlwings:
        return None
    return note(Text("有；与本加载项互不影响", "It is there; the two do not disturb each other"))


def _intellisense(facts: Facts) -> Result | None:
    if facts.others.intellisense:
        return note(Text("有；输入公式时会显示参数说明", "There; it shows help for arguments"))
    return note(
        Text(
            "没有；不影响使用，装上后输入公式时会显示参数说明",
            "Not there; nothing depends on it, it would show help while a formula is typed",
        )
    )


def _state(facts: Facts) -> Result | None:
    if not facts.state:
        return None
    return note(
        Text(
            "有：上次在 Excel 里运行被中断。若公式不再自动计算，请在 公式→计算选项 中选“自动”",
            "Yes: a run inside Excel was cut off. If formulas no longer calculate, choose "
            "Automatic under Formulas, Calculation Options",
        )
    )


def _drop_state(facts: Facts) -> list[Step]:
    return [RemoveFile(facts.places.state)]


def _models(facts: Facts) -> Result | None:
    if facts.probe is None or facts.probe.reason:
        return None
    if facts.probe.models:
        return good()
    return note(
        Text(
            "没有；客户聚类和预测的客户生命周期价值不会填写，其他不受影响。要用请运行 "
            '"{python}" -m pip install "xlsegment[models]"',
            "Not there; clusters and the predicted lifetime value are left out, nothing else "
            'depends on it. To have them run "{python}" -m pip install "xlsegment[models]"',
        ),
        python=facts.named,
    )


CHECKS: Final = (
    Check(
        "I-101",
        Text("有几个 Python", "How many Pythons are there"),
        _pythons,
    ),
    Check(
        "I-102",
        Text("装了 xlwings 自己的加载项吗", "Is xlwings' own add-in installed"),
        _xlwings,
    ),
    Check(
        "I-103",
        Text("有 Excel-DNA IntelliSense 吗", "Is there Excel-DNA IntelliSense"),
        _intellisense,
        systems=("windows",),
    ),
    Check(
        "I-104",
        Text("有上次中断留下的状态吗", "Has a run that was cut off left something"),
        _state,
        _drop_state,
    ),
    Check(
        "I-113",
        Text(
            "有 scikit-learn 和 SciPy 吗(用于聚类与预测)",
            "Are scikit-learn and SciPy there (for clusters and predictions)",
        ),
        _models,
    ),
)
