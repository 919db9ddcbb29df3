"""What keeps the add-in from being installed or from working.

The doctor looks for the same things: a check names the error whose sentence it prints.
"""

from __future__ import annotations

from xlsegment.errors.base import XlsegmentError
from xlsegment.text import Text


class InstallError(XlsegmentError):
    """The add-in cannot be installed, or does not work on this machine."""


class InterpreterMissing(InstallError):
    """Excel is told to start a Python that is not there."""

    code = "E-101"
    text = Text(
        "找不到 Python：{path}。文件未改动。请运行 xlsegment doctor --fix，或重新安装。",
        "There is no Python at {path}. Nothing was changed. Run xlsegment doctor --fix, or "
        "install again.",
    )


class VersionsDiffer(InstallError):
    """The add-in, the package and xlwings have to be of one version."""

    code = "E-102"
    text = Text(
        "加载项、Python 包和 xlwings 的版本不一致({versions})。文件未改动。"
        "请关闭 Excel，运行 xlsegment doctor --fix。",
        "Add-in, Python package and xlwings do not belong together ({versions}). Nothing was "
        "changed. Close Excel and run xlsegment doctor --fix.",
    )


class ExcelIsOther(InstallError):
    """Another program has taken the place of Excel in the registry."""

    code = "E-103"
    text = Text(
        "系统把 Excel 指向了别的程序({path})，多半是 WPS。什么都没有改动。"
        "请在 WPS 的“配置工具”中取消“兼容第三方系统和软件”，或修复 Office。",
        "The system takes {path} for Excel, most likely WPS. Nothing was changed. Switch off "
        "WPS's compatibility with other software in its configuration tool, or repair Office.",
    )


class AddinDisabled(InstallError):
    """Excel has put the add-in on its list of disabled items."""

    code = "E-104"
    text = Text(
        "加载项被 Excel 禁用。文件未改动。请关闭 Excel，运行 xlsegment doctor --fix；"
        "或在 文件→选项→加载项→管理“禁用项目” 中启用。",
        "Excel has disabled the add-in. Nothing was changed. Close Excel and run xlsegment doctor "
        "--fix, or enable it under File, Options, Add-ins, Manage: Disabled Items.",
    )


class FromTheInternet(InstallError):
    """A file carries the mark of the web, so Excel blocks its macros."""

    code = "E-105"
    text = Text(
        "“{file}”带有“来自网络”的标记，其中的宏会被阻止。文件未改动。"
        "请运行 xlsegment doctor --fix；或右键文件→属性→解除锁定。",
        "“{file}” is marked as coming from the internet, so its macros are blocked. Nothing was "
        "changed. Run xlsegment doctor --fix, or right-click it, Properties, Unblock.",
    )


class ExcelRunning(InstallError):
    """Excel holds the add-in open."""

    code = "E-106"
    text = Text(
        "Excel 正在运行(进程号 {pids}){hidden}。什么都没有改动。请先关闭 Excel，再运行一次。",
        "Excel is running (process {pids}){hidden}. Nothing was changed. Close Excel and run this "
        "again.",
    )


class OnOneDrive(InstallError):
    """A workbook lies in a synchronised folder: no harm, but people ask."""

    code = "E-107"
    text = Text(
        "“{file}”在 OneDrive/SharePoint 文件夹里。不受影响：加载项用的是本机安装的程序，无需处理。",
        "“{file}” lies in a OneDrive or SharePoint folder. That does no harm: the add-in uses the "
        "program installed on this machine. Nothing needs to be done.",
    )


class NoExcelHere(InstallError):
    """There is no Excel on this machine, so there is nothing to put the add-in into."""

    code = "E-108"
    text = Text(
        "这台机器上没有 Microsoft Excel。什么都没有改动。命令行不需要 Excel："
        "xlsegment new、import、refresh、undo、rfm、demo 都能用，"
        "结果可用 WPS 或 LibreOffice 打开。",
        "There is no Microsoft Excel on this machine. Nothing was changed. The command line needs "
        "none: xlsegment new, import, refresh, undo, rfm and demo all work; WPS and LibreOffice "
        "open the results.",
    )


class CannotInstall(InstallError):
    """The operating system refused a step."""

    code = "E-109"
    text = Text(
        "无法写入或删除“{file}”：{reason}。这一步没有做；请检查权限、磁盘空间和杀毒软件后"
        "再运行一次，已完成的步骤不会重复。",
        "“{file}” cannot be written or removed: {reason}. This step was not done; check the "
        "permissions, the disk space and the antivirus program and run it again, which does only "
        "what is left.",
    )


