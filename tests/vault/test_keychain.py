"""Passphrases in the operating system's keyring, here one in memory."""

from __future__ import annotations

import builtins

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from xlsegment.errors import UsageError
from xlsegment.vault import keychain
from xlsegment.vault.passphrase import Passphrase

VAULT = bytes(range(16))


class Memory(KeyringBackend):
    priority = 1

    def __init__(self):
        self.kept = {}
        self.locked = False

    def get_password(self, service, username):
        if self.locked:
            raise KeyringLocked("the real words of the keyring")
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if self.locked:
            raise KeyringLocked("the real words of the keyring")
        self.kept[service, username] = password


@pytest.fixture
def memory(monkeypatch):
    backend = Memory()
    monkeypatch.setattr(keychain, "SYSTEMS", (__name__,))
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


def test_a_passphrase_is_kept_for_one_vault_and_one_person(memory):
    keychain.keep(VAULT, "王", Passphrase("three unrelated words"))

    assert keychain.recall(VAULT, "王").text() == "three unrelated words"
    assert keychain.recall(VAULT, "李") is None
    assert keychain.recall(bytes(16), "王") is None


def test_a_keyring_that_is_locked_is_told(memory):
    memory.locked = True

    with pytest.raises(UsageError, match="解锁"):
        keychain.recall(VAULT, "王")
    with pytest.raises(UsageError, match="解锁"):
        keychain.keep(VAULT, "王", Passphrase("three unrelated words"))


def test_a_keyring_that_is_a_plain_file_is_not_used(monkeypatch):
    monkeypatch.setattr(keyring, "get_keyring", Memory)

    with pytest.raises(UsageError, match="没有可用"):
        keychain.check()


def test_of_several_keyrings_the_systems_own_is_used(memory, monkeypatch):
    class Chain:
        backends = (object(), memory)

    monkeypatch.setattr(keyring, "get_keyring", Chain)

    keychain.keep(VAULT, "王", Passphrase("three unrelated words"))

    assert memory.kept


def test_without_the_package_it_says_what_to_do(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "keyring":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(UsageError, match="pip install"):
        keychain.check()
