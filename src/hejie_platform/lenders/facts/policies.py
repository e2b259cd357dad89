"""Policy version -> the engine's `PolicyPack`."""

import json
from collections.abc import Mapping
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


def pack_or_faults(mapping: Mapping[str, Any]) -> tuple[rules.PolicyPack | None, tuple[texts.Fault, ...]]:
    """The policy, or all that stands against it: what is missing or wrong, else every rule of the law that it breaks."""
    policy, faults = rules.parse_policy(mapping)
    if policy is None:
        return None, faults
    if policy.country not in rules.countries():
        return None, (texts.fault("policy_code_unlisted", "policy.country", code=policy.country),)
    broken = rules.check_policy(policy, pack=rules.load_pack(policy.country))
    return (None, broken) if broken else (policy, ())
