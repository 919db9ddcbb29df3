"""``xlsegment mask``: a copy that can be shared, or the workbook itself without originals."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.cli.commands import values
from xlsegment.cli.declare import DONE, Argument, BadValue, Command
from xlsegment.cli.passphrase import KEYRING, PERSON, open_asking
from xlsegment.cli.terminal import Terminal
from xlsegment.errors import NoWayBack, UsageError
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.actions.masking.find import Wish
    from xlsegment.actions.masking.report import MaskReport
    from xlsegment.vault.opened import OpenVault

_WHO: Final = Text(
    "要打开保险库，请用 --person 写明保险库名单上的姓名",
    "to open the vault, name somebody on its list with --person",
)
_WHERE: Final = Text(
    "请用 -o 写明副本的文件名，或用 --in-place 就地脱敏",
    "name the copy with -o, or mask the workbook itself with --in-place",
)
_ONLY_IN_PLACE: Final = Text(
    "--no-way-back 只与 --in-place 一起用", "--no-way-back goes with --in-place only"
)
_FORM: Final = Text("应写成 工作表!列=类型", "should be SHEET!COLUMN=KIND")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Mask and print the report."""
    from xlsegment.actions.masking.find import Wish

    wish = Wish(tuple(arguments.keep), tuple(arguments.also))
    if arguments.in_place:
        if arguments.force:
            raise UsageError(reason=values.ONLY_WITH_OUTPUT)
        report = _in_place(arguments, terminal, wish)
    else:
        if arguments.no_way_back:
            raise UsageError(reason=_ONLY_IN_PLACE)
        if arguments.output is None:
            raise UsageError(reason=_WHERE)
        report = _copy(arguments, terminal, wish)
    _tell(report, terminal)
    return DONE


def _copy(arguments: argparse.Namespace, terminal: Terminal, wish: Wish) -> MaskReport:
    from xlsegment.actions.mask_copy import mask_copy
    from xlsegment.vault import api

    key = None
    if arguments.join_code and api.exists(arguments.file):
        with _opened(arguments, terminal) as vault:
            key = vault.join_key(arguments.why)
    return mask_copy(
        arguments.file,
        arguments.output,
        wish=wish,
        key=key,
        join=arguments.join_code,
        force=arguments.force,
        progress=terminal.stages,
    )


def _in_place(arguments: argparse.Namespace, terminal: Terminal, wish: Wish) -> MaskReport:
    from xlsegment.actions.mask_in_place import mask_in_place
    from xlsegment.vault import api

    with ExitStack() as stack:
        vault: OpenVault | None = None
        if not arguments.no_way_back:
            if not api.exists(arguments.file):
                vault_file = api.vault_of(arguments.file).name
                raise NoWayBack(file=arguments.file.name, vault=vault_file)
            vault = stack.enter_context(_opened(arguments, terminal))
        return mask_in_place(
            arguments.file,
            vault,
            wish=wish,
            join=arguments.join_code,
            why=arguments.why,
            progress=terminal.stages,
        )


def _opened(arguments: argparse.Namespace, terminal: Terminal) -> OpenVault:
    if arguments.person is None:
        raise UsageError(reason=_WHO)
    return open_asking(arguments.file, arguments, terminal)


def _tell(report: MaskReport, terminal: Terminal) -> None:
    from xlsegment.actions.masking.told import mask_lines, mask_notes

    terminal.say(
        Text(
            "{path}：已去标识化 {n} 个单元格，其他位置 {elsewhere} 处；逐字节核对通过",
            "{path}: {n} cell(s) de-identified, {elsewhere} place(s) elsewhere; every byte checked",
        ),
        path=report.file,
        n=f"{report.masked:,}",
        elsewhere=f"{report.scrubbed.total:,}",
    )
    for line in mask_lines(report, terminal.lang):
        terminal.say(line)
    for note in mask_notes(report, terminal.lang):
        terminal.note(note)
    if report.snapshots:
        terminal.note(
            Text(
                "撤销用的 {n} 份快照含有原文，已删除：这个文件不能再 undo。",
                "{n} snapshot(s) for undo held originals and were removed: there is no undo for "
                "this file any more.",
            ),
            n=report.snapshots,
        )
    if report.vault is not None:
        terminal.note(
            Text(
                "原文在保险库 {path}：用 xlsegment vault unmask 取回。",
                "The originals are in the vault {path}; xlsegment vault unmask brings them back.",
            ),
            path=report.vault,
        )


