"""What is the case on a machine, looked up once; plans and checks only read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xlsegment.install import conf, manifest, policy
from xlsegment.install.addinfile import settings_of
from xlsegment.install.excelprogram import Excel, find_excel, taken_for_excel
from xlsegment.install.machine import Answer, Machine, Running
from xlsegment.install.manifest import Manifest
from xlsegment.install.others import Others, look_for_others
from xlsegment.install.places import ADDIN, Places, dll_name, interpreter_in, places_of
from xlsegment.install.probe import Broken, Probe, ask, load_all
from xlsegment.install.registered import Change, Entry, find_disabled, find_registered, forget
from xlsegment.install.servercommand import try_start
from xlsegment.install.shipped import Shipped, sha256
from xlsegment.install.workbook import Workbook, look_at


@dataclass(frozen=True, slots=True)
class Addin:
    """The add-in in the folder from which Excel starts it."""

    sha256: str
    marked: bool
    settings: Mapping[str, str]
    version: str


@dataclass(frozen=True, slots=True)
class Dll:
    """The library that Excel loads: where VBA finds it (None: nowhere), and its fingerprints."""

    name: str
    path: Path | None
    sha256: str
    expected: str
    source: Path | None
    answer: Answer | None

    @property
    def sound(self) -> bool:
        """Whether it is there and what xlwings has shipped."""
        return self.path is not None and self.expected in ("", self.sha256)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that plans and checks look at.

    Attributes
    ----------
    leftovers
        The changes that take our add-in off Excel's lists.
    present
        SHA-256 of the files of the manifest that are still there.
    wheels
        The folder from which the package was installed, if it is still there.
    kept
        What the program itself has put into its folder: snapshots for undo, state.
    said
        The settings that the installer has written: in the user's file, or on the add-in's sheet.
    named
        The interpreter that those settings name, variables filled in; None if they name none.
    probe
        What that interpreter says; None if it is not there.
    broken
        What that interpreter needs and cannot load; None if it was not tried.
    environment
        What the interpreter in the installer's own environment says; None if there is none.
    start
        How the command line ended by which Excel starts Python; None if it was not tried.
    """

    machine: Machine
    places: Places
    shipped: Shipped
    excel: Excel | None
    taken: str
    running: tuple[Running, ...]
    manifest: Manifest | None
    addin: Addin | None
    copies: tuple[Path, ...]
    registered: tuple[Entry, ...]
    disabled: tuple[Entry, ...]
    leftovers: tuple[Change, ...]
    present: Mapping[Path, str]
    environment_there: bool
    wheels: Path | None
    kept: tuple[Path, ...]
    rules: tuple[policy.Rule, ...]
    said: Mapping[str, str]
    named: Path | None
    probe: Probe | None
    broken: Broken | None
    environment: Probe | None
    dll: Dll | None
    start: Answer | None
    script: bool
    state: bool
    others: Others
    workbook: Workbook | None = None


def look(
    machine: Machine, shipped: Shipped, *, workbook: Path | None = None, thorough: bool = False
) -> Facts:
    """Look at a machine; change nothing.

    Parameters
    ----------
    thorough
        Whether to try, too, what Excel does when it starts Python, which takes seconds.
    """
    places = places_of(machine)
    excel = find_excel(machine)
    notes = manifest.load(machine, places.manifest)
    addin = _addin(machine, places, notes)
    said = _settings(machine, places, addin)
    text = said.get(conf.interpreter_key(machine), "")
    named = Path(machine.expand(text)) if text else None
    probe = ask(machine, named) if named is not None and named.is_file() else None
    own = interpreter_in(places.environment, machine)
    environment = ask(machine, own) if own != named and own.is_file() else None
    dll = _dll(machine, named, probe, excel, thorough=thorough)
    tried = thorough and probe is not None and not probe.reason and machine.system == "windows"
    return Facts(
        machine=machine,
        places=places,
        shipped=shipped,
        excel=excel,
        taken=taken_for_excel(machine),
        running=machine.programs.excels() if excel else (),
        manifest=notes,
        addin=addin,
        copies=tuple(folder / ADDIN for folder in places.others if (folder / ADDIN).is_file()),
        registered=find_registered(machine.registry),
        disabled=find_disabled(machine.registry),
        leftovers=tuple(forget(machine.registry)),
        present=_present(machine, notes),
        environment_there=notes is not None and Path(notes.environment or "-").is_dir(),
        wheels=Path(notes.wheels)
        if notes and notes.wheels and Path(notes.wheels).is_dir()
        else None,
        kept=_kept(places),
        rules=policy.forbidding(machine.registry),
        said=said,
        named=named,
        probe=probe,
        broken=load_all(machine, named) if tried and named is not None else None,
        environment=probe if own == named else environment,
        dll=dll,
        start=try_start(machine, named) if tried and named is not None else None,
        script=places.script is None or places.script.is_file(),
        state=places.state.is_file(),
        others=look_for_others(machine, places),
        workbook=None if workbook is None else look_at(machine, workbook),
    )


def _settings(machine: Machine, places: Places, addin: Addin | None) -> Mapping[str, str]:
    """Return the installer's settings from where it puts them."""
    if places.conf is None:
        return addin.settings if addin else {}
    return conf.read(machine.files.read(places.conf) or b"", machine.ansi)


def _addin(machine: Machine, places: Places, notes: Manifest | None) -> Addin | None:
    content = machine.files.read(places.addin)
    if content is None:
        return None
    digest = sha256(content)
    ours = notes is not None and notes.files.get(str(places.addin)) == digest
    return Addin(
        sha256=digest,
        marked=machine.files.is_marked(places.addin),
        settings=settings_of(content) or {},
        version=notes.version if notes is not None and ours else "",
    )


def _present(machine: Machine, notes: Manifest | None) -> dict[Path, str]:
    found = {Path(path): machine.files.read(Path(path)) for path in (notes.files if notes else ())}
    return {path: sha256(content) for path, content in found.items() if content is not None}


def _kept(places: Places) -> tuple[Path, ...]:
    if not places.data.is_dir():
        return ()
    ours = (places.manifest, places.environment)
    return tuple(path for path in sorted(places.data.iterdir()) if path not in ours)


def _dll(
    machine: Machine,
    named: Path | None,
    probe: Probe | None,
    excel: Excel | None,
    *,
    thorough: bool,
) -> Dll | None:
    """Look for the library where VBA does: beside the interpreter, then one folder up."""
    if machine.system != "windows" or named is None or probe is None or not probe.xlwings:
        return None
    name = dll_name(excel.bits if excel else 64)
    source, expected = probe.files.get(name, (None, ""))
    path = next((p for p in (named.parent / name, named.parent.parent / name) if p.is_file()), None)
    digest, answer = "", None
    if path is not None:
        digest = sha256(machine.files.read(path) or b"")
        if thorough and name == dll_name(probe.bits):
            load = f"import ctypes; ctypes.WinDLL({str(path)!r})"
            answer = machine.programs.run([str(named), "-P", "-c", load], 60)
    return Dll(name, path, digest, expected, source, answer)
