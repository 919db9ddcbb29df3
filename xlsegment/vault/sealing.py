"""Encryption and signatures, each for one purpose only.

Every key is derived by HKDF-SHA-256 with the purpose in its info; every ciphertext is
AES-256-GCM under a fresh random nonce; what it is bound to (purpose, vault, generation and
more) is authenticated with it, each part with its length in front.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from enum import Enum
from typing import Final, Self

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from xlsegment.vault.fault import Fault

KEY: Final = 32
SIGNATURE: Final = 64
HASH: Final = 32
_NONCE: Final = 12
_TAG: Final = 16
#: What a sealed box is longer than what is in it.
BOX_OVERHEAD: Final = KEY + _NONCE + _TAG

_NAME: Final = b"xlsegment vault 1"


class Purpose(Enum):
    """What a key, a box or a signature is for; one can never be taken for another."""

    LOCK = b"lock"  # a person's secret under their passphrase
    EXCHANGE = b"exchange"  # a person's X25519 key, from their secret
    SIGN = b"sign"  # a person's Ed25519 key, from their secret
    ROWS_KEY = b"rows key"  # the key of the rows, for one person
    MANAGER_KEYS = b"manager keys"  # the managers' keys, for one person
    ROSTER = b"roster"  # the list of people
    ROOT = b"root"  # a root key, by the one before it
    JOIN = b"join"  # the key of join codes
    ROWS = b"rows"  # original cells
    FILE = b"file"  # a workbook as it was
    LOG = b"log"  # an entry of the log
    VAULT = b"vault"  # the whole file, by its last writer


@dataclass(frozen=True, slots=True)
class Context:
    """What a box or signature is bound to."""

    purpose: Purpose
    vault: bytes
    generation: int
    more: tuple[bytes, ...] = ()

    def packed(self) -> bytes:
        """Return the parts, each with its length in front, so that none can run into another."""
        parts = (
            _NAME, self.purpose.value, self.vault, self.generation.to_bytes(8), *self.more
        )  # fmt: skip
        return b"".join(len(part).to_bytes(4) + part for part in parts)


def derived(secret: bytes, purpose: Purpose, salt: bytes = b"") -> bytes:
    """Derive the key for one purpose from a secret."""
    info = _NAME + b" " + purpose.value
    return HKDF(algorithm=SHA256(), length=KEY, salt=salt or None, info=info).derive(secret)


def encrypt(key: bytes, plain: bytes, context: Context) -> bytes:
    """Encrypt under a fresh nonce, which stands in front."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.packed())


def decrypt(key: bytes, box: bytes, context: Context) -> bytes:
    """Return what was encrypted, or raise `Fault` if anything at all differs."""
    if len(box) < _NONCE + _TAG:
        raise Fault("加密内容太短", "an encrypted part is too short")
    try:
        return AESGCM(key).decrypt(box[:_NONCE], box[_NONCE:], context.packed())
    except InvalidTag as error:
        raise Fault("加密内容验证不过", "an encrypted part does not verify") from error


@dataclass(frozen=True, slots=True, repr=False)
class Opener:
    """An X25519 key pair: anybody can seal for it, only its holder opens."""

    private: bytes
    public: bytes

    @classmethod
    def fresh(cls) -> Self:
        """Make a new pair."""
        return cls.of(secrets.token_bytes(KEY))

    @classmethod
    def of(cls, private: bytes) -> Self:
        """Return the pair of a private key."""
        key = X25519PrivateKey.from_private_bytes(private)
        return cls(private, key.public_key().public_bytes_raw())

    def open(self, box: bytes, context: Context) -> bytes:
        """Return what was sealed for this pair, or raise `Fault`."""
        own = X25519PrivateKey.from_private_bytes(self.private)
        return decrypt(_shared(own, box[:KEY], self.public, box[:KEY], context), box[KEY:], context)


def seal(public: bytes, plain: bytes, context: Context) -> bytes:
    """Encrypt for the holder of a public key, with a key that is used this once."""
    once = X25519PrivateKey.generate()
    own = once.public_key().public_bytes_raw()
    return own + encrypt(_shared(once, public, public, own, context), plain, context)


def _shared(
    private: X25519PrivateKey, peer: bytes, public: bytes, once: bytes, context: Context
) -> bytes:
    try:
        secret = private.exchange(X25519PublicKey.from_public_bytes(peer))
    except ValueError as error:  # too short, or a point that gives away the secret
        raise Fault("公钥无效", "a public key is invalid") from error
    return derived(secret, context.purpose, once + public)


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """An Ed25519 key pair."""

    private: bytes
    public: bytes

    @classmethod
    def fresh(cls) -> Self:
        """Make a new pair."""
        return cls.of(secrets.token_bytes(KEY))

    @classmethod
    def of(cls, private: bytes) -> Self:
        """Return the pair of a private key."""
        key = Ed25519PrivateKey.from_private_bytes(private)
        return cls(private, key.public_key().public_bytes_raw())

    def sign(self, context: Context) -> bytes:
        """Sign a context; what is signed stands in it, as a hash."""
        return Ed25519PrivateKey.from_private_bytes(self.private).sign(context.packed())


def signed(public: bytes, signature: bytes, context: Context) -> bool:
    """Tell whether a signature is that of the holder of a public key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, context.packed())
    except (InvalidSignature, ValueError):
        return False
    return True


def digest(*parts: bytes) -> bytes:
    """Return the SHA-256 of parts, each with its length in front."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8))
        total.update(part)
    return total.digest()
