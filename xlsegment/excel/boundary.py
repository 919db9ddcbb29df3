'''The border between a worksheet function and Excel: declared once, caught once.

How to add a function
---------------------
1. In a file of ``xlsegment/excel/functions/``, a plain function with the Excel name. Its
   arguments have no type hints but ``object``, optional ones come last and default to None::

       @worksheet_function(
           summary=Text("触达率 = 触达客户数 ÷ 目标客户数。", "Reach rate = reached ÷ target."),
           arguments=(
               Argument("reached", Text("触达客户数", "Customers reached")),
               Argument("target", Text("目标客户数", "Customers targeted")),
           ),
           returns=Text("比率，如 0.85", "A rate such as 0.85"),
           examples=(Example("=CAMP_REACH(8500,10000)", Text("85%", "85 %")),),
       )
       def CAMP_REACH(reached: object, target: object) -> object:
           """Reach rate of a campaign."""
           return spread(_reach, needed(reached, count), needed(target, count))


       def _reach(reached: int, target: int) -> object:
           if target == 0:
               return CellError.DIV0
           return reached / target if reached <= target else CellError.NUM

2. `spread` (``excel/spread.py``) does shapes, blanks and errors; the readers (``readers.py``) do
   numbers as text, full width, dates; a single word, a switch or the language of the result is
   read by ``choices.py`` (end such a function with the argument `LANGUAGE`). A table argument is
   ``Block.of(value).table()``. Nobody else looks at raw cells, which differ from door to door.
3. Give back str, bool, int, float, `CellError`, or a list of rows of those; dates as serial
   numbers (`xlsegment.core.daycell.serial_of`). Raise nothing on purpose but a `DataError` of the
   core, which becomes ``#VALUE!``.
4. Import it in ``excel/udfs.py`` and add it to `FUNCTIONS`. The contract tests, the add-in, the
   listings and the help read the rest from the declaration.

No workbook, no clock, no NumPy or pandas at import time; a function that needs them imports the
core module that does inside its body.
'''

from __future__ import annotations

import inspect
import logging
import traceback
from collections.abc import Callable
from typing import Any, Final, Protocol, cast

import xlwings as xw

from xlsegment.errors import XlsegmentError
from xlsegment.excel.cells import CellError, finished
from xlsegment.excel.declare import CATEGORY, Argument, Example, Function
from xlsegment.text import Text

_LOG: Final = logging.getLogger("xlsegment")


def _rows_of_any_result() -> type:
    """Return how results leave: as rows, for xlwings' server counts the rows of a cell, too."""
    # Brings NumPy along where it is installed; xlwings' server has loaded both long before.
    from xlwings.conversion import Accessor, ConversionContext, Pipeline

    def to_rows(context: ConversionContext) -> None:
        if not isinstance(context.value, list):
            context.value = [[context.value]]

    class Rows(Accessor):
        @classmethod
        def writer(cls, options: object) -> Pipeline:
            return Pipeline([to_rows])

    return Rows


#: Whether xlwings' desktop functions are in force (Windows). They spend longer on looking at
#: each cell, twice, than a whole function takes, and lose error values unless told otherwise:
#: there, cells come and go untouched. xlwings Lite needs its own conversion, which turns error
#: texts into errors; without Excel the decorators do nothing at all.
_DESKTOP: Final = getattr(xw.func, "__module__", "") == "xlwings.udfs"
_IN: Final[dict[str, Any]] = {"convert": "raw"} if _DESKTOP else {"ndim": 2, "err_to_str": True}
_OUT: Final[dict[str, Any]] = {"convert": _rows_of_any_result()} if _DESKTOP else {}

#: What a function says that needs a package of the host's: in xlwings Lite the workbook says what
#: there is.
_LACKS: Final = Text(
    "缺少 Python 包 {package}：请写入工作簿的 requirements.txt，然后重启 xlwings Lite",
    "The Python package {package} is missing: add it to requirements.txt and restart xlwings Lite",
)


class WorksheetFunction(Protocol):
    """A worksheet function as it is imported and called; ``declared`` says what it is."""

    declared: Function

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Call it with cells, or rows of cells."""


def worksheet_function(
    *,
    summary: Text,
    arguments: tuple[Argument, ...],
    returns: Text,
    examples: tuple[Example, ...],
    spills: bool = False,
) -> Callable[[Callable[..., object]], WorksheetFunction]:
    """Declare a worksheet function; see the top of this module and `Function`.

    Returns
    -------
    callable
        Turns the plain function into one that never raises, never gives back None, NaN or a
        date, is known to xlwings and carries its declaration as ``declared``.
    """

    def declare(plain: Callable[..., object]) -> WorksheetFunction:
        name = plain.__name__
        guarded = _guarded(plain)
        guarded.declared = Function(name, summary, arguments, returns, examples, guarded, spills)
        guarded.__doc__ = _both(summary)
        known: Any = guarded
        for argument in arguments:
            known = xw.arg(argument.name, doc=_both(argument.help), **_IN)(known)
        known = xw.ret(**_OUT)(known)
        # Last: each of xlwings' decorators resets the category to its own.
        return cast("WorksheetFunction", xw.func(category=CATEGORY.zh)(known))

    return declare


def _guarded(plain: Callable[..., object]) -> WorksheetFunction:
    name = plain.__name__

    def guarded(*given: Any, **named: Any) -> Any:
        try:
            return finished(plain(*given, **named))
        except XlsegmentError:
            return CellError.VALUE
        except ModuleNotFoundError as error:
            return _both(_LACKS).format(package=error.name)
        except Exception as error:
            _record(name, error)
            return CellError.VALUE

    guarded.__name__ = guarded.__qualname__ = name
    guarded.__module__ = plain.__module__
    # xlwings takes hints for converters and fails on many; it shall see none.
    guarded.__annotations__ = {}
    parameters = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in inspect.signature(plain).parameters.values()
    ]
    guarded.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return cast("WorksheetFunction", guarded)


def _record(name: str, error: Exception) -> None:
    """Log where a function failed. Neither the message nor a traceback: they hold cell values."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{frame.filename}:{frame.lineno}"
    _LOG.error("%s failed: %s at %s", name, type(error).__name__, where)


def _both(text: Text) -> str:
    """Return Chinese with English beneath, as Excel shows it; it cuts after 255 characters."""
    return f"{text.zh}\n{text.en}"
