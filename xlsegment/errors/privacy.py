"""Personal data that cannot be taken out of a file."""

from __future__ import annotations

from xlsegment.errors.base import EngineError
from xlsegment.text import Text


class CannotClean(EngineError):
    """A part that holds personal data, or may hold it, cannot be cleaned."""

    code = "E-065"
    text = Text(
        "“{file}”的{place}{reason}，无法去标识化。没有生成文件，原文件未改动；"
        "请在 Excel 中删除这一内容后再试。",
        "“{file}”: {place} {reason} and cannot be de-identified. No file was made and the "
        "original was not changed; delete this in Excel and try again.",
    )


class PersonalName(EngineError):
    """A sheet or a part is called like a person."""

    code = "E-066"
    text = Text(
        "“{file}”的{place}本身就是个人信息，而公式和链接按它查找内容。没有生成文件，原文件未改动；"
        "请先在 Excel 中改名。",
        "“{file}”: {place} is personal data itself, and formulas and links go by it. No file was "
        "made and the original was not changed; rename it in Excel first.",
    )


class StillThere(EngineError):
    """The last search over the finished file found an original."""

    code = "E-067"
    text = Text(
        "最后检查时，“{file}”的{place}里仍有 {count} 处原值。没有生成文件，原文件未改动；"
        "请在 Excel 中删除这一内容后再试。",
        "The last check of “{file}” still found {count} original(s) in {place}. No file was made "
        "and the original was not changed; delete this in Excel and try again.",
    )
