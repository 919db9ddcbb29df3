"""What a closed file cannot do is refused with the reason, never missing."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeVar

from xlsegment.errors import NotOnClosedFile
from xlsegment.text import Text

T = TypeVar("T", bound=type)
_MISSING: Final = object()

IN_EXCEL: Final = Text(
    "请在 Excel 中打开工作簿后再做", "Open the workbook in Excel and do it there"
)
_CELLS_STAY: Final = Text(
    "请改为读出、整理后写回", "Read the cells, rearrange them and write them back instead"
)
_DESKTOP: Final = Text(
    "xlwings Lite 才有;请用不带 await 的同名成员",
    "That belongs to xlwings Lite; use the member without await",
)
_INSTEAD: Final = {
    "insert": _CELLS_STAY,
    "delete": _CELLS_STAY,
    "sort": _CELLS_STAY,
    "remove_duplicates": _CELLS_STAY,
    "find": _CELLS_STAY,
    "replace_all": _CELLS_STAY,
    "move": _CELLS_STAY,
    "copy": _CELLS_STAY,
    "copy_from": _CELLS_STAY,
    "paste": _CELLS_STAY,
    "autofill": _CELLS_STAY,
    "get_special_cells": _CELLS_STAY,
    "autofit": Text("请设置 column_width", "Set column_width instead"),
    "clear_formats": Text("请设置 number_format", "Set number_format instead"),
    "formula_array": Text("请写普通公式", "Write an ordinary formula instead"),
    "run": Text("请在 Excel 中运行宏", "Run the macro in Excel"),
    "alert": Text("请用 print 或日志", "Use print or a log instead"),
    "to_pdf": Text("请用 LibreOffice 或 Excel 导出", "Export it with LibreOffice or Excel"),
    "to_png": Text("请用 LibreOffice 或 Excel 导出", "Export it with LibreOffice or Excel"),
    "to_html": Text("请用 LibreOffice 或 Excel 导出", "Export it with LibreOffice or Excel"),
}


def refuse(what: str, instead: Text | None = None) -> NoReturn:
    """Raise the error for something only Excel can do."""
    raise NotOnClosedFile(
        what=what, instead=instead or _INSTEAD.get(what.rpartition(".")[2], IN_EXCEL)
    )


def refusing(base: type, *more: str) -> Callable[[T], T]:
    """Complete a class: what its xlwings base promises and it lacks, refuses.

    Parameters
    ----------
    base
        The class of ``xlwings.base_classes`` whose members xlwings may ask for.
    *more
        Further members that xlwings asks for without having declared them.
    """

    def complete(cls: T) -> T:
        for name in [*(key for key in vars(base) if not key.startswith("_")), *more]:
            promised = vars(base).get(name)
            if name in inspect.get_annotations(cls):
                continue  # an attribute of each object
            own = vars(cls).get(name, _MISSING)
            what = f"{cls.__name__}.{name}"
            if own is _MISSING:
                setattr(cls, name, _refusal(what, promised))
            elif isinstance(own, property) and own.fset is None and _settable(promised):
                setattr(cls, name, own.setter(_refuser(what)))
        return cls

    return complete


def _settable(promised: Any) -> bool:
    return isinstance(promised, property) and promised.fset is not None


def _refuser(what: str) -> Callable[..., Any]:
    def refused(*_: Any, **__: Any) -> NoReturn:
        refuse(what)

    return refused


def _refusal(what: str, promised: Any) -> Any:
    if inspect.iscoroutinefunction(promised):

        async def refused(*_: Any, **__: Any) -> NoReturn:
            refuse(what, _DESKTOP)

        return refused
    refuser = _refuser(what)
    if promised is None or isinstance(promised, property):
        return property(refuser, refuser)
    return refuser
