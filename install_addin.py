"""Installs xlsegment into Excel: ``python install_addin.py``, no administrator rights needed.

Runs from a checkout, from a folder of wheels, or alone; needs nothing but Python 3.11 or newer.
``--dry-run`` lists every step. Other commands work as well: ``python install_addin.py doctor``.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOO_OLD = (
    "需要 Python 3.11 或更新版本(现在是 {0})，请从 python.org 安装后再运行。什么都没有改动。\n"
    "Python 3.11 or newer is needed (this is {0}): install it from python.org and run this "
    "again. Nothing was changed."
)
NOT_FETCHED = (
    "无法取得 xlsegment 程序包，请检查网络，或把它的 wheel 文件放在本脚本旁边。什么都没有改动。\n"
    "The package xlsegment cannot be fetched: check the network, or put its wheel beside this "
    "script. Nothing was changed."
)


def find_package(folder):
    """Return where the package can be imported from without being installed, or None."""
    if (folder / "xlsegment" / "__init__.py").is_file():
        return folder
    wheels = sorted(folder.glob("xlsegment-*.whl"), key=lambda wheel: wheel.stat().st_mtime)
    return wheels[-1] if wheels else None  # a wheel of pure Python can be imported as it is


def fetch_package(folder):
    """Fetch the package alone, without what it needs; tell whether that worked."""
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps"]
    return subprocess.run([*command, "--target", folder, "xlsegment"], check=False).returncode == 0


def run(package, words):
    """Run a command of the package; installing is what is done when none is named."""
    sys.path.insert(0, str(package))
    from xlsegment.cli import main  # nothing of it needs to be installed for this

    if not words or words[0].startswith("-"):
        words = ["install", "--own-environment", *words]
    if words[0] in ("install", "upgrade") and find_package(HERE):
        words = [words[0], "--from", str(HERE), *words[1:]]
    return main(words)


def start(words):
    """Find or fetch the package and run it."""
    if sys.version_info < (3, 11):
        print(TOO_OLD.format(sys.version.split()[0]), file=sys.stderr)
        return 2
    package = find_package(HERE)
    if package is not None:
        return run(package, words)
    with tempfile.TemporaryDirectory(prefix="xlsegment-") as folder:
        if not fetch_package(folder):
            print(NOT_FETCHED, file=sys.stderr)
            return 2
        return run(folder, words)


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
