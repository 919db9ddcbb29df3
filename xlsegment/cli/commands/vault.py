"""``xlsegment vault``: the encrypted file of originals beside a workbook."""

from __future__ import annotations

from xlsegment.cli.commands.vault_open import EXPORT_LOG, UNMASK
from xlsegment.cli.commands.vault_people import ADD, INIT, PASSPHRASE, REMOVE, ROTATE, STATUS
from xlsegment.cli.declare import Command
from xlsegment.text import Text

COMMAND = Command(
    name="vault",
    summary=Text("保险库：脱敏前的原文，加密保存", "the vault: originals, encrypted"),
    description=Text(
        "脱敏前的原文加密存放在工作簿旁边的 <工作簿名>.vault 里。每人用自己的口令，"
        "角色决定能看什么，每次查看都记入防篡改的日志。能解密的人就能抄走：保险库防的是没有口令的人。",
        "Originals are kept, encrypted, in <workbook name>.vault beside the workbook. Everybody "
        "has a passphrase of their own, roles decide what they see, and a tamper-evident log "
        "notes every look. Who can decrypt can copy: the vault keeps out those without a "
        "passphrase.",
    ),
    arguments=(),
    example="xlsegment vault status customers.xlsx",
    parts=(INIT, STATUS, ADD, REMOVE, PASSPHRASE, UNMASK, ROTATE, EXPORT_LOG),
)
