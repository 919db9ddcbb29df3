"""``xlsegment build-addin``: the add-in file from the declarations."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from xlsegment.cli.declare import DONE, Argument, Command
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

_FILE: Final = Path("xlsegment.xlam")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Build the add-in, put it in place in one step, and say how large it is."""
    from xlsegment.addin.build import build_addin
    from xlsegment.engine.atomic import Replacement, check_target
    from xlsegment.errors import NotAnAddin

    path: Path = arguments.output
    if path.suffix.lower() != _FILE.suffix:
        raise NotAnAddin(file=path.name or path)
    check_target(path)
    content = build_addin()
    with Replacement(path) as replacement:
        replacement.open().write(content)
    terminal.say(
        Text("已生成 {path}({size} 字节)。", "Built {path} ({size} bytes)."),
        path=path,
        size=f"{len(content):,}",
    )
    return DONE


COMMAND = Command(
    name="build-addin",
    summary=Text("生成 Excel 加载项文件", "build the Excel add-in file"),
    description=Text(
        "由函数和按钮的声明生成 xlsegment.xlam，不需要 Excel，任何系统上逐字节相同。"
        "安装包里已带有生成好的文件；改动函数或按钮之后才需要重新生成。已有的文件会被替换。",
        "Build xlsegment.xlam from the declared functions and buttons: without Excel, and with the "
        "same bytes on every system. The package carries the built file; build it anew after a "
        "function or a button has changed. An existing file is replaced.",
    ),
    arguments=(
        Argument(
            ("-o", "--output"),
            Text(
                "要生成的 .xlam 文件(默认 xlsegment.xlam)",
                "the .xlam file to make (default xlsegment.xlam)",
            ),
            convert=Path,
            settings={"metavar": "FILE", "default": _FILE},
        ),
    ),
    example="xlsegment build-addin -o xlsegment.xlam",
    run=run,
)
