"""Passphrases at the terminal: asked for without showing them, or read from a pipe."""

from __future__ import annotations

import argparse
import getpass
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsegment.cli.declare import Argument
from xlsegment.cli.terminal import Terminal
from xlsegment.errors import UsageError, WrongPassphrase
from xlsegment.text import Text

if TYPE_CHECKING:
    from xlsegment.vault.opened import OpenVault
    from xlsegment.vault.passphrase import Passphrase

PERSON: Final = Argument(
    ("--person",),
    Text("保险库名单上的姓名", "the name on the vault's list"),
    settings={"metavar": "NAME", "required": True},
)
KEYRING: Final = Argument(
    ("--keyring",),
    Text(
        "口令存入并取自操作系统的密钥环(需 xlsegment[keyring])",
        "keep the passphrase in, and take it from, the system's keyring (xlsegment[keyring])",
    ),
    settings={"action": "store_true"},
)
_ASK: Final = Text("{who} 的口令：", "Passphrase of {who}: ")
_ASK_NEW: Final = Text("{who} 的新口令：", "New passphrase of {who}: ")
_AGAIN: Final = Text("再输入一遍：", "Once more: ")
_DIFFERENT: Final = Text("两次输入的口令不同", "the two passphrases differ")
_NOTHING: Final = Text("没有读到口令", "no passphrase was given")
_SEEN: Final = Text(
    "这个终端会显示输入的口令；请换一个终端，或用管道输入",
    "this terminal would show the passphrase; use another one, or a pipe",
)


def ask_passphrase(terminal: Terminal, who: str) -> Passphrase:
    """Ask for a person's passphrase; from a pipe, one line is read."""
    return _asked(_ASK.in_(terminal.lang, who=who))


def ask_new_passphrase(terminal: Terminal, who: str) -> Passphrase:
    """Ask for a new passphrase: twice at a terminal, one line from a pipe."""
    new = _asked(_ASK_NEW.in_(terminal.lang, who=who))
    if sys.stdin.isatty() and _asked(_AGAIN.in_(terminal.lang)).text() != new.text():
        raise UsageError(reason=_DIFFERENT)
    return new


def open_asking(
    workbook: Path, arguments: argparse.Namespace, terminal: Terminal, *, older: bool = False
) -> OpenVault:
    """Open a workbook's vault for the person of `PERSON`, with or without `KEYRING`."""
    from xlsegment.vault import api, keychain

    content, _ = api.peek(workbook, accept_older=older)  # before anybody types anything
    person: str = arguments.person
    if arguments.keyring:
        kept = keychain.recall(content.vault, person)
        if kept is not None:
            try:
                return api.open_vault(workbook, person, kept, accept_older=older)
            except WrongPassphrase:  # it was changed elsewhere
                terminal.note(
                    Text("密钥环里的口令已过时。", "The passphrase in the keyring is out of date.")
                )
    typed = ask_passphrase(terminal, person)
    vault = api.open_vault(workbook, person, typed, accept_older=older)
    if arguments.keyring:
        keychain.keep(content.vault, person, typed)
    return vault


def _asked(prompt: str) -> Passphrase:
    from xlsegment.vault.passphrase import Passphrase

    if sys.stdin.isatty():
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            try:
                typed = getpass.getpass(prompt)
            except getpass.GetPassWarning as error:
                raise UsageError(reason=_SEEN) from error
            except EOFError:
                typed = ""
    else:
        # PowerShell puts a byte order mark in front of what it pipes.
        typed = sys.stdin.readline().lstrip("\ufeff").rstrip("\r\n")
    if not typed:
        raise UsageError(reason=_NOTHING)
    return Passphrase(typed)
