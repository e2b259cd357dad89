"""Policy version -> the engine's `PolicyPack`."""

import hashlib
import json
from functools import lru_cache
from typing import Any

from hejie import rules, texts
from hejie_platform.lenders.models import PolicyVersion


def mapping_of(version: PolicyVersion) -> dict[str, Any]:
    """The three tables of the policy's file, as plain data."""
    return {"policy": version.header, "published": version.published, "private": version.private}


def pack_of(version: PolicyVersion) -> rules.PolicyPack:
    """The policy that the engine runs. Raises texts.Faulty when the stored tables no longer parse."""
    return _parsed(texts.canonical_json(mapping_of(version)))


@lru_cache(maxsize=64)
def _parsed(canonical: bytes) -> rules.PolicyPack:
    policy, faults = rules.parse_policy(json.loads(canonical))
    if policy is None:
        raise texts.Faulty(faults)
    return policy


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
