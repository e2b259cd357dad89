"""Encryption at rest: AES-256-GCM under keys that carry an id, and keyed hashes for look-up.

A sealed value is `key id | nonce | ciphertext`. The first key of the ring seals, every key opens, so
that a key is rotated by putting a new line first. Files and rooms have a data key of their own, itself
sealed by the ring: destroying that one small row makes everything under it unreadable for ever.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
KEY = 32


class KeysBroken(Exception):
    """A sealed value cannot be opened: unknown key id, wrong key or changed bytes."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys by id; `sealing` is the id of the one that seals."""

    sealing: str
    keys: dict[str, bytes]


def parse_ring(text: str) -> Keyring:
    """Read `id:base64` lines. Raises KeysBroken when a line is not one, or a key is not 32 bytes."""
    keys: dict[str, bytes] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, _, encoded = line.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except ValueError:
            raise KeysBroken(f"key {name!r} is not base64") from None
        if len(key) != KEY or not name.isascii() or not 0 < len(name) < 32:
            raise KeysBroken(f"key {name!r} must be {KEY} bytes under a short plain name")
        keys[name] = key
    if not keys:
        raise KeysBroken("the keyring is empty")
    return Keyring(sealing=next(iter(keys)), keys=keys)


def ring() -> Keyring:
    """The keyring of this installation."""
    return _ring(settings.HEJIE_KEYRING)


@lru_cache(maxsize=4)
def _ring(text: str) -> Keyring:
    return parse_ring(text)


def seal(plain: bytes, *, context: str) -> bytes:
    """Encrypt under the ring. `context` (table and column) is bound in: a value moved elsewhere won't open."""
    active = ring()
    header = active.sealing.encode() + b"|"
    return header + _encrypt(active.keys[active.sealing], plain, context)


def unseal(sealed: bytes, *, context: str) -> bytes:
    """Decrypt what `seal` made. Raises KeysBroken."""
    name, bar, body = bytes(sealed).partition(b"|")
    key = ring().keys.get(name.decode("ascii", "replace"))
    if not bar or key is None:
        raise KeysBroken("sealed under a key that is not in the keyring")
    return _decrypt(key, body, context)


def key_id_of(sealed: bytes) -> str:
    """The id of the key a value is sealed under, for rotation."""
    return bytes(sealed).partition(b"|")[0].decode("ascii", "replace")


def new_data_key() -> bytes:
    """A fresh key for one file or one room."""
    return secrets.token_bytes(KEY)


def seal_with(data_key: bytes, plain: bytes, *, context: str) -> bytes:
    """Encrypt under a data key."""
    return _encrypt(data_key, plain, context)


def unseal_with(data_key: bytes, sealed: bytes, *, context: str) -> bytes:
    """Decrypt what `seal_with` made. Raises KeysBroken."""
    return _decrypt(data_key, bytes(sealed), context)


def keyed_hash(value: str | bytes, *, purpose: str) -> str:
    """HMAC-SHA-256 in hex under a key of its own per purpose: equal values match, nobody can guess back.

    It rests on the last key of the ring, which rotation keeps, so that look-ups survive a rotation.
    """
    oldest = list(ring().keys.values())[-1]
    derived = hmac.digest(oldest, b"hejie index " + purpose.encode(), "sha256")
    data = value.encode() if isinstance(value, str) else value
    return hmac.new(derived, data, hashlib.sha256).hexdigest()


def _encrypt(key: bytes, plain: bytes, context: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def _decrypt(key: bytes, sealed: bytes, context: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], context.encode())
    except (InvalidTag, ValueError):
        raise KeysBroken("a sealed value was changed, or belongs elsewhere") from None
