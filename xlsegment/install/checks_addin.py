"""Checks of the add-in file: is it there, is it the right one, does Excel load it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from xlsegment.errors import (
    AddinDisabled,
    AddinElsewhere,
    FromTheInternet,
    NotInstalled,
    OnOneDrive,
    SettingHidden,
    VersionsDiffer,
)
from xlsegment.install import conf, plan
from xlsegment.install.check import Check, Result, bad, good, note
from xlsegment.install.facts import Facts
from xlsegment.install.places import ADDIN, XLWINGS
from xlsegment.install.shipped import sha256
from xlsegment.install.source import offline
from xlsegment.install.steps import InstallPackage, Step, Unmark
from xlsegment.text import Text

_NEVER: Final = Text("还没有安装", "it was never installed")
_VANISHED: Final = Text("装过，但文件已不在", "it was installed, but the file has gone")
_HALF: Final = Text("上次安装中断，没有完成", "the last installation was cut off")
_ALTERED: Final = Text("文件内容被改动过", "the file was altered")
_OLDER: Final = Text("未知版本", "unknown version")
_YOURS: Final = Text("您给出的工作簿", "the workbook you named")
_SHEET: Final = Text("工作簿的 xlsegment.conf 工作表", "the sheet xlsegment.conf of the workbook")
_BESIDE: Final = Text("工作簿旁边的 xlsegment.conf 文件", "the file xlsegment.conf beside it")
_ADDIN: Final = Text("加载项的 xlsegment.conf 工作表", "the add-in's sheet xlsegment.conf")
_WINNERS: Final = Text("{winners}", "{winners}")
_USER: Final = Text("用户设置文件", "your settings file")


def _there(facts: Facts) -> Result:
    notes, found = facts.manifest, facts.addin
    if found is None:
        put = notes is not None and str(facts.places.addin) in notes.files and notes.complete
        unfinished = notes is not None and not notes.complete
        return bad(NotInstalled(reason=_VANISHED if put else _HALF if unfinished else _NEVER))
    if notes is not None and not notes.complete:
        return bad(NotInstalled(reason=_HALF))
    noted = notes.files.get(str(facts.places.addin)) if notes else None
    if noted is not None and noted != found.sha256:
        return bad(NotInstalled(reason=_ALTERED))
    return good()


def put_back(facts: Facts) -> list[Step]:
    """Put the add-in back and complete what was cut off, for the Python that is at hand."""
    interpreter, steps = plan.choose_interpreter(facts, own=False, source=_this(facts))
    return [
        *steps,
        *plan.from_xlwings(facts, interpreter),
        *plan.settings(facts, interpreter),
        *plan.addin(facts, interpreter),
    ]


def _this(facts: Facts) -> tuple[str, ...]:
    source = offline(facts.wheels) if facts.wheels else ()
    return (*source, f"xlsegment=={facts.shipped.version}")


def _together(facts: Facts) -> Result | None:
    found, probe = facts.addin, facts.probe
    if found is None:
        return None
    right = facts.shipped.addin if facts.named is None else plan.addin_for(facts, facts.named)
    expected = sha256(right) == found.sha256
    version = facts.shipped.version if expected else found.version
    addin = Text(version, version) if version else _OLDER
    package = probe.xlsegment if probe and probe.xlsegment else facts.shipped.version
    xlwings = probe.xlwings if probe and probe.xlwings else XLWINGS
    if expected and package == facts.shipped.version and xlwings == XLWINGS:
        return good(Text(package, package))
    rest = f"xlsegment {package} ({facts.shipped.version}), xlwings {xlwings} ({XLWINGS})"
    return bad(
        VersionsDiffer(versions=Text(f"加载项 {addin.zh}，{rest}", f"add-in {addin.en}, {rest}"))
    )


def _bring_together(facts: Facts) -> list[Step]:
    steps: list[Step] = []
    if facts.named is not None and facts.probe is not None:
        there = {"xlsegment": facts.probe.xlsegment, "xlwings": facts.probe.xlwings}
        right = {"xlsegment": facts.shipped.version, "xlwings": XLWINGS}
        wrong = [f"{name}=={right[name]}" for name in right if there[name] not in ("", right[name])]
        if wrong:
            steps.append(InstallPackage(facts.named, plan.reinstall(facts, *wrong)))
    return [*steps, *put_back(facts)]


def _unmarked(facts: Facts) -> Result | None:
    if facts.addin is not None and facts.addin.marked:
        return bad(FromTheInternet(file=ADDIN))
    if facts.workbook is not None and facts.workbook.marked:
        return bad(FromTheInternet(file=_YOURS))
    return good()


def _unmark(facts: Facts) -> list[Step]:
    # A workbook is its owner's to trust.
    return [Unmark(facts.places.addin)] if facts.addin and facts.addin.marked else []


def _enabled(facts: Facts) -> Result:
    return bad(AddinDisabled()) if facts.disabled else good()


def _alone(facts: Facts) -> Result:
    places = [*facts.copies, *(f"{entry.key}: {entry.name}" for entry in facts.registered)]
    return bad(AddinElsewhere(places="; ".join(map(str, places)))) if places else good()


def _effective(facts: Facts) -> Result | None:
    """Say which layer wins: workbook, add-in, file beside the workbook, user's file."""
    key = conf.interpreter_key(facts.machine)
    if key not in facts.said:
        return None
    wanted = facts.said[key]
    for layer, settings in _layers(facts):
        if key in settings and settings[key] != wanted:
            return bad(SettingHidden(key=key, layer=layer, value=settings[key]))
    sources: dict[str, Text] = {}
    for layer, settings in [*_layers(facts), (_USER, facts.said)]:
        for each in settings:
            sources.setdefault(each, layer)
    said = [f"{each} ← {{}}" for each in sources]
    return good(
        _WINNERS,
        winners=Text(
            "；".join(t.format(layer.zh) for t, layer in zip(said, sources.values(), strict=True)),
            "; ".join(t.format(layer.en) for t, layer in zip(said, sources.values(), strict=True)),
        ),
    )


