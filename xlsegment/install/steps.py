"""The steps of which every installation, repair and removal consists: plain data.

A plan is a list of these. Each says in both languages what it does; `xlsegment.install.perform`
does it and notes what an uninstall has to take back.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar

from xlsegment.install.machine import Key
from xlsegment.text import Lang, Text


@dataclass(frozen=True, slots=True)
class MakeEnvironment:
    """Make a virtual environment, in place of a broken one if there is one."""

    folder: Path
    base: Path
    shared: bool  # other users could write there: close it first

    text: ClassVar = Text(
        "新建独立的 Python 环境 {folder}", "Make a Python environment of its own, {folder}"
    )


@dataclass(frozen=True, slots=True)
class InstallPackage:
    """Install or upgrade the package with pip."""

    interpreter: Path
    arguments: tuple[str, ...]

    text: ClassVar = Text(
        "用 {interpreter} 安装程序包：pip install {arguments}",
        "Install the package with {interpreter}: pip install {arguments}",
    )


@dataclass(frozen=True, slots=True)
class CopyFromXlwings:
    """Put a file that xlwings brings along to where Excel looks for it, unless it is there."""

    interpreter: Path
    name: str
    targets: tuple[Path, ...]  # any will do; the first is made
    repair: tuple[str, ...]  # what pip installs where xlwings' own copy is not sound either

    text: ClassVar = Text("放好 xlwings 的文件 {name}", "Put {name} of xlwings in its place")


@dataclass(frozen=True, slots=True)
class PutFile:
    """Write a file and read it back."""

    path: Path
    content: bytes

    text: ClassVar = Text("写入并核对 {path}", "Write {path} and check it")


@dataclass(frozen=True, slots=True)
class Unmark:
    """Take the mark of the web off a file."""

    path: Path

    text: ClassVar = Text("去掉 {path} 的“来自网络”标记", "Take the mark of the web off {path}")


@dataclass(frozen=True, slots=True)
class Configure:
    """Set one setting in the user's settings file and leave the others."""

    path: Path
    key: str
    value: str

    text: ClassVar = Text("在 {path} 中写入 {key}={value}", "Set {key}={value} in {path}")


@dataclass(frozen=True, slots=True)
class Unconfigure:
    """Take one setting out of the user's settings file."""

    path: Path
    key: str

    text: ClassVar = Text("从 {path} 中去掉 {key}", "Take {key} out of {path}")


@dataclass(frozen=True, slots=True)
class RemoveFile:
    """Remove a file."""

    path: Path

    text: ClassVar = Text("删除 {path}", "Remove {path}")


@dataclass(frozen=True, slots=True)
class RemoveTree:
    """Remove a folder with everything in it."""

    path: Path

    text: ClassVar = Text("删除文件夹 {path}", "Remove the folder {path}")


@dataclass(frozen=True, slots=True)
class RemoveEmpty:
    """Remove a folder that the installer has made, unless something else is in it by now."""

    path: Path

    text: ClassVar = Text("文件夹 {path} 若已空则删除", "Remove the folder {path} if it is empty")


@dataclass(frozen=True, slots=True)
class RemoveLater:
    """Remove the folder this program itself runs from, as soon as it has ended."""

    path: Path
    interpreter: Path

    text: ClassVar = Text(
        "本程序结束后删除文件夹 {path}", "Remove the folder {path} once this program has ended"
    )


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete a value of the registry, or set another in its place."""

    key: Key
    name: str
    value: str | None

    text: ClassVar = Text("清理注册表 {key} 的 {name}", "Clean up {name} in the registry, {key}")


@dataclass(frozen=True, slots=True)
class HandOver:
    """Let another version of this program go on, which knows its own add-in."""

    interpreter: Path
    arguments: tuple[str, ...]

    text: ClassVar = Text(
        "由新版本继续：xlsegment {arguments}", "The new version goes on: xlsegment {arguments}"
    )


@dataclass(frozen=True, slots=True)
class Note:
    """Nothing to do, but something to know: what stays and why."""

    said: Text
    path: Path

    text: ClassVar = Text("{said}：{path}", "{said}: {path}")


Step = (
    MakeEnvironment
    | InstallPackage
    | CopyFromXlwings
    | PutFile
    | Unmark
    | Configure
    | Unconfigure
    | RemoveFile
    | RemoveTree
    | RemoveEmpty
    | RemoveLater
    | Forget
    | HandOver
    | Note
)


def describe(step: Step, lang: Lang) -> str:
    """Say what a step does."""
    shown = {each.name: _shown(getattr(step, each.name), lang) for each in fields(step)}
    return step.text.in_(lang, **shown)


def _shown(value: object, lang: Lang) -> object:
    if isinstance(value, Text):
        return value.in_(lang)
    return " ".join(map(str, value)) if isinstance(value, tuple) else value
