"""COM's own values, made and read byte by byte: pywin32 cannot send an error value or a blank.

Windows only.
"""

from __future__ import annotations

import ctypes
import struct
from ctypes import wintypes
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import pythoncom

from tests.windows.wire import BLANK, MISSING, Error

EMPTY, NULL, I2, I4, R4, R8, CY, DATE, BSTR, DISPATCH, ERROR, BOOL, VARIANT = range(13)
UI1, I8 = 17, 20
ARRAY: Final = 0x2000

_PARAMETER_NOT_FOUND: Final = -2147352572
_EXCEL_ERROR: Final = -2146828288
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001
_SIZE: Final = 24

_automation = ctypes.WinDLL("oleaut32")
_automation.SysAllocStringLen.restype = ctypes.c_void_p
_automation.SysAllocStringLen.argtypes = [ctypes.c_char_p, ctypes.c_uint]
_automation.SysStringLen.argtypes = [ctypes.c_void_p]
_automation.SafeArrayCreate.restype = ctypes.c_void_p
for _name in ("SafeArrayGetDim", "SafeArrayUnaccessData"):
    getattr(_automation, _name).argtypes = [ctypes.c_void_p]
_automation.SafeArrayAccessData.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
for _name in ("SafeArrayGetLBound", "SafeArrayGetUBound"):
    getattr(_automation, _name).argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p]
_automation.VariantClear.argtypes = [ctypes.c_void_p]

_pointer_of = ctypes.PyDLL(pythoncom.__file__).PyCom_InterfaceFromPyObject
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_void_p, ctypes.c_void_p, wintypes.BOOL]
_IDISPATCH = (ctypes.c_char * 16).from_buffer_copy(bytes(pythoncom.IID_IDispatch))


class Variant(ctypes.Structure):
    """One VARIANT. It owns what it points to until `clear`."""

    _fields_ = (
        ("kind", ctypes.c_ushort),
        ("reserved", ctypes.c_ushort * 3),
        ("value", ctypes.c_char * 16),
    )

    def clear(self) -> None:
        """Give back what it points to."""
        _automation.VariantClear(ctypes.byref(self))


class Arguments(tuple[Any, ...]):
    """What VBA's ``Array(...)`` makes, whatever its members are."""

    __slots__ = ()


class _Bound(ctypes.Structure):
    _fields_ = (("count", ctypes.c_ulong), ("lower", ctypes.c_long))


def variant(value: Any) -> Variant:
    """Make a VARIANT as Excel makes it: numbers are doubles, arrays hold VARIANTs."""
    return Variant.from_buffer_copy(_packed(value))


def _packed(value: Any) -> bytes:
    match value:
        case bool():
            return _cell(BOOL, "<h", -int(value))
        case float():
            return _cell(R8, "<d", value)
        case int():
            return _cell(I4, "<i", value)
        case str():
            text = value.encode("utf-16-le", "surrogatepass")
            return _cell(BSTR, "<Q", _automation.SysAllocStringLen(text, len(text) // 2))
        case None | _ if value is None or value is BLANK:
            return _cell(EMPTY, "<Q", 0)
        case _ if value is MISSING:
            return _cell(ERROR, "<i", _PARAMETER_NOT_FOUND)
        case Error(number):
            return _cell(ERROR, "<i", _EXCEL_ERROR + number)
        case datetime():
            return _cell(DATE, "<d", (value - _EPOCH) / timedelta(days=1))
        case Decimal():
            return _cell(CY, "<q", int(value * 10000))
        case tuple():
            return _cell(ARRAY | VARIANT, "<Q", _array(value))
    return _cell(DISPATCH, "<Q", _address(value))


def _cell(kind: int, form: str, value: Any) -> bytes:
    return struct.pack("<HHHH", kind, 0, 0, 0) + struct.pack(form, value).ljust(16, b"\0")


def _address(unknown: Any) -> int:
    address = ctypes.c_void_p()
    assert _pointer_of(unknown, _IDISPATCH, ctypes.byref(address), False)
    assert address.value is not None
    return address.value


def _array(rows: tuple[Any, ...]) -> int:
    """Make a SAFEARRAY; of two ways, the first runs fastest."""
    two = not isinstance(rows, Arguments) and bool(rows) and isinstance(rows[0], tuple)
    counts = (len(rows), len(rows[0])) if two else (len(rows),)
    # VBA's own Array() and Range.Value differ in where they begin to count.
    bounds = (_Bound * len(counts))(*(_Bound(count, int(two)) for count in counts))
    array = ctypes.c_void_p(_automation.SafeArrayCreate(VARIANT, len(counts), bounds))
    cells = zip(*rows, strict=True) if two else (rows,)
    data = b"".join(_packed(cell) for line in cells for cell in line)
    place = ctypes.c_void_p()
    _automation.SafeArrayAccessData(array, ctypes.byref(place))
    ctypes.memmove(place, data, len(data))
    _automation.SafeArrayUnaccessData(array)
    assert array.value is not None
    return array.value


def value_of(kind: int, data: bytes) -> Any:
    """Read a VARIANT as VBA would see it; a kind that VBA has no type for is a TypeError."""
    if kind & ARRAY:
        return _read_array(kind, struct.unpack_from("<Q", data)[0])
    match kind:
        case 0:
            return BLANK
        case 2:
            return struct.unpack_from("<h", data)[0]
        case 3:
            return struct.unpack_from("<i", data)[0]
        case 5:
            return struct.unpack_from("<d", data)[0]
        case 6:
            return Decimal(struct.unpack_from("<q", data)[0]) / 10000
        case 7:
            return _EPOCH + timedelta(days=struct.unpack_from("<d", data)[0])
        case 8:
            return _text(struct.unpack_from("<Q", data)[0])
        case 10:
            return Error(struct.unpack_from("<i", data)[0] - _EXCEL_ERROR)
        case 11:
            return bool(struct.unpack_from("<h", data)[0])
    msg = f"a result of kind {kind}, which no cell can show"
    raise TypeError(msg)


def _text(address: int) -> str:
    if not address:
        return ""
    count = _automation.SysStringLen(address)
    return ctypes.string_at(address, count * 2).decode("utf-16-le", "surrogatepass")


def _read_array(kind: int, array: int) -> tuple[Any, ...]:
    if kind != ARRAY | VARIANT:
        msg = f"an array of kind {kind & ~ARRAY}"
        raise TypeError(msg)
    lower, upper, place = ctypes.c_long(), ctypes.c_long(), ctypes.c_void_p()
    counts = []
    for dimension in range(1, _automation.SafeArrayGetDim(array) + 1):
        _automation.SafeArrayGetLBound(array, dimension, ctypes.byref(lower))
        _automation.SafeArrayGetUBound(array, dimension, ctypes.byref(upper))
        counts.append(upper.value - lower.value + 1)
    total = 1
    for count in counts:
        total *= count
    _automation.SafeArrayAccessData(array, ctypes.byref(place))
    data = ctypes.string_at(place, total * _SIZE) if total else b""
    cells = [
        value_of(struct.unpack_from("<H", data, at)[0], data[at + 8 : at + _SIZE])
        for at in range(0, len(data), _SIZE)
    ]
    _automation.SafeArrayUnaccessData(array)
    if len(counts) == 1:
        return tuple(cells)
    rows, columns = counts
    return tuple(
        tuple(cells[row + rows * column] for column in range(columns)) for row in range(rows)
    )
