"""``xlsegment vault unmask`` and ``export-log``: originals out of the vault, and who took them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.cli.commands.values import whole
from xlsegment.cli.commands.vault_people import FILE
from xlsegment.cli.declare import DONE, PROBLEMS_LISTED, Argument, Command
from xlsegment.cli.passphrase import KEYRING, PERSON, open_asking
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.vault.opened import OpenVault

_SHOWN: Final = 20
_NEED_WHAT: Final = Text(
    "需要 --customer、--all 或 --original", "--customer, --all or --original is needed"
)
_NEED_WHY: Final = Text("--why 不能空白", "--why must not be blank")
_NEED_CUSTOMER: Final = Text("--customer 不能空白", "--customer must not be blank")
_ONLY_ORIGINAL: Final = Text(
    "--number 只与 --original 一起用", "--number goes with --original only"
)
_NEED_PERSON: Final = Text("导出日志需要 --person", "exporting the log needs --person")
_NEED_OUTPUT: Final = Text("需要 -o 或 --check", "-o or --check is needed")


def unmask(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Show one customer, put everything back, or take a file out."""
    from xlsegment.errors import UsageError

    if arguments.customer is None and not arguments.all and arguments.original is None:
        raise UsageError(reason=_NEED_WHAT)
    if arguments.customer is not None and not arguments.customer.strip():
        raise UsageError(reason=_NEED_CUSTOMER)
    if arguments.number is not None and arguments.original is None:
        raise UsageError(reason=_ONLY_ORIGINAL)
    if not arguments.why.strip():
        raise UsageError(reason=_NEED_WHY)
    with open_asking(arguments.file, arguments, terminal) as vault:
        if arguments.customer is not None:
            return _show(vault, arguments, terminal)
        if arguments.all:
            return _restore(vault, arguments, terminal)
        return _take_out(vault, arguments, terminal)


def _show(vault: OpenVault, arguments: argparse.Namespace, terminal: Terminal) -> int:
    from xlsegment.vault.entry import shown

    for entry in vault.customer(arguments.customer, arguments.why):
        terminal.say(f"{entry.sheet}!{entry.cell} {entry.column}: {shown(entry)}")
    return DONE


def _restore(vault: OpenVault, arguments: argparse.Namespace, terminal: Terminal) -> int:
    from xlsegment.actions.unmask import unmask_file

    done = unmask_file(arguments.file, vault, arguments.why, progress=terminal.stages)
    terminal.say(
        Text(
            "{path}：{n} 个单元格恢复原文，{there} 个本来就是，{left} 个没有恢复",
            "{path}: {n} cell(s) hold their original again, {there} did already, {left} do not",
        ),
        path=done.file,
        n=done.restored,
        there=done.there,
        left=len(done.left),
    )
    for left in done.left[:_SHOWN]:
        entry = left.entry
        terminal.note(f"  {entry.sheet}!{entry.cell} {entry.column}: {left.why.in_(terminal.lang)}")
    if len(done.left) > _SHOWN:
        terminal.note(Text("  还有 {n} 个…", "  and {n} more..."), n=len(done.left) - _SHOWN)
    if done.left:
        terminal.note(
            Text(
                "没有恢复的仍在保险库里；--customer 逐个看，--original 取出脱敏前的文件。",
                "What was not put back is still in the vault: see --customer and --original.",
            )
        )
    if done.restored or done.left:
        terminal.note(
            Text(
                "批注、页眉页脚、文档属性和公式里写的字不在其中，仍是脱敏后的样子；"
                "要它们请用 --original。",
                "Comments, headers and footers, properties and words in formulas are not among "
                "them and stay masked; --original has them.",
            )
        )
    return PROBLEMS_LISTED if done.left else DONE


def _take_out(vault: OpenVault, arguments: argparse.Namespace, terminal: Terminal) -> int:
    from xlsegment.actions.unmask import original_file

    original_file(vault, arguments.original, arguments.why, arguments.number)
    terminal.say(
        Text("{path}：脱敏前的文件，没有脱敏", "{path}: the file as it was, not masked"),
        path=arguments.original,
    )
    return DONE


