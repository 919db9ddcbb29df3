"""``xlsegment vault init, status, add, remove, passphrase, rotate``: the vault and its people."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Final

from xlsegment.cli.declare import DONE, Argument, Command
from xlsegment.cli.passphrase import (
    KEYRING,
    PERSON,
    ask_new_passphrase,
    open_asking,
)
from xlsegment.cli.terminal import Terminal
from xlsegment.text import Text

FILE: Final = Argument(
    ("file",), Text("工作簿", "the workbook"), convert=Path, settings={"metavar": "FILE"}
)
_WHY: Final = Argument(
    ("--why",),
    Text("原因，记入日志", "why, for the log"),
    settings={"metavar": "TEXT", "default": ""},
)
_NAME: Final = Argument(("name",), Text("姓名", "the person's name"), settings={"metavar": "NAME"})
_ROLE_NAMES: Final = ("viewer", "manager", "member")


def init(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Make the vault."""
    from xlsegment.engine.there import check_file
    from xlsegment.vault import api, keychain

    path: Path = arguments.file
    check_file(path)
    api.check_new(path)
    if arguments.keyring:
        keychain.check()
    new = ask_new_passphrase(terminal, arguments.person)
    with api.create(path, arguments.person, new) as vault:
        if arguments.keyring:
            keychain.keep(vault.stamp.vault, arguments.person, new)
        terminal.say(
            Text(
                "已建立保险库 {vault}；{person} 是管理者。",
                "Made the vault {vault}; {person} is its manager.",
            ),
            vault=vault.path,
            person=vault.person.name,
        )
    terminal.note(
        Text(
            "口令忘了，谁也找不回原文：请再添加一位管理者(xlsegment vault add --role manager)，"
            "并备份这个文件。",
            "Nobody can bring originals back without a passphrase: add a second manager "
            "(xlsegment vault add --role manager) and back this file up.",
        )
    )
    return DONE


