"""Serves the stand-in's objects over COM, late bound, as pywin32 on the other side sees Excel's."""

from __future__ import annotations

import inspect
import traceback
from functools import cache
from typing import Any

import pythoncom
import pywintypes
import win32com.server.util
import winerror
from win32com.server.exception import COMException
from win32com.server.policy import BasicWrapPolicy

from tests.windows.excel_objects.cells import ErrorValue
from tests.windows.excel_objects.objects import ExcelError, ExcelObject, Missing, optional

_APPLICATION_DEFINED = -2146827284  # 0x800A03EC, run-time error 1004
_PUT = pythoncom.DISPATCH_PROPERTYPUT | pythoncom.DISPATCH_PROPERTYPUTREF
_SYS_WIN64 = 3


def served(thing: ExcelObject) -> Any:
    """Return the COM object for an object that VBA hands over: xlwings asks it for its type.

    Those that it gets from there have none: pywin32 would ask each of them for a lot, and Wine is
    slow.
    """
    return win32com.server.util.wrap(thing, usePolicy=_TypedPolicy)


class _Policy(BasicWrapPolicy):
    """Calls members by name and counts the calls."""

    def _wrap_(self, thing: ExcelObject) -> None:
        super()._wrap_(thing)
        self._by_id, self._ids = _numbered(type(thing))

    def _getdispid_(self, name: str, flags: int) -> int:
        try:
            return self._ids[self._obj_.find(name)]
        except Missing as error:
            raise COMException(scode=winerror.DISP_E_UNKNOWNNAME, desc=str(error)) from None

    def _invokeex_(
        self, number: int, lcid: int, flags: int, arguments: tuple[Any, ...], *rest: object
    ) -> Any:
        thing = self._obj_
        try:
            if number == pythoncom.DISPID_NEWENUM:
                return self._enumerated()
            name = self._by_id[number]
            if not hasattr(thing, name):
                raise COMException(scode=winerror.DISP_E_MEMBERNOTFOUND)
            return self._called(name, flags, tuple(map(_given, arguments)))
        except ExcelError as error:
            raise COMException(
                desc=str(error), scode=_APPLICATION_DEFINED, source="Microsoft Excel"
            ) from None
        except COMException:
            raise
        except Exception:
            thing.trace.faults.append(traceback.format_exc())
            raise

    def _called(self, name: str, flags: int, arguments: tuple[Any, ...]) -> Any:
        thing = self._obj_
        counted = f"{type(thing).__name__}.{name}"
        member = getattr(type(thing), name, None)
        if flags & _PUT:
            thing.trace.calls[f"{counted}="] += 1
            setattr(thing, name, *arguments)
            return None
        function = callable(member)
        method = function and not optional(member) and (_needs_arguments(member) or not arguments)
        if method and not flags & pythoncom.DISPATCH_METHOD:
            # So pywin32 learns that it is a method; Excel's type library tells it beforehand.
            raise COMException(scode=winerror.DISP_E_MEMBERNOTFOUND)
        thing.trace.calls[counted] += 1
        if function:
            return _returned(getattr(thing, name)(*arguments))
        value = getattr(thing, name)
        if arguments:  # of the object that the property is
            return _returned(value._Default(*arguments))
        return _returned(value)

    def _enumerated(self) -> Any:
        self._obj_.trace.calls[f"{type(self._obj_).__name__}.For Each"] += 1
        return win32com.server.util.NewEnum([_returned(item) for item in self._obj_])


class _TypedPolicy(_Policy):
    """Says what type an object has."""

    def _GetTypeInfoCount_(self) -> int:
        return 1

    def _GetTypeInfo_(self, index: int, lcid: int) -> tuple[int, Any]:
        return 0, _type_info(type(self._obj_))


def _given(value: Any) -> Any:
    """Return an argument as Python sees it: objects of ours as themselves, missing ones as None."""
    if isinstance(value, pythoncom.TypeIIDs[pythoncom.IID_IDispatch]):
        return win32com.server.util.unwrap(value)
    return None if value is pythoncom.Missing or value is pythoncom.Empty else value


def _returned(value: Any) -> Any:
    if isinstance(value, ExcelObject):
        return win32com.server.util.wrap(value, usePolicy=_Policy)
    if isinstance(value, tuple):
        # Of a tuple, pywin32 would return the first and take the others for changed arguments.
        return list(map(_returned, value))
    if isinstance(value, ErrorValue):
        # pywin32 sends every VT_ERROR as "argument left out", but reads one as this number.
        return int(value)
    return value


@cache
def _numbered(kind: type[ExcelObject]) -> tuple[dict[int, str], dict[str, int]]:
    """Return number -> member and the other way round."""
    names = sorted(set(kind.members().values()) - {"_Default"})
    by_id = dict(enumerate(names, 1)) | {pythoncom.DISPID_VALUE: "_Default"}
    return by_id, {name: number for number, name in by_id.items()}


@cache
def _needs_arguments(method: Any) -> bool:
    parameters = list(inspect.signature(method).parameters.values())[1:]
    return any(parameter.default is parameter.empty for parameter in parameters)


_TYPES: dict[type, Any] = {}


def _type_info(kind: type[ExcelObject]) -> Any:
    """Return the type information of a class: its name and id, which is all that xlwings reads."""
    if kind not in _TYPES:
        library = pythoncom.CreateTypeLib2(_SYS_WIN64, "unsaved.tlb")
        made = library.CreateTypeInfo(kind.__name__, pythoncom.TKIND_DISPATCH)
        if kind.iid is not None:
            made.SetGuid(pywintypes.IID(kind.iid))
        made.LayOut()
        _TYPES[kind] = library, made.QueryInterface(pythoncom.IID_ITypeInfo)
    return _TYPES[kind][1]
