"""What an installation, a repair or a removal consists of, worked out from the facts alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from xlsegment.errors import PathNotAnsi, SetupFailed
from xlsegment.install import conf
from xlsegment.install.addinfile import with_setting
from xlsegment.install.facts import Facts
from xlsegment.install.manifest import Manifest
from xlsegment.install.places import SCRIPT, XLWINGS, dll_name, interpreter_in
from xlsegment.install.source import offline
from xlsegment.install.steps import (
    Configure,
    CopyFromXlwings,
    Forget,
    InstallPackage,
    MakeEnvironment,
    Note,
    PutFile,
    RemoveEmpty,
    RemoveFile,
    RemoveLater,
    RemoveTree,
    Step,
    Unconfigure,
    Unmark,
)
from xlsegment.text import Text

_STORE: Final = "windowsapps"
_THIS_PYTHON: Final = Text("检查 Python", "checking this Python")
_STORE_REASON: Final = Text(
    "它来自 Microsoft Store，写入的文件 Excel 看不到；请从 python.org 安装 Python 再试",
    "it comes from the Microsoft Store, and Excel does not see the files it writes; install "
    "Python from python.org and try again",
)
_CHANGED: Final = Text("您改过，保留", "You have changed it, so it stays")
_NOT_OURS: Final = Text("不是安装程序放的，保留", "The installer did not put it there, so it stays")
_PACKAGE_STAYS: Final = Text(
    "程序包不是本程序装的，要删除请运行 pip uninstall xlsegment",
    "The package was not installed by this program; to remove it run pip uninstall xlsegment",
)


def plan_install(facts: Facts, *, own: bool, source: Sequence[str]) -> list[Step]:
    """Return the steps that install, complete or repair everything.

    Parameters
    ----------
    own
        Whether to use an environment of its own even if the running interpreter would do.
    source
        What pip installs there.
    """
    if _from_store(facts.machine.python.base):
        raise SetupFailed(what=_THIS_PYTHON, reason=_STORE_REASON)
    interpreter, steps = choose_interpreter(facts, own=own, source=source)
    if not facts.machine.fits_ansi(interpreter):
        raise PathNotAnsi(path=interpreter)
    steps += from_xlwings(facts, interpreter)
    steps += settings(facts, interpreter)
    steps += clean(facts)
    steps += addin(facts, interpreter)
    return steps + outdated(facts, interpreter, steps)


def choose_interpreter(
    facts: Facts, *, own: bool, source: Sequence[str]
) -> tuple[Path, list[Step]]:
    """Return the interpreter that Excel shall start, and what makes it ready."""
    running, environment = facts.machine.python, facts.places.environment
    if running.prefix == environment:
        return interpreter_in(environment, facts.machine), []
    fit = facts.machine.fits_ansi(running.executable)
    if running.complete and fit and not own:
        return running.executable, []
    interpreter = interpreter_in(environment, facts.machine)
    steps: list[Step] = []
    there = facts.environment
    if there is None or not there.python or not there.pip:  # or it was cut off in the making
        steps.append(MakeEnvironment(environment, running.base, facts.places.shared))
    return interpreter, [*steps, InstallPackage(interpreter, tuple(source))]


def from_xlwings(facts: Facts, interpreter: Path) -> list[Step]:
    """Return what puts xlwings' own files where Excel looks for them."""
    if facts.machine.system == "windows":
        name = dll_name(facts.excel.bits if facts.excel else 64)
        beside, above = interpreter.parent / name, interpreter.parent.parent / name
        targets: tuple[Path, ...] = (beside, above)
    elif facts.places.script is not None:
        name, targets = SCRIPT, (facts.places.script,)
    else:
        return []
    repair = reinstall(facts, f"xlwings=={XLWINGS}")
    return [CopyFromXlwings(interpreter, name, targets, repair)]


def reinstall(facts: Facts, *requirements: str) -> tuple[str, ...]:
    """Return what lets pip put packages back from where they came, and leave all others."""
    source = offline(facts.wheels) if facts.wheels else ()
    return ("--force-reinstall", "--no-deps", *source, *requirements)