def _layers(facts: Facts) -> Iterator[tuple[Text, Mapping[str, str]]]:
    """Yield the settings that come before the installer's."""
    if facts.workbook is not None:
        yield _SHEET, facts.workbook.sheet
    if facts.addin is not None:
        yield _ADDIN, facts.addin.settings
    if facts.workbook is not None:
        yield _BESIDE, facts.workbook.beside


def _synchronised(facts: Facts) -> Result | None:
    if facts.workbook is None or not facts.workbook.synchronised:
        return None
    error = OnOneDrive(file=_YOURS)
    return note(Text(*(error.message(lang).partition(" ")[2] for lang in ("zh", "en"))))


CHECKS: Final = (
    Check(
        NotInstalled.code,
        Text("加载项在 Excel 的启动文件夹里吗", "Is the add-in in Excel's startup folder"),
        _there,
        put_back,
    ),
    Check(
        VersionsDiffer.code,
        Text(
            "加载项、程序包、xlwings 的版本一致吗", "Are add-in, package and xlwings of one version"
        ),
        _together,
        _bring_together,
    ),
    Check(
        FromTheInternet.code,
        Text("有没有“来自网络”的标记", "Is there a mark of the web"),
        _unmarked,
        _unmark,
        systems=("windows",),
    ),
    Check(
        AddinDisabled.code,
        Text("加载项被 Excel 禁用了吗", "Has Excel disabled the add-in"),
        _enabled,
        plan.forget,
        systems=("windows",),
    ),
    Check(
        AddinElsewhere.code,
        Text("别处还有副本或登记吗", "Are there other copies or registrations"),
        _alone,
        plan.clean,
    ),
    Check(
        SettingHidden.code,
        Text("每项设置由哪一层决定", "Which layer decides each setting"),
        _effective,
        put_back,
    ),
    Check(
        OnOneDrive.code,
        Text("工作簿在 OneDrive/SharePoint 里吗", "Is the workbook on OneDrive or SharePoint"),
        _synchronised,
    ),
)