def export_log(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Write the log to a CSV, or check one that was written."""
    from xlsegment.engine.atomic import Replacement
    from xlsegment.engine.there import taken
    from xlsegment.errors import FileInTheWay, UsageError
    from xlsegment.vault.logtable import to_csv

    if arguments.check is not None:
        return _check(arguments.file, arguments.check, terminal)
    if arguments.output is None:
        raise UsageError(reason=_NEED_OUTPUT)
    if arguments.person is None:
        raise UsageError(reason=_NEED_PERSON)
    if taken(arguments.output):
        raise FileInTheWay(file=arguments.output.name)
    with open_asking(arguments.file, arguments, terminal) as vault:
        entries = vault.log(arguments.why)
    with Replacement(arguments.output, private=True) as out:
        # Excel takes a CSV without this mark for one in its own encoding.
        out.open().write(b"\xef\xbb\xbf" + to_csv(entries, terminal.lang).encode())
    terminal.say(
        Text("{path}：日志 {n} 条，前后相接", "{path}: {n} log entries, unbroken"),
        path=arguments.output,
        n=len(entries),
    )
    return DONE


def _check(workbook: Path, table: Path, terminal: Terminal) -> int:
    from xlsegment.errors import CannotRead, FileMissing
    from xlsegment.errors.oserror import reason_of
    from xlsegment.vault import api
    from xlsegment.vault.logtable import first_broken, rows_in

    content, _ = api.peek(workbook)
    try:
        text = table.read_bytes().decode("utf-8-sig", "replace")
    except FileNotFoundError as error:
        raise FileMissing(file=table.name) from error
    except OSError as error:
        raise CannotRead(file=table.name, reason=reason_of(error)) from error
    broken = first_broken(text, content.log)
    if broken is None:
        terminal.say(
            Text("{path} 与保险库的日志一致。", "{path} is as the vault's log is."), path=table
        )
        if more := len(content.log) - rows_in(text):
            terminal.say(
                Text(
                    "保险库里还有之后的 {n} 条，不在 {path} 里：导出之后记的，或者末尾被删。",
                    "The vault has {n} later entries that are not in {path}: written since it "
                    "was exported, or cut off its end.",
                ),
                path=table,
                n=more,
            )
        return DONE
    terminal.say(
        Text(
            "{path} 从第 {n} 条起与保险库的日志不符。",
            "{path} differs from the vault's log from entry {n} on.",
        ),
        path=table,
        n=broken,
    )
    return PROBLEMS_LISTED


UNMASK: Final = Command(
    name="unmask",
    summary=Text("看一位客户的原文，或恢复全部", "see one customer's originals, or restore all"),
    description=Text(
        "--customer 在屏幕上显示一位客户的原文(查看、管理)；--all 把原文放回(已关闭的)工作簿，"
        "类型和格式与原来相同，可 undo(管理)；--original 取出脱敏前的整个文件(管理)。"
        "先记日志，再透露；之后有人改过的单元格不覆盖，逐个列出。",
        "--customer shows one customer's originals on the screen (viewer, manager); --all puts "
        "the originals back into the (closed) workbook with their types and formats, and undo "
        "takes it back (manager); --original writes the whole file as it was (manager). The log "
        "comes first; cells that people have changed since are left alone and listed.",
    ),
    arguments=(
        FILE,
        PERSON,
        Argument(
            ("--why",),
            Text("原因，记入日志", "why, for the log"),
            settings={"metavar": "TEXT", "required": True},
        ),
        Argument(
            ("--customer",),
            Text("工作簿里现在的客户ID", "the customer ID as it stands in the workbook now"),
            apart_from="what",
            settings={"metavar": "ID"},
        ),
        Argument(
            ("--all",),
            Text("恢复全部", "restore everything"),
            apart_from="what",
            settings={"action": "store_true"},
        ),
        Argument(
            ("--original",),
            Text("脱敏前的文件写到这里", "write the file as it was here"),
            convert=Path,
            apart_from="what",
            settings={"metavar": "OUT"},
        ),
        Argument(
            ("--number",),
            Text(
                "第几份(见 vault status)；默认最近一份",
                "which one (see vault status); the latest by default",
            ),
            convert=whole,
            settings={"metavar": "N"},
        ),
        KEYRING,
    ),
    example='xlsegment vault unmask customers.xlsx --customer C1 --person Li --why "call back"',
    run=unmask,
)
EXPORT_LOG: Final = Command(
    name="export-log",
    summary=Text("导出日志，或核对导出的日志", "export the log, or check an exported one"),
    description=Text(
        "管理者把日志导出为 CSV：谁、何时、做了什么、哪些客户ID、为什么，每条带前后相接的哈希；"
        "--check 核对导出过的 CSV，指出从第几条起不符，不需要口令。",
        "For managers: the log as CSV, who, when, what, which customer IDs and why, each row "
        "with a hash of all above it. --check tells from which row on an exported CSV differs; "
        "it needs no passphrase.",
    ),
    arguments=(
        FILE,
        Argument(
            ("-o", "--output"),
            Text("CSV 写到这里", "write the CSV here"),
            convert=Path,
            apart_from="what",
            settings={"metavar": "CSV"},
        ),
        Argument(
            ("--check",),
            Text("核对这个 CSV", "check this CSV"),
            convert=Path,
            apart_from="what",
            settings={"metavar": "CSV"},
        ),
        Argument(
            ("--person",),
            Text("保险库名单上的姓名", "the name on the vault's list"),
            settings={"metavar": "NAME"},
        ),
        Argument(
            ("--why",),
            Text("原因，记入日志", "why, for the log"),
            settings={"metavar": "TEXT", "default": ""},
        ),
        KEYRING,
    ),
    example="xlsegment vault export-log customers.xlsx -o log.csv --person Wang",
    run=export_log,
)