def _also(text: str) -> tuple[str, str, str]:
    place, equals, kind = text.rpartition("=")
    sheet, mark, column = place.rpartition("!")
    if not (equals and mark and sheet and column and kind):
        raise BadValue(_FORM)
    return sheet.strip("'"), column, kind


COMMAND = Command(
    name="mask",
    summary=Text("生成可外发的脱敏副本，或就地脱敏", "make a masked copy, or mask in place"),
    description=Text(
        "把姓名、手机、身份证、邮箱、地址等脱敏，包括没有声明过、按内容认出的列；再从整个文件的每个角落"
        "(批注、隐藏的表、名称、透视缓存、文档属性等)清除原值，最后逐字节核对，通过了才放到目标位置。"
        "用 -o 另存副本，原文件不动；用 --in-place 就地脱敏，原文先存进保险库。"
        "以手机号或身份证号作客户ID的，各表一起换成同样的关联码。结果是去标识化的个人信息，仍要妥善保管。",
        "Mask names, mobiles, ID numbers, e-mail and postal addresses, in columns that nobody "
        "declared as well; then take the originals out of every corner of the file (comments, "
        "hidden sheets, names, pivot caches, properties), and check every byte before the result "
        "is put in place. With -o a copy is made and the workbook stays as it is; with --in-place "
        "the originals go into the vault first. Customer IDs that are mobiles or ID numbers become "
        "the same join code in every table. The result is de-identified personal data: keep it "
        "safe all the same.",
    ),
    arguments=(
        Argument(
            ("file",),
            Text("(已关闭的)工作簿", "the (closed) workbook"),
            convert=Path,
            settings={"metavar": "FILE"},
        ),
        Argument(
            ("-o", "--output"),
            Text("脱敏副本的文件名", "the masked copy"),
            convert=Path,
            apart_from="where",
            settings={"metavar": "COPY"},
        ),
        Argument(
            ("--in-place",),
            Text("就地脱敏，原文存入保险库", "mask the workbook itself; originals to the vault"),
            apart_from="where",
            settings={"action": "store_true"},
        ),
        Argument(
            ("--join-code",),
            Text(
                "给每张有客户ID的表加一列关联码；有保险库时各副本的码相同",
                "add a column of join codes to every table with customer IDs; with a vault the "
                "codes of all copies agree",
            ),
            settings={"action": "store_true"},
        ),
        Argument(
            ("--keep",),
            Text(
                "不遮这一列(误认为个人信息的)，写表头，可重复",
                "leave a column that was taken for personal data wrongly; its header, repeatable",
            ),
            settings={"metavar": "COLUMN", "action": "append", "default": []},
        ),
        Argument(
            ("--also",),
            Text(
                "再遮一列：工作表!列=类型，例如 回访!C=姓名，可重复",
                "mask one more column, such as Visits!C=name; repeatable",
            ),
            convert=_also,
            settings={"metavar": "SHEET!COLUMN=KIND", "action": "append", "default": []},
        ),
        Argument(
            ("--no-way-back",),
            Text("就地脱敏而不留原文", "mask in place and keep no originals"),
            settings={"action": "store_true"},
        ),
        Argument(PERSON.flags, PERSON.help, settings={"metavar": "NAME"}),
        KEYRING,
        Argument(
            ("--why",),
            Text("为什么，记入保险库的日志", "why, for the vault's log"),
            settings={"metavar": "REASON", "default": ""},
        ),
        Argument(
            ("--force",),
            Text("副本已存在时覆盖", "replace the copy if it exists"),
            settings={"action": "store_true"},
        ),
    ),
    example="xlsegment mask customers.xlsx -o shared.xlsx",
    run=run,
)
