"""Asking somebody else whether a name and a number belong together: the adapter, and a double of it for tests.

An adapter is a function `check(subject, *, idempotency_key) -> Outcome` named by the setting
HEJIE_IDENTITY_PROVIDER ("module:function"); with none, a person looks at papers. `no_record`, `unavailable`,
`unsupported` and `rate_limited` say nothing against anybody: such a proof goes to a person.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final

from django.conf import settings

STATUSES: Final = (
    "match",
    "mismatch",
    "no_record",
    "malformed",
    "unsupported",
    "unavailable",
    "rate_limited",
)


@dataclass(frozen=True, slots=True)
class Subject:
    legal_name: str
    number: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A provider's answer. `raw_code` is its own word, kept for later questions; no personal text."""

    status: str
    provider: str
    request_id: str
    raw_code: str = ""

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"a provider's status is one of {', '.join(STATUSES)}, not {self.status!r}")


Check = Callable[..., Outcome]


def find() -> Check | None:
    """The adapter of this installation, or None where people look at papers only."""
    named = settings.HEJIE_IDENTITY_PROVIDER
    if not named:
        return None
    module, _, function = named.partition(":")
    found: Check = getattr(import_module(module), function)
    return found


# What the double answers, by the 16th and 17th digit; every other number matches.
DOUBLE: Mapping[str, str] = MappingProxyType(
    {
        "91": "mismatch",
        "92": "no_record",
        "93": "malformed",
        "94": "unavailable",
        "95": "rate_limited",
        "96": "unsupported",
    }
)


def double(subject: Subject, *, idempotency_key: str) -> Outcome:
    """A provider for demo and test that always gives the same answer to the same number, and asks nobody."""
    status = DOUBLE.get(subject.number[15:17], "match")
    return Outcome(status, "double", request_id=f"double-{idempotency_key}", raw_code=status)
