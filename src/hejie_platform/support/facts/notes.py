"""The short notes that everybody who works here reads once: which there are, for whom, and in which version.

The words stand in the page, in every language; a new version asks everybody to read again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Note:
    """One note: the roles that read it, and its version (the day it was last changed)."""

    version: str
    roles: frozenset[str]


EVERYBODY: Final = frozenset(
    {
        "officer",
        "checker",
        "mediator",
        "body_admin",
        "reviewer",
        "supervisor",
        "complaint_handler",
        "adviser",
        "operator",
    }
)
NOTES: Final[Mapping[str, Note]] = MappingProxyType(
    {
        "kindness": Note("2026-11", EVERYBODY),
        "silence": Note("2026-11", EVERYBODY),
        "collection": Note("2026-11", frozenset({"officer", "checker", "complaint_handler", "supervisor"})),
        "offers": Note("2026-11", frozenset({"officer", "checker"})),
        "neutral": Note("2026-11", frozenset({"mediator", "body_admin"})),
        "review": Note("2026-11", frozenset({"reviewer", "supervisor", "operator"})),
        "complaints": Note("2026-11", frozenset({"complaint_handler", "supervisor"})),
    }
)


def notes_for(roles: frozenset[str]) -> list[str]:
    """The notes that somebody with these roles reads."""
    return [name for name, note in NOTES.items() if note.roles & roles]
