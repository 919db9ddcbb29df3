"""LibreOffice as the program that turns a closed workbook into a PDF."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from xlsegment.errors import NoOffice, PdfFailed
from xlsegment.text import Text

NAME: Final = "LibreOffice"
#: Loading a million orders takes minutes.
TIMEOUT: Final = 900.0
_COMMANDS: Final = ("soffice", "libreoffice", "localc")
_USUAL: Final = {
    "win32": (
        r"{ProgramFiles}\LibreOffice\program\soffice.com",
        r"{ProgramFiles(x86)}\LibreOffice\program\soffice.com",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "linux": (
        "/usr/lib/libreoffice/program/soffice",
        "/opt/libreoffice/program/soffice",
        "/snap/bin/libreoffice",
    ),
}
_TOO_LONG: Final = Text("超过 {n} 秒没有完成", "it was not done within {n} seconds")
_NO_RESULT: Final = Text("没有得到 PDF", "there was no PDF")
_NOT_STARTED: Final = Text("程序无法启动", "the program did not start")


def find_program() -> Path | None:
    """Return LibreOffice: on the search path, or where it usually is; None where it is not."""
    for command in _COMMANDS:
        if found := shutil.which(command):
            return Path(found)
    return next((place for place in _usual_places() if place.is_file()), None)


def _usual_places() -> Iterator[Path]:
    for pattern in _USUAL.get(sys.platform, ()):
        place = pattern
        for name in ("ProgramFiles", "ProgramFiles(x86)"):
            place = place.replace(f"{{{name}}}", os.environ.get(name, ""))
        yield Path(place)


def to_pdf(file: Path, folder: Path, named: str, *, timeout: float = TIMEOUT) -> Path:
    """Convert a workbook; it, the profile and the result lie in ``folder``.

    Parameters
    ----------
    file
        The workbook.
    folder
        An empty folder for LibreOffice: its profile is a new one, so that neither the person's
        own nor a running LibreOffice is touched, and macros do not run.
    named
        What errors call the workbook.
    timeout
        Seconds after which LibreOffice is stopped.

    Raises
    ------
    NoOffice, PdfFailed
        There is no PDF.
    """
    program = find_program()
    if program is None:
        raise NoOffice(file=named)
    command = [
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nodefault",
        "--nolockcheck",
        "--convert-to",
        "pdf:calc_pdf_Export",
        "--outdir",
        str(folder),
        str(file),
    ]
    try:
        reason = _run(command, timeout)
    except OSError as error:
        raise PdfFailed(program=NAME, file=named, reason=_NOT_STARTED) from error
    result = folder / f"{file.stem}.pdf"
    if reason is None and result.is_file() and result.stat().st_size:
        return result
    raise PdfFailed(program=NAME, file=named, reason=reason or _NO_RESULT)


def _run(command: list[str], timeout: float) -> Text | None:
    """Run LibreOffice and wait; tell why it was stopped, None if it ended by itself."""
    # A group of its own: the program proper is a child of what is started.
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        return Text(*(_TOO_LONG.in_(lang, n=round(timeout)) for lang in ("zh", "en")))
    finally:
        if process.poll() is None:  # too long, or the person pressed Ctrl+C
            _stop(process)
    return None


def _stop(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        # The program proper is a child; it goes with the tree.
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
