"""Personal data that cannot be taken out of a file."""

from __future__ import annotations

from xlsegment.errors.base import EngineError, UsageError
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


class NoSuchColumn(UsageError):
    """A column that somebody named for masking, or a kind, is not there."""

    code = "E-068"
    text = Text(
        "没有“{asked}”：工作簿里没有这一列，或没有这种类型(可用：{kinds})。没有生成文件，"
        "原文件未改动；请核对工作表名、表头和类型。",
        "There is no “{asked}”: no such column in the workbook, or no such kind (there are: "
        "{kinds}). No file was made and the original was not changed; check sheet, header and "
        "kind.",
    )


class NotKept(UsageError):
    """A column that is personal by its declaration was to be left as it is."""

    code = "E-069"
    text = Text(
        "“{column}”是个人信息列，不能保留原文；--keep 只用于误认的列。没有生成文件，原文件未改动。",
        "“{column}” is a column of personal data and cannot be kept; --keep is for columns that "
        "were taken for it wrongly. No file was made and the original was not changed.",
    )


class NoWayBack(UsageError):
    """Masking in place without a vault would lose the originals for good."""

    code = "E-071"
    text = Text(
        "“{file}”旁边没有保险库“{vault}”，就地脱敏后原文将无法找回。文件未改动；"
        "请先运行 xlsegment vault init，确实不留原文请加 --no-way-back。",
        "There is no vault “{vault}” beside “{file}”: masked in place, the originals would be "
        "gone. Nothing was changed; run xlsegment vault init first, or add --no-way-back to keep "
        "no originals at all.",
    )


class StillPersonal(EngineError):
    """The share check of the finished file found personal data."""

    code = "E-072"
    text = Text(
        "“{file}”脱敏之后，外发检查仍发现 {n} 处个人信息：{places}。没有生成文件，原文件未改动；"
        "请删除这些内容，或用 --also 指明是哪一列后再试。",
        "After masking “{file}” the share check still finds personal data in {n} place(s): "
        "{places}. No file was made and the original was not changed; delete it, or name its "
        "column with --also.",
    )


class NotOnDisk(UsageError):
    """A workbook in the cloud has no file that could be replaced."""

    code = "E-073"
    text = Text(
        "“{file}”在云端，不能就地脱敏。工作簿未改动；请另存到本机后再试，或用“脱敏副本”。",
        "“{file}” lies in the cloud and cannot be masked in place. Nothing was changed; save it "
        "on this computer first, or use Masked copy.",
    )