def status(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Say what is in the vault and who is on its list."""
    from xlsegment.vault import api

    content, _ = api.peek(arguments.file)
    lang = terminal.lang
    terminal.say(
        Text(
            "{vault}：第 {generation} 版，密钥第 {epoch} 套，日志 {log} 条，完整",
            "{vault}: generation {generation}, keys {epoch}, {log} log entries, complete",
        ),
        vault=api.vault_of(arguments.file),
        generation=content.generation,
        epoch=content.people.epoch,
        log=len(content.log),
    )
    for person in content.people.present:
        terminal.say(f"  {person.role.label.in_(lang)}  {person.name}")
    terminal.say(
        Text("原文 {n} 个单元格，分 {k} 次存入", "{n} original cells in {k} deposit(s)"),
        n=f"{sum(block.count for block in content.rows):,}",
        k=len(content.rows),
    )
    for number, block in enumerate(content.files, 1):
        when = dt.datetime.fromtimestamp(block.when, dt.UTC).astimezone()
        terminal.say(
            Text("脱敏前的文件 {n}：{when}，{size} KB", "File as it was {n}: {when}, {size} KB"),
            n=number,
            when=f"{when:%Y-%m-%d %H:%M}",
            size=f"{len(block.box) / 1024:,.0f}",
        )
    return DONE


def add(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Put a person on the list."""
    from xlsegment.vault import managing
    from xlsegment.vault.people import Role

    with open_asking(arguments.file, arguments, terminal) as vault:
        role = Role(arguments.role)
        managing.check_new(vault, arguments.name, arguments.why)
        new = ask_new_passphrase(terminal, arguments.name)
        managing.add(vault, arguments.name, role, new, arguments.why)
    terminal.say(
        Text("{name} 已加入，角色：{role}。", "{name} is on the list as {role}."),
        name=arguments.name,
        role=role.label.in_(terminal.lang),
    )
    return DONE


def remove(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Take a person off the list."""
    from xlsegment.vault import managing

    with open_asking(arguments.file, arguments, terminal) as vault:
        managing.remove(vault, arguments.name, arguments.why)
    terminal.say(
        Text("{name} 已移除，密钥已全部更换。", "{name} was removed and all keys were rotated."),
        name=arguments.name,
    )
    terminal.note(
        Text(
            "此人以前复制过的内容和旧文件收不回来。",
            "What this person copied before, old files included, cannot be taken back.",
        )
    )
    return DONE


def passphrase(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Change one's own passphrase."""
    from xlsegment.vault import keychain

    with open_asking(arguments.file, arguments, terminal) as vault:
        new = ask_new_passphrase(terminal, vault.person.name)
        vault.change_passphrase(new)
        if arguments.keyring:
            keychain.keep(vault.stamp.vault, arguments.person, new)
    terminal.say(Text("口令已更改。", "The passphrase was changed."))
    terminal.note(
        Text(
            "保险库的旧副本仍能用旧口令打开。",
            "Old copies of the vault still open with the old passphrase.",
        )
    )
    return DONE


def rotate(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Encrypt everything anew."""
    from xlsegment.vault import managing

    older = arguments.accept_older
    with open_asking(arguments.file, arguments, terminal, older=older) as vault:
        managing.rotate(vault, arguments.why)
    terminal.say(
        Text(
            "密钥已更换，名单上的人照旧用自己的口令。",
            "Keys were rotated; everybody on the list keeps their passphrase.",
        )
    )
    return DONE


INIT: Final = Command(
    name="init",
    summary=Text("建立保险库", "make the vault of a workbook"),
    description=Text(
        "在工作簿旁边建立 <工作簿名>.vault，您是第一位管理者。口令至少 12 个字符，"
        "在终端里输入，不显示；也可以从管道读一行。",
        "Make <workbook name>.vault beside the workbook; you are its first manager. The "
        "passphrase, of at least 12 characters, is typed without being shown, or read as one "
        "line from a pipe.",
    ),
    arguments=(FILE, PERSON, KEYRING),
    example="xlsegment vault init customers.xlsx --person Wang",
    run=init,
)
STATUS: Final = Command(
    name="status",
    summary=Text("里面有多少、名单上有谁、是否完整", "what is in it, who is on its list"),
    description=Text(
        "不需要口令：核对签名、版本和工作簿里的记录，列出人员、角色和数量；不透露内容。",
        "Needs no passphrase: checks signatures, generation and what the workbook knows, and "
        "lists people, roles and numbers; nothing is revealed.",
    ),
    arguments=(FILE,),
    example="xlsegment vault status customers.xlsx",
    run=status,
)
ADD: Final = Command(
    name="add",
    summary=Text("添加一个人", "put a person on the list"),
    description=Text(
        "只有管理者能做。先输入自己的口令，再由新的人输入他自己的口令。"
        "普通：能存入，不能看；查看：一次看一位客户；管理：全部。",
        "For managers. First comes your passphrase, then the new person types their own. member: "
        "puts in, sees nothing; viewer: one customer at a time; manager: everything.",
    ),
    arguments=(
        FILE,
        _NAME,
        Argument(
            ("--role",),
            Text(
                "角色：查看 viewer、管理 manager、普通 member",
                "the role: viewer, manager or member",
            ),
            settings={"choices": _ROLE_NAMES, "required": True},
        ),
        PERSON,
        _WHY,
        KEYRING,
    ),
    example="xlsegment vault add customers.xlsx Li --role viewer --person Wang",
    run=add,
)
REMOVE: Final = Command(
    name="remove",
    summary=Text("移除一个人并立即更换密钥", "take a person off the list, and rotate"),
    description=Text(
        "只有管理者能做；不能移除自己，也不能移除最后一位管理者。移除后立即更换全部密钥。",
        "For managers; not for yourself, nor for the last manager. All keys are rotated at once.",
    ),
    arguments=(FILE, _NAME, PERSON, _WHY, KEYRING),
    example="xlsegment vault remove customers.xlsx Li --person Wang",
    run=remove,
)
PASSPHRASE: Final = Command(
    name="passphrase",
    summary=Text("更改自己的口令", "change your passphrase"),
    description=Text(
        "先输入现在的口令，再输入新口令。", "First comes the present passphrase, then the new one."
    ),
    arguments=(FILE, PERSON, KEYRING),
    example="xlsegment vault passphrase customers.xlsx --person Wang",
    run=passphrase,
)
ROTATE: Final = Command(
    name="rotate",
    summary=Text("更换全部密钥", "encrypt everything under new keys"),
    description=Text(
        "只有管理者能做：全部内容用新密钥重新加密，各人的口令不变；关联码的密钥也不变。",
        "For managers: everything is encrypted anew under new keys; passphrases, and the key of "
        "join codes, stay.",
    ),
    arguments=(
        FILE,
        PERSON,
        Argument(
            ("--accept-older",),
            Text(
                "只剩备份时：接受比上次见到的更旧的保险库",
                "where only a backup is left: take a vault older than the last one seen",
            ),
            settings={"action": "store_true"},
        ),
        _WHY,
        KEYRING,
    ),
    example="xlsegment vault rotate customers.xlsx --person Wang",
    run=rotate,
)
