"""Drives LibreOffice from inside: run by the system's Python, which has ``uno`` (see office.py).

Reads one document and its steps from each line of standard input, as JSON, and answers with a line.
"""

import contextlib
import json
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.script.provider import ScriptFrameworkErrorException
from com.sun.star.uno import RuntimeException

_ALWAYS_EXECUTE = 4


def main() -> None:
    program, profile = sys.argv[1:]
    pipe = profile.rpartition("/")[2]
    soffice = subprocess.Popen(
        [
            *(program, f"-env:UserInstallation={profile}", "--headless"),
            *("--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        desktop = connect(pipe, soffice)
        for line in sys.stdin:
            print(json.dumps(session(desktop, **json.loads(line))), flush=True)
        with contextlib.suppress(RuntimeException):  # it closes the connection while it answers
            desktop.terminate()
        soffice.wait(30)
    finally:
        if soffice.poll() is None:
            soffice.kill()


def connect(pipe, soffice):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if soffice.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )


def session(desktop, url, library, steps):
    options = (
        PropertyValue(Name="Hidden", Value=True),
        PropertyValue(Name="MacroExecutionMode", Value=_ALWAYS_EXECUTE),
    )
    document = desktop.loadComponentFromURL(url, "_blank", 0, options)
    try:
        return [STEPS[kind](document, library, *rest) for kind, *rest in steps]
    finally:
        document.close(True)


def modules(document, library):
    """Return the text of every module as LibreOffice has it."""
    found = document.BasicLibraries.getByName(library)
    return {name: found.getByName(name) for name in found.ElementNames}


def call(document, library, name, arguments):
    """Call a function of the project; whole numbers go as fractions, as pyuno spoils the others."""
    script = document.getScriptProvider().getScript(
        f"vnd.sun.star.script:{library}.{name}?language=Basic&location=document"
    )
    numbers = [float(a) if isinstance(a, int) else a for a in arguments]
    try:
        return script.invoke(tuple(numbers), (), ())[0]
    except ScriptFrameworkErrorException as error:
        return {"error": error.Message}


def formula(document, library, sheet, cell, text):
    """Write a formula into one cell and return what the cell shows."""
    found = document.Sheets.getByName(sheet).getCellRangeByName(cell)
    found.setFormula(text)
    return found.String


def array(document, library, sheet, block, text):
    """Write one formula into a block and return what its cells show."""
    found = document.Sheets.getByName(sheet).getCellRangeByName(block)
    found.setArrayFormula(text)
    size = found.getRangeAddress()
    return [
        [
            found.getCellByPosition(column, row).String
            for column in range(size.EndColumn - size.StartColumn + 1)
        ]
        for row in range(size.EndRow - size.StartRow + 1)
    ]


STEPS = {"modules": modules, "call": call, "formula": formula, "array": array}

if __name__ == "__main__":
    main()
