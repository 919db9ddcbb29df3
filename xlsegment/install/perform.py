"""Doing the steps of a plan, one after the other, each noted before it is done."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from xlsegment.errors import CannotInstall, DllUnusable, SetupFailed
from xlsegment.errors.oserror import reason_of
from xlsegment.install import conf, manifest
from xlsegment.install.machine import Answer, Machine
from xlsegment.install.manifest import Manifest
from xlsegment.install.places import interpreter_in
from xlsegment.install.probe import ask
from xlsegment.install.shipped import sha256
from xlsegment.install.source import WHEELS
from xlsegment.install.steps import (
    Configure,
    CopyFromXlwings,
    Forget,
    HandOver,
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

_MAKING: Final = 600.0
_INSTALLING: Final = 3600.0
_ENVIRONMENT: Final = Text("建立 Python 环境", "making the Python environment")
_CLOSING: Final = Text("把文件夹设为仅本人可用", "closing the folder to other users")
_PACKAGE: Final = Text("安装程序包", "installing the package")
_NEW_VERSION: Final = Text("由新版本安装加载项", "letting the new version install its add-in")
_NO_NETWORK: Final = Text(
    "没有连上下载程序的网站，请检查网络、代理和防火墙；没有网络请用 --from。{reason}",
    "pip could not reach its index: check network, proxy and firewall, or use --from. {reason}",
)
# What pip says while it tries in vain to reach its index.
_UNREACHABLE: Final = re.compile(r"Retrying \(Retry\(|Could not fetch URL")
_CHANGED: Final = Text("写入后内容不同，可能被杀毒软件改动", "it reads back changed; antivirus?")
_VANISHED: Final = Text("写入后消失，可能被杀毒软件删除", "it vanished at once; antivirus?")
_NOT_SHIPPED: Final = Text("xlwings 安装不完整", "xlwings is not installed completely")
# Goes on in the base interpreter when this program is gone, and with it what holds its files.
_REMOVER: Final = (
    "import shutil, sys, time\n"
    "from pathlib import Path\n"
    "folder = Path(sys.argv[1])\n"
    "for _ in range(240):\n"
    "    shutil.rmtree(folder, ignore_errors=True)\n"
    "    if not folder.exists():\n"
    "        break\n"
    "    time.sleep(0.25)\n"
    "for above in map(Path, sys.argv[2:]):\n"
    "    if above.is_dir() and not any(above.iterdir()):\n"
    "        above.rmdir()\n"
)


class Performer:
    """Does steps on a machine and keeps the notes of the installation."""

    def __init__(self, machine: Machine, notes_file: Path, notes: Manifest | None) -> None:
        self._machine = machine
        self._file = notes_file
        self._notes = notes or Manifest()

    def begin(self, version: str) -> None:
        """Note that an installation is under way."""
        self._notes.version, self._notes.complete = version, False
        self._save()

    def finish(self) -> None:
        """Note that it came to its end."""
        self._notes.complete = True
        self._save()

    def _save(self) -> None:
        self._note_folders(self._file)
        self._guard(self._file, lambda: manifest.save(self._machine, self._file, self._notes))

    def _note_folders(self, path: Path) -> None:
        """Note which folders a file needs that are not there yet."""
        for folder in path.parents:
            if folder.exists():
                return
            if str(folder) not in self._notes.folders:
                self._notes.folders.append(str(folder))

    def _guard(self, path: Path, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError as error:
            raise CannotInstall(file=path, reason=reason_of(error)) from error

    def perform(self, step: Step) -> None:
        """Do one step.

        Raises
        ------
        InstallError
            It was not done; the steps before it stay done and noted.
        """
        files = self._machine.files
        match step:
            case MakeEnvironment():
                self._make_environment(step)
            case InstallPackage(interpreter, arguments):
                self._install(interpreter, arguments)
            case CopyFromXlwings():
                self._copy(step)
            case PutFile(path, content):
                self._put(path, content)
            case Unmark(path):
                mark = files.mark_of(path)
                self._guard(path, lambda: files.remove(mark))
            case Configure(path, key, value):
                self._configure(path, key, value)
            case Unconfigure(path, key):
                self._unconfigure(path, key)
            case RemoveFile(path):
                self._guard(path, lambda: self._remove(path))
            case RemoveTree(path):
                self._guard(path, lambda: files.remove_tree(path))
            case RemoveEmpty(path):
                self._guard(path, lambda: files.remove_empty(path))
            case RemoveLater(path, interpreter):
                parents = [str(path.parent)]
                command = [str(interpreter), "-I", "-c", _REMOVER, str(path), *parents]
                self._guard(path, lambda: self._machine.programs.leave_behind(command))
            case Forget():
                self._guard(Path(str(step.key)), lambda: self._forget(step))
            case HandOver(interpreter, arguments):
                words = [str(interpreter), "-P", "-m", "xlsegment", *arguments]
                self._run(_NEW_VERSION, words, _INSTALLING)
            case Note():
                pass

    def _make_environment(self, step: MakeEnvironment) -> None:
        files = self._machine.files
        self._notes.environment = str(step.folder)
        self._note_folders(step.folder)
        self._save()
        self._guard(step.folder, lambda: files.make_folder(step.folder.parent))
        if step.shared:
            user = "\\".join(
                each
                for name in ("USERDOMAIN", "USERNAME")
                if (each := self._machine.variable(name))
            )
            grants = [f"{user}:(OI)(CI)F", "*S-1-5-18:(OI)(CI)F", "*S-1-5-32-544:(OI)(CI)F"]
            close = ["icacls", str(step.folder.parent), "/inheritance:r", "/grant:r", *grants]
            self._run(_CLOSING, close, 60)
        make = [str(step.base), "-I", "-m", "venv", "--clear", str(step.folder)]
        self._run(_ENVIRONMENT, make, _MAKING)
        if not interpreter_in(step.folder, self._machine).is_file():
            raise SetupFailed(what=_ENVIRONMENT, reason=step.folder)

    def _run(self, what: Text, command: list[str], seconds: float) -> None:
        answer = self._machine.programs.run(command, seconds)
        if answer.status != 0:
            raise SetupFailed(what=what, reason=_reason(answer, seconds))

    def _copy(self, step: CopyFromXlwings) -> None:
        source, expected = self._shipped(step)
        if source is None or sha256(self._machine.files.read(source) or b"") != expected:
            self._install(step.interpreter, step.repair)
            source, expected = self._shipped(step)
        target = step.targets[0]
        for place in step.targets:
            there = self._machine.files.read(place)
            if there is not None and sha256(there) == expected:
                return
            if there is not None:  # Excel takes the first it finds, so that one has to be right
                target = place
                break
        content = self._machine.files.read(source) if source is not None else None
        if content is None or sha256(content) != expected:
            raise DllUnusable(file=step.name, reason=_NOT_SHIPPED)
        self._put(target, content)

    def _shipped(self, step: CopyFromXlwings) -> tuple[Path | None, str]:
        """Return where xlwings has the file and what its fingerprint has to be."""
        return ask(self._machine, step.interpreter).files.get(step.name, (None, ""))

    def _install(self, interpreter: Path, arguments: tuple[str, ...]) -> None:
        if WHEELS in arguments:
            self._notes.wheels = arguments[arguments.index(WHEELS) + 1]
            self._save()
        pip = [str(interpreter), "-P", "-m", "pip", "install", "--no-input"]
        self._run(_PACKAGE, [*pip, "--disable-pip-version-check", *arguments], _INSTALLING)

    def _put(self, path: Path, content: bytes) -> None:
        files = self._machine.files
        # Noted first: a run that is cut off between the two leaves nothing unknown.
        self._notes.files[str(path)] = sha256(content)
        self._note_folders(path)
        self._save()
        self._guard(path, lambda: files.write(path, content))
        there = files.read(path)
        if there != content:
            raise CannotInstall(file=path, reason=_VANISHED if there is None else _CHANGED)

    def _configure(self, path: Path, key: str, value: str) -> None:
        machine = self._machine
        if key not in self._notes.settings:
            self._notes.settings.append(key)
        self._note_folders(path)
        self._save()
        before = machine.files.read(path) or b""
        after = conf.with_setting(before, key, value, machine.ansi)
        self._guard(path, lambda: machine.files.write(path, after))

    def _unconfigure(self, path: Path, key: str) -> None:
        files = self._machine.files
        after = conf.without_setting(files.read(path) or b"", key)
        if after:
            self._guard(path, lambda: files.write(path, after))
            return
        self._guard(path, lambda: files.remove(path))

    def _remove(self, path: Path) -> None:
        self._machine.files.remove(path)
        self._notes.files.pop(str(path), None)

    def _forget(self, step: Forget) -> None:
        if step.value is None:
            self._machine.registry.delete(step.key, step.name)
        else:
            self._machine.registry.write(step.key, step.name, step.value)


def _reason(answer: Answer, seconds: float) -> Text | str:
    if answer.status is None:
        return f"> {seconds:.0f} s"
    said = answer.last_words
    if _UNREACHABLE.search(f"{answer.err}\n{answer.out}"):
        return Text(*(each.format(reason=said) for each in _NO_NETWORK.both))
    return said
