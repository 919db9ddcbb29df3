"""Installing, upgrading, mending and removing: look, plan, and then do it or only say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from xlsegment.errors import InterpreterMissing, NoExcelHere, NotInstalled
from xlsegment.install.checks_excel import running
from xlsegment.install.doctor import Finding, examine, remedies
from xlsegment.install.facts import Facts, look
from xlsegment.install.machine import Machine
from xlsegment.install.perform import Performer
from xlsegment.install.plan import plan_install, plan_uninstall
from xlsegment.install.probe import ask
from xlsegment.install.shipped import Shipped
from xlsegment.install.source import package_source
from xlsegment.install.steps import HandOver, InstallPackage, Note, Step
from xlsegment.text import Text

Tell = Callable[[Step], None]

_NEVER = Text("还没有安装", "it was never installed")


def install(
    machine: Machine,
    shipped: Shipped,
    tell: Tell,
    *,
    own: bool = False,
    folder: Path | None = None,
    models: bool = False,
    dry_run: bool = False,
) -> Facts:
    """Install everything, or complete what an earlier run has begun.

    Parameters
    ----------
    tell
        Told of each step before it is done; with ``dry_run`` nothing else happens.
    own
        Whether to use an environment of its own even if the running Python would do.
    folder
        From where the package is installed into that environment; see `package_source`.
    models
        Whether what clusters and predictions need is installed there, too.

    Returns
    -------
    Facts
        How the machine is afterwards.

    Raises
    ------
    InstallError
        What was done before stays done; running it again completes it.
    """
    facts = look(machine, shipped)
    if facts.excel is None:
        raise NoExcelHere
    source = package_source(folder, shipped.version, models=models)
    steps = plan_install(facts, own=own, source=source)
    _carry_out(facts, steps, tell, dry_run=dry_run)
    # Whatever stops Python in the end, better now than at the first formula.
    return facts if dry_run else look(machine, shipped, thorough=True)


def upgrade(
    machine: Machine,
    shipped: Shipped,
    tell: Tell,
    *,
    folder: Path | None = None,
    dry_run: bool = False,
) -> tuple[str, str]:
    """Replace package and add-in together; settings stay.

    The new package installs its own add-in: only it knows how.

    Returns
    -------
    tuple[str, str]
        The version before and the version now.
    """
    facts = look(machine, shipped)
    if facts.manifest is None or facts.named is None:
        raise NotInstalled(reason=_NEVER)
    if facts.probe is None:
        raise InterpreterMissing(path=facts.named)
    source = package_source(folder, "")
    steps: list[Step] = [
        InstallPackage(facts.named, ("--upgrade", *source)),
        HandOver(facts.named, ("install",)),
    ]
    _do(facts, steps, tell, dry_run=dry_run)
    now = facts.probe if dry_run else ask(machine, facts.named)
    return facts.probe.xlsegment, now.xlsegment


def uninstall(
    machine: Machine, shipped: Shipped, tell: Tell, *, purge: bool = False, dry_run: bool = False
) -> tuple[Step, ...]:
    """Take back what `install` has done; return the steps, some of which only say what stays."""
    facts = look(machine, shipped)
    steps = plan_uninstall(facts, purge=purge)
    _do(facts, steps, tell, dry_run=dry_run)
    return tuple(steps)


def mend(facts: Facts, findings: Sequence[Finding], tell: Tell, *, dry_run: bool = False) -> Facts:
    """Mend what the doctor has found, as far as it can be mended."""
    steps = remedies(facts, findings)
    if not steps:
        return facts
    return _carry_out(facts, steps, tell, dry_run=dry_run)


def would_load(facts: Facts) -> bool:
    """Tell whether Excel would load the add-in and reach Python, as far as can be seen."""
    return not any(finding.is_problem for finding in examine(facts))


def _carry_out(facts: Facts, steps: Sequence[Step], tell: Tell, *, dry_run: bool) -> Facts:
    """Do steps of an installation, noting that it is under way until it is complete."""
    if dry_run:
        _do(facts, steps, tell, dry_run=True)
        return facts
    _refuse_while_running(facts)
    performer = _performer(facts)
    performer.begin(facts.shipped.version)
    _do(facts, steps, tell, dry_run=False, performer=performer)
    performer.finish()
    return look(facts.machine, facts.shipped)


def _do(
    facts: Facts,
    steps: Sequence[Step],
    tell: Tell,
    *,
    dry_run: bool,
    performer: Performer | None = None,
) -> None:
    if not dry_run and any(not isinstance(step, Note) for step in steps):
        _refuse_while_running(facts)
    performer = performer or _performer(facts)
    for step in steps:
        tell(step)
        if not dry_run:
            performer.perform(step)


def _refuse_while_running(facts: Facts) -> None:
    if facts.running:
        raise running(facts)


def _performer(facts: Facts) -> Performer:
    return Performer(facts.machine, facts.places.manifest, facts.manifest)