class NotInstalled(InstallError):
    """The add-in is not where Excel would load it."""

    code = "E-110"
    text = Text(
        "加载项没有装好：{reason}。文件未改动。请关闭 Excel，运行 xlsegment doctor --fix 或"
        " xlsegment install；若装好后又消失，多半被杀毒软件删除，请把它加入信任列表。",
        "The add-in is not installed properly: {reason}. Nothing was changed. Close Excel and run "
        "xlsegment doctor --fix or xlsegment install; if it vanishes again an antivirus program "
        "removes it, so add it to that program's trusted files.",
    )


class DllUnusable(InstallError):
    """The library through which Excel reaches Python is missing, changed or blocked."""

    code = "E-111"
    text = Text(
        "连接 Excel 和 Python 的 {file} 不可用：{reason}。文件未改动。"
        "请关闭 Excel，运行 xlsegment doctor --fix；仍不行请把它加入杀毒软件的信任列表。",
        "{file}, which connects Excel and Python, cannot be used: {reason}. Nothing was changed. "
        "Close Excel and run xlsegment doctor --fix; if that does not help, add the file to your "
        "antivirus program's trusted files.",
    )


class AddinElsewhere(InstallError):
    """Another copy of the add-in would be loaded, too."""

    code = "E-112"
    text = Text(
        "别处还有加载项的副本或登记：{places}。文件未改动。"
        "请关闭 Excel，运行 xlsegment doctor --fix 清理。",
        "There are more copies or registrations of the add-in: {places}. Nothing was changed. "
        "Close Excel and run xlsegment doctor --fix to clean them up.",
    )


class PackageUnusable(InstallError):
    """The Python that Excel starts cannot load the package."""

    code = "E-113"
    text = Text(
        "Excel 要启动的 Python({path})无法载入 xlsegment：{reason}。文件未改动。"
        "请重新运行 python install_addin.py。",
        "The Python that Excel starts ({path}) cannot load xlsegment: {reason}. Nothing was "
        "changed. Run python install_addin.py again.",
    )


class PathNotAnsi(InstallError):
    """A path has characters that VBA on this system cannot pass on."""

    code = "E-114"
    text = Text(
        "路径“{path}”含有本机 ANSI 代码页无法表示的字符，Excel 打不开它。什么都没有改动。"
        "请重新运行 python install_addin.py，它会装到合适的文件夹。",
        "“{path}” has characters outside this system's ANSI code page, so Excel cannot use it. "
        "Nothing was changed. Run python install_addin.py again, which chooses a fitting folder.",
    )


class SettingHidden(InstallError):
    """An empty or wrong setting on a higher layer hides the installer's."""

    code = "E-115"
    text = Text(
        "设置 {key} 没有生效：{layer} 里写的是“{value}”，它优先于安装时写入的设置。文件未改动。"
        "请删除那一行，或运行 xlsegment doctor --fix。",
        "The setting {key} has no effect: {layer} says “{value}”, which comes before what the "
        "installer wrote. Nothing was changed. Delete that row, or run xlsegment doctor --fix.",
    )


class PolicyBlocks(InstallError):
    """A company rule or a security setting keeps macros or add-ins from running."""

    code = "E-116"
    text = Text(
        "Excel 的安全设置不允许加载项运行：{rules}。什么都没有改动。"
        "请联系公司 IT 放行；此前可用命令行 xlsegment refresh，不需要宏。",
        "Excel's security settings keep the add-in from running: {rules}. Nothing was changed. "
        "Ask your IT department to allow it; until then xlsegment refresh on the command line "
        "needs no macros.",
    )


class ServerBlocked(InstallError):
    """Excel cannot start Python as it wants to."""

    code = "E-117"
    text = Text(
        "Excel 启动 Python 的命令行不通：{reason}。什么都没有改动。"
        "多半被公司安全规则或杀毒软件拦截，请联系 IT；此前可用命令行 xlsegment refresh。",
        "The command line by which Excel starts Python fails: {reason}. Nothing was changed. Most "
        "likely a company rule or an antivirus program stops it; ask your IT department. Until "
        "then use xlsegment refresh on the command line.",
    )


class SetupFailed(InstallError):
    """The environment cannot be made, or the package cannot be installed into it."""

    code = "E-118"
    text = Text(
        "没有装成：{what}失败({reason})。Excel 里什么都没有改动；解决后再运行一次即可。",
        "Not installed: {what} failed ({reason}). Nothing was changed in Excel; run it again once "
        "that is solved.",
    )


class ScriptMissing(InstallError):
    """On macOS the script through which Excel starts Python is missing."""

    code = "E-119"
    text = Text(
        "缺少 macOS 的脚本“{file}”，功能区按钮无法启动 Python。文件未改动。"
        "请运行 xlsegment doctor --fix，重启 Excel，并允许“自动化”权限。",
        "The macOS script “{file}” is missing, so ribbon buttons cannot start Python. Nothing was "
        "changed. Run xlsegment doctor --fix, restart Excel and allow Automation when asked.",
    )
