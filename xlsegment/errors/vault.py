"""What stops the vault of originals."""

from __future__ import annotations

from xlsegment.errors.base import UsageError, XlsegmentError
from xlsegment.text import Text


class VaultError(XlsegmentError):
    """The vault does not do what was asked; it is what it was before."""


class NoVault(VaultError):
    """There is no vault beside the workbook."""

    code = "E-075"
    text = Text(
        "没有保险库“{file}”。什么都没有改动；请先运行 xlsegment vault init，"
        "工作簿改过名或搬过位置的，把保险库文件一起改名、放在它旁边。",
        "There is no vault “{file}”. Nothing was changed. Run xlsegment vault init first; where "
        "the workbook was renamed or moved, rename the vault likewise and put it beside it.",
    )


class VaultExists(VaultError):
    """A new vault would replace an old one."""

    code = "E-076"
    text = Text(
        "保险库“{file}”已经存在，未改动。要加人请用 xlsegment vault add。",
        "The vault “{file}” exists and was left as it is. To add people: xlsegment vault add.",
    )


class HasVault(VaultError):
    """A workbook that knows a vault would get another one."""

    code = "E-095"
    text = Text(
        "“{file}”已有保险库，但不在旁边的“{vault}”里。没有建立新的保险库，工作簿未改动；"
        "请把原来的保险库放回旁边，确实找不回的，请在 Excel 的名称管理器中删除名称 {name} 后再试。",
        "“{file}” has a vault already, which does not lie beside it as “{vault}”. No vault was "
        "made and the workbook was not changed; put its vault back there, or, where it is lost "
        "for good, delete the name {name} in Excel's Name Manager and try again.",
    )


class VaultDamaged(VaultError):
    """The file is truncated, was tampered with, or is no vault that this version knows."""

    code = "E-077"
    text = Text(
        "“{file}”不完整或被改动过：{reason}。没有透露任何内容，文件未改动；请换回没有损坏的备份。",
        "“{file}” is incomplete or was tampered with: {reason}. Nothing was revealed and nothing "
        "changed; go back to a sound backup.",
    )


class WrongPassphrase(VaultError):
    """The passphrase is not this person's, or there is no such person."""

    code = "E-078"
    text = Text(
        "姓名或口令不对，没有透露任何内容，保险库“{file}”未改动。请核对后再试。",
        "Wrong person or passphrase. Nothing was revealed and the vault “{file}” was not changed. "
        "Check both and try again.",
    )


class WeakPassphrase(VaultError, UsageError):
    """A new passphrase is too easy to guess."""

    code = "E-079"
    text = Text(
        "口令太弱：{reason}。什么都没有改动；请换一个，例如几个互不相干的词。",
        "The passphrase is too weak: {reason}. Nothing was changed; choose another, such as some "
        "unrelated words.",
    )


class NotAllowed(VaultError):
    """The person's role does not allow this; the attempt is in the log."""

    code = "E-080"
    text = Text(
        "{role}角色不能{action}，没有透露任何内容；这次尝试已记入保险库“{file}”的日志。"
        "请找有“管理”角色的人。",
        "The role {role} may not {action}. Nothing was revealed; the attempt is in the log of the "
        "vault “{file}”. Ask somebody whose role is manager.",
    )


class OldVault(VaultError):
    """An older state of the vault has taken the place of a newer one."""

    code = "E-081"
    text = Text(
        "保险库“{file}”比{who}上次见到的旧({reason})：可能被换成了旧文件。没有透露任何内容，"
        "文件未改动。请找回最新的文件；确实只剩备份时，由管理者运行 xlsegment vault rotate "
        "--accept-older。",
        "The vault “{file}” is older than what {who} last saw ({reason}): an old file may have "
        "taken its place. Nothing was revealed and nothing changed. Find the latest file; where "
        "only a backup is left, a manager runs xlsegment vault rotate --accept-older.",
    )


class ForeignVault(VaultError):
    """The vault beside the workbook belongs to another workbook."""

    code = "E-084"
    text = Text(
        "保险库“{file}”不是这个工作簿的。没有透露任何内容，两个文件都未改动；"
        "请把原来的保险库放回工作簿旁边。",
        "The vault “{file}” is not this workbook's. Nothing was revealed and neither file was "
        "changed; put the vault that belongs to the workbook beside it.",
    )


class VaultBusy(VaultError):
    """Somebody else is writing the vault."""

    code = "E-085"
    text = Text(
        "保险库“{file}”正被别人写入(锁文件“{lock}”)。什么都没有改动；请稍后再试。",
        "The vault “{file}” is being written by somebody else (lock file “{lock}”). Nothing was "
        "changed; try again in a moment.",
    )


class VaultChanged(VaultError):
    """Somebody else saved the vault since it was opened."""

    code = "E-086"
    text = Text(
        "保险库“{file}”在操作期间被别人更新。没有写入，也没有透露任何内容；请重新运行。",
        "The vault “{file}” was saved by somebody else meanwhile. Nothing was written and nothing "
        "revealed; run again.",
    )


class PeopleRefused(VaultError, UsageError):
    """The list of people cannot be changed like this."""

    code = "E-087"
    text = Text(
        "人员名单没有改动：{reason}。",
        "The list of people was not changed: {reason}.",
    )


class NothingStored(VaultError):
    """The vault holds no original of what was asked for."""

    code = "E-088"
    text = Text(
        "保险库“{file}”里没有{what}。工作簿未改动；请核对，或先脱敏再存入。",
        "The vault “{file}” holds no {what}. The workbook was not changed; check what you asked "
        "for.",
    )


class VaultFull(VaultError):
    """The originals are more than a vault can hold."""

    code = "E-089"
    text = Text(
        "保险库“{file}”放不下：{size} 超过上限 {limit}。什么都没有改动；"
        "请把工作簿拆分，或去掉里面的大图片后再脱敏。",
        "The vault “{file}” cannot hold this: {size} is above its limit of {limit}. Nothing was "
        "changed; split the workbook or take large pictures out before masking.",
    )
