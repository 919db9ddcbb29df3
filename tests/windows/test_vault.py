"""The vault on Windows: its libraries, its file locks, and the same file here and there."""

from __future__ import annotations

import pytest

from tests.support.vaults import MANAGER, VIEWER, passphrase_of
from tests.windows.machine import Windows
from xlsegment.vault import api, seen
from xlsegment.vault.entry import Entry
from xlsegment.vault.log import Act

BOOK = r"C:\我的 文件\保险.xlsx"


def test_a_vault_made_on_windows_opens_elsewhere_and_the_other_way_round(
    windows: Windows, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen.platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path))
    windows.posix(BOOK).parent.mkdir(parents=True, exist_ok=True)
    manager, viewer = (f"{passphrase_of(who).text()}\n" for who in (MANAGER, VIEWER))

    def vault(*words: str, given: str = "") -> str:
        program = [windows.python, "-X", "utf8", "-m", "xlsegment"]
        return windows.run([*program, *words, "--lang", "zh"], given=given).stdout

    vault("new", BOOK)
    vault("vault", "init", BOOK, "--person", MANAGER, given=manager)
    words = ("vault", "add", BOOK, VIEWER, "--role", "viewer", "--person", MANAGER)
    vault(*words, given=manager + viewer)

    book = windows.posix(BOOK)
    with api.open_vault(book, MANAGER, passphrase_of(MANAGER)) as opened:
        opened.deposit([Entry("客户", "姓名", "C1", "B5", "张*", "张三")], b"PK")
    words = ("vault", "unmask", BOOK, "--customer", "C1", "--person", VIEWER, "--why", "试")
    assert "客户!B5 姓名: 张三" in vault(*words, given=viewer)
    assert "日志 4 条，完整" in vault("vault", "status", BOOK)

    with api.open_vault(book, MANAGER, passphrase_of(MANAGER)) as opened:
        acts = [entry.act for entry in opened.log()]
    assert acts == [Act.CREATE, Act.ADD, Act.DEPOSIT, Act.SHOW, Act.EXPORT]
