"""Buttons that take personal data out, or look for what is left of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.actions.masking.told import STILL_PERSONAL, share_lines, unread_lines
from xlsegment.actions.progress import Stage
from xlsegment.errors import Cancelled, NotOnDisk, SaveFirst
from xlsegment.excel.live import members
from xlsegment.excel.live.newfile import ask_for_free_place
from xlsegment.excel.live.ready import open_book
from xlsegment.excel.live.session import Session
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.vault.opened import OpenVault

_MASKING: Final = (
    Stage.OPEN, Stage.READ, Stage.COMPUTE, Stage.WRITE, Stage.CLEAN, Stage.PROVE, Stage.SAVE
)  # fmt: skip
_IN_PLACE: Final = (*_MASKING[:-1], Stage.DEPOSIT, Stage.SAVE)
_MOST_LINES: Final = 20
_WHERE: Final = Text("脱敏副本保存在哪里？", "Where shall the masked copy be saved?")
_COPY_NAME: Final = Text("{stem}_脱敏_{day}{suffix}", "{stem}_masked_{day}{suffix}")
_COPIED: Final = Text(
    "已另存脱敏副本“{file}”：{n} 个单元格已去标识化，{whole} 个看不懂的整体遮住；原工作簿未改动",
    "saved the masked copy “{file}”: {n} cells de-identified, {whole} not understood and masked "
    "whole; this workbook was not changed",
)
_SURE: Final = Text(
    "“{file}”将被保存、关闭，个人信息存进保险库后就地脱敏，然后重新打开。\n\n"
    "撤销用的快照含有原文，会一并删除；之后只能凭保险库取回。\n\n继续吗？",
    "“{file}” will be saved and closed, its personal data put into the vault and masked, and "
    "opened again.\n\nSnapshots for undo hold originals and are removed; afterwards only the vault "
    "brings them back.\n\nGo on?",
)
_NO_VAULT: Final = Text(
    "“{file}”旁边没有保险库：脱敏后，原文将永远无法找回，撤销用的快照也会删除。\n\n"
    "要保留原文，请选“否”，先用命令 xlsegment vault init 建立保险库。\n\n"
    "仍要保存、关闭、就地脱敏并重新打开吗？",
    "There is no vault beside “{file}”: once masked, the originals are gone for good, and so are "
    "the snapshots for undo.\n\nTo keep them, answer No and make a vault with the command "
    "xlsegment vault init.\n\nSave, close, mask and open it again all the same?",
)
_MASKED: Final = Text(
    "已就地脱敏：{n} 个单元格已去标识化，{whole} 个看不懂的整体遮住；{vault}",
    "masked in place: {n} cells de-identified, {whole} not understood and masked whole; {vault}",
)
_KEPT: Final = Text("原文在保险库“{vault}”", "the originals are in the vault “{vault}”")
_NOT_KEPT: Final = Text("没有保留原文", "no originals were kept")
_NOTHING: Final = Text("没有可脱敏的内容，工作簿未改动", "nothing to mask, nothing was changed")
_CHECKED: Final = Text("外发检查：{n} 处个人信息", "share check: personal data in {n} place(s)")
_MORE: Final = Text("  …另有 {n} 行", "  … and {n} more line(s)")


def mask_copy(session: Session) -> str:
    """Save a masked copy of the workbook as it is now."""
    from xlsegment.actions import mask_copy as action

    with _copied(session) as (copy, name):
        stem, suffix = Path(name).stem, Path(name).suffix
        day = f"{dt.datetime.now().astimezone():%Y%m%d}"
        suggested = _COPY_NAME.in_(session.lang, stem=stem, day=day, suffix=suffix)
        target = ask_for_free_place(session, _WHERE, suggested)
        report = action.mask_copy(copy, target, progress=session.progress(_MASKING))
    return _COPIED.in_(
        session.lang, file=target.name, n=f"{report.masked:,}", whole=f"{report.whole:,}"
    )


def share_check(session: Session) -> str:
    """List what personal data the workbook holds as it is now, by place and kind."""
    from xlsegment.actions.share_check import share_check_file

    with _copied(session) as (copy, _):
        report = share_check_file(copy, progress=session.progress((Stage.PROVE,)))
    lines = [*share_lines(report, session.lang), *unread_lines(report, session.lang)]
    if len(lines) > _MOST_LINES:
        more = _MORE.in_(session.lang, n=len(lines) - _MOST_LINES)
        lines = [*lines[:_MOST_LINES], more]
    told = _CHECKED.in_(session.lang, n=f"{sum(hit.count for hit in report.hits):,}")
    session.say("\n".join((told, "", *lines, "", STILL_PERSONAL.in_(session.lang))))
    return told


def mask_in_place(session: Session) -> str:
    """Mask the workbook itself, as a file, and open it again whatever happens."""
    from xlsegment.actions import mask_in_place as action
    from xlsegment.vault import api

    path = open_book(session.book).place
    if not isinstance(path, Path):
        raise NotOnDisk(file=session.book.name)
    kept = api.exists(path)
    if not session.ask(_SURE if kept else _NO_VAULT, file=path.name):
        raise Cancelled
    with ExitStack() as stack:
        vault = stack.enter_context(_opened(session, path)) if kept else None
        session.book.save()
        members.close(session.book)
        stack.callback(session.app.books.open, str(path))
        report = action.mask_in_place(path, vault, progress=session.progress(_IN_PLACE))
    if not (report.masked or report.scrubbed.total):
        return _NOTHING.in_(session.lang)
    where = _NOT_KEPT.in_(session.lang)
    if report.vault is not None:
        where = _KEPT.in_(session.lang, vault=report.vault.name)
    return _MASKED.in_(session.lang, n=f"{report.masked:,}", whole=f"{report.whole:,}", vault=where)


def _opened(session: Session, path: Path) -> OpenVault:
    """Ask who it is and for their passphrase."""
    from xlsegment.excel.live.passphrase import open_asking

    return open_asking(session, path)


@contextmanager
def _copied(session: Session) -> Iterator[tuple[Path, str]]:
    """Copy the workbook as it is now to where nobody else can look; yield it and its name."""
    from xlsegment.actions.masking.privatefolder import private_folder

    name = session.book.name
    if members.place(session.book) is None:
        raise SaveFirst(file=name)
    with private_folder() as folder:
        copy = folder / f"copy{Path(name).suffix}"
        members.save_copy(session.book, copy)
        yield copy, name
