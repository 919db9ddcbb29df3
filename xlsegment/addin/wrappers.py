"""The VBA functions behind the worksheet functions: xlwings' own, with real errors in cells."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Final

from xlsegment.addin.names import check_names
from xlsegment.errors import GeneratorFailed, VendorChanged
from xlsegment.excel.declare import Function

# xlwings' wrappers are written for several programs.
_HEAD: Final = '#Const App = "Microsoft Excel"\n\n'
# VBA text is ASCII; what has no such spelling becomes a question mark there.
_SPELLED: Final = str.maketrans(
    {"÷": "/", "×": "x", "−": "-", "–": "-", "≤": "<=", "≥": ">=", "→": "->", "…": "..."}
)


def wrappers(module_name: str, functions: Sequence[Function]) -> str:
    """Return the text of the module with one VBA function for each worksheet function.

    Parameters
    ----------
    module_name
        The importable module that holds the functions.
    functions
        Their declarations.

    Raises
    ------
    UnfitName, UnfitSource
        A name or a description that VBA or Excel does not take.
    GeneratorFailed, VendorChanged
        xlwings' generator fails, or writes something else than expected.
    """
    check_names(functions)
    text = _generated(module_name)
    written = re.findall(r"^(?:Function|Sub) (\w+)\(", text, re.M)
    if sorted(written) != sorted(function.name for function in functions):
        raise VendorChanged(what="generate_vba_wrapper: " + ", ".join(written))
    for function in functions:
        text = _with_errors(_described(text, function), function.name)
    return _HEAD + text


def _generated(module_name: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "xlsegment.addin.generator", module_name],
        capture_output=True,
        # What can be imported here can be imported there.
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GeneratorFailed(reason=lines[-1] if lines else done.returncode)
    return done.stdout.decode("utf-8")


def _described(text: str, function: Function) -> str:
    """Put the description into the function itself: it shows where MacroOptions was refused."""
    summary = function.summary.en.translate(_SPELLED).encode("ascii", "replace").decode("ascii")
    quoted = summary.replace('"', '""')
    lines = (
        f'Attribute {function.name}.VB_Description = "{quoted}"\n'
        f'Attribute {function.name}.VB_ProcData.VB_Invoke_Func = " \\n14"\n'
    )
    return _once(text, rf"^Function {function.name}\(.*\)\n", lambda hit: hit[0] + lines)


def _with_errors(text: str, name: str) -> str:
    """Let arguments and result pass our own functions; a failure is an error, not a text."""
    call = rf"^( +{name} = )(XLPy\.CallUDF\(.*?, )(Array\(.*\))(, ActiveWorkbook, .*\))\n"
    text = _once(text, call, lambda hit: f"{hit[1]}XlSegOut({hit[2]}XlSegIn({hit[3]}){hit[4]})\n")
    return _once(
        text, rf"^( +{name} = )Err\.Description\n", lambda hit: f"{hit[1]}CVErr(xlErrValue)\n"
    )


def _once(text: str, pattern: str, replace: Callable[[re.Match[str]], str]) -> str:
    text, hits = re.subn(pattern, replace, text, flags=re.M)
    if hits != 1:
        raise VendorChanged(what=f"generate_vba_wrapper: {pattern}")
    return text
