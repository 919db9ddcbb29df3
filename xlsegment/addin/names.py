"""Names that Excel or VBA would take for something else; nothing tells before a user opens it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from xlsegment.errors import UnfitName, UnfitSource
from xlsegment.excel.declare import MAX_HELP, Function

_IDENTIFIER: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,254}")
# A1 to XFD1048576, and R1C1 with or without numbers.
_CELL: Final = re.compile(r"([A-Z]{1,3})([0-9]+)|R[0-9]*(C[0-9]*)?|C[0-9]*", re.IGNORECASE)
_LAST_COLUMN: Final = 16384

# The reserved identifiers of VBA (MS-VBAL 3.3.5.2).
_RESERVED: Final = """
    abs addressof and any array as attribute boolean byref byte byval call case cbool cbyte ccur
    cdate cdbl cdec cdecl cint circle clng clnglng clngptr close const csng cstr currency cvar cverr
    date debug decimal declare defbool defbyte defcur defdate defdbl defdec defint deflng deflnglng
    deflngptr defobj defsng defstr defvar dim do doevents double each else elseif empty end endif
    enum eqv erase error event exit false fix for friend function get global gosub goto if imp
    implements in input inputb int integer is lbound len lenb let like lineinput lock long longlong
    longptr loop lset me mod new next not nothing null on open option optional or paramarray
    preserve print private pset public put raiseevent redim rem resume return rset scale seek select
    set sgn shared single spc static stop string sub tab then to true type typeof ubound unlock
    until variant wend while with withevents write xor
"""
_WORDS: Final = frozenset(_RESERVED.split())


def check_names(functions: Sequence[Function]) -> None:
    """Refuse names and descriptions that cannot stand in Excel and VBA.

    Raises
    ------
    UnfitName, UnfitSource
        Names the first one.
    """
    for function in functions:
        if _is_cell(function.name):
            raise UnfitName(name=function.name, reason="A1/R1C1")
        names = [function.name, *(argument.name for argument in function.arguments)]
        for name in names:
            if not _IDENTIFIER.fullmatch(name):
                raise UnfitName(name=name, reason="VBA: [A-Za-z][A-Za-z0-9_]*")
            if name.lower() in _WORDS:
                raise UnfitName(name=name, reason="VBA")
        if len({name.lower() for name in names}) < len(names):
            raise UnfitName(name=function.name, reason="VBA: Aa = AA")
        for text in [function.summary, *(argument.help for argument in function.arguments)]:
            if not all(0 < len(words) <= MAX_HELP for words in text.both):
                raise UnfitSource(module=function.name, reason=f"1-{MAX_HELP}")


def _is_cell(name: str) -> bool:
    hit = _CELL.fullmatch(name)
    if hit is None:
        return False
    if hit[1] is None:
        return True
    column = 0
    for letter in hit[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column <= _LAST_COLUMN
