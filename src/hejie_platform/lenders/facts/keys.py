"""The text of a key of the API, and what is kept of it."""

import hashlib

PREFIX = "hejie"


def key_text(ref: str, secret: str) -> str:
    """The text of a key of the API, as its owner keeps it."""
    return f"{PREFIX}_{ref}_{secret}"


def read_key(text: str) -> tuple[str, str]:
    """Reference and secret of a key's text; two empty ones for any other text."""
    prefix, _, rest = text.partition("_")
    ref, _, secret = rest.partition("_")
    return (ref, secret) if prefix == PREFIX and secret else ("", "")


def hashed(secret: str) -> str:
    """What is kept of a secret. It is random and long, so that a plain hash leaves nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