def settings(facts: Facts, interpreter: Path) -> list[Step]:
    """Return what tells the add-in where Python is."""
    if facts.places.conf is None:
        return []
    key = conf.interpreter_key(facts.machine)
    return [Configure(facts.places.conf, key, conf.short_form(interpreter, facts.machine))]


def clean(facts: Facts) -> list[Step]:
    """Return what removes other copies and what the registry says about them."""
    steps: list[Step] = [RemoveFile(copy) for copy in facts.copies]
    return steps + forget(facts)


def forget(facts: Facts) -> list[Step]:
    """Return what takes the add-in off Excel's lists in the registry."""
    return [Forget(change.key, change.name, change.value) for change in facts.leftovers]


def addin(facts: Facts, interpreter: Path) -> list[Step]:
    """Return what puts the add-in where Excel loads it, free of the mark of the web."""
    content = addin_for(facts, interpreter)
    steps: list[Step] = [PutFile(facts.places.addin, content)]
    if facts.addin is not None and facts.addin.marked:
        steps.append(Unmark(facts.places.addin))
    return steps


def addin_for(facts: Facts, interpreter: Path) -> bytes:
    """Return the add-in as it has to be on this machine."""
    if facts.places.conf is not None:
        return facts.shipped.addin
    key = conf.interpreter_key(facts.machine)
    return with_setting(facts.shipped.addin, key, conf.short_form(interpreter, facts.machine))


def outdated(facts: Facts, interpreter: Path, steps: Sequence[Step]) -> list[Step]:
    """Return what removes the traces of an earlier installation that this one does not need."""
    if facts.manifest is None:
        return []
    needed = {facts.places.addin, facts.places.script}
    for step in steps:
        if isinstance(step, CopyFromXlwings):
            needed.update(step.targets)
    old = [Path(path) for path in facts.manifest.files if Path(path) not in needed]
    removed: list[Step] = [RemoveFile(path) for path in old if _unchanged(facts, path)]
    environment = facts.manifest.environment
    if environment and interpreter != interpreter_in(Path(environment), facts.machine):
        removed += _without_environment(facts)
    return removed


def plan_uninstall(facts: Facts, *, purge: bool) -> list[Step]:
    """Return the steps that take back what the installer has done.

    Parameters
    ----------
    purge
        Whether to remove the program's own folder, too: snapshots for undo, state.
    """
    places, notes = facts.places, facts.manifest or Manifest()
    steps: list[Step] = []
    for path in map(Path, notes.files):
        if path in facts.present:
            same = _unchanged(facts, path)
            steps.append(RemoveFile(path) if same else Note(_CHANGED, path))
    if facts.addin is not None and str(places.addin) not in notes.files:
        steps.append(Note(_NOT_OURS, places.addin))
    if places.conf is not None:
        steps += [Unconfigure(places.conf, key) for key in notes.settings if key in facts.said]
    steps += forget(facts)
    if notes.environment:
        steps += _without_environment(facts)
    elif facts.manifest is not None:
        steps.append(Note(_PACKAGE_STAYS, facts.machine.python.prefix))
    if purge:
        steps += [RemoveTree(path) for path in facts.kept]
    if facts.manifest is not None:
        steps.append(RemoveFile(places.manifest))
    folders = sorted(map(Path, notes.folders), key=lambda folder: -len(folder.parts))
    return steps + [RemoveEmpty(folder) for folder in folders]


def _without_environment(facts: Facts) -> list[Step]:
    notes, running = facts.manifest, facts.machine.python
    if notes is None or not facts.environment_there:
        return []
    folder = Path(notes.environment)
    if running.prefix == folder:
        return [RemoveLater(folder, running.base)]
    return [RemoveTree(folder)]


def _unchanged(facts: Facts, path: Path) -> bool:
    """Tell whether a file is still what the installer has put there."""
    return facts.manifest is not None and facts.manifest.files[str(path)] == facts.present.get(path)


def _from_store(interpreter: Path) -> bool:
    """Tell whether a Python comes from Microsoft's store: Windows redirects what it writes."""
    return any(part.casefold() == _STORE for part in interpreter.parts)
