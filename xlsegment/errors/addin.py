"""The add-in cannot be built, or its VBA cannot reach Python."""

from __future__ import annotations

from xlsegment.errors.base import EngineError, UsageError, XlsegmentError
from xlsegment.text import Text


class VendorChanged(EngineError):
    """What xlwings ships or generates is not what the build expects of this version."""

    code = "E-140"
    text = Text(
        "xlwings 的 VBA({what})与预期不符，加载项没有生成；请安装本版本锁定的 xlwings。",
        "xlwings' VBA ({what}) is not what was expected; no add-in was built. "
        "Install the version of xlwings that this package asks for.",
    )


class UnfitName(EngineError):
    """A function's or argument's name that Excel or VBA takes for something else."""

    code = "E-141"
    text = Text(
        "名称“{name}”不能用作函数名或参数名({reason})，加载项没有生成；请换一个名称。",
        "“{name}” cannot name a function or an argument ({reason}); no add-in was built. "
        "Choose another name.",
    )


class UnfitSource(EngineError):
    """VBA text or a description that Excel's VBA project cannot hold."""

    code = "E-142"
    text = Text(
        "“{module}”的内容放不进 VBA 工程({reason})，加载项没有生成；请修改其内容。",
        "The text of “{module}” does not fit into a VBA project ({reason}); no add-in was built. "
        "Change it.",
    )


class GeneratorFailed(EngineError):
    """The process that runs xlwings' own generator ended with an error."""

    code = "E-143"
    text = Text(
        "生成函数包装时出错({reason})，加载项没有生成；请检查函数的写法。",
        "The functions' wrappers could not be generated ({reason}); no add-in was built. "
        "Check how the functions are written.",
    )


class NotAnAddin(UsageError):
    """The file to build is not called an add-in; Excel would not open it as one."""

    code = "E-144"
    text = Text(
        "“{file}”不是加载项的文件名，没有生成任何文件；文件名须以 .xlam 结尾。",
        "“{file}” does not name an add-in; nothing was written. The name must end in .xlam.",
    )


class NoWorkbookOpen(XlsegmentError):
    """A button was pressed while no workbook is open; VBA shows it."""

    code = "E-148"
    text = Text(
        "没有打开的工作簿，什么都没有改动。请先打开或新建一个工作簿；如在“受保护的视图”中，请点“启用编辑”。",
        "No workbook is open, and nothing was changed. Open or create one first; "
        "in Protected View, click Enable Editing.",
    )


class PythonDidNotStart(XlsegmentError):
    """VBA could not start Python; VBA shows it."""

    code = "E-149"
    text = Text(
        "Python 没能启动，工作簿未改动。请在命令提示符中运行 xlsegment doctor --fix，"
        "再重新启动 Excel。",
        "Python did not start; the workbook was not changed. Run “xlsegment doctor --fix” at the "
        "command prompt, then restart Excel.",
    )
